"""Whose an approval, a round or a deal is in the ways in which news tell it."""

import json

import pytest
from reports_of_text import facts_of, make_report, plain_args, read_marked

from extract.contribution import contribute


@pytest.mark.parametrize(
    ("kind", "sentence", "expected"),
    [
        # permits of two markets are two approvals, each with the day in brackets behind it
        (
            "Approval",
            "[C 星桥医疗]的[P 灵犀软件]已先后拿到CE认证(2022年)和[G 国家药监局]三类证(2023年7月)。",
            {"class": "三类证", "date": "2023-07"},
        ),
        ("Approval", "[C 星桥医疗]的[P 灵犀软件]CE证书则在2024年9月落袋。", {"class": "CE证书", "date": "2024-09"}),
        ("Approval", "[C 星桥医疗]的[P 灵犀软件]出现在批件名单里。", {"product": "灵犀软件", "holder": "星桥医疗"}),
        # rounds that a semicolon parts, whoever is told to have led one before
        (
            "Funding",
            "[C 星桥医疗]2021年6月的C轮由[V 岚桥创投]领投;最近一次是2024年4月的D轮,[V 明湖资本]独家出资2亿元。",
            {"round": "D轮", "investors": ["明湖资本"]},
        ),
        # a thing behind what is said of its place among others is what the clause is about
        ("Pipeline", "[C 星桥医药]布局多年。排在后面的[D XQ-212]尚处于临床前阶段。", {"drug": "XQ-212"}),
        (
            "Deployment",
            "[C 星桥医疗]的客户有560家,名单里有[A 长沙]的[H 湘东医院]、[A 南昌]的[H 赣抚医院]。",
            {"site": "赣抚医院"},
        ),
    ],
)
def test_told_of_the_right_one(kind: str, sentence: str, expected: dict[str, object]) -> None:
    told = [plain_args(fact) for fact in facts_of(read_marked(*sentence.split("。")[:-1])) if fact.kind == kind]
    assert any(expected.items() <= args.items() for args in told), json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("Deal", "[V 岚桥创投]与[V 明湖资本]联合投出了5000万美元的C轮。"),
        ("Deployment", "[H 临江医院]腔镜手术机器人采购项目由[C 星桥医疗]中标。"),
    ],
)
def test_what_only_looks_like_one(kind: str, sentence: str) -> None:
    assert not [plain_args(fact) for fact in facts_of(read_marked(sentence)) if fact.kind == kind]


def test_who_is_called_the_firm_is_meant_in_every_section() -> None:
    text = (
        "一、协议概况\n\n星桥医疗科技（苏州）股份有限公司（以下简称“星桥医疗”或“公司”）与多方签署协议。\n\n"
        "二、风险提示\n\n公司成立于2014年，总部位于苏州。\n"
    )
    facts = contribute(make_report(text)).facts
    assert [plain_args(f)["org"] for f in facts if f.kind == "Founded"] != []
