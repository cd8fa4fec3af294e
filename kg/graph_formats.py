"""The network of things in the formats of graph tools: GraphML, GEXF (Gephi), Cytoscape JSON, CSV for Neo4j."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from typing import Any

import networkx as nx

from kg.network import load_network
from kg.store import GraphStore
from kg.xml_words import xml_safe

#: What a node or an edge tells, and its type in a heading of Neo4j's import.
_NODE_TYPES = {"label": "", "type": "", "aliases": ":string[]", "docs": ":string[]", "facts": ":int"}
_EDGE_TYPES = {
    **dict.fromkeys(("kind", "fact", "label", "label_en", "date", "amount"), ""),
    "confidence": ":double",
    "symmetric": ":boolean",
    **dict.fromkeys(("modality", "quote", "report", "source", "where"), ""),
}
_TODAY = re.compile(rb' lastmodifieddate="[^"]*"')


def graphml(store: GraphStore) -> bytes:
    """GraphML for yEd, Gephi or Cytoscape."""
    out = io.BytesIO()
    nx.write_graphml(_plain(store), out, encoding="utf-8")
    return out.getvalue()


def gexf(store: GraphStore) -> bytes:
    """GEXF 1.2 for Gephi. All edges are directed, for few readers take a mixture; ``symmetric`` marks deals."""
    out = io.BytesIO()
    nx.write_gexf(_plain(store), out, encoding="utf-8")
    # The writer puts today's date in: the same graph would give other bytes tomorrow.
    return _TODAY.sub(b"", out.getvalue())


def cytoscape(store: GraphStore) -> bytes:
    """The elements of Cytoscape and cytoscape.js."""
    return (json.dumps(nx.cytoscape_data(_plain(store)), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def neo4j_nodes(store: GraphStore) -> bytes:
    """Nodes for ``neo4j-admin database import``: id, properties and the types as labels."""
    heads = [f"{name}{kind}" for name, kind in _NODE_TYPES.items()]
    rows = [
        [node, *(_neo4j(about[name]) for name in _NODE_TYPES), _neo4j(about["types"])]
        for node, about in load_network(store).nodes(data=True)
    ]
    return _csv([["iri:ID", *heads, ":LABEL"], *rows])


def neo4j_edges(store: GraphStore) -> bytes:
    """Relationships for ``neo4j-admin database import``: both ends, the relation as type, properties."""
    heads = [f"{name}{kind}" for name, kind in _EDGE_TYPES.items()]
    rows = [
        [source, target, about["relation"], *(_neo4j(about.get(name)) for name in _EDGE_TYPES)]
        for source, target, about in load_network(store).edges(data=True)
    ]
    return _csv([[":START_ID", ":END_ID", ":TYPE", *heads], *rows])


def _neo4j(value: Any) -> str:
    if isinstance(value, tuple | list):
        # A semicolon parts the members of a list.
        return ";".join(str(item).replace(";", "；") for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


def _plain(store: GraphStore) -> nx.MultiDiGraph:
    """The network with plain attributes only: lists in one text, and no characters that XML forbids."""
    network = load_network(store)
    plain: nx.MultiDiGraph = nx.MultiDiGraph()
    for node, about in network.nodes(data=True):
        plain.add_node(node, **_scalars(about))
    for source, target, key, about in network.edges(keys=True, data=True):
        plain.add_edge(source, target, key=key, **_scalars(about))
    return plain


def _scalars(about: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _safe(joined(value)) for name, value in about.items() if value is not None}


def joined(value: Any) -> Any:
    """A list as one text, anything else as it is."""
    return "、".join(map(str, value)) if isinstance(value, tuple | list) else value


def _safe(value: Any) -> Any:
    return xml_safe(value) if isinstance(value, str) else value
