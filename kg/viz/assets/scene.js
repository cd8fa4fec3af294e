// The picture on vis-network: nodes and edges as state.js says, and the camera.

// Many edges are drawn paler, so that the nodes stay in front.
const calm = EDGES.size > 700 ? 0.6 : 0.95;

// Names are drawn by labels.js, which knows where there is room for them.
const nodes = new vis.DataSet(GRAPH.nodes.map(({ label, color, ...node }) => ({ ...node, ...turned(node), color: nodeColour(color) })));
const edges = new vis.DataSet(GRAPH.edges.map((edge) => ({ ...edge, color: { color: palette.edge, opacity: calm }, state: "plain" })));
const network = new vis.Network(stage, { nodes, edges }, GRAPH.options);

function nodeColour(fill) {
  const line = palette.paper;
  return { background: fill, border: line, hover: { background: fill, border: line }, highlight: { background: fill, border: line } };
}

// Sends only what differs: an update of all nodes costs a frame or two.
function update(data, rows, field) {
  const changed = rows.filter((row) => (data.get(row.id)[field] ?? false) !== row[field]);
  if (changed.length) data.update(changed);
}

function showFiltered() {
  network.unselectAll();
  update(nodes, GRAPH.nodes.map(({ id }) => ({ id, hidden: hidden.nodes.has(id) })), "hidden");
  update(edges, GRAPH.edges.map(({ id }) => ({ id, hidden: hidden.edges.has(id) })), "hidden");
}

function showLit() {
  const faint = Number(palette.faint);
  update(nodes, GRAPH.nodes.map(({ id }) => ({ id, opacity: !lit || lit.nodes.has(id) ? 1 : faint })), "opacity");
  const looks = {
    plain: { color: palette.edge, opacity: calm },
    lit: { color: palette["edge-lit"], opacity: 1 },
    faint: { color: palette.edge, opacity: faint * 0.6 },
  };
  const rows = GRAPH.edges.map(({ id }) => {
    const state = !lit ? "plain" : lit.edges.has(id) ? "lit" : "faint";
    return { id, state, color: looks[state] };
  });
  update(edges, rows, "state");
}

const pointOf = (key) => network.getPosition(key);
const camera = () => ({ ...network.getViewPosition(), scale: network.getScale() });

function lookAt(position, scale, duration) {
  network.moveTo({ position, scale, animation: duration ? { duration, easingFunction: "easeInOutQuad" } : false });
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: { duration: 160, easingFunction: "easeOutQuad" } });
}

// The colours of the canvas follow the page's, light or dark.
function recolour() {
  palette = readPalette();
  nodes.update(GRAPH.nodes.map(({ id, color }) => ({ id, color: nodeColour(color) })));
  edges.update(GRAPH.edges.map(({ id }) => ({ id, state: "stale" })));
  light();
}

// The canvas as it stands.
function savePicture() {
  const drawn = stage.querySelector("canvas");
  const [picture, context] = sheet(drawn.width, drawn.height);
  context.drawImage(drawn, 0, 0);
  offer(picture);
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
  network.on("dragEnd", moved);
  network.on("zoom", moved);
}
