"""The Herfindahl–Hirschman index, counted on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from small_graphs import iri, stated

from kg.analysis import Corpus, Ref, analyse
from kg.analysis.concentration import hhi, level, normalised

FACTS = [
    *(stated("Approval", product=f"甲{n}", holder="甲", indication="肺结节", date=f"2020-0{n}") for n in (1, 2, 3)),
    stated("Approval", product="乙1", holder="乙", indication=["肺结节", "骨折"], date="2021"),
    stated("Approval", product="乙1", holder="乙", date="2021", report="B"),
    stated("Approval", product="无主", indication="骨折"),
    stated("Approval", product="将来", holder="丙", indication="骨折", modality="planned"),
]


@pytest.mark.parametrize(("shares", "points"), [([5], 10_000), ([1, 1], 5_000), ([3, 1], 6_250), ([1] * 10, 1_000)])
def test_the_index_is_the_sum_of_squared_percentages(shares: list[float], points: float) -> None:
    assert hhi(shares) == pytest.approx(points)


def test_levels_are_those_of_the_guidelines() -> None:
    assert [level(points, 9) for points in (1000, 1001, 1800, 1801)] == ["low", "moderate", "moderate", "high"]
    assert level(10_000, 2) == "too few"


def test_an_even_split_is_nought_and_a_lone_holder_has_no_split() -> None:
    assert normalised(5_000, 2) == 0
    assert normalised(6_250, 2) == 0.25
    assert normalised(10_000, 1) is None


def test_approvals_count_once_by_each_indication_and_only_with_a_holder(corpus: Callable[..., Corpus]) -> None:
    result = analyse(corpus(*FACTS), "concentration")
    groups, together = result.parts
    nodule, fracture = Ref(iri("肺结节", "Disease"), "肺结节"), Ref(iri("骨折", "Disease"), "骨折")
    first, second = Ref(iri("甲"), "甲"), Ref(iri("乙"), "乙")
    assert [row.cells for row in groups.rows] == [
        (nodule, 4, 2, 6250, 0.25, "high", first, 75),
        (fracture, 1, 1, 10000, None, "too few", second, 100),
    ]
    assert together.rows[0].cells[1:4] == (4, 2, 6250)
    assert "4 项获批分属 2 家" in result.finding.zh


def test_a_row_rests_on_all_statements_of_its_claims(corpus: Callable[..., Corpus]) -> None:
    result = analyse(corpus(*FACTS), "concentration")
    fracture = result.parts[0].rows[1]
    statements = [fact for cited in fracture.facts for fact in result.evidence[cited]]
    assert {fact.report[-1] for fact in statements} == {"A", "B"}


@pytest.mark.parametrize("by", ["authority", "year"])
def test_other_groups(corpus: Callable[..., Corpus], by: str) -> None:
    facts = [
        stated("Approval", product="一", holder="甲", authority="FDA", date="2019-05"),
        stated("Approval", product="二", holder="甲", authority="FDA", date="2019"),
    ]
    (row,) = analyse(corpus(*facts), "concentration", {"by": by}).parts[0].rows
    assert row.cells[1:4] == (2, 1, 10000)


def test_nothing_to_count_says_what_to_try(corpus: Callable[..., Corpus]) -> None:
    result = analyse(corpus(stated("Develops", company="甲", product="软件")), "concentration")
    assert result.is_empty
    assert "kg info kinds" in result.finding.en
