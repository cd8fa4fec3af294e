"""The graph in the formats of other tools: RDF in its spellings, GraphML for Gephi, CSV for spreadsheets."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg import exports
from kg.content import read_content
from kg.inspect import facts_table
from kg.network import load_network
from kg.rdf import sort_quads
from kg.store import GraphStore
from kg.tables import Cell, Table, render
from kg.xml_words import xml_safe, xml_triple

_NODE_COLUMNS = ("id", "label", "type", "types", "aliases", "docs", "facts")


def write_format(store: GraphStore, form: str, *, bom: bool = False) -> bytes:
    """The whole graph in one of ``FORMATS``, the same bytes for the same graph; ``bom`` is for CSV only."""
    return _TABLES[form](store, bom) if form in _TABLES else _GRAPHS[form](store)


def _quads(store: GraphStore) -> list[ox.Quad]:
    return sort_quads(store.quads())


def _merged(store: GraphStore) -> list[ox.Quad]:
    """All quads in one graph, each triple once."""
    return sort_quads({ox.Quad(quad.subject, quad.predicate, quad.object) for quad in store.quads()})


def _trig(store: GraphStore) -> bytes:
    return exports.trig(store.quads(), namespaces=store.namespaces)


def _turtle(store: GraphStore) -> bytes:
    return exports.turtle((quad.triple for quad in _merged(store)), namespaces=store.namespaces)


def _nquads(store: GraphStore) -> bytes:
    return ox.serialize(_quads(store), format=ox.RdfFormat.N_QUADS) or b""


def _ntriples(store: GraphStore) -> bytes:
    return ox.serialize((quad.triple for quad in _merged(store)), format=ox.RdfFormat.N_TRIPLES) or b""


def _rdfxml(store: GraphStore) -> bytes:
    triples = [xml_triple(quad.triple) for quad in _merged(store)]
    prefixes = exports.used_prefixes(triples, store.namespaces)
    return ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=prefixes) or b""


def _jsonld(store: GraphStore) -> bytes:
    return ox.serialize(_quads(store), format=ox.RdfFormat.JSON_LD) or b""


def _graphml(store: GraphStore) -> bytes:
    network = load_network(store)
    plain: nx.MultiDiGraph = nx.MultiDiGraph()
    for node, about in network.nodes(data=True):
        plain.add_node(node, **_scalars(about))
    for source, target, key, about in network.edges(keys=True, data=True):
        plain.add_edge(source, target, key=key, **_scalars(about))
    out = io.BytesIO()
    nx.write_graphml(plain, out, encoding="utf-8")
    return out.getvalue()


def _scalars(about: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes as GraphML can hold them: lists in one text, and no characters that XML forbids."""
    return {name: _scalar(value) for name, value in about.items() if value is not None}


def _scalar(value: Any) -> Any:
    joined = _joined(value)
    return xml_safe(joined) if isinstance(joined, str) else joined


def _joined(value: Any) -> Any:
    return "、".join(map(str, value)) if isinstance(value, tuple | list) else value


def _nodes_csv(store: GraphStore, bom: bool) -> bytes:
    rows: list[tuple[Cell, ...]] = [
        (node, *(_joined(about[name]) for name in _NODE_COLUMNS[1:]))
        for node, about in load_network(store).nodes(data=True)
    ]
    return render(Table(_NODE_COLUMNS, tuple(rows)), "csv", bom=bom).encode("utf-8")


def _edges_csv(store: GraphStore, bom: bool) -> bytes:
    network = load_network(store)
    names: list[str] = sorted({name for _, _, about in network.edges(data=True) for name in about})
    rows: list[tuple[Cell, ...]] = [
        (source, target, network.nodes[source]["label"], network.nodes[target]["label"], *(about.get(n) for n in names))
        for source, target, about in network.edges(data=True)
    ]
    columns = ("from", "to", "from label", "to label", *names)
    return render(Table(columns, tuple(rows)), "csv", bom=bom).encode("utf-8")


def _facts_csv(store: GraphStore, bom: bool) -> bytes:
    content = read_content(store)
    return render(facts_table(content, content.facts, iri=True), "csv", bom=bom).encode("utf-8")


_GRAPHS: Mapping[str, Callable[[GraphStore], bytes]] = {
    "trig": _trig,
    "nq": _nquads,
    "ttl": _turtle,
    "nt": _ntriples,
    "rdfxml": _rdfxml,
    "jsonld": _jsonld,
    "graphml": _graphml,
}
_TABLES: Mapping[str, Callable[[GraphStore, bool], bytes]] = {
    "facts-csv": _facts_csv,
    "nodes-csv": _nodes_csv,
    "edges-csv": _edges_csv,
}
