"""Folding: the reading text that names are matched on, with the way back to the raw characters.

One reading character stands for one raw character, and ``offsets`` says which; nothing is expanded. So a
span found on the reading text cites the report exactly, and names are *matched* on the reading text but
*printed* from the raw text. What folding does, in one canonical direction:

* full width → half width, compatibility ideographs, Kangxi radicals and other NFKC forms that are one
  character long: ``ＡＩ（２０２４）`` → ``AI(2024)``. Hence ``( ) , : ; ! ? %`` are always half width here, and
  ``。 、 《 》 “ ” 「 」 【 】 ·`` stay as they are: folding them to ASCII would merge their meaning with other marks.
* Traditional → Simplified, character by character (OpenCC t2s): ``晶體結構`` → ``晶体结构``.
* one form for look-alikes: the hyphens ``‐ ‑ −`` → ``-``, ``～ 〜 ∼`` → ``~``, the middle dots ``・ • ‧ ∙`` → ``·``.
  Dashes (``—``, ``–``) stay, they also mark ranges and asides.
* dropped: control, zero-width and private-use characters, variation selectors, Markdown ``**``, link marks and
  backslashes, HTML tags and comments (they leave a space between words), footnote marks (``影像科¹`` → ``影像科``;
  ``m²`` and ``10⁶`` keep theirs).
* white space, however long and wherever (tabs and line breaks too), is one space; none at the ends.

Left alone because one character would become several or lose its sense: Roman numerals (``Ⅲ``), circled numbers
(``①``), ``™``, ``…``, ``℃``, Greek.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import opencc

#: Stands for a dropped character while the text still has its length; a NUL of the text itself is dropped too.
_DROPPED = "\0"

_LOOK_ALIKES = {
    **dict.fromkeys("‐‑−﹣－", "-"),
    **dict.fromkeys("〜∼～", "~"),
    **dict.fromkeys("・•‧∙⋅･", "·"),
}

#: Variants that the standard of 2013 gave back to names written in simplified characters: 彤昇, 锺砚
_OWN = frozenset("昇甦邨锺")

#: Controls, format marks, private use, unassigned, surrogates.
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})

#: ``①``, ``²`` and ``Ⅲ`` have NFKC forms that read as plain digits or letters; they keep their own.
_KEPT_CATEGORIES = frozenset({"No", "Nl"})

_MARKUP = re.compile(
    r"""
    (?P<gap>
        (?:
            \s
          | </?(?:ul|ol|li|br|p|b|i|u|s|em|strong|sup|sub|span|div|font|a|img|table|thead|tbody|tr|td|th|h[1-6])
            (?:[\s/][^<>\n]{0,200})?>
          | <!--[^<>]{0,300}-->
          | &nbsp;
        )
        [\s\0]*
    )
  | \0+
  | \*\*
  | \\(?=[_*\#\[\]()~`>|.-])
  | !?\[(?=[^\[\]\n]{1,200}\]\([^()\s]{0,200}\)) | \]\([^()\s]{0,200}\)     # [text](address)
  | (?:(?<![0-9A-Za-z])|(?<=[A-Za-z]{3}))[¹²³⁰⁴-⁹]+                     # 影像科¹, not m² or 10⁶
    """,
    re.VERBOSE | re.IGNORECASE,
)

#: Where markup can begin; looked for first because it nearly never does. A lone space needs no folding.
_MARKUP_START = re.compile(r"\s(?=[\s\0])|[^\S ]|[\0<&*\\\[\]¹²³⁰⁴-⁹]|!(?=\[)")

_VARIATION_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

#: What a space is due after when a Latin word or a number follows on the next line; ``co-`` and ``(`` go on at once.
_ENDS_WORD = re.compile(r"[0-9A-Za-z!%&),.:;?\]]")
_BEGINS_WORD = re.compile(r"[0-9A-Za-z(]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A reading text: ``text[i]`` was read at ``offsets[i]``; a space may stand for any gap or tag there."""

    text: str
    offsets: tuple[int, ...]

    def cut(self, start: int, end: int | None = None) -> Folded:
        """The part ``text[start:end]`` without spaces at its ends, offsets unchanged."""
        stop = len(self.text) if end is None else min(end, len(self.text))
        while start < stop and self.text[start] == " ":
            start += 1
        while stop > start and self.text[stop - 1] == " ":
            stop -= 1
        return Folded(self.text[start:stop], self.offsets[start:stop])


class _CharacterFolds(dict[int, str]):
    """The folding of single characters, worked out when a character is first met (for ``str.translate``)."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_one(chr(code))
        return folded


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _fold_one(character: str) -> str:
    if character.isspace():
        return character
    if character in _OWN:
        return character
    if character in _LOOK_ALIKES:
        return _LOOK_ALIKES[character]
    category = unicodedata.category(character)
    if category in _DROPPED_CATEGORIES or _VARIATION_SELECTOR.fullmatch(character):
        return _DROPPED
    if category in _KEPT_CATEGORIES:
        return character
    normal = unicodedata.normalize("NFKC", character)
    if len(normal) != 1:
        normal = character
    if "\u3400" <= normal <= "\u9fff" or normal >= "\U00020000":
        simple = str(_simplifier().convert(normal))
        return simple if len(simple) == 1 else normal
    return normal


_FOLDS = _CharacterFolds()


def fold(text: str, *, base: int = 0) -> Folded:
    """The reading text of ``text``; offsets count from ``base``.

    >>> fold("ＡＩ　醫療（2024）¹").text
    'AI 医疗(2024)'
    """
    same_length = text.translate(_FOLDS)
    pieces: list[str] = []
    offsets: list[int] = []
    done = position = 0  # up to ``done`` the text is copied or dropped
    while start := _MARKUP_START.search(same_length, position):
        match = _MARKUP.match(same_length, start.start())
        if match is None:
            position = start.end()
            continue
        begin, position = match.span()
        pieces.append(same_length[done:begin])
        offsets.extend(range(base + done, base + begin))
        if match["gap"] is not None and not same_length[begin - 1 : begin].isspace():
            pieces.append(" ")
            offsets.append(base + begin)
        done = position
    pieces.append(same_length[done:])
    offsets.extend(range(base + done, base + len(same_length)))
    return _trim("".join(pieces), offsets)


def _trim(text: str, offsets: list[int]) -> Folded:
    """Drop the spaces at the ends, and the second of two that a dropped mark stood between (``a ** b``)."""
    if "  " in text:
        kept = [i for i, character in enumerate(text) if character != " " or text[i - 1 : i] != " "]
        text = "".join(text[i] for i in kept)
        offsets = [offsets[i] for i in kept]
    start = len(text) - len(text.lstrip(" "))
    stop = len(text.rstrip(" "))
    return Folded(text[start:stop], tuple(offsets[start:stop])) if stop > start else Folded("", ())


def fold_text(text: str) -> str:
    """The reading form of a name or a pattern, for comparing with reading texts."""
    return fold(text).text


def join_folded(parts: Sequence[Folded]) -> Folded:
    """Parts of one sentence that a page break cut: Chinese is joined as it is, Latin words with a space.

    >>> join_folded([fold("Pear"), fold("Therapeutics", base=5)]).text
    'Pear Therapeutics'
    """
    kept = [part for part in parts if part.text]
    if len(kept) < 2:
        return kept[0] if kept else Folded("", ())
    text = [kept[0].text]
    offsets = list(kept[0].offsets)
    for before, after in pairwise(kept):
        if _ENDS_WORD.fullmatch(before.text[-1]) and _BEGINS_WORD.fullmatch(after.text[0]):
            text.append(" ")
            offsets.append(before.offsets[-1] + 1)
        text.append(after.text)
        offsets.extend(after.offsets)
    return Folded("".join(text), tuple(offsets))
