"""Reads what follows an amount: its currency (亿美元, M of $50M), its price unit (/台) or its unit (家, %)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extract.values.amounts import Amount
from extract.values.words import (
    Currency,
    WordsAfter,
    WordsBefore,
    any_of,
    currencies,
    free_scales,
    scales,
    unit_pattern,
    units,
)

_LOOK = 12
_PRICED = 10_000.0


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount with its unit or currency; ``unit_follows`` is false for a bare number."""

    amount: Amount
    end: int
    unit: str = ""
    factor: float = 1.0
    currency: Currency | None = None
    unit_follows: bool = False

    def with_unit_of(self, other: Measure, amount: Amount) -> Measure:
        """The first number of a range, whose unit stands behind the second: 40-50%."""
        return Measure(amount, self.end, other.unit, other.factor, other.currency, other.unit_follows)


def currency_before(text: str, position: int, after: int) -> tuple[Currency | None, int]:
    """The currency printed before the amount (人民币3.27亿元, US$50M) and where it begins."""
    begin = max(after, position - _LOOK)
    found = _currency_prefix().search(text[begin:position])
    if found is None:
        return None, position
    return currencies("before")[found["currency"]], begin + found.start()


def read_measure(text: str, amount: Amount, before: Currency | None) -> Measure:
    """The amount with the currency or unit after it; a currency before it wins over a plain 元."""
    if before:
        return _money_measure(text, amount, before)
    follows = _currency_after().match(text, amount.end)
    if follows:
        return _with_currency(amount, follows, currencies("after")[follows["currency"]])
    price = _price_per().match(text, amount.end) if amount.scale >= _PRICED else None
    if price:
        yuan = currencies("after")["元"]
        return Measure(amount, price.end(), f"{yuan.unit}/{price['per']}", currency=yuan, unit_follows=True)
    unit = _unit_after().match(text, amount.end)
    if unit is None or (amount.hanzi and units()[unit["unit"]].hanzi == "no"):
        return Measure(amount, amount.end)
    known = units()[unit["unit"]]
    return Measure(amount, unit.end(), known.canonical, known.factor, unit_follows=True)


def _money_measure(text: str, amount: Amount, before: Currency) -> Measure:
    follows = _currency_after().match(text, amount.end)
    if follows:
        return _with_currency(amount, follows, before)
    short = _short_after().match(text, amount.end)
    end = short.end() if short else amount.end
    scaled = _short_scale(amount, short["scale"] if short else None)
    return Measure(scaled, end, before.unit, currency=before, unit_follows=True)


def _with_currency(amount: Amount, follows: re.Match[str], currency: Currency) -> Measure:
    scaled = _short_scale(amount, follows["scale"])
    if follows["level"] and amount.hanzi:
        scaled = replace(scaled, high=scaled.low * 10)
    unit = currency.unit + (f"/{follows['per']}" if follows["per"] else "")
    return Measure(scaled, follows.end(), unit, currency=currency, unit_follows=True)


def _short_scale(amount: Amount, printed: str | None) -> Amount:
    return amount.scaled(scales()[printed]) if printed and amount.scale == 1.0 else amount


@cache
def _short() -> str:
    """The scales beside a currency; a letter must touch the number, so that $5 B轮 stays five dollars."""
    letters = any_of(set(scales()) - set(free_scales()))
    return rf"(?P<scale>{any_of(free_scales())}|(?<=\d)(?:{letters})(?!轮))"


@cache
def _currency_after() -> WordsAfter:
    words = currencies("after")
    pattern = (
        rf"(?:{_short()} {{0,2}})?(?P<currency>{any_of(words)})(?!(?<=[€£$])\d)"
        rf"(?P<level>级别?)?(?:/(?P<per>{unit_pattern()}|年|月))?"
    )
    return WordsAfter(pattern, firsts=(word[0] for word in (*words, *scales())))


@cache
def _short_after() -> WordsAfter:
    return WordsAfter(_short(), firsts=(word[0] for word in scales()))


@cache
def _price_per() -> WordsAfter:
    return WordsAfter(rf"/ ?(?P<per>{unit_pattern()}|年|月)", firsts="/")


@cache
def _unit_after() -> WordsAfter:
    return WordsAfter(f"(?P<unit>{unit_pattern()})", firsts=(word[0] for word in units()))


@cache
def _currency_prefix() -> WordsBefore:
    words = currencies("before")
    return WordsBefore(f"(?P<currency>{any_of(words)})", lasts=(word[-1] for word in words))
