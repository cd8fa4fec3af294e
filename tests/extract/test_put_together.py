"""Methods that a thing is said to put together, of which one is known and the others end as methods do."""

from collections.abc import Callable

import pytest

from extract.mention import Mention


@pytest.mark.parametrize(
    ("text", "methods"),
    [
        ("它把断层重建、图像分割和软骨力学仿真串在一条流水线上。", ["断层重建", "图像分割", "软骨力学仿真"]),
        ("该系统集成了连续体蛇形臂、力反馈和荧光成像。", ["连续体蛇形臂", "力反馈", "荧光成像"]),
        ("平台将生成式AI、自由能微扰与自动化湿实验室整合到一起。", ["生成式AI", "自由能微扰", "自动化湿实验室"]),
    ],
)
def test_every_member_is_a_method(find_mentions: Callable[[str], list[Mention]], text: str, methods: list[str]) -> None:
    assert [m.name for m in find_mentions(text) if m.type == "Technology" and m.confidence >= 0.6] == methods


@pytest.mark.parametrize(
    "text",
    [
        "它把门诊病历、随访问卷和深度学习结合。",  # what is learned from is no method
        "平台整合了三家医院和两所大学的力量。",
        "它把岚漪、青澜和望舒串在一起。",  # none is known
    ],
)
def test_a_list_of_other_things_is_left_alone(find_mentions: Callable[[str], list[Mention]], text: str) -> None:
    assert not [m for m in find_mentions(text) if m.rule == "list.put_together"]
