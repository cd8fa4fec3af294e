"""Reads money: 3.35亿美元, 数千万人民币, 近亿元, US$50M, with bounds where the words are vague."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extract.values.folding import fold
from extract.values.numbers import Quantity, find_quantities
from extract.values.words import noted_words
from ontology.model import Money


@dataclass(frozen=True, slots=True)
class MoneySpan:
    """An amount of money at ``text[start:end]``, the words 近, 超 and 左右 included."""

    start: int
    end: int
    money: Money
    text: str


def find_money(text: str, *, default_currency: str | None = None) -> list[MoneySpan]:
    """The amounts of money of a text in order; prices per unit (5 万/台) are quantities and left out.

    A number without currency counts only with ``default_currency``, the currency of a table column.
    """
    spans: list[MoneySpan] = []
    for quantity in find_quantities(text):
        currency = quantity.currency if "/" not in quantity.unit else None
        if currency is None and quantity.unit == "":
            currency = default_currency
        if currency is not None:
            printed = text[quantity.outer_start : quantity.outer_end]
            money = _money(quantity, currency, printed)
            spans.append(MoneySpan(quantity.outer_start, quantity.outer_end, money, printed))
    return spans


def parse_money(text: str, *, default_currency: str | None = None) -> Money | None:
    """The first amount of money of a text, or None: 未披露 and a bare 1.5 亿 have none."""
    spans = find_money(text, default_currency=default_currency)
    return spans[0].money if spans else None


def is_undisclosed(text: str) -> bool:
    """Whether a cell says that the amount (or the round) is not told: 未披露, 未公开, -."""
    return fold(text).strip() in _undisclosed()


@cache
def _undisclosed() -> frozenset[str]:
    return frozenset(noted_words("undisclosed"))


def _money(quantity: Quantity, currency: str, printed: str) -> Money:
    if quantity.high is not None:
        return Money(None, currency, quantity.low, quantity.high, printed)
    low = quantity.low if quantity.approx == "over" else None
    high = quantity.low if quantity.approx == "under" else None
    return Money(quantity.value, currency, low, high, printed)
