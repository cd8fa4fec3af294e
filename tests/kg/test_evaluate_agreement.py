"""When a found value says what is annotated: rows of slot, annotated, found, and the two verdicts."""

from typing import Any

import pytest

from kg.evaluation.agreement import Agreement, figure, fold
from kg.evaluation.measure import load_measure
from kg.evaluation.records import FactLine, ThingLine
from ontology.schema import ENTITY_TYPES, load_schema

AIRDOC = ThingLine("Company", ("鹰瞳科技", "Airdoc", "上海鹰瞳医疗科技有限公司"))
CNY, USD = "CNY", "USD"


def fact(kind: str, **args: Any) -> FactLine:
    return FactLine(kind, args, quote="", source="prose")


def money(value: float | None, currency: str = CNY, **bounds: Any) -> dict[str, Any]:
    return {"value": value, "currency": currency, **bounds}


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("推想医疗科技股份有限公司", "推想医疗科技"),
        ("联影集团 有限公司", "联影"),
        ("ＡＩ“灵医”（大模型）", "ai灵医大模型"),
        ("Insilico Medicine Inc.", "insilicomedicine"),
        ("公司", "公司"),
        ("甲集团", "甲集团"),
    ],
)
def test_names_are_folded(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("value", "unit", "number"),
    [
        (3, "亿元", 3e8),
        ("1,200", "元", 1200),
        ("40%", None, 40),
        (2, "千万", 2e7),
        (money(5), None, 5),
        (money(None), None, None),
        ("数千", "万", None),
    ],
)
def test_a_figure_is_in_single_units(value: Any, unit: str | None, number: float | None) -> None:
    assert figure(value, unit) == number


@pytest.mark.parametrize(
    ("slot", "annotated", "found", "relaxed", "strict"),
    [
        ("company", "鹰瞳科技", "Airdoc", True, True),
        ("company", "鹰瞳科技", "鹰瞳科技有限公司", True, True),
        ("company", "鹰瞳科技", "推想医疗", False, False),
        ("product", "灵医智惠大模型", "灵医智惠", False, False),
        ("product", "肺结节辅助检测软件", "肺结节辅助检测", True, False),
        ("date", "2024-03-11", "2024-03", True, False),
        ("date", "2024-03", "2024-04", False, False),
        ("amount", money(1e8), money(1.0004e8), True, False),
        ("amount", money(1e8), money(1e8, USD), False, False),
        ("amount", money(1e8), money(None, min=2e7), False, False),
        ("segment", "AI 医学影像", "AI影像", True, False),
        ("segment", "AI 医学影像", "AI医学影像", True, True),
        ("segment", "AI制药", "医学影像", False, False),
        ("stage", "Phase 1", "Phase 2", False, False),
        ("investors", ["红杉中国", "高瓴创投"], ["高瓴创投", "红杉中国"], True, True),
        ("investors", ["红杉中国", "高瓴创投"], ["红杉中国"], True, False),
        ("investors", ["红杉中国", "高瓴创投", "启明创投"], ["红杉中国"], False, False),
        ("parties", ["推想医疗", "联影医疗"], ["推想医疗"], False, False),
        ("parties", ["推想医疗"], ["推想医疗", "联影医疗"], True, False),
        ("publishers", ["百度"], "百度", True, True),
        ("company", "鹰瞳科技", "", False, False),
    ],
)
def test_a_slot_agrees(slot: str, annotated: Any, found: Any, relaxed: bool, strict: bool) -> None:
    agreement = Agreement([AIRDOC])
    assert agreement.agrees(slot, annotated, found) is relaxed
    assert agreement.equals(slot, {slot: annotated}, {slot: found}) is strict


def test_scale_words_of_a_unit_count_with_the_number() -> None:
    agreement = Agreement([])
    wanted, given = fact("Metric", value=300, unit="亿元"), fact("Metric", value=3e10, unit="元")
    assert agreement.slot_agrees("value", wanted.args, given.args)
    assert agreement.same_fact(wanted, given)
    assert not agreement.same_fact(wanted, fact("Metric", value=3e10, unit="美元"))


@pytest.mark.parametrize(
    ("annotated", "found", "verdicts"),
    [
        ({"company": "A公司", "round": "B轮"}, {"company": "A公司", "round": "B轮"}, (True, True)),
        ({"company": "A公司", "round": "B轮", "date": "2024"}, {"company": "A公司", "date": "2024"}, (True, True)),
        ({"company": "A公司", "round": "B轮"}, {"company": "A公司", "date": "2024"}, (True, False)),
        ({"company": "A公司"}, {"company": "A公司", "round": "B轮"}, (True, None)),
        ({"round": "B轮"}, {"round": "B轮"}, (None, True)),
    ],
)
def test_in_each_group_of_key_slots_one_must_agree(
    annotated: dict[str, Any], found: dict[str, Any], verdicts: tuple[bool | None, ...]
) -> None:
    one, other = fact("Funding", **annotated), fact("Funding", **found)
    assert Agreement([]).groups(one, other) == verdicts
    assert Agreement([]).keys_agree(one, other) is (False not in verdicts)


def test_a_strict_fact_says_no_more_than_is_annotated() -> None:
    agreement = Agreement([])
    wanted = fact("Funding", company="推想医疗", round="D轮")
    assert agreement.same_fact(wanted, fact("Funding", company="推想医疗", round="D轮"))
    assert agreement.same_fact(wanted, fact("Funding", company="推想医疗", round="D轮", amount=money(None, min=2e7)))
    assert not agreement.same_fact(wanted, fact("Funding", company="推想医疗", round="D轮", date="2024"))
    assert not agreement.same_fact(wanted, fact("Deal", company="推想医疗", round="D轮"))


def test_the_constants_cover_the_schema() -> None:
    measure, kinds = load_measure(), load_schema().kinds
    assert set(measure.accepted_types) == set(ENTITY_TYPES)
    assert set().union(*measure.accepted_types.values()) == set(ENTITY_TYPES)
    assert all(name in accepted for name, accepted in measure.accepted_types.items())
    assert set(measure.keys) == set(kinds)
    for name, kind in kinds.items():
        slots = {slot.name for slot in kind.slots}
        assert set(measure.key_slots(name)) <= slots
        assert slots <= set(measure.comparisons)
    assert {"purpose", "unit", "region"} <= {slot for slot, how in measure.comparisons.items() if how == "words"}
    assert measure.two_needed <= set(measure.comparisons)
