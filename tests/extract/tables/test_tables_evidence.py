"""Every fact and mention cites the raw text; whatever a cell holds, nothing breaks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_of_text import Half, make_document, tiny_tagger

from extract.tables import read_table
from extract.tables.columns import read_columns
from extract.tables.context import kind_of, surroundings
from extract.tables.knowledge import confidences, header_roles, kind_rows, role_tests
from extract.tables.reader import READERS
from extract.values.dates import parse_date
from ontology.schema import load_schema

HEADERS = [
    "产品名称\t生产企业\t适应症\t日期",
    "管线号\t制药企业\t适应症/作用机制\t临床阶段",
    "企业名称\t融资轮次\t融资金额\t投资机构",
    "药企\t合作方\t目的\t涉及金额",
    "发布单位\t应用场景\t大模型名称\t发布时间",
    "分类类型\t模式\t布局企业\t数量 (家)",
]
CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "/",
            "未披露",
            "肺结节CT",
            "甲公司（乙）",
            "《甲》",
            "《 》",
            "等",
            "“”",
            "2024年1月",
            "1.5亿美元",
            "12",
            "A轮",
            "ABC-101",
        ]
    ),
    st.text("甲乙丙医药科技AI（）()“”《》、，；等的用于治疗癌 1./-", max_size=14),
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(header=st.sampled_from(HEADERS), rows=ROWS)
def test_any_cells_give_facts_that_fit_the_schema_and_cite_the_text(header, rows):
    text = "\n".join([header, *("\t".join(row) for row in rows)])
    document = make_document(Half(text, caption="表 1 获批的 AI 企业"))
    (block,) = (block for block in document.blocks if block.table is not None)
    reading = read_table(block, document=document, tagger=tiny_tagger)
    known = {entity.ref for entity in reading.entities}
    for fact in reading.facts:
        slots = {slot.name: slot for slot in load_schema().kinds[fact.kind].slots}
        assert all(slot.name in fact.args for slot in slots.values() if slot.required)
        assert document.raw[fact.evidence.start : fact.evidence.end] == fact.evidence.quote
        if "product" in fact.args:
            assert fact.args["product"] in known
    for entity in reading.entities:
        assert entity.name.strip()
        assert all(document.raw[m.start : m.end] == m.text for m in entity.mentions)


def test_a_fact_says_where_it_stands_and_which_rule_read_it(read):
    rows = "企业\tAI 平台\n甲医疗\t甲平台\n乙医疗\t乙云平台"
    (fact, _) = read(rows, caption="表 8 AI 平台").raw_facts("Develops")
    assert (fact.evidence.quote, fact.evidence.source, fact.evidence.where) == ("甲医疗\t甲平台", "table", "表 8")
    assert (fact.rule, fact.confidence) == ("table.platform", confidences()["table.platform"])


def test_without_caption_the_heading_tells_where(read):
    rows = "企业\tAI 平台\n甲医疗\t甲平台\n乙医疗\t乙云平台"
    fact = read(rows, section=("4 产品", "4.1 平台")).raw_facts("Develops")[0]
    assert fact.evidence.where == "4.1 平台"


def test_full_width_and_spaces_cite_the_characters_as_printed(read):
    rows = "企业\tAI 平台\n甲（上海）医疗\tＡＢ 影像 平台\n乙医疗\t乙云平台"
    result = read(rows, caption="AI 平台")
    (product,) = (entity for entity in result.reading.entities if entity.name == "AB影像平台")
    assert [mention.text for mention in product.mentions] == ["ＡＢ 影像 平台"]


def test_a_block_that_is_no_table_is_refused_by_name():
    document = make_document(Half("企业\tAI 平台\n甲\t乙", caption="表 8 平台"))
    with pytest.raises(ValueError, match="is no table"):
        read_table(document.blocks[0], document=document, tagger=tiny_tagger)


def test_every_kind_of_the_data_has_a_reader_and_every_role_a_header():
    roles = {role for _, role in header_roles()} | {"value", "text", "aspect"}
    assert {row.kind for row in kind_rows()} == set(READERS)
    assert {role for row in kind_rows() for group in row.needs for role in group} <= roles
    assert set(role_tests()) <= roles


def test_roles_are_guessed_from_cells_where_the_header_is_silent():
    document = make_document(Half("某某\t备注\t其他\n甲\t2024年1月\t12\n乙\t2023年2月\t15"))
    (block,) = (block for block in document.blocks if block.table is not None)
    assert block.table is not None
    columns = read_columns(block.table)
    assert [column.role for column in columns] == ["text", "date", "value"]
    assert kind_of(columns, surroundings(block, document)) == "metrics"
    assert parse_date("2024年1月") == "2024-01"
