"""How concentrated approvals are: the Herfindahl–Hirschman index over holders."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.analysis.corpus import Corpus
from kg.analysis.result import Outcome, Part, Ref, Row, Text
from kg.charts.spec import Bars, Series
from kg.content import FactRecord

COLUMNS = ("group", "approvals", "holders", "hhi", "normalised", "level", "largest", "share")
#: Merger Guidelines of the US Department of Justice and Federal Trade Commission (2023), guideline 1: markets above
#: 1,800 points are highly, those above 1,000 moderately concentrated.
HIGH, MODERATE = 1800, 1000
#: Of fewer approvals an index says nothing: such groups are listed without a level and are not drawn.
ENOUGH = 3


def hhi(shares: Iterable[float]) -> float:
    """The index in points: the sum of squared shares in percent, 10,000 for a monopoly.

    >>> hhi([3, 1])
    6250.0
    """
    counts = list(shares)
    total = sum(counts)
    return sum((100 * count / total) ** 2 for count in counts)


def normalised(points: float, holders: int) -> float | None:
    """The index between 0 (all holders have the same share) and 1 (one has all); None for one holder."""
    # Rounded points may lie a hair below an even spread.
    return None if holders < 2 else max(0.0, round((points / 10_000 - 1 / holders) / (1 - 1 / holders), 3))


def level(points: float, approvals: int) -> str:
    """``high``, ``moderate`` or ``low`` by the Merger Guidelines; ``too few`` where the index says nothing."""
    if approvals < ENOUGH:
        return "too few"
    return "high" if points > HIGH else "moderate" if points > MODERATE else "low"


def analyse(corpus: Corpus, *, by: str, authority: str | None) -> Outcome:
    """Approvals by group with the index of each, and all approvals together; the largest group first."""
    approvals = [
        fact
        for fact in corpus.of_kind("Approval")
        if fact.entities("holder") and (authority is None or authority in fact.text("authority"))
    ]
    groups: dict[Ref | str, list[FactRecord]] = defaultdict(list)
    for fact in approvals:
        for group in _groups(corpus, fact, by):
            groups[group].append(fact)
    rows = [_row(corpus, group, facts) for group, facts in groups.items()]
    rows.sort(key=lambda row: (-row.number(1), -row.number(3), row.words(0)))
    parts = [Part("groups", COLUMNS, tuple(rows))]
    values: dict[str, object] = {}
    if approvals:
        overall = _row(corpus, "—", approvals)
        parts.append(Part("all", COLUMNS, (overall,)))
        _, count, holders, points, _, _, largest, share = overall.cells
        first = rows[0] if rows else overall
        values = {
            "approvals": count, "holders": holders, "hhi": points, "largest": largest,
            "share": share, "group": first.cells[0], "group_hhi": first.cells[3], "group_approvals": first.cells[1],
        }  # fmt: skip
    shown = [row for row in rows if row.number(1) >= ENOUGH][:25]
    chart = Bars(
        "concentration",
        "审批集中度 HHI · HHI of approvals",
        tuple(f"{row.words(0)} ({row.cells[1]})" for row in shown),
        (Series("HHI", tuple(row.number(3) for row in shown)),),
    )
    return Outcome(tuple(parts), values, (chart,) if shown else (), _notes(corpus, approvals, by))


def _notes(corpus: Corpus, approvals: list[FactRecord], by: str) -> tuple[Text, ...]:
    """How many approvals are in no group."""
    none = sum(not _groups(corpus, fact, by) for fact in approvals)
    if not none:
        return ()
    return (
        Text(f"{none} 项获批未注明 {by}，只计入合计。", f"{none} approvals name no {by}; only the total has them."),
    )


def _groups(corpus: Corpus, fact: FactRecord, by: str) -> list[Ref | str]:
    if by == "indication":
        return list(corpus.refs(fact.entities("indication")))
    if by == "authority":
        return list(corpus.refs(fact.entities("authority")))
    return [fact.date[:4]] if fact.date else []


def _row(corpus: Corpus, group: Ref | str, facts: list[FactRecord]) -> Row:
    counts = Counter(holder for fact in facts for holder in fact.entities("holder"))
    points = round(hhi(counts.values()))
    largest, most = min(counts.items(), key=lambda item: (-item[1], corpus.ref(item[0]).label))
    share = round(100 * most / counts.total())
    even = normalised(points, len(counts))
    cells = (group, len(facts), len(counts), points, even, level(points, len(facts)), corpus.ref(largest), share)
    return Row(cells, tuple(fact.iri for fact in facts))
