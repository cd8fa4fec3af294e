"""Finds fixed labels by rows of pattern and canonical form, the longest where two overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extract.lexicon import LexiconError
from extract.values.words import value_rows


@dataclass(frozen=True, slots=True)
class LabelSpan:
    """A label at ``text[start:end]`` in its canonical form: 第三类医疗器械 -> 三类证."""

    start: int
    end: int
    label: str
    text: str


@cache
def label_rows(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The compiled rows of ``data/values/NAME.tsv``; a canonical form may take groups of its pattern.

    Raises:
        LexiconError: on a pattern that does not compile.
    """
    rows: list[tuple[re.Pattern[str], str]] = []
    for row in value_rows(name, ("pattern", "canonical")):
        try:
            rows.append((re.compile(row["pattern"]), row["canonical"]))
        except re.error as error:
            raise LexiconError(f"{row.place}: {row['pattern']!r} is no regular expression: {error}") from error
    return tuple(rows)


def find_labels(name: str, text: str, folded: str) -> list[LabelSpan]:
    """All labels of a table in ``folded``, cut out of ``text``; overlaps are left to ``first_and_longest``."""
    return [
        LabelSpan(found.start(), found.end(), found.expand(canonical), text[found.start() : found.end()])
        for pattern, canonical in label_rows(name)
        for found in pattern.finditer(folded)
    ]


def first_and_longest(spans: Iterable[LabelSpan]) -> list[LabelSpan]:
    """The spans in order without overlaps: of two, the one that begins first, then the longer."""
    kept: list[LabelSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
