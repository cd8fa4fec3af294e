"""The sample graph of the ontology tests with its derived edges, in both engines that must agree.

``in_oxigraph`` and ``rows`` ask the sample alone; ``everywhere`` asks it with ``more.trig`` beside it, over which every
named query has an answer, in both engines.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store
from rdflib import Graph

from ontology.derivation import load_rules
from ontology.schema import ontology_path
from queries import named_query

SAMPLE = Path(__file__).parents[1] / "ontology" / "sample.trig"
MORE = Path(__file__).with_name("more.trig")
SCHEMES = ("approval-classes", "indicators", "rounds", "stages")
CONCEPTS = [ontology_path().parent / "concepts" / f"{name}.ttl" for name in SCHEMES]
DERIVED = NamedNode("https://medai-kg.example/id/graph/derived")
NUMBERS = ("#decimal", "#integer")
Row = dict[str, str | Decimal]
Ask = Callable[[str], list[Row]]


def store_of(trig: Iterable[Path], turtle: Iterable[Path] = ()) -> Store:
    """The files in one store, with the direct edges that follow."""
    store = Store()
    for path in trig:
        store.load(path=path, format=RdfFormat.TRIG)
    for path in turtle:
        store.load(path=path, format=RdfFormat.TURTLE, to_graph=DERIVED)
    triples = [triple for rule in load_rules() for triple in store.query(rule.text, use_default_graph_as_union=True)]
    store.extend(Quad(triple.subject, triple.predicate, triple.object, DERIVED) for triple in triples)
    return store


def ask_oxigraph(store: Store) -> Ask:
    def run(text: str) -> list[Row]:
        solutions = store.query(text, use_default_graph_as_union=True)
        names = [variable.value for variable in solutions.variables]
        return [
            {name: value(term.value, term.datatype.value) for name, term in zip(names, row, strict=True) if term}
            for row in solutions
        ]

    return run


def ask_rdflib(store: Store) -> Ask:
    # The union of the graphs as the store writes it: the queries name no graph.
    lines = {f"{quad.subject} {quad.predicate} {quad.object} ." for quad in store}
    graph = Graph().parse(data="\n".join(sorted(lines)), format="nt")

    def run(text: str) -> list[Row]:
        result = graph.query(text)
        names = [str(variable) for variable in result.vars]
        return [
            {
                name: value(str(term), str(term.datatype))
                for name, term in zip(names, row, strict=True)
                if term is not None
            }
            for row in result
        ]

    return run


def value(text: str, datatype: str) -> str | Decimal:
    """Numbers as numbers, so that 3 and 3.0 are one value."""
    return Decimal(text) if datatype.endswith(NUMBERS) else text


@pytest.fixture(scope="session")
def store() -> Store:
    return store_of([SAMPLE])


@pytest.fixture(scope="session")
def in_oxigraph(store: Store) -> Ask:
    return ask_oxigraph(store)


@pytest.fixture(scope="session")
def in_rdflib(store: Store) -> Ask:
    return ask_rdflib(store)


@pytest.fixture(scope="session")
def wide_store() -> Store:
    return store_of([SAMPLE, MORE], CONCEPTS)


@pytest.fixture(scope="session")
def everywhere(wide_store: Store) -> tuple[Ask, Ask]:
    """Ask the larger graph in Oxigraph, and in rdflib."""
    return ask_oxigraph(wide_store), ask_rdflib(wide_store)


@pytest.fixture(scope="session")
def rows(in_oxigraph: Ask) -> Callable[..., list[Row]]:
    """The rows of a named query with these parameters; unbound cells are left out."""

    def run(name: str, **values: str) -> list[Row]:
        return in_oxigraph(named_query(name).bound(values))

    return run
