"""Which facts count: asserted ones, within a time, of some reports, sure enough."""

from __future__ import annotations

import pytest
from small_graphs import content_of, stated

from kg.analysis import Scope, corpus_of
from kg.analysis.corpus import within

FACTS = [
    stated("Release", product="一", date="2023-05"),
    stated("Release", product="二", date="2024"),
    stated("Release", product="三"),
    stated("Release", product="四", date="2025", modality="forecast"),
    stated("Develops", company="甲", product="一", report="B", confidence=0.6),
]


def products(scope: Scope) -> str:
    facts = corpus_of(content_of(FACTS), scope).facts
    return "".join(sorted({value.text for fact in facts for value in fact.slots["product"]}))


@pytest.mark.parametrize(
    ("scope", "names"),
    [
        (Scope(), "一三二"),
        (Scope(since="2024"), "一二"),  # what a company develops has no date and holds at any time
        (Scope(until="2023", reports=("A",)), "一"),
        (Scope(reports=("B",)), "一"),
        (Scope(reports=("A",), min_confidence=0.7), "一三二"),
        (Scope(min_confidence=0.95), ""),
    ],
)
def test_what_counts(scope: Scope, names: str) -> None:
    assert products(scope) == names


def test_what_does_not_count_is_counted_by_its_reason() -> None:
    assert corpus_of(content_of(FACTS), Scope(since="2024", min_confidence=0.7)).set_aside == {
        "confidence": 1,
        "forecast": 1,
        "other time": 1,
        "undated": 1,
    }


@pytest.mark.parametrize(
    ("date", "since", "until", "inside"),
    [
        ("2024-03", "2024", "2024", True),
        ("2024", "2024-03", "", False),
        ("2024", "", "2024-03", False),
        ("2024-03-31", "2024-03", "2024-03", True),
        ("2024-04-01", "", "2024-03", False),
        ("2023/2024", "2023", "2024", True),
        ("2023/2024", "2024", "", False),
        ("2024", "", "", True),
    ],
)
def test_a_date_counts_if_it_lies_wholly_within(date: str, since: str, until: str, inside: bool) -> None:
    assert within(date, since, until) is inside


def test_the_network_has_one_edge_for_a_claim_that_is_stated_twice() -> None:
    twice = [stated("Develops", company="甲", product="一", report=name) for name in "AB"]
    corpus = corpus_of(content_of(twice))
    assert corpus.network.number_of_edges() == 1
    (about,) = (about for *_, about in corpus.ties().edges(data=True))
    assert about["weight"] == 1
    assert about["relations"] == ("develops",)
