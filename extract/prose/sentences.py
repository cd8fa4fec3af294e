"""Blocks cut into sentences that keep their mentions and the way back to the report's characters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import Block
from extract.mention import Mention

_SENTENCE = re.compile(r"[^。!?！？\n]*[。!?！？\n]?[”」\"]?")
_LONGEST = 1200


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block: squeezed ``text``, its mentions, and ``offsets`` into the raw report."""

    text: str
    mentions: tuple[Mention, ...]
    offsets: tuple[int, ...]
    block: Block
    first: bool

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw characters behind ``text[start:end]``."""
        return self.offsets[start], self.offsets[end - 1] + 1


def split_sentences(block: Block, text: str, offsets: tuple[int, ...], mentions: list[Mention]) -> Iterator[Sentence]:
    """The sentences of a block whose squeezed ``text`` maps to raw characters by ``offsets``.

    A full stop inside a name (《…。》) does not end a sentence; a run of 1,200 characters without one is cut there.
    """
    cuts = [0]
    inside = [(m.start, m.end) for m in mentions]
    for match in _SENTENCE.finditer(text):
        end = match.end()
        while end - cuts[-1] > _LONGEST:
            cuts.append(cuts[-1] + _LONGEST)
        if end > cuts[-1] and not any(start < end < stop for start, stop in inside):
            cuts.append(end)
    if cuts[-1] < len(text):
        cuts.append(len(text))
    for index, (start, end) in enumerate(itertools.pairwise(cuts)):
        within = tuple(
            Mention(m.start - start, m.end - start, m.type, m.name, m.rule, m.confidence)
            for m in mentions
            if start <= m.start and m.end <= end
        )
        yield Sentence(text[start:end], within, offsets[start:end], block, index == 0)
