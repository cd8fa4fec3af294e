// The drawn graph: which nodes and edges are shown, which are lit, and where the camera stands.

const stage = document.getElementById("canvas");
let palette = readPalette();

// Colours of the canvas are those of the style sheet; asking it for each node would be slow.
function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const names = ["paper", "ink", "ink-soft", "edge", "edge-lit", "faint"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

const THINGS = ABOUT.things;
const EDGES = new Map(GRAPH.edges.map((edge, position) => [edge.id, { ...edge, ...ABOUT.links[position] }]));
const NEIGHBOURS = new Map(GRAPH.nodes.map((node) => [node.id, []]));
for (const edge of EDGES.values()) {
  NEIGHBOURS.get(edge.from).push({ edge: edge.id, other: edge.to });
  NEIGHBOURS.get(edge.to).push({ edge: edge.id, other: edge.from });
}
const SIZE = new Map(GRAPH.nodes.map((node) => [node.id, node.size]));

// Many edges are drawn paler, so that the nodes stay in front.
const calm = EDGES.size > 700 ? 0.6 : 0.95;

const shown = { hiddenTypes: new Set(), hiddenKinds: new Set(), from: null, to: null, undated: true };
// `node` or `edge` is what the panel is about; `hovered` is under the pointer. Lit is what stands out because of them.
// The centre of a picture of surroundings is chosen without dimming what was asked for.
const chosen = { node: null, edge: null, hovered: null, dims: true };
let lit = null;

// Pictures are made wider than high; on an upright screen they lie on their side.
const upright = stage.clientHeight > stage.clientWidth * 1.1;
const turned = ({ x, y }) => (upright ? { x: -y, y: x } : { x, y });

// Names are drawn by labels.js, which knows where there is room for them.
const nodes = new vis.DataSet(GRAPH.nodes.map(({ label, color, ...node }) => ({ ...node, ...turned(node), color: nodeColour(color) })));
const edges = new vis.DataSet(GRAPH.edges.map((edge) => ({ ...edge, color: { color: palette.edge, opacity: calm }, state: "plain" })));
const network = new vis.Network(stage, { nodes, edges }, GRAPH.options);

function nodeColour(fill) {
  const line = palette.paper;
  return { background: fill, border: line, hover: { background: fill, border: line }, highlight: { background: fill, border: line } };
}

function factShown(fact) {
  if (shown.hiddenKinds.has(fact.kind)) return false;
  if (shown.from === null && shown.to === null) return true;
  if (!fact.years.length) return shown.undated;
  return (shown.from === null || fact.years[1] >= shown.from) && (shown.to === null || fact.years[0] <= shown.to);
}

const typeShown = (key) => !shown.hiddenTypes.has(THINGS[key].type);
const narrowed = () => shown.hiddenKinds.size > 0 || shown.from !== null || shown.to !== null;

function edgeShown(edge) {
  return typeShown(edge.from) && typeShown(edge.to) && edge.facts.some((number) => factShown(ABOUT.facts[number]));
}

// Hides what the filters exclude; where edges are filtered, a node that keeps none goes too, unless it is chosen.
function applyFilters() {
  const visible = new Set([...EDGES.values()].filter(edgeShown).map((edge) => edge.id));
  const stays = (key) => !narrowed() || key === chosen.node || NEIGHBOURS.get(key).some(({ edge }) => visible.has(edge));
  update(nodes, GRAPH.nodes.map(({ id }) => ({ id, hidden: !(typeShown(id) && stays(id)) })), "hidden");
  update(edges, GRAPH.edges.map(({ id }) => ({ id, hidden: !visible.has(id) })), "hidden");
  light();
}

// Sends only what differs: an update of all nodes costs a frame or two.
function update(data, rows, field) {
  const changed = rows.filter((row) => (data.get(row.id)[field] ?? false) !== row[field]);
  if (changed.length) data.update(changed);
}

const isHidden = (key) => nodes.get(key).hidden === true;

// What stands out now: the hovered node, else what is chosen, with its neighbours.
function litParts() {
  const key = chosen.hovered ?? chosen.node;
  if (key !== null && (chosen.dims || chosen.hovered !== null)) {
    const near = NEIGHBOURS.get(key).filter(({ edge }) => edges.get(edge).hidden !== true);
    return { nodes: new Set([key, ...near.map(({ other }) => other)]), edges: new Set(near.map(({ edge }) => edge)) };
  }
  if (chosen.edge === null) return null;
  const { from, to } = EDGES.get(chosen.edge);
  return { nodes: new Set([from, to]), edges: new Set([chosen.edge]) };
}

function light() {
  lit = litParts();
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

const isNarrow = () => stage.clientWidth < 720;

// The part of the canvas that no card covers.
function clearing() {
  const box = { left: 0, top: 0, right: stage.clientWidth, bottom: stage.clientHeight };
  const side = document.getElementById("side").getBoundingClientRect();
  const panel = document.getElementById("panel");
  const narrow = isNarrow();
  box.bottom = document.getElementById("notice").getBoundingClientRect().top;
  if (narrow) box.top = Math.min(side.bottom, 130);
  else box.left = side.right;
  if (!panel.hidden) {
    const place = panel.getBoundingClientRect();
    if (narrow) box.bottom = place.top;
    else box.right = place.left;
  }
  return box;
}

// Moves the camera so that the point lies in the middle of the clearing.
function moveTo(point, scale, quick = false) {
  const box = clearing();
  const right = ((box.left + box.right) / 2 - stage.clientWidth / 2) / scale;
  const down = ((box.top + box.bottom) / 2 - stage.clientHeight / 2) / scale;
  const still = quick || matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({
    position: { x: point.x - right, y: point.y - down }, scale,
    animation: still ? false : { duration: 420, easingFunction: "easeInOutQuad" },
  });
}

function fit(quick = false, keys = GRAPH.nodes.map((node) => node.id)) {
  const places = network.getPositions(keys.filter((key) => !isHidden(key)));
  const points = Object.values(places);
  if (!points.length) return;
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const box = clearing();
  // Room for half a name on either side, and for a line of text below.
  const wide = Math.max(box.right - box.left - 130, 120) / Math.max(right - left, 1);
  const high = Math.max(box.bottom - box.top - 80, 120) / Math.max(bottom - top, 1);
  const scale = Math.min(wide, high, 1.7);
  moveTo({ x: (left + right) / 2, y: (top + bottom) / 2 }, Math.max(scale, 0.05), quick);
}

// A thing and what it is tied to, large enough to read.
function flyTo(key, quick = false) {
  fit(quick, [key, ...NEIGHBOURS.get(key).map(({ other }) => other)]);
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: { duration: 160, easingFunction: "easeOutQuad" } });
}

function pan(right, down) {
  const { x, y } = network.getViewPosition();
  const step = 80 / network.getScale();
  network.moveTo({ position: { x: x + right * step, y: y + down * step } });
}

// The colours of the canvas follow the page's, light or dark.
function recolour() {
  palette = readPalette();
  nodes.update(GRAPH.nodes.map(({ id, color }) => ({ id, color: nodeColour(color) })));
  edges.update(GRAPH.edges.map(({ id }) => ({ id, state: "stale" })));
  light();
}

// The canvas as it stands, on the colour of the paper.
function savePicture() {
  const drawn = stage.querySelector("canvas");
  const picture = document.createElement("canvas");
  [picture.width, picture.height] = [drawn.width, drawn.height];
  const context = picture.getContext("2d");
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(drawn, 0, 0);
  picture.toBlob((blob) => {
    const link = el("a", { href: URL.createObjectURL(blob), download: "graph.png" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
}
