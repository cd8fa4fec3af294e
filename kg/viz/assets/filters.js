// Legend by type, relations by kind, years, reports, confidence: each hides or shows a part of the picture, and counts it.

const tally = (values) => values.reduce((sum, value) => sum.set(value, (sum.get(value) || 0) + 1), new Map());
const typeCounts = tally(Object.values(THINGS).map((thing) => thing.type));

const onEdges = [...new Set([...EDGES.values()].flatMap((edge) => edge.facts))].map((number) => ABOUT.facts[number]);
const reportCounts = tally(onEdges.map(reportOf));
const levelCounts = tally(onEdges.map(levelOf));
// From the surest down.
const LEVELS = ["almost certain", "sure", "likely", "doubtful"].filter((level) => levelCounts.has(level));

const levelName = (level) => ui("confidence")[level] || level;
const reportName = (number) => ABOUT.reports[Number(number)]?.title || ui("noReport");
// Each group of switches: what it hides, the name of a switch, and the element that holds the group.
const GROUPS = {
  legend: { set: shown.hiddenTypes, name: term, icon: sign },
  kinds: { set: shown.hiddenKinds, name: term },
  reports: { set: shown.hiddenReports, name: reportName },
  levels: { set: shown.hiddenLevels, name: levelName },
};

function switchRow(group, value) {
  const { set, name, icon } = GROUPS[group];
  const button = el("button", { type: "button", class: "switch", "aria-pressed": String(!set.has(value)), "data-name": value, title: name(value) },
    icon ? icon(value) : null, el("span", { class: "name", text: name(value) }), el("span", { class: "count" }));
  button.addEventListener("click", () => {
    if (!set.delete(value)) set.add(value);
    button.setAttribute("aria-pressed", String(!set.has(value)));
    applyFilters();
  });
  return el("li", {}, button);
}

function writeGroup(group, values) {
  document.getElementById(group).replaceChildren(...values.map((value) => switchRow(group, value)));
}

function writeLegend() {
  writeGroup("legend", [...ABOUT.legend, ...typeCounts.keys()].filter((type, position, all) => typeCounts.has(type) && all.indexOf(type) === position));
  writeGroup("kinds", Object.entries(ABOUT.kinds).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([kind]) => kind));
  writeGroup("reports", [...reportCounts.keys()].sort((a, b) => Number(a) - Number(b)));
  writeGroup("levels", LEVELS);
  document.getElementById("reports-part").hidden = reportCounts.size < 2;
  document.getElementById("levels-part").hidden = LEVELS.length < 2;
  writeCounts();
}

// How many of each the picture shows now, of how many there are.
function writeCounts() {
  const facts = [...new Set([...EDGES.values()].filter(({ id }) => !hidden.edges.has(id)).flatMap((edge) => edge.facts))].map((number) => ABOUT.facts[number]).filter(factShown);
  const now = {
    legend: tally(GRAPH.nodes.filter(({ id }) => !isHidden(id)).map(({ id }) => THINGS[id].type)),
    kinds: tally(facts.map((fact) => fact.kind)), reports: tally(facts.map(reportOf)), levels: tally(facts.map(levelOf)),
  };
  const all = { legend: typeCounts, kinds: new Map(Object.entries(ABOUT.kinds)), reports: reportCounts, levels: levelCounts };
  for (const group of Object.keys(GROUPS)) {
    for (const button of document.getElementById(group).querySelectorAll("button")) {
      const [seen, total] = [now[group].get(button.dataset.name) ?? 0, all[group].get(button.dataset.name)];
      button.querySelector(".count").textContent = seen === total || GROUPS[group].set.has(button.dataset.name) ? count(total) : `${count(seen)}/${count(total)}`;
    }
  }
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
  document.getElementById("undated").checked = shown.undated;
}

function writeNotice() {
  const { shown: drawn, available, total, edges: facts, around, hops, kinds } = ABOUT.meta;
  const inPart = around !== "" || kinds.length > 0;
  const zh = drawn < available ? `显示 ${count(drawn)} / 共 ${count(available)} 个节点` : `共 ${count(drawn)} 个节点`;
  const en = drawn < available ? `Showing ${count(drawn)} of ${count(available)} nodes` : `${count(drawn)} nodes`;
  const zhWhere = around ? `「${around}」${hops} 步以内` : drawn < available ? "关系最多者优先" : "";
  const enWhere = around ? `within ${hops} ${hops === 1 ? "step" : "steps"} of ${around}` : drawn < available ? "best connected first" : "";
  const { capped } = ABOUT.meta;
  const zhRest = [capped ? "未打包 WebGL 视图（make assets），故只画这么多" : "", zhWhere, `${count(facts)} 条关系`, available < total ? `全图 ${count(total)} 个${inPart ? "" : "，其余没有关系"}` : ""];
  const enRest = [capped ? "no more without the WebGL view (make assets)" : "", enWhere, `${count(facts)} relations`, available < total ? `graph: ${count(total)}${inPart ? "" : ", the rest without relations"}` : ""];
  document.getElementById("notice").replaceChildren(
    el("span", { lang: "zh-Hans", text: drawn ? [zh, ...zhRest].filter(Boolean).join(" · ") : UI.zh.nothing }),
    el("span", { lang: "en", text: drawn ? [en, ...enRest].filter(Boolean).join(" · ") : UI.en.nothing }));
}

function wireFilters() {
  document.getElementById("all-types").addEventListener("click", () => flip(shown.hiddenTypes, [...typeCounts.keys()]));
  document.getElementById("all-kinds").addEventListener("click", () => flip(shown.hiddenKinds, Object.keys(ABOUT.kinds)));
  document.getElementById("all-reports").addEventListener("click", () => flip(shown.hiddenReports, [...reportCounts.keys()]));
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
