"""A reasoner finds no contradiction in the graph of the bundled reports."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import Graph, URIRef
from reasoning import contradictions, entailed

from kg.namespaces import Namespaces


@pytest.fixture(scope="module")
def relations(sample_graph: Path) -> Graph:
    """Types and relations between nodes; words, numbers and selectors contradict nothing."""
    graph = Graph()
    skipped = {Namespaces().graph(name) for name in ("ontology", "derivations", "quarantine")}
    for quad in parse(path=sample_graph / "graph.trig", format=RdfFormat.TRIG):
        named = isinstance(quad.object, NamedNode) and "/evidence" not in quad.subject.value
        if named and quad.graph_name not in skipped:
            graph.add(tuple(URIRef(node.value) for node in (quad.subject, quad.predicate, quad.object)))
    return graph


def test_the_graph_of_the_bundled_reports_contradicts_nothing(relations: Graph) -> None:
    assert len(relations) > 3000
    assert contradictions(entailed(triples=relations)) == []
