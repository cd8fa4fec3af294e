// Legend by type, relations by kind, years: each hides or shows a part of the picture.

const tally = (values) => values.reduce((sum, value) => sum.set(value, (sum.get(value) || 0) + 1), new Map());
const typeCounts = tally(Object.values(THINGS).map((thing) => thing.type));

function switchRow(name, number, hidden, icon) {
  const button = el("button", { type: "button", class: "switch", "aria-pressed": String(!hidden.has(name)), "data-name": name },
    icon, el("span", { class: "name", text: term(name) }), el("span", { class: "count", text: count(number) }));
  button.addEventListener("click", () => {
    if (!hidden.delete(name)) hidden.add(name);
    button.setAttribute("aria-pressed", String(!hidden.has(name)));
    applyFilters();
  });
  return el("li", {}, button);
}

function writeLegend() {
  const types = [...ABOUT.legend, ...typeCounts.keys()].filter((type, position, all) => typeCounts.has(type) && all.indexOf(type) === position);
  document.getElementById("legend").replaceChildren(...types.map((type) => switchRow(type, typeCounts.get(type), shown.hiddenTypes, sign(type))));
  const kinds = Object.entries(ABOUT.kinds).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  document.getElementById("kinds").replaceChildren(...kinds.map(([kind, number]) => switchRow(kind, number, shown.hiddenKinds, null)));
}

// All on; where all are on already, all off, so that a few can be picked.
function flip(hidden, names) {
  const clear = hidden.size > 0;
  hidden.clear();
  if (!clear) names.forEach((name) => hidden.add(name));
  writeLegend();
  applyFilters();
}

function writeYears() {
  const years = [...new Set([...EDGES.values()].flatMap((edge) => edge.facts.flatMap((number) => ABOUT.facts[number].years)))].sort();
  document.getElementById("years").hidden = years.length < 2;
  for (const end of ["from", "to"]) {
    const select = document.getElementById(end);
    const kept = shown[end];
    select.replaceChildren(el("option", { value: "", text: ui("anyYear") }), ...years.map((year) => el("option", { value: year, text: year })));
    select.value = kept === null ? "" : String(kept);
  }
}

function writeNotice() {
  const { shown: drawn, available, total, edges: facts, around, hops, kinds } = ABOUT.meta;
  const inPart = around !== "" || kinds.length > 0;
  const zh = drawn < available ? `显示 ${count(drawn)} / 共 ${count(available)} 个节点` : `共 ${count(drawn)} 个节点`;
  const en = drawn < available ? `Showing ${count(drawn)} of ${count(available)} nodes` : `${count(drawn)} nodes`;
  const zhWhere = around ? `「${around}」${hops} 步以内` : drawn < available ? "关系最多者优先" : "";
  const enWhere = around ? `within ${hops} ${hops === 1 ? "step" : "steps"} of ${around}` : drawn < available ? "best connected first" : "";
  const zhRest = [zhWhere, `${count(facts)} 条关系`, available < total ? `全图 ${count(total)} 个${inPart ? "" : "，其余没有关系"}` : ""];
  const enRest = [enWhere, `${count(facts)} relations`, available < total ? `graph: ${count(total)}${inPart ? "" : ", the rest without relations"}` : ""];
  document.getElementById("notice").replaceChildren(
    el("span", { lang: "zh-Hans", text: drawn ? [zh, ...zhRest].filter(Boolean).join(" · ") : UI.zh.nothing }),
    el("span", { lang: "en", text: drawn ? [en, ...enRest].filter(Boolean).join(" · ") : UI.en.nothing }));
}

function wireFilters() {
  document.getElementById("all-types").addEventListener("click", () => flip(shown.hiddenTypes, [...typeCounts.keys()]));
  document.getElementById("all-kinds").addEventListener("click", () => flip(shown.hiddenKinds, Object.keys(ABOUT.kinds)));
  for (const end of ["from", "to"]) {
    document.getElementById(end).addEventListener("change", ({ target }) => {
      shown[end] = target.value === "" ? null : Number(target.value);
      applyFilters();
    });
  }
  document.getElementById("undated").addEventListener("change", ({ target }) => { shown.undated = target.checked; applyFilters(); });
  const toggle = document.getElementById("toggle");
  const open = (on) => {
    toggle.setAttribute("aria-expanded", String(on));
    toggle.dataset.word = on ? "fold" : "unfold";
    toggle.textContent = ui(toggle.dataset.word);
    document.getElementById("filters").hidden = !on;
  };
  toggle.addEventListener("click", () => {
    const on = toggle.getAttribute("aria-expanded") !== "true";
    if (on && isNarrow()) choose(null);
    open(on);
  });
  open(!isNarrow());
}
