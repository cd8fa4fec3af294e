"""A sentence with its names replaced by typed marks, so that rules can be written over types.

``推想医疗发布InferRead`` becomes ``⟨C0⟩发布⟨P1⟩``: C a company, P a product, and so on. Each character of
the encoded text knows the characters of the sentence that it stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.entities import SURE
from extract.mention import Mention

#: One letter a type, as the marks and the rules use them.
LETTERS = {
    "Company": "C",
    "Investor": "V",
    "Regulator": "G",
    "Hospital": "H",
    "Institution": "N",
    "Person": "E",
    "Product": "P",
    "AIModel": "M",
    "Drug": "D",
    "Disease": "S",
    "Technology": "T",
    "Policy": "L",
    "Report": "R",
    "Place": "A",
    "Exchange": "X",
}
#: A technology that is only a field of use: it can be a subject, nothing "uses" it.
WEAK_TECHNOLOGY = "W"
OPEN, CLOSE = "⟨", "⟩"


@dataclass(frozen=True, slots=True)
class Item:
    """What a mark stands for: a mention, and whether the text left it unsaid (公司, 该产品, or no subject at all)."""

    mention: Mention
    implicit: bool = False


@dataclass(frozen=True, slots=True)
class Encoded:
    """The encoded text, the items of its marks, and for each character the span of the sentence behind it."""

    text: str
    items: tuple[Item, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The sentence's characters behind ``text[start:end]``."""
        return self.begins[start], self.ends[end - 1]


def encode(sentence: str, items: Sequence[Item], prefix: Item | None = None) -> Encoded:
    """Replace each item's span by its mark; ``prefix`` puts an unsaid subject before the sentence."""
    sentence = sentence.replace(OPEN, "<").replace(
        CLOSE, ">"
    )  # a report that prints our marks must not be read as ours
    text: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    everything = list(items)

    def put(piece: str, begin: int, end: int, *, whole: bool) -> None:
        text.append(piece)
        begins.extend([begin] * len(piece) if whole else range(begin, end))
        ends.extend([end] * len(piece) if whole else range(begin + 1, end + 1))

    if prefix is not None:
        everything.append(prefix)
        put(_mark(prefix, len(everything) - 1), 0, 1, whole=True)
    cursor = 0
    for index, item in enumerate(items):
        begin, end = _with_marks(sentence, item)
        put(sentence[cursor:begin], cursor, begin, whole=False)
        put(_mark(item, index), begin, end, whole=True)
        cursor = end
    put(sentence[cursor:], cursor, len(sentence), whole=False)
    return Encoded("".join(text), tuple(everything), tuple(begins), tuple(ends))


def _with_marks(sentence: str, item: Item) -> tuple[int, int]:
    """The item's span; a title takes its 《》 along, so that titles in a row are a list."""
    begin, end = item.mention.start, item.mention.end
    if begin and sentence[begin - 1] == "《" and sentence[end : end + 1] == "》":
        return begin - 1, end + 1
    return begin, end


def _mark(item: Item, index: int) -> str:
    mention = item.mention
    weak = mention.type == "Technology" and mention.confidence < SURE
    return f"{OPEN}{WEAK_TECHNOLOGY if weak else LETTERS[mention.type]}{index}{CLOSE}"
