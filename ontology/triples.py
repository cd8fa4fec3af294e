"""The Turtle files of this folder as an index: what a subject says under a predicate, in the order of the file."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

BASE = "https://medai-kg.example/"
MAI = BASE + "ontology#"
SHAPE = BASE + "shapes#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
Subject = NamedNode | BlankNode | Triple
Term = NamedNode | BlankNode | Literal | Triple


class SchemaError(Exception):
    """A file of the ontology is missing or says something the loader cannot read; the message names both."""


class TripleIndex:
    """The triples of some Turtle files, looked up by subject and predicate."""

    def __init__(self, *paths: Path) -> None:
        self._objects: dict[tuple[Subject, str], list[Term]] = {}
        self._subjects: dict[tuple[str, Term], list[Subject]] = {}
        for path in paths:
            self._add(path)

    def _add(self, path: Path) -> None:
        try:
            triples = list(parse(path=path, format=RdfFormat.TURTLE))
        except OSError as error:
            raise SchemaError(f"{path}: cannot be read ({error.strerror}); reinstall medai-kg") from error
        except SyntaxError as error:
            raise SchemaError(f"{path}:{error.lineno}: not valid Turtle: {error.msg}") from error
        for triple in triples:
            self._objects.setdefault((triple.subject, triple.predicate.value), []).append(triple.object)
            self._subjects.setdefault((triple.predicate.value, triple.object), []).append(triple.subject)

    def objects(self, subject: Term, predicate: str) -> list[Term]:
        """All objects, in the order of the file."""
        return [] if isinstance(subject, Literal) else self._objects.get((subject, predicate), [])

    def subjects(self, predicate: str, value: Term) -> list[Subject]:
        """All subjects that have ``value`` under ``predicate``, in the order of the file."""
        return self._subjects.get((predicate, value), [])

    def labelled(self, predicate: str) -> list[NamedNode]:
        """The IRIs that have anything under ``predicate``, in the order of the file."""
        return [subject for subject, used in self._objects if used == predicate and isinstance(subject, NamedNode)]

    def text(self, subject: Term, predicate: str, *, language: str | None = None) -> str | None:
        """The literal in ``language`` (None: without one), or None where there is none."""
        for term in self.objects(subject, predicate):
            if isinstance(term, Literal) and term.language == language:
                return term.value
        return None

    def iri(self, subject: Term, predicate: str) -> str | None:
        """The first IRI, or None where there is none."""
        for term in self.objects(subject, predicate):
            if isinstance(term, NamedNode):
                return term.value
        return None

    def members(self, head: Term) -> list[Term]:
        """The members of an RDF list."""
        members: list[Term] = []
        while first := self.objects(head, RDF + "first"):
            members.append(first[0])
            head = self.objects(head, RDF + "rest")[0]
        return members

    def members_of(self, subject: Term, predicate: str) -> list[Term]:
        """The members of the list under ``predicate``, empty where there is no list."""
        heads = self.objects(subject, predicate)
        return self.members(heads[0]) if heads else []
