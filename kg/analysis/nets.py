"""Pictures of graphs for results: the strongest part of one, small enough to read."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from kg.charts.spec import Net, Node

#: So many nodes a picture still shows with their names.
DRAWN = 60


def strongest(name: str, title: str, graph: nx.Graph, *, groups: Mapping[str, str] | None = None) -> Net:
    """The nodes with the heaviest ties, and the ties among them.

    Nodes need a label; they are coloured by ``groups``, or by the connected part that they are in, the largest first.
    """
    tied = graph.edge_subgraph(graph.edges)
    if groups is None:
        parts = sorted(map(sorted, nx.connected_components(tied)), key=lambda part: (-len(part), part))
        groups = {node: str(number) for number, part in enumerate(parts, 1) for node in part}
    ranked = sorted(tied, key=lambda node: (-tied.degree(node, weight="weight"), node))[:DRAWN]
    place = {node: number for number, node in enumerate(sorted(ranked))}
    within: list[tuple[int, int, float]] = sorted(
        (min(place[one], place[other]), max(place[one], place[other]), float(weight))
        for one, other, weight in tied.edges(data="weight")
        if one in place and other in place
    )
    # A node whose ties all lead out of the picture would float in it alone.
    seen = sorted({end for one, other, _ in within for end in (one, other)})
    number = {end: position for position, end in enumerate(seen)}
    names = list(place)
    nodes = tuple(Node(graph.nodes[names[end]]["label"], groups[names[end]], tied.degree(names[end])) for end in seen)
    return Net(name, title, nodes, tuple((number[one], number[other], weight) for one, other, weight in within))
