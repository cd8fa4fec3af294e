"""Who invests together: investors tied by the companies that they share."""

from __future__ import annotations

import itertools

import networkx as nx

from kg.analysis.corpus import Corpus
from kg.analysis.nets import strongest
from kg.analysis.result import Outcome, Part, Row
from kg.views import nodes_at, view


def analyse(corpus: Corpus, *, least: int) -> Outcome:
    """Groups that share companies, pairs of investors, and each investor; those with most companies first.

    A group is the largest set of investors that all hold the same companies; ``least`` is the number of companies
    that a pair or group must share.
    """
    holdings = view(corpus.content, "company-investor")
    pairs = view(corpus.content, "co-investment")
    groups = _groups(corpus, holdings, least)
    tied = _pairs(corpus, pairs, least)
    single = _investors(corpus, holdings, pairs)
    values: dict[str, object] = {
        "investors": len(single),
        "pairs": len(tied),
        "repeated": sum(row.number(2) > 1 for row in tied),
    }
    if single:
        values |= {"busiest": single[0].cells[0], "held": single[0].cells[1]}
    parts = (
        Part("groups", ("investors", "size", "companies", "count"), tuple(groups)),
        Part("pairs", ("investor", "co_investor", "count", "rounds", "companies"), tuple(tied)),
        Part("investors", ("investor", "count", "co_investors", "companies"), tuple(single)),
    )
    shown = pairs.edge_subgraph([(one, other) for one, other, weight in pairs.edges(data="weight") if weight >= least])
    charts = (strongest("syndicates", "共同投资 · Investing together", shown),) if tied else ()
    return Outcome(parts, values, charts)


def _groups(corpus: Corpus, holdings: nx.Graph, least: int) -> list[Row]:
    """Sets of two investors or more with all the companies that each of them holds."""
    backers = {company: frozenset(holdings[company]) for company in nodes_at(holdings, "source")}
    sets = set(backers.values()) | {one & other for one, other in itertools.combinations(backers.values(), 2)}
    rows = []
    for group in sets:
        shared = [company for company, investors in backers.items() if group <= investors]
        if len(group) > 1 and len(shared) >= least:
            facts = {fact for company in shared for one in group for fact in holdings.edges[company, one]["facts"]}
            cells = (corpus.refs(group), len(group), corpus.refs(shared), len(shared))
            rows.append(Row(cells, tuple(sorted(facts))))
    return sorted(rows, key=lambda row: (-row.number(3), -row.number(1), row.words(0)))


def _pairs(corpus: Corpus, pairs: nx.Graph, least: int) -> list[Row]:
    rows = []
    for one, other, about in pairs.edges(data=True):
        if about["weight"] >= least:
            ends = corpus.refs((one, other))
            rounds = sum(_together(corpus, fact, one, other) for fact in about["facts"])
            rows.append(Row((*ends, about["weight"], rounds, corpus.refs(about["by"])), about["facts"]))
    return sorted(rows, key=lambda row: (-row.number(2), -row.number(3), row.words(0), row.words(1)))


def _together(corpus: Corpus, fact: str, one: str, other: str) -> bool:
    """Whether both investors are in one round."""
    investors = {investor for each in corpus.statements[fact] for investor in each.entities("investor")}
    return {one, other} <= investors


def _investors(corpus: Corpus, holdings: nx.Graph, pairs: nx.Graph) -> list[Row]:
    rows = []
    for investor in nodes_at(holdings, "target"):
        facts = {fact for company in holdings[investor] for fact in holdings.edges[company, investor]["facts"]}
        cells = (corpus.ref(investor), len(holdings[investor]), len(pairs[investor]), corpus.refs(holdings[investor]))
        rows.append(Row(cells, tuple(sorted(facts))))
    return sorted(rows, key=lambda row: (-row.number(1), -row.number(2), row.words(0)))
