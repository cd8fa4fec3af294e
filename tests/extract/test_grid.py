"""Tables: header, merged and wrapped rows, tables in two parts; built from a few lines each."""

import doctest

import pytest

from extract import grid
from extract.blocks import cues, shapes
from extract.blocks.assemble import read_layout
from extract.document import Table
from extract.reading import read_report


def tables_of(text: str) -> list[Table]:
    """The tables of a text in which ⇥ stands for a tab."""
    blocks = read_layout(text.replace("⇥", "\t")).blocks
    return [block.table for block in blocks if block.table is not None]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def header(table: Table) -> list[str]:
    return [cell.text for cell in table.header]


def test_a_table_has_header_rows_caption_and_source():
    (table,) = tables_of(
        "表 1 获批产品\n\n序号⇥产品名称⇥日期\n1⇥肺结节软件⇥1/9/2024\n2⇥骨龄仪⇥2/21/2024\n\n资料来源：药监局官网\n"
    )
    assert header(table) == ["序号", "产品名称", "日期"]
    assert texts(table) == [["1", "肺结节软件", "1/9/2024"], ["2", "骨龄仪", "2/21/2024"]]
    assert (table.caption, table.source, table.continued) == ("表 1 获批产品", "资料来源:药监局官网", False)


def test_a_blank_first_cell_takes_the_value_above():
    (table,) = tables_of("药企⇥合作方⇥金额\n礼来⇥甲公司⇥1亿美元\n⇥乙公司⇥2亿美元\n罗氏⇥丙公司⇥未披露\n")
    assert [row.cells[0].text for row in table.rows] == ["礼来", "礼来", "罗氏"]
    assert [row.cells[0].filled for row in table.rows] == [False, True, False]
    assert table.rows[1].cells[0].start == table.rows[0].cells[0].start


def test_merged_cells_fill_every_leading_column_but_no_other():
    (table,) = tables_of("级别⇥模块⇥内容⇥分数\n8级⇥智能化⇥辅助生成⇥9\n⇥⇥质控预警⇥⇥\n⇥人工复核⇥抽检⇥7\n")
    assert texts(table)[1][:4] == ["8级", "智能化", "质控预警", ""]
    assert texts(table)[2][:2] == ["8级", "人工复核"]


def test_a_row_that_lost_its_first_cell_moves_to_the_right():
    (table,) = tables_of(
        "药企⇥合作方⇥金额⇥时间⇥领域\n"
        "罗氏⇥甲公司⇥2000 万美元⇥2024年1月⇥基因治疗\n"
        "⇥乙公司⇥未披露⇥2024年7月⇥病理\n"
        "⇥丙公司⇥1亿美元⇥2024年6月⇥AI制药\n"
        "Ridge Therapeutics⇥5200 万美元首付⇥2024年1月⇥靶向酶研发⇥\n"
    )
    assert texts(table)[3] == ["罗氏", "Ridge Therapeutics", "5200 万美元首付", "2024年1月", "靶向酶研发"]
    assert table.rows[3].cells[0].filled


def test_a_row_wrapped_over_a_page_break_is_one_row():
    (table,) = tables_of(
        "企业名称⇥日期⇥获批产品⇥简介⇥类型\n"
        "Aidoc⇥2018.8⇥⇥分析影像，找出病灶⇥辅助诊断\n"
        "Apple⇥2018.9⇥腕表⇥可检测心房颤动⇥疾病预警\n"
        "Lumen⇥2018.12⇥DoseMate⇥提醒慢病患者按时服药，减少误⇥疾病管理\n"
        "\n"
        "Biosystems⇥⇥⇥服并通知家属⇥\n"
        "Verily⇥2019.1⇥手表⇥记录心电图⇥疾病预测\n"
    )
    assert len(table.rows) == 4
    row = table.rows[2]
    assert [cell.text for cell in row.cells] == [
        "Lumen Biosystems",
        "2018.12",
        "DoseMate",
        "提醒慢病患者按时服药,减少误服并通知家属",
        "疾病管理",
    ]
    assert row.end > table.rows[3].start - 20


@pytest.mark.parametrize(
    "gap", ["\n", "\n\n", "\n\n¹ 一条脚注\n\n", "\n\n12\n\n"], ids=["glued", "break", "footnote", "page number"]
)
def test_the_rest_of_a_cut_cell_joins_its_row(gap):
    (table,) = tables_of(
        f"企业⇥伙伴⇥内容\n甲公司⇥乙医院⇥把算法装进体检车，随车完成眼底拍照，{gap}⇥⇥并当场打印结果\n丙公司⇥丁医院⇥共建实验室\n"
    )
    assert texts(table) == [
        ["甲公司", "乙医院", "把算法装进体检车,随车完成眼底拍照,并当场打印结果"],
        ["丙公司", "丁医院", "共建实验室"],
    ]


def test_blank_cells_that_are_missing_values_do_not_join_rows():
    (table,) = tables_of("企业⇥日期⇥产品⇥类型\n甲公司⇥2018.3⇥⇥疾病预测\n乙公司⇥2018.4⇥监测仪⇥\n丙公司⇥2018.5⇥⇥/\n")
    assert texts(table) == [
        ["甲公司", "2018.3", "", "疾病预测"],
        ["乙公司", "2018.4", "监测仪", ""],
        ["丙公司", "2018.5", "", "/"],
    ]


def test_a_cell_of_several_lines_is_one_cell():
    (table,) = tables_of("企业⇥产品⇥地区\n甲公司⇥肺结节\n骨龄⇥北京\n乙公司⇥眼底⇥上海\n")
    assert texts(table) == [["甲公司", "肺结节骨龄", "北京"], ["乙公司", "眼底", "上海"]]


def test_a_joined_cell_cites_its_pieces_and_nothing_between_them():
    raw = "企业\t内容\n甲公司\t随车完成拍照，\n\n¹ 一条脚注\n\n\t并当场打印结果\n"
    (block,) = [block for block in read_layout(raw).blocks if block.table]
    cell = block.table.rows[0].cells[1]
    assert "".join(raw[i] for i in cell.offsets) == "随车完成拍照，并当场打印结果"
    assert raw[cell.start : cell.end].startswith("随车完成拍照")


def test_the_second_half_gets_the_columns_of_the_first():
    first, second = tables_of(
        "图表 5 获批产品（上）\n\n序号⇥产品名称⇥生产企业⇥适应症\n1⇥甲软件⇥甲公司⇥肺结节\n\n"
        "图表 6 获批产品（下）\n\n序号⇥产品名称⇥注册证公司⇥证号\n2⇥乙软件⇥乙公司⇥眼底\n\n资料来源：药监局\n"
    )
    assert header(second) == header(first) == ["序号", "产品名称", "生产企业", "适应症"]
    assert texts(second) == [["2", "乙软件", "乙公司", "眼底"]]
    assert (first.continued, second.continued) == (False, True)
    assert first.source == second.source == "资料来源:药监局"


def test_a_second_half_without_a_header_fills_down_from_the_first():
    first, second = tables_of(
        "表 2 合作（上）\n\n药企⇥合作方⇥金额\n礼来⇥甲公司⇥1亿美元\n\n"
        "表 3 合作（下）\n\n⇥乙公司⇥2亿美元\n罗氏⇥丙公司⇥3亿美元\n"
    )
    assert header(second) == header(first)
    assert texts(second) == [["礼来", "乙公司", "2亿美元"], ["罗氏", "丙公司", "3亿美元"]]


def test_tables_with_other_columns_are_two_tables():
    first, second = tables_of(
        "产品名称⇥企业⇥日期\n甲软件⇥甲公司⇥2024年1月\n\n企业名称⇥融资轮次⇥融资金额\n乙公司⇥A轮⇥1亿元\n"
    )
    assert header(second) == ["企业名称", "融资轮次", "融资金额"]
    assert not second.continued
    assert len(first.rows) == 1


def test_a_table_of_values_has_no_header():
    (table,) = tables_of("2024年1月⇥甲公司⇥1亿元\n2024年2月⇥乙公司⇥2亿元\n")
    assert header(table) == []
    assert len(table.rows) == 2


def test_years_may_head_columns():
    (table,) = tables_of("公司⇥2022年⇥2023年⇥2024E\n甲公司⇥68.4⇥55.1⇥40\n乙公司⇥93.0⇥71.0⇥52\n")
    assert header(table) == ["公司", "2022年", "2023年", "2024E"]


def test_a_header_of_two_rows_is_one():
    (table,) = tables_of("公司⇥营业收入⇥⇥净利润⇥\n⇥2022年⇥2023年⇥2022年⇥2023年\n甲公司⇥412⇥538⇥-186⇥-97\n")
    assert header(table) == ["公司", "营业收入2022年", "营业收入2023年", "净利润2022年", "净利润2023年"]
    assert len(table.rows) == 1


def test_a_header_may_have_a_blank_corner():
    (table,) = tables_of("⇥目的⇥传统方法\n结构预测⇥预测结构⇥无法预测\n结构确定⇥测定结构⇥人工分析\n")
    assert header(table) == ["", "目的", "传统方法"]


def test_ragged_rows_are_filled_up_and_long_ones_kept():
    (table,) = tables_of("企业⇥产品⇥日期\n甲公司⇥甲软件\n乙公司⇥乙软件⇥2024年1月⇥多余\n")
    assert texts(table) == [["甲公司", "甲软件", ""], ["乙公司", "乙软件", "2024年1月", "多余"]]


def test_a_markdown_table_is_a_table():
    (table,) = tables_of("| 企业 | 平台 |\n|:---|---:|\n| 甲公司 | 甲\\|乙平台 |\n| 丙公司 | |\n")
    assert header(table) == ["企业", "平台"]
    assert texts(table)[0][0] == "甲公司"
    assert texts(table)[1] == ["丙公司", ""]


def test_lists_in_cells_lose_their_tags():
    (table,) = tables_of("步骤⇥方法\n篩選⇥<ul><li>隨機篩選</li><li>評估</li></ul>\n確定⇥<ul><li>人工</li></ul>\n")
    assert texts(table) == [["筛选", "随机筛选 评估"], ["确定", "人工"]]


def test_a_unit_line_does_not_hide_the_caption():
    (table,) = tables_of("表 4 营业收入\n\n（单位：亿元）\n\n公司⇥2022年\n甲公司⇥4.1\n乙公司⇥5.2\n")
    assert table.caption == "表 4 营业收入"


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        ("#### 多科室病种诊断\n\n", "多科室病种诊断"),
        ("多科室病种诊断\n\n", "多科室病种诊断"),
        ("上文说明了多科室的病种。\n\n", ""),
        ("上文说明了多科室的病种，其中一些病种见下：\n\n", ""),
    ],
)
def test_a_title_line_directly_above_is_the_caption(above, caption):
    (table,) = tables_of(above + "科室⇥病种\n放射科⇥肺结节\n眼科⇥白内障\n")
    assert table.caption == caption


def test_one_line_with_a_tab_is_no_table():
    assert tables_of("作者：⇥某某\n\n⇥缩进的段落，说明行业情况。\n⇥第二段。\n") == []


def test_a_line_of_too_many_tabs_is_no_table():
    assert tables_of("甲" + "⇥" * 5000 + "乙\n") == []


@pytest.mark.parametrize("module", [grid, shapes, cues], ids=lambda module: module.__name__)
def test_the_examples_in_the_modules_hold(module):
    assert doctest.testmod(module).failed == 0


def full_table(shared_reports, number, caption, nth=0) -> Table:
    blocks = read_report(shared_reports[number]).blocks
    return [block.table for block in blocks if block.table and block.table.caption.startswith(caption)][nth]


@pytest.mark.parametrize(
    ("number", "caption", "rows", "columns"),
    [
        (0, "图表 5 ", 12, 5),
        (0, "图表 6 ", 26, 5),
        (0, "图表 14 ", 5, 3),
        (0, "图表 19 ", 5, 6),
        (0, "图表 20 ", 15, 6),
        (0, "图表 24 ", 14, 7),
        (0, "图表 25 ", 13, 6),
        (0, "图表 26 ", 32, 6),
        (0, "图表 40 ", 24, 6),
        (1, "表2 ", 12, 5),
        (1, "表 3 ", 12, 2),
        (1, "表 6 ", 40, 5),
        (1, "表 7 ", 9, 2),
        (1, "表 9 ", 11, 4),
        (3, "AI 医疗影像", 7, 3),
    ],
)
def test_the_tables_of_full_reports_have_their_shape(shared_reports, number, caption, rows, columns):
    table = full_table(shared_reports, number, caption)
    assert len(table.rows) == rows
    assert {len(row.cells) for row in table.rows} == {columns} == {len(table.header)}


def test_the_broken_rows_of_full_reports_are_mended(shared_reports):
    first_cells = [row.cells[0].text for row in full_table(shared_reports, 1, "表 6 ").rows]
    assert "Pear Therapeutics" in first_cells
    assert "Therapeutics" not in first_cells
    deals = full_table(shared_reports, 0, "图表 25 ")
    assert deals.rows[-1].cells[0].text == "罗氏"
    assert deals.rows[-1].cells[4].text == "2024年1月"
    assert all(cell.text for row in deals.rows for cell in row.cells[:1])
