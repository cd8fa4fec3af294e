"""Which things belong together: communities of the network, named after their members."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence

import networkx as nx

from kg.analysis.corpus import Corpus
from kg.analysis.nets import DRAWN
from kg.analysis.result import Outcome, Part, Row
from kg.charts.spec import Net, Node
from kg.errors import SettingError

SEED = 20240311
#: Louvain runs with so many seeds, and the partition that the others agree with most is taken.
RUNS = 5
#: In graphs of more nodes Louvain runs once.
OFTEN = 4000
#: Members in a name; members and ties in a row.
NAMED, LISTED = 3, 12


def analyse(corpus: Corpus, *, resolution: float, least: int, method: str) -> Outcome:
    """Communities of at least ``least`` things, the largest first, and the members of each."""
    graph = corpus.ties(generic=False)
    found = [group for group in communities(graph, resolution, method) if len(group) >= least]
    names = {group[0]: name_of(graph, group) for group in found}
    rows, members = [], []
    for group in found:
        inside = graph.subgraph(group)
        within = inside.size(weight="weight")
        beyond = sum(weight for *_, weight in graph.edges(group, data="weight")) - within
        types = Counter(graph.nodes[node]["type"] for node in group)
        mix = ", ".join(
            f"{name} {count}" for name, count in sorted(types.items(), key=lambda item: (-item[1], item[0]))
        )
        ranked = _ranked(inside)
        heavy = sorted(inside.edges(data=True), key=lambda edge: (-edge[2]["weight"], sorted(edge[:2])))[:LISTED]
        facts = tuple(sorted({fact for *_, about in heavy for fact in about["facts"]}))
        kept = round(within / (within + beyond), 2)
        listed = tuple(corpus.ref(node) for node in ranked[:LISTED])
        rows.append(Row((names[group[0]], len(group), round(within), kept, mix, listed), facts))
        for node in ranked:
            behind = sorted({fact for other in inside[node] for fact in inside.edges[node, other]["facts"]})
            cells = (names[group[0]], corpus.ref(node), graph.nodes[node]["type"], len(inside[node]))
            members.append(Row((*cells, len(graph[node]) - len(inside[node])), tuple(behind)))
    parts = (
        Part("communities", ("community", "size", "claims", "inside", "types", "members"), tuple(rows)),
        Part("members", ("community", "thing", "type", "ties_inside", "ties_outside"), tuple(members)),
    )
    if not rows:
        return Outcome(parts)
    values = {"communities": len(rows), "things": sum(map(len, found)), "all": len(graph), "first": rows[0].cells[0],
              "size": rows[0].cells[1]}  # fmt: skip
    return Outcome(parts, values, (_picture(graph, found, names),))


def communities(graph: nx.Graph, resolution: float = 1.0, method: str = "louvain") -> list[list[str]]:
    """Communities of a weighted graph by modularity, each sorted, the largest first.

    Louvain (Blondel et al. 2008) depends on the order in which it meets the nodes; of several runs the one that agrees
    best with the others is taken, so that a small change of the graph moves little. Leiden (Traag et al. 2019) is the
    quick way for large graphs: 20,000 nodes take 1.5 s, and a single run of Louvain 60 s.

    Raises:
        SettingError: if Leiden is asked for and igraph is not installed.
    """
    if not graph.number_of_edges():
        return []
    if method == "leiden":
        return _leiden(graph, resolution)
    runs = [_louvain(graph, resolution, SEED + run) for run in range(RUNS if len(graph) <= OFTEN else 1)]
    labels = [_labels(run) for run in runs]
    agreement = [sum(_agreement(one, other) for other in labels) for one in labels]
    return runs[max(range(len(runs)), key=lambda run: (agreement[run], -run))]


def name_of(graph: nx.Graph, group: Sequence[str]) -> str:
    """The three members with the heaviest ties inside: ``推想医疗、肺结节、深睿医疗``."""
    return "、".join(graph.nodes[node]["label"] for node in _ranked(graph.subgraph(group))[:NAMED])


def _louvain(graph: nx.Graph, resolution: float, seed: int) -> list[list[str]]:
    nodes, ties = _numbered(graph)
    copy = nx.Graph()
    copy.add_nodes_from(range(len(nodes)))
    copy.add_weighted_edges_from(ties)
    return _named(nodes, nx.community.louvain_communities(copy, resolution=resolution, seed=seed))


def _leiden(graph: nx.Graph, resolution: float) -> list[list[str]]:
    try:
        import igraph
    except ImportError:
        raise SettingError("Leiden needs igraph (GPL): pip install 'medai-kg[igraph]', or use louvain") from None
    nodes, ties = _numbered(graph)
    copy = igraph.Graph(n=len(nodes), edges=[tie[:2] for tie in ties])
    igraph.set_random_number_generator(random.Random(SEED))
    weights = [weight for *_, weight in ties]
    found = copy.community_leiden("modularity", weights=weights, resolution=resolution, n_iterations=10)
    return _named(nodes, found)


def _numbered(graph: nx.Graph) -> tuple[list[str], list[tuple[int, int, float]]]:
    """The nodes sorted, and the ties between their numbers: the order of a set of strings changes between runs."""
    nodes = sorted(graph)
    number = {node: place for place, node in enumerate(nodes)}
    ends = ((number[one], number[other], weight) for one, other, weight in graph.edges(data="weight"))
    return nodes, sorted((min(one, other), max(one, other), float(weight)) for one, other, weight in ends)


def _named(nodes: Sequence[str], parts: Iterable[Iterable[int]]) -> list[list[str]]:
    groups = (sorted(nodes[place] for place in part) for part in parts)
    return sorted(groups, key=lambda group: (-len(group), group))


def _labels(groups: Sequence[Sequence[str]]) -> dict[str, int]:
    return {node: place for place, group in enumerate(groups) for node in group}


def _agreement(one: dict[str, int], other: dict[str, int]) -> float:
    """How much two partitions agree: the pairs that are together in both, by those together in either (Jaccard)."""

    def pairs(counts: Counter[object]) -> int:
        return sum(count * (count - 1) // 2 for count in counts.values())

    both = pairs(Counter((one[node], other[node]) for node in one))
    either = pairs(Counter(one.values())) + pairs(Counter(other.values())) - both
    return both / either if either else 1.0


def _ranked(graph: nx.Graph) -> list[str]:
    return sorted(graph, key=lambda node: (-graph.degree(node, weight="weight"), graph.nodes[node]["label"], node))


def _picture(graph: nx.Graph, groups: Sequence[Sequence[str]], names: dict[str, str]) -> Net:
    """Communities as nodes, tied by the claims between them."""
    shown = groups[:DRAWN]
    place = {node: number for number, group in enumerate(shown) for node in group}
    between: Counter[tuple[int, int]] = Counter()
    for one, other, weight in graph.edges(data="weight"):
        if one in place and other in place and place[one] != place[other]:
            between[min(place[one], place[other]), max(place[one], place[other])] += weight
    nodes = tuple(
        Node(names[group[0]], Counter(graph.nodes[node]["type"] for node in group).most_common(1)[0][0], len(group))
        for group in shown
    )
    ties = tuple((one, other, float(weight)) for (one, other), weight in sorted(between.items()))
    return Net("communities", "社群 · Communities", nodes, ties)
