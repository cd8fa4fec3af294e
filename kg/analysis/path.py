"""How two things hang together: the shortest and the strongest ways from one to the other, hop by hop with evidence."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence

import networkx as nx

from kg.analysis.corpus import Corpus
from kg.analysis.generic import load_generic
from kg.analysis.nets import strongest
from kg.analysis.result import Outcome, Part, Row, Text
from kg.content import EntityRecord
from kg.errors import SettingError

#: More ways than this are not looked at: the search takes them in the order of strength.
MOST_TRIED = 60
#: More shortest ways than this are not told apart.
MOST_SHORTEST = 20


def analyse(
    corpus: Corpus, *, source: EntityRecord, target: EntityRecord, hops: int, strength: float, ways: int, through: str
) -> Outcome:
    """All shortest ways from ``source`` to ``target``, then the strongest of at most ``hops`` hops.

    A hop is as strong as it is certain that one of its claims is true (1 − ∏(1 − confidence)); a way is as strong as
    the product of its hops. Ways weaker than ``strength`` and beyond ``ways`` are left out.
    """
    if source.iri == target.iri:
        raise SettingError(f"both ends are {source.label}; give two different things")
    graph = _ground(corpus, source, target, through)
    hops_part = ("path", "step", "from", "relation", "to", "date", "quote", "report")
    paths = Part("paths", ("path", "kind", "hops", "strength", "route"), ())
    if source.iri not in graph or target.iri not in graph or not nx.has_path(graph, source.iri, target.iri):
        return Outcome((paths, Part("hops", hops_part, ())))
    found = _ways(graph, source.iri, target.iri, hops, strength)[:ways]
    rows, steps = [], []
    for number, (kind, route) in enumerate(found, 1):
        facts = [fact for pair in itertools.pairwise(route) for fact in graph.edges[pair]["facts"]]
        names = " → ".join(graph.nodes[node]["label"] for node in route)
        rows.append(Row((number, kind, len(route) - 1, _strength(graph, route), names), tuple(facts)))
        steps += list(_hops(corpus, graph, number, route))
    values = {"source": source.label, "target": target.label, "hops": rows[0].cells[2], "ways": len(rows),
              "route": rows[0].cells[4]}  # fmt: skip
    kept = {frozenset(pair) for _, route in found for pair in itertools.pairwise(route)}
    drawn = graph.edge_subgraph([edge for edge in graph.edges if frozenset(edge) in kept])
    groups = {node: str(drawn.nodes[node]["type"]) for node in drawn}
    picture = strongest("path", f"{source.label} — {target.label}", drawn, groups=groups)
    notes = _notes() if through == "telling" else ()
    parts = (Part("paths", paths.columns, tuple(rows)), Part("hops", hops_part, tuple(steps)))
    return Outcome(parts, values, (picture,), notes)


def _ground(corpus: Corpus, source: EntityRecord, target: EntityRecord, through: str) -> nx.Graph:
    """The ties on which ways run: with both ends whatever their type, without what ties everything to everything."""
    graph = corpus.ties(generic=through == "all", keep=(source.iri, target.iri))
    confidence = {fact.iri: max(one.confidence for one in corpus.statements[fact.iri]) for fact in corpus.facts}
    for *_, about in graph.edges(data=True):
        doubt = math.prod(1 - confidence[fact] for fact in about["facts"])
        # A certain hop still costs a little, else a detour of certain hops would be as good as none.
        about["cost"] = -math.log(min(1 - doubt, 0.999))
        about["strength"] = 1 - doubt
    return graph


def _ways(graph: nx.Graph, source: str, target: str, hops: int, least: float) -> list[tuple[str, Sequence[str]]]:
    """(``shortest`` or ``strong``, nodes), the shortest first, each way once, those of a sort by strength."""
    shortest = sorted(itertools.islice(nx.all_shortest_paths(graph, source, target), MOST_SHORTEST))
    shortest.sort(key=lambda route: -_strength(graph, route))
    known = set(map(tuple, shortest))
    strong = [route for route in _strong(graph, source, target, least) if len(route) - 1 <= hops]
    strong = sorted(strong, key=lambda route: (-_strength(graph, route), len(route), route))
    return [("shortest", route) for route in shortest] + [("strong", way) for way in strong if tuple(way) not in known]


def _strong(graph: nx.Graph, source: str, target: str, least: float) -> Iterator[list[str]]:
    for route in itertools.islice(nx.shortest_simple_paths(graph, source, target, weight="cost"), MOST_TRIED):
        if _strength(graph, route) < least:
            return
        yield route


def _strength(graph: nx.Graph, route: Sequence[str]) -> float:
    strengths: list[float] = [graph.edges[pair]["strength"] for pair in itertools.pairwise(route)]
    return round(math.prod(strengths), 3)


def _hops(corpus: Corpus, graph: nx.Graph, number: int, route: Sequence[str]) -> Iterator[Row]:
    """A row for each hop with the surest of its statements."""
    for step, (one, other) in enumerate(itertools.pairwise(route), 1):
        about = graph.edges[one, other]
        statements = [fact for claim in about["facts"] for fact in corpus.statements[claim]]
        best = min(statements, key=lambda fact: (-fact.confidence, fact.report, fact.start, fact.iri))
        between = corpus.network.get_edge_data(one, other, default={}) | corpus.network.get_edge_data(
            other, one, default={}
        )
        labels = sorted({f"{edge['label']} {edge['relation']}" for edge in between.values()})
        ends = (corpus.ref(one), ", ".join(labels), corpus.ref(other))
        yield Row((number, step, *ends, best.date, best.quote, corpus.stem(best)), about["facts"])


def _notes() -> tuple[Text, ...]:
    rows = load_generic()
    types, names = ", ".join(rows.types), "、".join(rows.names)
    return (
        Text(f"路径不经过 {types} 和过于宽泛的{names}。", f"Ways do not run through {types}, nor through {names}."),
    )
