"""What a company does and what a thing is built with, told in the many ways of journalists."""

import pytest
from reports_of_text import facts_of, plain_args, read_marked

from extract.prose.segments import is_segment


def told(text: str, kind: str, *slots: str) -> set[tuple[object, ...]]:
    facts = [plain_args(fact) for fact in facts_of(read_marked(text)) if fact.kind == kind]
    return {tuple(args.get(slot) for slot in slots) for args in facts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("她创办了[C 星桥医疗],一家从事基因检测的公司。", {("星桥医疗", "基因检测")}),
        ("[C 星桥医疗]与[C 南枝科技]同处数字病理赛道。", {("星桥医疗", "数字病理"), ("南枝科技", "数字病理")}),
        ("[C 星桥医疗],做病理AI,去年盈利。", {("星桥医疗", "病理AI")}),
        ("她在[C 星桥医疗]做了三年药物研发。", set()),
        (
            "[C 星桥医疗]业务涵盖眼科影像、医院服务和慢病管理。",
            {("星桥医疗", "眼科影像"), ("星桥医疗", "医院服务"), ("星桥医疗", "慢病管理")},
        ),
        ("心电领域,[C 南枝科技]旗下的[C 星桥医疗]完成融资。", {("星桥医疗", "心电")}),
        ("病理厂商方面,[C 星桥医疗]率先涨价。", {("星桥医疗", "病理")}),
        ("[C 星桥医疗]曾参与创立十余家生物技术公司。", set()),
        ("[C 南枝科技]入股在线问诊平台[C 星桥医疗]。", {("星桥医疗", "在线问诊")}),
        ("研发方面,[C 星桥医疗]投入不小。", set()),
    ],
)
def test_a_trade_is_told_beside_behind_or_before_its_company(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text, "Segment", "company", "segment") == expected


def test_a_drug_found_by_a_platform_uses_it_and_its_company_does_not() -> None:
    text = "[D XQ-101]这个分子由[P 灵犀云]筛选得到。"
    assert told(text, "UsesTechnology", "subject", "technology") == {("XQ-101", "灵犀云")}


@pytest.mark.parametrize(
    ("words", "expected"),
    [("医院信息系统", True), ("医院", False), ("脂肪性肝炎", False), ("糖尿病视网膜病变", False), ("硬件", False)],
)
def test_a_field_is_no_illness_and_no_mere_part(words: str, expected: bool) -> None:
    assert is_segment(words) is expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[C 星桥医疗]完成B轮融资,[V 青禾资本]与[V 南山创投]联合领投。", "Deal"),
        ("[C 星桥医疗]公布了[D XQ-101]治疗[S 哮喘]的IIa期结果。", "Release"),
        ("[C 星桥医疗]将获得[D XQ-101]在海外的开发权利。", "Approval"),
        ("[C 星桥医疗]撤回了[X 科创板]上市申请。", "Listing"),
    ],
)
def test_a_deed_is_not_taken_for_another(text: str, kind: str) -> None:
    told_so = [fact for fact in facts_of(read_marked(text)) if fact.kind == kind and fact.modality == "asserted"]
    assert not told_so


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "手术机器人是最烧钱的赛道。[C 星桥医疗]装机三百台,[C 南枝科技]和[C 云杉智能]紧随其后。",
            {("星桥医疗", "手术机器人"), ("南枝科技", "手术机器人"), ("云杉智能", "手术机器人")},
        ),
        (
            "康养与影像同样热闹:眼底AI有[C 星桥医疗]和[C 南枝科技],病理AI的代表是[C 云杉智能]。",
            {("星桥医疗", "眼底AI"), ("南枝科技", "眼底AI"), ("云杉智能", "病理AI")},
        ),
        ("手术机器人是最烧钱的赛道。[C 星桥医疗]去年装机三百台。", set()),
        ("医疗AI的故事讲了十年。[C 星桥医疗]上市,[C 南枝科技]盈利,[C 云杉智能]出海。", set()),
    ],
)
def test_the_field_that_a_paragraph_opens_with_is_that_of_its_firms(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text, "Segment", "company", "segment") == expected
