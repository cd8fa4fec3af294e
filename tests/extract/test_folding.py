"""Folding: one reading character for one raw character, and the way back."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import folding
from extract.folding import Folded, fold, fold_text, join_folded


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        ("ＡＩ（２０２４）：８０％，ＦＤＡ；", "AI(2024):80%,FDA;"),
        ("《规划》、“十四五”。", "《规划》、“十四五”。"),
        ("晶體結構預測與篩選", "晶体结构预测与筛选"),
        ("影像科¹，注册证¹¹。", "影像科,注册证。"),
        ("90 m² 与 10⁶ 例", "90 m² 与 10⁶ 例"),
        ("**肺结节：**筛查", "肺结节:筛查"),
        ('<ul style="list-style-type: none"><li>筛选</li><li>评估</li></ul>', "筛选 评估"),
        ("[《某某报告》](#)", "《某某报告》"),
        ("stgg\\_6406", "stgg_6406"),
        ("<!-- 由幻灯片转换 -->", ""),
        ("　 \t 多\n种  空白　", "多 种 空白"),
        ("\ue000零\u200b宽\ufeff", "零宽"),
        ("⼈⼯智能", "人工智能"),
        ("Ⅲ期、①、℃、™、α", "Ⅲ期、①、℃、™、α"),
        ("努尔・买买提", "努尔·买买提"),
        ("2018～2022，2018—2022，非‑小", "2018~2022,2018—2022,非-小"),
        ("IC50 < 5 且 p>0.1 的 <样本>", "IC50 < 5 且 p>0.1 的 <样本>"),
        ("", ""),
    ],
)
def test_a_text_folds_to_its_reading_form(raw, reading):
    assert fold_text(raw) == reading


def test_offsets_lead_back_to_the_raw_characters():
    raw = "　**推想醫療**（以下簡稱“推想”）"
    folded = fold(raw, base=100)
    start = folded.text.index("推想医疗")
    offsets = folded.offsets[start : start + 4]
    assert "".join(raw[i - 100] for i in offsets) == "推想醫療"


def test_cutting_drops_spaces_at_the_ends_and_keeps_the_offsets():
    folded = fold("## 一、概况").cut(2)
    assert (folded.text, folded.offsets) == ("一、概况", (3, 4, 5, 6))


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("推想医疗的肺结", "节软件", "推想医疗的肺结节软件"),
        ("Pear", "Therapeutics", "Pear Therapeutics"),
        ("基于 AI", "的药物", "基于 AI的药物"),
        ("non-", "small", "non-small"),
        ("完成(", "PCI)", "完成(PCI)"),
        ("", "后文", "后文"),
    ],
)
def test_joined_lines_get_a_space_between_latin_words_only(before, after, joined):
    parts = [fold(before), fold(after, base=len(before) + 1)]
    assert join_folded(parts).text == joined


@given(st.text())
def test_every_reading_character_is_the_fold_of_its_raw_character(raw):
    folded = fold(raw)
    assert len(folded.text) == len(folded.offsets)
    assert list(folded.offsets) == sorted(set(folded.offsets))
    for character, offset in zip(folded.text, folded.offsets, strict=True):
        assert character == " " or fold_text("0" + raw[offset])[1:] == character


@given(st.text())
def test_folding_a_reading_text_without_marks_changes_nothing(raw):
    reading = fold_text(raw)
    if not set(reading) & set("*<\\[&¹²³⁰⁴⁵⁶⁷⁸⁹"):
        assert fold_text(reading) == reading


@given(st.text())
def test_a_reading_text_has_single_spaces_and_none_at_the_ends(raw):
    reading = fold_text(raw)
    assert "  " not in reading
    assert reading == reading.strip()


@given(st.lists(st.text()))
def test_joining_keeps_texts_and_offsets_in_step(texts):
    base, parts = 0, []
    for text in texts:
        parts.append(fold(text, base=base))
        base += len(text) + 1
    joined = join_folded(parts)
    assert isinstance(joined, Folded)
    assert len(joined.text) == len(joined.offsets)
    assert list(joined.offsets) == sorted(set(joined.offsets))


def test_the_examples_in_the_module_hold():
    assert doctest.testmod(folding).failed == 0
