// What is drawn and what of it is shown, chosen and lit; scene.js (or webgl.js) puts it on the screen.

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
const byImportance = GRAPH.nodes.map((node) => node.id).sort((a, b) => SIZE.get(b) - SIZE.get(a) || (a < b ? -1 : 1));

// What the filters leave out, by the sets that the switches fill.
const shown = { hiddenTypes: new Set(), hiddenKinds: new Set(), hiddenReports: new Set(), hiddenLevels: new Set(), from: null, to: null, undated: true };
// `node` or `edge` is what the panel is about; `hovered` is under the pointer. Lit is what stands out because of them.
// The centre of a picture of surroundings is chosen without dimming what was asked for.
const chosen = { node: null, edge: null, hovered: null, dims: true };
let lit = null;
const hidden = { nodes: new Set(), edges: new Set() };

// Pictures are made wider than high; on an upright screen they lie on their side.
const upright = stage.clientHeight > stage.clientWidth * 1.1;
const turned = ({ x, y }) => (upright ? { x: -y, y: x } : { x, y });

// The words of a confidence, "sure (0.9)" without its figure.
const levelOf = (fact) => fact.confidence.split(" (")[0];
const reportOf = (fact) => String(fact.report);

function factShown(fact) {
  if (shown.hiddenKinds.has(fact.kind) || shown.hiddenReports.has(reportOf(fact)) || shown.hiddenLevels.has(levelOf(fact))) return false;
  if (shown.from === null && shown.to === null) return true;
  if (!fact.years.length) return shown.undated;
  return (shown.from === null || fact.years[1] >= shown.from) && (shown.to === null || fact.years[0] <= shown.to);
}

const typeShown = (key) => !shown.hiddenTypes.has(THINGS[key].type);
const narrowed = () => shown.hiddenKinds.size + shown.hiddenReports.size + shown.hiddenLevels.size > 0 || shown.from !== null || shown.to !== null;

function edgeShown(edge) {
  return typeShown(edge.from) && typeShown(edge.to) && edge.facts.some((number) => factShown(ABOUT.facts[number]));
}

// Works out what the filters exclude; where edges are filtered, a node that keeps none goes too, unless it is chosen.
function sift() {
  hidden.edges = new Set([...EDGES.values()].filter((edge) => !edgeShown(edge)).map((edge) => edge.id));
  const stays = (key) => !narrowed() || key === chosen.node || NEIGHBOURS.get(key).some(({ edge }) => !hidden.edges.has(edge));
  hidden.nodes = new Set(GRAPH.nodes.filter(({ id }) => !(typeShown(id) && stays(id))).map(({ id }) => id));
}

const isHidden = (key) => hidden.nodes.has(key);

function applyFilters() {
  sift();
  showFiltered();
  writeCounts();
  light();
  keepAddress();
}

// What stands out now: the hovered node, else what is chosen, with its neighbours.
function litParts() {
  const key = chosen.hovered ?? chosen.node;
  if (key !== null && (chosen.dims || chosen.hovered !== null)) {
    const near = NEIGHBOURS.get(key).filter(({ edge }) => !hidden.edges.has(edge));
    return { nodes: new Set([key, ...near.map(({ other }) => other)]), edges: new Set(near.map(({ edge }) => edge)) };
  }
  if (chosen.edge === null) return null;
  const { from, to } = EDGES.get(chosen.edge);
  return { nodes: new Set([from, to]), edges: new Set([chosen.edge]) };
}

function light() {
  lit = litParts();
  showLit();
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

// Where the camera has to look so that the point lies in the middle of the clearing.
function aim(point, scale) {
  const box = clearing();
  const right = ((box.left + box.right) / 2 - stage.clientWidth / 2) / scale;
  const down = ((box.top + box.bottom) / 2 - stage.clientHeight / 2) / scale;
  return { x: point.x - right, y: point.y - down };
}

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const moveTo = (point, scale, quick = false) => lookAt(aim(point, scale), scale, quick || isStill() ? 0 : 420);

function fit(quick = false, keys = GRAPH.nodes.map((node) => node.id)) {
  const points = keys.filter((key) => !isHidden(key)).map(pointOf);
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

// Offers a picture for download.
function offer(canvas) {
  canvas.toBlob((blob) => {
    const link = el("a", { href: URL.createObjectURL(blob), download: "graph.png" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
}

// A canvas of that size on the colour of the paper.
function sheet(width, height) {
  const picture = el("canvas", { width, height });
  const context = picture.getContext("2d");
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, width, height);
  return [picture, context];
}
