"""The sample graph of the ontology tests with its derived edges, in both engines that must agree."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store
from rdflib import Graph

from ontology.derivation import load_rules
from queries import named_query

SAMPLE = Path(__file__).parents[1] / "ontology" / "sample.trig"
DERIVED = NamedNode("https://medai-kg.example/id/graph/derived")
NUMBERS = ("#decimal", "#integer")
Row = dict[str, str | Decimal]


@pytest.fixture(scope="session")
def store() -> Store:
    store = Store()
    store.load(path=SAMPLE, format=RdfFormat.TRIG)
    triples = [triple for rule in load_rules() for triple in store.query(rule.text, use_default_graph_as_union=True)]
    store.extend(Quad(triple.subject, triple.predicate, triple.object, DERIVED) for triple in triples)
    return store


@pytest.fixture(scope="session")
def graph(store: Store) -> Graph:
    # The union of the graphs as the store writes it: the queries name no graph.
    lines = {f"{quad.subject} {quad.predicate} {quad.object} ." for quad in store}
    return Graph().parse(data="\n".join(sorted(lines)), format="nt")


@pytest.fixture(scope="session")
def in_oxigraph(store: Store) -> Callable[[str], list[Row]]:
    def run(text: str) -> list[Row]:
        solutions = store.query(text, use_default_graph_as_union=True)
        names = [variable.value for variable in solutions.variables]
        return [
            {name: value(term.value, term.datatype.value) for name, term in zip(names, row, strict=True) if term}
            for row in solutions
        ]

    return run


@pytest.fixture(scope="session")
def in_rdflib(graph: Graph) -> Callable[[str], list[Row]]:
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


@pytest.fixture(scope="session")
def rows(in_oxigraph) -> Callable[..., list[Row]]:
    """The rows of a named query with these parameters; unbound cells are left out."""

    def run(name: str, **values: str) -> list[Row]:
        return in_oxigraph(named_query(name).bound(values))

    return run


def value(text: str, datatype: str) -> str | Decimal:
    """Numbers as numbers, so that 3 and 3.0 are one value."""
    return Decimal(text) if datatype.endswith(NUMBERS) else text
