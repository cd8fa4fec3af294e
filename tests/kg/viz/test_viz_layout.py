"""Coordinates: apart, packed, and always the same."""

from __future__ import annotations

import itertools
import math

import networkx as nx

from kg.viz.layout import place


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
