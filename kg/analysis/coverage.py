"""How well the sources cover the field, and how fresh they are."""

from __future__ import annotations

import statistics
from collections import Counter

from kg.analysis.corpus import Corpus
from kg.analysis.result import Outcome, Part, Row
from kg.charts.spec import Matrix
from kg.content import FactRecord
from ontology.schema import load_schema


def analyse(corpus: Corpus, *, compare: str) -> Outcome:
    """A row for each report, and for each kind of fact the number of claims of each report.

    ``lag`` is the year of the report less the median year of what it dates; ``compare`` picks what the picture counts:
    all claims, or those that only one report makes.
    """
    statements: dict[str, list[FactRecord]] = {}
    sources: dict[str, set[str]] = {}
    for fact in corpus.facts:
        sources[fact.iri] = {statement.report for statement in corpus.statements[fact.iri]}
        for statement in corpus.statements[fact.iri]:
            statements.setdefault(statement.report, []).append(statement)
    about = corpus.content.reports
    order = sorted(statements, key=lambda iri: (not about[iri].date, about[iri].date, about[iri].stem))
    rows = [_row(corpus, iri, statements[iri], sources) for iri in order]
    kinds, figures = _kinds(corpus, order, sources, compare)
    stems = tuple(about[iri].stem for iri in order)
    parts = (
        Part("reports", ("report", "title", "date", "facts", "claims", "only_here", "dated", "newest", "median_year",
                         "lag", "tables", "confidence"), tuple(rows)),
        Part("kinds", ("kind", "claims", "reports", "shared", "dated"), kinds),
    )  # fmt: skip
    if not rows:
        return Outcome(parts)
    shared = sum(len(reports) > 1 for reports in sources.values())
    values = {"reports": len(rows), "claims": len(corpus.facts), "shared": shared,
              "share": round(100 * shared / len(corpus.facts)), "newest": max(str(row.cells[7] or "") for row in rows),
              "most": max(rows, key=lambda row: row.number(4)).cells[0]}  # fmt: skip
    title = "各报告的事实 · Claims of each report" + ("" if compare == "all" else "（仅此报告 · only there）")
    labels = tuple(load_schema().kind(row.words(0)).label_zh for row in kinds)
    return Outcome(parts, values, (Matrix("coverage", title, labels, stems, figures),))


def _row(corpus: Corpus, iri: str, facts: list[FactRecord], sources: dict[str, set[str]]) -> Row:
    report = corpus.content.reports[iri]
    claims = [fact.iri for fact in corpus.facts if iri in sources[fact.iri]]
    alone = [claim for claim in claims if len(sources[claim]) == 1]
    dates = sorted(fact.date for fact in facts if fact.date[:4].isdigit() and fact.kind != "Metric")
    years = [int(date[:4]) for date in dates]
    median = statistics.median_low(years) if years else None
    lag = int(report.date[:4]) - median if median and report.date[:4].isdigit() else None
    in_tables = round(100 * sum(fact.source == "table" for fact in facts) / len(facts))
    confidence = round(statistics.fmean(fact.confidence for fact in facts), 2)
    dated = round(100 * len(dates) / len(facts))
    cells = (report.stem, report.title, report.date, len(facts), len(claims), len(alone), dated)
    return Row((*cells, dates[-1] if dates else None, median, lag, in_tables, confidence), tuple(claims))


def _kinds(
    corpus: Corpus, order: list[str], sources: dict[str, set[str]], compare: str
) -> tuple[tuple[Row, ...], tuple[tuple[float, ...], ...]]:
    """A row for each kind that the graph has, and the claims of each report."""
    rows, figures = [], []
    for kind in load_schema().kinds:
        facts = corpus.of_kind(kind)
        if facts:
            counts: Counter[str] = Counter()
            for fact in facts:
                if compare == "all" or len(sources[fact.iri]) == 1:
                    counts.update(sources[fact.iri])
            shared = sum(len(sources[fact.iri]) > 1 for fact in facts)
            reports = len(set().union(*(sources[fact.iri] for fact in facts)))
            dated = round(100 * sum(bool(fact.date) for fact in facts) / len(facts))
            rows.append(Row((kind, len(facts), reports, shared, dated), tuple(fact.iri for fact in facts)))
            figures.append(tuple(float(counts[iri]) for iri in order))
    return tuple(rows), tuple(figures)
