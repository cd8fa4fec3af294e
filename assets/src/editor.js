// The SPARQL editor: CodeMirror with our prefixes, classes, properties and things, and errors marked at their place.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const highlight = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--keyword)", fontWeight: "600" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--good)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--accent)" },
  { tag: [tags.number, tags.bool, tags.atom], color: "var(--fair)" },
  { tag: [tags.standard(tags.variableName), tags.definition(tags.variableName)], color: "var(--keyword)" },
]);

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--card)", color: "var(--ink)", fontSize: "14px", border: "1px solid var(--line)", borderRadius: "8px" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", minHeight: "200px", maxHeight: "60vh" },
  ".cm-content": { padding: "10px 0", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--soft)", border: "none", borderRadius: "8px 0 0 8px" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--tint) 55%, transparent)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--accent) 22%, transparent) !important" },
  ".cm-tooltip": { backgroundColor: "var(--card)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "8px", boxShadow: "0 8px 28px rgba(20,24,32,.16)" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--font)", maxHeight: "18em", padding: "4px" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "3px 8px", borderRadius: "4px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--tint)", color: "var(--ink)" },
  ".cm-completionDetail": { color: "var(--soft)", fontStyle: "normal", marginLeft: "1em" },
  ".cm-completionInfo": { maxWidth: "26em", padding: "6px 10px", fontFamily: "var(--font)" },
  ".cm-hover-words": { padding: "5px 10px", fontFamily: "var(--font)", maxWidth: "30em" },
});

const KEYWORDS = "SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS BIND VALUES GRAPH ORDER BY GROUP HAVING LIMIT OFFSET ASK CONSTRUCT DESCRIBE FROM NAMED COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT STR LANG CONTAINS REGEX STRSTARTS LCASE BOUND EXISTS NOT IN AS DESC ASC COALESCE IF SUBSTR YEAR".split(" ");

// What may stand at the cursor: a prefixed name of ours, a keyword, or a thing by any of its names.
function completions(words, findThings) {
  const terms = words.terms.map((term) => ({
    label: term.name, detail: [term.zh, term.en].filter(Boolean).join(" "), info: term.definition || undefined, type: term.kind,
    boost: term.name.startsWith("mai:") ? 1 : 0,
  }));
  const byChinese = words.terms.filter((term) => term.zh).map((term) => ({ label: term.zh, apply: term.name, detail: term.name, type: term.kind }));
  const prefixes = Object.keys(words.prefixes).map((prefix) => ({ label: `${prefix}:`, detail: words.prefixes[prefix], type: "namespace", boost: -1 }));
  const keywords = KEYWORDS.map((word) => ({ label: word, type: "keyword", boost: -2 }));
  const plain = [...terms, ...byChinese, ...prefixes, ...keywords];
  return async (context) => {
    const word = context.matchBefore(/[^\s{}()<>"'?$,;.|/^]+/u);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    const typed = word.text.replace(/^[a-z]+:/u, "");
    const mayBeThing = /[^\x00-\x7f]/u.test(word.text) || /^(id|company|product|drug|disease|technology|investor|hospital|institution|regulator|policy|person|place|aimodel|exchange):/u.test(word.text);
    const things = mayBeThing && typed ? await findThings(typed) : [];
    const named = things.map((one) => ({ label: one.name, detail: `${one.words} · ${one.facts}`, info: one.by || undefined, apply: `<${one.iri}>`, type: "variable" }));
    const wanted = word.text.toLowerCase();
    const matching = plain.filter((option) => option.label.toLowerCase().includes(wanted));
    const meant = matching.filter((option) => option.label.toLowerCase() === wanted);
    const options = [...meant, ...named, ...matching.filter((option) => !meant.includes(option))];
    return options.length ? { from: word.from, options, filter: false } : null;
  };
}

// Resting on a term shows what it is called.
function hovers(words) {
  const known = new Map(words.terms.map((term) => [term.name, term]));
  return hoverTooltip((view, position) => {
    const line = view.state.doc.lineAt(position);
    for (const match of line.text.matchAll(/[a-z]+:[A-Za-z][\w-]*/gu)) {
      const [from, to] = [line.from + match.index, line.from + match.index + match[0].length];
      const term = known.get(match[0]);
      if (!term || position < from || position > to) continue;
      return { pos: from, end: to, create: () => {
        const dom = document.createElement("div");
        dom.className = "cm-hover-words";
        dom.textContent = [term.zh, term.en, term.definition].filter(Boolean).join(" · ");
        return { dom };
      } };
    }
    return null;
  });
}

// An editor inside `host`: in a shadow root, where style sheets may be adopted although the page forbids inline styles.
export function createEditor(host, { text, label, words, findThings, run, changed }) {
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(), lintGutter(),
        StreamLanguage.define(sparql), syntaxHighlighting(highlight), theme, EditorView.lineWrapping,
        placeholder("SELECT …"), hovers(words),
        autocompletion({ override: [completions(words, findThings)] }),
        keymap.of([{ key: "Mod-Enter", run: () => { run(); return true; } }, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
        EditorView.contentAttributes.of({ "aria-label": label, "aria-multiline": "true" }),
        EditorView.updateListener.of((update) => { if (update.docChanged) changed(update.state.doc.toString()); }),
      ],
    }),
  });
  return {
    get: () => view.state.doc.toString(),
    set: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
    focus: () => view.focus(),
    clear: () => view.dispatch(setDiagnostics(view.state, [])),
    mark(line, column, message) {
      const row = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      // The engine counts characters; the editor counts UTF-16 units.
      const from = Math.min(row.from + [...row.text].slice(0, column - 1).join("").length, view.state.doc.length);
      const to = Math.min(Math.max(from + 1, from), row.to);
      view.dispatch(setDiagnostics(view.state, [{ from: Math.min(from, to), to, severity: "error", message }]));
      view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    },
  };
}
