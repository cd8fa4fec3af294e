"""What is like a thing: things of its type by what they have in common, rare company counting more."""

from __future__ import annotations

import math
from collections import defaultdict

from kg.analysis.corpus import Corpus
from kg.analysis.result import Outcome, Part, Row
from kg.charts.spec import Bars, Series
from kg.content import EntityRecord
from kg.views import WORDS, load_views, view

_SHOWN = 20


def analyse(corpus: Corpus, *, thing: EntityRecord, measure: str, least: int) -> Outcome:
    """Things of the type of ``thing`` that share at least ``least`` neighbours with it, the most alike first.

    Neighbours are those in the network and in every view (the diseases a company's products are for, its segments …).
    ``cosine`` weighs a neighbour by how rare it is (log of all things by those that have it), ``jaccard`` does not.
    """
    has, facts = _neighbours(corpus, thing)
    own = has.get(thing.iri, set())
    alike = [iri for iri in has if iri in corpus.content.entities and _same_type(corpus, thing, iri)]
    held: dict[str, int] = defaultdict(int)
    for iri in alike:
        for node in has[iri]:
            held[node] += 1
    rarity = {node: math.log((1 + len(alike)) / count) if measure == "cosine" else 1.0 for node, count in held.items()}
    rows = []
    for iri in alike:
        shared = own & has[iri]
        if iri != thing.iri and len(shared) >= least:
            likeness = _cosine(own, has[iri], rarity) if measure == "cosine" else len(shared) / len(own | has[iri])
            names = "、".join(_name(corpus, node) for node in sorted(shared, key=lambda n: (-rarity[n], n)))
            behind = {fact for node in shared for end in (iri, thing.iri) for fact in facts[end, node]}
            rows.append(Row((corpus.ref(iri), round(likeness, 3), len(shared), names), tuple(sorted(behind))))
    rows.sort(key=lambda row: (-row.number(1), row.words(0)))
    part = Part("things", ("thing", "likeness", "count", "shared"), tuple(rows))
    if not rows:
        return Outcome((part,))
    first = rows[0]
    values = {"thing": thing.label, "things": len(rows), "first": first.words(0),
              "likeness": first.cells[1], "shared": first.cells[3]}  # fmt: skip
    labels = tuple(row.words(0) for row in rows[:_SHOWN])
    figures = Series(measure, tuple(row.number(1) for row in rows[:_SHOWN]))
    return Outcome((part,), values, (Bars("similar", f"与{thing.label}相似 · Like {thing.label}", labels, (figures,)),))


def _neighbours(corpus: Corpus, thing: EntityRecord) -> tuple[dict[str, set[str]], dict[tuple[str, str], set[str]]]:
    """The neighbours of each thing, and the facts behind each pair."""
    has: dict[str, set[str]] = defaultdict(set)
    facts: dict[tuple[str, str], set[str]] = defaultdict(set)
    graphs = [corpus.ties(generic=False, keep=[thing.iri])]
    graphs += [view(corpus.content, name) for name, about in sorted(load_views().items()) if not about.fold]
    for graph in graphs:
        for one, other, behind in graph.edges(data="facts"):
            for end, node in ((one, other), (other, one)):
                has[end].add(node)
                facts[end, node].update(behind)
    return dict(sorted(has.items())), facts


def _same_type(corpus: Corpus, thing: EntityRecord, iri: str) -> bool:
    return corpus.content.entities[iri].type == thing.type


def _cosine(one: set[str], other: set[str], rarity: dict[str, float]) -> float:
    def length(nodes: set[str]) -> float:
        return math.sqrt(math.fsum(rarity[node] ** 2 for node in nodes))

    together = math.fsum(rarity[node] ** 2 for node in one & other)
    lengths = length(one) * length(other)
    return together / lengths if lengths else 0.0


def _name(corpus: Corpus, node: str) -> str:
    return node.removeprefix(WORDS) if node.startswith(WORDS) else corpus.content.entities[node].label
