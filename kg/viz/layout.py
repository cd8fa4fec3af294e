"""Coordinates for a picture: the same on every machine, hardly moved by one more report, no two nodes on each other.

Each connected part is laid out by forces (Fruchterman–Reingold, with the hubs pushing harder) that begin at the
``anchors`` of its nodes and keep a spring to them; the parts are then packed around the largest. Only additions,
products, divisions and square roots are used, and sums run along the first axis: those are exact to the bit on any
processor, which a picture of chaotic forces needs in order to be repeatable.
(networkx' own layouts sum in an order that the processor chooses, and want SciPy from 500 nodes on.)
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

from kg.viz.anchors import anchors, degrees
from kg.viz.nests import nested
from kg.viz.packing import ASPECT, MARGIN, pack

Points = npt.NDArray[np.float64]
Ends = npt.NDArray[np.intp]

#: Length that an edge would like to have, in the units of the canvas; up to 1.8 times that where edges are many.
EDGE = 62.0
#: How far nodes push each other away, in lengths of an edge.
REACH = 7.0
#: Pull to the middle, across and down: the stronger one down makes pictures wider than high.
GRAVITY = np.array([0.25, 0.25 * ASPECT])
#: Pull of each node to its anchor. Without anchors one more report moves the median node by a fifth of the picture,
#: with them by a fiftieth (``tests/kg/viz/test_viz_layout.py``).
HOLD = 0.35
#: How far a node may move in the first round, as a share of the side of the picture.
HEAT = 0.04
#: Bound on pairs of nodes times rounds, so that 2,000 nodes take seconds and not minutes.
EFFORT = 80_000_000
#: A part of fewer nodes may be laid on its side, to be wider than high.
SMALL = 30


def place(graph: nx.Graph, radius: Mapping[str, float]) -> dict[str, tuple[int, int]]:
    """A point for each node of ``graph`` (undirected, in sorted order), centred on the origin."""
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    packed = pack([_part(graph, part, radius) for part in parts], graph, radius)
    return {node: packed[node] for node in graph}


def _part(graph: nx.Graph, part: Sequence[str], radius: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Points of one connected part."""
    index = {node: number for number, node in enumerate(part)}
    # A view of a graph is in the order of a set, edge by edge, so both the ends and the edges need sorting.
    pairs = {(min(ends), max(ends)) for ends in ((index[a], index[b]) for a, b in graph.edges(part))}
    ends = np.array(sorted(pairs), dtype=np.intp).reshape(-1, 2)
    points = nested(part, ends, np.array([radius[node] for node in part]), _forces)
    spread = points.max(axis=0) - points.min(axis=0)
    if spread[1] > spread[0] and len(part) < SMALL:
        points = points[:, ::-1]
    return {node: (float(points[number, 0]), float(points[number, 1])) for node, number in index.items()}


def _forces(names: Sequence[str], ends: Ends, sizes: Points) -> Points:
    """Points in balance between springs along ``ends``, springs to the anchors, and a push between all nodes."""
    count = len(names)
    edge = EDGE * min(1.8, max(1.0, math.sqrt(2.0 * len(ends) / count / 2.5)))
    # Nests are larger than nodes, and stand further apart.
    edge = max(edge, 1.6 * float(sizes.sum()) / count)
    side = edge * float(np.sqrt(count))
    home = anchors(names, ends) * side * np.array([math.sqrt(ASPECT), 1 / math.sqrt(ASPECT)])
    points = home.copy()
    degree = degrees(count, ends)
    # A hub pushes in proportion to the root of its neighbours, so that its leaves fan out in place of piling up.
    weight = np.sqrt(np.sqrt(degree + 1.0))
    push = edge * edge * weight[:, None] * weight[None, :]
    # The spring of an edge between two hubs is the weaker one: they stand at the heart of two clusters.
    pull = 1.0 / np.sqrt(np.minimum(degree[ends[:, 0]], degree[ends[:, 1]]))[:, None]
    hold = HOLD * np.sqrt(degree + 1.0)[:, None]
    rounds = max(60, min(300, EFFORT // (count * count), 60 + 4 * count))
    for step in range(rounds):
        left = 1.0 - step / rounds
        heat = side * HEAT * left * left + 0.5
        dx, dy, square = _differences(points)
        # The push ends at REACH: else the far arms of a sparse graph would be driven apart by all that lies between.
        strength = push / square * np.maximum(0.0, 1.0 - np.sqrt(square) / (REACH * edge))
        force = np.stack(((dx * strength).sum(axis=0), (dy * strength).sum(axis=0)), axis=1)
        along = points[ends[:, 1]] - points[ends[:, 0]]
        length = np.sqrt(along[:, 0] * along[:, 0] + along[:, 1] * along[:, 1])[:, None]
        spring = along * length / edge * pull
        np.add.at(force, ends[:, 0], spring)
        np.add.at(force, ends[:, 1], -spring)
        force += (home - points) * hold - (points - points.sum(axis=0) / count) * GRAVITY
        size = np.sqrt(force[:, 0] * force[:, 0] + force[:, 1] * force[:, 1])[:, None] + 1e-9
        points = points + force / size * np.minimum(size, heat)
    return _apart(points, sizes)


def _apart(points: Points, sizes: Points) -> Points:
    """``points`` moved just so far that no two nodes touch."""
    room = sizes[:, None] + sizes[None, :] + MARGIN
    np.fill_diagonal(room, 0.0)
    for _ in range(80):
        dx, dy, square = _differences(points)
        distance = np.sqrt(square)
        lack = np.maximum(room - distance, 0.0)
        if not bool((lack > 0.5).any()):
            break
        share = lack * 0.5 / distance
        points = points + np.stack(((dx * share).sum(axis=0), (dy * share).sum(axis=0)), axis=1)
    return points


def _differences(points: Points) -> tuple[Points, Points, Points]:
    """For nodes i (row) and j (column): x and y from i to j, and the square of their distance, never nought."""
    dx = points[None, :, 0] - points[:, None, 0]
    dy = points[None, :, 1] - points[:, None, 1]
    square = dx * dx + dy * dy
    return dx, dy, np.maximum(square, 1.0)
