"""What a store says, as plain values: things, facts with their evidence, reports.

Terms are told by the local part of their IRI, because the base IRI of a build is a setting. Everything comes back
sorted, so that whatever is made of it is the same for the same graph.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Protocol
from urllib.parse import unquote

from kg.namespaces import TYPE_ORDER, first_type, local_name
from ontology.schema import load_schema

PREFIXES = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#>
"""
FACTS = "SELECT DISTINCT ?s ?p ?o WHERE { ?s prov:wasDerivedFrom/oa:hasSource ?report ; ?p ?o }"
EVIDENCE = """SELECT DISTINCT ?s ?p ?o WHERE {
  ?s prov:wasDerivedFrom ?evidence . ?evidence oa:hasSource ?report
  { ?evidence ?p ?o } UNION { ?evidence oa:hasSelector ?selector . ?selector ?p ?o }
  FILTER(?p NOT IN (rdf:type, oa:hasSelector))
}"""
REPORTS = "SELECT ?s ?p ?o WHERE { { SELECT DISTINCT ?s WHERE { ?any oa:hasSource ?s } } ?s ?p ?o }"
LABELLED = "SELECT DISTINCT ?s ?p ?o WHERE { ?s rdfs:label ?label ; ?p ?o }"
AMOUNTS = """SELECT DISTINCT ?s ?p ?o WHERE {
  VALUES ?class { <https://schema.org/MonetaryAmount> <http://schema.org/MonetaryAmount> } ?s a ?class ; ?p ?o
}"""

#: Properties of a fact's node that say something about the fact and are not slots.
ABOUT_THE_FACT = frozenset({"type", "wasDerivedFrom", "rule", "confidence", "modality", "label"})
#: Amounts of a fact in the order in which one of them stands for all.
AMOUNT_SLOTS = ("amount", "total", "upfront", "milestone")

Rows = Mapping[str, Mapping[str, tuple[Any, ...]]]


class Queryable(Protocol):
    """Anything that answers SPARQL SELECT over all named graphs at once, as ``kg.store.GraphStore`` does."""

    def query(self, text: str, /) -> Any:
        """The solutions of ``text``."""
        ...


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """One thing of the graph with its names and the reports (stems) that name it."""

    iri: str
    label: str
    type: str
    types: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    docs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """A report that facts cite."""

    iri: str
    stem: str
    title: str
    publisher: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of money in units of its currency; ``low`` and ``high`` are one where the text gives the figure."""

    low: float
    high: float
    currency: str


@dataclass(frozen=True, slots=True)
class SlotValue:
    """What fills a slot: words to show and, where it is a thing, its IRI; where it is money, the sum."""

    text: str
    iri: str | None = None
    sum: Sum | None = None


@dataclass(frozen=True, slots=True)
class FactRecord:
    """One fact with its slots (by local name of the property) and the place it was read."""

    iri: str
    kind: str
    slots: Mapping[str, tuple[SlotValue, ...]]
    confidence: float
    modality: str
    rule: str
    quote: str
    start: int
    end: int
    source: str
    where: str
    report: str

    def entities(self, slot: str) -> list[str]:
        """IRIs of the things in a slot."""
        return [value.iri for value in self.slots.get(slot, ()) if value.iri is not None]

    @property
    def things(self) -> list[str]:
        """IRIs of all things that the fact points at, each once, sorted."""
        values = itertools.chain.from_iterable(self.slots.values())
        return sorted({value.iri for value in values if value.iri is not None})

    def text(self, slot: str) -> str:
        """Words of a slot, empty where it is not filled."""
        return "、".join(value.text for value in self.slots.get(slot, ()))

    @property
    def date(self) -> str:
        """When the fact held, at the precision printed; empty where the text does not say."""
        return self.text("date") or self.text("period")

    @property
    def amount(self) -> str:
        """The amount of money that stands for the fact, as words."""
        return next((self.text(slot) for slot in AMOUNT_SLOTS if slot in self.slots), "")


@dataclass(frozen=True, slots=True)
class Content:
    """What a store says of things, facts and reports, as plain values."""

    entities: Mapping[str, EntityRecord]
    facts: tuple[FactRecord, ...]
    reports: Mapping[str, ReportRecord]


def read_content(store: Queryable) -> Content:
    """Entities, facts and reports, read from ``store`` with a handful of queries."""
    labelled = _rows(store, LABELLED)
    read = {iri: about for iri, about in labelled.items() if "sha256" in about}
    reports = {iri: _report(iri, about) for iri, about in sorted({**_rows(store, REPORTS), **read}.items())}
    entities = {
        iri: _entity(iri, about, reports)
        for iri, about in labelled.items()
        if iri not in reports
        and "wasDerivedFrom" not in about
        and not set(TYPE_ORDER).isdisjoint(map(local_name, _values(about, "type")))
    }
    amounts = {iri: SlotValue(_money(about), sum=_sum(about)) for iri, about in _rows(store, AMOUNTS).items()}
    evidence = _rows(store, EVIDENCE)
    facts = []
    for iri, about in _rows(store, FACTS).items():
        kind = next(map(local_name, _values(about, "type")), "")
        if kind != "QuarantinedText":
            facts.append(_fact(iri, kind, about, evidence.get(iri, {}), entities, amounts))
    return Content(entities=entities, facts=tuple(facts), reports=reports)


def _rows(store: Queryable, query: str) -> Rows:
    """Answers to a ``?s ?p ?o`` query by subject and local name of the property, all sorted."""
    found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for subject, name, term in store.query(PREFIXES + query):
        found[subject.value][local_name(name.value)].append(term)
    return {
        subject: {
            name: tuple(terms if len(terms) == 1 else sorted(terms, key=str)) for name, terms in sorted(about.items())
        }
        for subject, about in sorted(found.items())
    }


def _entity(iri: str, about: Mapping[str, tuple[Any, ...]], reports: Mapping[str, ReportRecord]) -> EntityRecord:
    types = {local_name(name) for name in _values(about, "type")}
    return EntityRecord(
        iri=iri,
        label=_one(about, "label"),
        type=first_type(tuple(types)),
        types=tuple(name for name in TYPE_ORDER if name in types),
        aliases=tuple(sorted(set(_values(about, "altLabel")))),
        docs=tuple(
            sorted({reports[doc].stem if doc in reports else _stem(doc) for doc in _values(about, "mentionedIn")})
        ),
    )


def _report(iri: str, about: Mapping[str, tuple[Any, ...]]) -> ReportRecord:
    title = _one(about, "title") or _one(about, "label") or _stem(iri)
    stem = _one(about, "identifier") or _stem(iri)
    return ReportRecord(iri, stem, title, _one(about, "publisher"), _one(about, "date"))


def _money(about: Mapping[str, tuple[Any, ...]]) -> str:
    """Words of an amount: as the report prints it, else figure and currency."""
    bounds = [_one(about, name) for name in (("value",) if "value" in about else ("minValue", "maxValue"))]
    figure = "–".join(_number(bound) for bound in bounds if bound)
    return _one(about, "asPrinted") or f"{figure} {_one(about, 'currency')}".strip()


def _sum(about: Mapping[str, tuple[Any, ...]]) -> Sum | None:
    """The bounds of an amount; None where it has no figure or no currency."""
    figures = [float(digits) for name in ("minValue", "value", "maxValue") if (digits := _one(about, name))]
    currency = _one(about, "currency")
    return Sum(min(figures), max(figures), currency) if figures and currency else None


def _number(digits: str) -> str:
    """A decimal for people: ``200000000.0`` → ``200,000,000``."""
    return f"{Decimal(digits):,f}".removesuffix(".0")


def _fact(
    iri: str,
    kind: str,
    about: Mapping[str, tuple[Any, ...]],
    evidence: Mapping[str, tuple[Any, ...]],
    entities: dict[str, EntityRecord],
    amounts: Mapping[str, SlotValue],
) -> FactRecord:
    """The fact at ``iri``; a thing that a slot names and nothing describes joins ``entities`` under its IRI's name."""
    slots: dict[str, tuple[SlotValue, ...]] = {}
    for name, terms in about.items():
        if name in ABOUT_THE_FACT or name in _concept_properties():
            continue
        values = []
        for term in terms:
            if term.value in amounts:
                values.append(amounts[term.value])
            elif not hasattr(term, "datatype"):
                if term.value not in entities:
                    entities[term.value] = EntityRecord(term.value, _stem(term.value), "Thing", ("Thing",))
                values.append(SlotValue(entities[term.value].label, term.value))
            else:
                is_number = term.datatype.value.endswith("#decimal")
                values.append(SlotValue(_number(term.value) if is_number else term.value))
        slots[name] = tuple(values)
    order = _slot_order(kind)
    return FactRecord(
        iri=iri,
        kind=kind,
        slots={name: slots[name] for name in sorted(slots, key=lambda name: (order.get(name, len(order)), name))},
        confidence=float(_one(about, "confidence") or 1),
        modality=_one(about, "modality") or "asserted",
        rule=_one(about, "rule"),
        quote=_one(evidence, "exact"),
        start=int(_one(evidence, "start") or 0),
        end=int(_one(evidence, "end") or 0),
        source=_one(evidence, "foundIn"),
        where=_one(evidence, "where"),
        report=_one(evidence, "hasSource"),
    )


@cache
def _concept_properties() -> frozenset[str]:
    """Local names of the properties that say what the words of a slot mean; the words stand beside them."""
    slots = itertools.chain.from_iterable(kind.slots for kind in load_schema().kinds.values())
    return frozenset(local_name(slot.concept_path) for slot in slots if slot.concept_path)


@cache
def _slot_order(kind: str) -> Mapping[str, int]:
    """Places of the slots of a kind in the schema, by local name; a phrase's words come right after its things."""
    slots = load_schema().kinds[kind].slots if kind in load_schema().kinds else ()
    paths = itertools.chain.from_iterable((slot.path, slot.text_path) for slot in slots)
    return {local_name(path): place for place, path in enumerate(path for path in paths if path)}


def _values(about: Mapping[str, tuple[Any, ...]], name: str) -> Iterable[str]:
    return (term.value for term in about.get(name, ()))


def _one(about: Mapping[str, tuple[Any, ...]], name: str) -> str:
    return next(iter(_values(about, name)), "")


def _stem(iri: str) -> str:
    """Readable name in an IRI of a thing: ``…/id/report/000_9c26`` → ``000_9c26``."""
    return unquote(iri.rpartition("/")[2])
