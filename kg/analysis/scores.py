"""Scores of nodes that NetworkX is slow at, or needs SciPy for: computed by rustworkx, given back by node.

Measured on a Barabási–Albert graph of 2,000 nodes and 4,000 edges, one core: exact betweenness takes NetworkX 24 s and
rustworkx 1.4 s. Everything else (components, bridges, paths, Louvain) is quick enough in NetworkX itself.
"""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx
import rustworkx as rx

#: So many nodes have their exact betweenness; of larger graphs it is estimated from ``PIVOTS`` nodes.
EXACT = 4000
PIVOTS = 64
SEED = 20240311
#: One thread: sums of several come back in the order in which they end, and differ in the last digit.
_ONE_THREAD = 2**31


def pagerank(graph: nx.Graph) -> Mapping[str, float]:
    """PageRank (damping 0.85) of the nodes of an undirected graph with ``weight`` on its edges; the sum is 1."""
    nodes = list(graph)
    number = {node: place for place, node in enumerate(nodes)}
    copy: rx.PyDiGraph = rx.PyDiGraph(multigraph=False)
    copy.add_nodes_from(nodes)
    for one, other, weight in graph.edges(data="weight"):
        copy.add_edge(number[one], number[other], float(weight))
        copy.add_edge(number[other], number[one], float(weight))
    ranks = rx.pagerank(copy, alpha=0.85, weight_fn=float, tol=1e-10, max_iter=500) if nodes else {}
    return {node: ranks[place] for place, node in enumerate(nodes)}


def betweenness(graph: nx.Graph) -> Mapping[str, float]:
    """Betweenness (Freeman 1977), normalised and unweighted; estimated with a fixed seed beyond ``EXACT`` nodes."""
    if len(graph) > EXACT:
        estimated: Mapping[str, float] = nx.betweenness_centrality(graph, k=PIVOTS, seed=SEED)
        return estimated
    nodes = list(graph)
    number = {node: place for place, node in enumerate(nodes)}
    copy: rx.PyGraph = rx.PyGraph(multigraph=False)
    copy.add_nodes_from(nodes)
    copy.add_edges_from_no_data([(number[one], number[other]) for one, other in graph.edges])
    scores = rx.betweenness_centrality(copy, normalized=True, parallel_threshold=_ONE_THREAD)
    return {node: scores[place] for place, node in enumerate(nodes)}
