"""What a report says of itself: its publisher issued it, and the people of its imprint have their posts there."""

from dataclasses import replace

import pytest
from reports_of_text import make_report, plain_args

from extract.mentions.pipeline import tag
from extract.prose.imprint import read_imprint


def told(text: str, *, publisher: str = "青禾智库", title: str = "2024智慧医院发展报告") -> list[dict[str, object]]:
    document = replace(make_report(text, title=title), publisher=publisher)
    return [plain_args(item.fact) for item in read_imprint(document, tag)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("研究指导:陈晓东", [("陈晓东", "研究指导")]),
        ("研究团队:周翔、李明", [("周翔", ""), ("李明", "")]),
        ("作者:阿黛·奎隆(小黛)", [("阿黛·奎隆", "")]),
        ("陈晓东 高级研究员", [("陈晓东", "高级研究员")]),
        ("商务合作负责人\n陈晓东微信", [("陈晓东", "商务合作负责人")]),
    ],
)
def test_people_of_the_imprint_work_for_the_publisher(text: str, expected: list[tuple[str, str]]) -> None:
    roles = [(fact["person"], fact.get("title", "")) for fact in told(text)]
    assert roles == expected
    assert {fact["org"] for fact in told(text)} == {"青禾智库"}


@pytest.mark.parametrize("text", ["研究团队:青禾智库", "分析师\n小麦微信", "研究发现 高级研究员", "负责人\n数据平台"])
def test_other_lines_name_nobody(text: str) -> None:
    assert told(text) == []


def test_without_a_publisher_nobody_can_tell_where_they_work() -> None:
    assert told("研究指导:陈晓东", publisher="") == []


def test_the_publisher_issued_the_report_whose_year_stands_above_its_title() -> None:
    assert told("2024\n智慧医院发展报告\n出品机构:青禾智库") == [
        {"issuer": "青禾智库", "policy": "智慧医院发展报告", "date": "2024-06"}
    ]
    assert told("出品机构:青禾智库", title="智慧医院的一天") == []
