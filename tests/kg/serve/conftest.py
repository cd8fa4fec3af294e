"""A server over the graph of the bundled reports, and a client of it."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from serving import Server, started


@pytest.fixture(scope="session")
def server(sample_graph: Path) -> Iterator[Server]:
    with started(sample_graph) as running:
        yield running


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=30) as client:
        yield client
