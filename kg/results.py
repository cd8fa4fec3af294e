"""Answers of the store as tables: things by their label, numbers as numbers; IRIs where they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyoxigraph as ox

from kg.namespaces import VOCABULARIES
from kg.store import Answer, GraphStore, Solutions, Term, Triples
from kg.tables import Cell, Table

_XSD = VOCABULARIES["xsd"]
_WHOLE = frozenset(_XSD + name for name in ("integer", "long", "int", "nonNegativeInteger"))
_REAL = frozenset(_XSD + name for name in ("decimal", "double", "float"))
_LABELS = "SELECT ?thing ?label WHERE { ?thing rdfs:label|skos:prefLabel ?label }"


def labels_of(store: GraphStore) -> dict[str, str]:
    """The label of every labelled IRI, the Chinese one before others."""
    labels: dict[str, tuple[int, str]] = {}
    for row in store.select(_LABELS).dicts():
        thing, label = row["thing"], row["label"]
        if isinstance(thing, ox.NamedNode) and isinstance(label, ox.Literal):
            candidate = (0 if label.language == "zh" else 1, label.value)
            labels[thing.value] = min(labels.get(thing.value, candidate), candidate)
    return {iri: label for iri, (_, label) in labels.items()}


def result_table(result: Solutions | Triples | Answer, store: GraphStore, *, iri: bool = False) -> Table:
    """``result`` as a table; ``iri`` shows IRIs instead of labels."""
    if isinstance(result, Answer):
        return Table(("answer",), ((result.value,),))
    cell = _cells(store, iri=iri)
    if isinstance(result, Triples):
        rows = [(cell(triple.subject), cell(triple.predicate), cell(triple.object)) for triple in result.triples]
        return Table(("subject", "predicate", "object"), tuple(rows))
    return Table(result.variables, tuple(tuple(map(cell, row)) for row in result.rows))


def _cells(store: GraphStore, *, iri: bool) -> Callable[[Term | None], Cell]:
    labels: Mapping[str, str] = {} if iri else labels_of(store)

    def cell(term: Term | None) -> Cell:
        if isinstance(term, ox.NamedNode):
            return term.value if iri else labels.get(term.value) or store.namespaces.shorten(term.value)
        if isinstance(term, ox.Literal):
            return literal_cell(term)
        return None if term is None else str(term)

    return cell


def literal_cell(literal: ox.Literal) -> Cell:
    """The value of a literal: numbers and truth values as such, everything else as its words."""
    kind = literal.datatype.value
    try:
        if kind in _WHOLE:
            return int(literal.value)
        if kind in _REAL:
            number = float(literal.value)
            return int(number) if number.is_integer() else number
    except (ValueError, OverflowError):
        return literal.value
    return literal.value == "true" if kind == _XSD + "boolean" else literal.value
