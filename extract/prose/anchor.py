"""The year in which a text was written: 今年3月 and 11月20日 are of that year."""

from __future__ import annotations

import re

from extract.document import Document

_DAY = re.compile(r"(?<![\d到至])((?:19|20)\d\d)年\d{1,2}月\d{1,2}日")
_MONTH = re.compile(r"(?<![\d到至])((?:19|20)\d\d)年\d{1,2}月")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!(?:\d{1,2}月)?[底末]?[前起])")
#: 预计到2030年: a year to come
_TO_COME = re.compile(r"(?:预[计测期]|将|有望|目标|计划|力争|争取|希望|[至到]|拟|规划|未来)[^。；;]{0,24}$")
_BEFORE = 30
#: how many years behind the last month a year without a month must lie, so as not to be that of the text
_FAR = 3


def year_of(document: Document) -> int | None:
    """The year of a report: of its date, else of the last day that it names; of the last month only where no year soon
    behind it is named, too."""
    if document.date[:4].isdigit():
        return int(document.date[:4])
    text = document.raw
    days = [int(year) for year in _DAY.findall(text)]
    months = [int(year) for year in _MONTH.findall(text)]
    if not months:
        return None
    last = max(months)
    if days:
        return last
    told = {
        int(m[1]) for m in _YEAR.finditer(text) if not _TO_COME.search(text[max(0, m.start() - _BEFORE) : m.start()])
    }
    return None if any(last < year <= last + _FAR for year in told) else last
