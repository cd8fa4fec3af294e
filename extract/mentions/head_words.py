"""The words that end names of a type (…医院, …软件), from ``data/morphology/heads.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extract.lexicon import DATA, read_rows
from extract.mentions.automaton import NameAutomaton

COLUMNS = ("head", "type", "min_before", "max_before", "rule", "confidence")


@dataclass(frozen=True, slots=True)
class Head:
    """A word that ends names of a type, with how many characters may stand before it."""

    word: str
    type: str
    min_before: int
    max_before: int
    rule: str
    confidence: float


@cache
def heads() -> NameAutomaton[Head]:
    """The automaton over ``data/morphology/heads.tsv``."""
    rows = read_rows(DATA / "morphology" / "heads.tsv", COLUMNS)
    return NameAutomaton(
        (
            row["head"],
            Head(
                row["head"],
                row["type"],
                int(row.number("min_before")),
                int(row.number("max_before")),
                row["rule"],
                row.number("confidence"),
            ),
        )
        for row in rows
    )
