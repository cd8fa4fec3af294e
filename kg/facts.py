"""The facts that a build keeps: their identity, their slots with resolved things, and why others stayed out."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ontology.model import Contribution, Entity, EntityRef, Fact, Money, Phrase, Refused, Resolution, Value
from ontology.schema import Schema, Slot

#: What stands in the graph; planned and denied facts are counted, never exported.
EXPORTED_MODALITIES = ("asserted", "forecast")


@dataclass(frozen=True, slots=True)
class PhraseValue:
    """The words of a phrase slot and the things that they name."""

    text: str
    entities: tuple[Entity, ...] = ()


SlotValue = Entity | PhraseValue | Money | str | float


@dataclass(frozen=True, slots=True)
class BuiltFact:
    """A fact of the graph: ``digest`` ends its IRI, ``slots`` stand in the order of the schema."""

    digest: str
    fact: Fact
    slots: tuple[tuple[Slot, tuple[SlotValue, ...]], ...]


@dataclass(frozen=True, slots=True)
class FactSelection:
    """Facts that were kept, by digest, those left out with the reason, and kept ones that point at an odd type."""

    facts: tuple[BuiltFact, ...]
    left_out: tuple[Refused, ...]
    odd: tuple[Refused, ...] = ()


#: Kinds of which a thing can have several that differ in little: told again only where all is the same.
_COUNTED = frozenset({"Metric", "Pipeline", "Funding", "Deal"})


class _UnfitError(Exception):
    """A fact that the graph cannot hold; the text is the reason for ``quality.md``."""


def select_facts(
    contributions: Iterable[Contribution], resolution: Resolution, schema: Schema, *, min_confidence: float
) -> FactSelection:
    """The facts that belong in the graph, each once, sorted by digest."""
    kept: dict[str, BuiltFact] = {}
    left_out: list[Refused] = []
    for fact in (fact for contribution in contributions for fact in contribution.facts):
        try:
            _check_kept(fact, min_confidence)
            built = BuiltFact(fact_digest(fact), fact, _slots(fact, resolution.entity_of, schema))
        except _UnfitError as unfit:
            left_out.append(Refused(fact.kind, str(unfit), fact.evidence))
            continue
        # Two rules that read the same from the same place are one fact: the surer rule speaks for it.
        other = kept.get(built.digest)
        if other is None or _rank(fact) < _rank(other.fact):
            kept[built.digest] = built
    told_once = _told_once(kept.values())
    facts = tuple(kept[digest] for digest in sorted(kept) if digest in told_once)
    return FactSelection(facts, _in_order(left_out), _in_order(odd for built in facts for odd in _odd_types(built)))


def _told_once(facts: Iterable[BuiltFact]) -> frozenset[str]:
    """The digests of the facts without those that their report tells elsewhere, in full or more fully.

    Names are compared as things: a table's 星桥医疗 and the prose's 星桥医疗科技有限公司 tell one fact.
    """
    told: dict[tuple[str, str], list[tuple[frozenset[tuple[str, SlotValue]], BuiltFact]]] = {}
    for built in sorted(facts, key=lambda one: (_rank(one.fact), one.digest)):
        said = frozenset((slot.name, value) for slot, values in built.slots for value in values)
        told.setdefault((built.fact.evidence.doc, built.fact.kind), []).append((said, built))
    kept = set()
    for (_, kind), together in told.items():
        seen: set[frozenset[tuple[str, SlotValue]]] = set()
        for said, built in together:
            fuller = kind not in _COUNTED and built.fact.evidence.source == "prose"
            if said not in seen and not (fuller and any(said < other for other, _ in together)):
                kept.add(built.digest)
            seen.add(said)
    return frozenset(kept)


def _in_order(items: Iterable[Refused]) -> tuple[Refused, ...]:
    return tuple(sorted(items, key=lambda item: (item.evidence.doc, item.evidence.start, item.kind, item.reason)))


def _rank(fact: Fact) -> tuple[float, str, str, str, str]:
    evidence = fact.evidence
    return (-fact.confidence, fact.rule, fact.modality, evidence.where, evidence.source)


def _check_kept(fact: Fact, min_confidence: float) -> None:
    if fact.modality not in EXPORTED_MODALITIES:
        raise _UnfitError(f"{fact.modality}, not done")
    if not fact.confidence >= min_confidence:
        raise _UnfitError(f"confidence below {min_confidence:g}")


def _slots(
    fact: Fact, entity_of: Mapping[EntityRef, Entity], schema: Schema
) -> tuple[tuple[Slot, tuple[SlotValue, ...]], ...]:
    kind = schema.kinds.get(fact.kind)
    if kind is None:
        raise _UnfitError(f"the schema has no kind {fact.kind}")
    unknown = sorted(set(fact.args) - {slot.name for slot in kind.slots})
    if unknown:
        raise _UnfitError(f"{fact.kind} has no slot {unknown[0]}")
    slots = []
    for slot in kind.slots:
        values = tuple(dict.fromkeys(_resolve(value, entity_of) for value in values_of(fact.args.get(slot.name))))
        _check_slot(kind.name, slot, values)
        if values:
            slots.append((slot, values))
    filled = {slot.name for slot, _ in slots}
    for group in kind.any_of:
        if filled.isdisjoint(group):
            raise _UnfitError(f"neither {' nor '.join(group)} is known")
    return tuple(slots)


_HOLDS: Mapping[str, tuple[type, ...]] = {
    "entity": (Entity,),
    "phrase": (PhraseValue,),
    "money": (Money,),
    "number": (int, float),
    "date": (str,),
    "text": (str,),
}


def _check_slot(kind: str, slot: Slot, values: tuple[SlotValue, ...]) -> None:
    """Pass if the slot holds what the schema says; types of things are told apart in ``_odd_types``."""
    if slot.required and not values:
        raise _UnfitError(f"{kind} without {slot.name}")
    if len(values) > 1 and not slot.many:
        raise _UnfitError(f"{kind} with several values of {slot.name}")
    for value in values:
        if not isinstance(value, _HOLDS[slot.value]):
            raise _UnfitError(f"{kind}.{slot.name} holds no {slot.value}")
        if slot.values and value not in slot.values:
            raise _UnfitError(f"{kind}.{slot.name} is none of {', '.join(slot.values)}")


def _odd_types(built: BuiltFact) -> Iterable[Refused]:
    """Slots whose thing has another type than the schema allows: resolution gave it that, the sentence did not."""
    for slot, values in built.slots:
        for value in values:
            things = value.entities if isinstance(value, PhraseValue) else (value,) if isinstance(value, Entity) else ()
            for thing in things:
                if slot.types and set(thing.types).isdisjoint(slot.types):
                    reason = f"{slot.name} is a {thing.types[0]}, not a {slot.types[0]}"
                    yield Refused(built.fact.kind, f"{reason}: {thing.name}", built.fact.evidence)


def values_of(argument: Value | tuple[Value, ...] | None) -> tuple[Value, ...]:
    """The values of a slot, one or several, as a tuple."""
    if argument is None:
        return ()
    return argument if isinstance(argument, tuple) else (argument,)


def _resolve(value: Value, entity_of: Mapping[EntityRef, Entity]) -> SlotValue:
    if isinstance(value, EntityRef):
        return _entity(value, entity_of)
    if isinstance(value, Phrase):
        named = dict.fromkeys(_entity(ref, entity_of) for ref in value.refs)
        return PhraseValue(value.text, tuple(named))
    if isinstance(value, float | int) and not math.isfinite(value):
        raise _UnfitError("a number that is not finite")
    return value


def _entity(ref: EntityRef, entity_of: Mapping[EntityRef, Entity]) -> Entity:
    try:
        return entity_of[ref]
    except KeyError:
        raise _UnfitError(f"names a {ref.type} that was not resolved: {ref.name}") from None


def fact_digest(fact: Fact) -> str:
    """Twenty hexadecimal digits that stand for kind, slots and place: the same sentence gives the same in every build.

    Names count as printed, so a merge that another report causes does not move a fact.
    """
    slots = {name: sorted(map(_canonical, values_of(argument))) for name, argument in fact.args.items()}
    evidence = fact.evidence
    content = {"kind": fact.kind, "slots": slots, "doc": evidence.doc, "start": evidence.start, "end": evidence.end}
    return digest(content)


def digest(content: object) -> str:
    """The first twenty hexadecimal digits of the SHA-256 of ``content`` as canonical JSON."""
    return hashlib.sha256(canonical_json(content).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def canonical_json(content: object) -> str:
    """``content`` as JSON that is the same in every run: sorted keys, no blanks, no escapes."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _canonical(value: Value) -> str:
    if isinstance(value, EntityRef):
        return canonical_json(["entity", value.type, value.name, value.qualifier])
    if isinstance(value, Phrase):
        return canonical_json(["phrase", value.text, sorted(map(_canonical, value.refs))])
    if isinstance(value, Money):
        figures = [None if figure is None else float(figure) for figure in (value.value, value.low, value.high)]
        return canonical_json(["money", *figures, value.currency, value.text])
    if isinstance(value, str):
        return canonical_json(["text", value])
    return canonical_json(["number", float(value)])
