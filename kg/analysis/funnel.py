"""The pipeline by stage: how many drugs have come how far, and how many were stopped there."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kg.analysis.corpus import Corpus
from kg.analysis.result import Outcome, Part, Ref, Row
from kg.charts.spec import Bars, Series
from kg.content import FactRecord

STATUSES = ("new", "updated", "stopped", "unstated")
_UNSTATED = "unstated"


@cache
def load_stages() -> dict[str, str]:
    """The stages in order, and each way to write one, by what it stands for (``funnel.toml``)."""
    rows = tomllib.loads(Path(__file__).with_name("funnel.toml").read_text(encoding="utf-8"))["stage"]
    return {written.casefold(): row["name"] for row in rows for written in (row["name"], *row["written"])}


def stage_order() -> list[str]:
    """The stages from the first to the last."""
    return list(dict.fromkeys(load_stages().values()))


def analyse(corpus: Corpus, *, count: str) -> Outcome:
    """Drugs (or programmes: a drug for an indication) at the furthest stage that is told of them, by status."""
    programmes: dict[tuple[str, ...], list[FactRecord]] = defaultdict(list)
    for fact in corpus.of_kind("Pipeline"):
        programmes[_programme(fact, count)].append(fact)
    at: dict[str, dict[str, list[list[FactRecord]]]] = defaultdict(lambda: defaultdict(list))
    for facts in programmes.values():
        furthest = max(map(_rank, facts))
        status = _status([fact for fact in facts if _rank(fact) == furthest])
        at[_stage(furthest)][status].append(facts)
    order = [*stage_order(), _UNSTATED]
    rows = [_row(corpus, stage, at[stage]) for stage in order if stage in at]
    known = [row for row in rows if row.cells[0] != _UNSTATED]
    columns = ("stage", "drugs", *STATUSES, "names")
    if not rows:
        return Outcome((Part("stages", columns, ()),))
    most = max(known or rows, key=lambda row: row.number(1))
    values = {"drugs": len(programmes), "stage": most.cells[0], "count": most.cells[1],
              "stopped": sum(row.number(4) for row in rows)}  # fmt: skip
    series = tuple(Series(name, tuple(row.number(2 + n) for row in rows)) for n, name in enumerate(STATUSES))
    title = "研发管线漏斗 · Pipeline by stage"
    return Outcome(
        (Part("stages", columns, tuple(rows)),),
        values,
        (Bars("funnel", title, tuple(row.words(0) for row in rows), series),),
    )


def _programme(fact: FactRecord, count: str) -> tuple[str, ...]:
    """What is counted once; a drug without a name is told by its developer and indication."""
    drugs = fact.entities("drug")
    indication = (*sorted(fact.entities("indication")), fact.text("indicationText"))
    if drugs and count == "drug":
        return tuple(drugs)
    return (*(drugs or fact.entities("developer")), *indication)


def _rank(fact: FactRecord) -> int:
    """The place of the stage of a fact; -1 where it is not told or not known."""
    name = load_stages().get(fact.text("stage").casefold())
    return stage_order().index(name) if name else -1


def _stage(rank: int) -> str:
    return stage_order()[rank] if rank >= 0 else _UNSTATED


def _status(facts: Sequence[FactRecord]) -> str:
    """One status for several facts: a drug is stopped only if nothing says that it goes on."""
    told = {fact.text("status") for fact in facts}
    return next((status for status in STATUSES if status in told), _UNSTATED)


def _row(corpus: Corpus, stage: str, programmes: dict[str, list[list[FactRecord]]]) -> Row:
    groups = [facts for status in STATUSES for facts in programmes.get(status, ())]
    names: tuple[Ref, ...] = corpus.refs(drug for facts in groups for fact in facts for drug in fact.entities("drug"))
    counts = tuple(len(programmes.get(status, ())) for status in STATUSES)
    return Row((stage, len(groups), *counts, names), tuple(sorted(fact.iri for facts in groups for fact in facts)))
