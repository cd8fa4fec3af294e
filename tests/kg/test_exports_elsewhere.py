"""The exports opened by tools that are not ours: nothing of Chinese, direction, types, dates or amounts is lost."""

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import networkx as nx
import openpyxl
import pytest
from pyoxigraph import CanonicalizationAlgorithm, RdfFormat
from pyoxigraph import Dataset as OxDataset
from pyoxigraph import parse as ox_parse
from rdflib import Dataset, Graph

from kg.formats import write_format
from kg.network import load_network
from kg.results import result_table
from kg.sheets import workbook
from kg.store import GraphStore
from kg.tables import Table, render

HOSTILE = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x")')


@pytest.fixture(scope="module")
def store(sample_graph: Path) -> GraphStore:
    return GraphStore.open(sample_graph)


@pytest.fixture(scope="module")
def part(store: GraphStore) -> GraphStore:
    """One report with its evidence, and all things: rdflib takes seconds for a whole graph in each spelling."""
    names = store.namespaces
    graphs = (names.report("funding-and-deals-2024"), names.graph("entities"), names.graph("quarantine"))
    return GraphStore.in_memory(quad for graph in graphs for quad in store.quads(graph))


@pytest.fixture(scope="module")
def network(store: GraphStore) -> nx.MultiDiGraph:
    return load_network(store)


def canonical(lines: str, form: RdfFormat) -> OxDataset:
    dataset = OxDataset(ox_parse(lines, format=form))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@pytest.mark.parametrize(("form", "syntax"), [("trig", "trig"), ("nq", "nquads"), ("jsonld", "json-ld")])
def test_what_rdflib_reads_with_graphs_is_the_store(part: GraphStore, form: str, syntax: str) -> None:
    read = Dataset()
    read.parse(data=write_format(part, form), format=syntax)
    stored = OxDataset(part.quads())
    stored.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    assert canonical(read.serialize(format="nquads"), RdfFormat.N_QUADS) == stored


@pytest.mark.parametrize(("form", "syntax"), [("ttl", "turtle"), ("nt", "nt"), ("rdfxml", "xml")])
def test_what_rdflib_reads_without_graphs_is_every_triple(part: GraphStore, form: str, syntax: str) -> None:
    read = Graph().parse(data=write_format(part, form), format=syntax)
    merged = write_format(part, "nt").decode("utf-8")
    assert canonical(read.serialize(format="nt"), RdfFormat.N_TRIPLES) == canonical(merged, RdfFormat.N_TRIPLES)


@pytest.mark.parametrize(("form", "syntax"), [("rdfxml", "rdfxml"), ("nq", "nquads"), ("nt", "ntriples")])
def test_rapper_counts_the_same_statements(part: GraphStore, tmp_path: Path, form: str, syntax: str) -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper is not installed (Debian: raptor2-utils)")
    path = tmp_path / form
    path.write_bytes(write_format(part, form))
    told = subprocess.run([rapper, "-i", syntax, "-c", str(path)], capture_output=True, text=True, check=True).stderr
    lines = write_format(part, "nq" if form == "nq" else "nt").count(b"\n")
    assert f"returned {lines} triples" in told


def test_the_context_file_is_the_context_of_the_json_ld(store: GraphStore) -> None:
    context = json.loads(write_format(store, "context"))["@context"]
    document = json.loads(write_format(store, "jsonld"))
    assert document["@context"] == context
    assert context["mai"] == "https://medai-kg.example/ontology#"
    assert '"mai:holder"' in write_format(store, "jsonld").decode("utf-8")


def test_networkx_reads_gexf_with_direction_and_words(store: GraphStore, network: nx.MultiDiGraph) -> None:
    text = write_format(store, "gexf")
    assert b"lastmodifieddate" not in text
    read = nx.read_gexf(io.BytesIO(text))
    assert set(read.nodes) == set(network.nodes)
    assert read.number_of_edges() == network.number_of_edges()
    edges = {about["fact"]: (source, target, about) for source, target, about in read.edges(data=True)}
    for source, target, about in network.edges(data=True):
        if about["kind"] == "Founded":
            assert edges[about["fact"]][:2] == (source, target)
            assert edges[about["fact"]][2]["quote"] == about["quote"]
        if about["kind"] == "Funding":
            assert edges[about["fact"]][1] == target
            assert edges[about["fact"]][2]["date"] == about["date"]
            assert edges[about["fact"]][2]["amount"] == about["amount"]
    both_ways = [sum(about["symmetric"] for _, _, about in side.edges(data=True)) for side in (read, network)]
    assert both_ways[0] == both_ways[1] > 0


def test_networkx_reads_graphml_and_cytoscape(store: GraphStore, network: nx.MultiDiGraph) -> None:
    graphml = nx.read_graphml(io.BytesIO(write_format(store, "graphml")), force_multigraph=True)
    cytoscape = nx.cytoscape_graph(json.loads(write_format(store, "cytoscape")))
    for read in (graphml, cytoscape):
        assert read.is_directed()
        assert {node: about["label"] for node, about in read.nodes(data=True)} == {
            node: about["label"] for node, about in network.nodes(data=True)
        }
        assert sorted((source, target, about["fact"]) for source, target, about in read.edges(data=True)) == sorted(
            (source, target, about["fact"]) for source, target, about in network.edges(data=True)
        )


def test_csv_reads_nodes_and_edges_for_neo4j(store: GraphStore, network: nx.MultiDiGraph) -> None:
    nodes = list(csv.DictReader(io.StringIO(write_format(store, "neo4j-nodes").decode("utf-8"))))
    edges = list(csv.DictReader(io.StringIO(write_format(store, "neo4j-edges").decode("utf-8"))))
    assert {node["iri:ID"]: node["label"] for node in nodes} == {
        node: about["label"] for node, about in network.nodes(data=True)
    }
    assert {":START_ID", ":END_ID", ":TYPE", "date", "amount", "quote", "confidence:double"} <= edges[0].keys()
    assert [(edge[":START_ID"], edge[":END_ID"], edge[":TYPE"], edge["quote"]) for edge in edges] == [
        (source, target, about["relation"], about["quote"]) for source, target, about in network.edges(data=True)
    ]
    (both,) = (node for node in nodes if node["label"] == "Recursion")
    assert set(both[":LABEL"].split(";")) == set(network.nodes[both["iri:ID"]]["types"])


def test_openpyxl_reads_a_sheet_of_each_kind_with_amounts_and_quotes(store: GraphStore) -> None:
    first, again = (write_format(store, "xlsx") for _ in range(2))
    assert first == again
    book = openpyxl.load_workbook(io.BytesIO(first))
    sheet = book["Funding"]
    heads = [cell.value for cell in sheet[1]]
    records = [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]
    (found,) = (one for one in records if one["company"] == "脉图智能" and one["amount value"] == 180_000_000)
    assert (found["round"], found["date"], found["amount currency"]) == ("B+轮", "2024-05", "CNY")
    assert "脉图智能" in found["quote"]
    figures = [row[heads_of(book["Metric"]).index("value")] for row in book["Metric"].iter_rows(2, values_only=True)]
    assert all(isinstance(figure, int | float) for figure in figures)


def heads_of(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[object]:
    return [cell.value for cell in sheet[1]]


def test_pyarrow_reads_every_fact(store: GraphStore) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(write_format(store, "parquet")))
    facts = list(csv.DictReader(io.StringIO(write_format(store, "facts-csv").decode("utf-8"))))
    assert table.column("id").to_pylist() == [fact["id"] for fact in facts]
    assert str(table.schema.field("start").type) == "int64"
    assert str(table.schema.field("confidence").type) == "double"


@pytest.mark.parametrize("words", HOSTILE)
def test_what_looks_like_a_formula_stays_words(words: str) -> None:
    table = Table(("quote",), ((words,),))
    cell = openpyxl.load_workbook(io.BytesIO(workbook({"answer": table}))).active["A2"]
    assert (cell.value, cell.data_type) == (words, "s")
    (row,) = list(csv.reader(io.StringIO(render(table, "csv"))))[1:]
    assert row == ["'" + words]


def test_a_concept_is_shown_by_its_preferred_label(store: GraphStore) -> None:
    found = store.select("SELECT ?round { ?round skos:inScheme mai:FundingRounds ; skos:notation 'A+' }")
    assert result_table(found, store).rows == (("A+轮",),)
