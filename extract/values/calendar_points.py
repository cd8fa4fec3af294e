"""Finds the printed points of a calendar, 2024年3月 or 3/11/2024 or 去年 9 月, before their year is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from extract.lexicon import LexiconError
from extract.required import Finder
from extract.values.numerals import parse_hanzi
from extract.values.words import any_of, value_rows

YEAR = r"(?:19|20)\d{2}"
_HANZI_YEAR = "[一二][〇零一二三四五六七八九]{3}"
_MONTH = r"(?:\d{1,2}(?!\d)|十[一二]|[一二三四五六七八九十])"
_DAY = r"\d{1,2}(?!\d)"
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = rf"(?P<name>(?i:{'|'.join(_NAMES)}))[a-z]{{0,6}}\.?"


@dataclass(frozen=True, slots=True)
class YearPart:
    """A part of a year, 上半年 or Q3, with its months where it has whole ones."""

    first_month: int | None
    last_month: int | None


@dataclass(frozen=True, slots=True)
class Point:
    """A printed point in time; ``year`` is None in 去年 9 月 (``relative`` 去年) and in a bare 9 月."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    part: str = ""
    relative: str = ""

    def iso(self, year: int | None = None) -> str | None:
        """ISO at the precision printed, or None without a year or where no such day is."""
        return iso_date(year if self.year is None else self.year, self.month, self.day)


def iso_date(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """``iso_date(2024, 3)`` -> ``2024-03``; None for a month 13, a 30 February or no year."""
    if year is None or not 1 <= year <= 9999:
        return None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if month is None:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" + ("" if day is None else f"-{day:02d}")


@cache
def year_parts() -> dict[str, YearPart]:
    """上半年 -> months 1 to 6; 年初 -> no months."""
    rows = value_rows("year_parts", ("word", "first_month", "last_month"))
    return {
        row["word"]: YearPart(int(row["first_month"] or 0) or None, int(row["last_month"] or 0) or None) for row in rows
    }


@cache
def relative_years() -> dict[str, str]:
    """去年 -> ``1`` year back; 同年 -> ``same``, the year named last; 当年 -> ``sentence``, the last in its sentence.

    Raises:
        LexiconError: on a row with anything else.
    """
    words: dict[str, str] = {}
    for row in value_rows("relative_years", ("word", "back")):
        if row["back"] not in ("same", "sentence") and not row["back"].lstrip("-").isdecimal():
            raise LexiconError(f"{row.place}: back is {row['back']!r}, expected a number, same or sentence")
        words[row["word"]] = row["back"]
    return words


@cache
def _patterns() -> tuple[Finder, ...]:
    parts = any_of(year_parts())
    part = rf" ?(?P<part>{parts})"
    month = rf" ?(?P<month>{_MONTH}) ?月份?(?!龄|子|经|亮|嫂)"
    tail = rf"{month}(?: ?(?P<day>{_DAY}) ?[日号])?(?:月?[初底末]|[上中下]旬|间)?"
    short = rf"\d{{2}}(?= ?年(?: ?(?:{parts})| ?\d{{1,2}} ?月))"
    lists = r" ?[、,和与及] ?"
    return tuple(
        Finder(pattern)
        for pattern in (
            rf"(?<![\d.])(?P<year>{YEAR}|{_HANZI_YEAR}|{short}) ?(?:年度?|财年)(?!代)[间内]?(?:{tail}|{part})?",
            rf"(?<![\d./-])(?P<year>{YEAR})(?P<sep>[-/.]) ?(?P<month>\d{{1,2}})(?P=sep) ?(?P<day>{_DAY})(?![./-]\d)",
            rf"(?<![\d/])(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})/(?P<year>{YEAR})(?!\d|/)",
            rf"(?<![\d./-])(?P<year>{YEAR})[./] ?(?P<month>0?[1-9]|1[0-2])(?!\d|[./]\d| ?[%亿万元个家张例倍])",
            rf"(?<![\d./A-Za-z-])(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])(?!\d|-| ?年)",
            rf"(?<![\d.])(?P<year>{YEAR}) ?(?P<part>[QH][1-4])(?![\dA-Za-z])",
            rf"(?<![\dA-Za-z])(?P<part>Q[1-4]) ?(?P<year>{YEAR})(?!\d)",
            rf"(?<!\d)(?P<year>{YEAR})(?={lists}(?:{YEAR}{lists}){{0,8}}{YEAR} ?年)",
            rf"(?<![A-Za-z]){_ENGLISH} (?:(?P<day>{_DAY})(?:st|nd|rd|th)?,? )?(?P<year>{YEAR})(?!\d)",
            rf"(?<!\d)(?P<day>{_DAY}) {_ENGLISH} (?P<year>{YEAR})(?!\d)",
            rf"(?P<relative>{any_of(relative_years())})(?:{tail}|{part})?",
            rf"(?P<relative>同月|当月)(?: ?(?P<day>{_DAY}) ?[日号])?",
            rf"(?<![\d.年]){tail.lstrip(' ?')}",
        )
    )


@lru_cache(maxsize=256)
def find_points(text: str) -> tuple[Point, ...]:
    """The points of a folded text in order, the longest where two overlap.

    Kept for a while: dates, periods and quantities of one sentence ask for the same points.
    """
    points = [_point(found) for pattern in _patterns() for found in pattern.finditer(text)]
    points.sort(key=lambda point: (point.start, -point.end))
    kept: list[Point] = []
    for point in points:
        if not kept or point.start >= kept[-1].end:
            kept.append(point)
    return tuple(kept)


def _point(found: re.Match[str]) -> Point:
    group = found.groupdict()
    named = group.get("name")
    return Point(
        start=found.start(),
        end=found.end(),
        year=full_year(group.get("year")),
        month=_NAMES.index(named.lower()) + 1 if named else small_number(group.get("month")),
        day=small_number(group.get("day")),
        part=group.get("part") or "",
        relative=group.get("relative") or "",
    )


def small_number(text: str | None) -> int | None:
    """``9`` or ``九`` -> 9; None for nothing."""
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    number = parse_hanzi(text)
    return None if number is None else int(number)


def full_year(text: str | None) -> int | None:
    """``24`` -> 2024, ``98`` -> 1998, ``二〇二四`` -> 2024."""
    number = small_number(text)
    if number is None or number >= 100:
        return number
    return number + (2000 if number < 50 else 1900)
