"""The report made by hand, and the graph of the bundled reports."""

from pathlib import Path

import pytest
from handmade import REPORT, made_by_hand, resolved_by_hand, store_of

from extract.samples import sample_paths
from kg.build import BuildReport, run_build
from kg.facts import FactSelection, select_facts
from kg.store import GraphStore
from ontology.model import Contribution, Resolution
from ontology.schema import load_schema


@pytest.fixture
def contribution() -> Contribution:
    return made_by_hand()


@pytest.fixture
def resolution() -> Resolution:
    return resolved_by_hand()


@pytest.fixture
def selection(contribution: Contribution, resolution: Resolution) -> FactSelection:
    return select_facts([contribution], resolution, load_schema(), min_confidence=0.5)


@pytest.fixture
def hand_store(contribution: Contribution, resolution: Resolution) -> GraphStore:
    return store_of(contribution, resolution)


@pytest.fixture(scope="session")
def sample_build(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The graph of the bundled reports; whoever changes it copies it first."""
    return run_build(sample_paths(), tmp_path_factory.mktemp("samples") / "graph")


@pytest.fixture(scope="session")
def sample_graph(sample_build: BuildReport) -> Path:
    return sample_build.out


@pytest.fixture(scope="session")
def small_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of a report of three lines."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "brief.txt").write_text(REPORT, encoding="utf-8")
    return run_build([folder / "brief.txt"], folder / "graph").out
