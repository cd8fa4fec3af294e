"""News: who writes and when is no subject of the text, and tells the year of what it says."""

from pathlib import Path

import pytest

from extract.blocks.assemble import read_layout
from extract.contribution import contribute
from extract.document import BlockKind
from extract.reading import read_report
from ontology.model import Contribution, EntityRef

BODY = (
    "3月8日，星桥医疗完成1亿元B轮融资，投资方为远山资本，所得资金将用于产品的研发与市场推广，"
    "团队也会继续扩大规模，争取在更多地区落地。"
)


def read(tmp_path: Path, text: str) -> Contribution:
    path = tmp_path / "news.txt"
    path.write_text(text, encoding="utf-8")
    return contribute(read_report(path))


@pytest.mark.parametrize(
    ("byline", "date"),
    [
        ("南枝新闻记者 陆晚舟 2025年12月3日", "2025-12-03"),
        ("文 | 陆晚舟", ""),
        ("编辑：陆晚舟", ""),
        ("本报记者 陆晚舟、卫屹 发自苏州", ""),
        ("南枝魔方 2026-01-09", "2026-01-09"),
        ("2026年1月9日 10:32", "2026-01-09"),
        ("来源：临江医院公众号 2025-06-18", "2025-06-18"),
    ],
)
def test_a_byline_is_no_heading_and_no_part_of_the_title(byline: str, date: str) -> None:
    layout = read_layout(f"星桥医疗融资1亿元，远山资本独家投资\n\n{byline}\n\n{BODY}\n")
    assert [block.kind for block in layout.blocks] == [BlockKind.HEADING, BlockKind.SOURCE, BlockKind.PARAGRAPH]
    assert layout.front.title == "星桥医疗融资1亿元，远山资本独家投资"
    assert layout.front.date == date


@pytest.mark.parametrize(
    "line", ["星桥医疗的记者招待会", "星桥医疗 融资", "记者星桥医疗获悉，该公司已获批。", "星桥医疗2025年的三件事"]
)
def test_other_short_lines_are_no_bylines(line: str) -> None:
    layout = read_layout(f"星桥医疗融资1亿元，远山资本独家投资\n\n{line}\n\n{BODY}\n")
    assert BlockKind.SOURCE not in [block.kind for block in layout.blocks]


def test_a_date_below_the_first_paragraph_is_no_byline() -> None:
    layout = read_layout(f"星桥医疗融资1亿元，远山资本独家投资\n\n{BODY}\n\n星桥医疗 2026-01-09\n\n{BODY}\n")
    assert BlockKind.SOURCE not in [block.kind for block in layout.blocks]


@pytest.mark.parametrize("opening", ["南枝网2025年3月9日讯", "（本院讯 2025年3月9日）", "据悉，2025年3月9日消息公布，"])
def test_the_dateline_of_the_first_paragraph_tells_the_date(opening: str) -> None:
    layout = read_layout(f"星桥医疗融资1亿元，远山资本独家投资\n\n{opening}{BODY}\n")
    assert layout.front.date == ("" if opening.startswith("据悉") else "2025-03-09")


def test_who_writes_is_not_whom_the_text_is_about(tmp_path: Path) -> None:
    text = f"又一家影像企业融资\n\n南枝新闻记者 陆晚舟 2025年3月9日\n\n{BODY}\n\n公司成立于2019年。\n"
    (founded,) = [fact for fact in read(tmp_path, text).facts if fact.kind == "Founded"]
    assert founded.args["org"] == EntityRef("Company", "星桥医疗")


def test_a_month_is_of_the_first_day_that_is_told_in_full(tmp_path: Path) -> None:
    text = "某地消息\n\n2025年6月1日，临江医院举行签约。3月8日，星桥医疗完成1亿元B轮融资。\n"
    (funding,) = [fact for fact in read(tmp_path, text).facts if fact.kind == "Funding"]
    assert funding.args["date"] == "2025-03-08"


def test_a_company_that_calls_itself_so_is_meant_in_all_of_its_announcement(tmp_path: Path) -> None:
    text = (
        "关于签署合作协议的公告\n\n一、概况\n\n星桥医疗（苏州）股份有限公司（以下简称“星桥医疗”或“公司”）"
        "与南枝科技有限公司签署《合作协议》。\n\n二、南枝科技的情况\n\n南枝科技为软件企业，南枝科技注册资本为2亿元。\n\n"
        "三、风险\n\n公司成立于2014年。\n"
    )
    (founded,) = [fact for fact in read(tmp_path, text).facts if fact.kind == "Founded"]
    assert founded.args["org"] == EntityRef("Company", "星桥医疗(苏州)股份有限公司")


def test_an_item_of_a_round_up_is_about_the_company_of_its_label(tmp_path: Path) -> None:
    text = (
        "医药一周速览\n\n【星桥医疗完成B轮融资】投资方为远山资本。南枝科技也在场。公司成立于2014年。\n\n"
        "【南枝科技发布新品】南枝科技、星桥医疗同台。公司成立于2016年。\n"
    )
    founded = {fact.args["date"]: fact.args["org"] for fact in read(tmp_path, text).facts if fact.kind == "Founded"}
    assert founded == {"2014": EntityRef("Company", "星桥医疗"), "2016": EntityRef("Company", "南枝科技")}


def test_the_one_company_that_a_text_introduces_is_its_own(tmp_path: Path) -> None:
    text = (
        "又一家影像企业走进县域\n\n临江医院启用了苏州星桥医疗科技有限公司（下称“星桥医疗”）的系统。南枝科技也参与了招标。\n\n"
        "公司成立于2014年。\n"
    )
    (founded,) = [fact for fact in read(tmp_path, text).facts if fact.kind == "Founded"]
    assert founded.args["org"] == EntityRef("Company", "苏州星桥医疗科技有限公司")
