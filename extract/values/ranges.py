"""Reads printed calendar ranges: 2018-2022 年, 2024 年 1-9 月, 2023 年 10 月 31 日—2024 年 9 月 1 日."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extract.required import Finder
from extract.values.calendar_points import YEAR, full_year, iso_date, small_number

_TO = r" ?(?:-{1,2}|~|至|到) ?"
_PATTERNS = (
    Finder(
        rf"(?<![\d.])(?P<y1>{YEAR}) ?年 ?(?:(?P<m1>\d{{1,2}})(?:(?P<yue> ?月) ?(?:(?P<d1>\d{{1,2}}) ?[日号]?)?)?)?"
        rf"{_TO}(?:(?P<y2>{YEAR}) ?年 ?)?(?:(?P<m2>\d{{1,2}}) ?月 ?)?(?:(?P<d2>\d{{1,2}}) ?[日号])?"
    ),
    Finder(
        rf"(?<![\d./-])(?P<y1>{YEAR})(?P<yue>[./]) ?(?P<m1>\d{{1,2}})(?:[./] ?(?P<d1>\d{{1,2}}))?"
        rf"{_TO}(?P<y2>{YEAR})[./] ?(?P<m2>\d{{1,2}})(?:[./] ?(?P<d2>\d{{1,2}}))?(?!\d)"
    ),
    Finder(rf"(?<![\d./A-Za-z-])(?P<y1>{YEAR}){_TO}(?P<y2>{YEAR})(?: ?(?:年度?|财年))?(?!\d|[-/.]\d)"),
    Finder(rf"(?<![\d./A-Za-z-])(?P<y1>{YEAR})-(?P<y2>\d{{2}}) ?年"),
)
_Point = tuple[int | None, int | None, int | None]


class CalendarRange(NamedTuple):
    """A range at ``start``–``end``: ``iso`` is ``2018-2022`` for years and ``2024-01/2024-09`` for finer ones."""

    start: int
    end: int
    iso: str


@lru_cache(maxsize=256)
def find_ranges(folded: str) -> tuple[CalendarRange, ...]:
    """The ranges of a folded text in order, the longest where two overlap; 2022-2018 is none.

    Kept for a while: dates, periods and quantities of one sentence ask for the same ranges.
    """
    ranges: list[CalendarRange] = []
    for pattern in _PATTERNS:
        for found in pattern.finditer(folded):
            iso = _iso(found)
            if iso:
                ranges.append(CalendarRange(found.start(), found.start() + len(found.group().rstrip()), iso))
    kept: list[CalendarRange] = []
    for item in sorted(ranges, key=lambda item: (item.start, -item.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return tuple(kept)


def overlaps(ranges: Sequence[CalendarRange], start: int, end: int) -> bool:
    """Whether ``start``–``end`` touches one of the ordered ranges."""
    index = bisect_right(ranges, start, key=lambda item: item.start)
    return (index > 0 and ranges[index - 1].end > start) or (index < len(ranges) and ranges[index].start < end)


def _iso(found: re.Match[str]) -> str | None:
    group = found.groupdict()
    month, day = small_number(group.get("m1")), small_number(group.get("d1"))
    first: _Point = (int(group["y1"]), month, day)
    second = (full_year(group["y2"]), small_number(group.get("m2")), small_number(group.get("d2")))
    if month is not None and not group["yue"] and (second[0] is not None or second[1] is None):
        return None
    last = _completed(first, second)
    if last is None:
        return None
    begin, end = iso_date(*first), iso_date(*last)
    if begin is None or end is None or begin >= end:
        return None
    return f"{begin}-{end}" if month is None and last[1] is None else f"{begin}/{end}"


def _completed(first: _Point, second: _Point) -> _Point | None:
    """The second point with what it leaves to the first: 8 日 in 4 月 2-8 日, 9 月 in 2024 年 1-9 月."""
    year, month, day = second
    if year is not None:
        return None if month is None and day is not None else second
    if first[1] is None:
        return None
    if month is not None:
        return (first[0], month, day)
    return None if day is None or first[2] is None else (first[0], first[1], day)
