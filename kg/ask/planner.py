"""From a question as read to a plan: the kind of fact that fits best, and what each word means for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.questions import Cue, NamedSpan, Question, ValueSpan
from kg.ask.plan import Asked, Condition, Plan
from kg.ask.views import ROUTES, KindView, link_to, load_views
from kg.content import EntityRecord

#: What a word is worth when kinds of fact compete for a question (set by hand on the questions of the tests).
CUE, MORE_CUES, DIRECT, VALUE, LINKED, ASKED_LINKED, LAST_CUE, BESIDE_OPERATION = 3.0, 0.5, 1.0, 1.5, 0.4, 0.8, 0.5, 1.0
UNUSED = -0.7
#: A plan below this is a guess.
LEAST = 1.8
_INTERROGATIVE = ("哪", "什么", "谁", "几", "多少", "何", "who", "what", "which", "when")
#: Operations that count facts for each thing.
COUNTING = ("most", "least")
_RANKING = ("most", "least", "largest", "smallest", "first", "latest")


@dataclass(frozen=True, slots=True)
class Reading:
    """A name of the question with the things and the slot values (kind, slot, words) that it may mean."""

    span: NamedSpan
    things: tuple[EntityRecord, ...]
    values: tuple[tuple[str, str, str], ...]


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


def best_plan(question: Question, readings: Sequence[Reading]) -> Plan | None:
    """The plan that accounts for most of the question, or None where nothing fits well enough."""
    plans = [_plan(view, question, readings) for view in load_views().values()]
    cued = {cue.value.partition(":")[0] for cue in question.cued("kind")}
    fitting = [
        plan
        for plan in plans
        if plan.score >= LEAST
        and (plan.view.kind.name in cued or plan.conditions or (plan.operation in COUNTING and plan.asked.said))
    ]
    return max(fitting, key=lambda plan: plan.score, default=None)


def relaxed(plan: Plan) -> Iterator[Plan]:
    """The plan without one of its looser conditions: those on other facts first, then fields of technology."""
    loose = [one for one in plan.conditions if one.via is not None]
    loose += [
        one
        for one in plan.conditions
        if one.via is None and one.iris and all("/technology/" in iri for iri in one.iris)
    ]
    for condition in loose:
        rest = tuple(one for one in plan.conditions if one is not condition)
        yield replace(plan, conditions=rest, unused=(*plan.unused, condition.words))


def _plan(view: KindView, question: Question, readings: Sequence[Reading]) -> Plan:
    conditions: list[Condition] = []
    unused: list[str] = []
    score = view.weight + _cue_score(view, question)
    for reading in readings:
        condition = _direct(view, reading, question) or _linked(view, reading, question)
        score += UNUSED if condition is None else LINKED if condition.via else DIRECT
        score += VALUE if not reading.things and any(kind == view.kind.name for kind, _, _ in reading.values) else 0
        if condition is None:
            unused.append(reading.span.words)
        else:
            conditions.append(condition)
    for value in question.values:
        if value.what != "top":
            met = _valued(view, value, question)
            score += UNUSED if met is None else LINKED if met.via else VALUE
            if met is not None:
                conditions.append(met)
    conditions = _merged(view, conditions, question)
    operation = _operation(view, question, conditions)
    asked, fit = _asked(view, question, conditions, operation)
    if operation in COUNTING and view.counted in set(_own_slots(view, question, _wanted(question))):
        score += DIRECT
    if question.time is not None and view.date is None:
        unused.append(question.time.words)
        score += UNUSED
    top = next((int(value.value) for value in question.values if value.what == "top"), None)
    return Plan(
        view=view,
        asked=asked,
        operation=operation,
        conditions=tuple(conditions),
        time=question.time if view.date else None,
        top=top,
        score=score + fit,
        unused=tuple(unused),
    )


def _cue_score(view: KindView, question: Question) -> float:
    cues = question.cued("kind")
    mine = [cue for cue in cues if _kind_of(cue) == view.kind.name]
    if not mine:
        return 0.0
    score = CUE + MORE_CUES * (len({cue.words for cue in mine}) - 1)
    if cues[-1].start == mine[-1].start:
        score += LAST_CUE
    for operation in question.cued("op"):
        before = [cue for cue in cues if cue.end <= operation.start]
        if operation.value in _RANKING and before and _kind_of(before[-1]) == view.kind.name:
            score += BESIDE_OPERATION
    return score


def _kind_of(cue: Cue) -> str:
    return cue.value.partition(":")[0]


def _direct(view: KindView, reading: Reading, question: Question) -> Condition | None:
    """The condition that a name puts on the fact itself."""
    by_slots: dict[tuple[str, ...], list[str]] = {}
    for thing in reading.things:
        for entity_type in thing.types:
            slots = tuple(slot.name for slot in view.taking(entity_type))
            if slots:
                by_slots.setdefault(slots, []).append(thing.iri)
                break
    if by_slots:
        slots = _sided(view, reading.span, question) or max(by_slots, key=lambda slots: len(by_slots[slots]))
        iris = tuple(sorted({iri for group in by_slots.values() for iri in group}))
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
    said = {_kind_of(cue) for cue in question.cued("kind")}
    for kind, slot, words in reading.values:
        link = link_to(view, (kind,)) if kind in said else None
        if link is not None:
            return Condition((slot,), reading.span.words, texts=(words,), via=link)
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


def _valued(view: KindView, value: ValueSpan, question: Question) -> Condition | None:
    """The condition of a value: on the fact's own slot, or on a fact of another kind that the question names too."""
    texts = tuple(value.value.split("/")) if value.what in ("title", "indicator") else (value.value,)
    if any(slot.name == value.what for slot in view.kind.slots):
        return Condition((value.what,), value.words, texts=texts)
    others = tuple(
        name for name, other in load_views().items() if any(slot.name == value.what for slot in other.kind.slots)
    )
    cued = {_kind_of(cue) for cue in question.cued("kind")}
    link = link_to(view, tuple(name for name in others if name in cued))
    return Condition((value.what,), value.words, texts=texts, via=link) if link else None


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
            )
    return merged


def _alternatives(view: KindView, one: Condition, other: Condition) -> bool:
    if one.slots != other.slots or one.via != other.via or bool(one.iris) != bool(other.iris):
        return False
    return one.via is not None or len(one.slots) > 1 or not view.slot(one.slots[0]).many or bool(one.texts)


def _asked(view: KindView, question: Question, conditions: Sequence[Condition], operation: str) -> tuple[Asked, float]:
    """What is asked for, and how well this kind can say it; a ranking ranks neither what it counts nor a figure."""
    fixed = {
        one.slots[0]
        for one in conditions
        if one.via is None and len(one.slots) == 1 and one.iris and not view.slot(one.slots[0]).many
    }
    if operation in COUNTING:
        fixed |= {view.counted, *(slot.name for slot in view.kind.slots if slot.value in ("money", "date", "number"))}
    wanted = _wanted(question)
    for slot in _own_slots(view, question, wanted):
        if slot not in fixed:
            return Asked(slot, said=True), DIRECT
    for entity_type in wanted:
        link = link_to(view, ROUTES.get(entity_type, ()))
        far = load_views()[link.kind].taking(entity_type)[0].name if link else ""
        if link is not None and far != link.far:
            return Asked(far, link, said=True), ASKED_LINKED
    order = [view.answer, view.artifact, view.organisation, *(slot.name for slot in view.kind.slots)]
    if operation in COUNTING:
        order.insert(0, view.organisation)
    asked = Asked(next((slot for slot in order if slot and slot not in fixed), view.answer))
    return asked, UNUSED if wanted else 0.0


def _own_slots(view: KindView, question: Question, wanted: Sequence[str]) -> Iterator[str]:
    """The slots of the kind that the question asks for, in the order in which they are asked for."""
    for name in wanted:
        if name.startswith("@"):
            slot = _special(view, name.removeprefix("@"))
            if slot:
                yield slot
        else:
            yield from (slot.name for slot in (*view.taking(name), *view.admitting(name)))
    for cue in question.cued("kind"):
        kind, _, slot = cue.value.partition(":")
        if kind == view.kind.name and slot:
            yield slot


def _wanted(question: Question) -> tuple[str, ...]:
    """What is asked for: words that ask (哪家公司) before words that only name (公司), the last of these first."""
    cues = question.cued("ask")
    asking = [cue for cue in cues if any(word in cue.words.lower() for word in _INTERROGATIVE)]
    naming = [cue for cue in reversed(cues) if cue not in asking]
    return tuple(dict.fromkeys(cue.value for cue in (*asking, *naming)))


def _special(view: KindView, wanted: str) -> str | None:
    """The slot for ``@date``, ``@amount`` and the like."""
    if wanted == "date":
        return view.date.name if view.date else None
    if wanted == "amount":
        return view.amounts[0] if view.amounts else None
    return next((slot.name for slot in view.kind.slots if slot.name == wanted), None)


def _operation(view: KindView, question: Question, conditions: Sequence[Condition]) -> str:
    said = [cue.value for cue in question.cued("op")]
    several = any(len(one.iris) > 1 and "、" in one.words for one in conditions if one.via is None)
    things = sum(1 for one in conditions if one.iris)
    if "common" in said and things > 1:
        return "common"
    if several and ("compare" in said or "most" in said or "least" in said):
        return "compare"
    for operation in _RANKING:
        if operation in said and _possible(view, operation):
            return operation
    if "count" in said:
        return "count"
    return "whether" if "whether" in said else "list"


def _possible(view: KindView, operation: str) -> bool:
    if operation in ("largest", "smallest"):
        return bool(view.amounts)
    return view.date is not None if operation in ("first", "latest") else True
