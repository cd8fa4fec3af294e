"""Approvals, pipelines and deployments told in ways that no pattern foresees, in sentences of the tests' own."""

import json

import pytest
from reports_of_text import facts_of, plain_args, read_marked


@pytest.mark.parametrize(
    ("kind", "sentence", "expected"),
    [
        # each product of a list has the owner that stands before it
        (
            "Approval",
            "今年春天[C 南枝科技]的[P Vela]和[C 星桥医疗]的[P Nova]先后取得市场准入。",
            {"product": "Vela", "holder": "南枝科技"},
        ),
        (
            "Approval",
            "今年春天[C 南枝科技]的[P Vela]和[C 星桥医疗]的[P Nova]先后取得市场准入。",
            {"product": "Nova", "holder": "星桥医疗"},
        ),
        # a second authority is a second approval
        ("Approval", "[D XQ-101]去年获得[G FDA]快速通道资格以及[G EMA]孤儿药认定。", {"authority": "FDA"}),
        ("Approval", "[D XQ-101]去年获得[G FDA]快速通道资格以及[G EMA]孤儿药认定。", {"authority": "EMA"}),
        # a designation that is a named measure is read as what was granted
        ("Approval", "[G FDA]授予[D XQ-101][L 孤儿药资格]。", {"product": "XQ-101", "class": "孤儿药资格"}),
        # what it is meant for is planned and yet said, one fact for each disease
        ("Approval", "[D XQ-101]获[G FDA]批准开展试验,拟用于治疗[S 胃癌]和[S 肝癌]。", {"indication": "肝癌"}),
        (
            "Approval",
            "上周[G FDA]批准了[A 英国]企业[C 星桥医疗]的[P 灵犀软件]。",
            {"product": "灵犀软件", "holder": "星桥医疗"},
        ),
        ("Pipeline", "[C 星桥医药]终止了[D XQ-101]治疗[S 胃癌]的II期临床。", {"drug": "XQ-101", "status": "stopped"}),
        ("Pipeline", "[C 星桥医药]把[D XQ-101]推进至[S 哮喘]III期。", {"drug": "XQ-101", "developer": "星桥医药"}),
        # who grants is not whom the clause is about
        (
            "Approval",
            "[C 星桥医疗]的[P 灵犀软件]用于筛查,2024年5月经[G 省药监局]批准取得二类医疗器械注册证。",
            {"product": "灵犀软件", "holder": "星桥医疗", "date": "2024-05"},
        ),
        # each thing of a list is approved
        ("Approval", "[C 星桥医疗]的[P Vela]、[P Nova]已分别于1月、4月通过审评,获批上市。", {"product": "Nova"}),
        ("Deployment", "[H 临江医院]用上了[C 星桥医疗]的[P 灵犀软件]。", {"site": "临江医院", "product": "灵犀软件"}),
    ],
)
def test_told_in_another_way(kind: str, sentence: str, expected: dict[str, str]) -> None:
    told = [plain_args(fact) for fact in facts_of(read_marked(sentence)) if fact.kind == kind]
    assert any(expected.items() <= args.items() for args in told), json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("Deployment", "[P 灵犀软件]在[H 临江医院]和另外两处开始前瞻性研究。"),
        ("Deployment", "[C 星桥医疗]的创始人早年在[H 临江医院]骨科当过主治医师。"),
        ("Pipeline", "对照[D 多西他赛]的II期试验今夏启动。"),
    ],
)
def test_what_only_looks_like_one(kind: str, sentence: str) -> None:
    assert not [plain_args(fact) for fact in facts_of(read_marked(sentence)) if fact.kind == kind]
