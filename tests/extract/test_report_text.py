"""Offsets of reading characters become the spans of a report that a reader sees."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from extract.report_text import runs


@given(st.lists(st.integers(0, 200)).map(sorted))
def test_spans_hold_all_offsets_in_order_and_never_touch(offsets: list[int]) -> None:
    spans = list(runs(offsets))
    covered = {position for span in spans for position in range(*span)}
    assert set(offsets) <= covered
    assert all(position in offsets or position + 1 in offsets for position in covered)
    assert all(before[1] + 1 < after[0] for before, after in itertools.pairwise(spans))
