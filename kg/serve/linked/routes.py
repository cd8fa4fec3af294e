"""``/id/...``, ``/concept/...``, ``/ontology`` and ``/shapes``: one form of a thing's document, by Accept or suffix."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve import pages
from kg.serve.addresses import address_of, iris_of
from kg.serve.linked.documents import HTML, SUFFIXES, document
from kg.serve.linked.excerpt import excerpt, exists
from kg.serve.linked.page import triples_page
from kg.serve.live import Snapshot
from kg.serve.negotiation import preferred
from kg.store import GraphStore
from ontology.schema import shapes_path

Triples = Sequence[ox.Triple]


async def thing(request: Request) -> Response:
    """Whatever the graph calls by the IRI that this address stands for."""
    snapshot = await request.app.state.graph.current()
    iri, suffix = await asyncio.to_thread(_find, snapshot, request.scope["raw_path"])
    if iri is None:
        raise HTTPException(404, "图谱里没有这个地址的内容 · Nothing in the graph has this address.")
    return await _respond(request, snapshot, iri, suffix, lambda: excerpt(snapshot.store, iri), page=pages.thing_page)


async def ontology(request: Request) -> Response:
    """The vocabulary: classes, properties and concepts, so that the IRI of each can be opened."""
    snapshot = await request.app.state.graph.current()
    iri = snapshot.namespaces.ontology.removesuffix("#")
    suffix = _suffix(request)
    triples = partial(snapshot.once, _ontology_triples)
    return await _respond(request, snapshot, iri, suffix, triples, page=pages.ontology_page)


async def shapes(request: Request) -> Response:
    """The fact schema in SHACL."""
    snapshot = await request.app.state.graph.current()
    iri = f"{snapshot.namespaces.base}shapes"
    return await _respond(request, snapshot, iri, _suffix(request), lambda: snapshot.once(_shape_triples))


async def _respond(
    request: Request,
    snapshot: Snapshot,
    iri: str,
    suffix: str,
    triples: Callable[[], Triples],
    *,
    page: Callable[[Request, Snapshot, str], Response | None] | None = None,
) -> Response:
    media_type = SUFFIXES.get(suffix) or preferred(request.headers.get("accept"), list(SUFFIXES.values()))
    if media_type is None:
        raise HTTPException(406, f"this address answers as {', '.join(SUFFIXES.values())}")
    response = page(request, snapshot, iri) if page and media_type == HTML else None
    if response is None:
        response = await asyncio.to_thread(_document, snapshot, iri, triples, media_type)
    address = address_of(iri, snapshot.namespaces)
    response.headers["Vary"] = "Accept"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers.setdefault("Cache-Control", "no-cache")
    if response.status_code == 200:
        name = next(name for name, form in SUFFIXES.items() if form == media_type)
        response.headers["Content-Location"] = address + name
        response.headers["Link"] = ", ".join(
            f'<{address}{name}>; rel="alternate"; type="{form}"'
            for name, form in SUFFIXES.items()
            if form != media_type
        )
    return response


def _document(snapshot: Snapshot, iri: str, triples: Callable[[], Triples], media_type: str) -> Response:
    if media_type == HTML:
        return triples_page(triples(), namespaces=snapshot.namespaces, iri=iri)
    written = document(triples(), media_type, namespaces=snapshot.namespaces, iri=iri)
    return Response(written, media_type=media_type)


def _find(snapshot: Snapshot, raw_path: bytes) -> tuple[str | None, str]:
    """The IRI in the graph that a path means, and the suffix that names a form; a name may end like a suffix."""
    store: GraphStore = snapshot.store
    for iri in iris_of(raw_path, snapshot.namespaces):
        if exists(store, iri):
            return iri, ""
        suffix = next((suffix for suffix in SUFFIXES if iri.endswith(suffix)), "")
        if suffix and exists(store, iri.removesuffix(suffix)):
            return iri.removesuffix(suffix), suffix
    return None, ""


def _suffix(request: Request) -> str:
    return next((suffix for suffix in SUFFIXES if request.url.path.endswith(suffix)), "")


def _ontology_triples(snapshot: Snapshot) -> list[ox.Triple]:
    quads = snapshot.store.quads(snapshot.namespaces.graph("ontology"))
    return sorted({quad.triple for quad in quads}, key=str)


def _shape_triples(snapshot: Snapshot) -> list[ox.Triple]:
    turtle = snapshot.namespaces.rebase(shapes_path().read_text(encoding="utf-8"))
    return [quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)]


ROUTES = [
    Route("/id/{path:path}", thing, name="thing"),
    Route("/concept/{path:path}", thing),
    *(Route(f"/ontology{suffix}", ontology) for suffix in ("", *SUFFIXES)),
    *(Route(f"/shapes{suffix}", shapes) for suffix in ("", *SUFFIXES)),
]
