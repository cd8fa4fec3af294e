"""From facts to NetworkX: the one bridge that analyses, exports and pictures cross.

The facts of a store become typed, directed edges between their things by the rows of ``projections.toml``.
Everything comes back sorted, so that the same store gives the same network.
"""

from __future__ import annotations

import itertools
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx

from kg.content import Content, FactRecord, Queryable, ReportRecord, read_content
from ontology.concepts import load_schemes
from ontology.schema import MAI, load_vocabulary


@dataclass(frozen=True, slots=True)
class Projection:
    """One row of ``projections.toml``: an edge that facts of a kind imply."""

    kind: str
    source: str
    target: str
    relation: str
    symmetric: bool = False
    unless: str = ""
    by: str = ""
    most: int = 0
    between: tuple[str, ...] = ()
    channel: str = ""

    def lists(self, fact: FactRecord) -> bool:
        """Whether the fact only lists the things in the slot, which are too many to be tied to one another."""
        return 0 < self.most < len(set(fact.entities(self.source)))


@dataclass(frozen=True, slots=True)
class Projections:
    """The rows; for a row with ``by``, the relation of each value; the zh and en label of each relation."""

    rows: tuple[Projection, ...]
    variants: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, tuple[str, str]]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of fact that give edges, sorted."""
        return tuple(sorted({row.kind for row in self.rows}))


@cache
def load_projections() -> Projections:
    """The rows of ``projections.toml`` beside this module.

    Raises:
        ValueError: if a row has a missing or unknown key, or a relation has no label.
    """
    path = Path(__file__).with_name("projections.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = []
    for number, row in enumerate(table["edge"], start=1):
        try:
            rows.append(Projection(**row | {"between": tuple(row.get("between", ()))}))
        except TypeError as error:
            raise ValueError(f"{path.name}: edge {number}: {error}") from error
    variants: dict[str, dict[str, str]] = table["variants"]
    words = load_vocabulary()
    labels = {name: (own["zh"], own["en"]) for name, own in table["labels"].items()}
    relations = {row.relation for row in rows}.union(
        (row.channel for row in rows if row.channel), *(values.values() for values in variants.values())
    )
    for relation in sorted(relations - labels.keys()):
        if MAI + relation not in words:
            raise ValueError(f"{path.name}: {relation} is no property of the ontology; give it a row in [labels]")
        labels[relation] = (words[MAI + relation].label_zh, words[MAI + relation].label_en)
    return Projections(rows=tuple(rows), variants=variants, labels=labels)


def load_network(store: Queryable) -> nx.MultiDiGraph:
    """The graph of entities in ``store``: one node per thing (key: IRI), one typed edge per fact and pair of slots.

    Nodes carry label, type, types, aliases, docs, facts; edges carry kind, fact, relation, label, label_en,
    symmetric, date, amount, confidence, modality, quote, report, source, where.
    """
    return project(read_content(store))


def project(content: Content) -> nx.MultiDiGraph:
    """The network of ``content``, nodes and edges in sorted order."""
    network: nx.MultiDiGraph = nx.MultiDiGraph()
    mentions = Counter(itertools.chain.from_iterable(fact.things for fact in content.facts))
    for iri, entity in sorted(content.entities.items()):
        network.add_node(
            iri,
            label=entity.label,
            type=entity.type,
            types=entity.types,
            aliases=entity.aliases,
            docs=entity.docs,
            facts=mentions[iri],
        )
    for fact in content.facts:
        for source, target, attributes in _edges_of(fact, content):
            network.add_edge(source, target, key=f"{fact.iri}#{attributes['relation']}", **attributes)
    return network


def _edges_of(fact: FactRecord, content: Content) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The edges that one fact implies, each pair and relation once."""
    projections = load_projections()
    shared = _about(fact, content.reports)
    seen: set[tuple[str, str, str]] = set()
    for row in projections.rows:
        if row.kind != fact.kind or (row.unless and row.unless in fact.slots) or row.lists(fact):
            continue
        relation = projections.variants.get(row.by, {}).get(fact.text(row.by), row.relation)
        if row.channel and is_review_channel(fact.text("approvalClass")):
            relation = row.channel
        zh, en = projections.labels[relation]
        said = {"relation": relation, "label": zh, "label_en": en, "symmetric": row.symmetric}
        for source, target in _pairs(fact, row):
            tied = all(_fits(content, iri, row.between) for iri in (source, target))
            if tied and (source, target, relation) not in seen:
                seen.add((source, target, relation))
                yield source, target, shared | said


def _fits(content: Content, iri: str, types: tuple[str, ...]) -> bool:
    """Whether the thing is of one of ``types``; any will do where none is given."""
    return not types or bool({*types} & {*content.entities[iri].types})


@cache
def is_review_channel(words: str) -> bool:
    """Whether an approval class is a channel of review or a designation, which is not yet an approval."""
    concept = load_schemes()["ApprovalClasses"].find(words)
    return concept is not None and (concept.broader or "").endswith("/class-channel")


def _about(fact: FactRecord, reports: Mapping[str, ReportRecord]) -> dict[str, Any]:
    """What every edge of a fact carries."""
    report = reports.get(fact.report)
    return {
        "kind": fact.kind,
        "fact": fact.iri,
        "date": fact.date,
        "amount": fact.amount,
        "confidence": fact.confidence,
        "modality": fact.modality,
        "quote": fact.quote,
        "report": report.stem if report else "",
        "source": fact.source,
        "where": fact.where,
    }


def _pairs(fact: FactRecord, row: Projection) -> list[tuple[str, str]]:
    """Ends of the edges that ``row`` draws for ``fact``; a thing is never tied to itself."""
    sources, targets = fact.entities(row.source), fact.entities(row.target)
    if row.symmetric and row.source == row.target:
        return list(itertools.combinations(sorted(set(sources)), 2))
    pairs = {(source, target) for source in sources for target in targets if source != target}
    return sorted({(min(pair), max(pair)) for pair in pairs} if row.symmetric else pairs)
