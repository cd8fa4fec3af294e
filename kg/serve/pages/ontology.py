"""The vocabulary: what ``kg docs`` writes, in the frame of the other pages."""

from __future__ import annotations

from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from kg.ontology_page import ASSETS, OntologyParts, render_parts
from kg.serve.live import Snapshot
from kg.serve.pages.layout import html, kept
from kg.serve.pages.site import site_of

_FORMS = (".ttl", ".jsonld", ".json", ".nt", ".rdf")


def ontology_page(request: Request, snapshot: Snapshot, iri: str) -> Response:
    """Classes, kinds of fact, edges, concepts and queries; the fragment of a term's IRI leads to the term."""
    return html(
        request,
        site_of(snapshot),
        "ontology.html",
        key="ontology",
        values=lambda: {"parts": ontology_parts(snapshot), "iri": iri, "forms": _FORMS},
    )


def ontology_parts(snapshot: Snapshot) -> OntologyParts:
    """What the page shows of this graph."""
    return snapshot.once(_parts)


def _parts(snapshot: Snapshot) -> OntologyParts:
    return render_parts(snapshot.store, site_of(snapshot).content)


async def terms_css(request: Request) -> Response:
    """The style of that page, kept to its part of ours."""
    return kept(request, _rules(), "text/css; charset=utf-8")


@cache
def _rules() -> bytes:
    style = (ASSETS / "page.css").read_text(encoding="utf-8")
    return f".ontology {{\n{style}}}\n".encode()
