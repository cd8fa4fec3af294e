"""Triples as a document in one of the forms that linked data comes in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox

from kg.exports import turtle, used_prefixes
from kg.namespaces import Namespaces
from kg.results import literal_cell
from kg.xml_words import xml_triple

HTML = "text/html"
#: The forms by the suffix that asks for them; the first is what a client gets that takes anything.
SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".html": HTML,
        ".ttl": "text/turtle",
        ".jsonld": "application/ld+json",
        ".json": "application/json",
        ".nt": "application/n-triples",
        ".rdf": "application/rdf+xml",
    }
)


def document(triples: Sequence[ox.Triple], media_type: str, *, namespaces: Namespaces, iri: str) -> bytes:
    """``triples``, sorted, as a document; as plain JSON it is what they say of ``iri`` and of the other subjects.

    Plain JSON: ``{"id", "properties": {"rdfs:label": [values]}, "others": [{"id", "properties"}]}``, where a value
    is a number, a text, or ``{"id": IRI}``.
    """
    if media_type == "text/turtle":
        return turtle(triples, namespaces=namespaces)
    if media_type == "application/json":
        return _plain_json(triples, namespaces, iri)
    if media_type == "application/rdf+xml":
        triples = [xml_triple(triple) for triple in triples]
        prefixes = used_prefixes(triples, namespaces)
        return ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=prefixes) or b""
    form = ox.RdfFormat.JSON_LD if media_type == "application/ld+json" else ox.RdfFormat.N_TRIPLES
    prefixes = used_prefixes(triples, namespaces)
    return ox.serialize(triples, format=form, prefixes=prefixes) or b""


def _plain_json(triples: Sequence[ox.Triple], namespaces: Namespaces, iri: str) -> bytes:
    about: dict[str, dict[str, list[Any]]] = {iri: {}}
    for triple in triples:
        properties = about.setdefault(_name(triple.subject), {})
        properties.setdefault(namespaces.shorten(triple.predicate.value), []).append(_value(triple.object))
    own = about.pop(iri)
    others = [{"id": name, "properties": properties} for name, properties in about.items()]
    record = {"id": iri, "properties": own, "others": others}
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _value(term: Any) -> Any:
    return literal_cell(term) if isinstance(term, ox.Literal) else {"id": _name(term)}


def _name(term: Any) -> str:
    return str(term.value) if isinstance(term, ox.NamedNode) else str(term)
