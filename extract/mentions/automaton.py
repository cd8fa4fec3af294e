"""Finds listed names in a text with one Aho-Corasick pass: longest match, whole Latin words only.

The text is not segmented first: a segmenter splits listed names that hold a space, a bracket or a
hyphen, and a short listed name would cut a longer word in two (联影 inside 关联影像).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import ahocorasick

T = TypeVar("T")


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def whole_words(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` neither begins nor ends inside a Latin word or number."""
    if start and _is_latin(text[start]) and _is_latin(text[start - 1]):
        return False
    return not (end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end]))


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A listed name at ``text[start:end]`` with what was listed under it."""

    start: int
    end: int
    entry: T


class NameAutomaton(Generic[T]):
    """Many names, one pass. Case is ignored; the first entry wins where two share a name."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._automaton = ahocorasick.Automaton()
        for name, entry in entries:
            key = name.lower()
            if key and key not in self._automaton:
                self._automaton.add_word(key, (len(key) - 1, _is_latin(key[0]) or _is_latin(key[-1]), entry))
        self._empty = len(self._automaton) == 0
        if not self._empty:
            self._automaton.make_automaton()

    def get(self, name: str) -> T | None:
        """What is listed under exactly this name, in any case."""
        listed = self._automaton.get(name.lower(), None)
        return None if listed is None else listed[-1]

    def find(self, text: str) -> list[Hit[T]]:
        """All longest, non-overlapping hits from left to right."""
        lowered = text.lower()
        # a few characters grow when lowered (İ); offsets would shift, so such a text keeps its case
        if self._empty or len(lowered) != len(text):
            lowered = text
        if self._empty:
            return []
        hits = [
            Hit(last - back, last + 1, entry)
            for last, (back, latin, entry) in self._automaton.iter(lowered)
            if not latin or whole_words(text, last - back, last + 1)
        ]
        return longest(hits) if len(hits) > 1 else hits


def longest(hits: list[Hit[T]]) -> list[Hit[T]]:
    """Drop every hit that overlaps a longer one, or an equally long one further left."""
    kept: list[Hit[T]] = []
    for hit in sorted(hits, key=lambda h: (h.start, h.start - h.end)):
        while kept and hit.start < kept[-1].end and hit.end - hit.start > kept[-1].end - kept[-1].start:
            kept.pop()
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
