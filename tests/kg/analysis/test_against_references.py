"""Scores and communities agree with NetworkX, igraph and brute force; the order of facts changes nothing."""

from __future__ import annotations

import itertools
import random
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_graphs import content_of, stated

from kg.analysis import AnalysisResult, analyse, corpus_of, load_catalogue, scores
from kg.analysis.brokers import splits
from kg.analysis.communities import communities
from kg.content import Content, FactRecord


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    """A weighted graph of up to twelve named nodes."""
    names = [f"n{number:02}" for number in range(draw(st.integers(2, 12)))]
    pairs = draw(st.lists(st.sampled_from(list(itertools.combinations(names, 2))), unique=True, max_size=24))
    graph = nx.Graph()
    graph.add_nodes_from((name, {"label": name, "type": "Company"}) for name in names)
    graph.add_edges_from((*pair, {"weight": draw(st.integers(1, 4))}) for pair in sorted(pairs))
    return graph


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_scores_are_those_of_igraph_and_networkx(graph: nx.Graph) -> None:
    igraph = pytest.importorskip("igraph")
    if graph.number_of_edges():
        copy = igraph.Graph.from_networkx(graph)
        expected = dict(zip(copy.vs["_nx_name"], copy.pagerank(weights="weight", damping=0.85), strict=True))
        assert scores.pagerank(graph) == pytest.approx(expected, abs=1e-6)
    assert scores.betweenness(graph) == pytest.approx(nx.betweenness_centrality(graph), abs=1e-9)


def test_the_estimate_for_large_graphs_is_near_and_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.barabasi_albert_graph(200, 2, seed=1)
    exact = scores.betweenness(graph)
    monkeypatch.setattr(scores, "EXACT", 100)
    estimated = scores.betweenness(graph)
    assert estimated == scores.betweenness(graph)
    hubs = sorted(exact, key=lambda node: -exact[node])[:5]
    assert set(hubs[:3]) <= set(sorted(estimated, key=lambda node: -estimated[node])[:5])


@given(graphs())
@settings(max_examples=80, deadline=None)
def test_what_a_loss_cuts_off_is_what_is_cut_off(graph: nx.Graph) -> None:
    things, ties = splits(graph)
    for node in graph:
        part = graph.subgraph(nx.node_connected_component(graph, node)).copy()
        part.remove_node(node)
        sizes = tuple(sorted(map(len, nx.connected_components(part))))
        assert things.get(node, sizes[:1] if len(sizes) < 2 else None) == (sizes if len(sizes) > 1 else sizes[:1])
    assert {frozenset(pair) for pair in ties} >= {frozenset(pair) for pair in nx.bridges(graph)}
    for pair, sizes in ties.items():
        cut = graph.copy()
        cut.remove_edge(*pair)
        assert [len(nx.node_connected_component(cut, end)) for end in pair] == list(sizes)


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_every_thing_is_in_one_community_of_things_that_hang_together(graph: nx.Graph) -> None:
    found = communities(graph)
    if not graph.number_of_edges():
        assert not found
        return
    assert sorted(node for group in found for node in group) == sorted(graph)
    assert all(nx.is_connected(graph.subgraph(group)) for group in found)


def test_communities_are_as_modular_as_those_of_leiden(sample_content: Content) -> None:
    pytest.importorskip("igraph")
    graph = corpus_of(sample_content).ties(generic=False)
    louvain, leiden = (
        nx.community.modularity(graph, communities(graph, method=method)) for method in ("louvain", "leiden")
    )
    assert louvain == pytest.approx(leiden, abs=0.02)


def test_one_more_report_moves_few_things(sample_content: Content) -> None:
    """Agreement (pairs together in both by pairs together in either) of the communities with and without one report."""
    from kg.analysis import Scope
    from kg.analysis.communities import _agreement, _labels

    stems = sorted({report.stem for report in sample_content.reports.values()})
    whole = _labels(communities(corpus_of(sample_content).ties(generic=False)))
    for stem in stems:
        rest = corpus_of(sample_content, Scope(reports=tuple(one for one in stems if one != stem)))
        part = _labels(communities(rest.ties(generic=False)))
        shared = {node: label for node, label in part.items() if node in whole}
        if shared:
            assert _agreement(shared, {node: whole[node] for node in shared}) > 0.6, stem


FACTS = [
    stated("Funding", company="甲", investor=["红杉", "启明"], date="2020"),
    stated("Funding", company="乙", investor=["红杉"], date="2021", report="B"),
    stated("Approval", product="一", holder="甲", indication="肺结节", authority="FDA", date="2020-03"),
    stated("Approval", product="一", holder="甲", date="2020", report="B"),
    stated("Approval", product="二", holder="乙", indication="肺结节", authority="国家药监局"),
    stated("Develops", company="甲", product="一", report="B"),
    stated("Targets", product="二", disease="骨折"),
    stated("UsesTechnology", subject="甲", technology="深度学习"),
    stated("Deal", party=["甲", "乙"], dealType="license", total=(1e8, "USD"), date="2022"),
    stated("Pipeline", drug="X", developer="乙", indication="肺癌", stage="Phase 1", status="new"),
    stated("Pipeline", drug="X", developer="乙", indication="肺癌", stage="Phase 2", status="updated", report="B"),
    stated("Segment", company="甲", segment="影像"),
    stated("Segment", company="乙", segment="影像", report="B"),
]
SETTINGS: dict[str, dict[str, Any]] = {
    "path": {"source": "甲", "target": "乙"},
    "similar": {"thing": "甲"},
    "changes": {"old": "A", "new": "B"},
}


def shown(facts: list[FactRecord], name: str) -> AnalysisResult:
    return analyse(corpus_of(content_of(facts)), name, SETTINGS.get(name))


@pytest.mark.parametrize("name", load_catalogue().analyses)
def test_the_order_of_facts_does_not_matter(name: str) -> None:
    expected = shown(FACTS, name)
    assert not expected.is_empty
    for seed in range(5):
        shuffled = random.Random(seed).sample(FACTS, len(FACTS))
        result = shown(shuffled, name)
        assert (result.parts, result.charts, result.finding) == (expected.parts, expected.charts, expected.finding)


@pytest.mark.parametrize("name", load_catalogue().analyses)
def test_every_row_names_facts_and_each_has_its_words(name: str) -> None:
    result = shown(FACTS, name)
    rows = [row for part in result.parts for row in part.rows]
    assert all(row.facts for row in rows)
    assert all(statement.quote for row in rows for fact in row.facts for statement in result.evidence[fact])


@pytest.mark.parametrize("name", load_catalogue().analyses)
def test_what_is_only_forecast_changes_nothing(name: str) -> None:
    extra = [stated("Approval", product="三", holder="丙", indication="肺结节", date="2030", modality="forecast")]
    assert shown(FACTS, name).parts == shown(FACTS + extra, name).parts
