// Names on the canvas, in a size that does not change with the zoom: the important ones first, and none upon another.

const LINE = 1.25;
const widths = new Map();
// Where names stand now, so that a click on a name can choose its node.
let named = [];

function shortened(name, most) {
  const letters = Array.from(name);
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : name;
}

function width(context, text, pixels) {
  if (!widths.has(text)) {
    context.font = `20px ${FONT}`;
    widths.set(text, context.measureText(text).width / 20);
  }
  return widths.get(text) * pixels;
}

function order() {
  const first = [chosen.hovered, chosen.node].filter((key) => key !== null && (!lit || lit.nodes.has(key)));
  return [...first, ...byImportance.filter((key) => (!lit || lit.nodes.has(key)) && !first.includes(key))];
}

// Room on the canvas: a name is drawn where it overlaps nothing that was drawn before.
class Room {
  constructor() { this.taken = []; }
  isFree(box) {
    return !this.taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
  }
  take(box) { this.taken.push(box); }
}

function write(context, text, x, top, pixels, scale, weight) {
  context.font = `${weight} ${pixels / scale}px ${FONT}`;
  context.lineWidth = 3.2 / scale;
  context.strokeText(text, x, top);
  context.fillText(text, x, top);
}

function drawNames(context, places, room, scale) {
  const half = { x: stage.clientWidth / 2 / scale, y: stage.clientHeight / 2 / scale };
  const view = network.getViewPosition();
  const gap = (lit ? 2 : 7) / scale;
  named = [];
  context.fillStyle = palette.ink;
  for (const key of order()) {
    const at = places[key];
    // While filters change, a frame may be drawn that has not heard of all of them.
    if (!at || isHidden(key) || Math.abs(at.x - view.x) > half.x || Math.abs(at.y - view.y) > half.y) continue;
    const main = key === chosen.hovered || key === chosen.node;
    const pixels = main ? 14 : 11 + Math.min(4, (SIZE.get(key) * scale) / 6);
    const text = shortened(THINGS[key].name, main ? 40 : scale < 0.8 ? 12 : 22);
    const wide = width(context, text, pixels) / scale;
    const high = (pixels * LINE) / scale;
    const radius = SIZE.get(key);
    const boxAt = (top) => [at.x - wide / 2 - gap, top - gap / 2, at.x + wide / 2 + gap, top + high + gap / 2];
    // Below the node, or else above it.
    const [below, above] = [at.y + radius + 3 / scale, at.y - radius - 1 / scale - high];
    const top = main || room.isFree(boxAt(below)) ? below : room.isFree(boxAt(above)) ? above : null;
    // A name may lie on lesser nodes, not on those that came before it.
    room.take([at.x - radius * 0.8, at.y - radius * 0.8, at.x + radius * 0.8, at.y + radius * 0.8]);
    if (top === null) continue;
    room.take(boxAt(top));
    named.push([key, boxAt(top)]);
    write(context, text, at.x, top, pixels, scale, main ? 600 : 400);
  }
}

// The middle of an edge; a bent one runs through the point that vis-network bends it towards.
function middle(edge, places) {
  const [from, to] = [places[edge.from], places[edge.to]];
  const straight = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  if (!edge.smooth) return straight;
  const bend = (edge.smooth.type === "curvedCW" ? 1 : -1) * edge.smooth.roundness;
  const [across, up] = [to.x - from.x, from.y - to.y];
  const turn = Math.atan2(up, across) + (bend * 0.5 + 0.5) * Math.PI;
  const reach = (bend * 0.5 + 0.5) * Math.hypot(across, up);
  return {
    x: straight.x / 2 + (from.x + reach * Math.sin(turn)) / 2,
    y: straight.y / 2 + (from.y + reach * Math.cos(turn)) / 2,
  };
}

// What the lit edges say, wherever there is room.
function drawRelations(context, places, room, scale) {
  if (!lit) return;
  context.fillStyle = palette["ink-soft"];
  for (const id of lit.edges) {
    const edge = EDGES.get(id);
    if (!places[edge.from] || !places[edge.to]) continue;
    const at = middle(edge, places);
    const text = edge.label[language];
    const wide = width(context, text, 11) / scale;
    const top = at.y - (11 * LINE) / 2 / scale;
    const box = [at.x - wide / 2, top, at.x + wide / 2, top + (11 * LINE) / scale];
    if (!room.isFree(box)) continue;
    room.take(box);
    write(context, text, at.x, top, 11, scale, 400);
  }
}

function drawLabels(context) {
  const scale = network.getScale();
  const places = network.getPositions();
  const room = new Room();
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.strokeStyle = palette.paper;
  drawNames(context, places, room, scale);
  drawRelations(context, places, room, scale);
}

function nameAt({ x, y }) {
  return named.find(([, box]) => x > box[0] && x < box[2] && y > box[1] && y < box[3])?.[0];
}
