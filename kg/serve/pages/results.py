"""Answers of queries as tables for the browser: names lead to their pages, quotes to their place in the report."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.charts.spec import Bars, Series
from kg.charts.svg import svg
from kg.results import labels_of, literal_cell
from kg.serve.addresses import address_of
from kg.serve.live import Snapshot
from kg.serve.pages import words
from kg.serve.pages.links import report_url
from kg.serve.pages.site import Site, site_of
from kg.store import Answer, QueryResult, Solutions, Term, Triples
from kg.tables import Cell, Table
from queries.catalogue import Chart

#: Rows that a page shows; a download has more.
MOST_ROWS = 1000
_MOST_BARS = 40
_LISTED_BY = "、"


@dataclass(frozen=True, slots=True)
class Linked:
    """Words of a cell, with the page they lead to."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ResultCell:
    """A cell; ``sort`` is what its column is sorted by where that is not its text."""

    parts: tuple[Linked, ...]
    sort: str = ""


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column with its heading in Chinese."""

    name: str
    label: str
    numeric: bool
    long: bool


@dataclass(frozen=True, slots=True)
class ResultView:
    """A table for the browser: ``total`` rows, of which the first are shown; ``cut`` if the engine stopped at a cap."""

    columns: tuple[ResultColumn, ...]
    rows: tuple[tuple[ResultCell, ...], ...]
    total: int
    cut: bool
    chart: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The page of each name that only one thing has, of each report by its title, and of each quote."""

    things: Mapping[str, str]
    reports: Mapping[str, str]
    quotes: Mapping[str, str]


def pages_by_words(snapshot: Snapshot) -> Pages:
    """Where the words of an answer lead to, made once for each build."""
    return snapshot.once(_pages)


def _pages(snapshot: Snapshot) -> Pages:
    site = site_of(snapshot)
    things: dict[str, list[str]] = defaultdict(list)
    for thing in site.content.entities.values():
        things[thing.label].append(address_of(thing.iri, site.namespaces))
    quotes: dict[str, set[str]] = defaultdict(set)
    for fact in site.content.facts:
        quotes[fact.quote].add(report_url(site.stem_of(fact), fact.start, fact.end))
    reports: dict[str, str] = {}
    for stem, report in site.reports.items():
        reports |= {report.title: report_url(stem), stem: report_url(stem)}
    return Pages(
        {name: urls[0] for name, urls in things.items() if len(urls) == 1},
        reports,
        {quote: next(iter(urls)) for quote, urls in quotes.items() if len(urls) == 1},
    )


@cache
def _headings() -> Mapping[str, str]:
    return tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))


def heading(name: str) -> str:
    """The heading of a column in Chinese; its name where there is none."""
    return _headings().get(name) or words.term(name).zh


def tabled(snapshot: Snapshot, result: QueryResult) -> tuple[Table, list[list[str]]]:
    """``result`` as a table with labels for IRIs, and the IRIs behind its cells."""
    if isinstance(result, Answer):
        return Table(("answer",), (("是 yes" if result.value else "否 no",),)), [[""]]
    labels = snapshot.once(_labels)
    columns, terms = _terms(result)

    def cell(term: Term | None) -> Cell:
        if isinstance(term, NamedNode):
            return labels.get(term.value) or snapshot.namespaces.shorten(term.value)
        if isinstance(term, Literal):
            return literal_cell(term)
        return None if term is None else str(term)

    table = Table(columns, tuple(tuple(map(cell, row)) for row in terms))
    return table, [[term.value if isinstance(term, NamedNode) else "" for term in row] for row in terms]


def is_cut(result: QueryResult) -> bool:
    """Whether a row limit cut ``result`` off."""
    return not isinstance(result, Answer) and result.truncated


def _terms(result: Solutions | Triples) -> tuple[tuple[str, ...], list[tuple[Term | None, ...]]]:
    if isinstance(result, Solutions):
        return result.variables, list(result.rows)
    triples: list[tuple[Term | None, ...]] = [(one.subject, one.predicate, one.object) for one in result.triples]
    return ("subject", "predicate", "object"), triples


def _labels(snapshot: Snapshot) -> Mapping[str, str]:
    return labels_of(snapshot.store)


def result_view(
    snapshot: Snapshot,
    table: Table,
    *,
    iris: Sequence[Sequence[str]] = (),
    cut: bool = False,
    chart: Chart | None = None,
) -> ResultView:
    """``table`` for the browser; ``iris`` are the IRIs behind its cells, empty where a cell is a literal."""
    site, pages = site_of(snapshot), pages_by_words(snapshot)
    shown = table.rows[:MOST_ROWS]
    columns = tuple(_column(name, [row[place] for row in shown]) for place, name in enumerate(table.columns))
    rows = tuple(
        tuple(
            _cell(site, pages, columns[place], cell, iris[number][place] if iris else "")
            for place, cell in enumerate(row)
        )
        for number, row in enumerate(shown)
    )
    return ResultView(columns, rows, len(table.rows), cut, _drawn(table, chart) if chart else "")


def _column(name: str, cells: Iterable[Cell]) -> ResultColumn:
    filled = [cell for cell in cells if cell is not None]
    numeric = bool(filled) and all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in filled)
    return ResultColumn(name, heading(name), numeric, any(len(str(cell)) > 60 for cell in filled))


def _cell(site: Site, pages: Pages, column: ResultColumn, cell: Cell, iri: str) -> ResultCell:
    if cell is None:
        return ResultCell(())
    if column.numeric and isinstance(cell, int | float):
        plain = column.name in ("year", "start", "end")
        return ResultCell((Linked(f"{cell}" if plain else f"{cell:,}"),), sort=str(cell))
    text = str(cell)
    if iri:
        return ResultCell((Linked(text, address_of(iri, site.namespaces)),))
    by_words = pages.quotes.get(text) or pages.reports.get(text) or pages.things.get(text)
    if by_words:
        return ResultCell((Linked(text, by_words),))
    names = text.split(_LISTED_BY)
    if len(names) > 1 and any(name in pages.things for name in names):
        return ResultCell(tuple(Linked(name, pages.things.get(name, "")) for name in names))
    if column.name in ("kind", "type"):
        return ResultCell((Linked(words.term(text).zh),))
    return ResultCell((Linked(words.listed(_as_property(column.name), text)),))


def _as_property(name: str) -> str:
    """``deal_type`` → ``dealType``."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _drawn(table: Table, chart: Chart) -> str:
    """The picture of a table as SVG; none where it has no figures to draw."""
    places = {name: place for place, name in enumerate(table.columns)}
    if chart.x not in places or chart.y not in places:
        return ""
    figures: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    labels: dict[str, None] = {}
    for row in table.rows:
        label, figure = row[places[chart.x]], row[places[chart.y]]
        if label is None or not isinstance(figure, int | float):
            continue
        series = str(row[places[chart.series]] or "—") if chart.series in places else ""
        labels.setdefault(str(label))
        figures[series][str(label)] += figure
    over_time = chart.x in ("year", "period")
    kept = sorted(labels) if over_time else list(labels)[:_MOST_BARS]
    # Two figures of one series at least: a single bar tells no more than its row.
    if len(kept) < 2 or (chart.type == "line" and len(figures) > 6):
        return ""
    rows = tuple(
        Series(name or heading(chart.y), tuple(values.get(label, 0) for label in kept))
        for name, values in figures.items()
    )
    title = f"{heading(chart.y)} · {heading(chart.x)}"
    return svg(Bars(chart.y, title, tuple(kept), rows, over_time=over_time))
