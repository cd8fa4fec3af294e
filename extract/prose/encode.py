"""A sentence with its names replaced by typed marks, so that rules can be written over types.

``推想医疗发布InferRead`` becomes ``⟨C0⟩发布⟨P1⟩``: C a company, P a product, and so on. Each character of
the encoded text knows the characters of the sentence that it stands for.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from extract.entities import is_field
from extract.lexicon import any_word
from extract.mention import Mention
from extract.prose.glosses import gloss_end, has_own_gloss

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
#: A technology that is a thing one can make, too: 临床辅助决策系统, 手术机器人.
MADE_TECHNOLOGY = "Q"
#: Small letters stand for what the clause before brought up.
TOPICS = {letter.lower(): type_ for type_, letter in LETTERS.items()}
#: Every letter that a mark can hold.
MARK_LETTERS = frozenset({*LETTERS.values(), *TOPICS, WEAK_TECHNOLOGY, MADE_TECHNOLOGY})
OPEN, CLOSE = "⟨", "⟩"
#: Before the end of a mark that no word of the text stands for.
UNSAID = "·"


@dataclass(frozen=True, slots=True)
class Item:
    """What a mark stands for: a mention, and what it ``cost`` in sureness to know that it is meant.

    A name that stands there costs nothing; 公司, 该产品 or a subject left unsaid cost something. A ``topic`` is a
    thing that the clause before brought up: it is written in a small letter, for the rules that ask for topics.
    """

    mention: Mention
    cost: float = 0.0
    topic: bool = False


@dataclass(frozen=True, slots=True)
class Insert:
    """What a clause leaves unsaid, to be written before it: groups of subjects (``⟨C1⟩的⟨P2⟩``), then topics."""

    place: int
    groups: tuple[tuple[Item, ...], ...]
    topics: tuple[Item, ...] = ()


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


class _Writer:
    """Collects the encoded text with, for each of its characters, the characters of the sentence behind it."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.pieces: list[str] = []
        self.begins: list[int] = []
        self.ends: list[int] = []
        self.items: list[Item] = []

    def copy(self, begin: int, end: int) -> None:
        if begin < end:
            self.pieces.append(self.sentence[begin:end])
            self.begins.extend(range(begin, end))
            self.ends.extend(range(begin + 1, end + 1))

    def put(self, piece: str, begin: int, end: int) -> None:
        self.pieces.append(piece)
        self.begins.extend([begin] * len(piece))
        self.ends.extend([end] * len(piece))

    def mark(self, item: Item, begin: int, end: int, *, unsaid: str = "") -> None:
        self.put(_mark(item, len(self.items), unsaid), begin, end)
        self.items.append(item)

    def insert(self, insert: Insert) -> None:
        begin, end = insert.place, min(insert.place + 1, len(self.sentence))
        for number, group in enumerate((*insert.groups, insert.topics)):
            for index, item in enumerate(group):
                if index:
                    self.put("、", begin, end)
                elif 0 < number < len(insert.groups):
                    self.put("的", begin, end)
                self.mark(item, begin, end, unsaid=UNSAID)


def encode(sentence: str, items: Sequence[Item], unsaid: Sequence[Insert] = ()) -> Encoded:
    """Replace each item's span by its mark, and write what is unsaid before the clauses that lack it."""
    # a report that prints our marks must not be read as ours
    writer = _Writer(sentence.replace(OPEN, "<").replace(CLOSE, ">"))
    waiting = list(unsaid)
    cursor = 0
    for item, following in itertools.zip_longest(items, items[1:]):
        begin, end = _with_marks(sentence, item, following)
        while waiting and waiting[0].place <= begin:
            insert = waiting.pop(0)
            writer.copy(cursor, insert.place)
            cursor = max(cursor, insert.place)
            writer.insert(insert)
        writer.copy(cursor, begin)
        writer.mark(item, begin, end)
        cursor = end
    for insert in waiting:
        writer.copy(cursor, insert.place)
        cursor = max(cursor, insert.place)
        writer.insert(insert)
    writer.copy(cursor, len(sentence))
    return Encoded("".join(writer.pieces), tuple(writer.items), tuple(writer.begins), tuple(writer.ends))


def _with_marks(sentence: str, item: Item, following: Item | None) -> tuple[int, int]:
    """The item's span; a title takes its 《》 along, so that titles in a row are a list, a brand its ® or ™, and any
    name the brackets with its other name."""
    begin, end = item.mention.start, item.mention.end
    if has_own_gloss(sentence, item.mention, following.mention if following else None):
        return begin, gloss_end(sentence, end)
    if sentence[end : end + 1] in ("®", "™"):
        return begin, end + 1
    if begin and sentence[begin - 1] == "《" and sentence[end : end + 1] == "》":
        return begin - 1, end + 1
    return begin, end


def letter_of(mention: Mention) -> str:
    """The letter of a mention's mark."""
    letter = LETTERS[mention.type]
    if mention.type == "Technology":
        made = any_word("product_heads", "WORDS(?<!模型)$").search(mention.name) is not None
        letter = WEAK_TECHNOLOGY if is_field(mention) else MADE_TECHNOLOGY if made else letter
    return letter


def _mark(item: Item, index: int, unsaid: str) -> str:
    letter = letter_of(item.mention)
    return f"{OPEN}{letter.lower() if item.topic else letter}{index}{unsaid}{CLOSE}"
