"""Parts of bodies: what the name of a part, or the words behind the name of the whole, tell."""

from __future__ import annotations

import pytest

from extract.mention import Mention
from extract.prose.units import units_of


@pytest.mark.parametrize(
    ("text", "name", "type_", "expected"),
    [
        ("临江大学药学院参与研究", "临江大学药学院", "Institution", [("临江大学药学院", "临江大学")]),
        ("临江大学附属医院参与研究", "临江大学附属医院", "Hospital", []),
        ("临江大学机械系的教授", "临江大学", "Institution", [("临江大学机械系", "临江大学")]),
        ("临江大学系统地研究", "临江大学", "Institution", []),
        ("临江大学药学院教授李明说", "临江大学药学院", "Institution", []),
        ("陈晓毕业于临江大学药学院", "临江大学药学院", "Institution", []),
        ("与临江医院神经内科试用", "临江医院", "Hospital", [("临江医院神经内科", "临江医院")]),
        ("由临江医院卒中中心接诊", "临江医院", "Hospital", [("临江医院卒中中心", "临江医院")]),
        # where something happens is no part that the text speaks of
        ("在临江医院神经内科的走廊里", "临江医院", "Hospital", []),
        # a post in the hospital says what its holder heads
        ("临江医院神经内科主任说", "临江医院", "Hospital", []),
        ("星桥集团大健康事业部接手", "星桥集团", "Company", [("大健康事业部", "星桥集团")]),
        ("星桥集团的影像事业部接手", "星桥集团", "Company", [("影像事业部", "星桥集团")]),
        ("星桥集团宣布成立影像事业部", "星桥集团", "Company", [("影像事业部", "星桥集团")]),
        ("星桥集团今年3月组建智慧医疗军团", "星桥集团", "Company", [("智慧医疗军团", "星桥集团")]),
        (
            "临江药监局器械审评中心发文",
            "临江药监局器械审评中心",
            "Regulator",
            [("临江药监局器械审评中心", "临江药监局")],
        ),
        (
            "临江医院协会信息专业委员会发文",
            "临江医院协会信息专业委员会",
            "Institution",
            [("临江医院协会信息专业委员会", "临江医院协会")],
        ),
        ("临江卫健委规划司司长说", "临江卫健委", "Regulator", [("规划司", "临江卫健委")]),
        ("临江卫健委规划司发文", "临江卫健委规划司", "Regulator", [("规划司", "临江卫健委")]),
        ("临江卫健委的公司", "临江卫健委", "Regulator", []),
    ],
)
def test_a_part_is_told_by_its_name(text: str, name: str, type_: str, expected: list[tuple[str, str]]) -> None:
    start = text.index(name)
    mention = Mention(start, start + len(name), type_, name, "test", 0.9)
    assert [(part.name, whole.name) for _, part, whole in units_of(text, mention)] == expected
