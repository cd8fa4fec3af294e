"""What analyses look at: the asserted claims of a graph, within a time, reports and a confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import networkx as nx

from kg.analysis.generic import load_generic
from kg.analysis.result import Ref
from kg.claims import claims_of
from kg.content import Content, FactRecord
from kg.network import project
from ontology.schema import MAI, load_schema


@dataclass(frozen=True, slots=True)
class Scope:
    """Which facts count. ``since`` and ``until`` are ISO dates at any precision, both included.

    With a time given, a fact of a kind that has dates counts only if its own date lies wholly within; a kind without
    dates (``Develops``, ``Targets``) holds at any time. ``reports`` are stems; none means all.
    """

    since: str = ""
    until: str = ""
    reports: tuple[str, ...] = ()
    min_confidence: float = 0.0


@dataclass(frozen=True)
class Corpus:
    """A graph's things, reports and claims.

    ``content.facts`` holds one fact for each claim, ``statements`` all facts of the claim by the IRI of that one.
    ``set_aside`` counts the facts that do not count, by reason: forecast, planned, denied, undated, other time, ….
    """

    content: Content
    statements: Mapping[str, tuple[FactRecord, ...]]
    scope: Scope = field(default_factory=Scope)
    set_aside: Mapping[str, int] = field(default_factory=dict)

    @property
    def facts(self) -> tuple[FactRecord, ...]:
        """One fact for each claim, sorted by IRI."""
        return self.content.facts

    def of_kind(self, *kinds: str) -> list[FactRecord]:
        """One fact for each claim of these kinds, sorted by IRI."""
        return [fact for fact in self.content.facts if fact.kind in kinds]

    def ref(self, iri: str) -> Ref:
        """A thing for a cell."""
        return Ref(iri, self.content.entities[iri].label)

    def refs(self, iris: Iterable[str]) -> tuple[Ref, ...]:
        """Things for a cell, in the order of their names."""
        return tuple(sorted((self.ref(iri) for iri in set(iris)), key=lambda ref: (ref.label, ref.iri)))

    def stem(self, fact: FactRecord) -> str:
        """The report of a fact, by the stem of its file."""
        report = self.content.reports.get(fact.report)
        return report.stem if report else fact.report.rpartition("/")[2]

    @cached_property
    def network(self) -> nx.MultiDiGraph:
        """The typed multigraph of the claims: one edge for each claim, relation and pair of things."""
        return project(self.content)

    def ties(self, *, generic: bool = True, keep: Iterable[str] = ()) -> nx.Graph:
        """The network as a simple graph, sorted, without things that have no tie.

        Edges carry weight (the number of claims), relations and facts, sorted. With ``generic`` false, what ties
        everything to everything (``generic.toml``) is left out, but for the things in ``keep``.
        """
        left_out = set() if generic else self._everywhere() - set(keep)
        graph: nx.Graph = nx.Graph()
        behind: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
        for source, target, about in self.network.edges(data=True):
            if not left_out & {source, target}:
                facts, relations = behind.setdefault((min(source, target), max(source, target)), (set(), set()))
                facts.add(about["fact"])
                relations.add(about["relation"])
        for node in sorted({node for pair in behind for node in pair}):
            graph.add_node(node, label=self.network.nodes[node]["label"], type=self.network.nodes[node]["type"])
        for pair in sorted(behind):
            facts, relations = behind[pair]
            graph.add_edge(*pair, weight=len(facts), facts=tuple(sorted(facts)), relations=tuple(sorted(relations)))
        return graph

    def _everywhere(self) -> set[str]:
        """The things that are too general to tie others together."""
        rows = load_generic()
        things = self.content.entities.items()
        return {iri for iri, entity in things if entity.type in rows.types or entity.label in rows.names}


def corpus_of(content: Content, scope: Scope | None = None) -> Corpus:
    """The claims of ``content`` within ``scope``; only what is asserted counts, each claim once."""
    scope = scope or Scope()
    set_aside: Counter[str] = Counter()
    kept = []
    for fact in content.facts:
        reason = _reason_against(fact, scope, content)
        if reason:
            set_aside[reason] += 1
        else:
            kept.append(fact)
    claims = claims_of(kept)
    return Corpus(
        content=replace(content, facts=tuple(claim.fact for claim in claims)),
        statements={claim.fact.iri: claim.statements for claim in claims},
        scope=scope,
        set_aside=dict(sorted(set_aside.items())),
    )


def _reason_against(fact: FactRecord, scope: Scope, content: Content) -> str:
    """Why a fact does not count; empty if it does."""
    if fact.modality != "asserted":
        return fact.modality
    if fact.confidence < scope.min_confidence:
        return "confidence"
    if scope.reports and (fact.report not in content.reports or content.reports[fact.report].stem not in scope.reports):
        return "other report"
    if (scope.since or scope.until) and _has_dates(fact.kind):
        if not fact.date:
            return "undated"
        if not within(fact.date, scope.since, scope.until):
            return "other time"
    return ""


def within(date: str, since: str, until: str) -> bool:
    """Whether a date or period lies wholly between two dates, whatever the precision of each.

    >>> within("2024-03", "2024", "2024"), within("2024", "2024-03", ""), within("2023/2024", "2023-01", "")
    (True, False, True)
    """
    first, last = date.split("/")[0], date.split("/")[-1]
    return (not since or _padded(first, "-01") >= _padded(since, "-01")) and (
        not until or _padded(last, "-99") <= _padded(until, "-99")
    )


def _padded(date: str, ending: str) -> str:
    """A date made a day: its first (``-01``) or one after its last (``-99``); good for comparing only."""
    return date + ending * (2 - date.count("-"))


def _has_dates(kind: str) -> bool:
    kinds = load_schema().kinds
    paths = {slot.path for slot in kinds[kind].slots} if kind in kinds else set()
    return not paths.isdisjoint({f"{MAI}date", f"{MAI}period"})
