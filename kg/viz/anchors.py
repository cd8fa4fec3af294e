"""Where a node would like to stand, told by its name and its neighbours alone, so that pictures change little.

A force layout that starts from chance ends somewhere else as soon as one node is added. Here every node has a point
that its name hashes to; averaged with its neighbours' a few times, these are points that a new report hardly moves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

#: How often points are averaged with those of their neighbours, and how much of its own point a node keeps each time.
ROUNDS = 12
OWN = 0.3
#: Standard deviation of the points, as a share of the side of the picture: that of an even spread over a square.
SPREAD = 0.29


@lru_cache(maxsize=100_000)
def hashed_point(name: str) -> tuple[float, float]:
    """A point in the unit disc that ``name`` always has; even over the disc, and never its middle."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    while True:
        x, y = (int.from_bytes(digest[at : at + 4], "big") / 2**31 - 1 for at in (0, 4))
        if 1e-4 < x * x + y * y <= 1:
            return x, y
        digest = hashlib.sha256(digest).digest()


def anchors(names: Sequence[str], ends: npt.NDArray[np.intp]) -> Points:
    """A point for each name, around the origin: near those of its neighbours, the better connected counting more."""
    own = np.array([hashed_point(name) for name in names])
    weight = np.sqrt(degrees(len(names), ends))[:, None] + 0.2
    around = _sums(np.broadcast_to(weight, own.shape), ends)
    points = own
    for _ in range(ROUNDS):
        near = np.where(around > 0, _sums(points * weight, ends) / np.maximum(around, 1e-9), own)
        points = OWN * own + (1 - OWN) * near
    points = points - points.sum(axis=0) / len(names)
    variance = (points * points).sum(axis=0) / len(names)
    spread: Points = points / np.sqrt(np.maximum(variance, 1e-12)) * SPREAD
    return spread


def degrees(count: int, ends: npt.NDArray[np.intp]) -> Points:
    """How many edges each node has."""
    found = np.zeros(count)
    np.add.at(found, ends.ravel(), 1.0)
    return found


def _sums(values: Points, ends: npt.NDArray[np.intp]) -> Points:
    """The sum of the values of each node's neighbours."""
    sums = np.zeros(values.shape)
    np.add.at(sums, ends[:, 0], values[ends[:, 1]])
    np.add.at(sums, ends[:, 1], values[ends[:, 0]])
    return sums
