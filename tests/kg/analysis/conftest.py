"""Graphs made by hand for the analyses: facts are written as kind and slots."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_graphs import content_of

from kg.analysis import Corpus, corpus_of
from kg.content import Content, read_content
from kg.store import GraphStore


@pytest.fixture
def corpus() -> Callable[..., Corpus]:
    """The corpus of facts that are written as ``stated`` takes them."""
    return lambda *facts: corpus_of(content_of(facts))


@pytest.fixture(scope="session")
def sample_content(sample_graph: Path) -> Content:
    return read_content(GraphStore.open(sample_graph))
