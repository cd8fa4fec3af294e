"""How sure a fact is: what its rule claims, corrected by how often that rule was right on annotated reports.

A rule states a confidence of its own (in its data file, less what a guessed subject costs). ``data/rules/measured.tsv``
says for each rule how many of its facts annotators confirm. Both are weighed as a beta prior is with what was observed:
the claim counts as ``WEIGHT`` facts, so that a rule seen twice keeps nearly its claim and one seen forty times is as
sure as it was right (Gelman et al., Bayesian Data Analysis, section 2.4). ``make confidence`` writes the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from extract.lexicon import DATA, LexiconError, Row, read_rows
from ontology.model import Fact

COLUMNS = ("rule", "facts", "right", "claimed")
#: So many facts is a rule's own claim worth.
WEIGHT = 5
_LEAST, _MOST = 0.05, 0.99


@dataclass(frozen=True, slots=True)
class MeasuredRule:
    """A rule on annotated reports: its facts, those that annotators confirm, the mean confidence it claimed."""

    facts: int
    right: int
    claimed: float

    @property
    def shift(self) -> float:
        """What is to be added to the confidence of a fact of this rule."""
        return (self.right + WEIGHT * self.claimed) / (self.facts + WEIGHT) - self.claimed


def measured_path() -> Path:
    """The table of measured rules of this package."""
    return DATA / "rules" / "measured.tsv"


@cache
def measured_rules() -> Mapping[str, MeasuredRule]:
    """The measured rules of this package by name."""
    return read_measured(measured_path())


def read_measured(path: Path) -> dict[str, MeasuredRule]:
    """The measured rules of a table by name.

    Raises:
        LexiconError: on a row whose figures cannot be.
        OSError: if the file cannot be read.
    """
    return {row["rule"]: _measured(row) for row in read_rows(path, COLUMNS)}


def _measured(row: Row) -> MeasuredRule:
    facts, right, claimed = row.number("facts"), row.number("right"), row.number("claimed")
    if not 0 <= right <= facts or not 0 <= claimed <= 1:
        raise LexiconError(f"{row.place}: right must be within 0 and facts, claimed within 0 and 1")
    return MeasuredRule(int(facts), int(right), claimed)


def rule_shift(rule: str) -> float:
    """What measuring added to the confidence of a rule's facts; 0 for a rule that was never seen to fire."""
    measured = measured_rules().get(rule)
    return measured.shift if measured else 0.0


def calibrated(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts as sure as their rules were right."""
    for fact in facts:
        sure = round(min(_MOST, max(_LEAST, fact.confidence + rule_shift(fact.rule))), 3)
        yield replace(fact, confidence=sure) if sure != fact.confidence else fact
