"""Reads dates as ISO at the precision printed: 2024年9月30日 -> 2024-09-30, 2023 年初 -> 2023."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.values.calendar_points import YEAR, Point, find_points, iso_date, relative_years
from extract.values.folding import fold
from extract.values.ranges import find_ranges, overlaps

_SENTENCE_END = re.compile(r"[。！？!?;；\n]")
_SAME_MONTH = ("同月", "当月")
_BARE_YEAR = re.compile(YEAR)
_COMPACT = re.compile(rf"({YEAR})(\d{{2}})(\d{{2}})")
_TRIM = " \t\r\n()[]（）,。;"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date at ``text[start:end]``; ``iso`` is ``2024``, ``2024-03`` or ``2024-03-11``."""

    start: int
    end: int
    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class DatedPoint:
    """A point with its ISO date, or None where its year stays unknown or the date is no date."""

    point: Point
    iso: str | None
    year: int | None


def parse_date(text: str) -> str | None:
    """The ISO date of a text that is one date and nothing else, such as a table cell; otherwise None."""
    folded = fold(text).strip(_TRIM)
    if _BARE_YEAR.fullmatch(folded):
        return folded
    compact = _COMPACT.fullmatch(folded)
    if compact:
        return iso_date(int(compact[1]), int(compact[2]), int(compact[3]))
    dated = list(dated_points(folded))
    if len(dated) != 1 or (dated[0].point.start, dated[0].point.end) != (0, len(folded)):
        return None
    return dated[0].iso


def find_dates(text: str, *, anchor_year: int | None = None) -> list[DateSpan]:
    """The dates of a text in order; the ends of a period (2018-2022年) belong to ``find_periods``.

    ``anchor_year`` is the year of the report: 今年 is that year, and so is a month whose sentence names none.
    """
    folded = fold(text)
    ranges = find_ranges(folded)
    spans: list[DateSpan] = []
    for dated in dated_points(folded, anchor_year=anchor_year):
        start, end = dated.point.start, dated.point.end
        if dated.iso is not None and not overlaps(ranges, start, end):
            spans.append(DateSpan(start, end, dated.iso, text[start:end]))
    return spans


def dated_points(folded: str, *, anchor_year: int | None = None) -> Iterator[DatedPoint]:
    """Every point of a folded text with its date; a bare month takes the last year named in its sentence."""
    latest: DatedPoint | None = None
    ends = sentence_ends(folded)
    for point in find_points(folded):
        near = latest if latest and same_sentence(ends, latest.point.end, point.start) else None
        dated = _dated(point, latest, near, anchor_year)
        if dated.iso is not None:
            latest = dated
        yield dated


def sentence_ends(folded: str) -> list[int]:
    """Where the sentences of a folded text end, in order."""
    return [found.start() for found in _SENTENCE_END.finditer(folded)]


def same_sentence(ends: Sequence[int], start: int, end: int) -> bool:
    """Whether no sentence ends between two places."""
    return bisect_left(ends, start) == bisect_left(ends, end)


def _dated(point: Point, latest: DatedPoint | None, near: DatedPoint | None, anchor_year: int | None) -> DatedPoint:
    """The point with its year; ``near`` is the date before it in its sentence, ``latest`` in the whole text."""
    if point.relative in _SAME_MONTH:
        if latest is None or latest.point.month is None:
            return DatedPoint(point, None, None)
        same = replace(point, month=latest.point.month)
        return DatedPoint(same, iso_date(latest.year, same.month, same.day), latest.year)
    year = point.year
    if point.relative:
        year = _relative_year(relative_years()[point.relative], latest, near, anchor_year)
    elif year is None:
        year = near.year if near else anchor_year
    return DatedPoint(point, iso_date(year, point.month, point.day), year)


def _relative_year(
    back: str, latest: DatedPoint | None, near: DatedPoint | None, anchor_year: int | None
) -> int | None:
    if back == "same":
        return latest.year if latest else None
    if back == "sentence":
        return near.year if near else None
    return None if anchor_year is None else anchor_year - int(back)
