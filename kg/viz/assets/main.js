// Ties the parts together: choosing, hovering, keys, the address of the page, language and colours.

function choose(key, { edge = null, fly = false, remember = true, dims = true } = {}) {
  chosen.node = key;
  chosen.edge = edge;
  chosen.hovered = null;
  chosen.dims = dims;
  if (key !== null && shown.hiddenTypes.delete(THINGS[key].type)) writeLegend();
  network.unselectAll();
  showPanel();
  applyFilters();
  if (fly && key !== null) flyTo(key);
  if (remember) history.replaceState(null, "", key === null ? location.pathname + location.search : `#node=${encodeURIComponent(key)}`);
}

// Opens the node that the address names, and nothing where it names none.
function followAddress(quick) {
  const key = new URLSearchParams(location.hash.slice(1)).get("node");
  if (key === null || !Object.hasOwn(THINGS, key)) return false;
  choose(key, { remember: false });
  flyTo(key, quick);
  return true;
}

let waiting = 0;
function hover(key) {
  clearTimeout(waiting);
  waiting = setTimeout(() => { chosen.hovered = key; light(); }, key === null ? 90 : 40);
}

function wireCanvas() {
  network.on("afterDrawing", drawLabels);
  network.on("click", ({ nodes: [node], edges: [edge], pointer }) => {
    const key = node ?? nameAt(pointer.canvas);
    if (key !== undefined) choose(key);
    else if (edge !== undefined) choose(null, { edge });
    else choose(null);
  });
  network.on("hoverNode", ({ node }) => { stage.classList.add("over"); hover(node); });
  network.on("blurNode", () => { stage.classList.remove("over"); hover(null); });
  network.on("hoverEdge", () => stage.classList.add("over"));
  network.on("blurEdge", () => stage.classList.remove("over"));
  stage.addEventListener("keydown", ({ key }) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
    if (way) pan(...way);
    else if (key === "+" || key === "=") zoom(1.25);
    else if (key === "-") zoom(0.8);
    else if (key === "0") fit();
  });
}

function wirePage() {
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("fit").addEventListener("click", () => fit());
  document.getElementById("png").addEventListener("click", savePicture);
  document.getElementById("language").addEventListener("click", () => { language = language === "zh" ? "en" : "zh"; writeAll(); light(); });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === "Escape") choose(null);
    else if (event.key === "/" && !typing) { event.preventDefault(); box.focus(); }
  });
  addEventListener("hashchange", () => followAddress(false));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
}

function writeAll() {
  writeWords();
  writeLegend();
  writeYears();
  writeNotice();
  showPanel();
}

writeAll();
wireFilters();
wireSearch();
wireCanvas();
wirePage();
if (ABOUT.centres.length) choose(ABOUT.centres[0], { remember: false, dims: false });
fit(true);
followAddress(true);
document.documentElement.dataset.ready = "yes";
