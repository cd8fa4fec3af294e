"""Which part of the network a picture shows: a well-connected core, or the surroundings of a named thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx


@dataclass(frozen=True, slots=True)
class Selection:
    """The nodes of a picture, and how many there were to choose from."""

    network: nx.MultiDiGraph
    centres: tuple[str, ...]
    available: int


def select(
    network: nx.MultiDiGraph,
    *,
    centres: Sequence[str] = (),
    hops: int = 1,
    kinds: Iterable[str] = (),
    limit: int = 400,
) -> Selection:
    """At most ``limit`` nodes of ``network`` with the edges among them, in sorted order.

    Only edges of ``kinds`` count where kinds are given. Without ``centres`` things that have no edge are left out.
    """
    wanted = frozenset(kinds)
    if wanted:
        kept = [edge for edge in network.edges(keys=True) if network.edges[edge]["kind"] in wanted]
        network = _with_all_nodes(network, kept)
    if centres:
        available, chosen = surroundings(network, centres, hops=hops, limit=limit)
    else:
        available = [node for node, degree in network.degree() if degree]
        chosen = core(network, limit)
    return Selection(_induced(network, chosen), tuple(centres), len(available))


def core(network: nx.MultiDiGraph, limit: int) -> set[str]:
    """The ``limit`` best connected nodes; one whose neighbours all fall outside gives its place to a neighbour."""
    ranked = _ranked(network, (node for node, degree in network.degree() if degree))
    chosen = set(ranked[:limit])
    dropped: set[str] = set()
    while True:
        lonely = {node for node in chosen if not chosen.intersection(nx.all_neighbors(network, node))}
        if not lonely:
            return chosen
        chosen -= lonely
        dropped |= lonely
        for node in ranked:
            if len(chosen) >= limit:
                break
            if node not in chosen | dropped and chosen.intersection(nx.all_neighbors(network, node)):
                chosen.add(node)


def surroundings(
    network: nx.MultiDiGraph, centres: Sequence[str], *, hops: int, limit: int
) -> tuple[list[str], set[str]]:
    """All nodes within ``hops`` steps of ``centres``, and the ``limit`` of them to show: near before well-connected."""
    distance = dict.fromkeys(centres, 0)
    for step in range(1, hops + 1):
        edge = [node for node, far in distance.items() if far == step - 1]
        for node in edge:
            for neighbour in nx.all_neighbors(network, node):
                distance.setdefault(neighbour, step)
    ranked = sorted(_ranked(network, distance), key=lambda node: distance[node])
    return ranked, set(ranked[:limit])


def _ranked(network: nx.MultiDiGraph, nodes: Iterable[str]) -> list[str]:
    """``nodes`` with the best connected first; as many neighbours counts before as many facts."""
    return sorted(nodes, key=lambda node: (-len(set(nx.all_neighbors(network, node))), -network.degree(node), node))


def _with_all_nodes(network: nx.MultiDiGraph, edges: Iterable[tuple[str, str, str]]) -> nx.MultiDiGraph:
    kept: nx.MultiDiGraph = nx.MultiDiGraph()
    kept.add_nodes_from(network.nodes(data=True))
    kept.add_edges_from((source, target, key, network.edges[source, target, key]) for source, target, key in edges)
    return kept


def _induced(network: nx.MultiDiGraph, chosen: set[str]) -> nx.MultiDiGraph:
    """The part of ``network`` on ``chosen``; built afresh, since a view would be in the order of a set."""
    part: nx.MultiDiGraph = nx.MultiDiGraph()
    part.add_nodes_from((node, about) for node, about in network.nodes(data=True) if node in chosen)
    part.add_edges_from(edge for edge in network.edges(keys=True, data=True) if {edge[0], edge[1]} <= chosen)
    return part
