"""The derived edges of one thing, each with the facts it follows from: what ``kg show`` says beside the facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.store import GraphStore
from ontology.derivation import load_rules
from ontology.schema import MAI, load_vocabulary

_EDGES = """SELECT ?edge ?subject ?property ?object ?label ?fact WHERE {
  ?edge a mai:Derivation ; rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object ;
    prov:wasDerivedFrom+ ?fact .
  ?fact mai:modality ?modality .
  OPTIONAL { ?object rdfs:label ?label }
}"""


@dataclass(frozen=True, slots=True, order=True)
class DerivedEdge:
    """One derived edge in words: its property by local name and Chinese label, the other end, the IRIs of its facts."""

    relation: str
    label: str
    value: str
    facts: tuple[str, ...]


def derived_edges(store: GraphStore, iri: str) -> Sequence[DerivedEdge]:
    """The edges from the thing at ``iri`` that no single fact states, sorted by relation and words."""
    properties = {store.namespaces.rebase(rule.property): rule.property for rule in load_rules() if rule.drawn_together}
    words: dict[str, tuple[str, str]] = {}
    facts: dict[str, set[str]] = defaultdict(set)
    for row in store.select(_EDGES, parameters={"subject": NamedNode(iri)}).dicts():
        named = {name: str(term.value) for name, term in row.items()}  # type: ignore[union-attr]
        if named["property"] in properties:
            words[named["edge"]] = (properties[named["property"]], named.get("label", named["object"]))
            facts[named["edge"]].add(named["fact"])
    terms = load_vocabulary()
    return sorted(
        DerivedEdge(name.removeprefix(MAI), terms[name].label_zh, value, tuple(sorted(facts[edge])))
        for edge, (name, value) in words.items()
    )
