"""Listed names in one pass: longest match, whole Latin words, no overlaps."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_of_text import quick

from extract.mention import Mention
from extract.mentions.automaton import NameAutomaton, whole_words
from extract.mentions.overlaps import resolve_overlaps

ALPHABET = "医疗影AIab1-"
names = st.lists(st.text(alphabet=ALPHABET, min_size=1, max_size=4), min_size=1, max_size=6)
texts = st.text(alphabet=ALPHABET + " ，", max_size=24)


def found(listed: list[str], text: str) -> list[str]:
    automaton = NameAutomaton((name, name) for name in listed)
    return [text[hit.start : hit.end] for hit in automaton.find(text)]


@pytest.mark.parametrize(
    ("listed", "text", "expected"),
    [
        (["联影", "联影智能"], "联影智能和联影医疗", ["联影智能", "联影"]),
        (["GPT", "GPT-4"], "GPT-4与GPT-4o", ["GPT-4", "GPT"]),
        (["AI"], "OpenAI的AI平台", ["AI"]),
        (["AI"], "AI平台,AIGC,3AI", ["AI"]),
        (["A100"], "A1000、A100、BA100", ["A100"]),
        (["医联"], "医联Medlinker", ["医联"]),
        (["Infervision"], "INFERVISION与infervision", ["INFERVISION", "infervision"]),
        (["Dr.Wise", "Wise"], "Dr.Wise系统", ["Dr.Wise"]),
        (["Ⅲ期", "β细胞"], "Ⅲ期与β细胞", ["Ⅲ期", "β细胞"]),
        (["Med PaLM 2"], "谷歌的Med PaLM 2上线", ["Med PaLM 2"]),
        (["肺癌", "非小细胞肺癌"], "非小细胞肺癌", ["非小细胞肺癌"]),
        (["数坤", "坤科技"], "数坤科技", ["坤科技"]),
        ([], "任何文字", []),
        (["推想"], "", []),
        (["推想"], "İ推想", ["推想"]),
    ],
)
def test_names_are_found_longest_and_whole(listed: list[str], text: str, expected: list[str]) -> None:
    assert found(listed, text) == expected


def test_the_first_entry_of_a_name_wins() -> None:
    automaton = NameAutomaton([("腾讯", "Company"), ("腾讯", "Investor")])
    assert [hit.entry for hit in automaton.find("腾讯")] == ["Company"]


@quick
@given(names, texts)
def test_hits_spell_their_names(listed: list[str], text: str) -> None:
    automaton = NameAutomaton((name, name) for name in listed)
    for hit in automaton.find(text):
        assert text[hit.start : hit.end].lower() == hit.entry.lower()


@quick
@given(names, texts)
def test_no_hit_begins_or_ends_inside_a_latin_word(listed: list[str], text: str) -> None:
    for hit in NameAutomaton((name, name) for name in listed).find(text):
        left, right = text[hit.start - 1 : hit.start], text[hit.end : hit.end + 1]
        assert not (left.isascii() and left.isalnum() and text[hit.start].isascii() and text[hit.start].isalnum())
        last = text[hit.end - 1]
        assert not (right.isascii() and right.isalnum() and last.isascii() and last.isalnum())


@quick
@given(names, texts)
def test_hits_stand_in_order_and_never_overlap(listed: list[str], text: str) -> None:
    hits = NameAutomaton((name, name) for name in listed).find(text)
    assert all(one.end <= following.start for one, following in itertools.pairwise(hits))


@quick
@given(names, texts)
def test_what_is_left_out_overlaps_something_at_least_as_long(listed: list[str], text: str) -> None:
    hits = NameAutomaton((name, name) for name in listed).find(text)
    spans = {(hit.start, hit.end) for hit in hits}
    places = all_places(listed, text)
    for start, end in places - spans:
        assert any(s < end and start < e and e - s >= end - start for s, e in places - {(start, end)})
    for start, end in spans:
        assert not any(s < end and start < e and e - s > end - start for s, e in places)


def all_places(listed: list[str], text: str) -> set[tuple[int, int]]:
    """Every place where a listed name stands as a whole word, overlapping or not."""
    lowered = text.lower()
    return {
        (start, start + len(name))
        for name in listed
        for start in range(len(text) - len(name) + 1)
        if lowered.startswith(name.lower(), start) and whole_words(text, start, start + len(name))
    }


@st.composite
def mention_lists(draw: st.DrawFn) -> list[Mention]:
    spans = draw(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)), max_size=8))
    types = st.sampled_from(["Company", "Product", "Disease"])
    sureness = st.sampled_from([0.4, 0.66, 0.9])
    return [Mention(s, s + length, draw(types), "名", "test", draw(sureness)) for s, length in spans]


@quick
@given(mention_lists())
def test_of_overlapping_mentions_the_longest_stays(mentions: list[Mention]) -> None:
    chosen = resolve_overlaps(mentions)
    assert chosen == sorted(chosen)
    assert set(chosen) <= set(mentions)
    assert all(one.end <= following.start for one, following in itertools.pairwise(chosen))
    for left_out in set(mentions) - set(chosen):
        rivals = [m for m in chosen if m.start < left_out.end and left_out.start < m.end]
        assert any(m.end - m.start >= left_out.end - left_out.start for m in rivals)


def test_the_surer_of_two_types_at_one_place_stays() -> None:
    company, product = Mention(0, 2, "Company", "灵犀", "a", 0.9), Mention(0, 2, "Product", "灵犀", "b", 0.5)
    assert resolve_overlaps([product, company]) == [company]


def test_what_is_listed_under_a_name_is_had_by_the_whole_name_alone() -> None:
    automaton = NameAutomaton([("CT-FFR", 1), ("影像", 2), ("ct-ffr", 3)])
    assert (automaton.get("ct-ffr"), automaton.get("影像"), automaton.get("影"), automaton.get("影像科")) == (
        1,
        2,
        None,
        None,
    )
