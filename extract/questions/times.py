"""When a question is about: 2020年以来, 2018-2022年, 近三年, 去年, as a span of ISO dates."""

from __future__ import annotations

import re

from extract.questions.model import TimeSpan
from extract.values import find_periods
from extract.values.calendar_points import small_number

_SINCE_AFTER = re.compile(r"年?(?:度)?(?:以来|之后|以后|后|起|开始|至今|到现在|到今天|及以后)")
_UNTIL_AFTER = re.compile(r"年?(?:度)?(?:以前|之前|前)")
_SINCE_BEFORE = re.compile(r"(?:自从?|从|since) ?$", re.IGNORECASE)
_UNTIL_BEFORE = re.compile(r"(?:截至|截止到?|直到|until) ?$", re.IGNORECASE)
_BARE_YEAR = re.compile(r"(?<![\dA-Za-z.])(?:19|20)\d{2}(?![\d.%])")
_LAST_YEARS = re.compile(r"(?:近|最近|过去|这)的? ?(\d{1,2}|[一二两三四五六七八九十]) ?年(?:间|内|来|以来)?")


def find_time(text: str, *, latest_year: int | None = None) -> TimeSpan | None:
    """The first time named in ``text``; 今年 and 近三年 count back from ``latest_year``."""
    if (found := _LAST_YEARS.search(text)) and latest_year is not None:
        years = small_number(found[1].replace("两", "二")) or 1
        return TimeSpan(*found.span(), found.group(), f"{latest_year - years + 1:04d}", f"{latest_year:04d}")
    for period in find_periods(text, anchor_year=latest_year):
        if period.kind != "words":
            return _bounded(text, period.start, period.end, *_ends(period.iso))
    bare = _BARE_YEAR.search(text)
    return _bounded(text, bare.start(), bare.end(), bare.group(), bare.group()) if bare else None


def _ends(iso: str) -> tuple[str, str]:
    """``2018-2022`` -> its two years, ``2024-01/2024-06`` -> its two months, a date twice."""
    if "/" in iso:
        first, last = iso.split("/", 1)
        return first, last
    years = re.fullmatch(r"(\d{4})-(\d{4})", iso)
    return (years[1], years[2]) if years else (iso, iso)


def _bounded(text: str, start: int, end: int, since: str, until: str) -> TimeSpan:
    """The span with what stands around it: 自 … 起 opens its end, … 以前 its beginning."""
    if after := _SINCE_AFTER.match(text, end):
        return TimeSpan(start, after.end(), text[start : after.end()], since, None)
    if after := _UNTIL_AFTER.match(text, end):
        return TimeSpan(start, after.end(), text[start : after.end()], None, _before(since))
    if before := _SINCE_BEFORE.search(text, 0, start):
        return TimeSpan(before.start(), end, text[before.start() : end], since, None)
    if before := _UNTIL_BEFORE.search(text, 0, start):
        return TimeSpan(before.start(), end, text[before.start() : end], None, until)
    stop = end + 1 if text[end : end + 1] == "年" else end
    return TimeSpan(start, stop, text[start:stop], since, until)


def _before(iso: str) -> str:
    """The year before a date: 2020年以前 does not hold 2020."""
    return f"{int(iso[:4]) - 1:04d}"
