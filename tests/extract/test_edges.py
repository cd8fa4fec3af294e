"""Where a coined name ends, by all the places where a report prints it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.mention import Mention
from extract.mentions.edges import at_full_length


def found(texts: list[str], name: str, type_: str = "Company", rule: str = "company.coined") -> list[str]:
    """The names after the edges are set right, of a name that the stages found wherever it is printed."""
    mentions = [
        [Mention(at, at + len(name), type_, name, rule, 0.62) for at in range(len(text)) if text.startswith(name, at)]
        for text in texts
    ]
    return [m.name for block in at_full_length(texts, mentions) for m in block]


@pytest.mark.parametrize(
    ("texts", "cut", "whole"),
    [
        (["砚拓药研宣布融资。", "与砚拓药研合作,砚拓药研"], "砚拓药", "砚拓药研"),
        (["【换帅】岱元生物换帅", "岱元生物成立", "公司岱元生物宣布"], "元生物", "岱元生物"),
    ],
)
def test_a_character_that_always_goes_with_a_name_is_its_own(texts: list[str], cut: str, whole: str) -> None:
    assert set(found(texts, cut)) == {whole}


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["由砚拓药研领投", ",由砚拓药研跟投"], "砚拓药研"),  # a word that leads up to it
        (["药企砚拓药研宣布", "砚拓药研获批"], "砚拓药研"),  # not always the same
        (["杭州砚拓药研宣布", "杭州砚拓药研获批"], "砚拓药研"),  # no mark where the longer name would begin
        (["据砚拓研究院整理", "(砚拓研究院整理)"], "砚拓研究院"),  # a word of its own
        (["岱砚拓药研"], "砚拓药研"),  # once tells nothing
    ],
)
def test_what_only_stands_beside_a_name_is_not(texts: list[str], name: str) -> None:
    assert set(found(texts, name)) == {name}


def test_people_keep_their_names() -> None:
    assert set(found(["陆砚舟说,", "陆砚舟说。"], "陆砚舟", "Person")) == {"陆砚舟"}


@given(st.lists(st.text("岱元生物砚,。由", max_size=20), max_size=5))
def test_every_name_stands_where_it_is_said_to(texts: list[str]) -> None:
    mentions = [
        [Mention(at, at + 2, "Company", "元生", "x", 0.6) for at in range(len(t)) if t.startswith("元生", at)]
        for t in texts
    ]
    for text, block in zip(texts, at_full_length(texts, mentions), strict=True):
        assert all(text[m.start : m.end] == m.name and "元生" in m.name for m in block)
