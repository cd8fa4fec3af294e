"""The page of a fact: its slots, the words it was read from, and what follows from it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from kg.claims import claims_of
from kg.content import FactRecord
from kg.serve.addresses import address_of
from kg.serve.live import Snapshot
from kg.serve.pages import words
from kg.serve.pages.facts import FactLine, SourceView, fact_lines, source_view
from kg.serve.pages.layout import html
from kg.serve.pages.site import Site, site_of
from kg.serve.pages.thing import FORMS
from kg.serve.pages.words import Words


@dataclass(frozen=True, slots=True)
class DerivedEdge:
    """A direct edge between two things of the fact."""

    subject: str
    subject_url: str
    relation: Words
    object: str
    object_url: str


@dataclass(frozen=True, slots=True)
class FactPage:
    """All that the page of a fact shows; ``others`` are further sentences that state the same."""

    iri: str
    kind: str
    label: Words
    line: FactLine
    source: SourceView
    others: tuple[SourceView, ...]
    derived: tuple[DerivedEdge, ...]
    beside: tuple[tuple[Words, str, str], ...]
    forms: tuple[tuple[str, str], ...]


def fact_view(site: Site, snapshot: Snapshot, fact: FactRecord) -> FactPage:
    """The page of ``fact`` as plain values."""
    about = site.facts_of(fact.things[0]) if fact.things else (fact,)
    alike = [one for one in about if one.kind == fact.kind and one.modality == fact.modality]
    claim = next(claim for claim in claims_of(alike) if fact in claim.statements)
    others = [one for one in claim.statements if one.iri != fact.iri]
    (line,) = fact_lines(site, [fact])
    url = address_of(fact.iri, site.namespaces)
    return FactPage(
        iri=fact.iri,
        kind=fact.kind,
        label=words.term(fact.kind),
        line=line,
        source=source_view(site, fact),
        others=tuple(source_view(site, one) for one in others),
        derived=tuple(_derived(site, snapshot, fact)),
        beside=tuple(_beside(site, fact)),
        forms=tuple((label, f"{url}.{suffix}") for label, suffix in FORMS),
    )


def _derived(site: Site, snapshot: Snapshot, fact: FactRecord) -> list[DerivedEdge]:
    """The direct edges that rest on the fact."""
    entities = site.content.entities
    found = [
        DerivedEdge(
            subject=entities[subject].label,
            subject_url=address_of(subject, site.namespaces),
            relation=words.term(relation),
            object=entities[target].label,
            object_url=address_of(target, site.namespaces),
        )
        for subject, relation, target in snapshot.once(edges_by_fact).get(fact.iri, ())
        if subject in entities and target in entities
    ]
    return sorted(found, key=lambda edge: (edge.relation.zh, edge.subject_url, edge.object_url))


def edges_by_fact(snapshot: Snapshot) -> Mapping[str, list[tuple[str, str, str]]]:
    """Subject, relation and object of the edges that each fact is a premise of, from the traces of the rules."""
    traces: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in snapshot.store.quads(snapshot.namespaces.graph("derivations")):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            name = quad.predicate.value.rpartition("#")[2].rpartition("/")[2]
            traces[quad.subject.value][name].append(quad.object.value)
    edges: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for about in traces.values():
        for edge in itertools.product(about["subject"], about["predicate"], about["object"]):
            for premise in about["wasDerivedFrom"]:
                edges[premise].append((edge[0], edge[1].rpartition("#")[2], edge[2]))
    return edges


def _beside(site: Site, fact: FactRecord) -> list[tuple[Words, str, str]]:
    """Other facts that were read from the same words: kind, what they say, and their page."""
    found = []
    for other in site.of_report.get(fact.report, ()):
        if other.iri != fact.iri and other.start < fact.end and fact.start < other.end:
            (line,) = fact_lines(site, [other])
            says = " · ".join("、".join(value.text for value in slot.values) for slot in line.slots)
            found.append((words.term(other.kind), says, address_of(other.iri, site.namespaces)))
    return found


def fact_response(request: Request, snapshot: Snapshot, fact: FactRecord) -> Response:
    """The page of a fact as HTML."""
    site = site_of(snapshot)
    return html(
        request,
        site,
        "fact.html",
        key=("fact", fact.iri),
        values=lambda: {"fact": fact_view(site, snapshot, fact)},
    )
