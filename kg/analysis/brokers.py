"""Bridges and brokers: things and ties without which parts of the network would lose each other."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from kg.analysis.corpus import Corpus
from kg.analysis.nets import strongest
from kg.analysis.result import Outcome, Part, Ref, Row
from kg.analysis.scores import betweenness

Split = tuple[int, ...]
#: A node of the block-cut tree: a block as its things, or a cut vertex.
_Place = tuple[str, ...] | str
_Weights = Mapping[_Place, int]
_Above = Mapping[_Place, _Place]


def analyse(corpus: Corpus, *, type: str | None, least: int) -> Outcome:  # noqa: A002 - the parameter's name for users
    """Things whose loss would cut off at least ``least`` others, and ties of which the same is true.

    ``cut_off`` is the number of things that lose the largest remaining part; ``pieces`` the number of parts.
    """
    graph = corpus.ties(generic=False)
    things, ties = splits(graph)
    between = betweenness(graph)
    rows = []
    for node, sizes in things.items():
        cut = sum(sizes) - max(sizes)
        if cut >= least and type in (None, graph.nodes[node]["type"]):
            facts = {fact for other in graph[node] for fact in graph.edges[node, other]["facts"]}
            cells = (corpus.ref(node), graph.nodes[node]["type"], len(graph[node]), round(between[node], 4))
            rows.append(Row((*cells, len(sizes), cut), tuple(sorted(facts))))
    rows.sort(key=lambda row: (-row.number(3), row.words(0)))
    bridges = []
    for (one, other), sizes in ties.items():
        if min(sizes) >= least and type in (None, graph.nodes[one]["type"], graph.nodes[other]["type"]):
            about = graph.edges[one, other]
            relation = ", ".join(about["relations"])
            bridges.append(Row((corpus.ref(one), relation, corpus.ref(other), min(sizes)), about["facts"]))
    bridges.sort(key=lambda row: (-row.number(3), (row.words(0), row.words(2))))
    parts = (
        Part("brokers", ("thing", "type", "neighbours", "betweenness", "pieces", "cut_off"), tuple(rows)),
        Part("bridges", ("from", "relation", "to", "cut_off"), tuple(bridges)),
    )
    if not rows and not bridges:
        return Outcome(parts)
    first = rows[0].cells if rows else ("—", "", 0, 0, 0, 0)
    values = {"brokers": len(rows), "bridges": len(bridges), "first": first[0],
              "cut_off": first[5], "things": graph.number_of_nodes()}  # fmt: skip
    near = {row.cells[0].iri for row in rows[:15] if isinstance(row.cells[0], Ref)}
    drawn = graph.edge_subgraph([edge for edge in graph.edges if near & set(edge)])
    groups = {node: str(drawn.nodes[node]["type"]) for node in drawn}
    return Outcome(parts, values, (strongest("brokers", "桥梁与中介 · Bridges and brokers", drawn, groups=groups),))


def splits(graph: nx.Graph) -> tuple[Mapping[str, Split], Mapping[tuple[str, str], tuple[int, int]]]:
    """For each cut vertex the sizes of the parts that its loss leaves, for each bridge those of its two sides.

    Read off the block-cut tree (Hopcroft and Tarjan 1973), in time that grows with the graph.
    """
    things: dict[str, Split] = {}
    ties: dict[tuple[str, str], tuple[int, int]] = {}
    for part in sorted(map(sorted, nx.connected_components(graph))):
        _split(graph.subgraph(part), things, ties)
    return things, ties


def _split(part: nx.Graph, things: dict[str, Split], ties: dict[tuple[str, str], tuple[int, int]]) -> None:
    """Add the cut vertices and bridges of one connected part."""
    blocks = sorted(tuple(sorted(block)) for block in nx.biconnected_components(part))
    cuts = set(nx.articulation_points(part))
    tree = nx.Graph()
    tree.add_nodes_from(blocks)
    tree.add_edges_from((block, node) for block in blocks for node in block if node in cuts)
    weight = {node: 1 if node in cuts else len(set(node) - cuts) for node in tree}
    below, above = _weights(tree, weight, blocks[0]) if blocks else ({}, {})
    for node in sorted(cuts):
        below_node = [below[one] for one in tree[node] if above.get(node) != one]
        things[node] = tuple(sorted((*below_node, len(part) - below[node])))
    for block in blocks:
        if len(block) == 2:
            ties[block[0], block[1]] = _sides(len(part), block, cuts, below, above)


def _weights(tree: nx.Graph, weight: _Weights, root: _Place) -> tuple[_Weights, _Above]:
    """The weight of everything at or below each node of a tree, and the node above each."""
    above = dict(nx.bfs_predecessors(tree, root))
    below = dict(weight)
    for node in reversed(list(nx.bfs_tree(tree, root))):
        if node in above:
            below[above[node]] += below[node]
    return below, above


def _sides(everything: int, block: tuple[str, ...], cuts: set[str], below: _Weights, above: _Above) -> tuple[int, int]:
    """How many things are on each side of a bridge."""
    sizes = []
    for end in block:
        if end not in cuts:
            sizes.append(1)
        elif above.get(end) == block:
            sizes.append(below[end])
        else:
            sizes.append(everything - below[block])
    return sizes[0], sizes[1]
