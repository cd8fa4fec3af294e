// The picture on sigma.js, for more things than a flat canvas can carry; the same functions as in scene.js.

const POINTS = new Map(GRAPH.nodes.map((node) => [node.id, turned(node)]));
const COLOURS = new Map(GRAPH.nodes.map((node) => [node.id, node.color]));

// Sizes when the whole picture is seen: true to scale, but never too small to be seen nor larger than a finger.
function wholeScale() {
  const [left, right, top, bottom] = [...POINTS.values()].reduce(([l, r, t, b], { x, y }) => [Math.min(l, x), Math.max(r, x), Math.min(t, y), Math.max(b, y)], [0, 0, 0, 0]);
  return Math.min(stage.clientWidth / (right - left + 1), stage.clientHeight / (bottom - top + 1));
}
const whole = wholeScale();
const pixels = (size) => Math.min(11, Math.max(GRAPH.nodes.length > 5000 ? 1.1 : 2, size * whole * 1.4));

// WebGL adds up what is half transparent, so pale lines get a colour that is mixed with the paper beforehand.
function mixed(name, share) {
  const channels = (colour) => (colour.length === 4 ? [...colour.slice(1)].map((one) => one + one) : colour.slice(1).match(/../gu)).map((one) => parseInt(one, 16));
  const [above, below] = [channels(palette[name]), channels(palette.paper)];
  return `#${above.map((one, at) => Math.round(one * share + below[at] * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
}

let tones = {};
function mixTones() {
  // Tens of thousands of lines are drawn paler, so that clusters stand out and not their ties.
  tones = { plain: mixed("edge", EDGES.size > 4000 ? 0.35 : 0.75), faint: mixed("edge", 0.16), dot: mixed("edge", 0.6) };
}
mixTones();

const drawn = new sigmaJs.MultiDirectedGraph();
for (const { id, size } of GRAPH.nodes) {
  const { x, y } = POINTS.get(id);
  drawn.addNode(id, { x, y: -y, size: pixels(size), label: THINGS[id].name });
}
for (const { id, from, to } of EDGES.values()) drawn.addEdgeWithKey(id, from, to);

const sigma = new sigmaJs.Sigma(drawn, stage, {
  allowInvalidContainer: true,
  enableEdgeEvents: true,
  // A graphics card draws all lines in every frame; without one, the dots alone keep up with the hand.
  hideEdgesOnMove: EDGES.size > 4000,
  labelFont: FONT,
  labelSize: 12,
  labelColor: { color: palette.ink },
  labelDensity: 0.5,
  labelGridCellSize: 130,
  // From afar the hubs have names; the others get theirs as one comes near.
  labelRenderedSizeThreshold: Math.min(5, Math.max(...drawn.mapNodes((_, { size }) => size)) * 0.8),
  defaultDrawNodeHover: drawHovered,
  minCameraRatio: 0.002,
  maxCameraRatio: 4,
  zIndex: true,
  nodeReducer: (key, about) => ({ ...about, ...nodeLook(key) }),
  edgeReducer: (id) => edgeLook(id),
});
sigma.setCustomBBox(sigma.getBBox());

function nodeLook(key) {
  if (hidden.nodes.has(key)) return { hidden: true };
  if (lit && !lit.nodes.has(key)) return { color: tones.dot, label: "", zIndex: 0 };
  const main = key === chosen.node || key === chosen.hovered;
  return { color: COLOURS.get(key), zIndex: 1, highlighted: main, forceLabel: main || (lit !== null && lit.nodes.size < 40) };
}

function edgeLook(id) {
  if (hidden.edges.has(id)) return { hidden: true };
  if (lit && lit.edges.has(id)) return { color: palette["edge-lit"], size: 2, zIndex: 1 };
  return { color: lit ? tones.faint : tones.plain, size: EDGES.size > 4000 ? 0.6 : 1, zIndex: 0 };
}

// The name of a hovered or chosen node on a card in the colours of the page.
function drawHovered(context, { x, y, size, label }, { labelSize }) {
  if (!label) return;
  context.font = `600 ${labelSize + 1}px ${FONT}`;
  const wide = context.measureText(label).width;
  context.fillStyle = palette.paper;
  context.strokeStyle = palette["edge-lit"];
  context.beginPath();
  context.roundRect(x + size + 2, y - labelSize, wide + 12, labelSize * 2, 5);
  context.fill();
  context.stroke();
  context.fillStyle = palette.ink;
  context.fillText(label, x + size + 8, y + labelSize / 3);
}

const redraw = () => sigma.refresh({ skipIndexation: true });
// Both change together: what is lit is shown at the end of every change of filters.
const showFiltered = () => {};
const showLit = redraw;

const pointOf = (key) => POINTS.get(key);

// Pixels of the screen for one unit of the picture.
function scaleNow() {
  const [a, b] = [0, 1000].map((x) => sigma.graphToViewport({ x, y: 0 }));
  return Math.hypot(b.x - a.x, b.y - a.y) / 1000;
}

function camera() {
  const { x, y } = sigma.viewportToGraph({ x: stage.clientWidth / 2, y: stage.clientHeight / 2 });
  return { x, y: -y, scale: scaleNow() };
}

function lookAt({ x, y }, scale, duration) {
  const place = sigma.viewportToFramedGraph(sigma.graphToViewport({ x, y: -y }));
  const state = { ...place, ratio: (sigma.getCamera().ratio * scaleNow()) / scale };
  if (duration) sigma.getCamera().animate(state, { duration });
  else sigma.getCamera().setState(state);
}

function zoom(factor) {
  const { ratio } = sigma.getCamera();
  sigma.getCamera().animate({ ratio: ratio / factor }, { duration: isStill() ? 1 : 160 });
}

// The colours of the canvas follow the page's, light or dark.
function recolour() {
  palette = readPalette();
  mixTones();
  sigma.setSetting("labelColor", { color: palette.ink });
  redraw();
}

// All layers of the canvas, drawn afresh in the same moment: the browser clears what WebGL has drawn.
function savePicture() {
  const layers = sigma.getCanvases();
  const [picture, context] = sheet(layers.nodes.width, layers.nodes.height);
  sigma.refresh();
  for (const name of ["edges", "edgeLabels", "nodes", "labels", "hovers", "hoverNodes"]) {
    if (layers[name]) context.drawImage(layers[name], 0, 0);
  }
  offer(picture);
}

function wireCanvas() {
  sigma.on("clickNode", ({ node }) => choose(node));
  sigma.on("clickEdge", ({ edge }) => choose(null, { edge }));
  sigma.on("clickStage", () => choose(null));
  sigma.on("enterNode", ({ node }) => { stage.classList.add("over"); hover(node); });
  sigma.on("leaveNode", () => { stage.classList.remove("over"); hover(null); });
  sigma.on("enterEdge", () => stage.classList.add("over"));
  sigma.on("leaveEdge", () => stage.classList.remove("over"));
  stage.addEventListener("wheel", moved, { passive: true });
  sigma.getMouseCaptor().on("mouseup", () => { if (sigma.getMouseCaptor().draggedEvents > 3) moved(); });
}
