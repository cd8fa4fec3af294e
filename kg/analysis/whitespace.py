"""Where nobody is: diseases and technologies that are both in use, and that no one has brought together."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

import networkx as nx

from kg.analysis.corpus import Corpus
from kg.analysis.result import Outcome, Part, Row
from kg.charts.spec import Matrix
from kg.views import nodes_at, view

_ROWS, _COLUMNS = 20, 14


#: What diseases are crossed with: the view whose target is that, and the view in which diseases meet it.
CROSSED = {
    "technology": ("company-technology", "disease-technology"),
    "authority": ("disease-authority", "disease-authority"),
}


def analyse(corpus: Corpus, *, across: str, diseases: int, columns: int, without: str) -> Outcome:
    """Empty pairs of the busiest diseases and technologies, the one that most would expect to be filled first.

    Busy is a disease with many companies, a technology with many users (an authority with many diseases). What is
    expected of a pair is the companies in the disease times the share that uses the technology. ``without`` are names
    too general to say much.
    """
    fields = view(corpus.content, "company-disease")
    users, met = (view(corpus.content, name) for name in CROSSED[across])
    skipped = set(re.split(r"[、,，]+", without))
    rows = _busiest(fields, "target", met, "source", diseases, set())
    over = _busiest(users, "target", met, "target", columns, skipped)
    gaps, filled = [], []
    for disease, column in itertools.product(rows, over):
        here, there = _degree(fields, disease), _degree(users, column)
        expected = round(here * there / max(len(nodes_at(users, "source")), 1), 2)
        cells = (corpus.ref(disease), corpus.ref(column), here, there, expected)
        if met.has_edge(disease, column):
            about = met.edges[disease, column]
            filled.append(Row((*cells, about["weight"], corpus.refs(_things(corpus, about["by"]))), about["facts"]))
        else:
            facts = {*_facts(fields, disease), *_facts(users, column)}
            gaps.append(Row(cells, tuple(sorted(facts))))
    for part in (gaps, filled):
        part.sort(key=lambda row: (-row.number(4), row.words(0), row.words(1)))
    common = ("disease", across, "companies_in_disease", "users", "expected")
    parts = (Part("gaps", common, tuple(gaps)), Part("taken", (*common, "count", "by"), tuple(filled)))
    if not gaps and not filled:
        return Outcome(parts)
    first = (gaps or filled)[0].cells
    values = {"pairs": len(gaps) + len(filled), "gaps": len(gaps), "disease": first[0], "column": first[1],
              "here": first[2], "there": first[3]}  # fmt: skip
    return Outcome(parts, values, (_picture(corpus, met, rows[:_ROWS], over[:_COLUMNS]),))


def _things(corpus: Corpus, carriers: Iterable[str]) -> list[str]:
    """What a tie counts, where it is a thing and no fact."""
    return [iri for iri in carriers if iri in corpus.content.entities]


def _busiest(graph: nx.Graph, end: str, met: nx.Graph, met_end: str, most: int, skipped: set[str]) -> list[str]:
    """The nodes at an end of ``graph`` (and of ``met``) with most neighbours there."""
    nodes = {node for node in nodes_at(graph, end) if graph.nodes[node]["label"] not in skipped}
    nodes |= {node for node in nodes_at(met, met_end) if met.nodes[node]["label"] not in skipped}
    return sorted(nodes, key=lambda node: (-_degree(graph, node), -_degree(met, node), node))[:most]


def _degree(graph: nx.Graph, node: str) -> int:
    return len(graph[node]) if node in graph else 0


def _facts(graph: nx.Graph, node: str) -> list[str]:
    return [fact for other in graph[node] for fact in graph.edges[node, other]["facts"]] if node in graph else []


def _picture(corpus: Corpus, met: nx.Graph, rows: list[str], columns: list[str]) -> Matrix:
    figures = tuple(
        tuple(float(met.edges[row, column]["weight"]) if met.has_edge(row, column) else 0.0 for column in columns)
        for row in rows
    )
    names = [tuple(corpus.content.entities[node].label for node in nodes) for nodes in (rows, columns)]
    return Matrix("whitespace", "空白格无人 · Blank: nobody is said to be there", names[0], names[1], figures)
