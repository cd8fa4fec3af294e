"""The SKOS concept schemes of ``concepts/*.ttl``: which concept the words of a fact mean.

>>> load_schemes()["FundingRounds"].find("Series A+").label_zh
'A+轮'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

import opencc
from pyoxigraph import Literal, NamedNode

from ontology.triples import MAI, RDF, RDFS, SKOS, SchemaError, TripleIndex

_BETWEEN = re.compile(r"[\s\-‐‑−]+")


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning: ``labels`` are all its names and its ``notation``; ``rank`` orders it in its scheme."""

    iri: str
    label_zh: str
    label_en: str
    labels: tuple[str, ...]
    notation: str
    rank: int | None = None
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A closed list of concepts; with ``by_end`` words need not equal a label but end with it.

    ``by_label`` has each concept under its folded labels.
    """

    name: str
    iri: str
    label_zh: str
    label_en: str
    by_end: bool
    concepts: tuple[Concept, ...]
    by_label: Mapping[str, Concept] = field(repr=False, hash=False, compare=False)

    def find(self, words: str) -> Concept | None:
        """The concept that ``words`` mean, whatever their case, width, blanks and hyphens; None if none is known."""
        folded = fold_label(words)
        if not self.by_end:
            return self.by_label.get(folded)
        # From the whole to the last character: the longest label wins.
        return next((found for start in range(len(folded)) if (found := self.by_label.get(folded[start:]))), None)


def fold_label(words: str) -> str:
    """``words`` without what does not change their meaning: ``Ｐｒｅ－Ａ輪`` and ``pre A轮`` are both ``prea轮``."""
    return _BETWEEN.sub("", _simplifier().convert(unicodedata.normalize("NFKC", words)).casefold())


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def concept_paths() -> tuple[Path, ...]:
    """The files of the schemes, sorted by name."""
    return tuple(sorted((Path(__file__).parent / "concepts").glob("*.ttl")))


@cache
def load_schemes() -> Mapping[str, Scheme]:
    """All schemes by the last part of their IRI, with their concepts in the order of the files.

    Raises:
        SchemaError: if a scheme or concept lacks a name, or two concepts of a scheme share one.
    """
    return read_schemes(*concept_paths())


def read_schemes(*paths: Path) -> Mapping[str, Scheme]:
    """The schemes of these files; ``load_schemes`` reads the ones of this package."""
    index = TripleIndex(*paths)
    schemes = index.subjects(RDF + "type", NamedNode(SKOS + "ConceptScheme"))
    read = [_read_scheme(index, node) for node in schemes if isinstance(node, NamedNode)]
    return MappingProxyType({scheme.name: scheme for scheme in read})


def _read_scheme(index: TripleIndex, node: NamedNode) -> Scheme:
    members = index.subjects(SKOS + "inScheme", node)
    concepts = tuple(_read_concept(index, member) for member in members if isinstance(member, NamedNode))
    name = node.value.removeprefix(MAI)
    label_zh, label_en = (index.text(node, RDFS + "label", language=language) for language in ("zh", "en"))
    if not label_zh or not label_en:
        raise SchemaError(f"{name}: a scheme needs an rdfs:label in zh and en")
    return Scheme(
        name=name,
        iri=node.value,
        label_zh=label_zh,
        label_en=label_en,
        by_end=index.text(node, MAI + "labelsMatch") == "end",
        concepts=concepts,
        by_label=_labels(name, concepts),
    )


def _labels(scheme: str, concepts: tuple[Concept, ...]) -> Mapping[str, Concept]:
    by_label: dict[str, Concept] = {}
    for concept in concepts:
        for label in concept.labels:
            other = by_label.setdefault(fold_label(label), concept)
            if other is not concept:
                raise SchemaError(f"{scheme}: {label!r} names both {other.notation} and {concept.notation}")
    return MappingProxyType(by_label)


def _read_concept(index: TripleIndex, node: NamedNode) -> Concept:
    names = {language: index.text(node, SKOS + "prefLabel", language=language) for language in ("zh", "en")}
    notation = index.text(node, SKOS + "notation")
    if not names["zh"] or not names["en"] or not notation:
        raise SchemaError(f"{node.value}: a concept needs skos:prefLabel in zh and en, and a skos:notation")
    others = [
        term.value
        for predicate in ("altLabel", "hiddenLabel")
        for term in index.objects(node, SKOS + predicate)
        if isinstance(term, Literal)
    ]
    rank = next((term.value for term in index.objects(node, MAI + "rank") if isinstance(term, Literal)), None)
    return Concept(
        iri=node.value,
        label_zh=names["zh"],
        label_en=names["en"],
        labels=tuple(dict.fromkeys([names["zh"], names["en"], *others, notation])),
        notation=notation,
        rank=None if rank is None else int(rank),
        broader=index.iri(node, SKOS + "broader"),
    )
