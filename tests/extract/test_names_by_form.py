"""Bodies, places and people whom no list holds, told by their form and by what stands beside them."""

import pytest

from extract.mentions.pipeline import tag


def names(type_: str, text: str) -> list[str]:
    return [m.name for m in tag(text) if m.type == type_ and m.confidence >= 0.6]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("该委会同省经信厅、省医保局印发了办法。", ["省经信厅", "省医保局"]),
        ("云江市卫健委与市发改委发布通知。", ["云江市卫健委", "市发改委"]),
        ("记者从县卫健局获悉。", ["县卫健局"]),
        ("区政府表示欢迎。", []),
    ],
)
def test_a_body_is_named_by_its_level_alone(text: str, expected: list[str]) -> None:
    assert names("Regulator", text) == expected


def test_bodies_of_many_places_are_none_of_them() -> None:
    assert "省卫健委" not in names("Regulator", "各省卫健委应当落实。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("是在阜阳市青石区的一间诊室。", ["阜阳市青石区"]),
        ("位于深圳市南山区粤海街道。", ["深圳市南山区粤海街道"]),
        ("系统铺到象山县的两家卫生院。", ["象山县"]),
        ("上海各区和武汉城区都有。", ["上海", "武汉"]),
        ("大城市和各省市都有。", []),
    ],
)
def test_districts_and_counties_are_places(text: str, expected: list[str]) -> None:
    assert names("Place", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“最贵的是错误。”许知远说。", ["许知远"]),
        ("王一诺在接受记者采访时表示,市场很大。", ["王一诺"]),
        ("他拉上老同学丁目注册了公司。", ["丁目"]),
        ("(记者何松青 通讯员李岚)", ["何松青", "李岚"]),
        ("裴明越:一个先生的八年", ["裴明越"]),
        ("这项研究由Steve Harrow等人完成。", ["Steve Harrow"]),
    ],
)
def test_who_speaks_or_is_a_fellow_is_a_person(text: str, expected: list[str]) -> None:
    assert names("Person", text) == expected


@pytest.mark.parametrize(
    "text", ["方案说得很清楚。", "官方表示没有影响。", "双方表示继续合作。", "白皮书指出了风险。", "项目方表示欢迎。"]
)
def test_words_that_begin_like_names_are_no_people(text: str) -> None:
    assert names("Person", text) == []
