"""A fact as RDF: a node of its kind's class, its slots, and the place in the text that it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg import terms
from kg.facts import BuiltFact, PhraseValue, SlotValue, digest
from kg.namespaces import Namespaces
from ontology.concepts import Concept, load_schemes
from ontology.model import Entity, Evidence, Money, Quarantined
from ontology.schema import Slot

EntityIris = Mapping[Entity, NamedNode]


def fact_quads(built: BuiltFact, *, namespaces: Namespaces, iris: EntityIris) -> Iterator[Quad]:
    """All that the graph says of one fact, in the graph of its report."""
    fact = built.fact
    node = namespaces.fact(built.digest)
    graph = namespaces.report(fact.evidence.doc)
    yield Quad(node, terms.TYPE, namespaces.term(fact.kind), graph)
    for slot, values in built.slots:
        for number, value in enumerate(values):
            yield from _slot_quads(node, slot, value, number=number, graph=graph, namespaces=namespaces, iris=iris)
    yield Quad(node, namespaces.term("rule"), terms.text(fact.rule), graph)
    yield Quad(node, namespaces.term("confidence"), terms.decimal(fact.confidence), graph)
    yield Quad(node, namespaces.term("modality"), terms.text(fact.modality), graph)
    yield from evidence_quads(node, fact.evidence, graph=graph, namespaces=namespaces)


def _slot_quads(
    node: NamedNode,
    slot: Slot,
    value: SlotValue,
    *,
    number: int,
    graph: NamedNode,
    namespaces: Namespaces,
    iris: EntityIris,
) -> Iterator[Quad]:
    path = NamedNode(namespaces.rebase(slot.path))
    if isinstance(value, Entity):
        yield Quad(node, path, iris[value], graph)
    elif isinstance(value, PhraseValue):
        for entity in value.entities:
            yield Quad(node, path, iris[entity], graph)
        yield Quad(node, NamedNode(namespaces.rebase(slot.text_path or slot.path)), terms.text(value.text), graph)
    elif isinstance(value, Money):
        # A slot holds one amount; should a fact ever carry two, they must not melt into one node.
        amount = NamedNode(f"{node.value}/{slot.name}{f'-{number + 1}' if number else ''}")
        yield Quad(node, path, amount, graph)
        yield from _money_quads(amount, value, graph=graph, namespaces=namespaces)
    else:
        yield Quad(node, path, _literal(slot, value), graph)
        if slot.concept_path and (concept := concept_of(slot, value)):
            path = NamedNode(namespaces.rebase(slot.concept_path))
            yield Quad(node, path, NamedNode(namespaces.rebase(concept.iri)), graph)


def concept_of(slot: Slot, value: SlotValue) -> Concept | None:
    """The concept that the words in a slot mean; None where the slot has no scheme or the words are not in it."""
    return load_schemes()[slot.scheme].find(value) if slot.scheme and isinstance(value, str) else None


def _literal(slot: Slot, value: str | float) -> Literal:
    if not isinstance(value, str):
        return terms.decimal(value)
    return terms.date(value) if slot.value == "date" else terms.text(value)


def _money_quads(node: NamedNode, money: Money, *, graph: NamedNode, namespaces: Namespaces) -> Iterator[Quad]:
    yield Quad(node, terms.TYPE, terms.MONETARY_AMOUNT, graph)
    figures = ((terms.MONEY_VALUE, money.value), (terms.MIN_VALUE, money.low), (terms.MAX_VALUE, money.high))
    for path, figure in figures:
        if figure is not None:
            yield Quad(node, path, terms.decimal(figure), graph)
    yield Quad(node, terms.CURRENCY, terms.text(money.currency), graph)
    if money.text:
        yield Quad(node, namespaces.term("asPrinted"), terms.text(money.text), graph)


def evidence_quads(node: NamedNode, evidence: Evidence, *, graph: NamedNode, namespaces: Namespaces) -> Iterator[Quad]:
    """Where ``node`` was read, as a Web Annotation target with a quote and a position."""
    place = NamedNode(f"{node.value}/evidence")
    quote, position = NamedNode(f"{place.value}/quote"), NamedNode(f"{place.value}/position")
    yield Quad(node, terms.DERIVED_FROM, place, graph)
    yield Quad(place, terms.TYPE, terms.SPECIFIC_RESOURCE, graph)
    yield Quad(place, terms.HAS_SOURCE, namespaces.report(evidence.doc), graph)
    yield Quad(place, terms.HAS_SELECTOR, quote, graph)
    yield Quad(place, terms.HAS_SELECTOR, position, graph)
    yield Quad(place, namespaces.term("foundIn"), terms.text(evidence.source), graph)
    if evidence.where:
        yield Quad(place, namespaces.term("where"), terms.text(evidence.where), graph)
    yield Quad(quote, terms.TYPE, terms.QUOTE_SELECTOR, graph)
    yield Quad(quote, terms.EXACT, terms.text(evidence.quote), graph)
    yield Quad(position, terms.TYPE, terms.POSITION_SELECTOR, graph)
    yield Quad(position, terms.START, terms.integer(evidence.start), graph)
    yield Quad(position, terms.END, terms.integer(evidence.end), graph)


def quarantine_quads(item: Quarantined, *, namespaces: Namespaces) -> Iterator[Quad]:
    """A piece of garbled text: kept with its reason and place, in a graph of its own."""
    evidence = item.evidence
    graph = namespaces.graph("quarantine")
    node = namespaces.quarantine(digest([evidence.doc, evidence.start, evidence.end, item.reason]))
    yield Quad(node, terms.TYPE, namespaces.term("QuarantinedText"), graph)
    yield Quad(node, namespaces.term("reason"), terms.text(item.reason), graph)
    yield from evidence_quads(node, evidence, graph=graph, namespaces=namespaces)
