"""Who is central: neighbours, PageRank and betweenness of things, by type."""

from __future__ import annotations

from itertools import groupby

from kg.analysis.corpus import Corpus
from kg.analysis.result import Outcome, Part, Row, Text
from kg.analysis.scores import EXACT, betweenness, pagerank
from kg.charts.spec import Bars, Series
from kg.namespaces import TYPE_ORDER

#: How many of each type are listed where no type is asked for.
OF_EACH = 5
_SHOWN = 25
_MEASURES = {"neighbours": 2, "claims": 3, "pagerank": 4, "betweenness": 5}


def analyse(corpus: Corpus, *, type: str | None, by: str) -> Outcome:  # noqa: A002 - the parameter's name for users
    """Things of a type by a measure; without a type, the first few of each.

    All measures are taken on the whole network, in which a tie is as heavy as the number of its claims: PageRank counts
    the weight, betweenness (normalised, unweighted) does not.
    """
    graph = corpus.ties()
    ranks, between = pagerank(graph), betweenness(graph)
    rows = []
    for node, about in graph.nodes(data=True):
        if type in (None, about["type"]):
            facts = sorted({fact for other in graph[node] for fact in graph.edges[node, other]["facts"]})
            figures = (len(graph[node]), len(facts), round(ranks[node], 5), round(between[node], 5))
            rows.append(Row((corpus.ref(node), about["type"], *figures), tuple(facts)))
    place = _MEASURES[by]
    rows.sort(key=lambda row: (_order(row), -row.number(place), row.words(0)))
    if type is None:
        rows = [row for _, group in groupby(rows, key=_order) for row in list(group)[:OF_EACH]]
    part = Part("things", ("thing", "type", *_MEASURES), tuple(rows))
    if not rows:
        return Outcome((part,))
    first = rows[0]
    values = {"things": graph.number_of_nodes(), "ties": graph.number_of_edges(), "type": first.cells[1],
              "first": first.words(0), "neighbours": first.cells[2]}  # fmt: skip
    labels = tuple(f"{row.words(0)} · {row.words(1)}" for row in rows[:_SHOWN])
    figures_shown = tuple(row.number(place) for row in rows[:_SHOWN])
    chart = Bars("centrality", f"中心度 · Centrality ({by})", labels, (Series(by, figures_shown),))
    return Outcome((part,), values, (chart,), _notes(graph.number_of_nodes()))


def _order(row: Row) -> int:
    return TYPE_ORDER.index(row.words(1)) if row.cells[1] in TYPE_ORDER else len(TYPE_ORDER)


def _notes(nodes: int) -> tuple[Text, ...]:
    if nodes <= EXACT:
        return ()
    return (
        Text(
            f"网络超过 {EXACT} 个节点，介数由抽样估计（种子固定）。",
            f"Beyond {EXACT:,} nodes betweenness is estimated from a sample with a fixed seed.",
        ),
    )
