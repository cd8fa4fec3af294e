// The graph around a thing: vis-network draws, this file asks the server for more, and shows the facts behind an edge.

import { el, suggest } from "/static/site.js";

const stage = document.querySelector(".stage");
const panel = document.getElementById("panel");
const list = document.getElementById("list");
const { vis } = window;
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const things = new Map();
const ties = new Map();
const hidden = new Set();
const further = new Map();
const opened = [];

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const short = (text) => (text.length > 18 ? `${text.slice(0, 17)}…` : text);
// Marks that turn the direction of text are written out: on a canvas nothing keeps them to their own name.
const plain = (text) => text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");

const network = new vis.Network(document.getElementById("canvas"), { nodes, edges }, {
  autoResize: true,
  layout: { randomSeed: 7, improvedLayout: false },
  interaction: { hover: true, keyboard: { enabled: false }, selectConnectedEdges: false },
  physics: { solver: "forceAtlas2Based", forceAtlas2Based: { gravitationalConstant: -70, springLength: 130, avoidOverlap: 0.8 }, stabilization: { iterations: 220, fit: false }, maxVelocity: 40 },
  nodes: { borderWidth: 1.5, chosen: false, font: { face: "Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif", size: 13 } },
  edges: { chosen: false, smooth: { enabled: true, type: "continuous" }, arrows: { to: { enabled: true, scaleFactor: 0.45 } } },
});
network.on("stabilizationIterationsDone", settle);
let fitting = true;

function settle() {
  network.setOptions({ physics: { enabled: false } });
  if (fitting) network.fit({ animation: false, maxZoomLevel: 1.4 });
  fitting = false;
  document.documentElement.dataset.ready = "yes";
}

function nodeOf(thing, from) {
  const place = from ? network.getPosition(from) : { x: 0, y: 0 };
  const turn = nodes.length * 2.4;
  return {
    id: thing.id, label: plain(short(thing.label)), shape: thing.shape, size: 9 + Math.min(20, Math.sqrt(thing.neighbours) * 2.6),
    color: { background: thing.colour, border: css("--card"), hover: { background: thing.colour, border: css("--ink") } },
    font: { color: css("--ink") }, hidden: hidden.has(thing.type),
    x: place.x + 140 * Math.cos(turn), y: place.y + 140 * Math.sin(turn),
  };
}

function edgeOf(tie) {
  return {
    id: tie.id, from: tie.from, to: tie.to, title: plain(tie.label), width: 1 + Math.min(3, Math.log2(tie.count)), dashes: !tie.done,
    color: { color: css("--edge"), hover: css("--accent"), highlight: css("--accent") },
    arrows: tie.directed ? undefined : { to: { enabled: false } },
  };
}

async function expand(id) {
  const skip = further.get(id) ?? 0;
  if (skip === null) return;
  const answer = await fetch(`/graph.json?thing=${encodeURIComponent(id)}&skip=${skip}`);
  if (!answer.ok) return;
  const data = await answer.json();
  const from = nodes.get(id) ? id : null;
  for (const thing of data.nodes) {
    if (!things.has(thing.id)) { things.set(thing.id, thing); nodes.add(nodeOf(thing, from)); }
  }
  for (const tie of data.edges) {
    if (!ties.has(tie.id)) { ties.set(tie.id, tie); edges.add(edgeOf(tie)); }
  }
  further.set(id, data.next);
  if (!opened.includes(id)) opened.push(id);
  remember();
  fitting = true;
  network.setOptions({ physics: { enabled: true } });
  network.stabilize(220);
  describe();
}

// The address holds what is open, so that it can be kept or sent.
function remember() {
  const address = new URLSearchParams({ around: stage.dataset.around });
  for (const id of opened.slice(1)) address.append("with", id);
  history.replaceState(null, "", `${location.pathname}?${address}`);
}

function describe() {
  document.getElementById("shown").textContent = `${nodes.length} 个实体 things · ${edges.length} 条关系 relations`;
  const counts = new Map();
  for (const { type } of things.values()) counts.set(type, (counts.get(type) ?? 0) + 1);
  for (const row of document.querySelectorAll("#legend li")) {
    const count = counts.get(row.dataset.type) ?? 0;
    row.hidden = !count;
    row.querySelector(".count").textContent = count;
  }
  list.replaceChildren(...[...things.values()].map((thing) => el("li", {}, el("i", { class: `dot t-${thing.type}`, "aria-hidden": "true" }),
    el("button", { type: "button", class: "link", onclick: () => choose(thing.id, true) }, el("bdi", { text: short(thing.label) })))));
}

function choose(id, move) {
  network.selectNodes([id]);
  if (move) network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: false });
  const thing = things.get(id);
  const left = further.get(id);
  const more = left === null ? null : el("button", { type: "button", class: "primary", onclick: () => expand(id) }, left === undefined ? "展开 Expand" : "再展开一些 More");
  const own = [...ties.values()].filter((tie) => tie.from === id || tie.to === id);
  panel.replaceChildren(
    el("p", { class: "type" }, el("i", { class: `dot t-${thing.type}` }), thing.words),
    el("h2", {}, el("a", { href: thing.url }, el("bdi", { text: thing.label }))),
    el("p", { class: "quiet", text: `${thing.facts} 条事实 facts · ${thing.neighbours} 个邻居 neighbours` }),
    el("p", { class: "panel-tools" }, more, el("a", { class: "button", href: thing.url }, "打开页面 Page")),
    el("ul", { class: "tie-list" }, ...own.map((tie) => {
      const other = things.get(tie.from === id ? tie.to : tie.from);
      return el("li", {}, el("span", { class: "quiet", text: tie.label }), " ", el("button", { type: "button", class: "link", onclick: () => showTie(tie.id) }, el("bdi", { text: short(other.label) })), el("span", { class: "count", text: ` ${tie.count}` }));
    })));
}

function showTie(id) {
  const tie = ties.get(id);
  network.selectEdges([id]);
  const [from, to] = [things.get(tie.from), things.get(tie.to)];
  panel.replaceChildren(
    el("h2", {}, el("button", { type: "button", class: "link", onclick: () => choose(tie.from) }, el("bdi", { text: short(from.label) })),
      el("span", { class: "quiet", text: ` ${tie.label} ${tie.directed ? "→" : "—"} ` }),
      el("button", { type: "button", class: "link", onclick: () => choose(tie.to) }, el("bdi", { text: short(to.label) }))),
    el("p", { class: "quiet", text: `${tie.count} 条事实 facts` }),
    ...tie.facts.map((fact) => el("div", { class: "fact-card" },
      el("h3", {}, el("a", { href: fact.url, text: fact.kind }), el("span", { class: "quiet", text: ` ${[fact.date, fact.amount].filter(Boolean).join(" · ")}` })),
      el("blockquote", {}, el("bdi", { text: fact.quote.length > 300 ? `${fact.quote.slice(0, 299)}…` : fact.quote })),
      el("p", { class: "cite" }, el("a", { class: "open", href: fact.open, text: "在报告中打开 Open" }), el("bdi", { text: fact.report }), fact.where ? el("bdi", { text: fact.where }) : null, el("span", { text: fact.confidence })))));
}

network.on("click", ({ nodes: [node], edges: [edge] }) => {
  if (node !== undefined) choose(node);
  else if (edge !== undefined) showTie(edge);
});
network.on("doubleClick", ({ nodes: [node] }) => { if (node !== undefined) expand(node); });

document.getElementById("legend").addEventListener("change", ({ target }) => {
  if (target.checked) hidden.delete(target.value);
  else hidden.add(target.value);
  nodes.update([...things.values()].map(({ id, type }) => ({ id, hidden: hidden.has(type) })));
});
const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
const pan = (right, down) => { const { x, y } = network.getViewPosition(); network.moveTo({ position: { x: x + right / network.getScale(), y: y + down / network.getScale() } }); };
document.getElementById("closer").addEventListener("click", () => zoom(1.3));
document.getElementById("farther").addEventListener("click", () => zoom(1 / 1.3));
document.getElementById("whole").addEventListener("click", () => network.fit({ animation: false }));
document.getElementById("canvas").addEventListener("keydown", (event) => {
  const act = { ArrowLeft: () => pan(-70, 0), ArrowRight: () => pan(70, 0), ArrowUp: () => pan(0, -70), ArrowDown: () => pan(0, 70), "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8) }[event.key];
  if (act) { event.preventDefault(); act(); }
});

suggest(document.getElementById("add"), {
  choose: async (one) => {
    const id = decodeURIComponent(one.url.slice("/id/".length));
    await expand(id);
    choose(id, true);
    document.getElementById("add").value = "";
  },
});

await expand(stage.dataset.around);
for (const id of new URLSearchParams(location.search).getAll("with").slice(0, 20)) await expand(id);
choose(stage.dataset.around);
