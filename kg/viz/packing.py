"""The parts of a picture side by side: the largest in the middle, the others around it, each on a side of its own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

import networkx as nx
import numpy as np

from kg.viz.anchors import hashed_point

Cell = tuple[int, int]
Place = Mapping[str, tuple[float, float]]

#: How much wider than high a picture should be.
ASPECT = 1.45
#: Side of the squares in which parts of the picture are packed.
SQUARE = 34
#: Free space around a node, beyond its own radius.
MARGIN = 12.0
#: How much nearer a place on a part's own side counts, as a share of its distance.
LEAN = 0.6
#: Edges take room of their own only in parts up to this size; larger ones are dense.
WITH_EDGES = 1500


def pack(parts: Sequence[Place], graph: nx.Graph, radius: Mapping[str, float]) -> dict[str, tuple[int, int]]:
    """All parts, which come by falling size, at whole points; where a part goes hangs on the name of its hub."""
    taken: set[Cell] = set()
    placed: dict[str, tuple[int, int]] = {}
    order = _orders(math.isqrt(sum(map(len, parts)) * 8) + 20)
    start: dict[int, int] = {}
    size: dict[int, int] = {}
    for number, part in enumerate(parts):
        cells = _cells(part, graph, radius)
        side = _side(max(part, key=lambda node: (graph.degree(node), node))) if number else 0
        spiral = order(side)
        # What is no smaller than the part before it on this side finds no room nearer to the middle than that one did.
        first = start.get(side, 0) if len(cells) >= size.get(side, 0) > 0 else 0
        free = (at for at in range(first, len(spiral)) if not number or _is_free(taken, cells, spiral[at]))
        start[side], size[side] = next(free, len(spiral) - 1), len(cells)
        right, down = spiral[start[side]] if number else (0, 0)
        taken.update((x + right, y + down) for x, y in cells)
        for node, (x, y) in part.items():
            placed[node] = (round(x) + right * SQUARE, round(y) + down * SQUARE)
    return placed


#: Eight directions from the middle, as whole numbers over 1000.
SIDES = ((1000, 0), (707, 707), (0, 1000), (-707, 707), (-1000, 0), (-707, -707), (0, -1000), (707, -707))


def _side(name: str) -> int:
    """The direction in which the point of ``name`` lies."""
    x, y = hashed_point(name)
    return max(range(len(SIDES)), key=lambda side: x * SIDES[side][0] + y * SIDES[side][1])


def _orders(reach: int) -> Callable[[int], list[Cell]]:
    """For each side, cells from the middle outwards in ellipses of the picture's aspect that lean to that side."""
    numbers = np.arange(-reach, reach + 1)
    across, down = np.repeat(numbers, len(numbers)), np.tile(numbers, len(numbers))
    far = np.sqrt(across * across + down * down * ASPECT**2)
    known: dict[int, list[Cell]] = {}

    def order(side: int) -> list[Cell]:
        if side not in known:
            right, below = SIDES[side]
            cost = far - LEAN / 1000 * (across * right + down * ASPECT * below)
            ranked = np.argsort(cost, kind="stable")
            known[side] = list(zip(across[ranked].tolist(), down[ranked].tolist(), strict=True))
        return known[side]

    return order


def _is_free(taken: set[Cell], cells: set[Cell], shift: Cell) -> bool:
    return not any((x + shift[0], y + shift[1]) in taken for x, y in cells)


def _cells(part: Place, graph: nx.Graph, radius: Mapping[str, float]) -> set[Cell]:
    """The squares that a part covers: its nodes with room for a label, and its edges."""
    cells: set[Cell] = set()
    for node, (x, y) in part.items():
        reach = radius[node] + MARGIN
        across = range(int((x - reach - SQUARE) // SQUARE), int((x + reach + SQUARE) // SQUARE) + 1)
        down = range(int((y - reach) // SQUARE), int((y + reach + SQUARE) // SQUARE) + 1)
        cells.update((column, row) for column in across for row in down)
    if len(part) <= WITH_EDGES:
        for a, b in graph.edges(part):
            cells.update(_line(part[a], part[b]))
    return cells


def _line(a: tuple[float, float], b: tuple[float, float]) -> Iterable[Cell]:
    """The squares under the line from ``a`` to ``b``."""
    steps = int(max(abs(b[0] - a[0]), abs(b[1] - a[1])) // SQUARE) + 1
    for step in range(steps + 1):
        share = step / steps
        yield int((a[0] + (b[0] - a[0]) * share) // SQUARE), int((a[1] + (b[1] - a[1]) * share) // SQUARE)
