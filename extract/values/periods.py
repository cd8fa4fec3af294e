"""Reads periods: 2018-2022 年 -> 2018-2022, 2024 年 1-9 月 -> 2024-01/2024-09, 过去 5 年 -> 过去5年."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from extract.values.calendar_points import YEAR, find_points, full_year, iso_date, small_number, year_parts
from extract.values.dates import DatedPoint, dated_points, same_sentence, sentence_ends
from extract.values.folding import fold
from extract.values.ranges import find_ranges
from extract.values.words import any_of, noted_words

_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|几|数)"
_SPAN = rf"{_NUMBER}(?: ?[-~至到] ?{_NUMBER})? ?[多余]? ?(?:年|个月|个季度|季度|个财年|财年|周|天|日)"
_WORDS = re.compile(
    rf"(?:过去|最近|未来|此前|今后|近|前|连续)的? ?{_SPAN}[内间来里中]?|(?<![\d.]){_SPAN}(?:以来|[内间来])(?!在)"
)
_DECADE = re.compile(r"(?:\d{2} ?世纪 ?)?(?<!\d)\d{2} ?年代[初中末]?|\d{2} ?世纪")
_DAY_ONLY = re.compile(r"(?<!\d)\d{1,2} ?[日号](?!线|楼|院|文|机)")
#: Of a year only after one or at the head of a clause: 上市申请前 12 个月 counts back from the filing.
_FIRST_MONTHS = re.compile(
    rf"(?:(?P<year>{YEAR}) ?年 ?[,，]?|(?<![^\s,，。;；：:(（年度的]))前 ?"
    r"(?P<count>\d{1,2}|[一二三四五六七八九十]) ?(?P<of>个月|季度)"
)
PeriodKind = Literal["date", "range", "words"]
_Span = tuple[int, int, str, PeriodKind]


@dataclass(frozen=True, slots=True)
class PeriodSpan:
    """A period at ``text[start:end]``: years ``2018-2022``, finer ``2024-01/2024-09``, a date, or its words."""

    start: int
    end: int
    iso: str
    text: str
    kind: PeriodKind


def find_periods(text: str, *, anchor_year: int | None = None) -> list[PeriodSpan]:
    """The periods of a text in order, single dates among them, never overlapping.

    A half-year or a quarter is its months (2024 年上半年 -> 2024-01/2024-06); what has no calendar keeps
    its words without spaces (过去5年, 每年).
    """
    folded = fold(text)
    dated = [item for item in dated_points(folded, anchor_year=anchor_year) if item.iso is not None]
    spans: list[_Span] = [(*item, "range") for item in find_ranges(folded)]
    spans += _first_months(folded, dated, anchor_year)
    spans += [_part_of_year(item) for item in dated]
    spans += [(found.start(), found.end(), found.group().replace(" ", ""), "words") for found in _words(folded)]
    kept: list[PeriodSpan] = []
    for start, end, iso, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1].end:
            kept.append(PeriodSpan(start, end, iso, text[start:end], kind))
    return kept


@lru_cache(maxsize=256)
def date_like_spans(folded: str) -> tuple[tuple[int, int], ...]:
    """All that is a date, a period or a piece of one (9 日, 80 年代): its digits count nothing."""
    spans = [(point.start, point.end) for point in find_points(folded)]
    spans += [(item.start, item.end) for item in find_ranges(folded)]
    for pattern in (_WORDS, _DECADE, _DAY_ONLY, _FIRST_MONTHS):
        spans += [found.span() for found in pattern.finditer(folded)]
    return tuple(spans)


def _part_of_year(item: DatedPoint) -> _Span:
    """A date as a period: the months of 上半年, else the date itself."""
    start, end = item.point.start, item.point.end
    part = year_parts().get(item.point.part)
    if part is None or part.first_month is None:
        return start, end, item.iso or "", "date"
    return start, end, f"{iso_date(item.year, part.first_month)}/{iso_date(item.year, part.last_month)}", "range"


def _first_months(folded: str, dated: list[DatedPoint], anchor_year: int | None) -> list[_Span]:
    """前 9 个月 of the year printed before it in the sentence, else of the anchor year, else its words."""
    spans: list[_Span] = []
    ends = sentence_ends(folded)
    for found in _FIRST_MONTHS.finditer(folded):
        year = full_year(found["year"]) or _year_before(ends, dated, found.start()) or anchor_year
        months = (small_number(found["count"]) or 0) * (3 if found["of"] == "季度" else 1)
        last = iso_date(year, months) if months > 1 else None
        if last is None:
            spans.append((found.start(), found.end(), found.group().replace(" ", ""), "words"))
        else:
            spans.append((found.start(), found.end(), f"{year:04d}-01/{last}", "range"))
    return spans


def _year_before(ends: list[int], dated: list[DatedPoint], position: int) -> int | None:
    """The year of the last date before ``position`` if that stands in the same sentence."""
    index = bisect_right(dated, position, key=lambda item: item.point.end)
    if index == 0 or not same_sentence(ends, dated[index - 1].point.end, position):
        return None
    return dated[index - 1].year


@cache
def _word_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!不到)(?:{any_of(noted_words('period_words'))})(?![级轻龄多内]|之[内后前]|以[内上])")


def _words(folded: str) -> list[re.Match[str]]:
    return [*_WORDS.finditer(folded), *_word_pattern().finditer(folded)]
