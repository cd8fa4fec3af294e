"""What a chart shows, apart from how it is drawn: figures and their names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one sort, one for each label of the chart."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars with a label each; several series are stacked. ``over_time`` stands them up, in the order of the labels."""

    name: str
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    over_time: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """A figure for each row and column; nought is left blank."""

    name: str
    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One node of a net; nodes of a ``group`` have one colour."""

    label: str
    group: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Net:
    """Nodes and the ties between them: places of the two nodes, and the weight."""

    name: str
    title: str
    nodes: tuple[Node, ...]
    ties: tuple[tuple[int, int, float], ...]


Chart = Bars | Matrix | Net
