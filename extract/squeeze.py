"""Drops the spaces that OCR puts between Chinese and Latin: ``生成式 AI`` and ``生成式AI`` are one name.

A space survives only between two Latin words (``Med PaLM``). The map leads back to the text before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LOOSE_SPACE = re.compile(r"\s+")
# Latin letters with marks (ö, á) are words too; Chinese is not
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f.®™,;:!?)&]")
_WORD_START = re.compile(r"[A-Za-z0-9\u00c0-\u024f(&]")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without loose spaces; ``offsets[i]`` is the place of its i-th character in the text before."""

    text: str
    offsets: tuple[int, ...]

    def span_before(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text before that ``text[start:end]`` came from."""
        return self.offsets[start], self.offsets[end - 1] + 1


def squeeze(text: str) -> Squeezed:
    """Remove white space beside a Chinese character or mark, collapse the rest to one space."""
    pieces: list[str] = []
    offsets: list[int] = []
    last = 0
    for gap in _LOOSE_SPACE.finditer(text):
        pieces.append(text[last : gap.start()])
        offsets.extend(range(last, gap.start()))
        before = text[gap.start() - 1] if gap.start() else ""
        after = text[gap.end()] if gap.end() < len(text) else ""
        if before and after and _WORD.match(before) and _WORD_START.match(after):
            pieces.append(" ")
            offsets.append(gap.start())
        last = gap.end()
    pieces.append(text[last:])
    offsets.extend(range(last, len(text)))
    return Squeezed("".join(pieces), tuple(offsets))


#: No paragraph is longer; a longer one is a file without line breaks, and is read in pieces.
LONGEST_PIECE = 1500
_CUT = re.compile(r"[。;!?！？,，、\s]")


def pieces(squeezed: Squeezed) -> Iterator[Squeezed]:
    """The text in pieces of at most ``LONGEST_PIECE`` characters, cut behind punctuation where there is some."""
    start, text = 0, squeezed.text
    while len(text) - start > LONGEST_PIECE:
        window = text[start : start + LONGEST_PIECE]
        cuts = [match.end() for match in _CUT.finditer(window, LONGEST_PIECE // 2)]
        end = start + (cuts[-1] if cuts else LONGEST_PIECE)
        yield Squeezed(text[start:end], squeezed.offsets[start:end])
        start = end
    yield Squeezed(text[start:], squeezed.offsets[start:])
