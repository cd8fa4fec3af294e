"""When a figure was so: the time before it, or the years that a list of figures is shared out to."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extract.values.numbers import Quantity
from extract.values.periods import PeriodSpan

_LISTED = re.compile(
    r"[元家个项%人台例]?(?:、|和|与|及|以及|,|增至|增长至|增长到|上升至|提升至|降至|减少至|减少到|下降至|收窄至)"
)
_GREW = re.compile(r"增至|增长至|增长到|上升至|提升至|降至|减少至|减少到|下降至|收窄至|缩短至")

_FROM = re.compile(r"[从由]$")


def shared_periods(text: str, quantities: Sequence[Quantity], periods: Sequence[PeriodSpan]) -> dict[int, str]:
    """Which figure of a list has which year: 2022年至2024年收入分别为1.1亿元、1.2亿元和1.3亿元, 由...增至...."""
    found: dict[int, str] = {}
    place = 0
    while place < len(quantities):
        last = place
        while last + 1 < len(quantities) and _LISTED.fullmatch(
            text[quantities[last].outer_end : quantities[last + 1].outer_start]
        ):
            last += 1
        length = last - place + 1
        years = _years(text, quantities[place].start, periods, length)
        if length > 1 and len(years) == length:
            found.update(zip(range(place, last + 1), years, strict=True))
        place = last + 1
    return found


def _years(text: str, before: int, periods: Sequence[PeriodSpan], count: int) -> list[str]:
    """The ``count`` years that a list of figures is shared out to: listed one by one, or as a range of years."""
    ahead = [p for p in periods if p.end <= before]
    if not ahead:
        return []
    span = re.fullmatch(r"(\d{4})(?:-|/)(\d{4})", ahead[-1].iso)
    if span and "分别" in text[:before]:
        years = [str(year) for year in range(int(span[1]), int(span[2]) + 1)]
        return years if len(years) == count else []
    if span and count == 2 and _GREW.search(text[ahead[-1].end :]):
        return [span[1], span[2]]
    listed = ahead[-count:]
    joints = itertools.pairwise(listed)
    if len(listed) == count and all(_LISTED.fullmatch(text[a.end : b.start]) for a, b in joints):
        return [p.iso for p in listed]
    return []


def period_of(text: str, quantity: Quantity, periods: Sequence[PeriodSpan]) -> str:
    """The time that stands before a figure, or in its clause behind it."""
    ahead = [p for p in periods if p.end <= quantity.start]
    if ahead and _FROM.search(text, 0, ahead[-1].start) and _GREW.search(text, ahead[-1].end, quantity.start):
        ahead.pop()  # 从2022年的1.83亿元收窄至|1.46亿元: that was so later
    before = ahead[-1].iso if ahead else ""
    after = next((p.iso for p in periods if p.start >= quantity.end and "," not in text[quantity.end : p.start]), "")
    return before or after
