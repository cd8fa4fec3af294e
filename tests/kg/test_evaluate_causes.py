"""Why something was missed or made up: for each cause the smallest text that shows it."""

from typing import Any

import pytest

from kg.evaluation.causes import Cause, Mistake, overlaps, same_place
from kg.evaluation.fact_mistakes import fact_mistakes, words
from kg.evaluation.matching import match_text
from kg.evaluation.records import Annotated, Exported, FactLine, ThingLine
from kg.evaluation.thing_mistakes import thing_mistakes

A, B = ThingLine("Company", ("推想医疗",), "推想医疗发布"), ThingLine("Company", ("数坤科技", "数坤"))
X, Y = ThingLine("Product", ("InferRead CT",), "InferRead CT"), ThingLine("Product", ("CoronaryDoc",))
GARBLED = "Nexora Bio\t开发一种口服替代制剂\t1.2亿美元"
ROW = "1\tInferRead CT\t推想医疗\t2024-01"


def thing(kind: str, *names: str, quote: str = "") -> ThingLine:
    return ThingLine(kind, names, quote)


def fact(kind: str, quote: str, *, source: str = "prose", **args: Any) -> FactLine:
    return FactLine(kind, args, quote, source)


def mistakes(
    *,
    things: tuple[ThingLine, ...] = (),
    facts: tuple[FactLine, ...] = (),
    found_things: tuple[ThingLine, ...] = (),
    found_facts: tuple[FactLine, ...] = (),
) -> list[Mistake]:
    exported = Exported({"R": found_things}, {"R": found_facts}, frozenset({"R"}))
    match = match_text(Annotated("R", things, facts, garbled=(GARBLED,)), exported)
    return [*thing_mistakes(match), *fact_mistakes(match)]


def causes(found: list[Mistake]) -> list[tuple[str, str]]:
    return [(one.side, one.cause.name) for one in found]


# -- things


@pytest.mark.parametrize(
    ("annotated", "found", "expected"),
    [
        ([A], [], [("missed", "NAME")]),
        ([], [A], [("false alarm", "NAME")]),
        (
            [thing("Product", "推想肺结节软件")],
            [thing("Product", "肺结节软件")],
            [("missed", "BOUNDARY"), ("false alarm", "BOUNDARY")],
        ),
        (
            [thing("Report", "互联网周刊")],
            [thing("Institution", "互联网周刊")],
            # Organisations that are annotated in another role are forgiven, so only one side errs.
            [("missed", "TYPE")],
        ),
        (
            [thing("Disease", "肺结节")],
            [thing("Technology", "肺结节")],
            [("missed", "TYPE"), ("false alarm", "TYPE")],
        ),
        (
            [thing("Company", "腾讯"), thing("Investor", "腾讯")],
            [thing("Company", "腾讯")],
            [("missed", "TYPE")],
        ),
        (
            [thing("Product", "灵医"), thing("Product", "灵医智惠")],
            [thing("Product", "灵医智惠", "灵医")],
            [("missed", "REPEAT")],
        ),
        (
            [thing("Product", "灵医智惠", "灵医")],
            [thing("Product", "灵医"), thing("Product", "灵医智惠")],
            [("false alarm", "REPEAT")],
        ),
        ([], [thing("Company", "Nexora Bio")], [("false alarm", "OCR")]),
        ([thing("Company", "Nexora", quote="Nexora Bio 开发一种口服")], [], [("missed", "OCR")]),
    ],
)
def test_why_a_thing_was_missed_or_made_up(
    annotated: list[ThingLine], found: list[ThingLine], expected: list[tuple[str, str]]
) -> None:
    assert causes(mistakes(things=tuple(annotated), found_things=tuple(found))) == expected


# -- facts; both sides know the things A, B, X, Y if nothing else is said


def fact_causes(annotated: list[FactLine], found: list[FactLine], **sides: tuple[ThingLine, ...]) -> list[Any]:
    known = {"things": (A, B, X, Y), "found_things": (A, B, X, Y)} | sides
    all_of_them = mistakes(facts=tuple(annotated), found_facts=tuple(found), **known)
    return causes([one for one in all_of_them if one.what == "fact"])


DEVELOPS = fact("Develops", "推想医疗发布 InferRead CT", company="推想医疗", product="InferRead CT")


def test_what_is_right_has_no_cause() -> None:
    assert fact_causes([DEVELOPS], [DEVELOPS]) == []


@pytest.mark.parametrize(
    ("one", "other", "cause"),
    [
        (fact("Develops", GARBLED, company="推想医疗", product="InferRead CT"), None, "OCR"),
        (
            fact("Funding", "推想医疗完成 D 轮融资", company="推想医疗", round="D轮"),
            fact("Funding", "推想医疗完成 D 轮融资，由……", company="推想医疗", round="C轮"),
            "VALUE",
        ),
        (
            fact("Metric", "推想医疗拥有 13 张三类证", subject="推想医疗", indicator="三类证数量", value=13),
            fact("Metric", "推想医疗拥有 13 张三类证", subject="推想医疗", indicator="三类证数量", value=16),
            "VALUE",
        ),
        (
            DEVELOPS,
            fact("Develops", "推想医疗发布 InferRead CT", company="推想医疗", product="CoronaryDoc"),
            "RECORD",
        ),
        (
            fact("Metric", "肺癌死亡 65 万人", subject="肺癌", indicator="死亡人数", value=650000),
            fact("Metric", "肺癌死亡 65 万人", subject="死于肺癌的病人", indicator="病例", value=650000),
            "BOUNDARY",
        ),
        (
            DEVELOPS,
            fact("Release", "推想医疗发布 InferRead CT", publishers=["推想医疗"], product="InferRead CT"),
            "TYPE",
        ),
        (
            fact("Develops", "该公司还发布了 InferRead CT", company="推想医疗", product="InferRead CT"),
            None,
            "COREFERENCE",
        ),
        (DEVELOPS, None, "TRIGGER"),
        (fact("Develops", ROW, source="table", company="推想医疗", product="InferRead CT"), None, "TABLE"),
    ],
)
def test_why_a_fact_was_missed_or_made_up(one: FactLine, other: FactLine | None, cause: str) -> None:
    others = [other] if other else []
    missed, made_up = fact_causes([one], others), fact_causes(others, [one])
    assert ("missed", cause) in missed
    assert ("false alarm", cause) in made_up


def test_the_same_statement_twice_is_one_too_many() -> None:
    assert fact_causes([DEVELOPS], [DEVELOPS, DEVELOPS]) == [("false alarm", "REPEAT")]
    assert fact_causes([DEVELOPS, DEVELOPS], [DEVELOPS]) == [("missed", "REPEAT")]


def test_a_name_that_is_not_there_comes_before_the_words_around_it() -> None:
    assert fact_causes([DEVELOPS], [], found_things=(B, Y)) == [("missed", "NAME")]
    assert fact_causes([], [DEVELOPS], things=(B, Y)) == [("false alarm", "NAME")]
    cut = thing("Company", "推想医疗发布")
    assert fact_causes([DEVELOPS], [], found_things=(cut, X)) == [("missed", "BOUNDARY")]
    other_type = thing("Disease", "推想医疗")
    assert fact_causes([DEVELOPS], [], found_things=(other_type, X)) == [("missed", "TYPE")]


def test_words_of_a_phrase_need_not_be_the_name_of_a_thing() -> None:
    metric = fact("Metric", "8级医院共 5 家", subject="8级", indicator="医院数", value=5)
    assert fact_causes([metric], []) == [("missed", "TRIGGER")]


def test_a_row_that_gave_other_facts_was_read() -> None:
    approval = fact("Approval", ROW, source="table", product="InferRead CT", holder="推想医疗")
    develops = fact("Develops", ROW, source="table", company="推想医疗", product="InferRead CT")
    assert fact_causes([approval, develops], [approval]) == [("missed", "TRIGGER")]
    assert fact_causes([approval, develops], []) == [("missed", "TABLE")] * 2


def test_a_mistake_says_what_stands_on_the_other_side() -> None:
    wanted = fact("Funding", "完成 D 轮融资", company="推想医疗", round="D轮")
    given = fact("Funding", "推想医疗完成 D 轮融资", company="推想医疗", round="C轮")
    missed, made_up = (
        one
        for one in mistakes(things=(A,), found_things=(A,), facts=(wanted,), found_facts=(given,))
        if one.what == "fact"
    )
    assert (missed.says, missed.instead) == ("company: 推想医疗; round: D轮", "company: 推想医疗; round: C轮")
    assert (made_up.says, made_up.instead) == (missed.instead, missed.says)
    assert (missed.quote, made_up.quote) == ("完成 D 轮融资", "推想医疗完成 D 轮融资")


def test_every_cause_tells_both_sides_what_it_means() -> None:
    assert all(cause.meaning("missed") and cause.meaning("false alarm") for cause in Cause)
    assert len({cause.title for cause in Cause}) == len(Cause)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("推想医疗\t2024年1月", "1 推想医疗 2024年1月 D轮", True),
        ("推想医疗完成了D轮融资", "推想医疗完成D轮融资，金额未披露", False),
        ("联影智能 10 张、联影医疗 3 张、联影智融", "联影集团（联影智能 10 张、联影医疗 3 张）", True),
        ("3 张", "3 张三类证", False),
        ("", "推想医疗", False),
    ],
)
def test_quotes_of_one_place(one: str, other: str, same: bool) -> None:
    assert same_place(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "cut"),
    [("肺结节", "肺结节CT", True), ("肺结节", "肺结节", False), ("肺", "肺结节", False), ("脑卒中", "肺结节", False)],
)
def test_a_name_that_was_cut_wrongly(one: str, other: str, cut: bool) -> None:
    assert overlaps(one, other) is cut


def test_slots_in_words() -> None:
    args = {"parties": ["甲", "乙"], "total": {"value": 335000000.0, "currency": "USD"}, "date": "2024"}
    assert words(args) == "parties: 甲、乙; total: 335000000 USD; date: 2024"
    assert words({"amount": {"value": None, "currency": "CNY", "text": "数千万"}}) == "amount: 数千万 CNY"
