"""Who competes with whom: companies whose products are for the same diseases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import networkx as nx

from kg.analysis.corpus import Corpus
from kg.analysis.nets import strongest
from kg.analysis.result import Outcome, Part, Row
from kg.content import EntityRecord
from kg.views import nodes_at, view


def analyse(corpus: Corpus, *, company: EntityRecord | None, least: int) -> Outcome:
    """Pairs of companies by the diseases they share, then diseases by the companies in them.

    ``company`` keeps the pairs and diseases of one company; ``least`` is the number of diseases that a pair must share.
    """
    fields = view(corpus.content, "company-disease")
    rivals = view(corpus.content, "competition")
    if company is not None:
        near = {company.iri, *rivals[company.iri]} if company.iri in rivals else set()
        rivals = rivals.edge_subgraph([edge for edge in rivals.edges if company.iri in edge])
        fields = fields.subgraph(near | set(fields.adj.get(company.iri, ())))
    pairs = _pairs(corpus, fields, rivals, least)
    crowded = _diseases(corpus, fields)
    if not pairs:
        return Outcome((Part("pairs", (), ()),))
    first, second, count = pairs[0].cells[:3]
    disease, companies = crowded[0].cells[:2]
    values = {"pairs": len(pairs), "first": first, "second": second, "count": count, "disease": disease,
              "companies": companies}  # fmt: skip
    parts = (
        Part("pairs", ("company", "competitor", "count", "overlap", "diseases"), tuple(pairs)),
        Part("diseases", ("disease", "count", "companies"), tuple(crowded)),
    )
    return Outcome(
        parts, values, (strongest("competitors", "同一适应症的企业 · Companies with a disease in common", rivals),)
    )


def _pairs(corpus: Corpus, fields: nx.Graph, rivals: nx.Graph, least: int) -> list[Row]:
    """Pairs with what they share, and how much of what either does that is (Jaccard)."""
    wider = broader({disease: fields.nodes[disease]["label"] for disease in nodes_at(fields, "target")})
    rows = []
    for one, other, about in rivals.edges(data=True):
        shared = narrowest(about["by"], wider)
        if len(shared) >= least:
            either = narrowest({*fields[one], *fields[other]}, wider)
            first, second = corpus.refs((one, other))
            overlap = round(len(shared) / len(either), 2)
            rows.append(Row((first, second, len(shared), overlap, corpus.refs(shared)), about["facts"]))
    return sorted(rows, key=lambda row: (-row.number(2), -row.number(3), row.words(0), row.words(1)))


def broader(labels: Mapping[str, str]) -> dict[str, set[str]]:
    """For each disease those whose name ends its own: 动脉瘤 for 颅内动脉瘤, beside which it is no second disease.

    >>> broader({"a": "颅内动脉瘤", "b": "动脉瘤", "c": "骨折"})
    {'a': {'b'}, 'b': set(), 'c': set()}
    """
    by_label: dict[str, set[str]] = defaultdict(set)
    for iri, label in labels.items():
        by_label[label].add(iri)
    ends = {iri: [label[start:] for start in range(1, len(label))] for iri, label in labels.items()}
    return {iri: set().union(*(by_label.get(end, ()) for end in ends[iri])) for iri in labels}


def narrowest(diseases: Iterable[str], wider: Mapping[str, set[str]]) -> set[str]:
    """``diseases`` without those that another of them is a narrower name of."""
    kept = set(diseases)
    return kept - set().union(*(wider[iri] for iri in kept))


def _diseases(corpus: Corpus, fields: nx.Graph) -> list[Row]:
    rows = []
    for disease in nodes_at(fields, "target"):
        facts = {fact for company in fields[disease] for fact in fields.edges[company, disease]["facts"]}
        cells = (corpus.ref(disease), len(fields[disease]), corpus.refs(fields[disease]))
        rows.append(Row(cells, tuple(sorted(facts))))
    return sorted(rows, key=lambda row: (-row.number(1), row.words(0)))
