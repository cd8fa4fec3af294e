"""Coordinates of large parts: a hub and what hangs on it make a nest, nests make larger nests, and those are laid out.

Forces between all pairs of nodes cost the square of their number; nests cost little more than a walk along the edges.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from kg.viz.anchors import hashed_point

Points = npt.NDArray[np.float64]
Ends = npt.NDArray[np.intp]
Forces = Callable[[Sequence[str], Ends, Points], Points]

#: So many nests are laid out by forces.
MOST = 700
#: Room that a nest needs, as a multiple of the area of its members with their margins.
LOOSE = 1.5
#: Cosine and sine of the golden angle: members stand on a sunflower spiral, which fills a disc evenly (Vogel, 1979).
GOLDEN = (-0.7373688780783197, 0.6754902942615238)


def nested(names: Sequence[str], ends: Ends, sizes: Points, forces: Forces) -> Points:
    """Points of a connected part of any size; ``forces`` lays out one of at most ``MOST`` nodes."""
    if len(names) <= MOST:
        return forces(names, ends, sizes)
    head = _heads(names, ends)
    heads = sorted(set(head))
    place = {node: number for number, node in enumerate(heads)}
    members: list[list[int]] = [[] for _ in heads]
    for node, its_head in enumerate(head):
        members[place[its_head]].append(node)
    of_node = np.array([place[its_head] for its_head in head], dtype=np.intp)
    between = np.sort(of_node[ends], axis=1)
    between = np.unique(between[between[:, 0] != between[:, 1]], axis=0)
    rooms = np.array([math.sqrt(LOOSE * sum((sizes[node] + 6.0) ** 2 for node in group)) for group in members])
    rooms = np.maximum(rooms, sizes[heads])
    middles = nested([names[node] for node in heads], between, rooms, forces)
    points = np.empty((len(names), 2))
    for number, group in enumerate(members):
        points[group] = (
            middles[number] + _sunflower([names[node] for node in group], rooms[number])[_order(group, sizes)]
        )
    return points


def _heads(names: Sequence[str], ends: Ends) -> list[int]:
    """For each node the hub of its nest: hubs are the best connected of their surroundings, no two side by side."""
    near: list[list[int]] = [[] for _ in names]
    for a, b in ends.tolist():
        near[a].append(b)
        near[b].append(a)
    rank = {
        node: place for place, node in enumerate(sorted(range(len(names)), key=lambda n: (-len(near[n]), names[n])))
    }
    hubs: set[int] = set()
    for node in rank:
        if hubs.isdisjoint(near[node]):
            hubs.add(node)
    # A node beside several hubs joins the least of them: nests of like size are easier to tell apart.
    return [
        node if node in hubs else max(hubs.intersection(near[node]), key=rank.__getitem__) for node in range(len(names))
    ]


def _order(group: Sequence[int], sizes: Points) -> list[int]:
    """For each member its place on the spiral: the largest in the middle."""
    ranked = sorted(range(len(group)), key=lambda one: (-sizes[group[one]], group[one]))
    place = [0] * len(group)
    for position, one in enumerate(ranked):
        place[one] = position
    return place


def _sunflower(names: Sequence[str], room: float) -> Points:
    """Points of a disc with the radius ``room``, from its middle outwards; the first turn is told by the first name."""
    x, y = hashed_point(names[0])
    length = math.sqrt(x * x + y * y)
    turn = (x / length, y / length)
    points = np.zeros((len(names), 2))
    for number in range(1, len(names)):
        turn = (turn[0] * GOLDEN[0] - turn[1] * GOLDEN[1], turn[0] * GOLDEN[1] + turn[1] * GOLDEN[0])
        far = room * math.sqrt(number / len(names))
        points[number] = (turn[0] * far, turn[1] * far)
    return points
