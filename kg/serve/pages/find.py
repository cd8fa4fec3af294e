"""Search: suggestions as one types, and a page of results that needs no script."""

from __future__ import annotations

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kg.namespaces import TYPE_ORDER
from kg.serve.addresses import address_of
from kg.serve.live import Snapshot
from kg.serve.pages import words
from kg.serve.pages.layout import html
from kg.serve.pages.links import with_query
from kg.serve.pages.search import Hit, index_of
from kg.serve.pages.site import Site, site_of
from ontology.schema import load_schema

_SUGGESTED = 10
#: Words that only a question holds, and the marks at its end.
_QUESTION = re.compile(
    r"[?？]\s*$|谁|哪|什么|啥|多少|几[个家款张项轮次年种位条份]|吗|怎[么样]|如何|是否|是不是|有没有|能否|为何|何时|呢\s*$"
    r"|^(?:who|what|which|when|where|why|how)\b",
    re.IGNORECASE,
)
_PER_PAGE = 50
_LONGEST = 200


async def suggestions(request: Request) -> Response:
    """The best things for ``?q=``, as JSON; ``?type=`` keeps one type."""
    snapshot = await request.app.state.graph.current()
    site = site_of(snapshot)
    typed = request.query_params.get("q", "")[:_LONGEST]
    wanted = request.query_params.get("type", "")
    hits = index_of(snapshot).find(typed, types=[wanted] if wanted in TYPE_ORDER else [], limit=_SUGGESTED)
    return JSONResponse([_suggestion(site, hit) for hit in hits], headers={"Cache-Control": "no-cache"})


def _suggestion(site: Site, hit: Hit) -> dict[str, Any]:
    return {
        "name": hit.thing.label,
        "by": hit.by,
        "type": hit.thing.type,
        "words": words.term(hit.thing.type).zh,
        "facts": hit.facts,
        "url": address_of(hit.thing.iri, site.namespaces),
        "iri": hit.thing.iri,
    }


async def results_page(request: Request) -> Response:
    """Things for ``?q=``, or all things of ``?type=``, or all that have facts of ``?kind=``; ``?page=`` goes on."""
    snapshot = await request.app.state.graph.current()
    asked = {name: request.query_params.get(name, "")[:_LONGEST] for name in ("q", "type", "kind", "page")}
    if _QUESTION.search(asked["q"]) and not _is_a_name(snapshot, asked["q"]):
        return RedirectResponse(with_query("/ask", q=asked["q"]), status_code=303)
    number = int(asked["page"]) if asked["page"].isascii() and asked["page"].isdigit() else 1
    return html(
        request,
        site_of(snapshot),
        "search.html",
        key=("search", asked["q"], asked["type"], asked["kind"], number),
        values=lambda: _results(snapshot, asked["q"], asked["type"], asked["kind"], max(number, 1)),
    )


def _is_a_name(snapshot: Snapshot, typed: str) -> bool:
    """Whether a thing is called just so: then even words of a question look for it."""
    wanted = typed.strip().casefold()
    best = index_of(snapshot).find(typed, limit=1)
    return any(wanted in (hit.thing.label.casefold(), hit.by.casefold()) for hit in best)


def _results(snapshot: Snapshot, typed: str, wanted: str, kind: str, number: int) -> dict[str, Any]:
    site, index = site_of(snapshot), index_of(snapshot)
    wanted = wanted if wanted in TYPE_ORDER else ""
    kind = kind if kind in load_schema().kinds else ""
    total = len(site.content.entities)
    hits = index.find(typed, types=[wanted] if wanted else [], limit=total) if typed else index.all()
    hits = [hit for hit in hits if not wanted or wanted in hit.thing.types]
    if kind:
        tied = {iri for fact in site.content.facts if fact.kind == kind for iri in fact.things}
        hits = [hit for hit in hits if hit.thing.iri in tied]
    pages = max(1, -(-len(hits) // _PER_PAGE))
    number = min(number, pages)
    shown = hits[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    return {
        "typed": typed,
        "ask_url": with_query("/ask", q=typed),
        "type": wanted,
        "type_words": words.term(wanted) if wanted else None,
        "kind_words": words.term(kind) if kind else None,
        "total": len(hits),
        "hits": [_row(site, hit) for hit in shown],
        "near": [_row(site, hit) for hit in index.near(typed)] if typed and not hits else [],
        "number": number,
        "pages": pages,
        "earlier": with_query("/search", q=typed, type=wanted, kind=kind, page=str(number - 1)) if number > 1 else "",
        "later": with_query("/search", q=typed, type=wanted, kind=kind, page=str(number + 1)) if number < pages else "",
        "types": [(name, words.term(name)) for name in TYPE_ORDER],
    }


def _row(site: Site, hit: Hit) -> dict[str, Any]:
    about = _suggestion(site, hit)
    return about | {"aliases": [name for name in hit.thing.aliases if name != hit.by][:6], "docs": len(hit.thing.docs)}
