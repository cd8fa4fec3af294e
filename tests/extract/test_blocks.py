"""Blocks: headings and their outline, joined paragraphs, lists, captions, and lines that are no prose."""

import doctest
import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.blocks import contents, lines
from extract.blocks.assemble import read_layout
from extract.document import Block, BlockKind
from extract.folding import fold_text
from extract.reading import read_report

LONG = "推想医疗与多家医院合作，共同推进影像人工智能产品在临床诊疗流程中的应用，并在年内完成注册申报"


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text in which ⇥ stands for a tab."""
    return read_layout(text.replace("⇥", "\t")).blocks


def outline_of(text: str) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks_of(text) if block.kind is BlockKind.HEADING]


def texts_of(text: str, kind: BlockKind) -> list[str]:
    return [block.text for block in blocks_of(text) if block.kind is kind]


PARA = "\n\n正文说明这里的情况。\n\n"


@pytest.mark.parametrize(
    ("text", "outline"),
    [
        (
            f"第二章：形态异变{PARA}2.1 医学影像{PARA}2.1.2 注册准入{PARA}1. 治疗类{PARA}2. 脏器突破{PARA}2.2 信息学",
            [
                (1, "第二章:形态异变"),
                (2, "2.1 医学影像"),
                (3, "2.1.2 注册准入"),
                (4, "1. 治疗类"),
                (4, "2. 脏器突破"),
                (2, "2.2 信息学"),
            ],
        ),
        (
            f"第二章：异变{PARA}2.1.2 商业化{PARA}一、销售：{PARA}二、标注：{PARA}第三章：融资{PARA}3.1 一级市场",
            [
                (1, "第二章:异变"),
                (2, "2.1.2 商业化"),
                (3, "一、销售:"),
                (3, "二、标注:"),
                (1, "第三章:融资"),
                (2, "3.1 一级市场"),
            ],
        ),
        (
            f"一、格局{PARA}1.1 基建{PARA}(1) 边界{PARA}➤ 医渡云{PARA}● 监测{PARA}➤ 猎户星空{PARA}二、拓展{PARA}",
            [
                (1, "一、格局"),
                (2, "1.1 基建"),
                (3, "(1) 边界"),
                (4, "医渡云"),
                (5, "监测"),
                (4, "猎户星空"),
                (1, "二、拓展"),
            ],
        ),
        (
            f"## 一、概况{PARA}### 1、概念{PARA}## 2、细分{PARA}### (1) 影像{PARA}### 三、因素{PARA}",
            [(1, "一、概况"), (2, "1、概念"), (2, "2、细分"), (3, "(1) 影像"), (1, "三、因素")],
        ),
        (
            f"1. 行业概况{PARA}1.1 规模{PARA}1.2 增速{PARA}2. 公司{PARA}",
            [(1, "1. 行业概况"), (2, "1.1 规模"), (2, "1.2 增速"), (1, "2. 公司")],
        ),
        (f"前言{PARA}一、概况{PARA}1.1 规模{PARA}", [(1, "前言"), (1, "一、概况"), (2, "1.1 规模")]),
        (
            f"5.1 深睿医疗：自研引擎{PARA}- 14 张三类证影像{PARA}- 深入建设{PARA}",
            [(1, "5.1 深睿医疗:自研引擎"), (2, "14 张三类证影像"), (2, "深入建设")],
        ),
        (f"4.2 大模型还要迈几步？{PARA}", [(1, "4.2 大模型还要迈几步?")]),
        (f"\ue06c 监测预警{PARA}", [(1, "监测预警")]),
    ],
)
def test_headings_make_an_outline(text, outline):
    assert outline_of(text) == outline


NEWS = f"""星桥医疗完成B轮融资，影像软件走进县医院

星桥医疗近日完成融资。{LONG}。

南枝科技的单孔机器人获批，国产厂商还缺什么？

证券报记者 秦一帆
南枝科技的机器人获批上市。{LONG}。
"""


def test_headlines_part_the_news_items_of_one_text():
    headlines = [fold_text(line) for line in NEWS.splitlines() if line.startswith(("星桥医疗完成", "南枝科技的单孔"))]
    assert [text for _, text in outline_of(NEWS)] == headlines
    sections = {block.section for block in blocks_of(NEWS) if block.kind is BlockKind.PARAGRAPH}
    assert sections == {(headline,) for headline in headlines}


@pytest.mark.parametrize(
    "text",
    [
        NEWS[: NEWS.index("南枝")],  # one item: its title heads nothing, as any title
        f"一、概况{PARA}{NEWS}",  # a report with chapters: a short line may be anything
        NEWS.replace("？", "").replace("。\n", "，\n"),  # what goes on behind the line was cut by a page
    ],
)
def test_a_short_line_is_no_headline(text):
    assert {block.section for block in blocks_of(text)} <= {(), ("一、概况",)}


@pytest.mark.parametrize(
    "line",
    [
        "10.4 亿美元，预计到明年将继续增长",
        "2.5 倍的增速",
        "1. 伴随应用的持续扩展，提效取代政策成为购置的主要动力。",
        "一、卖软件、二、卖服务、三、卖数据都有人做过，三条路各有各的难处，眼下多数公司先从第一条走起，再慢慢试后两条。",
        "- 推想医疗成立于北京，专注于影像人工智能，产品覆盖肺部与骨科，并已在多家三甲医院应用。",
        "图 3 所示的应用分布说明了市场的集中程度。",
    ],
)
def test_a_sentence_or_a_number_is_no_heading(line):
    assert outline_of(f"上文。\n\n{line}\n\n下文。\n") == []


def test_a_list_is_a_list_and_not_headings():
    items = texts_of("要点如下：\n\n1. 提效\n2. 降本\n3. 增效\n\n- 甲\n- 乙\n  - 丙\n", BlockKind.LIST_ITEM)
    assert items == ["提效", "降本", "增效", "甲", "乙", "丙"]


def test_a_list_whose_marks_end_in_tabs_is_no_table():
    blocks = blocks_of("要点如下：\n\n1.⇥提效\n2.⇥降本\n\n•⇥甲\n•⇥乙\n")
    assert [block.text for block in blocks if block.kind is BlockKind.LIST_ITEM] == ["提效", "降本", "甲", "乙"]


def test_list_items_know_their_depth():
    levels = [block.level for block in blocks_of("- 甲\n  - 乙\n- 丙\n") if block.kind is BlockKind.LIST_ITEM]
    assert levels == [1, 2, 1]


def test_a_line_that_the_contents_list_is_a_heading():
    listing = "目录\n\n1 行业⇥3\n2 公司：澄影科技⇥7\n附表说明⇥9\n\n"
    text = listing + "1 行业\n\n正文。\n\n2 公司：澄影科技\n\n正文。\n\n附表说明\n\n3 款产品获批\n"
    assert [title for _, title in outline_of(text)] == ["1 行业", "2 公司:澄影科技", "附表说明"]


def test_sections_are_the_headings_above_outermost_first():
    blocks = blocks_of(f"# 报告标题\n\n一、概况{PARA}1.1 规模{PARA}")
    assert [block.section for block in blocks] == [(), (), ("一、概况",), ("一、概况",), ("一、概况", "1.1 规模")]


@pytest.mark.parametrize(
    "between",
    ["\n\n", "\n \n \n", "\n", "\n\n12\n\n", "\n\n³ 《某某研究》，某刊物\n\n", "\n\n⁴ 甲\n\n⁵ 乙\n\n"],
    ids=["page break", "spaces", "line end", "page number", "footnote", "footnotes"],
)
def test_a_sentence_cut_by_a_page_break_is_joined(between):
    (paragraph,) = texts_of(f"{LONG}{between}工作，前景可期。\n", BlockKind.PARAGRAPH)
    assert paragraph == fold_text(LONG + "工作，前景可期。")


def test_a_comma_at_the_end_joins_even_short_lines():
    assert texts_of("例如零件商、代工厂，  \n下游\n\n", BlockKind.PARAGRAPH) == ["例如零件商、代工厂,下游"]


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}。\n\n另一段正文。\n",
        "提高医疗效率\n\n减轻医护负担\n",
        f"{LONG}：\n\n另一段正文。\n",
        "项目名称：云端阅片中心建设与面向县域医院的人工智能示范工程以及配套的机房改造和人员培训\n\n招标编号：2020-01\n",
        f"{LONG}\n\n图 1 体系\n\n另一段正文。\n",
    ],
    ids=["full stop", "short lines", "colon", "labels", "caption between"],
)
def test_what_is_no_cut_sentence_stays_apart(text):
    assert len(texts_of(text, BlockKind.PARAGRAPH)) == 2


def test_a_list_item_goes_on_below_a_page_break():
    (item,) = texts_of(f"- **合作：**{LONG}\n\n工作。\n", BlockKind.LIST_ITEM)
    assert item == fold_text("合作：" + LONG + "工作。")


def test_a_name_across_a_page_break_is_found_whole_and_cited_by_its_characters():
    raw = f"{LONG}，合作方为浙江大学医学院附属第\n\n¹ 脚注\n\n二医院。\n"
    (block,) = [block for block in read_layout(raw).blocks if block.kind is BlockKind.PARAGRAPH]
    at = block.text.index("附属第二医院")
    assert "".join(raw[i] for i in block.offsets[at : at + 6]) == "附属第二医院"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("图表 5 2024 年获批的产品（上）", BlockKind.CAPTION),
        ("图3：大模型类别和实例", BlockKind.CAPTION),
        ("图：全球市场规模", BlockKind.CAPTION),
        ("表2 2021年上半年融资的企业", BlockKind.CAPTION),
        ("Table 2: Approvals", BlockKind.CAPTION),
        ("资料来源：各公司公告", BlockKind.SOURCE),
        ("数据来源: 智药局, 某研究院", BlockKind.SOURCE),
        ("¹¹ 《某某建议》，某刊物", BlockKind.FOOTNOTE),
        ("注：数据截至 2024 年 6 月。", BlockKind.FOOTNOTE),
        ("1.1 基础设施一览.....⇥1", BlockKind.CONTENTS),
        ("扫码加小编微信，进读者群", BlockKind.BOILERPLATE),
        ("<https://example.org/123>", BlockKind.BOILERPLATE),
        ("☎ 联系电话: 010-67680000", BlockKind.BOILERPLATE),
        ("以上内容仅为本文的试读部分，全文请登录阅读。", BlockKind.BOILERPLATE),
        ("第 12 页 共 30 页", BlockKind.BOILERPLATE),
        ("---", BlockKind.BOILERPLATE),
        ("患者可通过医院的微信公众号预约挂号，并在线查询报告。", BlockKind.PARAGRAPH),
        ("来源广泛的数据是模型训练的基础。", BlockKind.PARAGRAPH),
    ],
)
def test_lines_are_told_by_their_look(line, kind):
    kinds = {block.text: block.kind for block in blocks_of(f"上文是一个段落。\n\n{line}\n\n下文是另一个段落。\n")}
    assert kinds[fold_text(line.replace("⇥", "\t"))] is kind


def test_contents_pages_end_where_the_chapters_begin():
    text = "目录\n\n第一章：动力⇥1\n1.1 政策⇥2\n\n图表目录\n\n图表 1⇥关键政策⇥1\n\n第一章\n\n第一章：动力\n\n正文。\n"
    assert texts_of(text, BlockKind.CONTENTS) == [
        "目录",
        "第一章:动力 1",
        "1.1 政策 2",
        "图表目录",
        "图表 1 关键政策 1",
    ]
    assert outline_of(text) == [(1, "第一章"), (1, "第一章:动力")]


def test_contents_without_page_numbers_end_at_their_first_entry():
    text = f"# 目 录\n\n## CONTENTS\n\n---\n\n一、概况\n\n二、展望\n\n一、概况{PARA}二、展望{PARA}"
    assert outline_of(text) == [(1, "一、概况"), (1, "二、展望")]


def test_a_legal_notice_takes_its_paragraph_with_it_and_ends_the_last_section():
    blocks = blocks_of(
        "一、概况\n\n正文。\n\n免责声明：\n\n本报告仅供参考，作者不作保证。\n\n研究员：\n\n赵某 研究员\n"
    )
    assert [block.kind.value for block in blocks[2:4]] == ["boilerplate", "boilerplate"]
    assert blocks[-1].section == ()


def test_running_headers_are_no_prose():
    text = "某某研究院 · 年度报告\n\n一、概况\n\n" + "".join(
        f"第{n}段正文在这里。\n\n某某研究院 · 年度报告⇥{n}\n\n" for n in range(3, 6)
    )
    assert texts_of(text, BlockKind.BOILERPLATE) == [f"某某研究院 · 年度报告 {n}" for n in range(3, 6)]


def test_the_channel_of_an_advert_is_part_of_it():
    text = "「水木学堂」\n\n扫码添加小编微信\n\n公众号：水木学堂\n\n摘要\n\n正文。\n"
    assert "「水木学堂」" in texts_of(text, BlockKind.BOILERPLATE)


def assert_sound(raw: str, blocks: tuple[Block, ...]) -> None:
    """Spans lie in the text, texts fold from their offsets, and nothing but white space is left out."""
    covered = bytearray(len(raw))
    for block in blocks:
        assert 0 <= block.start < block.end <= len(raw)
        covered[block.start : block.end] = b"\1" * (block.end - block.start)
        assert_folds(raw, block.text, block.offsets)
        if block.table is not None:
            for row in block.table.rows:
                assert block.start <= row.start <= row.end <= block.end
                for cell in row.cells:
                    assert_folds(raw, cell.text, cell.offsets)
                    assert cell.filled or block.start <= cell.start <= cell.end <= block.end
    assert [block.start for block in blocks] == sorted(block.start for block in blocks)
    assert all(done or raw[i].isspace() for i, done in enumerate(covered))


def assert_folds(raw: str, text: str, offsets: tuple[int, ...]) -> None:
    assert len(text) == len(offsets)
    assert list(offsets) == sorted(offsets)
    for character, offset in zip(text, offsets, strict=True):
        assert character == " " or fold_text("0" + raw[offset])[1:] == character


PIECES = (
    *("图表 1 甲", "目录", "甲", "甲⇥乙⇥丙", "⇥⇥续", "1", "1.1 甲", "- ", "● 甲", "# 甲", "|a|b|", "|-|-|", "¹ 注"),
    *("资料来源：甲", "免责声明", "第一章", "一、甲", "(1)", "，", "。", "**", "<ul>", " ", "甲乙丙丁" * 12),
    *("\n", "\n\n", "\n \n", "\t", "\u3000", "\ufeff", "\0", "\x0c"),
)
LAYOUT_TEXT = st.lists(st.sampled_from(PIECES), max_size=40).map(lambda parts: "".join(parts).replace("⇥", "\t"))


@given(st.text() | LAYOUT_TEXT)
@example("**\t\n0\t0")  # a table whose first row says nothing
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_soundly(raw):
    assert_sound(raw, read_layout(raw).blocks)


@pytest.mark.parametrize(
    "unit",
    [
        "医疗AI，获批。",
        "\t",
        " \t\n",
        "甲\t",
        "甲\t乙\n",
        "甲\t乙，\n\n\t续\n",
        "# 甲\n",
        "● 甲\n\n",
        "|",
        "<ul",
        "[甲](",
        "1.1.",
        "。\n",
        "扫码\n",
    ],
)
def test_time_grows_with_the_text_and_not_faster(unit):
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        read_layout(text)
        return time.process_time() - begin

    seconds(1_000)
    small, large = seconds(4_000), seconds(16_000)
    assert large < 12 * small + 0.2


@pytest.mark.parametrize("module", [lines, contents], ids=lambda module: module.__name__)
def test_the_examples_in_the_modules_hold(module):
    assert doctest.testmod(module).failed == 0


def test_full_reports_are_read_soundly(shared_reports):
    for path in shared_reports:
        document = read_report(path)
        assert_sound(document.raw, document.blocks)


def test_bundled_reports_are_read_soundly(sample_reports):
    for path in sample_reports:
        document = read_report(path)
        assert_sound(document.raw, document.blocks)


def test_full_reports_have_the_outline_of_their_contents(shared_reports):
    """Every chapter and section that the table of contents lists is found as a heading."""
    for path in shared_reports[:2]:
        blocks = read_report(path).blocks
        listed = {
            contents.without_page(block.text).replace(" ", "").rstrip(".")
            for block in blocks
            if block.kind is BlockKind.CONTENTS and block.text[0] in "第123456789一二三四五"
        }
        found = {block.text.replace(" ", "") for block in blocks if block.kind is BlockKind.HEADING}
        missing = {title for title in listed if title not in found}
        assert len(missing) <= 2, sorted(missing)


def test_sentences_of_full_reports_that_a_page_cut_are_whole(shared_reports):
    """Many paragraphs are put together, and hardly a long one breaks off above another."""
    for path in shared_reports:
        document = read_report(path)
        prose = [block for block in document.blocks if block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}]
        broken = [
            block.text[-20:]
            for block, below in pairwise(prose)
            if block.kind is below.kind is BlockKind.PARAGRAPH
            and len(block.text) >= 60
            and not lines.ends_sentence(block.text)
            and not block.text.endswith((":", ";"))
        ]
        assert len(broken) <= 1, broken
    joined = [block for block in prose if "\n\n" in document.raw[block.start : block.end]]
    assert len(joined) >= 15
