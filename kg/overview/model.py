"""What stands on the overview page, apart from how it looks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kg.analysis.result import Text


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence or row of a report, and where it stands."""

    words: str
    report: str
    place: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: words of the cells, and the sentences that it rests on."""

    cells: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A table with its words and picture; ``lines`` are the first of ``total``. ``svg`` may stand without a table."""

    title: Text
    columns: tuple[Text, ...] = ()
    lines: tuple[Line, ...] = ()
    total: int = 0
    svg: str = ""
    words: tuple[Text, ...] = ()
    limits: Text | None = None
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that stands large, what it counts, and a telling example with its sentence."""

    number: str
    label: Text
    example: str
    example_label: Text
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page."""

    name: str
    title: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole page."""

    title: Text
    note: Text
    subtitle: Text
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    words: Mapping[str, Text] = field(default_factory=dict)


@cache
def load_plan() -> dict[str, Any]:
    """``overview.toml``: what stands on the page."""
    return tomllib.loads(Path(__file__).with_name("overview.toml").read_text(encoding="utf-8"))


@cache
def words() -> dict[str, Text]:
    """Words of the page itself, in both languages."""
    return {name: Text(**both) for name, both in load_plan()["words"].items()}
