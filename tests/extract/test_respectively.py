"""Dates that a sentence tells one by one for the members of a list."""

from collections.abc import Callable

import pytest
from reports_of_text import Read


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        (
            "星桥医疗与南枝科技分别于2024年6月和2024年10月在港交所挂牌上市。",
            {"星桥医疗": "2024-06", "南枝科技": "2024-10"},
        ),
        ("星桥医疗与南枝科技于2024年6月在港交所挂牌上市。", {"星桥医疗": "2024-06", "南枝科技": "2024-06"}),
    ],
)
def test_each_of_a_list_has_its_own_date(
    read_report_text: Callable[..., Read], sentence: str, dates: dict[str, str]
) -> None:
    told = {fact["company"]: fact["date"] for fact in read_report_text(sentence).facts("Listing")}
    assert told == dates
