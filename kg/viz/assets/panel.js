// The side panel: a thing with its facts by kind, or an edge with the facts behind it, each with its quote.

const panel = document.getElementById("panel");

// A confidence comes as words and figure, "sure (0.9)"; its colour goes by the words.
function confidence(fact) {
  const [words, figure] = fact.confidence.split(/[()]/u).map((part) => part.trim());
  const level = { "almost certain": "high", sure: "high", likely: "medium" }[words] || "low";
  return el("span", { class: `level ${level}`, text: `${ui("confidence")[words] || words} ${figure}` });
}

// `text` with each of `names` marked, the longer names before those inside them.
function marked(text, names) {
  const wanted = [...new Set(names)].filter((name) => name.length > 1).sort((a, b) => b.length - a.length);
  const pieces = [];
  let rest = 0;
  for (let at = 0; at < text.length; ) {
    const name = wanted.find((one) => text.startsWith(one, at));
    if (!name) { at += 1; continue; }
    pieces.push(text.slice(rest, at), el("mark", { text: name }));
    at += name.length;
    rest = at;
  }
  return [...pieces, text.slice(rest)];
}

function thingLink([name, key], own) {
  if (key === undefined || key === own) return el("span", { class: key === own && key !== undefined ? "own" : "", text: name });
  return el("button", { type: "button", class: "link", text: name, onclick: () => choose(key, { fly: true }) });
}

function slotPair([slot, values], own) {
  const worded = values.map(([text, key]) => [ABOUT.words[`${slot}=${text}`] ? term(`${slot}=${text}`) : text, key]);
  const shownValues = worded.flatMap((value, position) => (position ? ["、", thingLink(value, own)] : [thingLink(value, own)]));
  return el("div", { class: "slot" }, el("dt", { text: term(slot) }), el("dd", {}, ...shownValues));
}

function quote(fact, names) {
  const block = el("blockquote", {}, ...marked(fact.quote, names));
  if (fact.quote.length <= 160) return block;
  block.classList.add("long");
  const more = el("button", { type: "button", class: "plain more", text: ui("more") });
  more.addEventListener("click", () => { block.classList.remove("long"); more.remove(); });
  return el("div", {}, block, more);
}

function source(fact) {
  const report = ABOUT.reports[fact.report];
  const [from, to] = fact.place;
  const parts = [report ? report.title : "", fact.where, ui(fact.source) || fact.source].filter(Boolean);
  return el("p", { class: "source", title: `${report ? report.stem : ""} ${ui("characters")} ${from}–${to}` },
    ...parts.map((part) => el("span", { class: "part", text: part })), confidence(fact),
    fact.modality === "asserted" ? null : el("span", { class: "level", text: ui(fact.modality) || fact.modality }));
}

// Names of the things in a fact, as a quote may write them.
function namesIn(fact) {
  const values = fact.slots.flatMap(([, inSlot]) => inSlot);
  return values.flatMap(([text, key]) => (key === undefined ? [text] : [text, ...THINGS[key].aliases]));
}

// Facts read from the same words stand together above them, a line for each.
function reading(facts, own) {
  const lines = facts.map((fact) => el("dl", { class: "fact" }, ...fact.slots.map((slot) => slotPair(slot, own))));
  return el("li", { class: "reading" }, ...lines, quote(facts[0], facts.flatMap(namesIn)), source(facts[0]));
}

function readings(facts) {
  const groups = new Map();
  for (const fact of facts) {
    const place = JSON.stringify([fact.report, fact.place, fact.quote, fact.confidence, fact.modality]);
    groups.set(place, [...(groups.get(place) || []), fact]);
  }
  return [...groups.values()];
}

function head(title, ...below) {
  const close = el("button", { type: "button", class: "plain close", text: "✕", "aria-label": ui("close"), onclick: () => choose(null) });
  return el("div", { class: "panel-head" }, el("div", { class: "heading" }, title, close), ...below);
}

// A hub has hundreds of readings: the first are shown, the rest on demand.
const FIRST = 40;

function fillList(list, all, own) {
  list.append(...all.slice(0, FIRST).map((facts) => reading(facts, own)));
  if (all.length <= FIRST) return;
  const more = el("button", { type: "button", class: "plain more", text: `${ui("more")} (${count(all.length)})` });
  more.addEventListener("click", () => {
    list.append(...all.slice(FIRST).map((facts) => reading(facts, own)));
    more.parentElement.remove();
  });
  list.append(el("li", {}, more));
}

function groups(numbers, own) {
  const byKind = new Map();
  for (const number of numbers) {
    const fact = ABOUT.facts[number];
    byKind.set(fact.kind, [...(byKind.get(fact.kind) || []), fact]);
  }
  const sorted = [...byKind].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  return sorted.map(([kind, facts], position) => {
    const list = el("ul", { class: "facts" });
    const group = el("details", { open: numbers.length <= 20 || position < 3 }, el("summary", {}, el("span", { text: term(kind) }), el("span", { class: "count", text: count(facts.length) })), list);
    // A group is filled when it is first opened.
    const fill = () => { if (group.open && !list.firstChild) fillList(list, readings(facts), own); };
    group.addEventListener("toggle", fill);
    fill();
    return group;
  });
}

function thingPanel(key) {
  const thing = THINGS[key];
  const types = el("p", { class: "types" }, ...thing.types.map((type) => el("span", { class: "chip" }, sign(type), el("span", { text: term(type) }))));
  types.append(el("span", { class: "quiet", text: `${count(thing.facts.length)} ${ui("facts")}` }));
  const rows = el("dl", { class: "about" });
  if (thing.aliases.length) rows.append(el("div", { class: "slot" }, el("dt", { text: ui("aliases") }), el("dd", { text: thing.aliases.join("、") })));
  if (thing.docs.length) rows.append(el("div", { class: "slot" }, el("dt", { text: ui("reports") }), el("dd", { text: thing.docs.join("；") })));
  const empty = thing.facts.length ? null : el("p", { class: "quiet", text: ui("noFacts") });
  return [head(el("h2", { text: thing.name }), types, rows), el("div", { class: "panel-body" }, empty, ...groups(thing.facts, key))];
}

function edgePanel(id) {
  const edge = EDGES.get(id);
  const end = (key) => el("button", { type: "button", class: "link", onclick: () => choose(key, { fly: true }) }, sign(THINGS[key].type), el("span", { text: THINGS[key].name }));
  const arrow = edge.arrows === "to" ? " → " : " — ";
  const title = el("h2", { class: "edge" }, end(edge.from), el("span", { class: "quiet", text: ` ${edge.label[language]}${arrow}` }), end(edge.to));
  return [head(title), el("div", { class: "panel-body" }, ...groups(edge.facts, undefined))];
}

function showPanel() {
  const content = chosen.node !== null ? thingPanel(chosen.node) : chosen.edge !== null ? edgePanel(chosen.edge) : [];
  panel.replaceChildren(...content);
  panel.hidden = content.length === 0;
  panel.scrollTop = 0;
}
