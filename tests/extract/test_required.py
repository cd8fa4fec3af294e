"""Rules by the characters they require: none is passed over that would have matched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.prose.cued import cued_rules
from extract.prose.patterns import prose_rules
from extract.prose.required import RuleIndex, required

PATTERNS = [
    *map(re.compile, ["获批", "(?:获|核)准", "推出?", "甲.乙|研发", "上(?!市)", "[获核].", ".?"]),
    *(rule.pattern for rule in prose_rules()),
    *(rule.cue for rule in cued_rules()),
]
INDEX = RuleIndex(PATTERNS, PATTERNS)


@pytest.mark.parametrize(
    ("pattern", "chars"),
    [
        ("获批上市", "获"),
        ("(?:获批|核准)上?", "获核"),
        ("(?P<who>⟨C[0-9]+⟩)[牵携]手", "手"),
        ("(?:研发){2}", "研"),
        ("(?:研发)*推出?", "推"),
        ("(?=获批).{2}", ""),
        ("[^,。]+", ""),
        ("甲|", ""),
        ("IPO", "I"),
        ("CD", ""),
    ],
)
def test_what_a_pattern_requires(pattern: str, chars: str) -> None:
    assert required(re.compile(pattern)) == frozenset(chars)


@given(st.text(alphabet="获批核准推出研发上市甲乙,。的⟨C0⟩", max_size=30), st.integers(min_value=0))
def test_a_pattern_that_matches_is_among_those_to_ask(text: str, numbers: int) -> None:
    allowed = {id(pattern) for n, pattern in enumerate(PATTERNS) if numbers >> n & 1}
    asked = [id(pattern) for pattern in INDEX.among(INDEX.where(lambda pattern: id(pattern) in allowed), text)]
    assert asked == [id(pattern) for pattern in PATTERNS if id(pattern) in asked], "in their order"
    assert {id(p) for p in PATTERNS if id(p) in allowed and p.search(text)} <= set(asked) <= allowed
