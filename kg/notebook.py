"""What a notebook wants of a graph: answers as tables with numbers as numbers, pictures in the page, and the quotes.

    graph = open_reports(sample_paths(), "graph")
    rows(graph, "funding", since="2024")           # a table; .frame() makes a pandas DataFrame of it
    findings(graph, "funnel")                      # an analysis with its picture and words
    picture(graph, around="推想医疗")               # the graph page, isolated in a frame

Everything shows itself in Jupyter, VS Code and Colab, without a network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from kg.analysis import analyse, corpus_of
from kg.analysis.result import AnalysisResult
from kg.analysis.tabling import part_table
from kg.build import run_build
from kg.charts.svg import svg
from kg.content import read_content
from kg.inspect import find_things
from kg.results import result_table
from kg.store import GraphStore, Solutions
from kg.tables import Cell, Table, render, visible
from queries import load_queries, named_query

#: Rows that a table shows in a notebook; all are in it.
SHOWN = 20


@dataclass(frozen=True)
class Rows:
    """A table that a notebook shows; things by their labels, numbers as numbers."""

    table: Table

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return self.table.columns

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        return iter(self.table.records())

    def __len__(self) -> int:
        return len(self.table.rows)

    def column(self, name: str) -> list[Cell]:
        """The cells of one column, from top to bottom."""
        return [record[name] for record in self.table.records()]

    def frame(self) -> Any:
        """The rows as a pandas DataFrame.

        Raises:
            ModuleNotFoundError: where pandas is not installed (``pip install pandas``).
        """
        import pandas as pd

        return pd.DataFrame.from_records(self.table.records(), columns=list(self.columns))

    def __repr__(self) -> str:
        return render(self._first, "table").rstrip() + self._rest

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{_word(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{_word(cell)}</td>" for cell in row) + "</tr>" for row in self._first.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{_word(self._rest)}</p>"

    @property
    def _first(self) -> Table:
        return Table(self.table.columns, self.table.rows[:SHOWN])

    @property
    def _rest(self) -> str:
        return f"\n({SHOWN} of {len(self)} rows)" if len(self) > SHOWN else ""


@dataclass(frozen=True)
class Html:
    """A piece of a page that a notebook shows."""

    html: str

    def __repr__(self) -> str:
        return f"<{len(self.html):,} characters of HTML>"

    def _repr_html_(self) -> str:
        return self.html


@dataclass(frozen=True)
class Findings:
    """An analysis as a notebook shows it: what it found, the picture, the first table, and what it does not say."""

    result: AnalysisResult
    graph: GraphStore

    def rows(self, part: str = "") -> Rows:
        """A table of the result, the first where none is named.

        Raises:
            KeyError: if there is no such table.
        """
        parts = {each.name: each for each in self.result.parts}
        return Rows(part_table(parts[part or next(iter(parts))], self.result, read_content(self.graph)))

    def __repr__(self) -> str:
        return f"{self.result.finding.zh}\n{self.result.finding.en}\n{self.rows()!r}"

    def _repr_html_(self) -> str:
        words = (self.result.finding, *self.result.notes, self.result.limits)
        said = "".join(f"<p>{_word(text.zh)}<br><small>{_word(text.en)}</small></p>" for text in words)
        return said + "".join(map(svg, self.result.charts[:1])) + self.rows()._repr_html_()


def open_reports(paths: Iterable[Path], folder: str | Path) -> GraphStore:
    """The graph of some reports, built in ``folder``; what was read before is not read again.

    Raises:
        KgError: if nothing can be read, or the folder cannot be written.
    """
    return GraphStore.open(run_build(paths, Path(folder), workers=1).out)


def rows(graph: GraphStore, question: str, **parameters: str) -> Rows:
    """The answer to a named query (with its parameters), or to a SPARQL SELECT.

    Raises:
        QueryError: if the query or a parameter is wrong.
    """
    text = named_query(question).bound(parameters) if question in load_queries() else question
    answer: Solutions = graph.select(graph.namespaces.rebase(text))
    return Rows(result_table(answer, graph))


def findings(graph: GraphStore, analysis: str, **parameters: str | int | float) -> Findings:
    """The result of an analysis (``kg analyze --list`` names them).

    Raises:
        KgError: if there is no such analysis or parameter.
    """
    return Findings(analyse(corpus_of(read_content(graph)), analysis, parameters), graph)


def picture(
    graph: GraphStore, *, around: str | None = None, hops: int = 1, kinds: Iterable[str] = (), height: int = 560
) -> Html:
    """The graph page in a frame of its own, which cannot reach the notebook or the net.

    Raises:
        NotFoundError: if no thing is called ``around``.
    """
    from kg.viz import render_page

    page = render_page(graph, around=around, hops=hops, kinds=kinds)
    return Html(
        f'<iframe sandbox="allow-scripts allow-downloads" style="width:100%;height:{height}px;border:1px solid #ddd"'
        f' title="knowledge graph" srcdoc="{escape(page, quote=True)}"></iframe>'
    )


def quotes(graph: GraphStore, name: str, *kinds: str, most: int = 5) -> Rows:
    """What the reports say of a thing, in their own words: kind, date, quote, report, first and last character.

    Raises:
        NotFoundError: if no thing is called ``name``.
    """
    content = read_content(graph)
    things = {thing.iri for thing in find_things(content, name)}
    facts = [fact for fact in content.facts if things.intersection(fact.things) and (not kinds or fact.kind in kinds)]
    facts.sort(key=lambda fact: (fact.kind, fact.date, fact.report, fact.start, fact.iri))
    titles = {iri: report.title for iri, report in content.reports.items()}
    cells = [(fact.kind, fact.date, fact.quote, titles.get(fact.report, ""), fact.start, fact.end) for fact in facts]
    return Rows(Table(("kind", "date", "quote", "report", "start", "end"), tuple(dict.fromkeys(cells))[:most]))


def _word(cell: Cell) -> str:
    return escape(visible("" if cell is None else str(cell)))
