"""Why a fact was missed or made up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.evaluation.agreement import is_filled, squeeze, values
from kg.evaluation.causes import (
    Cause,
    Mistake,
    is_garbled,
    overlapping_thing,
    overlaps,
    same_place,
    things_called,
)
from kg.evaluation.matching import TextMatch
from kg.evaluation.measure import load_measure
from kg.evaluation.records import Args, FactLine, ThingLine
from ontology.schema import load_schema

_Verdict = tuple[Cause, str]


def fact_mistakes(match: TextMatch) -> Iterator[Mistake]:
    """The facts of one text that were missed, then those that were made up, with a cause for each."""
    for fact in match.facts.missed:
        yield _mistake(match, fact, _Explanation(match, fact, missed=True))
    for fact in match.facts.extra:
        yield _mistake(match, fact, _Explanation(match, fact, missed=False))


def _mistake(match: TextMatch, fact: FactLine, explanation: _Explanation) -> Mistake:
    cause, instead = explanation.verdict()
    return Mistake(
        report=match.annotated.name,
        side="missed" if explanation.missed else "false alarm",
        what="fact",
        name=fact.kind,
        cause=cause,
        says=words(fact.args),
        instead=instead,
        quote=fact.quote,
    )


def words(args: Args) -> str:
    """The slots of a fact on one line: ``company: 推想医疗; round: D轮``."""
    return "; ".join(f"{slot}: {'、'.join(map(_value_words, values(value)))}" for slot, value in args.items())


def _value_words(value: Any) -> str:
    if isinstance(value, Mapping):
        figure = value.get("text") if value.get("value") is None else value["value"]
        return f"{_value_words(figure)} {value.get('currency', '')}".rstrip()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _things_in(fact: FactLine, slots: Iterable[str]) -> list[str]:
    """The names of things in these slots of a fact."""
    things = load_measure().things
    return [str(name) for slot in slots if slot in things for name in values(fact.args.get(slot))]


class _Explanation:
    """Finds the cause for one fact: ``others`` are the facts of the other side that no fact of this side stands for."""

    def __init__(self, match: TextMatch, fact: FactLine, *, missed: bool) -> None:
        self.match, self.fact, self.missed = match, fact, missed
        self.others = match.facts.extra if missed else match.facts.missed
        self.things = match.found_things if missed else match.annotated.things
        self.near = [other for other in self.others if same_place(fact.quote, other.quote)]

    def verdict(self) -> _Verdict:
        """The first cause that fits, and what stands on the other side instead."""
        if is_garbled(self.fact.quote, self.match.annotated.garbled):
            return Cause.OCR, ""
        found = self._repeat() or self._other_value() or self._unread_row() or self._unknown_name()
        found = found or self._other_record() or self._other_kind() or self._absent_subject()
        if found:
            return found
        # What is left has the right names in it; a table says what they have to do with one another by its columns.
        from_columns = not self.missed and self.fact.source == "table"
        return (Cause.TABLE if from_columns else Cause.TRIGGER), ""

    def _groups(self, other: FactLine) -> tuple[bool | None, ...]:
        annotated, found = (self.fact, other) if self.missed else (other, self.fact)
        return self.match.agreement.groups(annotated, found)

    def _repeat(self) -> _Verdict | None:
        for annotated, found in self.match.facts.pairs:
            other = found if self.missed else annotated
            if other.kind == self.fact.kind and False not in self._groups(other):
                return Cause.REPEAT, words(other.args)
        return None

    def _other_value(self) -> _Verdict | None:
        keys = load_measure().keys[self.fact.kind]
        for other in self.near:
            if other.kind != self.fact.kind:
                continue
            verdicts = dict(zip(keys, self._groups(other), strict=True))
            wrong = [group for group, verdict in verdicts.items() if verdict is False]
            named = any(verdict for group, verdict in verdicts.items() if not load_measure().is_value_group(group))
            if wrong and named and all(map(load_measure().is_value_group, wrong)) and self._contradicts(other, wrong):
                return Cause.VALUE, words(other.args)
        return None

    def _contradicts(self, other: FactLine, groups: Iterable[tuple[str, ...]]) -> bool:
        """Whether both facts fill one of the slots that do not agree: an empty slot is no other value."""
        slots = [slot for group in groups for slot in group]
        return any(is_filled(self.fact.args.get(slot)) and is_filled(other.args.get(slot)) for slot in slots)

    def _unread_row(self) -> _Verdict | None:
        if not self.missed or self.fact.source != "table":
            return None
        read = any(same_place(self.fact.quote, found.quote) for found in self.match.found_facts)
        return None if read else (Cause.TABLE, "")

    def _unknown_name(self) -> _Verdict | None:
        """A key slot whose name the other side does not have; of a group of slots one name is enough."""
        for group in load_measure().keys[self.fact.kind]:
            verdicts = [
                self._name_verdict(slot, name)
                for slot in group
                for name in self._checked_names(slot, self.fact.args.get(slot))
            ]
            unknown = [verdict for verdict in verdicts if verdict]
            if unknown and (len(group) == 1 or len(unknown) == len(verdicts)):
                return unknown[0]
        return None

    def _checked_names(self, slot: str, value: Any) -> list[str]:
        """The names in a slot; the words of a phrase (8级, 医疗AI) need not be the name of a thing."""
        if slot not in load_measure().things:
            return []
        names = [str(name) for name in values(value)]
        if load_schema().kind(self.fact.kind).slot(slot).value != "phrase":
            return names
        own = self.match.annotated.things if self.missed else self.match.found_things
        return [name for name in names if things_called(self.match.agreement.names_of(name), own)]

    def _name_verdict(self, slot: str, name: str) -> _Verdict | None:
        namesakes = things_called(self.match.agreement.names_of(name), self.things)
        if not namesakes:
            cut = overlapping_thing([name], self._unpaired_things())
            return (Cause.BOUNDARY, cut.names[0]) if cut else (Cause.NAME, "")
        types = load_schema().kind(self.fact.kind).slot(slot).types
        if types and not any(thing.type in types for thing in namesakes):
            return Cause.TYPE, f"{namesakes[0].type} {namesakes[0].names[0]}"
        return None

    def _unpaired_things(self) -> tuple[ThingLine, ...]:
        return self.match.things.extra if self.missed else self.match.things.missed

    def _other_record(self) -> _Verdict | None:
        keys = load_measure().keys[self.fact.kind]
        for other in self.near:
            if other.kind != self.fact.kind:
                continue
            verdicts = self._groups(other)
            wrong = [group for group, verdict in zip(keys, verdicts, strict=True) if verdict is False]
            if self._contradicts(other, wrong) and (True in verdicts or len(keys) == 1):
                cut = any(self._is_cut(slot, other) for group in wrong for slot in group)
                return (Cause.BOUNDARY if cut else Cause.RECORD), words(other.args)
        return None

    def _is_cut(self, slot: str, other: FactLine) -> bool:
        ours, theirs = values(self.fact.args.get(slot)), values(other.args.get(slot))
        return any(overlaps(str(one), str(two)) for one in ours for two in theirs)

    def _other_kind(self) -> _Verdict | None:
        """A fact of another kind at this place about the same things; one shared thing of several proves nothing."""
        names = _things_in(self.fact, self.fact.args)
        same = self.match.agreement.same_name
        for other in self.near:
            held = _things_in(other, other.args)
            enough = len(names) >= 2 or len(names) == len(held) == 1
            if other.kind != self.fact.kind and enough and all(any(same(one, two) for two in held) for one in names):
                return Cause.TYPE, f"{other.kind} {words(other.args)}"
        return None

    def _absent_subject(self) -> _Verdict | None:
        subjects = _things_in(self.fact, load_measure().key_slots(self.fact.kind))
        if self.fact.source == "table" or not subjects:
            return None
        known = self.match.agreement.names_of(subjects[0])
        things = things_called(known, (*self.match.annotated.things, *self.match.found_things))
        printed = {subjects[0], *(name for thing in things for name in thing.names)}
        quote = squeeze(self.fact.quote)
        return None if any(squeeze(name) in quote for name in printed) else (Cause.COREFERENCE, "")
