"""Finds quantities: 超 1-2 亿元, 40~60%, 数千家, 百余篇, with unit, bounds and the sense of 超/近/约."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extract.values.amounts import Amount, next_start, read_amount
from extract.values.folding import fold
from extract.values.guards import stands
from extract.values.masks import OTHER_BLANK, blank, blank_names
from extract.values.measures import Measure, currency_before, read_measure
from extract.values.numerals import times
from extract.values.periods import date_like_spans
from extract.values.words import Currency, WordsAfter, WordsBefore, approximator_pattern, approximators

_LOOK = 12
_TO = re.compile(r" ?(?:[-~]{1,2}|至|到|→) ?")
_FROM = re.compile(r"[从由自]\s?$")
_LIST_LINK = re.compile(r" ?(?:、|和|与|及|以及) ?")
_SCALE_SIGN = re.compile(r"[万亿千百]")
_PERCENT_WORDS = "百分之"
_BETWEEN = "了为是有达在"
#: 四年|半 is four and a half, 三年|半数 is not
_HALVED = frozenset({"年", "小时", "天", "倍"})
_NO_HALF = ("年", "数", "导", "径", "岛", "价", "成")
#: what a minus stands behind: 为-4870万元, 由-0.5亿元收窄至-0.2亿元, 净利润-0.3亿元; 第3-5页 has none
_BEFORE_MINUS = " \t\n([:/|为是至到达约由从和、润额"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at ``text[start:end]``; with 超 or 左右 it reaches ``outer_start``–``outer_end``.

    ``value`` is None where the text prints two numbers or only vague words (数千家: low 1000, high 10000);
    ``high`` is None where there is one number. All are scaled to single units: 66 亿 is 6.6e9.
    """

    start: int
    end: int
    low: float
    high: float | None
    value: float | None
    unit: str
    approx: str
    text: str
    outer_start: int
    outer_end: int
    currency: str | None = None
    vague: bool = False

    @property
    def is_money(self) -> bool:
        """Whether a currency is printed with the number."""
        return self.currency is not None

    @property
    def is_percent(self) -> bool:
        """Whether the unit is %."""
        return self.unit == "%"

    @property
    def figures(self) -> tuple[float, ...]:
        """The numbers as printed: one, two for a range, none for 数千家."""
        if self.value is not None:
            return (self.value,)
        return () if self.vague or self.high is None else (self.low, self.high)


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of a text in order, never overlapping; dates, names and figure numbers are left out."""
    folded = fold(text)
    readable = blank_names(blank(folded, date_like_spans(folded), OTHER_BLANK))
    found: list[Quantity] = []
    position = next_start(readable, 0)
    while position >= 0:
        quantities, end = _read(readable, position, after=found[-1].end if found else 0)
        for low, high, first, last in quantities:
            found.append(_quantity(text, readable, low, high, first, last))
        position = next_start(readable, max(end, position + 1))
    return _share_units(readable, found)


_Reading = tuple[Measure, Measure | None, int, int]


def _read(text: str, position: int, *, after: int) -> tuple[list[_Reading], int]:
    """The quantities that begin with the amount at ``position``, and where to read on."""
    if text.startswith(_PERCENT_WORDS, position):
        return _read_percent_words(text, position)
    amount = read_amount(text, position)
    if amount is None:
        return [], position + 1
    currency, start = currency_before(text, position, after)
    first = read_measure(text, amount, currency)
    pair = _range(text, first, currency)
    if pair is None:
        if not stands(text, first, position):
            return [], amount.end
        return [(first, None, start, first.end)], first.end
    low, high = pair
    if not stands(text, high, position):
        return [], high.end
    if _FROM.search(text[max(0, start - 3) : start]):
        return [(low, None, start, low.end), (high, None, high.amount.start, high.end)], high.end
    return [(low, high, start, high.end)], high.end


def _read_percent_words(text: str, position: int) -> tuple[list[_Reading], int]:
    """百分之三十 is 30%."""
    amount = read_amount(text, position + len(_PERCENT_WORDS))
    if amount is None or amount.vague or amount.bare:
        return [], position + len(_PERCENT_WORDS)
    return [(Measure(amount, amount.end, "%", unit_follows=True), None, position, amount.end)], amount.end


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """A unit printed once for a list belongs to each number of it: 44、19和17项."""
    shared = list(found)
    for index in range(len(found) - 2, -1, -1):
        one, following = shared[index], shared[index + 1]
        plain = one.unit == "" and one.text.isdigit() and not _SCALE_SIGN.search(following.text)
        if plain and following.unit and _LIST_LINK.fullmatch(text, one.end, following.start):
            shared[index] = replace(one, unit=following.unit)
    return shared


def _range(text: str, first: Measure, currency: Currency | None) -> tuple[Measure, Measure] | None:
    """Two numbers of one scale and unit: 6000~8000 亿, 30%至60%; None where the second differs in kind."""
    dash = None if first.amount.vague else _TO.match(text, first.end)
    amount = read_amount(text, dash.end()) if dash else None
    if amount is None or amount.vague or amount.bare or amount.hanzi != first.amount.hanzi:
        return None
    second = read_measure(text, amount, currency)
    low = first
    if first.unit == "" or currency:
        shared = first.amount.scale == 1.0 and second.amount.scale != 1.0
        low = first.with_unit_of(second, first.amount.scaled(second.amount.scale) if shared else first.amount)
    same = low.unit == second.unit
    return (low, second) if same and low.amount.low < second.amount.low else None


@cache
def _approx_before(hanzi: bool) -> WordsBefore:
    words = (*approximators("before"), *(approximators("hanzi") if hanzi else ()))
    pattern = approximator_pattern("before") + (f"|{approximator_pattern('hanzi')}" if hanzi else "")
    return WordsBefore(f"(?P<word>{pattern})[{_BETWEEN}]?", lasts={*(word[-1] for word in words), *_BETWEEN})


@cache
def _approx_after() -> WordsAfter:
    words = approximators("after")
    return WordsAfter(f"(?P<word>{approximator_pattern('after')})", firsts=(word[0] for word in words))


def _approx(text: str, start: int, end: int, amount: Amount) -> tuple[str, int, int]:
    """The sense of the words around the span, and the span with them."""
    begin = max(0, start - _LOOK)
    before = _approx_before(amount.hanzi).search(text[begin:start])
    after = _approx_after().match(text, end)
    outer = (begin + before.start() if before else start, after.end() if after else end)
    if before:
        sense = approximators("before").get(before["word"]) or approximators("hanzi")[before["word"]]
    elif amount.more:
        sense = "over"
    else:
        sense = approximators("after")[after["word"]] if after else ""
    return sense, *outer


def _quantity(text: str, readable: str, low: Measure, high: Measure | None, start: int, end: int) -> Quantity:
    negative = high is None and _is_negative(readable, start)
    first = times(low.amount.low, low.factor) * (-1.0 if negative else 1.0)
    last: float | None = None
    if high is not None:
        last = times(high.amount.low, high.factor)
    elif low.amount.high > low.amount.low:
        last = times(low.amount.high, low.factor)
    halved = high is None and last is None and low.unit in _HALVED and text.startswith("半", end)
    if halved and text[end + 1 : end + 2] not in _NO_HALF:
        first, end = first + 0.5, end + 1
    sense, outer_start, outer_end = _approx(readable, start, end, low.amount)
    start -= negative
    return Quantity(
        start=start,
        end=end,
        low=first,
        high=last,
        value=None if low.amount.vague or high is not None else first,
        unit=low.unit,
        approx=sense,
        text=text[start:end],
        outer_start=min(start, outer_start),
        outer_end=outer_end,
        currency=low.currency.code if low.currency else None,
        vague=low.amount.vague,
    )


def _is_negative(text: str, start: int) -> bool:
    """A minus glued to the number after a break: a table cell -53.3%, 净利润为-0.3亿元, but no dash between words."""
    return text[max(0, start - 1) : start] == "-" and (start < 2 or text[start - 2] in _BEFORE_MINUS)
