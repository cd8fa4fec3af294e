"""The fact schema, read from ``shapes.ttl`` and ``medai.ttl``: kinds, their slots, what a slot may hold.

>>> load_schema().kind("Funding").slot("investors").types
('Investor', 'Company', 'Institution')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode

from ontology.concepts import concept_paths
from ontology.triples import BASE, MAI, RDF, RDFS, SHAPE, SKOS, SchemaError, Term, TripleIndex

__all__ = [
    "BASE",
    "ENTITY_TYPES",
    "MAI",
    "Kind",
    "Schema",
    "SchemaError",
    "Slot",
    "Vocabulary",
    "load_schema",
    "load_vocabulary",
    "ontology_path",
    "rule_paths",
    "shapes_path",
    "vocabulary_paths",
]

SH = "http://www.w3.org/ns/shacl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
MONEY = "https://schema.org/MonetaryAmount"

#: The entity types; an entity with several has its IRI under the first of them in this order.
ENTITY_TYPES = (
    "Company",
    "Investor",
    "Regulator",
    "Hospital",
    "Institution",
    "Person",
    "Product",
    "AIModel",
    "Drug",
    "Disease",
    "Technology",
    "Policy",
    "Place",
    "Exchange",
    "Report",
)

SlotValue = OneOf["entity", "phrase", "money", "date", "text", "number"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of a kind: ``path`` is its property; a phrase keeps its words under ``text_path``.

    ``types`` are the entity types it may point at, the usual one first; ``values`` is the closed list of
    words, empty where any text will do. Words that mean a concept of the scheme ``scheme`` (a name for
    ``ontology.concepts.load_schemes``) get it beside them under ``concept_path``.
    """

    name: str
    path: str
    text_path: str | None
    value: SlotValue
    types: tuple[str, ...]
    many: bool
    values: tuple[str, ...]
    required: bool
    label_zh: str
    label_en: str
    concept_path: str | None = None
    scheme: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact. Of each group of slot names in ``any_of`` at least one must be filled."""

    name: str
    iri: str
    label_zh: str
    label_en: str
    slots: tuple[Slot, ...]
    any_of: tuple[tuple[str, ...], ...] = ()

    def slot(self, name: str) -> Slot:
        """The slot of that name.

        Raises:
            SchemaError: if the kind has no such slot; the message lists those it has.
        """
        for slot in self.slots:
            if slot.name == name:
                return slot
        raise SchemaError(f"{self.name} has no slot {name!r}: choose from {', '.join(s.name for s in self.slots)}")


@dataclass(frozen=True, slots=True)
class Schema:
    """All kinds of fact, in the order of the shapes."""

    kinds: Mapping[str, Kind]

    def kind(self, name: str) -> Kind:
        """The kind of that name.

        Raises:
            SchemaError: if there is none; the message lists those there are.
        """
        if name not in self.kinds:
            raise SchemaError(f"no kind of fact is called {name!r}: choose from {', '.join(self.kinds)}")
        return self.kinds[name]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A term of the ontology in words: a class, a property, or a scheme of concepts."""

    iri: str
    label_zh: str
    label_en: str
    definition_zh: str
    definition_en: str


def ontology_path() -> Path:
    """The vocabulary, ``medai.ttl``."""
    return Path(__file__).parent / "medai.ttl"


def vocabulary_paths() -> tuple[Path, ...]:
    """All files of the vocabulary: ``medai.ttl``, then the schemes of concepts."""
    return (ontology_path(), *concept_paths())


def shapes_path() -> Path:
    """The fact schema as SHACL, ``shapes.ttl``."""
    return Path(__file__).parent / "shapes.ttl"


def rule_paths() -> tuple[Path, ...]:
    """The CONSTRUCT rules, one file for each derived property, sorted by name."""
    return tuple(sorted((Path(__file__).parent / "rules").glob("*.rq")))


@cache
def load_schema() -> Schema:
    """The kinds and their slots as the shapes have them.

    Raises:
        SchemaError: if a file is missing or a shape lacks what a kind or slot needs.
    """
    return read_schema(shapes=shapes_path(), ontology=ontology_path())


def read_schema(*, shapes: Path, ontology: Path) -> Schema:
    """The schema of these two files; ``load_schema`` reads the ones of this package."""
    index = TripleIndex(shapes, ontology)
    try:
        ranked = [_read_kind(index, target, node_shapes) for target, node_shapes in _targets(index).items()]
    except SchemaError as error:
        raise SchemaError(f"{shapes}: {error}") from error
    if not ranked:
        raise SchemaError(f"{shapes}: no node shape targets a subclass of mai:Fact")
    return Schema(MappingProxyType({kind.name: kind for _, kind in sorted(ranked, key=lambda pair: pair[0])}))


@cache
def load_vocabulary() -> Mapping[str, Vocabulary]:
    """Every class, property and scheme with a label, by IRI, in the order of the files; concepts are apart."""
    index = TripleIndex(*vocabulary_paths())
    terms: dict[str, Vocabulary] = {}
    for subject in index.labelled(RDFS + "label"):
        texts = {
            (predicate, language): index.text(subject, predicate, language=language) or ""
            for predicate in (RDFS + "label", SKOS + "definition")
            for language in ("zh", "en")
        }
        terms[subject.value] = Vocabulary(
            iri=subject.value,
            label_zh=texts[RDFS + "label", "zh"],
            label_en=texts[RDFS + "label", "en"],
            definition_zh=texts[SKOS + "definition", "zh"],
            definition_en=texts[SKOS + "definition", "en"],
        )
    return MappingProxyType(terms)


def _targets(index: TripleIndex) -> dict[NamedNode, list[Term]]:
    """The node shapes of each kind: the closed one with the slots, and those that ask for one of several."""
    targets: dict[NamedNode, list[Term]] = {}
    fact = NamedNode(MAI + "Fact")
    for shape in index.subjects(RDF + "type", NamedNode(SH + "NodeShape")):
        for target in index.objects(shape, SH + "targetClass"):
            if isinstance(target, NamedNode) and fact in index.objects(target, RDFS + "subClassOf"):
                targets.setdefault(target, []).append(shape)
    return targets


def _read_kind(index: TripleIndex, target: NamedNode, shapes: list[Term]) -> tuple[int, Kind]:
    """The place of a kind in the order of kinds, and the kind."""
    name = _local(target.value)
    closed = [shape for shape in shapes if index.text(shape, SH + "closed") == "true"]
    if len(closed) != 1:
        raise SchemaError(f"{name} needs exactly one closed node shape, it has {len(closed)}")
    main = closed[0]
    properties = index.objects(main, SH + "property")
    ordered = [(int(order), node) for node in properties if (order := index.text(node, SH + "order"))]
    slots = tuple(_read_slot(index, name, node) for _, node in sorted(ordered, key=lambda pair: pair[0]))
    slot_of = {path: slot.name for slot in slots for path in (slot.path, slot.text_path) if path}
    groups = []
    for shape in shapes:
        paths = _alternatives(index, shape)
        if paths and index.iri(shape, SH + "severity") != SH + "Warning":
            groups.append(tuple(_require(slot_of.get(path), name, f"the slot for {_local(path)}") for path in paths))
    kind = Kind(
        name=name,
        iri=target.value,
        label_zh=_require(index.text(target, RDFS + "label", language="zh"), name, "rdfs:label @zh"),
        label_en=_require(index.text(target, RDFS + "label", language="en"), name, "rdfs:label @en"),
        slots=slots,
        any_of=tuple(groups),
    )
    return int(_require(index.text(main, SH + "order"), name, "sh:order")), kind


def _alternatives(index: TripleIndex, shape: Term) -> tuple[str, ...]:
    """The paths of an "at least one of": a sh:or whose members each ask for one value."""
    members = index.members_of(shape, SH + "or")
    paths = [index.iri(member, SH + "path") for member in members if index.text(member, SH + "minCount") == "1"]
    return tuple(path for path in paths if path) if len(paths) == len(members) else ()


def _read_slot(index: TripleIndex, kind: str, node: Term) -> Slot:
    path = _require(index.iri(node, SH + "path"), kind, "sh:path of a property shape")
    where = f"{kind}, {_local(path)}"
    text_path = _partner(index, "textOf", path)
    concept_path = _partner(index, "conceptOf", path)
    scheme = index.iri(NamedNode(concept_path), MAI + "fromScheme") if concept_path else None
    # The words of a phrase are always there, so they and not the entities say whether it is required.
    counted = _property_shape(index, node, text_path) if text_path else node
    types = tuple(_local(iri) for iri in _classes(index, node) if iri.startswith(MAI))
    return Slot(
        name=_require(index.text(node, SH + "name"), where, "sh:name without a language"),
        path=path,
        text_path=text_path,
        value=_slot_value(index, node, where, phrase=text_path is not None),
        types=types,
        many=not index.objects(counted, SH + "maxCount"),
        values=tuple(term.value for term in index.members_of(node, SH + "in") if isinstance(term, Literal)),
        required=int(index.text(counted, SH + "minCount") or 0) > 0,
        label_zh=_require(index.text(node, SH + "name", language="zh"), where, "sh:name @zh"),
        label_en=_require(index.text(node, SH + "name", language="en"), where, "sh:name @en"),
        concept_path=concept_path,
        scheme=_local(scheme) if scheme else None,
    )


def _partner(index: TripleIndex, pairing: str, path: str) -> str | None:
    """The property that ``mai:textOf`` or ``mai:conceptOf`` pairs with ``path``."""
    for subject in index.subjects(MAI + pairing, NamedNode(path)):
        if isinstance(subject, NamedNode):
            return subject.value
    return None


def _property_shape(index: TripleIndex, sibling: Term, path: str) -> Term:
    """The property shape for ``path`` in the node shape that holds ``sibling``."""
    for shape in index.subjects(SH + "property", sibling):
        for node in index.objects(shape, SH + "property"):
            if index.iri(node, SH + "path") == path:
                return node
    raise SchemaError(f"no property shape for {_local(path)} beside its entities")


def _classes(index: TripleIndex, node: Term) -> list[str]:
    holders = [node, *index.members_of(node, SH + "or")]
    return [iri for holder in holders if (iri := index.iri(holder, SH + "class"))]


def _slot_value(index: TripleIndex, node: Term, where: str, *, phrase: bool) -> SlotValue:
    classes = _classes(index, node)
    if phrase:
        return "phrase"
    if MONEY in classes:
        return "money"
    if classes:
        return "entity"
    if index.iri(node, SH + "node") == SHAPE + "PartialDate":
        return "date"
    by_datatype: dict[str | None, SlotValue] = {XSD + "string": "text", XSD + "decimal": "number"}
    datatype = index.iri(node, SH + "datatype")
    if datatype not in by_datatype:
        choices = "sh:class, sh:node shape:PartialDate, sh:datatype xsd:string or xsd:decimal"
        raise SchemaError(f"{where}: nothing says what the slot holds; give one of {choices}")
    return by_datatype[datatype]


def _require(value: str | None, where: str, what: str) -> str:
    if value is None:
        raise SchemaError(f"{where}: {what} is missing")
    return value


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1]
