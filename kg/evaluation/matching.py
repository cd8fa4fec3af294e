"""Pairs what was annotated in one text with what was found there, one to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.evaluation.agreement import Agreement, folded_names, squeeze
from kg.evaluation.measure import load_measure
from kg.evaluation.records import Annotated, Exported, FactLine, ThingLine

Line = TypeVar("Line", ThingLine, FactLine)


@dataclass(frozen=True, slots=True)
class Pairing(Generic[Line]):
    """Pairs of an annotated line and the found one that stands for it, and what is left on both sides."""

    pairs: tuple[tuple[Line, Line], ...]
    missed: tuple[Line, ...]
    extra: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TextMatch:
    """One text: both sides paired, relaxed and strict. ``agreement`` knows the names of both sides."""

    annotated: Annotated
    found_things: tuple[ThingLine, ...]
    found_facts: tuple[FactLine, ...]
    agreement: Agreement
    things: Pairing[ThingLine]
    facts: Pairing[FactLine]
    strict_things: Pairing[ThingLine]
    strict_facts: Pairing[FactLine]


def match_text(annotated: Annotated, exported: Exported) -> TextMatch:
    """Pair the annotations of one text with what the build found in it."""
    things, facts = exported.things.get(annotated.name, ()), exported.facts.get(annotated.name, ())
    agreement = Agreement((*annotated.things, *things))

    def fact_rank(wanted: FactLine, given: FactLine) -> int | None:
        return agreement.agreeing_slots(wanted, given) if agreement.keys_agree(wanted, given) else None

    def strict_fact_rank(wanted: FactLine, given: FactLine) -> int | None:
        return 0 if agreement.same_fact(wanted, given) else None

    return TextMatch(
        annotated=annotated,
        found_things=things,
        found_facts=facts,
        agreement=agreement,
        things=_without_other_roles(_pair(annotated.things, things, _thing_rank), annotated.things),
        facts=_pair(annotated.facts, facts, fact_rank),
        strict_things=_pair(annotated.things, things, _strict_thing_rank),
        strict_facts=_pair(annotated.facts, facts, strict_fact_rank),
    )


def _pair(annotated: Sequence[Line], found: Sequence[Line], rank: Callable[[Line, Line], int | None]) -> Pairing[Line]:
    """Give each annotated line in turn the free found line of the highest rank, the first of several."""
    free = dict(enumerate(found))
    pairs, missed = [], []
    for wanted in annotated:
        ranked = [(score, -place) for place, given in free.items() if (score := rank(wanted, given)) is not None]
        if ranked:
            pairs.append((wanted, free.pop(-max(ranked)[1])))
        else:
            missed.append(wanted)
    return Pairing(tuple(pairs), tuple(missed), tuple(free.values()))


def _thing_rank(wanted: ThingLine, given: ThingLine) -> int | None:
    if not load_measure().accepts(wanted.type, given.type) or not folded_names(wanted) & folded_names(given):
        return None
    return int(wanted.type == given.type)


def _strict_thing_rank(wanted: ThingLine, given: ThingLine) -> int | None:
    if wanted.type != given.type:
        return None
    return 0 if squeeze(given.names[0]) in map(squeeze, wanted.names) else None


def _without_other_roles(pairing: Pairing[ThingLine], annotated: Sequence[ThingLine]) -> Pairing[ThingLine]:
    """Forgive a second role: whoever is annotated as a company may be found as an investor too."""
    known = frozenset().union(*map(folded_names, annotated))
    roles = load_measure().roles
    extra = tuple(one for one in pairing.extra if not (one.type in roles and folded_names(one) & known))
    return Pairing(pairing.pairs, pairing.missed, extra)
