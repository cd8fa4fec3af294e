"""Loose spaces go, and every character that stays knows where it stood."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_of_text import quick

from extract.squeeze import squeeze

texts = st.text(alphabet="医疗影像AIPalm2.,()（）。、 \t\n\u3000®™", max_size=40)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("生成式 AI 平台", "生成式AI平台"),
        ("Med PaLM 2 大模型", "Med PaLM 2大模型"),
        ("推想 医疗", "推想医疗"),
        ("Relay  \n Therapeutics", "Relay Therapeutics"),
        ("Dr.Wise® Lung 软件", "Dr.Wise® Lung软件"),
        ("2024 年 3 月", "2024年3月"),
        ("AI ( 人工智能 )", "AI (人工智能)"),
        ("  影像云\t", "影像云"),
        ("A\u3000B", "A B"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_a_space_survives_only_between_latin_words(before: str, after: str) -> None:
    assert squeeze(before).text == after


@pytest.mark.parametrize(
    ("text", "name", "printed"),
    [
        ("公司的 AI 影 像 平台上线", "AI影像平台", "AI 影 像 平台"),
        ("与 Relay\nTherapeutics 签约", "Relay Therapeutics", "Relay\nTherapeutics"),
    ],
)
def test_a_span_leads_back_to_what_was_printed(text: str, name: str, printed: str) -> None:
    squeezed = squeeze(text)
    start = squeezed.text.index(name)
    begin, end = squeezed.span_before(start, start + len(name))
    assert text[begin:end] == printed


@quick
@given(texts)
def test_offsets_lead_to_the_same_character(text: str) -> None:
    squeezed = squeeze(text)
    assert len(squeezed.offsets) == len(squeezed.text)
    for character, offset in zip(squeezed.text, squeezed.offsets, strict=True):
        assert text[offset] == character or (character == " " and text[offset].isspace())


@quick
@given(texts)
def test_offsets_rise(text: str) -> None:
    offsets = squeeze(text).offsets
    assert all(one < following for one, following in itertools.pairwise(offsets))


@quick
@given(texts)
def test_only_white_space_is_dropped(text: str) -> None:
    assert "".join(squeeze(text).text.split()) == "".join(text.split())


@quick
@given(texts)
def test_no_space_is_left_loose(text: str) -> None:
    squeezed = squeeze(text).text
    assert squeezed == squeezed.strip()
    assert "  " not in squeezed
    assert squeeze(squeezed).text == squeezed


@quick
@given(texts, st.data())
def test_a_span_holds_what_it_held_before(text: str, data: st.DataObject) -> None:
    squeezed = squeeze(text)
    if not squeezed.text:
        return
    start = data.draw(st.integers(0, len(squeezed.text) - 1))
    end = data.draw(st.integers(start + 1, len(squeezed.text)))
    begin, stop = squeezed.span_before(start, end)
    assert "".join(text[begin:stop].split()) == "".join(squeezed.text[start:end].split())
