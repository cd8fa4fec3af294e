"""A page for what has no page of its own: each subject with what the triples say of it, nodes without a name inside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from starlette.responses import Response

from kg import terms
from kg.namespaces import Namespaces
from kg.serve.addresses import address_of
from kg.serve.rendering import page
from ontology.schema import load_vocabulary

_DEEPEST = 8
#: Subjects on a page; the documents have all of them.
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Value:
    """An object: words with their language, or a name with its address, or a node without a name, shown inside."""

    text: str
    address: str = ""
    language: str = ""
    inside: tuple[Property, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A predicate with all of its values."""

    name: str
    label: str
    address: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A named node; ``anchor`` is what follows the # of its IRI."""

    iri: str
    name: str
    label: str
    anchor: str
    address: str
    properties: tuple[Property, ...]


def triples_page(triples: Sequence[ox.Triple], *, namespaces: Namespaces, iri: str) -> Response:
    """The page about ``iri``, first itself and then the other subjects of ``triples`` in their order."""
    view = _View(triples, namespaces)
    named = dict.fromkeys(t.subject for t in triples if isinstance(t.subject, ox.NamedNode))
    nodes = sorted(named, key=lambda node: node.value != iri)
    shown = [view.subject(node, anchors=f"{iri}#") for node in nodes[:_MOST]]
    document = {form: f"{address_of(iri, namespaces)}{form}" for form in (".ttl", ".jsonld", ".json", ".nt")}
    return page(
        "triples.html",
        title=namespaces.shorten(iri),
        iri=iri,
        forms=document,
        subjects=shown,
        left=len(nodes) - len(shown),
    )


class _View:
    """The triples, ready to be shown."""

    def __init__(self, triples: Iterable[ox.Triple], namespaces: Namespaces) -> None:
        self._namespaces = namespaces
        self._labels: dict[str, str] = {
            namespaces.rebase(term.iri): term.label_zh for term in load_vocabulary().values()
        }
        self._about: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            self._about[str(triple.subject)][triple.predicate.value].append(triple.object)
            if triple.predicate == terms.LABEL and isinstance(triple.subject, ox.NamedNode):
                words = triple.object
                if isinstance(words, ox.Literal) and (words.language or "zh") == "zh":
                    self._labels[triple.subject.value] = words.value

    def subject(self, node: ox.NamedNode, *, anchors: str) -> Subject:
        """``node`` as a section, which has an anchor if its IRI begins with ``anchors``."""
        name = self._namespaces.shorten(node.value)
        return Subject(
            iri=node.value,
            name=name,
            label=self._labels.get(node.value, ""),
            anchor=node.value.removeprefix(anchors) if node.value.startswith(anchors) else "",
            address=address_of(node.value, self._namespaces),
            properties=self._properties(self._about[str(node)], _DEEPEST),
        )

    def _properties(self, about: Mapping[str, list[object]], depth: int) -> tuple[Property, ...]:
        return tuple(
            Property(
                self._namespaces.shorten(name),
                self._labels.get(name, ""),
                address_of(name, self._namespaces),
                tuple(self._value(term, depth) for term in values),
            )
            for name, values in about.items()
        )

    def _value(self, term: object, depth: int) -> Value:
        if isinstance(term, ox.Literal):
            return Value(term.value, language=term.language or "")
        if isinstance(term, ox.NamedNode):
            name = self._labels.get(term.value) or self._namespaces.shorten(term.value)
            return Value(name, address_of(term.value, self._namespaces))
        inside = self._properties(self._about[str(term)], depth - 1) if depth else ()
        return Value("", inside=inside)
