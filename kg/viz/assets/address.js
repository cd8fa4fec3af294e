// The state of the page in its address: what is chosen, what is left out, where the camera was moved to, the language.

let kept = location.hash;
let isMoved = false;
// Nothing is written before the address that the page was opened with has been read.
let isFollowed = false;

// A report goes by its file's name, which stays when another report is added.
const stemOf = (number) => ABOUT.reports[Number(number)]?.stem ?? "";
const LISTS = [
  ["types", () => shown.hiddenTypes, (name) => name, (name) => (typeCounts.has(name) ? name : null)],
  ["kinds", () => shown.hiddenKinds, (name) => name, (name) => (name in ABOUT.kinds ? name : null)],
  ["reports", () => shown.hiddenReports, stemOf, (stem) => { const at = ABOUT.reports.findIndex((report) => report.stem === stem); return at < 0 ? null : String(at); }],
  ["levels", () => shown.hiddenLevels, (name) => name, (name) => (LEVELS.includes(name) ? name : null)],
];

function address() {
  const parts = new URLSearchParams();
  const given = ABOUT.centres[0] ?? null;
  if (chosen.node !== null && chosen.node !== given) parts.set("node", chosen.node);
  if (chosen.node === null && chosen.edge === null && given !== null) parts.set("node", "");
  if (chosen.edge !== null) {
    const { from, to, relation } = EDGES.get(chosen.edge);
    parts.set("edge", [from, relation, to].join("|"));
  }
  for (const [name, set, out] of LISTS) if (set().size) parts.set(`no-${name}`, [...set()].map(out).sort().join("|"));
  for (const end of ["from", "to"]) if (shown[end] !== null) parts.set(end, shown[end]);
  if (!shown.undated) parts.set("undated", "no");
  if (language !== "zh") parts.set("lang", language);
  if (isMoved) {
    const { x, y, scale } = camera();
    parts.set("at", [Math.round(x), Math.round(y), scale.toFixed(3)].join("|"));
  }
  const text = parts.toString();
  return text ? `#${text}` : "";
}

function keepAddress() {
  if (!isFollowed) return;
  kept = address();
  history.replaceState(null, "", kept || location.pathname + location.search);
}

let settling = 0;
function moved() {
  isMoved = true;
  clearTimeout(settling);
  settling = setTimeout(keepAddress, 250);
}

const yearIn = (parts, name) => (/^\d{4}$/u.test(parts.get(name) ?? "") ? Number(parts.get(name)) : null);

function cameraIn(parts) {
  const [x, y, scale] = (parts.get("at") ?? "").split("|").map(Number);
  return [x, y, scale].every(Number.isFinite) && scale > 0.001 && scale < 50 ? { x, y, scale } : null;
}

function edgeIn(parts) {
  const wanted = parts.get("edge");
  if (wanted === null) return null;
  return [...EDGES.values()].find(({ from, to, relation }) => [from, relation, to].join("|") === wanted)?.id ?? null;
}

// Shows what the address says; what it names and the page has not is passed over.
function followAddress(quick) {
  const parts = new URLSearchParams(location.hash.slice(1));
  for (const [name, set, , back] of LISTS) {
    set().clear();
    for (const one of (parts.get(`no-${name}`) ?? "").split("|")) if (one && back(one) !== null) set().add(back(one));
  }
  Object.assign(shown, { from: yearIn(parts, "from"), to: yearIn(parts, "to"), undated: parts.get("undated") !== "no" });
  language = parts.get("lang") === "en" ? "en" : "zh";
  const key = parts.get("node") ?? ABOUT.centres[0] ?? null;
  const node = key !== null && Object.hasOwn(THINGS, key) ? key : null;
  const edge = node === null ? edgeIn(parts) : null;
  isFollowed = false;
  choose(node, { edge, dims: node !== ABOUT.centres[0] });
  writeAll();
  isFollowed = true;
  const at = cameraIn(parts);
  isMoved = at !== null;
  if (at) lookAt(at, at.scale, 0);
  else if (node !== null && node !== ABOUT.centres[0]) flyTo(node, quick);
  else fit(quick);
}
