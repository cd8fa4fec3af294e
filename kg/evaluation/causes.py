"""Why something was missed or made up. These are heuristics: the first cause that fits is given, in the order below.

Two quotes are of one place if one holds the other, or if most runs of four characters are shared. A name is known
if the other side has a thing of that name in the same text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Literal

from kg.evaluation.agreement import fold, folded_names, squeeze
from kg.evaluation.records import ThingLine

_RUN = 4
_SAME_PLACE = 0.6

What = Literal["entity", "fact"]
Side = Literal["missed", "false alarm"]


class Cause(Enum):
    """A cause, with what it says of what was missed and of what was made up."""

    OCR = (
        "OCR",
        "stands in a line that is listed as garbled",
        "read from a line that is listed as garbled",
    )
    REPEAT = (
        "repeat",
        "two annotated ones became one",
        "one annotated one became two",
    )
    VALUE = (
        "value",
        "found at this place with another date, amount, number or word",
        "annotated at this place with another date, amount, number or word",
    )
    TABLE = (
        "table shape",
        "nothing was read from this row of a table",
        "the names of a row are right, but the table does not say this",
    )
    NAME = (
        "name",
        "the name was not found",
        "the name is not annotated",
    )
    BOUNDARY = (
        "boundary",
        "only a longer or shorter name was found",
        "only a longer or shorter name is annotated",
    )
    TYPE = (
        "type",
        "found as another type of thing or kind of fact",
        "annotated as another type of thing or kind of fact",
    )
    RECORD = (
        "wrong record",
        "the names were found, but put together otherwise",
        "the names are annotated, but put together otherwise",
    )
    COREFERENCE = (
        "coreference",
        "the subject is not named in the quote",
        "the subject was taken from outside the quote",
    )
    TRIGGER = (
        "trigger",
        "the names were found, but the words between them were not understood",
        "the names are right, but the text does not say this of them",
    )

    def __init__(self, title: str, missed: str, false_alarm: str) -> None:
        self.title = title
        self.missed = missed
        self.false_alarm = false_alarm

    def meaning(self, side: Side) -> str:
        """What the cause says of things and facts on that side."""
        return self.missed if side == "missed" else self.false_alarm


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something missed or made up: what it says, where, why, and what stood on the other side instead."""

    report: str
    side: Side
    what: What
    name: str
    cause: Cause
    says: str
    instead: str
    quote: str


@lru_cache(maxsize=1 << 14)
def _runs(text: str) -> frozenset[str]:
    return frozenset(text[start : start + _RUN] for start in range(len(text) - _RUN + 1))


def same_place(one: str, other: str) -> bool:
    """Whether two quotes are of one place in the text; blanks and tabs do not count."""
    short, long = sorted((squeeze(one), squeeze(other)), key=len)
    if len(short) < _RUN:
        return bool(short) and short == long
    return short in long or len(_runs(short) & _runs(long)) >= _SAME_PLACE * len(_runs(short))


def is_garbled(quote: str, garbled: Iterable[str]) -> bool:
    """Whether a quote stands in one of the lines that OCR made up."""
    return any(same_place(quote, line) for line in garbled)


def overlaps(one: str, other: str) -> bool:
    """Whether one name holds the other without being the same: a name that was cut wrongly."""
    short, long = sorted((fold(one), fold(other)), key=len)
    return len(short) >= 2 and short != long and short in long


def overlapping_thing(names: Iterable[str], things: Iterable[ThingLine]) -> ThingLine | None:
    """The first thing with a name that holds, or is held by, one of ``names``."""
    wanted = tuple(names)
    cut = (thing for thing in things if any(overlaps(name, other) for name in wanted for other in thing.names))
    return next(cut, None)


def things_called(names: frozenset[str], things: Iterable[ThingLine]) -> list[ThingLine]:
    """The things that have one of these folded names."""
    return [thing for thing in things if names & folded_names(thing)]
