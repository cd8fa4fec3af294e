// Search by name or alias, over what is drawn and, to say so, over what is not.

const box = document.getElementById("search");
const suggestions = document.getElementById("suggestions");
const MOST = 12;
let results = [];
let active = -1;

const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");

const INDEX = [
  ...byImportance.map((key) => ({ key, name: THINGS[key].name, type: THINGS[key].type, names: [THINGS[key].name, ...THINGS[key].aliases] })),
  ...ABOUT.others.map(([name, type, ...aliases]) => ({ key: null, name, type, names: [name, ...aliases] })),
].map((entry) => ({ ...entry, folded: entry.names.map(fold) }));

// 0 the very name, 1 begins with it, 2 holds it; what is drawn comes before what is not.
function rank(entry, wanted) {
  const ranks = entry.folded.map((name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 9));
  const best = Math.min(...ranks);
  return best === 9 ? null : { entry, best, via: entry.names[ranks.indexOf(best)] };
}

function find(text) {
  const wanted = fold(text);
  const hits = INDEX.map((entry) => rank(entry, wanted)).filter(Boolean);
  hits.sort((a, b) => a.best - b.best || (a.entry.key === null) - (b.entry.key === null));
  return hits.slice(0, MOST);
}

function option({ entry, via }, position) {
  const row = el("li", { role: "option", id: `option-${position}`, "aria-selected": "false", class: entry.key === null ? "absent" : "" },
    sign(entry.type), el("span", { class: "name", text: entry.name }),
    via === entry.name ? null : el("span", { class: "quiet", text: via }),
    el("span", { class: "count", text: entry.key === null ? ui("notDrawn") : term(entry.type) }));
  row.addEventListener("pointerdown", (event) => { event.preventDefault(); take(position); });
  return row;
}

function suggest() {
  results = find(box.value);
  active = -1;
  const rows = results.length ? results.map(option) : [el("li", { class: "absent", text: ui("noMatch") })];
  suggestions.replaceChildren(...rows);
  openList(true);
}

function openList(on) {
  suggestions.hidden = !on;
  box.setAttribute("aria-expanded", String(on));
  if (!on) box.removeAttribute("aria-activedescendant");
}

function step(by) {
  if (!results.length) return;
  active = (active + by + results.length) % results.length;
  [...suggestions.children].forEach((row, position) => row.setAttribute("aria-selected", String(position === active)));
  suggestions.children[active].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", `option-${active}`);
}

function take(position) {
  const hit = results[position];
  if (!hit) return;
  openList(false);
  box.value = hit.entry.name;
  if (hit.entry.key === null) showUnseen(hit.entry.name);
  else choose(hit.entry.key, { fly: true });
}

function showUnseen(name) {
  choose(null);
  panel.replaceChildren(head(el("h2", { text: name }), el("p", { class: "quiet", text: ui("unseen")(name) })));
  panel.hidden = false;
}

function wireSearch() {
  box.addEventListener("input", suggest);
  box.addEventListener("focus", () => { box.select(); suggest(); });
  box.addEventListener("blur", () => openList(false));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter ends the input of Chinese, it does not choose
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) { event.preventDefault(); if (suggestions.hidden) suggest(); step(move); }
    else if (event.key === "Enter") { event.preventDefault(); take(Math.max(active, 0)); }
    else if (event.key === "Escape" && !suggestions.hidden) { openList(false); event.stopPropagation(); }
  });
}
