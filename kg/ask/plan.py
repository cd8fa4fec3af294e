"""What a question asks of the graph: a kind of fact, conditions on its slots, what is asked, what is done with it."""

from __future__ import annotations

from dataclasses import dataclass

from extract.questions import TimeSpan
from kg.ask.views import KindView, Link


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold: any of ``slots`` is one of ``iris``, or the one slot has one of ``texts`` in it.

    A phrase may be met both ways: 中国AI医疗市场 speaks of AI医疗 without naming it. ``bound`` is "from", "to" or
    "before" where what is later or earlier in the order of concepts holds (二期及以后); with ``titled`` the texts stand
    in the name of the thing in the slot.

    With ``via`` the slots are those of a fact of another kind that shares a thing with the fact asked about; without
    slots any such fact will do.
    """

    slots: tuple[str, ...]
    words: str
    iris: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    via: Link | None = None
    bound: str = ""
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """The slot that the answer is made of, here or in a fact of another kind; ``said`` if the question says so.

    ``only`` is the type that the answers must have where the slot admits others beside it.
    """

    slot: str
    via: Link | None = None
    said: bool = False
    only: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A question as it will be put to the graph; ``unused`` are its words that made no condition.

    ``group`` is what sums and averages are parted by: "asked", "year", "month" or nothing; ``rank`` is 2 for the second
    of an order; ``counted_only`` is the type of what is counted; facts about ``excluded`` things do not count.
    """

    view: KindView
    asked: Asked
    operation: str
    conditions: tuple[Condition, ...] = ()
    time: TimeSpan | None = None
    top: int | None = None
    rank: int | None = None
    group: str = ""
    counted_only: str = ""
    excluded: tuple[str, ...] = ()
    score: float = 0.0
    unused: tuple[str, ...] = ()
