"""The conditions that the names, values and kinds of fact in a question put on facts of one kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.questions import NamedSpan, Question, ValueSpan
from kg.ask.filled import Filled
from kg.ask.plan import Condition
from kg.ask.scoring import DIRECT, LINKED, NOWHERE, UNUSED, VALUE, kind_of
from kg.ask.views import ROUTES, KindView, link_to, load_views
from kg.content import EntityRecord

#: After the name of a kind of fact: it tells which companies are meant (融过资的公司里谁…).
_RESTRICTS = re.compile(r"[了过]?的?(?:那些)?(?:公司|企业|厂商|机构|产品)")
#: Values that say how the answer is shown and put no condition on facts.
_SHAPES = ("top", "rank")


@dataclass(frozen=True, slots=True)
class Reading:
    """A name of the question with the things and the slot values (kind, slot, words) that it may mean."""

    span: NamedSpan
    things: tuple[EntityRecord, ...]
    values: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of a question on facts of one kind, the words without use in them, and what that is worth."""

    met: tuple[Condition, ...]
    unused: tuple[str, ...]
    score: float


def readings_of(question: Question, entities: Mapping[str, EntityRecord]) -> tuple[Reading, ...]:
    """The names of a question with what they mean; a key is an IRI or ``Kind.slot=words``."""
    readings = []
    for span in question.names:
        things = tuple(entities[key] for key in span.keys if key in entities)
        values = []
        for key in span.keys:
            if key not in entities:
                place, _, words = key.partition("=")
                kind, _, slot = place.partition(".")
                values.append((kind, slot, words))
        readings.append(Reading(span, things, tuple(values)))
    return tuple(readings)


def conditions_of(view: KindView, question: Question, readings: Sequence[Reading], filled: Filled) -> Conditions:
    """What the names, values and other kinds of fact in a question say of facts of this kind."""
    met: list[Condition] = []
    unused: list[str] = []
    score = 0.0
    for reading in readings:
        found = _condition(view, reading, question, filled)
        score += _worth(view, reading, found, filled)
        if found is None:
            unused.append(reading.span.words)
        else:
            met.append(found)
    for value in question.values:
        if value.what not in _SHAPES:
            held = _valued(view, value, question)
            score += UNUSED if held is None else LINKED if held.via else VALUE
            met += [held] if held else []
    met += _other_kinds(view, question, met)
    return Conditions(tuple(_merged(view, met, question)), tuple(unused), score)


def _condition(view: KindView, reading: Reading, question: Question, filled: Filled) -> Condition | None:
    """What a name says: of the fact itself first; a technology that no fact has there may be a field (AI影像公司)."""
    direct = _direct(view, reading, question, filled)
    linked = _linked(view, reading, question)
    field = bool(reading.things) and all(thing.type == "Technology" for thing in reading.things)
    if direct and linked and field and not any(filled.holds(view, slot, direct.iris) for slot in direct.slots):
        return linked if direct.iris else direct
    return direct or linked or _titled(view, reading)


def _worth(view: KindView, reading: Reading, found: Condition | None, filled: Filled) -> float:
    if found is None:
        return UNUSED
    if found.via or found.titled:
        return LINKED if found.via else NOWHERE
    if found.iris and not any(filled.holds(view, slot, found.iris) for slot in found.slots):
        return NOWHERE
    valued = not reading.things and any(kind == view.kind.name for kind, _, _ in reading.values)
    return DIRECT + (VALUE if valued else 0)


def _direct(view: KindView, reading: Reading, question: Question, filled: Filled) -> Condition | None:
    """The condition that a name puts on the fact itself."""
    by_slots: dict[tuple[str, ...], list[str]] = {}
    for thing in reading.things:
        for entity_type in thing.types:
            slots = tuple(slot.name for slot in view.taking(entity_type))
            if slots:
                by_slots.setdefault(slots, []).append(thing.iri)
                break
    if by_slots:
        iris = tuple(sorted({iri for group in by_slots.values() for iri in group}))
        usual = max(by_slots, key=lambda slots: len(by_slots[slots]))
        slots = _sided(view, reading.span, question) or _where_filled(view, usual, iris, filled)
        names = [name for thing in reading.things if thing.iri in iris for name in (thing.label, *thing.aliases)]
        phrase = len(slots) == 1 and view.slot(slots[0]).value == "phrase"
        texts = tuple(dict.fromkeys([reading.span.words, *names])) if phrase else ()
        return Condition(slots, reading.span.words, iris=iris, texts=texts)
    return next(
        (
            Condition((slot,), reading.span.words, texts=(words,))
            for kind, slot, words in reading.values
            if kind == view.kind.name
        ),
        None,
    )


def _where_filled(view: KindView, usual: tuple[str, ...], iris: Sequence[str], filled: Filled) -> tuple[str, ...]:
    """The usual slots, or where no fact has the things there those that have: 英伟达 is a company that invests."""
    if any(filled.holds(view, name, iris) for name in usual):
        return usual
    return tuple(slot.name for slot in view.kind.slots if filled.holds(view, slot.name, iris)) or usual


def _sided(view: KindView, span: NamedSpan, question: Question) -> tuple[str, ...]:
    """The slot that a word beside the name puts it in: 腾讯投资了 makes an investor of 腾讯."""
    names = question.names
    for cue in question.cued("role"):
        side, _, slot = cue.value.partition(":")
        if slot not in {known.name for known in view.kind.slots}:
            continue
        # 序元生物的B轮是谁领投的: the one who asks for the investor does not name it
        asked = max((cue.start - 4, *(one.start for one in question.cued("ask") if one.end <= cue.start)))
        before = [name for name in names if name.end <= cue.start and name.end >= asked]
        after = [name for name in names if name.start >= cue.end]
        if (side == "before" and before and _same_group(span, before, question)) or (
            side == "after" and after and after[0] == span
        ):
            return (slot,)
    return ()


def _same_group(span: NamedSpan, before: Sequence[NamedSpan], question: Question) -> bool:
    """Whether ``span`` is the name before a word or stands in one list with it: A和B都投了."""
    if span not in before:
        return False
    return span == before[-1] or not question.text[span.end : before[-1].start].strip("和与、及跟, ")


def _linked(view: KindView, reading: Reading, question: Question) -> Condition | None:
    """The condition that a name puts on a fact of another kind which meets this one."""
    said = {kind_of(cue) for cue in question.cued("kind")}
    for kind, slot, words in reading.values:
        link = link_to(view, (kind,)) if kind in said else None
        if link is not None:
            return Condition((slot,), reading.span.words, texts=(words,), via=link)
    if all(thing.type == "Technology" for thing in reading.things) and "UsesTechnology" not in said:
        # AI影像公司: a field, not a method that somebody uses
        fields = tuple(words for kind, _, words in reading.values if kind == "Segment")
        if fields and (link := link_to(view, ("Segment",))):
            return Condition(("segment",), reading.span.words, texts=fields, via=link)
    for thing in reading.things:
        link = link_to(view, ROUTES.get(thing.type, ()))
        if link is not None:
            slots = tuple(slot.name for slot in load_views()[link.kind].taking(thing.type))
            iris = tuple(sorted(other.iri for other in reading.things if other.type == thing.type))
            return Condition(slots, reading.span.words, iris=iris, via=link)
    for kind, slot, words in reading.values:
        link = link_to(view, (kind,))
        if link is not None:
            return Condition((slot,), reading.span.words, texts=(words,), via=link)
    return None


def _titled(view: KindView, reading: Reading) -> Condition | None:
    """A name without a slot is looked for in titles: 人工智能医疗器械 in those of policies."""
    if view.titled is None or reading.span.near:
        return None
    return Condition((view.titled,), reading.span.words, texts=(reading.span.words,), titled=True)


def _valued(view: KindView, value: ValueSpan, question: Question) -> Condition | None:
    """The condition of a value: on the fact's own slot, or on a fact of another kind that the question names too."""
    texts = tuple(value.value.split("/")) if value.what in ("title", "indicator") else (value.value,)
    if any(slot.name == value.what for slot in view.kind.slots):
        return Condition((value.what,), value.words, texts=texts, bound=value.bound)
    others = tuple(
        name for name, other in load_views().items() if any(slot.name == value.what for slot in other.kind.slots)
    )
    cued = {kind_of(cue) for cue in question.cued("kind")}
    link = link_to(view, tuple(name for name in others if name in cued))
    return Condition((value.what,), value.words, texts=texts, via=link, bound=value.bound) if link else None


def _other_kinds(view: KindView, question: Question, met: Sequence[Condition]) -> Iterator[Condition]:
    """Facts of another kind that must be there as well: 既有三类证又融过资, 融过资的公司里谁…"""
    both = question.says("op", "both") or question.says("op", "without")
    known = {view.kind.name, *(one.via.kind for one in met if one.via)}
    mine = {cue.start for cue in question.cued("kind") if kind_of(cue) == view.kind.name}
    for cue in question.cued("kind"):
        kind = kind_of(cue)
        if kind in known or cue.start in mine or not (both or _RESTRICTS.match(question.text, cue.end)):
            continue
        link = link_to(view, (kind,))
        if link is not None:
            known.add(kind)
            yield Condition((), cue.words, via=link)


def _merged(view: KindView, conditions: list[Condition], question: Question) -> list[Condition]:
    """Two things for a slot that holds one are alternatives, unless what they share is asked for."""
    if question.says("op", "common"):
        return conditions
    merged: list[Condition] = []
    for condition in conditions:
        place = next((at for at, other in enumerate(merged) if _alternatives(view, other, condition)), None)
        if place is None:
            merged.append(condition)
        else:
            other = merged[place]
            merged[place] = replace(
                other,
                words=f"{other.words}、{condition.words}",
                iris=tuple(sorted({*other.iris, *condition.iris})),
                texts=tuple(dict.fromkeys([*other.texts, *condition.texts])),
                bound=other.bound or condition.bound,
            )
    return merged


def _alternatives(view: KindView, one: Condition, other: Condition) -> bool:
    if one.slots != other.slots or one.via != other.via or bool(one.iris) != bool(other.iris):
        return False
    if one.titled or other.titled or not one.slots:
        return False
    return one.via is not None or len(one.slots) > 1 or not view.slot(one.slots[0]).many or bool(one.texts)
