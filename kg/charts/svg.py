"""Charts as SVG that stands alone: no script, no font file, nothing fetched, the same bytes for the same figures."""

from __future__ import annotations

import math
from collections.abc import Sequence

import networkx as nx

from kg.charts.canvas import COLOURS, WIDTH, Canvas
from kg.charts.spec import Bars, Chart, Matrix, Net
from kg.tables import display_width, visible

#: Free space at the border, and the height of a row.
EDGE = 20
LINE = 24
#: Width of half an em at the size of labels.
HALF = 6.6
_LONGEST = 30


def svg(chart: Chart) -> str:
    """The picture of a chart, ending in a line break."""
    canvas = Canvas()
    canvas.words(EDGE, EDGE + 12, chart.title, size=16)
    if isinstance(chart, Net):
        _net(canvas, chart)
    elif isinstance(chart, Matrix):
        _matrix(canvas, chart)
    elif chart.over_time:
        _columns(canvas, chart)
    else:
        _bars(canvas, chart)
    return canvas.svg(chart.title)


def _bars(canvas: Canvas, chart: Bars) -> None:
    top = _legend(canvas, [series.name for series in chart.series])
    left = EDGE + max((display_width(_short(label)) for label in chart.labels), default=0) * HALF + 10
    totals = _totals(chart)
    room = WIDTH - left - EDGE - 70
    most = max(totals, default=0) or 1
    for number, label in enumerate(chart.labels):
        y = top + number * LINE
        canvas.words(left - 8, y + 16, _short(label), anchor="end")
        x = left
        for colour, series in zip(_palette(len(chart.series)), chart.series, strict=True):
            wide = room * series.values[number] / most
            if wide:
                canvas.box(
                    x, y + 3, wide, LINE - 6, colour, hint=f"{label} · {series.name}: {_amount(series.values[number])}"
                )
            x += wide
        canvas.words(x + 6, y + 16, _amount(totals[number]))
    canvas.height = top + len(chart.labels) * LINE + EDGE


def _columns(canvas: Canvas, chart: Bars) -> None:
    top, high = _legend(canvas, [series.name for series in chart.series]) + 14, 240
    totals = _totals(chart)
    most = max(totals, default=0) or 1
    step = (WIDTH - 2 * EDGE) / max(len(chart.labels), 1)
    turned = max((display_width(label) for label in chart.labels), default=0) * HALF > step
    canvas.line((EDGE, top + high, WIDTH - EDGE, top + high))
    for number, label in enumerate(chart.labels):
        x, y = EDGE + number * step, float(top + high)
        for colour, series in zip(_palette(len(chart.series)), chart.series, strict=True):
            tall = high * series.values[number] / most
            y -= tall
            if tall:
                wide = min(step * 0.8, 60)
                hint = f"{label} · {series.name}: {_amount(series.values[number])}"
                canvas.box(x + (step - wide) / 2, y, wide, tall, colour, hint=hint)
        if totals[number]:
            canvas.words(x + step / 2, y - 5, _amount(totals[number]), anchor="middle")
        canvas.words(x + step / 2, top + high + 18, label, anchor="end" if turned else "middle", turned=turned)
    canvas.height = top + high + (70 if turned else 30) + EDGE / 2


def _matrix(canvas: Canvas, chart: Matrix) -> None:
    left = EDGE + max((display_width(_short(label)) for label in chart.rows), default=0) * HALF + 10
    longest = max((display_width(_short(label)) for label in chart.columns), default=0) * HALF
    top = EDGE + 36 + longest * 0.72
    step = max(30.0, min(64.0, (WIDTH - left - EDGE) / max(len(chart.columns), 1)))
    canvas.width = max(WIDTH, left + step * len(chart.columns) + longest * 0.72 + EDGE)
    most = max((figure for row in chart.values for figure in row), default=0) or 1
    for column, label in enumerate(chart.columns):
        canvas.words(left + (column + 0.5) * step, top - 6, _short(label), turned=True)
    for number, (label, figures) in enumerate(zip(chart.rows, chart.values, strict=True)):
        y = top + number * LINE
        canvas.words(left - 8, y + 16, _short(label), anchor="end")
        for column, figure in enumerate(figures):
            hint = f"{label} × {chart.columns[column]}: {_amount(figure)}"
            shade = 0.15 + 0.6 * figure / most
            place = (left + column * step + 1, y + 1, step - 2, LINE - 2)
            if figure:
                canvas.box(*place, COLOURS[0], hint=hint, opacity=shade)
                canvas.words(place[0] + place[2] / 2, y + 16, _amount(figure), anchor="middle", size=12)
            else:
                canvas.box(*place, "#f3f5f7", hint=hint)
    canvas.height = top + len(chart.rows) * LINE + EDGE


def _net(canvas: Canvas, chart: Net) -> None:
    from kg.viz.layout import place

    groups = list(dict.fromkeys(node.group for node in chart.nodes))
    colour = {group: COLOURS[number % len(COLOURS)] for number, group in enumerate(groups)}
    # Groups that are only numbered tell parts apart and need no legend.
    top = _legend(canvas, [] if all(group.isdigit() for group in groups) else groups[: len(COLOURS)])
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(f"{number:05}" for number in range(len(chart.nodes)))
    graph.add_edges_from((f"{one:05}", f"{other:05}") for one, other, _ in chart.ties)
    radii = [5 + 2 * math.sqrt(node.weight) for node in chart.nodes]
    # A label stands under its dot, so a node asks for room as wide as a part of it.
    rooms = [
        max(radius, display_width(_short(node.label)) * HALF / 5)
        for node, radius in zip(chart.nodes, radii, strict=True)
    ]
    points = list(place(graph, dict(zip(graph, rooms, strict=True))).values())
    xs, ys = [x for x, _ in points] or [0], [y for _, y in points] or [0]
    margin = 80
    shift = (margin - min(xs), top + margin / 2 - min(ys))
    canvas.width = max(WIDTH, max(xs) - min(xs) + 2 * margin)
    canvas.height = top + max(ys) - min(ys) + 1.5 * margin
    at = [(x + shift[0], y + shift[1]) for x, y in points]
    for one, other, weight in chart.ties:
        hint = f"{chart.nodes[one].label} — {chart.nodes[other].label}: {_amount(weight)}"
        canvas.line((*at[one], *at[other]), wide=0.8 + 0.8 * math.sqrt(weight), colour="#b6bec8", hint=hint)
    for (x, y), node, radius in zip(at, chart.nodes, radii, strict=True):
        canvas.dot(x, y, radius, colour[node.group], hint=f"{node.label} ({node.group})")
        canvas.words(x, y + radius + 13, _short(node.label), anchor="middle", size=12)


def _legend(canvas: Canvas, names: Sequence[str]) -> float:
    """A row (or more) of colours and names where there are several; where what follows may begin."""
    top = EDGE + 34.0
    if len(names) < 2:
        return top
    x = float(EDGE)
    for colour, name in zip(_palette(len(names)), names, strict=True):
        wide = display_width(_short(name)) * HALF + 36
        if x + wide > WIDTH - EDGE and x > EDGE:
            x, top = float(EDGE), top + 22
        canvas.box(x, top, 12, 12, colour)
        canvas.words(x + 18, top + 11, _short(name))
        x += wide
    return top + 30


def _palette(count: int) -> list[str]:
    return [COLOURS[number % len(COLOURS)] for number in range(count)]


def _totals(chart: Bars) -> list[float]:
    return [sum(series.values[number] for series in chart.series) for number in range(len(chart.labels))]


def _short(label: str) -> str:
    """A label of at most thirty half-widths."""
    label = visible(label)
    if display_width(label) <= _LONGEST:
        return label
    taken = ""
    for char in label:
        if display_width(taken + char) > _LONGEST - 1:
            break
        taken += char
    return taken + "…"


def _amount(figure: float) -> str:
    return f"{figure:,.0f}" if abs(figure) >= 100 or float(figure).is_integer() else f"{figure:.3g}"
