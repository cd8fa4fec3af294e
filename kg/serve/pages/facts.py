"""Facts as pages show them: one line for what several sentences state, with a source for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.claims import Claim, claims_of
from kg.content import FactRecord, SlotValue
from kg.serve.addresses import address_of
from kg.serve.pages import words
from kg.serve.pages.links import report_url
from kg.serve.pages.passages import Passage, passage
from kg.serve.pages.site import Rivals, Site
from kg.serve.pages.words import Confidence, Words
from ontology.schema import Kind, Slot, load_schema


@dataclass(frozen=True, slots=True)
class Value:
    """What fills a slot, with the page of the thing if it is one, and ``own`` if it is the page's own thing."""

    text: str
    url: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot of a fact with its values."""

    name: str
    label: Words
    values: tuple[Value, ...]
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class SourceView:
    """One sentence or row that states a fact."""

    url: str
    report_url: str
    report: str
    report_date: str
    where: str
    found_in: Words
    start: int
    end: int
    passage: Passage
    rule: str
    rule_words: Words
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class RivalView:
    """What another report says instead."""

    slot: Words
    value: str
    other_value: str
    other: SourceView


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as one line, however many sentences state it."""

    kind: str
    slots: tuple[Filled, ...]
    modality: str
    modality_words: Words
    sources: tuple[SourceView, ...]
    rivals: tuple[RivalView, ...]

    def slot(self, name: str) -> Filled | None:
        """The slot of that name, if it is filled."""
        return next((filled for filled in self.slots if filled.name == name), None)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table of facts: a slot that at least one of them fills."""

    name: str
    label: Words
    numeric: bool


@dataclass(frozen=True, slots=True)
class FactTable:
    """The facts of one kind; ``sources`` counts the sentences behind all lines."""

    kind: str
    label: Words
    columns: tuple[Column, ...]
    lines: tuple[FactLine, ...]
    sources: int


def fact_tables(site: Site, facts: Iterable[FactRecord], *, own: str = "") -> list[FactTable]:
    """A table for each kind, in the order of the schema; ``own`` is the thing whose page this is."""
    by_kind: dict[str, list[FactRecord]] = defaultdict(list)
    for fact in facts:
        by_kind[fact.kind].append(fact)
    order = [*load_schema().kinds, *sorted(by_kind)]
    return [_table(site, kind, by_kind[kind], own) for kind in dict.fromkeys(order) if kind in by_kind]


def _table(site: Site, kind: str, facts: list[FactRecord], own: str) -> FactTable:
    lines = fact_lines(site, facts, own=own)
    shown = []
    for slot in _columns(kind, lines):
        values = [line.slot(slot.name) for line in lines]
        # A column that says on every line whose page this is tells nothing.
        if not all(filled and len(filled.values) == 1 and filled.values[0].own for filled in values):
            shown.append(slot)
    # Time first: a reader scans a table of events by their dates.
    shown.sort(key=lambda column: column.name not in ("date", "period"))
    return FactTable(kind, words.term(kind), tuple(shown), tuple(lines), len(facts))


def _columns(kind: str, lines: Iterable[FactLine]) -> list[Column]:
    found: dict[str, Column] = {}
    for line in lines:
        for filled in line.slots:
            found.setdefault(filled.name, Column(filled.name, filled.label, filled.numeric))
    order = {slot.name: place for place, slot in enumerate(_slots(kind))}
    return sorted(found.values(), key=lambda column: (order.get(column.name, len(order)), column.name))


def fact_lines(site: Site, facts: Iterable[FactRecord], *, own: str = "") -> list[FactLine]:
    """The facts of one kind, each once, dated ones first in the order of time."""
    by_modality: dict[str, list[FactRecord]] = defaultdict(list)
    for fact in facts:
        by_modality[fact.modality].append(fact)
    claims = [claim for group in by_modality.values() for claim in claims_of(group)]
    ordered = sorted(claims, key=lambda claim: _in_time(claim.fact))
    return [_line(site, claim, own) for claim in ordered]


def _in_time(fact: FactRecord) -> tuple[bool, str, str, int, str]:
    return not fact.date, fact.date, fact.report, fact.start, fact.iri


def _by_strength(fact: FactRecord) -> tuple[float, str, int, str]:
    return -fact.confidence, fact.report, fact.start, fact.iri


def _line(site: Site, claim: Claim, own: str) -> FactLine:
    fact, group = claim.fact, sorted(claim.statements, key=_by_strength)
    rivals = [pair for one in group for pair in site.rivals.get(one.iri, ())]
    return FactLine(
        kind=fact.kind,
        slots=filled_slots(site, fact, own=own),
        modality=fact.modality,
        modality_words=words.MODALITIES.get(fact.modality, Words(fact.modality)),
        sources=tuple(source_view(site, one) for one in group),
        rivals=tuple(_rival(site, pair) for pair in rivals),
    )


def filled_slots(site: Site, fact: FactRecord, *, own: str = "") -> tuple[Filled, ...]:
    """The slots of ``fact`` in the order of the schema; the words of a phrase link to the things they name."""
    found = []
    for slot in _slots(fact.kind):
        things = fact.slots.get(_local(slot.path), ())
        phrase = fact.slots.get(_local(slot.text_path), ()) if slot.text_path else ()
        values = _phrase(site, phrase, things, own) if phrase else [_value(site, slot, one, own) for one in things]
        if values:
            label = Words(slot.label_zh, slot.label_en)
            found.append(Filled(slot.name, label, tuple(values), slot.value in ("number", "money", "date")))
    return tuple(found)


def _value(site: Site, slot: Slot, value: SlotValue, own: str) -> Value:
    if value.iri is None:
        return Value(words.listed(_local(slot.path), value.text))
    return Value(value.text, address_of(value.iri, site.namespaces), value.iri == own)


def _phrase(site: Site, phrase: tuple[SlotValue, ...], things: tuple[SlotValue, ...], own: str) -> list[Value]:
    links = [Value(one.text, address_of(one.iri or "", site.namespaces), one.iri == own) for one in things]
    text = "、".join(one.text for one in phrase)
    if len(links) == 1 and (links[0].text == text or not links[0].url):
        return links
    # The words as printed, then the things in them that are called otherwise.
    return [Value(text), *links] if links else [Value(text)]


def source_view(site: Site, fact: FactRecord) -> SourceView:
    """The sentence or row that states ``fact``."""
    report = site.content.reports.get(fact.report)
    stem = site.stem_of(fact)
    return SourceView(
        url=address_of(fact.iri, site.namespaces),
        report_url=report_url(stem, fact.start, fact.end),
        report=report.title if report else stem,
        report_date=report.date if report else "",
        where=fact.where,
        found_in=words.FOUND_IN.get(fact.source, Words(fact.source)),
        start=fact.start,
        end=fact.end,
        passage=passage(site, fact),
        rule=fact.rule,
        rule_words=words.rule(fact.rule),
        confidence=words.confidence(fact.confidence),
    )


def _rival(site: Site, pair: Rivals) -> RivalView:
    slot = next((one for one in _slots(pair.fact.kind) if one.name == pair.slot or _local(one.path) == pair.slot), None)
    label = Words(slot.label_zh, slot.label_en) if slot else Words(pair.slot)
    return RivalView(label, pair.value, pair.rival_value, source_view(site, pair.rival))


def _slots(kind: str) -> tuple[Slot, ...]:
    known: Kind | None = load_schema().kinds.get(kind)
    return known.slots if known else ()


def _local(path: str | None) -> str:
    return (path or "").rpartition("#")[2]
