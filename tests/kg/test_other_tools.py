"""The exports read by tools that are not ours hold what the store holds."""

import shutil
import subprocess
from pathlib import Path

import pytest
from rdflib import Dataset, Graph

from kg.store import GraphStore


def test_rdflib_reads_every_statement_of_the_trig_file(sample_graph: Path) -> None:
    read = Dataset()
    read.parse(sample_graph / "graph.trig", format="trig")
    stored = list(GraphStore.open(sample_graph).quads())
    assert len(list(read.quads())) == len(stored)
    assert {str(graph.identifier) for graph in read.graphs() if len(graph)} == {
        quad.graph_name.value for quad in stored
    }


@pytest.mark.parametrize(("name", "syntax"), [("graph.trig", "trig"), ("graph.ttl", "turtle")])
def test_rapper_counts_the_same_statements(sample_graph: Path, name: str, syntax: str) -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper is not installed (Debian: raptor2-utils)")
    told = subprocess.run(
        [rapper, "-i", syntax, "-c", str(sample_graph / name)], capture_output=True, text=True, check=True
    ).stderr
    if syntax == "trig":
        expected = len(list(GraphStore.open(sample_graph).quads()))
    else:
        expected = len(Graph().parse(sample_graph / name, format="turtle"))
    assert f"returned {expected} triples" in told
