"""An asker over the graph of the bundled samples."""

from pathlib import Path

import pytest

from kg.ask import Asker
from kg.content import Content, read_content
from kg.store import GraphStore


@pytest.fixture(scope="session")
def sample_content(sample_graph: Path) -> Content:
    return read_content(GraphStore.open(sample_graph))


@pytest.fixture(scope="session")
def asker(sample_graph: Path, sample_content: Content) -> Asker:
    return Asker(GraphStore.open(sample_graph), sample_content)
