"""The graph checked against the SHACL shapes, report by report; what breaks is told in names and quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.namespaces import VOCABULARIES, Namespaces
from kg.store import GraphStore
from ontology.schema import load_schema, shapes_path

SHACL = VOCABULARIES["sh"]


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One breach of the schema: ``subject`` is the fact or thing in words, ``quote`` the text it was read from.

    The message is in English and, where the schema has it so, in Chinese.
    """

    report: str
    severity: str
    message: str
    message_zh: str
    subject: str
    value: str = ""
    quote: str = ""


def validate_graph(store: GraphStore) -> list[Violation]:
    """All breaches in ``store``, sorted; an empty list means that the graph is what the schema says."""
    checker = _Checker(store)
    breaches: set[Violation] = set()
    for graph in store.graphs():
        if graph not in checker.unchecked:
            breaches.update(checker.check(graph))
    return sorted(breaches)


class _Checker:
    """Copies one named graph after another to rdflib, with the types of the things it points at, and runs pyshacl."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self.names = store.namespaces
        self.unchecked = {self.names.graph("ontology"), self.names.graph("derived")}
        self.shapes = _load_shapes(self.names)
        self.things: dict[Any, list[ox.Quad]] = {}
        for quad in store.quads(self.names.graph("entities")):
            self.things.setdefault(quad.subject, []).append(quad)
        # What the shapes ask of a concept is its scheme and the concepts above it.
        vocabulary = list(store.quads(self.names.graph("ontology")))
        concepts = {quad.subject for quad in vocabulary if quad.predicate == terms.IN_SCHEME}
        wanted = (terms.TYPE, terms.IN_SCHEME, terms.BROADER)
        self.concepts = [quad for quad in vocabulary if quad.subject in concepts and quad.predicate in wanted]

    def check(self, graph: ox.NamedNode) -> Iterator[Violation]:
        import pyshacl

        quads = list(self.store.quads(graph))
        data = _rdflib_graph(self._with_targets(quads))
        _, results, _ = pyshacl.validate(data, shacl_graph=self.shapes, inference="none", meta_shacl=False)
        words = _Words(quads, self)
        stem = words.stem(graph)
        for result in _results(results):
            yield words.violation(result, stem)

    def _with_targets(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """``quads``, the types of what they point at (``sh:class`` needs those), and the concepts."""
        yield from self.concepts
        seen = set()
        for quad in quads:
            yield quad
            if quad.object in self.things and quad.object not in seen:
                seen.add(quad.object)
                yield from (
                    fact for fact in self.things[quad.object] if fact.predicate != self.names.term("mentionedIn")
                )


@dataclass(frozen=True, slots=True)
class _Result:
    focus: str
    path: str
    value: str
    message: str
    message_zh: str
    severity: str


class _Words:
    """Says in words what the nodes of one graph are."""

    def __init__(self, quads: Iterable[ox.Quad], checker: _Checker) -> None:
        self.names = checker.names
        self.things = checker.things
        self.about: dict[str, list[ox.Quad]] = {}
        for quad in quads:
            self.about.setdefault(_iri(quad.subject), []).append(quad)

    def violation(self, result: _Result, stem: str) -> Violation:
        return Violation(
            report=stem,
            severity=result.severity,
            message=result.message,
            message_zh=result.message_zh,
            subject=self.subject(result.focus),
            value="" if result.value == result.focus else self._label(result.value),
            quote=self._quote(result.focus),
        )

    def stem(self, graph: ox.NamedNode) -> str:
        for quad in self.things.get(graph, []):
            if quad.predicate == terms.IDENTIFIER:
                return _iri(quad.object)
        return graph.value.rpartition("/")[2]

    def subject(self, iri: str) -> str:
        """``Approval: product 肺结节软件, holder 推想医疗`` for a fact, the name for a thing."""
        node = ox.NamedNode(iri) if "://" in iri else None
        about = self.about.get(iri, [])
        kinds = [_local(_iri(quad.object)) for quad in about if quad.predicate == terms.TYPE]
        kind = next((name for name in kinds if name in load_schema().kinds), None)
        if kind is None:
            holder = iri.rpartition("/")[0]
            # Evidence and amounts are spoken of as parts of their fact.
            return f"{iri.rpartition('/')[2]} of {self.subject(holder)}" if holder in self.about else self._label(iri)
        paths = {self.names.rebase(slot.path): slot.name for slot in load_schema().kind(kind).slots}
        words = [
            f"{paths[quad.predicate.value]} {self._label(_iri(quad.object))}"
            for quad in about
            if quad.predicate.value in paths
        ]
        return f"{kind}: {', '.join(sorted(words))}" if words or node is None else kind

    def _label(self, value: str) -> str:
        for quad in self.about.get(value, []):
            if quad.predicate == self.names.term("asPrinted"):
                return _iri(quad.object)
        node = ox.NamedNode(value) if value.startswith(self.names.base) else None
        for quad in self.things.get(node, []):
            if quad.predicate == terms.LABEL:
                return _iri(quad.object)
        return self.names.shorten(value)

    def _quote(self, iri: str) -> str:
        while iri.startswith(self.names.id):
            for quad in self.about.get(f"{iri}/evidence/quote", []):
                if quad.predicate == terms.EXACT:
                    return _iri(quad.object)
            iri = iri.rpartition("/")[0]
        return ""


def _iri(term: Any) -> str:
    """The IRI of a node or the words of a literal."""
    return str(term.value)


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def _load_shapes(namespaces: Namespaces) -> Any:
    import rdflib

    shapes = rdflib.Graph()
    shapes.parse(data=namespaces.rebase(shapes_path().read_text(encoding="utf-8")), format="turtle")
    return shapes


def _rdflib_graph(quads: Iterable[ox.Quad]) -> Any:
    import rdflib

    graph = rdflib.Graph()
    for quad in quads:
        graph.add((_rdflib_term(quad.subject), _rdflib_term(quad.predicate), _rdflib_term(quad.object)))
    return graph


def _rdflib_term(term: Any) -> Any:
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype == terms.STRING:
        # rdflib tells a plain literal from one that names its datatype; the shapes list plain ones.
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def _results(report: Any) -> Iterator[_Result]:
    import rdflib

    sh = rdflib.Namespace(SHACL)
    for node in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        messages = list(report.objects(node, sh.resultMessage))
        words = {getattr(message, "language", None): str(message) for message in sorted(messages, reverse=True)}
        english = words.get("en") or min(words.values(), default="a constraint of the schema is not met")
        yield _Result(
            focus=str(report.value(node, sh.focusNode)),
            path=str(report.value(node, sh.resultPath) or ""),
            value=str(report.value(node, sh.value) or ""),
            message=english,
            message_zh=words.get("zh", ""),
            severity=str(report.value(node, sh.resultSeverity)).rpartition("#")[2].lower(),
        )
