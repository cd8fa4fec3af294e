"""Rules by what they require: none is passed over that would have matched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.prose.cued import cued_rules
from extract.prose.patterns import prose_rules
from extract.prose.required import RuleIndex, required

EXPRESSIONS = [
    *["获批", "(?:获|核)准", "推出?", "甲.乙|研发", "上(?!市)", "[获核].", ".?", "(?i:ip)o", "获(?=批)[批准]"],
    *["(?>上市|研发)出", "(?:研发){2}", "(?:研|发)+推"],
    *(rule.expression for rule in prose_rules()),
    *(rule.expression for rule in cued_rules()),
]
PATTERNS = [re.compile(expression) for expression in EXPRESSIONS]
INDEX = RuleIndex(PATTERNS, map(required, EXPRESSIONS))


@pytest.mark.parametrize(
    ("expression", "pieces"),
    [
        ("获批上市", "上市 批上"),
        ("获批|上市", "获批|上市"),
        ("(?:获批|核准)[^,]*(?:上|登)", "获批|核准 上|登"),
        ("(?P<who>⟨C[0-9]+⟩)[牵携]手", "牵手|携手 手"),
        ("(?:研发){2}", "研发 发"),
        ("(?:研发)*推出?", "推"),
        ("获(?=批)[批准]", "获批|获准 获"),
        ("(?>获)批?", "获"),
        ("(?=获批).{2}", ""),
        ("[^,。]+", ""),
        ("甲|", ""),
        ("(?i:ip)", ""),
        ("(?i)ip", ""),
        ("IPO", "IP PO"),
        ("C", ""),
        ("C[0-9]", ""),
        ("的,", "的,"),
        ("⟨C", ""),
    ],
)
def test_what_an_expression_requires(expression: str, pieces: str) -> None:
    """``pieces`` has the requirements between blanks, their pieces between bars."""
    assert required(expression) == tuple(frozenset(part.split("|")) for part in pieces.split())


@given(st.text(alphabet="获批核准推出研发上市甲乙,。的⟨C0⟩iPIpoO", max_size=30), st.integers(min_value=0))
def test_a_pattern_that_matches_is_among_those_to_ask(text: str, numbers: int) -> None:
    allowed = {id(pattern) for n, pattern in enumerate(PATTERNS) if numbers >> n & 1}
    asked = [id(pattern) for pattern in INDEX.among(INDEX.where(lambda pattern: id(pattern) in allowed), text)]
    assert asked == [id(pattern) for pattern in PATTERNS if id(pattern) in asked], "in their order"
    assert {id(p) for p in PATTERNS if id(p) in allowed and p.search(text)} <= set(asked) <= allowed
