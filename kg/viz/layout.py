"""Coordinates for a picture: the same on every machine, with no two nodes on each other.

Each connected part is laid out by forces (Fruchterman–Reingold, with the hubs pushing harder) and the parts are then
packed around the largest. Only additions, products, divisions and square roots are used, and sums run along the first
axis: those are exact to the bit on any processor, which a picture of chaotic forces needs in order to be repeatable.
(networkx' own layouts sum in an order that the processor chooses, and want SciPy from 500 nodes on.)
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Cell = tuple[int, int]

#: Length that an edge would like to have, in the units of the canvas; up to 1.8 times that where edges are many.
EDGE = 62.0
#: Free space around a node, beyond its own radius.
MARGIN = 12.0
#: How much wider than high a picture should be.
ASPECT = 1.45
#: Side of the squares in which parts of the picture are packed.
SQUARE = 34
#: How far nodes push each other away, in lengths of an edge.
REACH = 7.0
#: Pull to the middle, across and down: the stronger one down makes pictures wider than high.
GRAVITY = np.array([0.25, 0.25 * ASPECT])
SEED = 20240311
#: Bound on pairs of nodes times rounds, so that 2,000 nodes take seconds and not minutes.
EFFORT = 80_000_000


def place(graph: nx.Graph, radius: Mapping[str, float]) -> dict[str, tuple[int, int]]:
    """A point for each node of ``graph`` (undirected, in sorted order), centred on the origin."""
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    packed = _pack([_part(graph, part, radius) for part in parts], graph, radius)
    return {node: packed[node] for node in graph}


def _part(graph: nx.Graph, part: Sequence[str], radius: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Points of one connected part, wider than high."""
    index = {node: number for number, node in enumerate(part)}
    # A view of a graph is in the order of a set, edge by edge, so both the ends and the edges need sorting.
    pairs = {(min(ends), max(ends)) for ends in ((index[a], index[b]) for a, b in graph.subgraph(part).edges())}
    ends = np.array(sorted(pairs), dtype=np.intp).reshape(-1, 2)
    sizes = np.array([radius[node] for node in part])
    points = _forces(len(part), ends, sizes)
    spread = points.max(axis=0) - points.min(axis=0)
    if spread[1] > spread[0]:
        points = points[:, ::-1]
    return {node: (float(points[number, 0]), float(points[number, 1])) for node, number in index.items()}


def _forces(count: int, ends: npt.NDArray[np.intp], sizes: Points) -> Points:
    """Points in balance between springs along ``ends`` and a push between all nodes."""
    edge = EDGE * min(1.8, max(1.0, math.sqrt(2.0 * len(ends) / count / 2.5)))
    side = edge * float(np.sqrt(count))
    points = (np.random.RandomState(SEED).random_sample((count, 2)) - 0.5) * side
    degree = np.zeros(count)
    np.add.at(degree, ends.ravel(), 1.0)
    # A hub pushes in proportion to the root of its neighbours, so that its leaves fan out in place of piling up.
    weight = np.sqrt(np.sqrt(degree + 1.0))
    push = edge * edge * weight[:, None] * weight[None, :]
    # The spring of an edge between two hubs is the weaker one: they stand at the heart of two clusters.
    pull = 1.0 / np.sqrt(np.minimum(degree[ends[:, 0]], degree[ends[:, 1]]))[:, None]
    rounds = max(60, min(300, EFFORT // (count * count), 60 + 4 * count))
    for step in range(rounds):
        left = 1.0 - step / rounds
        heat = side * 0.1 * left * left + 0.5
        dx, dy, square = _differences(points)
        # The push ends at REACH: else the far arms of a sparse graph would be driven apart by all that lies between.
        strength = push / square * np.maximum(0.0, 1.0 - np.sqrt(square) / (REACH * edge))
        force = np.stack(((dx * strength).sum(axis=0), (dy * strength).sum(axis=0)), axis=1)
        along = points[ends[:, 1]] - points[ends[:, 0]]
        length = np.sqrt(along[:, 0] * along[:, 0] + along[:, 1] * along[:, 1])[:, None]
        spring = along * length / edge * pull
        np.add.at(force, ends[:, 0], spring)
        np.add.at(force, ends[:, 1], -spring)
        force -= (points - points.sum(axis=0) / count) * GRAVITY
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


def _pack(
    parts: Sequence[Mapping[str, tuple[float, float]]], graph: nx.Graph, radius: Mapping[str, float]
) -> dict[str, tuple[int, int]]:
    """All parts side by side: the largest in the middle, each other as near to it as there is room."""
    taken: set[Cell] = set()
    placed: dict[str, tuple[int, int]] = {}
    total = sum(len(part) for part in parts)
    spiral = _spiral(math.isqrt(total * 8) + 20)
    start, size = 0, 0
    for part in parts:
        cells = _cells(part, graph, radius)
        # What is no smaller than the part before it finds no room nearer to the middle than that one did.
        start = start if len(cells) >= size > 0 else 0
        size = len(cells)
        start = next((at for at in range(start, len(spiral)) if _is_free(taken, cells, spiral[at])), len(spiral) - 1)
        right, down = spiral[start]
        taken.update((x + right, y + down) for x, y in cells)
        for node, (x, y) in part.items():
            placed[node] = (round(x) + right * SQUARE, round(y) + down * SQUARE)
    return placed


def _is_free(taken: set[Cell], cells: set[Cell], shift: Cell) -> bool:
    return not any((x + shift[0], y + shift[1]) in taken for x, y in cells)


def _spiral(reach: int) -> list[Cell]:
    """Cells from the middle outwards, in an ellipse of the picture's aspect."""
    cells = ((x, y) for x in range(-reach, reach + 1) for y in range(-reach, reach + 1))
    return sorted(cells, key=lambda cell: (cell[0] * cell[0] * 100 + cell[1] * cell[1] * round(ASPECT**2 * 100), cell))


def _cells(part: Mapping[str, tuple[float, float]], graph: nx.Graph, radius: Mapping[str, float]) -> set[Cell]:
    """The squares that a part covers: its nodes with room for a label, and its edges."""
    cells: set[Cell] = set()
    for node, (x, y) in part.items():
        reach = radius[node] + MARGIN
        across = range(int((x - reach - SQUARE) // SQUARE), int((x + reach + SQUARE) // SQUARE) + 1)
        down = range(int((y - reach) // SQUARE), int((y + reach + SQUARE) // SQUARE) + 1)
        cells.update((column, row) for column in across for row in down)
    for a, b in graph.edges(part):
        cells.update(_line(part[a], part[b]))
    return cells


def _line(a: tuple[float, float], b: tuple[float, float]) -> Iterable[Cell]:
    """The squares under the line from ``a`` to ``b``."""
    steps = int(max(abs(b[0] - a[0]), abs(b[1] - a[1])) // SQUARE) + 1
    for step in range(steps + 1):
        share = step / steps
        yield int((a[0] + (b[0] - a[0]) * share) // SQUARE), int((a[1] + (b[1] - a[1]) * share) // SQUARE)
