"""The ready questions: by topic, with a form for each, and the answer as table, picture and file."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError
from kg.namespaces import TYPE_ORDER
from kg.serve.live import Snapshot
from kg.serve.pages import words
from kg.serve.pages.layout import HTML, html, kept
from kg.serve.pages.links import with_query
from kg.serve.pages.results import ResultView, is_cut, result_view, tabled
from kg.serve.pages.search import folded
from kg.serve.pages.site import site_of
from kg.serve.sparql.running import query_result
from kg.store import QueryResult
from kg.tables import render
from queries import NamedQuery, QueryError, load_queries, load_topics
from queries.parameters import Parameter

_LONGEST = 300
#: Types of parameters that a browser has a keyboard for.
_KEYBOARDS = {"year": "numeric", "integer": "numeric", "number": "decimal"}
_DOWNLOADS = {"csv": "text/csv", "tsv": "text/tab-separated-values", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form of a question."""

    parameter: Parameter
    value: str
    choices: tuple[tuple[str, str], ...]
    suggest_type: str
    keyboard: str


async def gallery_page(request: Request) -> Response:
    """All ready questions by topic; ``?q=`` keeps those with these words."""
    site = site_of(await request.app.state.graph.current())
    typed = request.query_params.get("q", "")[:_LONGEST]
    return html(request, site, "queries.html", key=("queries", typed), values=lambda: _gallery(typed))


def _gallery(typed: str) -> dict[str, Any]:
    found = [query for query in load_queries().values() if folded(typed) in folded(_said_of(query))]
    groups = [(topic, [query for query in found if query.topic.name == topic.name]) for topic in load_topics().values()]
    return {"groups": [group for group in groups if group[1]], "typed": typed, "count": len(found)}


def _said_of(query: NamedQuery) -> str:
    return " ".join((query.name, query.title_zh, query.title_en, query.description_zh, query.description_en))


def _asked(request: Request) -> tuple[NamedQuery, dict[str, str]]:
    query = load_queries().get(request.path_params["name"])
    if query is None:
        raise HTTPException(404, "没有这个问题 · No question is called so.")
    known = {parameter.name for parameter in query.parameters}
    given = {name: value.strip()[:_LONGEST] for name, value in request.query_params.items() if name in known}
    return query, given


async def question_page(request: Request) -> Response:
    """One question: its form, and the answer for the values in the address."""
    snapshot = await request.app.state.graph.current()
    site = site_of(snapshot)
    query, given = _asked(request)
    key = ("question", query.name, tuple(sorted(given.items())))
    if body := site.rendered.held(key):
        return kept(request, body, HTML)
    sparql, problem, found = "", "", None
    try:
        sparql = snapshot.namespaces.rebase(query.bound(given))
        found = await query_result(request, sparql, rows=request.app.state.settings.rows)
    except (KgError, QueryError) as error:
        problem = str(error)
    # A bound that was hit now may not be hit again: only answers are kept.
    return await asyncio.to_thread(
        html,
        request,
        site,
        "question.html",
        key=key if found else None,
        values=lambda: _question(snapshot, query, given, sparql, found) | {"problem": problem},
    )


def _question(
    snapshot: Snapshot, query: NamedQuery, given: Mapping[str, str], sparql: str, found: QueryResult | None
) -> dict[str, Any]:
    result: ResultView | None = None
    if found:
        table, iris = tabled(snapshot, found)
        result = result_view(snapshot, table, iris=iris, cut=is_cut(found), chart=query.chart)
    values = {name: value for name, value in given.items() if value}
    return {
        "question": query,
        "fields": [_field(parameter, given.get(parameter.name, "")) for parameter in query.parameters],
        "result": result,
        "sparql": sparql,
        "open_url": with_query("/query", query=sparql),
        "downloads": [(form.upper(), with_query(f"/queries/{query.name}.{form}", **values)) for form in _DOWNLOADS],
    }


def _field(parameter: Parameter, value: str) -> Field:
    _, dot, slot = parameter.type.partition(".")
    choices = tuple(
        (one, words.listed("dealType" if slot == "deal_type" else slot, one) if dot else words.term(one).zh)
        for one in parameter.choices
    )
    named = next((name for name in TYPE_ORDER if name.lower() == parameter.type), "")
    return Field(parameter, value, choices, named, _KEYBOARDS.get(parameter.type, ""))


async def question_file(request: Request) -> Response:
    """The answer to a question as a file; ``?bom=0`` leaves out the mark that Excel needs."""
    snapshot = await request.app.state.graph.current()
    query, given = _asked(request)
    form, bom = request.path_params["form"], request.query_params.get("bom") != "0"
    if form not in _DOWNLOADS:
        raise HTTPException(404, f"答案可下载为 {', '.join(_DOWNLOADS)} · Answers come as these.")
    kept_files = site_of(snapshot).rendered
    key = ("question file", query.name, form, bom, tuple(sorted(given.items())))
    body = kept_files.held(key)
    if body is None:
        try:
            sparql = snapshot.namespaces.rebase(query.bound(given))
        except QueryError as error:
            raise HTTPException(400, str(error)) from error
        found = await query_result(request, sparql, rows=request.app.state.settings.rows)
        body = await asyncio.to_thread(kept_files.get, key, lambda: _file(snapshot, found, form, bom=bom))
    answer = kept(request, body, f"{_DOWNLOADS[form]}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{query.name}.{form}"'
    return answer


def _file(snapshot: Snapshot, found: QueryResult, form: str, *, bom: bool) -> bytes:
    table, _ = tabled(snapshot, found)
    return render(table, form, bom=bom).encode("utf-8", "replace")
