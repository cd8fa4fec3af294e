"""Every address of ours in a built graph is one that the graph itself explains."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.namespaces import DEFAULT_BASE
from ontology.concepts import load_schemes
from ontology.schema import load_vocabulary


@pytest.fixture(scope="module")
def addresses(sample_graph: Path) -> tuple[set[str], set[str]]:
    """The addresses under our base that the whole graph uses, and those that it says something of."""
    used, described = set(), set()
    for quad in parse(path=sample_graph / "graph.trig", format=RdfFormat.TRIG):
        terms = [quad.subject, quad.predicate, quad.object, quad.graph_name]
        terms += [term.datatype for term in terms if isinstance(term, Literal)]
        used |= {term.value for term in terms if isinstance(term, NamedNode) and term.value.startswith(DEFAULT_BASE)}
        described.add(quad.subject.value)
    return used, described


def test_every_term_and_concept_is_declared(addresses: tuple[set[str], set[str]]) -> None:
    concepts = {concept.iri for scheme in load_schemes().values() for concept in scheme.concepts}
    used = {iri for iri in addresses[0] if not iri.startswith(DEFAULT_BASE + "id/")}
    assert len(used) > 100
    assert not used - set(load_vocabulary()) - concepts - {DEFAULT_BASE + "ontology"}


def test_every_thing_is_described(addresses: tuple[set[str], set[str]]) -> None:
    used, described = addresses
    graphs = {iri for iri in used if iri.startswith(DEFAULT_BASE + "id/graph/")}
    assert not used - described - graphs
