"""The graph in the formats of other tools: RDF in its spellings, files for graph tools, tables for spreadsheets."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pyoxigraph as ox

from kg import exports, graph_formats, sheets
from kg.content import read_content
from kg.graph_formats import joined
from kg.inspect import facts_table
from kg.network import load_network
from kg.rdf import sort_quads
from kg.store import GraphStore
from kg.tables import Cell, Table, render
from kg.xml_words import xml_triple

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
    return exports.trig(sort_quads(store.quads()), namespaces=store.namespaces)


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
    """Compact JSON-LD: prefixed names under the very context that ``_context`` writes."""
    expanded = json.loads(ox.serialize(_quads(store), format=ox.RdfFormat.JSON_LD) or b"[]")
    starts = sorted(store.namespaces.prefixes.items(), key=lambda item: -len(item[1]))
    return _json({**_prefix_context(store), "@graph": _compact(expanded, starts)})


def _context(store: GraphStore) -> bytes:
    return _json(_prefix_context(store))


def _prefix_context(store: GraphStore) -> dict[str, Any]:
    return {"@context": dict(sorted(store.namespaces.prefixes.items()))}


def _compact(node: Any, starts: list[tuple[str, str]]) -> Any:
    """``node`` of expanded JSON-LD with prefixed names; a list of one is its member."""
    if isinstance(node, list):
        members = [_compact(member, starts) for member in node]
        return members[0] if len(members) == 1 else members
    if isinstance(node, dict):
        if node.keys() == {"@value"}:
            return node["@value"]
        return {
            _shorten(key, starts): _names(value, starts) if key in ("@id", "@type") else _compact(value, starts)
            for key, value in node.items()
        }
    return node


def _names(value: Any, starts: list[tuple[str, str]]) -> Any:
    return [_shorten(one, starts) for one in value] if isinstance(value, list) else _shorten(value, starts)


def _shorten(iri: str, starts: list[tuple[str, str]]) -> str:
    for prefix, start in starts:
        # What begins with // after the colon would be read as an IRI of that scheme.
        if iri.startswith(start) and not iri.startswith("//", len(start)):
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def _json(record: dict[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _nodes_csv(store: GraphStore, bom: bool) -> bytes:
    rows: list[tuple[Cell, ...]] = [
        (node, *(joined(about[name]) for name in _NODE_COLUMNS[1:]))
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


def _facts_xlsx(store: GraphStore) -> bytes:
    return sheets.workbook(sheets.fact_sheets(store))


def _facts_parquet(store: GraphStore) -> bytes:
    content = read_content(store)
    return sheets.parquet(facts_table(content, content.facts, iri=True))


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
    "context": _context,
    "graphml": graph_formats.graphml,
    "gexf": graph_formats.gexf,
    "cytoscape": graph_formats.cytoscape,
    "neo4j-nodes": graph_formats.neo4j_nodes,
    "neo4j-edges": graph_formats.neo4j_edges,
    "xlsx": _facts_xlsx,
    "parquet": _facts_parquet,
}
_TABLES: Mapping[str, Callable[[GraphStore, bool], bytes]] = {
    "facts-csv": _facts_csv,
    "nodes-csv": _nodes_csv,
    "edges-csv": _edges_csv,
}
