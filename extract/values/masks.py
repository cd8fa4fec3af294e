"""Blanks what holds digits but is no quantity: GPT-4, 2.1.2, 7*24, 023-67685030, and all dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extract.required import Finder
from extract.values.words import currencies

#: Stand for blanked characters, of a name and of dates and codes; no pattern of this package matches them.
NAME_BLANK = "\x00"
OTHER_BLANK = "\x01"
_CODES = Finder(
    "|".join(
        (
            r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)",  # a telephone number
            r"(?<![\d.])\d{1,4}(?:\.\d{1,4}){2,8}(?!\d)",  # a section number: 2.1.2
            r"(?<![\d-])\d{1,6}(?:-\d{1,6}){2,8}(?!\d)",  # a serial number
            r"(?<![\d.])\d{1,5}(?:\.\d{1,3})?(?:\\?[*×/:]\d{1,5}){1,4}(?![\d%])",  # 7*24, 15/27, 10:30
            r"(?<![\d.])\d{1,4}-[A-Za-z][A-Za-z0-9]*",  # 5-HT
            r"从 ?0 ?到 ?1(?!\d)",
            r"(?<![\dA-Za-z+.])\d(?:\+[\dA-Za-z]{1,4}){1,6}",  # 1+8+N
            r"(?<![\dA-Za-z+.])\d{2,4}(?:\+(?:\d{1,4}|[A-Za-z](?![A-Za-z]))){1,6}",  # 12+4, but 100+AI counts
        )
    )
)


@cache
def _latin_token() -> re.Pattern[str]:
    words = {**currencies("before"), **currencies("after")}
    codes = "|".join(sorted(word for word in words if word.isascii() and word.isalpha()))
    return re.compile(
        rf"(?<![A-Za-z])(?!(?:US\$|HK\$|(?:{codes})(?![A-Za-z])))[A-Za-z][A-Za-z0-9]*(?:[-.+_][A-Za-z0-9]+|/\d+)*"
    )


def blank_names(text: str) -> str:
    """The text with Latin names that hold digits, and codes of digits, overwritten; offsets unchanged."""
    names = [found.span() for found in _latin_token().finditer(text) if any(char.isdigit() for char in found.group())]
    return blank(blank(text, names, NAME_BLANK), (found.span() for found in _CODES.finditer(text)), OTHER_BLANK)


def blank(text: str, spans: Iterable[tuple[int, int]], mark: str) -> str:
    """The text with the spans overwritten by ``mark``, offsets unchanged; the spans may overlap."""
    pieces: list[str] = []
    last = 0
    for start, end in sorted(spans):
        if end > last:
            first = max(start, last)
            pieces += (text[last:first], mark * (end - first))
            last = end
    pieces.append(text[last:])
    return "".join(pieces)
