"""Pairs of names in one node, against the names annotated as one thing."""

import pytest

from kg.evaluation.matching import match_text
from kg.evaluation.merges import MergeScore, merge_scores
from kg.evaluation.records import Annotated, Exported, ThingLine


def company(*names: str) -> ThingLine:
    return ThingLine("Company", names)


def scores(annotated: list[ThingLine], found: list[ThingLine]) -> MergeScore:
    text = Annotated("text", tuple(annotated), ())
    rows, wrong = merge_scores([match_text(text, Exported({"text": tuple(found)}, {}, frozenset({"text"})))])
    assert rows["ALL"].wrong == len(wrong)
    return rows["ALL"]


@pytest.mark.parametrize(
    ("annotated", "found", "expected"),
    [
        ([company("霁岚", "霁岚医疗")], [company("霁岚", "霁岚医疗")], MergeScore(right=1)),
        ([company("霁岚"), company("南枝")], [company("霁岚", "南枝")], MergeScore(wrong=1)),
        ([company("霁岚", "霁岚医疗")], [company("霁岚"), company("霁岚医疗")], MergeScore(apart=1)),
        ([company("霁岚", "霁岚医疗")], [company("霁岚")], MergeScore()),
        ([company("霁岚")], [company("霁岚", "Jilan")], MergeScore()),
        ([company("霁岚", "霁 岚")], [company("霁岚", "霁岚公司")], MergeScore()),
    ],
    ids=["right", "wrong", "apart", "a name not found", "a name not annotated", "names that fold alike"],
)
def test_pairs_are_judged_where_both_names_are_known(
    annotated: list[ThingLine], found: list[ThingLine], expected: MergeScore
) -> None:
    assert scores(annotated, found) == expected


def test_nothing_merged_is_nothing_wrong() -> None:
    assert (MergeScore().precision, MergeScore().recall) == (1.0, 1.0)
    assert MergeScore(right=3, wrong=1, apart=2).precision == 0.75
    assert MergeScore(right=3, wrong=1, apart=2).recall == 0.6
