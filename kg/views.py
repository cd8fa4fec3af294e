"""Views of the graph: weighted NetworkX graphs of two sorts of things, or of one, by the rows of ``projections.toml``.

>>> sorted(load_views())[:3]
['co-investment', 'company-company', 'company-disease']
"""

from __future__ import annotations

import difflib
import itertools
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import networkx as nx

from kg.content import Content, FactRecord, SlotValue
from kg.errors import NotFoundError

#: What a node that is words and no thing (a scenario, a segment) has before its words in place of an IRI.
WORDS = "words:"


@dataclass(frozen=True, slots=True)
class Link:
    """One way in which facts tie two things; ``via``, ``then`` and ``at`` as ``projections.toml`` explains."""

    kind: str
    source: str
    target: str
    via: str = ""
    then: str = ""
    at: str = ""
    most: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """A view: ties by ``links``, or what is left of the view ``fold`` at its end ``onto`` (source or target).

    Where ``source_types`` are given, only things of these types stand at the source.
    """

    name: str
    zh: str
    en: str
    links: tuple[Link, ...] = ()
    source_types: tuple[str, ...] = ()
    fold: str = ""
    onto: str = ""


@dataclass(frozen=True, slots=True)
class _Tie:
    """One reason to tie two nodes: what counts it, and the facts it rests on."""

    source: str
    target: str
    by: str
    facts: tuple[str, ...]


@cache
def load_views() -> Mapping[str, View]:
    """The views of ``projections.toml`` by name.

    Raises:
        ValueError: if a view has a missing or unknown key.
    """
    path = Path(__file__).with_name("projections.toml")
    views = {}
    for name, row in tomllib.loads(path.read_text(encoding="utf-8"))["view"].items():
        try:
            links = tuple(Link(**link) for link in row.pop("links", ()))
            views[name] = View(name, links=links, source_types=tuple(row.pop("source_types", ())), **row)
        except TypeError as error:
            raise ValueError(f"{path.name}: view {name}: {error}") from error
    return views


def known_view(name: str) -> View:
    """The view of that name.

    Raises:
        NotFoundError: if there is none; the message has the nearest, or all.
    """
    views = load_views()
    if name not in views:
        near = difflib.get_close_matches(name, views, n=3, cutoff=0.5) or list(views)
        raise NotFoundError(f"there is no view {name!r}; choose from {', '.join(near)}")
    return views[name]


def view(content: Content, name: str) -> nx.Graph:
    """The view ``name`` of ``content``, nodes and edges in sorted order.

    Nodes (IRIs, or ``words:`` and the words) carry label, type and end: "source", "target", or "both" where the ends
    are of one sort. Edges carry weight, facts (IRIs, sorted) and by: the things or facts that the weight counts.

    Raises:
        NotFoundError: if there is no such view.
    """
    about = known_view(name)
    if about.fold:
        return _folded(view(content, about.fold), about.onto)
    ties = [tie for tie in _ties(content.facts, about.links) if _fits(content, tie.source, about.source_types)]
    graph: nx.Graph = nx.Graph(view=name)
    ends: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        ends[tie.source].add("source")
        ends[tie.target].add("target")
    for node in sorted(ends):
        graph.add_node(node, **_node(content, node), end=ends[node].pop() if len(ends[node]) == 1 else "both")
    by: dict[tuple[str, str], set[str]] = defaultdict(set)
    facts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for tie in ties:
        pair = (min(tie.source, tie.target), max(tie.source, tie.target))
        by[pair].add(tie.by)
        facts[pair].update(tie.facts)
    for pair in sorted(by):
        graph.add_edge(*pair, weight=len(by[pair]), by=tuple(sorted(by[pair])), facts=tuple(sorted(facts[pair])))
    return graph


def nodes_at(graph: nx.Graph, end: str) -> list[str]:
    """The nodes of a view at one end, sorted; those of both ends belong to each."""
    return sorted(node for node, where in graph.nodes(data="end") if where in (end, "both"))


def _fits(content: Content, node: str, types: tuple[str, ...]) -> bool:
    return not types or (node in content.entities and not set(types).isdisjoint(content.entities[node].types))


def _node(content: Content, node: str) -> dict[str, object]:
    if node.startswith(WORDS):
        return {"label": node.removeprefix(WORDS), "type": "words"}
    entity = content.entities[node]
    return {"label": entity.label, "type": entity.type}


def _ties(facts: Iterable[FactRecord], links: Iterable[Link]) -> Iterator[_Tie]:
    """All reasons for ties; a thing is never tied to itself."""
    of_kind: dict[str, list[FactRecord]] = defaultdict(list)
    for fact in facts:
        of_kind[fact.kind].append(fact)
    for link in links:
        for tie in _joined(of_kind, link) if link.then else _direct(of_kind[link.kind], link):
            if tie.source != tie.target:
                yield tie


def _direct(facts: Iterable[FactRecord], link: Link) -> Iterator[_Tie]:
    for fact in facts:
        carriers = _nodes(fact, link.via) if link.via else []
        if 0 < link.most < len(_nodes(fact, link.source)):
            continue
        for source, target in itertools.product(_nodes(fact, link.source), _nodes(fact, link.target)):
            for by in carriers or [fact.iri]:
                yield _Tie(source, target, by, (fact.iri,))


def _joined(of_kind: Mapping[str, list[FactRecord]], link: Link) -> Iterator[_Tie]:
    second: dict[str, list[FactRecord]] = defaultdict(list)
    for fact in of_kind.get(link.then, ()):
        for middle in _nodes(fact, link.at):
            second[middle].append(fact)
    for fact in of_kind.get(link.kind, ()):
        for middle in _nodes(fact, link.via):
            for other in second.get(middle, ()):
                for source, target in itertools.product(_nodes(fact, link.source), _nodes(other, link.target)):
                    yield _Tie(source, target, middle, (fact.iri, other.iri))


def _nodes(fact: FactRecord, slot: str) -> list[str]:
    """The nodes that a slot names, each once."""
    return list(dict.fromkeys(_key(value) for value in fact.slots.get(slot, ())))


def _key(value: SlotValue) -> str:
    return value.iri or f"{WORDS}{value.text}"


def _folded(graph: nx.Graph, onto: str) -> nx.Graph:
    """One end of a view of two sorts: two nodes are tied by what they share at the other end."""
    folded: nx.Graph = nx.Graph(view=graph.graph["view"], onto=onto)
    kept = nodes_at(graph, onto)
    folded.add_nodes_from((node, {**graph.nodes[node], "end": "both"}) for node in kept)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    other = "target" if onto == "source" else "source"
    for middle in nodes_at(graph, other):
        for pair in itertools.combinations(sorted(node for node in graph[middle] if node in folded), 2):
            shared[pair].append(middle)
    for pair in sorted(shared):
        facts = {fact for middle in shared[pair] for node in pair for fact in graph.edges[node, middle]["facts"]}
        folded.add_edge(*pair, weight=len(shared[pair]), by=tuple(shared[pair]), facts=tuple(sorted(facts)))
    return folded
