"""Drug pipelines and the splitting of mechanism and indication."""

import pytest
from tables_of_text import make_document, tiny_tagger

from extract.document import Cell
from extract.folding import fold
from extract.tables.cells import Words
from extract.tables.context import Context, Surroundings
from extract.tables.sheet import Sheet
from extract.tables.treatment import diseases_of, split_treatment

ROWS = (
    "序号\t管线号\t制药企业\t协作企业\t适应症/作用机制\t临床阶段\n"
    "1\tABC-101\tAlpha Bio\tBeta Labs\tSHP2抑制剂，用于治疗实体瘤\t临床II期\n"
    "2\tABC-102\tAlpha Bio（Alpha Pharma，下同）\tAlpha Bio\t靶向乳腺癌\t临床I期\n"
    "3\t未知\tGamma\tGamma\t未公开\t临床I期"
)


@pytest.mark.parametrize(
    ("text", "mechanism", "indication"),
    [
        ("SHP2抑制剂，用于治疗晚期实体瘤", "SHP2抑制剂", "晚期实体瘤"),
        ("高选择性，强效的FGFR2抑制剂，治疗胃癌", "高选择性,强效的FGFR2抑制剂", "胃癌"),
        ("一种用于治疗认知障碍的小分子口服片剂", "小分子口服片剂", "认知障碍"),
        ("一种新型联合抑制剂，靶向乳腺癌", "新型联合抑制剂", "乳腺癌"),
        ("靶向肿瘤微环境", "靶向肿瘤微环境", None),
        ("用于治疗携带基因变异的乳腺癌成人患者", None, "携带基因变异的乳腺癌"),
        ("口服KAT6抑制剂，可能为乳腺癌患者提供新疗法", "口服KAT6抑制剂", "乳腺癌"),
        ("治疗2型糖尿病", None, "2型糖尿病"),
        ("曹福", None, None),
        ("用于治疗小川白蛋白", None, None),
    ],
)
def test_a_cell_is_split_into_mechanism_and_indication(text, mechanism, indication):
    split = split_treatment(*_words(text))
    assert (split.mechanism and split.mechanism.text) == mechanism
    assert (split.indication and split.indication.text) == indication


@pytest.mark.parametrize(
    ("text", "diseases"),
    [
        ("晚期实体瘤", ["晚期实体瘤"]),
        ("肥胖及2型糖尿病", ["肥胖", "2型糖尿病"]),
        ("携带基因变异的乳腺癌", ["乳腺癌"]),
        ("APC驱动向胃癌转移", ["胃癌"]),
        ("增殖综合征 (MDs)", ["增殖综合征"]),
    ],
)
def test_an_indication_names_its_diseases_with_the_words_that_narrow_them(text, diseases):
    assert [ref.name for ref in diseases_of(*_words(text))] == diseases


def _words(text: str) -> tuple[Words, Sheet]:
    folded = fold(text)
    sheet = Sheet(make_document(), tiny_tagger, Context("pipeline", Surroundings("", "", {})))
    return Words.of(Cell(folded.text, folded.offsets, 0, len(text))), sheet


def test_a_row_is_a_pipeline_with_develops_and_targets(read):
    result = read(ROWS, caption="图表 20 停止或被撤下的管线")
    assert result.facts("Pipeline")[0] == {
        "drug": "ABC-101",
        "developer": "Alpha Bio",
        "partner": "Beta Labs",
        "indication": "实体瘤",
        "mechanism": "SHP2抑制剂",
        "stage": "Phase 2",
        "status": "stopped",
    }
    assert result.facts("Develops")[0] == {"company": "Alpha Bio", "product": "ABC-101"}
    assert result.facts("Targets") == [
        {"product": "ABC-101", "disease": "实体瘤"},
        {"product": "ABC-102", "disease": "乳腺癌"},
    ]


def test_the_same_company_is_no_partner_of_itself_and_the_bracket_is_another_name(read):
    result = read(ROWS, caption="新增管线")
    second = result.facts("Pipeline")[1]
    assert (second["developer"], second.get("partner"), second["status"]) == ("Alpha Bio", None, "new")
    (alpha,) = (entity for entity in result.reading.entities if entity.name == "Alpha Bio")
    assert alpha.aliases == ("Alpha Pharma",)


def test_an_unnamed_drug_leaves_a_pipeline_without_develops(read):
    result = read(ROWS, caption="新增管线")
    assert result.facts("Pipeline")[2] == {"developer": "Gamma", "stage": "Phase 1", "status": "new"}
    assert len(result.facts("Develops")) == 2


def test_a_licensing_table_names_the_owner_in_its_caption(read):
    rows = (
        "产品及阶段\t简介\t授权类型\t预付款\n"
        "ABC-101 临床前\t一种口服的 USP1 小分子抑制剂，具有治疗乳腺癌的潜力\tBeta Labs\t0.8\n"
        "ABC-102 临床前\t一种口服的 KAT6 小分子抑制剂，可用于胃癌\tGamma Therapeutics\t0.12"
    )
    result = read(rows, caption="图表 35 甲智能两项对外授权产品情况")
    assert result.facts("Deal")[0] == {"deal_type": "license", "parties": ["甲智能", "Beta Labs"], "product": "ABC-101"}
    assert result.facts("Pipeline")[1]["indication"] == "胃癌"
    assert "“预付款” are no upfront" in result.reasons()
