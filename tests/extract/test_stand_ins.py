"""Whom 标的公司 means: the firm that the notice says is bought, and what is told of it goes on about it."""

from collections.abc import Callable

import pytest
from reports_of_text import Read

NOTICE = (
    "# 星桥医疗股份有限公司关于签署股权收购协议的公告\n"
    "星桥医疗股份有限公司(以下简称“公司”)以自有资金1.86亿元受让林一帆持有的杭州南枝科技有限公司(以下简称“南枝科技”)62%股权。"
)


@pytest.mark.parametrize("words", ["标的公司", "目标公司", "标的企业"])
def test_the_target_of_a_notice_is_who_is_bought(read_report_text: Callable[..., Read], words: str) -> None:
    read = read_report_text(f"{NOTICE}{words}成立于2016年3月,注册地为成都市。")
    assert [(f["org"], f["date"]) for f in read.facts("Founded")] == [("杭州南枝科技有限公司", "2016-03")]


def test_the_text_goes_on_about_the_target(read_report_text: Callable[..., Read]) -> None:
    read = read_report_text(f"{NOTICE}标的公司成立于2016年3月。其核心产品灵犀心电分析平台2021年7月获国家药监局三类证。")
    assert {f["holder"] for f in read.facts("Approval")} == {"杭州南枝科技有限公司"}
