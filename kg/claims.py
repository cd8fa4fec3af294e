"""What a graph says, each thing once: facts that say the same are one claim with several statements.

Analyses count claims. When two facts say the same is told by ``claims.toml``.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.content import FactRecord, SlotValue

#: The words of a phrase slot stand under its name with this ending; what the phrase names stands under the name.
PHRASE_ENDING = "Text"
_DATES = frozenset({"date", "period"})


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said: the fullest fact, completed by what only the others say, and all facts that say it."""

    fact: FactRecord
    statements: tuple[FactRecord, ...]


@dataclass(frozen=True, slots=True)
class Sameness:
    """The rules of ``claims.toml``: which slots tell facts of a kind apart, which never do, which change with time.

    ``rows`` are the kinds of which each row of a table is a thing of its own.
    """

    identity: Mapping[str, tuple[tuple[str, ...], ...]]
    loose: frozenset[str]
    changing: Mapping[str, tuple[str, ...]]
    rows: frozenset[str]


@cache
def load_sameness() -> Sameness:
    """The rules beside this module."""
    table = tomllib.loads(Path(__file__).with_name("claims.toml").read_text(encoding="utf-8"))
    identity = {kind: tuple(map(tuple, groups)) for kind, groups in table["identity"].items()}
    changing = {kind: tuple(slots) for kind, slots in table["changing"].items()}
    return Sameness(identity, frozenset(table["loose"]["slots"]), changing, frozenset(table["rows"]["kinds"]))


def claims_of(facts: Iterable[FactRecord]) -> tuple[Claim, ...]:
    """The claims that ``facts`` make, sorted by the IRI of their fullest fact; the order of ``facts`` does not matter.

    The fullest facts come first; each later one joins the claim that it agrees with. One that agrees with several
    claims which disagree with each other (a year, where two days are known) joins the first: it adds nothing to count.
    """
    alike: dict[tuple[str, ...], list[list[FactRecord]]] = defaultdict(list)
    for fact in sorted(facts, key=_fullest_first):
        groups = alike[identity(fact)]
        for group in groups:
            if not any(told_apart_by(fact, other) or _two_rows(fact, other) for other in group):
                group.append(fact)
                break
        else:
            groups.append([fact])
    claims = [Claim(_completed(group), tuple(group)) for groups in alike.values() for group in groups]
    return tuple(sorted(claims, key=lambda claim: claim.fact.iri))


def _fullest_first(fact: FactRecord) -> tuple[int, int, int, float, str]:
    filled = [value for values in fact.slots.values() for value in values]
    return (-len(fact.slots), -len(fact.date), -len(filled), -fact.confidence, fact.iri)


def identity(fact: FactRecord) -> tuple[str, ...]:
    """What must be the same in two facts that say the same, as text; a kind without rule is told by all its slots."""
    groups = load_sameness().identity.get(fact.kind)
    if groups is None:
        return (fact.kind, *(f"{name}={_key(fact, name)}" for name in sorted(fact.slots)))
    for group in groups:
        if all(name in fact.slots for name in group):
            return (fact.kind, *(f"{name}={_key(fact, name)}" for name in group))
    return (fact.kind, fact.iri)


def _key(fact: FactRecord, name: str) -> str:
    return "|".join(sorted(value.iri or _folded(value.text) for value in fact.slots[name]))


def _folded(words: str) -> str:
    return "".join(words.casefold().split())


def _two_rows(one: FactRecord, other: FactRecord) -> bool:
    """Whether the two are different rows of one table."""
    tables = one.source == other.source == "table" and (one.report, one.where) == (other.report, other.where)
    return tables and one.kind in load_sameness().rows and one.quote != other.quote


def told_apart_by(one: FactRecord, other: FactRecord) -> set[str]:
    """The slots that both facts fill and in which they contradict each other."""
    shared = (one.slots.keys() & other.slots.keys()) - load_sameness().loose
    apart = set()
    for name in shared:
        if not name.endswith(PHRASE_ENDING):
            agree = _compatible(name, one.slots[name], other.slots[name])
        else:
            agree = name.removesuffix(PHRASE_ENDING) in shared or _holds(one.text(name), other.text(name))
        if not agree:
            apart.add(name)
    return apart


def _holds(one: str, other: str) -> bool:
    """Whether the words of one phrase stand in the other: 乳腺癌 in ER+乳腺癌."""
    left, right = _folded(one), _folded(other)
    return left in right or right in left


def _compatible(name: str, one: Sequence[SlotValue], other: Sequence[SlotValue]) -> bool:
    if name in _DATES:
        return _part_of(one[0].text, other[0].text) or _part_of(other[0].text, one[0].text)
    sums = [value.sum for value in (*one, *other) if value.sum is not None]
    if len(sums) == 2:
        return sums[0].currency == sums[1].currency and sums[0].low <= sums[1].high and sums[1].low <= sums[0].high
    left, right = ({value.iri or _folded(value.text) for value in values} for values in (one, other))
    return left <= right or right <= left


def _part_of(whole: str, date: str) -> bool:
    """Whether ``date`` lies in ``whole``: 2024-06 in 2024, and any date in itself."""
    return date == whole or date.startswith(f"{whole}-")


def _completed(group: Sequence[FactRecord]) -> FactRecord:
    """The first fact of ``group`` with the slots and things that only others name."""
    slots: dict[str, tuple[SlotValue, ...]] = {}
    for name in dict.fromkeys(name for fact in group for name in fact.slots):
        fillings = [fact.slots[name] for fact in group if name in fact.slots]
        slots[name] = max(fillings, key=lambda values: (len(values), len(values[0].text) if name in _DATES else 0))
    return replace(group[0], slots=slots)
