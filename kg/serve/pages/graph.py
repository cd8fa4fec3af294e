"""The graph page: what is around a thing, and more of it on demand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import networkx as nx
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.serve.addresses import address_of
from kg.serve.live import Snapshot
from kg.serve.pages import words
from kg.serve.pages.layout import html, kept
from kg.serve.pages.links import report_url
from kg.serve.pages.neighbours import network_of, ties, type_styles
from kg.serve.pages.site import Site, site_of
from kg.viz.page import vis_network

#: Neighbours that one step shows.
_STEP = 24
_FACTS_OF_EDGE = 12


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A neighbour as the page lists it without a picture."""

    label: str
    type: str
    url: str
    relations: str


async def graph_page(request: Request) -> Response:
    """The graph around ``?around=company/推想医疗``; around the best known company where nothing is named."""
    snapshot = await request.app.state.graph.current()
    site = site_of(snapshot)
    path = request.query_params.get("around", "")
    iri = site.namespaces.id + path if path else _well_known(site)
    if iri not in site.content.entities:
        raise HTTPException(404, "图谱里没有这个实体 · Nothing in the graph is called so.")
    return html(request, site, "graph.html", key=("graph", iri), values=lambda: _graph_values(snapshot, iri))


def _well_known(site: Site) -> str:
    things = site.content.entities.values()
    ranked = sorted(things, key=lambda thing: (thing.type != "Company", -len(site.facts_of(thing.iri)), thing.iri))
    return ranked[0].iri if ranked else ""


def _graph_values(snapshot: Snapshot, iri: str) -> dict[str, Any]:
    site, network = site_of(snapshot), network_of(snapshot)
    thing = site.content.entities[iri]
    tied = ties(network, iri)
    return {
        "thing": thing,
        "path": iri.removeprefix(site.namespaces.id),
        "url": address_of(iri, site.namespaces),
        "neighbours": [
            Neighbour(
                network.nodes[other]["label"],
                network.nodes[other]["type"],
                address_of(other, site.namespaces),
                "、".join(dict.fromkeys(edge["label"] for edge in edges)),
            )
            for other, edges in tied.items()
        ],
        "types": [(name, words.term(name), style) for name, style in type_styles().items() if name != "Thing"],
    }


async def graph_data(request: Request) -> Response:
    """A thing, its best tied neighbours and what ties them, as JSON; ``?skip=`` goes on behind some."""
    snapshot = await request.app.state.graph.current()
    site, network = site_of(snapshot), network_of(snapshot)
    iri = site.namespaces.id + request.query_params.get("thing", "")
    if iri not in network:
        raise HTTPException(404, "图谱里没有这个实体 · Nothing in the graph is called so.")
    skip = request.query_params.get("skip", "0")
    first = int(skip) if skip.isascii() and skip.isdigit() and len(skip) < 7 else 0
    others = list(ties(network, iri))
    shown = others[first : first + _STEP]
    nodes = [iri, *shown]
    answer = {
        "nodes": [_node(site, network, one) for one in nodes],
        "edges": _edges(site, network, nodes),
        "total": len(others),
        "next": first + len(shown) if first + len(shown) < len(others) else None,
    }
    return JSONResponse(answer, headers={"Cache-Control": "no-cache"})


def _node(site: Site, network: nx.MultiDiGraph, iri: str) -> dict[str, Any]:
    about = network.nodes[iri]
    style = type_styles().get(about["type"], type_styles()["Thing"])
    return {
        "id": iri.removeprefix(site.namespaces.id),
        "label": about["label"],
        "type": about["type"],
        "words": words.term(about["type"]).zh,
        "colour": style["colour"],
        "shape": style["shape"],
        "url": address_of(iri, site.namespaces),
        "facts": about["facts"],
        "neighbours": len(set(nx.all_neighbors(network, iri))),
    }


def _edges(site: Site, network: nx.MultiDiGraph, nodes: list[str]) -> list[dict[str, Any]]:
    """One edge from the first node to each of the others, with all relations and facts between the two."""
    centre, start = nodes[0], site.namespaces.id
    edges = []
    tied = ties(network, centre)
    for other in nodes[1:]:
        group = sorted(tied[other], key=lambda about: (about["relation"], about["fact"]))
        outward = {about["out"] for about in group if not about["symmetric"]}
        ends = (centre, other) if outward != {False} else (other, centre)
        edges.append(
            {
                "id": ">".join(sorted(iri.removeprefix(start) for iri in ends)),
                "from": ends[0].removeprefix(start),
                "to": ends[1].removeprefix(start),
                "label": "、".join(dict.fromkeys(about["label"] for about in group)),
                "directed": len(outward) == 1,
                "done": any(about["modality"] == "asserted" for about in group),
                "count": len({about["fact"] for about in group}),
                "facts": [_fact(site, iri) for iri in dict.fromkeys(about["fact"] for about in group)][:_FACTS_OF_EDGE],
            }
        )
    return edges


def _fact(site: Site, iri: str) -> dict[str, Any]:
    fact = site.facts[iri]
    report = site.content.reports.get(fact.report)
    return {
        "url": address_of(fact.iri, site.namespaces),
        "open": report_url(site.stem_of(fact), fact.start, fact.end),
        "kind": words.term(fact.kind).zh,
        "date": fact.date,
        "amount": fact.amount,
        "quote": fact.quote,
        "report": report.title if report else "",
        "where": fact.where,
        "confidence": words.confidence(fact.confidence).words.zh,
    }


async def vis_script(request: Request) -> Response:
    """The drawing library, as it comes in the wheel of pyvis."""
    return kept(request, vis_network().encode("utf-8"), "text/javascript; charset=utf-8")
