"""Stretches of cell text that know their raw place, and the cutting of a cell into names and phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import Cell
from extract.squeeze import squeeze
from extract.tables.knowledge import absent_pattern, joins, list_pattern, name_cuts, person_tails

_GAP = re.compile(r"\s+")
_OPENING, _CLOSING = ("“", "「", "『"), ("”", "」", "』")
_LATIN = re.compile(r"[A-Za-z0-9.&'®™]")


@dataclass(frozen=True, slots=True)
class Words:
    """Reading text with the raw offset of every character; ``filled`` if a merged cell above gave it."""

    text: str
    offsets: tuple[int, ...]
    filled: bool = False

    @classmethod
    def of(cls, cell: Cell) -> Words:
        """The whole of a cell."""
        return cls(cell.text, cell.offsets, cell.filled).stripped()

    @property
    def start(self) -> int:
        """The raw offset of the first character."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """The raw offset after the last character."""
        return self.offsets[-1] + 1

    def part(self, start: int, end: int) -> Words:
        """``text[start:end]``."""
        return Words(self.text[start:end], self.offsets[start:end], self.filled)

    def stripped(self) -> Words:
        """Without white space at both ends."""
        left = len(self.text) - len(self.text.lstrip())
        return self.part(left, max(left, len(self.text.rstrip())))

    def squeezed(self) -> Words:
        """Without the spaces that OCR puts between Chinese and Latin."""
        squeezed = squeeze(self.text)
        return Words(squeezed.text, tuple(self.offsets[i] for i in squeezed.offsets), self.filled)

    def split(self, pattern: re.Pattern[str]) -> list[Words]:
        """The non-empty stretches between the matches of ``pattern``, brackets kept whole."""
        pieces, last = [], 0
        for match in pattern.finditer(self.text):
            if _inside_brackets(self.text, match.start()):
                continue
            pieces.append(self.part(last, match.start()))
            last = match.end()
        pieces.append(self.part(last, len(self.text)))
        return [piece for piece in (p.stripped() for p in pieces) if piece.text]


def _inside_brackets(text: str, place: int) -> bool:
    before = text[:place]
    return before.count("(") > before.count(")") or before.count("（") > before.count("）")


def is_absent(text: str) -> bool:
    """Whether a cell says that nothing is known: ``/``, ``未披露``."""
    return not text.strip() or bool(absent_pattern().fullmatch(text.strip()))


def trimmed_name(words: Words) -> Words:
    """The name without list ends, OCR marks and people: ``药明康德等*`` -> ``药明康德``."""
    words = words.squeezed()
    while True:
        cut = _cut_once(words)
        if cut.text == words.text:
            return words
        words = cut


def _cut_once(words: Words) -> Words:
    for where, pattern, person_follows in name_cuts():
        match = pattern.search(words.text)
        if match and match.end() > match.start():
            words = words.part(0, match.start()) if where == "end" else words.part(match.end(), len(words.text))
            if person_follows and (tail := person_tails().search(words.text)):
                words = words.part(0, tail.start())
    return _without_lone_quotes(words.stripped())


def _without_lone_quotes(words: Words) -> Words:
    """``“三生大模型”`` and ``精锋医疗“`` lose their marks, ``“数智岐黄”大模型`` keeps them."""
    text = words.text
    if text.startswith(_OPENING) and text.find(_CLOSING[_OPENING.index(text[0])]) in (-1, len(text) - 1):
        return words.part(1, len(text))
    if text.endswith(_OPENING) or (text.endswith(_CLOSING) and _OPENING[_CLOSING.index(text[-1])] not in text):
        return words.part(0, len(text) - 1)
    return words


def listed_names(words: Words) -> list[Words]:
    """The organisations that a cell lists with commas or only with spaces between them.

    ``天津市第四中心医院 信创河实验室`` are two, ``北京清华长庚医院黄天能 教授团队等`` is one.
    """
    found = [name for piece in words.split(list_pattern("organisations")) for name in _split_at_gaps(piece)]
    return [name for name in (trimmed_name(name) for name in found) if name.text and not is_absent(name.text)]


def _split_at_gaps(words: Words) -> Iterator[Words]:
    start = 0
    for gap in _GAP.finditer(words.text):
        left, right = words.text[start : gap.start()], words.text[gap.end() :]
        if _separates(left, right) and not _inside_brackets(words.text, gap.start()):
            yield words.part(start, gap.start())
            start = gap.end()
    yield words.part(start, len(words.text))


def _separates(left: str, right: str) -> bool:
    if not left or not right or (_LATIN.match(left[-1]) and _LATIN.match(right[0])):
        return False  # 'Eko Health' is one name; two Latin names are told apart by the tagger
    if right[0] in "((" or left.endswith(("(", "(")):
        return False
    return not any(pattern.fullmatch(left if side == "left" else right) for side, pattern in joins())


def phrases(words: Words) -> list[Words]:
    """The members of a list of phrases: ``辅助诊断、辅助决策 质控``."""
    pieces = [gap for piece in words.split(list_pattern("phrases")) for gap in _split_at_gaps(piece)]
    return [piece for piece in (trimmed_name(piece) for piece in pieces) if piece.text and not is_absent(piece.text)]


def sentences(words: Words) -> list[Words]:
    """The sentences of a long cell."""
    return words.split(list_pattern("sentence"))
