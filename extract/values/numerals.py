"""Reads one numeral: Arabic with separators (1,395.5), Chinese (一千二百), or a power alone (百, 亿)."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}

#: Characters of a Chinese numeral below 万.
HANZI = "零〇一二两三四五六七八九十百千"


def times(number: float, factor: float) -> float:
    """The product as it would be printed: 10.7 亿 is 1070000000, not 1069999999.9999999."""
    return number if factor == 1.0 else float(Decimal(repr(number)) * Decimal(repr(factor)))


def parse_arabic(text: str) -> float:
    """``1,395.5`` -> 1395.5."""
    return float(text.replace(",", ""))


def parse_hanzi(text: str) -> float | None:
    """``一千二百`` -> 1200.0, ``百`` -> 100.0, ``三亿五千万`` -> 350000000.0; None where it is no numeral (十三五).

    Digits in a row are read only as a printed number of their own: 二〇二四 -> 2024.0.
    """
    if not text:
        return None
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return float("".join(str(_DIGITS[char]) for char in text)) if len(text) == 4 else None
    total = 0
    section = ""
    for char in text:
        if char not in _MYRIADS:
            section += char
            continue
        below = _section(section) if section else int(total == 0)
        if below is None:
            return None
        total = (total + below) * _MYRIADS[char] if char == "亿" else total + below * _MYRIADS[char]
        section = ""
    below = _section(section) if section else 0
    return None if below is None else float(total + below)


def _section(text: str) -> int | None:
    """The value below 万 of 三千二百一十; powers must fall and no two digits may touch."""
    total, digit, last = 0, None, 10**4
    for char in text:
        if char in _POWERS:
            power = _POWERS[char]
            if power >= last or digit == 0:
                return None
            total += (1 if digit is None else digit) * power
            digit, last = None, power
        elif char in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[char]
        else:
            return None
    return total + (digit or 0)
