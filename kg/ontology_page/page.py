"""Puts vocabulary, fact schema, concepts, rules, queries and what the graph has of them on one HTML page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from kg.content import Content, read_content
from kg.errors import OutputError
from kg.namespaces import Namespaces
from kg.ontology_page.diagram import Leaf, Spoke, chain, star, tree
from kg.ontology_page.usage import Usage, usage_of
from kg.store import GraphStore
from ontology.concepts import load_schemes
from ontology.derivation import load_rules
from ontology.schema import ENTITY_TYPES, MAI, Slot, load_schema
from ontology.terms import OntologyTerm, load_terms
from queries import NamedQuery, load_queries

ASSETS = Path(__file__).with_name("assets")
_USED = re.compile(r"\b(?:mai|concept):([\w-]*\w)")
#: What a slot holds, where it is no thing.
_HOLDS = {"money": "金额", "date": "日期或时期", "text": "文字", "number": "数值"}
#: How nodes of the graph lead from a derived edge to the text, as box, arrow, box ….
_TRACE = (
    (
        "mai:Derivation",
        "prov:wasDerivedFrom",
        "mai:Fact",
        "prov:wasDerivedFrom",
        "oa:SpecificResource",
        "oa:hasSource",
        "mai:Report",
    ),
    ("oa:SpecificResource", "oa:hasSelector", "oa:TextQuoteSelector", "oa:exact", "“…”"),
    ("oa:SpecificResource", "oa:hasSelector", "oa:TextPositionSelector", "oa:start, oa:end", "123–145"),
    ("mai:Funding", "mai:round", "“A+轮”"),
    ("mai:Funding", "mai:roundConcept", "concept:round-A-plus", "mai:rank", "135"),
)


@dataclass(frozen=True, slots=True)
class OntologyParts:
    """HTML of the list of contents, and of what it leads to."""

    contents: Markup
    terms: Markup


def write_page(store: GraphStore, path: Path) -> None:
    """Write the page of ``render_page`` to ``path``.

    Raises:
        OutputError: if the file cannot be written.
    """
    text = render_page(store)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}; name another file") from error


def render_page(store: GraphStore) -> str:
    """The ontology as HTML, with counts and examples out of ``store``; the same bytes for the same graph."""
    parts = render_parts(store, read_content(store))
    style = Markup((ASSETS / "page.css").read_text(encoding="utf-8"))
    return _environment().get_template("page.html").render(style=style, contents=parts.contents, terms=parts.terms)


def render_parts(store: GraphStore, content: Content) -> OntologyParts:
    """The parts of the page for a frame of another page; ``content`` is that of ``store``."""
    usage = usage_of(store, content)
    names = store.namespaces
    terms = load_terms()
    kinds = load_schema().kinds
    edges = [terms[name] for name in dict.fromkeys(rule.property.removeprefix(MAI) for rule in load_rules())]
    slots = {
        path
        for kind in kinds.values()
        for slot in kind.slots
        for path in (slot.path, slot.text_path, slot.concept_path)
    }
    properties = [term for term in terms.values() if "Class" not in term.sorts]
    shown = {term.iri for term in edges} | {path for path in slots if path}
    values: dict[str, Any] = {
        "names": names,
        "terms": terms,
        "usage": usage,
        "uses": lambda iri: usage.counts.get(names.rebase(iri), 0),
        "short": lambda iri: Namespaces().shorten(iri),
        "anchor": _anchor,
        "classes": [term for term in terms.values() if "Class" in term.sorts and term.name not in kinds],
        "entity_types": ENTITY_TYPES,
        "kinds": [_kind(kind, usage) for kind in kinds],
        "slot_properties": [term for term in properties if term.iri in slots],
        "edges": [_edge(term, usage) for term in edges],
        "inverses": [term for term in properties if term.inverse and term.iri not in shown],
        "others": [term for term in properties if not term.inverse and term.iri not in shown],
        "schemes": load_schemes().values(),
        "homes": {concept.iri: scheme.name for scheme in load_schemes().values() for concept in scheme.concepts},
        "queries": sorted(load_queries().values(), key=lambda query: query.name),
        "asked": _asked(),
        "tree": tree(_leaf("Entity"), title="实体类型的层级 classes of things"),
        "trace": chain(_TRACE, title="从推导到原文 from a derived edge to the text"),
    }
    contents, words = (
        Markup(_environment().get_template(name).render(values)) for name in ("contents.html", "terms.html")
    )
    return OntologyParts(contents, words)


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(ASSETS)
    return jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _anchor(iri: str) -> str:
    """The place of a term on the page, as in its IRI: ``Approval``; ``concept-round-A`` of a concept."""
    short = Namespaces().shorten(iri)
    prefix, _, local = short.partition(":")
    return f"concept-{local}" if prefix == "concept" else local


def _leaf(name: str) -> Leaf:
    terms = load_terms()
    below = [term for term in terms.values() if MAI + name in term.parents and "Class" in term.sorts]
    return Leaf(f"{terms[name].label_zh} {name}", name, tuple(_leaf(term.name) for term in below))


def _kind(name: str, usage: Usage) -> dict[str, Any]:
    """A kind of fact with its slots, its diagram, an example, and the queries that read it."""
    kind = load_schema().kind(name)
    spokes = [Spoke(f"{slot.label_zh} {slot.name}", _holds(slot), slot.required) for slot in kind.slots]
    labels = {slot.name: slot.label_zh for slot in kind.slots}
    return {
        "kind": kind,
        "term": load_terms()[name],
        "diagram": star(f"{kind.label_zh} {name}", spokes, title=f"{kind.label_zh} {name}"),
        "holds": {slot.name: _holds(slot) for slot in kind.slots},
        "one_of": [" / ".join(f"{labels[slot]} {slot}" for slot in group) for group in kind.any_of],
        "example": usage.facts.get(name),
        "rules": [rule for rule in load_rules() if name in rule.kinds],
    }


def _holds(slot: Slot) -> str:
    """What may stand in a slot, in words: the types of things, or the sort of value."""
    labels = [load_terms()[name].label_zh for name in slot.types]
    if len(labels) == len(ENTITY_TYPES):
        labels = ["任何实体"]
    words = "、".join(labels)
    if slot.value == "phrase":
        return f"原文短语 → {words}"
    if slot.scheme:
        return f"文字 → {load_schemes()[slot.scheme].label_zh}概念"
    return words or _HOLDS[slot.value]


def _edge(term: OntologyTerm, usage: Usage) -> dict[str, Any]:
    """A derived property with its rules and one edge of the graph."""
    rules = [rule for rule in load_rules() if rule.property == term.iri]
    return {"term": term, "rules": rules, "example": usage.edges.get(term.name)}


@cache
def _asked() -> Mapping[str, tuple[NamedQuery, ...]]:
    """The named queries that use each term or concept, by local name."""
    asked: dict[str, list[NamedQuery]] = {}
    for _, query in sorted(load_queries().items()):
        for local in sorted(set(_USED.findall(query.text))):
            asked.setdefault(local, []).append(query)
    return {local: tuple(found) for local, found in sorted(asked.items())}
