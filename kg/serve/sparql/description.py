"""The service description of SPARQL 1.1: what the endpoint speaks, and which graphs it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.engine.forms import GRAPH_FORMS, GRAPH_NAMES
from kg.namespaces import VOCABULARIES
from kg.serve.live import Snapshot
from kg.serve.negotiation import preferred

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_TYPE = ox.NamedNode(VOCABULARIES["rdf"] + "type")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
#: The names that W3C gave to the forms, <http://www.w3.org/ns/formats/>.
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip


async def service_description(request: Request) -> Response:
    """The description in the RDF form that the client wants.

    Raises:
        HTTPException: 406 if it wants none of ours.
    """
    form = preferred(request.headers.get("accept"), list(GRAPH_FORMS))
    if form is None:
        raise HTTPException(406, f"the description of the service comes as {', '.join(GRAPH_NAMES.values())}")
    snapshot = await request.app.state.graph.current()
    prefixes = {"sd": _SD, "format": _FORMATS}
    written = ox.serialize(_triples(snapshot, _endpoint(request)), format=GRAPH_FORMS[form], prefixes=prefixes) or b""
    return Response(written, media_type=form, headers={"Vary": "Accept", "Cache-Control": "no-cache"})


def _endpoint(request: Request) -> str:
    """The address of the endpoint, as the client wrote it; a Host header that is none is not repeated."""
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host if _HOST.fullmatch(host) else 'localhost'}{request.scope['path']}"


def _triples(snapshot: Snapshot, endpoint: str) -> Iterator[ox.Triple]:
    service, dataset, default = ox.NamedNode(endpoint), ox.BlankNode("dataset"), ox.BlankNode("default")
    yield ox.Triple(service, _TYPE, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), service)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in _RESULTS:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, _TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, _TYPE, _sd("Graph"))
    for number, graph in enumerate(snapshot.once(_graphs)):
        node = ox.BlankNode(f"graph{number}")
        yield ox.Triple(dataset, _sd("namedGraph"), node)
        yield ox.Triple(node, _TYPE, _sd("NamedGraph"))
        yield ox.Triple(node, _sd("name"), graph)


def _graphs(snapshot: Snapshot) -> list[ox.NamedNode]:
    return snapshot.store.graphs()


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
