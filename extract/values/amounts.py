"""Reads one amount at a place of the text: a numeral with its scale, 300 多万 or 数千万 or 亿级; no unit yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extract.values.numerals import HANZI, parse_arabic, parse_hanzi, times
from extract.values.words import any_of, free_scales, scales, unit_pattern

#: Bounded repeats everywhere: a page of digits must not cost more than its length.
ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,13})(?!\d)(?:\.\d{1,12}(?!\d))?"
GAP = "[ ]{0,2}"
_POWERS = {"百": 100.0, "千": 1000.0}
_MORE = r"(?:多(?!因素|模态|中心|学科|维|元化|任务|样|组学|院区)|余(?!额|杭)|几(?!何|乎)|\+(?!\d|[A-Za-z](?![A-Za-z])))"
_START = re.compile(rf"(?<!\d)\d|[数几](?=[十百千万亿])|[{HANZI}]|[万亿]")
_TAIL = 10_000.0


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of the text without unit: ``low`` and ``high`` differ where the words are vague (数千, 亿级).

    ``scale`` is 1.0 where none is printed, ``more`` tells of 多/余/+, ``bare`` of a power without a digit (百, 亿).
    """

    start: int
    end: int
    low: float
    high: float
    scale: float
    more: bool
    hanzi: bool
    bare: bool
    vague: bool
    plain: str

    def scaled(self, factor: float) -> Amount:
        """The same amount with the scale of its neighbour: 6000 of 6000~8000 亿."""
        return replace(self, low=times(self.low, factor), high=times(self.high, factor), scale=factor)


@cache
def _amount_pattern() -> re.Pattern[str]:
    unit_ahead = rf"(?={GAP}{_MORE}?{GAP}(?:{unit_pattern()}))"
    return re.compile(
        rf"(?:(?P<vague>[数几])(?=[十百千万亿]))?"
        rf"(?:(?P<digits>{ARABIC})|(?P<hanzi>[{HANZI}]{{1,9}}))?"
        rf"(?P<more>{GAP}{_MORE})?"
        rf"(?:{GAP}(?P<scale>{any_of(free_scales())}|(?<=\d)[百千]{unit_ahead}))?"
        rf"(?:(?<=亿)(?P<tail>\d{{1,4}})万)?"
        rf"(?P<beyond>{GAP}{_MORE})?"
        rf"(?P<level>级别?(?!联|医))?"
    )


def next_start(text: str, position: int) -> int:
    """Where the next amount may begin, or -1."""
    found = _START.search(text, position)
    return found.start() if found else -1


def read_amount(text: str, position: int) -> Amount | None:
    """The amount at ``position``, or None: 图 and 第 and units are the caller's business."""
    found = _amount_pattern().match(text, position)
    if found is None or found.end() == position:
        return None
    digits, hanzi, printed = found["digits"], found["hanzi"], found["scale"]
    scale = 1.0 if not printed else scales().get(printed) or _POWERS[printed]
    if digits:
        if re.match(r"0\d", digits) or text[max(0, position - 2) : position].endswith("."):
            return None
        number: float | None = parse_arabic(digits)
    elif hanzi:
        number = parse_hanzi(hanzi)
    else:
        number = 1.0 if printed else None
    more = bool(found["more"] or found["beyond"])
    if number is None or (digits and found["vague"]) or (more and not printed and "." in (digits or "")):
        return None
    low = times(number, scale) + (float(found["tail"]) * _TAIL if found["tail"] else 0.0)
    level = bool(found["level"]) and (bool(printed) or hanzi in _POWERS)
    return Amount(
        start=position,
        end=found.start("level") if found["level"] and not level else found.end(),
        low=low,
        high=low * 10 if found["vague"] or level else low,
        scale=scale,
        more=more,
        hanzi=not digits,
        bare=not digits and (hanzi in _POWERS or not hanzi) and (not printed or not hanzi),
        vague=bool(found["vague"]),
        plain=digits or "",
    )
