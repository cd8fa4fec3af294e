"""What a text calls a thing beside its name tells what it is made with."""

import pytest

from extract.prose.kinds import kind_of_model


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("协济", "共同研发的“协济”罕见病大模型进入临床。", "大模型"),
        ("协济", "联合推出“协济”大模型。", "大模型"),
        ("EyeLark", "联合发布的眼科多模态大模型“EyeLark”。", "多模态大模型"),
        ("“协济”病理大模型", "共建“协济”病理大模型。", "大模型"),
        ("EyeLark", "医疗大模型EyeLark问世。", "医疗大模型"),
        ("协济", "推出“协济”影像平台，接入大模型。", ""),
        ("协济", "大模型时代的“协济”平台。", ""),
        ("协济", "用大模型做了“协济”。", ""),
    ],
)
def test_the_kind_beside_a_name_is_its_technology(name: str, text: str, kind: str) -> None:
    assert kind_of_model(name, text) == kind
