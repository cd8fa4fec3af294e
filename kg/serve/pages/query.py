"""The query page: an editor, the answer as a table, a file or an error at its place, all in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import KgError, QueryError
from kg.serve.live import Snapshot
from kg.serve.pages import words
from kg.serve.pages.links import with_query
from kg.serve.pages.results import MOST_ROWS, ResultView, is_cut, result_view, tabled
from kg.serve.rendering import STATIC, page
from kg.serve.sparql.request import read_request
from kg.serve.sparql.running import query_result
from kg.tables import render
from ontology.schema import load_schema, load_vocabulary

EDITOR = STATIC / "bundled" / "editor.js"
_EXAMPLE = """# 谁研发了最多的产品？ Who develops the most products?
SELECT ?company (COUNT(?product) AS ?products) WHERE {
  ?company mai:develops ?product .
}
GROUP BY ?company
ORDER BY DESC(?products)
LIMIT 20
"""
#: Longer queries do not fit into an address, so nothing links to them.
_LONGEST_LINK = 6000
_DOWNLOADS = {"csv": "text/csv", "tsv": "text/tab-separated-values", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a query was not answered, and the place in it where it is wrong, as far as that is known."""

    message: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A class or kind with how many there are, and a query that shows some."""

    label: words.Words
    name: str
    count: int
    url: str


async def query_page(request: Request) -> Response:
    """The editor with the query of the address, and its answer."""
    snapshot = await request.app.state.graph.current()
    text = request.query_params.get("query", "")
    answer = await _answer(request, snapshot, text) if text.strip() else {}
    return page(
        "query.html",
        headers={"Cache-Control": "no-cache"},
        text=text or _EXAMPLE,
        editor=EDITOR.is_file(),
        samples=_samples(snapshot),
        **({"result": None, "problem": None, "downloads": []} | answer),
    )


async def query_answer(request: Request) -> Response:
    """The answer alone, for the page's script, which posts the query. When the script gives up, it is stopped."""
    snapshot = await request.app.state.graph.current()
    asked = await read_request(request, max_bytes=request.app.state.settings.query_bytes)
    answer = await _answer(request, snapshot, asked.query if asked else "")
    return page("answer.html", headers={"Cache-Control": "no-store"}, **answer)


async def _answer(request: Request, snapshot: Snapshot, text: str) -> dict[str, Any]:
    """What the template of an answer shows."""
    result: ResultView | None = None
    problem: Problem | None = None
    try:
        found = await query_result(request, text, rows=MOST_ROWS)
    except QueryError as error:
        problem = Problem(str(error), error.line, error.column)
    except KgError as error:
        problem = Problem(str(error))
    else:
        table, iris = tabled(snapshot, found)
        result = result_view(snapshot, table, iris=iris, cut=is_cut(found))
    fits = len(text) <= _LONGEST_LINK
    files = [(form.upper(), with_query(f"/query.{form}", query=text)) for form in _DOWNLOADS] if fits else []
    raw = [("IRI", with_query("/sparql", query=text, format="csv"))] if fits else []
    return {"result": result, "problem": problem, "downloads": [*files, *raw]}


async def query_file(request: Request) -> Response:
    """The answer as a file with labels, up to the rows that the server allows; ``?bom=0`` leaves out the mark."""
    snapshot = await request.app.state.graph.current()
    form = request.path_params["form"]
    if form not in _DOWNLOADS:
        raise HTTPException(404, f"答案可下载为 {', '.join(_DOWNLOADS)} · Answers come as these.")
    text = request.query_params.get("query", "")
    found = await query_result(request, text, rows=request.app.state.settings.rows)
    table, _ = tabled(snapshot, found)
    written = render(table, form, bom=request.query_params.get("bom") != "0").encode("utf-8", "replace")
    headers = {"Content-Disposition": f'attachment; filename="query.{form}"', "Cache-Control": "no-store"}
    return Response(written, media_type=f"{_DOWNLOADS[form]}; charset=utf-8", headers=headers)


def _samples(snapshot: Snapshot) -> list[tuple[words.Words, list[Sample]]]:
    """Types of things and kinds of fact, each with a query that shows some."""
    manifest = snapshot.manifest
    types = [
        _sample(name, count, f"SELECT ?thing WHERE {{\n  ?thing a mai:{name} .\n}}\nLIMIT 50\n")
        for name, count in manifest["types"].items()
    ]
    kinds = [_sample(name, count, _kind_query(name)) for name, count in manifest["kinds"].items()]
    return [(words.Words("实体类型", "Types"), _by_count(types)), (words.Words("事实类型", "Kinds"), _by_count(kinds))]


def _by_count(samples: list[Sample]) -> list[Sample]:
    return sorted(samples, key=lambda sample: (-sample.count, sample.name))


def _sample(name: str, count: int, text: str) -> Sample:
    return Sample(words.term(name), name, count, with_query("/query", query=text))


def _kind_query(kind: str) -> str:
    """A query for facts of a kind with all their slots; only the required ones must be there."""
    known = load_schema().kinds.get(kind)
    lines, names = [], []
    for slot in known.slots if known else ():
        path = (slot.text_path or slot.path).rpartition("#")[2]
        names.append(f"?{slot.name}")
        pattern = f"?fact mai:{path} ?{slot.name} ."
        lines.append(f"  {pattern}" if slot.required else f"  OPTIONAL {{ {pattern} }}")
    return "\n".join(
        [f"SELECT {' '.join(names) or '*'} WHERE {{", f"  ?fact a mai:{kind} .", *lines, "}", "LIMIT 50\n"]
    )


async def query_words(request: Request) -> Response:
    """What the editor completes: prefixes, and the terms of the ontology in both languages."""
    snapshot = await request.app.state.graph.current()
    return JSONResponse(snapshot.once(_words), headers={"Cache-Control": "no-cache"})


def _words(snapshot: Snapshot) -> dict[str, Any]:
    terms = [
        {
            "name": "mai:" + term.iri.rpartition("#")[2],
            "zh": term.label_zh,
            "en": term.label_en,
            "definition": term.definition_zh,
            "kind": "class" if term.iri.rpartition("#")[2][:1].isupper() else "property",
        }
        for term in load_vocabulary().values()
    ]
    others = [
        ("rdfs:label", "名称", "label"),
        ("skos:altLabel", "别名", "other name"),
        ("skos:prefLabel", "概念名称", "name of a concept"),
        ("prov:wasDerivedFrom", "出自", "evidence"),
        ("oa:exact", "原文", "quote"),
        ("dcterms:title", "报告标题", "title of a report"),
        ("schema:value", "金额", "value"),
        ("schema:currency", "币种", "currency"),
    ]
    terms += [{"name": name, "zh": zh, "en": en, "definition": "", "kind": "property"} for name, zh, en in others]
    return {"prefixes": dict(snapshot.namespaces.prefixes), "terms": terms}
