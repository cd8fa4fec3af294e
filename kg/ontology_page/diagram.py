"""Diagrams of the ontology as inline SVG: boxes and lines, coloured by the style sheet of the page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_ROW = 30
_HIGH = 24
_PAD = 10
_SIZE = 13


@dataclass(frozen=True, slots=True)
class Spoke:
    """One slot of a kind: its name, what it holds in words, and whether it is required."""

    name: str
    holds: str
    required: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """A class of a tree with those below it; ``anchor`` is the place on the page that tells of it."""

    label: str
    anchor: str
    below: tuple[Leaf, ...] = ()


def star(centre: str, spokes: Sequence[Spoke], *, title: str) -> Markup:
    """A kind of fact at the left and what its slots hold at the right."""
    names = [spoke.name + (" *" if spoke.required else "") for spoke in spokes]
    left = _wide(centre)
    names_at = left + 30
    boxes_at = names_at + max(map(_text, names)) + 24
    high = len(spokes) * _ROW + 6
    middle = high / 2
    shapes = [_box(2, middle - _HIGH / 2, left, centre, "kind")]
    for row, (name, spoke) in enumerate(zip(names, spokes, strict=True)):
        y = row * _ROW + _ROW / 2 + 3
        shapes.append(_curve(left + 2, middle, names_at - 4, y))
        shapes.append(_words(names_at, y, name, "slot"))
        shapes.append(_box(boxes_at, y - _HIGH / 2, _wide(spoke.holds), spoke.holds, "holds"))
    width = boxes_at + max(_wide(spoke.holds) for spoke in spokes) + 4
    return _svg(width, high, shapes, title)


def tree(root: Leaf, *, title: str) -> Markup:
    """The classes below ``root``, from left to right; each box leads to its place on the page."""
    columns: list[float] = []
    _measure(root, 0, columns)
    starts = [2.0]
    for wide in columns:
        starts.append(starts[-1] + wide + 34)
    shapes: list[Markup] = []
    rows = _place(root, 0, 0, starts, columns, shapes)[1]
    return _svg(starts[-1] - 30, rows * _ROW + 6, shapes, title)


def chain(rows: Sequence[Sequence[str]], *, title: str) -> Markup:
    """Rows of box, arrow, box, arrow, box …: how nodes of the graph lead to each other."""
    shapes: list[Markup] = []
    width = 0.0
    for number, row in enumerate(rows):
        x, y = 2.0, number * (_ROW + 8) + _ROW / 2 + 3
        for place, words in enumerate(row):
            if place % 2:
                long = _text(words) + 34
                shapes.append(_curve(x, y, x + long - 6, y))
                shapes.append(_head(x + long, y))
                shapes.append(_words(x + 14, y - 8, words, "slot"))
                x += long
            else:
                shapes.append(_box(x, y - _HIGH / 2, _wide(words), words, "kind" if place == 0 else "holds"))
                x += _wide(words)
        width = max(width, x)
    return _svg(width + 4, len(rows) * (_ROW + 8) + 10, shapes, title)


def _measure(leaf: Leaf, depth: int, columns: list[float]) -> None:
    if depth == len(columns):
        columns.append(0)
    columns[depth] = max(columns[depth], _wide(leaf.label))
    for below in leaf.below:
        _measure(below, depth + 1, columns)


def _place(
    leaf: Leaf, depth: int, row: int, starts: Sequence[float], columns: Sequence[float], shapes: list[Markup]
) -> tuple[float, int]:
    """Draw ``leaf`` and all below it from ``row`` on; the height of its middle, and the next free row."""
    ends: list[float] = []
    free = row
    for below in leaf.below:
        middle, free = _place(below, depth + 1, free, starts, columns, shapes)
        ends.append(middle)
    y = (ends[0] + ends[-1]) / 2 if ends else row * _ROW + _ROW / 2 + 3
    wide = _wide(leaf.label)
    shapes.extend(_curve(starts[depth] + wide, y, starts[depth + 1], end) for end in ends)
    box = _box(starts[depth], y - _HIGH / 2, wide, leaf.label, "holds")
    shapes.append(Markup('<a href="#{}">{}</a>').format(leaf.anchor, box))
    return y, max(free, row + 1)


def _svg(width: float, high: float, shapes: Sequence[Markup], title: str) -> Markup:
    """The picture; its title is read aloud in its place."""
    size = Markup('viewBox="0 0 {w} {h}" width="{w}" height="{h}"').format(w=round(width), h=round(high))
    return Markup('<svg class="diagram" role="img" {}><title>{}</title>{}</svg>').format(
        size, title, Markup("").join(shapes)
    )


def _box(x: float, y: float, wide: float, words: str, sort: str) -> Markup:
    place = Markup('x="{:.0f}" y="{:.0f}" width="{:.0f}" height="{}"').format(x, y, wide, _HIGH)
    return Markup('<rect class="{}" {} rx="4"/>').format(sort, place) + _words(x + _PAD, y + _HIGH / 2, words, sort)


def _words(x: float, y: float, words: str, sort: str) -> Markup:
    return Markup('<text class="{}" x="{:.0f}" y="{:.1f}" dy="0.35em">{}</text>').format(sort, x, y, escape(words))


def _curve(x1: float, y1: float, x2: float, y2: float) -> Markup:
    middle = (x1 + x2) / 2
    path = f"M{x1:.0f} {y1:.1f}C{middle:.0f} {y1:.1f} {middle:.0f} {y2:.1f} {x2:.0f} {y2:.1f}"
    return Markup('<path d="{}"/>').format(path)


def _head(x: float, y: float) -> Markup:
    """The head of an arrow that points right and ends at ``x``."""
    return Markup('<path class="head" d="M{:.0f} {:.1f}l-8 -4v8z"/>').format(x, y)


def _wide(words: str) -> float:
    return _text(words) + 2 * _PAD


def _text(words: str) -> float:
    """About how many pixels the words take: a Chinese character is as wide as the font is high."""
    full = sum(unicodedata.east_asian_width(char) in "WF" for char in words)
    return full * _SIZE + (len(words) - full) * _SIZE * 0.58
