"""All that ``medai.ttl`` says of a term of ours: words, examples, place among the others, close terms elsewhere.

>>> load_terms()["competesWith"].domains
('https://medai-kg.example/ontology#Organization',)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from ontology.schema import ontology_path
from ontology.triples import MAI, RDF, RDFS, SKOS, Term, TripleIndex

OWL = "http://www.w3.org/2002/07/owl#"


@dataclass(frozen=True, slots=True)
class OntologyTerm:
    """A class or property: ``examples`` are words with their language; the other tuples hold IRIs.

    ``sorts`` are the local names of its OWL types (Class, ObjectProperty, SymmetricProperty ...); ``inverse`` is the
    property read backwards, whichever of the two says so; ``matches`` are close terms of other vocabularies.
    """

    iri: str
    name: str
    sorts: tuple[str, ...]
    label_zh: str
    label_en: str
    definition_zh: str
    definition_en: str
    examples: tuple[tuple[str, str | None], ...]
    parents: tuple[str, ...]
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    inverse: str | None
    disjoint: tuple[str, ...]
    matches: tuple[str, ...]


@cache
def load_terms() -> Mapping[str, OntologyTerm]:
    """The classes and properties of ``medai.ttl`` by local name, in the order of the file."""
    index = TripleIndex(ontology_path())
    nodes = [node for node in index.labelled(RDF + "type") if node.value.startswith(MAI)]
    return MappingProxyType({term.name: term for term in (_read(index, node) for node in nodes)})


def _read(index: TripleIndex, node: NamedNode) -> OntologyTerm:
    def words(predicate: str, language: str) -> str:
        return index.text(node, predicate, language=language) or ""

    def iris(*predicates: str) -> tuple[str, ...]:
        found = (term for predicate in predicates for term in index.objects(node, predicate))
        return tuple(term.value for term in found if isinstance(term, NamedNode))

    backwards = [one.value for one in index.subjects(OWL + "inverseOf", node) if isinstance(one, NamedNode)]
    against = [one.value for one in index.subjects(OWL + "disjointWith", node) if isinstance(one, NamedNode)]
    return OntologyTerm(
        iri=node.value,
        name=node.value.removeprefix(MAI),
        sorts=tuple(iri.removeprefix(OWL) for iri in iris(RDF + "type")),
        label_zh=words(RDFS + "label", "zh"),
        label_en=words(RDFS + "label", "en"),
        definition_zh=words(SKOS + "definition", "zh"),
        definition_en=words(SKOS + "definition", "en"),
        examples=tuple(map(_example, index.objects(node, SKOS + "example"))),
        parents=iris(RDFS + "subClassOf", RDFS + "subPropertyOf"),
        domains=iris(RDFS + "domain"),
        ranges=iris(RDFS + "range"),
        inverse=next(iter((*iris(OWL + "inverseOf"), *backwards)), None),
        disjoint=(*iris(OWL + "disjointWith"), *against),
        matches=iris(SKOS + "closeMatch"),
    )


def _example(term: Term) -> tuple[str, str | None]:
    if isinstance(term, Literal):
        return term.value, term.language
    return (term.value if isinstance(term, NamedNode) else str(term)), None
