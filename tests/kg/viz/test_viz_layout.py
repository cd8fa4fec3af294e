"""Coordinates: apart, packed, and always the same."""

from __future__ import annotations

import itertools
import math

import networkx as nx

from kg.build import BuildReport
from kg.content import Content, read_content
from kg.network import project
from kg.store import GraphStore
from kg.viz.layout import place
from kg.viz.nests import MOST


def tree_and_islands() -> nx.Graph:
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(f"n{number:03}" for number in range(90))
    graph.add_edges_from((f"n{number // 3:03}", f"n{number:03}") for number in range(1, 60))
    graph.add_edges_from((f"n{number:03}", f"n{number + 1:03}") for number in range(60, 90, 3))
    return graph


def test_no_two_nodes_touch() -> None:
    graph = tree_and_islands()
    radius = dict.fromkeys(graph, 10.0)
    points = place(graph, radius)
    assert set(points) == set(graph)
    assert min(math.dist(points[a], points[b]) for a, b in itertools.combinations(graph, 2)) > 20


def test_tied_nodes_stand_nearer_than_others() -> None:
    graph = tree_and_islands()
    points = place(graph, dict.fromkeys(graph, 10.0))
    tied = [math.dist(points[a], points[b]) for a, b in graph.edges]
    every = [math.dist(points[a], points[b]) for a, b in itertools.combinations(graph, 2)]
    assert sum(tied) / len(tied) < 0.4 * sum(every) / len(every)


def test_the_picture_is_wider_than_high() -> None:
    graph = tree_and_islands()
    points = place(graph, dict.fromkeys(graph, 10.0)).values()
    across, down = zip(*points, strict=True)
    assert 1 < (max(across) - min(across)) / (max(down) - min(down)) < 2.5


def test_the_order_in_which_edges_came_does_not_matter() -> None:
    graph = tree_and_islands()
    other: nx.Graph = nx.Graph()
    other.add_nodes_from(graph)
    other.add_edges_from((b, a) for a, b in reversed(list(graph.edges)))
    radius = dict.fromkeys(graph, 10.0)
    assert place(graph, radius) == place(other, radius)


def test_nothing_gives_nothing() -> None:
    assert place(nx.Graph(), {}) == {}


def picture(content: Content) -> dict[str, tuple[int, int]]:
    network = project(content)
    flat: nx.Graph = nx.Graph()
    flat.add_nodes_from(node for node, degree in network.degree() if degree)
    flat.add_edges_from(network.edges())
    return place(flat, dict.fromkeys(flat, 10.0))


def moved(before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> list[float]:
    """How far each node that both pictures have has moved, as a share of the later one's diagonal; sorted."""
    across, down = zip(*after.values(), strict=True)
    diagonal = math.hypot(max(across) - min(across), max(down) - min(down))
    return sorted(math.dist(before[node], after[node]) / diagonal for node in before.keys() & after.keys())


def medians(store: GraphStore) -> list[float]:
    """For each report, how far the median thing moves when it joins the others; sorted."""
    content = read_content(store)
    after = picture(content)
    found = []
    for report in sorted({fact.report for fact in content.facts}):
        others = tuple(fact for fact in content.facts if fact.report != report)
        distances = moved(picture(Content(content.entities, others, content.reports)), after)
        found.append(distances[len(distances) // 2])
    return sorted(found)


# A start from chance gives 0.1 to 0.25 for every report.
def test_adding_one_report_to_the_samples_moves_little(sample_build: BuildReport) -> None:
    assert medians(GraphStore.open(sample_build.out))[-1] < 0.15


def test_a_large_part_is_laid_out_in_nests_apart_and_always_the_same() -> None:
    graph: nx.Graph = nx.Graph()
    names = [f"n{number:05}" for number in range(3 * MOST)]
    graph.add_nodes_from(names)
    graph.add_edges_from((names[number // 3], names[number]) for number in range(1, len(names)))
    radius = dict.fromkeys(graph, 10.0)
    points = place(graph, radius)
    assert points == place(graph, radius)
    assert len(set(points.values())) > 0.99 * len(names)
    tied = [math.dist(points[a], points[b]) for a, b in graph.edges]
    across, down = zip(*points.values(), strict=True)
    assert sum(tied) / len(tied) < 0.2 * math.hypot(max(across) - min(across), max(down) - min(down))
