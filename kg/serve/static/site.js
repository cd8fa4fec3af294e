// Suggestions below every search box: a combobox that works by keyboard, over a form that works without it.

const PAUSE = 90;

// The one way to make elements: text only ever enters as text.
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

let boxes = 0;

// `choose` is told the suggestion that was taken; without it the page of the thing opens.
export function suggest(input, { choose, url = (text) => `/search.json?q=${encodeURIComponent(text)}` } = {}) {
  const id = `suggestions-${++boxes}`;
  const list = el("ul", { id, class: "suggestions", role: "listbox", "aria-label": "查找结果 Suggestions", hidden: true });
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) input.setAttribute(name, value);
  let found = [];
  let chosen = -1;
  let timer;
  let asked = 0;

  function show(suggestions) {
    found = suggestions;
    chosen = -1;
    list.replaceChildren(...found.map(option));
    open(found.length > 0);
  }

  function option(one, place) {
    const row = el("li", { id: `${id}-${place}`, role: "option", "aria-selected": "false" },
      el("i", { class: `dot t-${one.type}`, "aria-hidden": "true" }),
      el("bdi", { class: "name", text: one.name.slice(0, 80) }),
      one.by ? el("bdi", { class: "by", text: one.by.slice(0, 60) }) : null,
      el("span", { class: "type-name", text: [one.words, one.facts].filter((part) => part !== undefined).join(" · ") }));
    row.addEventListener("pointerdown", (event) => { event.preventDefault(); take(one); });
    return row;
  }

  function open(state) {
    list.hidden = !state;
    input.setAttribute("aria-expanded", String(state));
    if (!state) input.removeAttribute("aria-activedescendant");
  }

  function select(place) {
    chosen = place;
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === place)));
    const row = list.children[place];
    if (!row) { input.removeAttribute("aria-activedescendant"); return; }
    input.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  }

  function take(one) {
    open(false);
    if (choose) choose(one);
    else location.href = one.url;
  }

  async function ask() {
    const number = ++asked;
    const text = input.value.trim();
    if (!text) { show([]); return; }
    const answer = await fetch(url(text));
    const suggestions = answer.ok ? await answer.json() : [];
    // What is typed may be a question: always the last choice, and the first where no name is like it.
    if (!choose) {
      const question = { name: text, by: "", type: "Thing", words: "提问 Ask", url: `/ask?q=${encodeURIComponent(text)}` };
      if (/[?？]$/.test(text)) suggestions.unshift(question);
      else suggestions.push(question);
    }
    if (number === asked && document.activeElement === input) show(suggestions);
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener("blur", () => { asked += 1; open(false); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) { ask(); return; }
      const step = event.key === "ArrowDown" ? 1 : -1;
      select((chosen + step + found.length + (chosen < 0 && step < 0 ? 1 : 0)) % found.length);
    } else if (event.key === "Enter" && chosen >= 0 && !list.hidden) {
      event.preventDefault();
      take(found[chosen]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      open(false);
    }
  });
  // Somebody was quicker than this script.
  if (document.activeElement === input && input.value) ask();
}

for (const input of document.querySelectorAll("[data-suggest]")) suggest(input);

// "/" goes to the search box, as in many programs.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable], .editor");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.querySelector("[data-suggest]").focus();
  }
});

for (const link of document.querySelectorAll(".places a")) {
  if (location.pathname === link.pathname || location.pathname.startsWith(`${link.pathname}/`)) link.setAttribute("aria-current", "page");
}

// A list that is filtered as one types; the form does the same without script.
for (const input of document.querySelectorAll("[data-filter]")) {
  const place = document.querySelector(input.dataset.filter);
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    for (const item of place.querySelectorAll("[data-item]")) item.hidden = !item.textContent.toLowerCase().includes(wanted);
    for (const group of place.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("[data-item]:not([hidden])");
  });
}
