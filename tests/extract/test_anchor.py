"""The year that 今年 means, and who brings the news."""

import pytest
from reports_of_text import facts_of, make_report, plain_args, read_marked

from extract.prose.anchor import year_of


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025年3月2日获批。公司2019年成立。", 2025),
        ("2024年3月获批,预计到2027年覆盖千家。", 2024),
        ("2021年3月获批。2023年营收过亿。", None),
        ("今年3月获批。", None),
    ],
)
def test_the_year_of_a_text_without_a_date(text: str, year: int | None) -> None:
    assert year_of(make_report(text, date="")) == year


def test_who_brings_the_news_is_not_whom_it_is_about() -> None:
    told = read_marked("[C 星桥新闻]9月10日消息,[C 南枝科技]宣布扩产。", "2023年7月完成1亿元A轮融资。")
    fundings = [plain_args(fact) for fact in facts_of(told) if fact.kind == "Funding"]
    assert {args["company"] for args in fundings} == {"南枝科技"}
