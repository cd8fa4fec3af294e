// Result tables: sorted by a click on a heading, filtered by words, page by page. Without script they are whole tables.

import { el, suggest } from "/static/site.js";

const PAGE = 50;
const order = new Intl.Collator("zh-Hans", { numeric: true });

export function sheet(table) {
  if (table.dataset.ready) return;
  table.dataset.ready = "yes";
  const body = table.tBodies[0];
  const all = [...body.rows];
  let rows = all;
  let page = 0;
  let sorted = { column: -1, down: false };

  const words = el("input", { type: "search", class: "words", placeholder: "筛选行…… Filter rows", "aria-label": "筛选行 Filter rows" });
  const pager = el("nav", { class: "pager", "aria-label": "翻页 Pages" });
  const bar = el("div", { class: "sheet-bar" }, words);
  table.parentElement.before(bar);
  table.parentElement.after(pager);

  const textOf = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent;

  function show() {
    const pages = Math.max(1, Math.ceil(rows.length / PAGE));
    page = Math.min(page, pages - 1);
    body.replaceChildren(...rows.slice(page * PAGE, (page + 1) * PAGE));
    const turn = (to, label) => el("button", { type: "button", class: "button", disabled: to < 0 || to >= pages, onclick: () => { page = to; show(); }, text: label });
    pager.replaceChildren(turn(page - 1, "上一页 Previous"), el("span", { role: "status", text: `${page + 1} / ${pages} · ${rows.length}` }), turn(page + 1, "下一页 Next"));
    pager.hidden = pages === 1 && rows.length === all.length;
  }

  function arrange() {
    const wanted = words.value.trim().toLowerCase();
    rows = wanted ? all.filter((row) => row.textContent.toLowerCase().includes(wanted)) : [...all];
    if (sorted.column >= 0) {
      const numeric = table.tHead.rows[0].cells[sorted.column].hasAttribute("data-numeric");
      const sign = sorted.down ? -1 : 1;
      rows.sort((one, two) => {
        const [a, b] = [textOf(one, sorted.column), textOf(two, sorted.column)];
        // Empty cells stay last, whichever way the column is sorted.
        if (!a || !b) return Number(!a) - Number(!b);
        return sign * (numeric ? Number(a) - Number(b) : order.compare(a, b));
      });
    }
    page = 0;
    show();
  }

  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = el("button", { type: "button", class: "sort" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      sorted = { column, down: sorted.column === column && !sorted.down };
      [...table.tHead.rows[0].cells].forEach((one) => one.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
      arrange();
    });
  });
  words.addEventListener("input", arrange);
  if (all.length < 8) bar.hidden = true;
  show();
}

document.querySelectorAll("[data-sheet]").forEach(sheet);

// Fields that take a name suggest the names there are.
for (const input of document.querySelectorAll("[data-names]")) {
  const type = input.dataset.names;
  suggest(input, {
    choose: (one) => { input.value = one.name; },
    url: (text) => `/search.json?q=${encodeURIComponent(text)}&type=${type}`,
  });
}

// A long quote opens by a click.
document.addEventListener("click", (event) => {
  const clip = event.target.closest(".clip");
  if (clip && !event.target.closest("a")) clip.classList.toggle("whole");
});
