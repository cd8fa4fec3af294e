"""When things happened: dated claims by year, quarter or month."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict

from kg.analysis.corpus import Corpus
from kg.analysis.result import Outcome, Part, Row, Text
from kg.charts.spec import Bars, Series
from kg.content import FactRecord
from kg.inspect import slot_words
from ontology.schema import load_schema

#: Kinds that are events in the life of the industry, in the order of the columns.
KINDS = ("Approval", "Funding", "Release", "Deal", "Listing", "Founded", "Issues")
_MOST_PERIODS = 60
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?", re.ASCII)


def analyse(corpus: Corpus, *, period: str, kind: str) -> Outcome:
    """Claims by period and kind, in the order of time, and each event; ``kind`` may pick one kind."""
    kinds = KINDS if kind == "all" else (kind,)
    at: dict[str, dict[str, list[FactRecord]]] = defaultdict(lambda: defaultdict(list))
    vague = 0
    for fact in corpus.of_kind(*kinds):
        when = period_of(fact.date, period)
        if when:
            at[when][fact.kind].append(fact)
        else:
            vague += 1
    periods = _all_between(sorted(at), period)
    present = tuple(one for one in kinds if any(one in facts for facts in at.values()))
    rows = []
    for when in periods:
        counts = [len(at[when][one]) for one in present]
        facts = sorted(fact.iri for one in present for fact in at[when][one])
        rows.append(Row((when, sum(counts), *counts), tuple(facts)))
    parts = (
        Part("periods", ("period", "events", *present), tuple(row for row in rows if row.facts)),
        Part("events", ("date", "kind", "event"), tuple(_events(at))),
    )
    if not rows:
        return Outcome(parts)
    most = max(rows, key=lambda row: row.number(1))
    values = {"events": sum(row.number(1) for row in rows), "first": periods[0], "last": periods[-1],
              "most": most.cells[0], "count": most.cells[1]}  # fmt: skip
    series = tuple(
        Series(load_schema().kind(one).label_zh, tuple(row.number(2 + place) for row in rows[-_MOST_PERIODS:]))
        for place, one in enumerate(present)
    )
    labels = tuple(periods[-_MOST_PERIODS:])
    chart = Bars("timeline", "时间线 · Timeline", labels, series, over_time=True)
    return Outcome(parts, values, (chart,), _notes(vague, period))


def period_of(date: str, period: str) -> str:
    """The period that a date lies in; empty where it is none, or too vague.

    >>> period_of("2024-05-01", "quarter"), period_of("2024", "quarter"), period_of("2024", "year")
    ('2024-Q2', '', '2024')
    """
    found = _DATE.fullmatch(date)
    if found is None:
        return ""
    year, month = found.groups()
    if period == "year":
        return year
    if month is None:
        return ""
    return f"{year}-{month}" if period == "month" else f"{year}-Q{(int(month) + 2) // 3}"


def _all_between(known: list[str], period: str) -> list[str]:
    """All periods from the first known to the last, so that a silent year shows."""
    if not known:
        return []
    months = [f"{number:02}" for number in range(1, 13)]
    ends = {"year": [""], "quarter": ["-Q1", "-Q2", "-Q3", "-Q4"], "month": [f"-{month}" for month in months]}[period]
    years = range(int(known[0][:4]), int(known[-1][:4]) + 1)
    every = [f"{year}{end}" for year, end in itertools.product(years, ends)]
    return [one for one in every if known[0] <= one <= known[-1]]


def _events(at: dict[str, dict[str, list[FactRecord]]]) -> list[Row]:
    """Each event with its slots in words, the latest first."""
    facts = [fact for by_kind in at.values() for group in by_kind.values() for fact in group]
    facts.sort(key=lambda fact: (fact.kind, fact.iri))
    facts.sort(key=lambda fact: fact.date, reverse=True)
    return [
        Row(
            (fact.date, fact.kind, " · ".join(words for name, _, words in slot_words(fact) if name != "date")),
            (fact.iri,),
        )
        for fact in facts
    ]


def _notes(vague: int, period: str) -> tuple[Text, ...]:
    if not vague:
        return ()
    zh = {"year": "年", "quarter": "季度", "month": "月"}[period]
    return (
        Text(
            f"另有 {vague} 项未注明日期（或日期不足以归入某{zh}），不在表中。",
            f"Another {vague} have no date, or none that tells the {period}; they are not in the table.",
        ),
    )
