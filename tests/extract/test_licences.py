"""Whose a licensed thing is: of who grants the licence, whomever the text goes on about."""

from collections.abc import Callable

import pytest
from reports_of_text import Read

TEXT = "星桥医疗与总部位于波士顿的Orvane Pharma订立独家许可协议,后者获得在研药物XQ-2107在大中华区以外的商业化权利。"


@pytest.mark.parametrize(
    "sentence",
    [
        TEXT,
        "星桥医疗把XQ-2107的海外权益许可给Orvane Pharma。",
        "Orvane Pharma从星桥医疗引进XQ-2107。",
        "XQ-2107的海外权益被星桥医疗授予Orvane Pharma。",
    ],
)
def test_the_granter_makes_the_thing_and_the_taker_does_not(
    read_report_text: Callable[..., Read], sentence: str
) -> None:
    makers = {f["company"] for f in read_report_text(f"{sentence}\nXQ-2107用于痛风,处于II期。").facts("Develops")}
    assert "Orvane Pharma" not in makers


def test_its_family_is_the_granters_too(read_report_text: Callable[..., Read]) -> None:
    text = f"{TEXT}\nOrvane Pharma手里还有KP-88。\n管线还有XQ-0933,用于胰腺癌,处于I期。"
    made = {(f["company"], f["product"]) for f in read_report_text(text).facts("Develops")}
    assert ("星桥医疗", "XQ-2107") in made
    assert ("星桥医疗", "XQ-0933") in made
    assert ("Orvane Pharma", "XQ-0933") not in made


def test_a_title_tells_whom_the_text_is_about_at_the_head_of_a_clause(read_report_text: Callable[..., Read]) -> None:
    text = "# 首付款6500万美元,星桥医疗把XQ-2107交给Orvane Pharma\nOrvane Pharma成立于2010年。\n公司还有三款产品获批。"
    holders = {f.get("holder") for f in read_report_text(text).facts("Approval")}
    assert "Orvane Pharma" not in holders
