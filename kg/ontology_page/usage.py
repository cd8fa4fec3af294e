"""What a graph has of each term: counts, one fact of each kind with its quote, one derived edge with its reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.content import Content, FactRecord
from kg.inspect import slot_words, source_words
from kg.store import GraphStore
from ontology.derivation import load_rules

_PREDICATES = "SELECT ?term (COUNT(*) AS ?uses) WHERE { ?s ?term ?o } GROUP BY ?term"
_CLASSES = "SELECT ?term (COUNT(DISTINCT ?s) AS ?uses) WHERE { ?s a ?term } GROUP BY ?term"
_CONCEPTS = """SELECT ?term (COUNT(DISTINCT ?fact) AS ?uses) WHERE {
  ?fact mai:rule ?rule ; ?property ?term . ?term a skos:Concept
} GROUP BY ?term"""
_EDGES = """SELECT ?property ?subject ?from ?value ?to ?rule ?quote WHERE {
  ?step a mai:Derivation ; rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?value ; mai:byRule ?rule ;
    prov:wasDerivedFrom/prov:wasDerivedFrom/oa:hasSelector/oa:exact ?quote .
  ?subject rdfs:label ?from . OPTIONAL { ?value rdfs:label ?to }
}"""
_TOP = 3
_LONGEST_QUOTE = 160
_QUOTES = 2


@dataclass(frozen=True, slots=True)
class FactExample:
    """One fact for people: its slots as (name, Chinese label, words), the quote and where it stands."""

    slots: tuple[tuple[str, str, str], ...]
    quote: str
    source: str


@dataclass(frozen=True, slots=True)
class EdgeExample:
    """One derived edge in words, the Chinese and English title of its rule, and quotes behind it."""

    subject: str
    value: str
    rule: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """What a graph has: ``counts`` by IRI of a class, property or concept, examples by local name."""

    counts: Mapping[str, int]
    facts: Mapping[str, FactExample]
    edges: Mapping[str, EdgeExample]
    things: Mapping[str, tuple[str, ...]]


def usage_of(store: GraphStore, content: Content) -> Usage:
    """Counts and examples in ``store``, whose content is ``content``; the same for the same graph."""
    counts: Counter[str] = Counter()
    for query in (_PREDICATES, _CLASSES, _CONCEPTS):
        for term, uses in store.select(query):
            if isinstance(term, NamedNode) and isinstance(uses, Literal):
                counts[term.value] += int(uses.value)
    return Usage(counts, _facts(content), _edges(store), _things(content))


def _facts(content: Content) -> dict[str, FactExample]:
    """For each kind the fact that shows most: many slots, sure, a short quote."""

    def order(fact: FactRecord) -> tuple[bool, int, float, int, str]:
        filled = len(slot_words(fact))
        return (len(fact.quote) > _LONGEST_QUOTE, -filled, -fact.confidence, len(fact.quote), fact.iri)

    by_kind: dict[str, list[FactRecord]] = defaultdict(list)
    for fact in content.facts:
        by_kind[fact.kind].append(fact)
    return {kind: _example(min(facts, key=order), content) for kind, facts in sorted(by_kind.items())}


def _example(fact: FactRecord, content: Content) -> FactExample:
    return FactExample(tuple(slot_words(fact)), fact.quote, source_words(fact, content))


def _edges(store: GraphStore) -> dict[str, EdgeExample]:
    """For each derived property the edge with the shortest reason."""
    titles = {rule.name: f"{rule.title_zh} {rule.title_en}" for rule in load_rules()}
    quotes: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for row in store.select(_EDGES).dicts():
        words = {name: str(term.value) for name, term in row.items()}  # type: ignore[union-attr]
        edge = (words["property"], words["from"], words.get("to", words["value"]), words["rule"])
        quotes[edge].add(words["quote"])
    by_property: dict[str, list[tuple[int, tuple[str, str, str, str]]]] = defaultdict(list)
    for edge, found in quotes.items():
        by_property[edge[0]].append((sum(map(len, found)), edge))
    examples = {}
    for iri, edges in sorted(by_property.items()):
        edge = min(edges)[1]
        shown = tuple(sorted(quotes[edge], key=lambda quote: (len(quote), quote))[:_QUOTES])
        examples[iri.rpartition("#")[2]] = EdgeExample(edge[1], edge[2], titles.get(edge[3], edge[3]), shown)
    return examples


def _things(content: Content) -> dict[str, tuple[str, ...]]:
    """For each type the things that most facts point at."""
    uses = Counter(iri for fact in content.facts for iri in fact.things)
    by_type: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for thing in content.entities.values():
        for name in thing.types:
            by_type[name].append((-uses[thing.iri], thing.label))
    return {name: _first(sorted(things)) for name, things in sorted(by_type.items())}


def _first(things: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(label for _, label in things[:_TOP])
