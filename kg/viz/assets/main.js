// Ties the parts together: choosing, hovering, keys, language and colours.

function choose(key, { edge = null, fly = false, dims = true } = {}) {
  chosen.node = key;
  chosen.edge = edge;
  chosen.hovered = null;
  chosen.dims = dims;
  if (key !== null && shown.hiddenTypes.delete(THINGS[key].type)) writeLegend();
  showPanel();
  applyFilters();
  if (fly && key !== null) flyTo(key);
}

let waiting = 0;
function hover(key) {
  clearTimeout(waiting);
  waiting = setTimeout(() => { chosen.hovered = key; light(); }, key === null ? 90 : 40);
}

function pan(right, down) {
  const { x, y, scale } = camera();
  const step = 80 / scale;
  lookAt({ x: x + right * step, y: y + down * step }, scale, 0);
  moved();
}

function wireKeys() {
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
  document.getElementById("language").addEventListener("click", () => { language = language === "zh" ? "en" : "zh"; writeAll(); light(); keepAddress(); });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === "Escape") choose(null);
    else if (event.key === "/" && !typing) { event.preventDefault(); box.focus(); }
  });
  addEventListener("hashchange", () => { if (location.hash !== kept) followAddress(false); });
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
wireKeys();
wirePage();
followAddress(true);
document.documentElement.dataset.ready = "yes";
