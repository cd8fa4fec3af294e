// The query page: runs what is in the editor, can stop it, keeps it in the address, and marks an error at its place.

import { el } from "/static/site.js";
import { sheet } from "/static/sheet.js";

const form = document.getElementById("query-form");
const area = document.getElementById("query");
const results = document.getElementById("results");
const stop = document.getElementById("stop");
const state = document.getElementById("state");
const host = document.getElementById("editor");
const KEPT = "medai-kg.queries";
const MOST_KEPT = 20;
const LONGEST_ADDRESS = 6000;
let running = null;
let editor = { get: () => area.value, set: (text) => { area.value = text; }, focus: () => area.focus(), clear() {}, mark: markInArea };

function markInArea(line, column) {
  const lines = area.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const at = before + [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
  area.focus();
  area.setSelectionRange(at, at + 1);
}

async function openEditor() {
  if (!host.dataset.editor) return;
  const [{ createEditor }, words] = await Promise.all([import(host.dataset.editor), fetch("/query/words.json").then((answer) => answer.json())]);
  const findThings = async (text) => (await fetch(`/search.json?q=${encodeURIComponent(text)}`)).json();
  editor = createEditor(host, {
    text: area.value, label: "SPARQL 查询 query", words, findThings, run: () => form.requestSubmit(), changed: (text) => { area.value = text; },
  });
  area.hidden = true;
  markProblem();
  document.documentElement.dataset.editor = "yes";
}

function markProblem() {
  const problem = results.querySelector("[data-line]");
  if (problem) editor.mark(Number(problem.dataset.line), Number(problem.dataset.column), problem.textContent);
}

async function run(event) {
  event.preventDefault();
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const text = editor.get();
  stop.hidden = false;
  state.textContent = "运行中…… Running";
  editor.clear();
  const begun = performance.now();
  try {
    const answer = await fetch("/query/answer", { method: "POST", headers: { "Content-Type": "application/sparql-query" }, body: text, signal: mine.signal });
    if (answer.headers.get("content-type")?.startsWith("text/html")) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      results.replaceChildren(...page.body.childNodes);
    } else {
      results.replaceChildren(el("p", { class: "problem", role: "alert", text: await answer.text() }));
    }
    state.textContent = `${Math.round(performance.now() - begun)} ms`;
    history.pushState(null, "", text.length < LONGEST_ADDRESS ? `/query?${new URLSearchParams({ query: text })}` : "/query");
    keep(text);
  } catch (error) {
    state.textContent = error.name === "AbortError" ? "已停止 Stopped" : "服务器没有回答 The server does not answer";
  }
  if (running === mine) stop.hidden = true;
  results.querySelectorAll("[data-sheet]").forEach(sheet);
  markProblem();
}

// What was asked before stays in this browser.
function past() {
  try { return JSON.parse(localStorage.getItem(KEPT)) ?? []; } catch { return []; }
}

function keep(text) {
  try { localStorage.setItem(KEPT, JSON.stringify([text, ...past().filter((one) => one !== text)].slice(0, MOST_KEPT))); } catch { /* full or forbidden */ }
  showPast();
}

function showPast() {
  const place = document.getElementById("past");
  const kept = past();
  place.hidden = !kept.length;
  place.querySelector("ul").replaceChildren(...kept.map((text) => el("li", {}, el("button", { type: "button", class: "link", title: text, onclick: () => { editor.set(text); area.value = text; editor.focus(); } }, text.replace(/\s+/gu, " ").slice(0, 60)))));
}

form.addEventListener("submit", run);
stop.addEventListener("click", () => running?.abort());
area.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); } });
window.addEventListener("popstate", () => location.reload());
showPast();
markProblem();
await openEditor();
