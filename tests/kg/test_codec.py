"""What the cache keeps of a report comes back exactly as it was."""

import json

import pytest
from handmade import made_by_hand
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.codec import CodecError, decode, encode
from ontology.model import (
    Contribution,
    EntityRef,
    Evidence,
    Fact,
    LocalEntity,
    MentionSpan,
    Money,
    Phrase,
    Quarantined,
    Refused,
    ReportInfo,
    ReportText,
    TextBlock,
    TextCell,
)

words = st.text(max_size=12)
figures = st.none() | st.floats(allow_nan=False) | st.integers(-(10**18), 10**18)
refs = st.builds(EntityRef, words, words, st.none() | words)
values = st.one_of(
    refs,
    st.builds(Phrase, words, st.lists(refs, max_size=2).map(tuple)),
    st.builds(Money, figures, words, figures, figures, words),
    words,
    st.floats(allow_nan=False),
    st.integers(-(10**18), 10**18),
)
evidence = st.builds(
    Evidence, words, st.integers(0, 10**6), st.integers(0, 10**6), words, st.sampled_from(["table", "prose"]), words
)
facts = st.builds(
    Fact,
    words,
    st.dictionaries(words, values | st.lists(values, max_size=3).map(tuple), max_size=4),
    evidence,
    words,
    st.floats(0, 1),
    st.sampled_from(["asserted", "forecast", "planned", "denied"]),
)
entities = st.builds(
    LocalEntity,
    words,
    words,
    st.lists(words, max_size=2).map(tuple),
    st.dictionaries(words, words, max_size=2),
    st.lists(st.builds(MentionSpan, st.integers(0), st.integers(0), words), max_size=2).map(tuple),
    st.none() | words,
)
spans = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))
cells = st.builds(TextCell, st.lists(spans, max_size=2).map(tuple), st.booleans())
cell_rows = st.lists(cells, max_size=2).map(tuple)
blocks = st.builds(
    TextBlock,
    words,
    st.integers(0),
    st.integers(0),
    st.integers(0, 6),
    cell_rows,
    st.lists(cell_rows, max_size=2).map(tuple),
)
contributions = st.builds(
    Contribution,
    st.builds(ReportInfo, words, words, words, words, words, words, words, st.integers(0), st.integers(0)),
    st.lists(entities, max_size=2).map(tuple),
    st.lists(facts, max_size=3).map(tuple),
    st.lists(st.builds(Quarantined, evidence, words), max_size=2).map(tuple),
    st.lists(st.builds(Refused, words, words, evidence), max_size=2).map(tuple),
    st.builds(ReportText, words, st.lists(blocks, max_size=2).map(tuple)),
)


@settings(max_examples=150, deadline=None)
@given(contributions)
def test_a_contribution_comes_back_as_it_was(contribution: Contribution) -> None:
    again = decode(encode(contribution))
    assert again == contribution
    assert encode(again) == encode(contribution)


def test_numbers_keep_their_type() -> None:
    contribution = decode(encode(made_by_hand()))
    by_kind = {fact.kind: fact for fact in contribution.facts}
    assert repr(by_kind["Metric"].args["value"]) == "120050000000.0"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: text[:-20],
        lambda text: "[]",
        lambda text: text.replace('"stem"', '"name"'),
        lambda text: text.replace('"is":"money"', '"is":"coin"'),
        lambda text: text.replace('"quote"', '"words"', 1),
        lambda text: json.dumps(json.loads(text) | {"facts": None}),
        lambda text: json.dumps(json.loads(text) | {"facts": [{"kind": "Deal", "args": {"a": None}}]}),
    ],
)
def test_a_damaged_cache_is_recognised(spoil: object) -> None:
    with pytest.raises(CodecError, match="damaged"):
        decode(spoil(encode(made_by_hand())))  # type: ignore[operator]
