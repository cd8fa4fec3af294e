"""The sample graph, in the store and, as the union of its graphs, in rdflib."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import Graph

SAMPLE = Path(__file__).parent / "sample.trig"


@pytest.fixture(scope="session")
def sample_store() -> Store:
    store = Store()
    store.load(path=SAMPLE, format=RdfFormat.TRIG)
    return store


@pytest.fixture(scope="session")
def sample_graph(sample_store: Store) -> Graph:
    lines = [f"{quad.subject} {quad.predicate} {quad.object} ." for quad in sample_store]
    return Graph().parse(data="\n".join(lines), format="nt")
