"""Who brings a text and when: lines that nothing is about, and the year that 今年 means."""

import pytest
from reports_of_text import facts_of, make_report, plain_args, read_marked

from extract.blocks.assemble import read_layout
from extract.blocks.front_matter import is_byline
from extract.document import BlockKind
from extract.prose.anchor import year_of

_BODY = "3月2日，星桥医疗宣布其肺结节检测软件获批，公司随后与多家医院签约，产品进入临床使用，团队表示这只是第一步。" * 3


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("星桥新闻Info  2026-01-09", "2026-01-09"),
        ("星桥新闻记者 林一帆　2025年12月3日", "2025-12-03"),
        ("来源：临江医院公众号 2025-06-18", "2025-06-18"),
        ("文 | 林一帆　星桥新闻", ""),
    ],
)
def test_a_line_on_who_brings_a_text_is_no_heading(line: str, date: str) -> None:
    layout = read_layout(f"灵犀软件获批上市\n\n{line}\n\n{_BODY}\n\n{_BODY}\n")
    assert layout.front.title == "灵犀软件获批上市"
    assert layout.front.date == date
    assert [block.kind for block in layout.blocks].count(BlockKind.HEADING) == 1


@pytest.mark.parametrize("opening", ["星桥新闻2025年4月16日讯 ", "（本院讯 2025年4月16日）"])
def test_the_day_of_a_dateline_is_that_of_the_text(opening: str) -> None:
    assert read_layout(f"灵犀软件获批上市\n\n{opening}{_BODY}\n").front.date == "2025-04-16"


@pytest.mark.parametrize("line", ["灵犀软件获批上市", "2025年9月13日,星桥医疗获批", "作者认为市场在扩大"])
def test_other_lines_are_no_bylines(line: str) -> None:
    assert not is_byline(line)


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
