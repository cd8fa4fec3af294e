"""Whose an approval is where its own sentence does not name anybody, and another names the maker with the thing."""

from collections.abc import Callable

from reports_of_text import Read


def holders(read: Read, product: str) -> set[object]:
    return {fact.get("holder") for fact in read.facts("Approval") if fact.get("product") == product}


def test_who_is_named_with_a_thing_holds_its_approval(read_report_text: Callable[..., Read]) -> None:
    text = (
        "# 南枝科技3亿元买下星桥医疗\n星桥医疗自主研发了肺结节检测软件“灵犀肺影”。\n"
        "南枝科技成立于2010年,总部位于杭州。“灵犀肺影”2021年获国家药监局三类证。"
    )
    assert holders(read_report_text(text), "灵犀肺影") == {"星桥医疗"}


def test_who_is_named_in_the_sentence_itself_stays(read_report_text: Callable[..., Read]) -> None:
    text = "星桥医疗自主研发了肺结节检测软件“灵犀肺影”。\n2023年,南枝科技的“灵犀肺影”获国家药监局三类证。"
    assert "南枝科技" in holders(read_report_text(text), "灵犀肺影")


def test_of_two_makers_nobody_is_chosen(read_report_text: Callable[..., Read]) -> None:
    text = (
        "星桥医疗自主研发了肺结节检测软件“灵犀肺影”。\n云杉智能自主研发了肺结节检测软件“灵犀肺影”。\n"
        "南枝科技成立于2010年。公司的“灵犀肺影”2021年获国家药监局三类证。"
    )
    assert holders(read_report_text(text), "灵犀肺影") == {"南枝科技"}
