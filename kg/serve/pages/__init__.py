"""The pages for people. Each module here answers for one page; this one says which address opens which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg.serve.live import Snapshot
from kg.serve.pages.ask import ask_page, asker_of, examples
from kg.serve.pages.doc import report_page
from kg.serve.pages.fact import edges_by_fact, fact_response
from kg.serve.pages.find import results_page, suggestions
from kg.serve.pages.gallery import gallery_page, question_file, question_page
from kg.serve.pages.graph import graph_data, graph_page, vis_script
from kg.serve.pages.links import report_url
from kg.serve.pages.neighbours import network_of
from kg.serve.pages.ontology import ontology_page, ontology_parts, terms_css
from kg.serve.pages.quality import quality_page
from kg.serve.pages.query import query_answer, query_file, query_page, query_words
from kg.serve.pages.results import pages_by_words
from kg.serve.pages.search import index_of
from kg.serve.pages.sheet import facts_csv
from kg.serve.pages.site import site_of
from kg.serve.pages.start import start_page
from kg.serve.pages.styles import types_css
from kg.serve.pages.thing import thing_response

__all__ = ["ROUTES", "WARM", "ontology_page", "thing_page"]


def thing_page(request: Request, snapshot: Snapshot, iri: str) -> Response | None:
    """The page of whatever this graph calls ``iri``: a thing, a fact, or a report; none for anything else."""
    site = site_of(snapshot)
    if iri in site.facts:
        return fact_response(request, snapshot, site.facts[iri])
    if iri in site.content.entities:
        return thing_response(request, snapshot, site.content.entities[iri])
    if iri in site.content.reports:
        return RedirectResponse(report_url(site.content.reports[iri].stem))
    return None


ROUTES: list[BaseRoute] = [
    Route("/", start_page, name="start"),
    Route("/ask", ask_page),
    Route("/search", results_page),
    Route("/search.json", suggestions),
    Route("/doc/{stem:path}", report_page),
    Route("/facts.csv", facts_csv),
    Route("/graph", graph_page),
    Route("/graph.json", graph_data),
    Route("/quality", quality_page),
    Route("/vendor/vis-network.js", vis_script),
    Route("/query", query_page),
    Route("/query/answer", query_answer, methods=["POST"]),
    Route("/query/words.json", query_words),
    Route("/query.{form}", query_file),
    Route("/queries", gallery_page),
    Route("/queries/{name}.{form}", question_file),
    Route("/queries/{name}", question_page),
    Route("/types.css", types_css),
    Route("/terms.css", terms_css),
]

#: What pages need of a graph, made when the graph is opened and not at the first request.
WARM: tuple[Callable[[Snapshot], Any], ...] = (
    site_of,
    index_of,
    network_of,
    asker_of,
    examples,
    pages_by_words,
    edges_by_fact,
    ontology_parts,
)
