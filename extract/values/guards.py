"""Tells a quantity from a number that is part of a name, a label or a word: 第 3, 图 5, 2 期, 18C, 三甲."""

from __future__ import annotations

import re
from functools import cache

from extract.values.amounts import Amount
from extract.values.masks import NAME_BLANK
from extract.values.measures import Measure
from extract.values.words import WordsAfter, WordsBefore, any_of, approximator_pattern, approximators, noted_words

_LOOK = 12
_NAME_BEFORE = re.compile(rf"[A-Za-z{NAME_BLANK}] {{1,2}}$")
_LATIN_AFTER = re.compile(rf"[A-Za-z{NAME_BLANK}]|-[A-Za-z\u4e00-\u9fff]")
_RANK = re.compile(r"(?<![目此当之以先日])前 {0,2}$")
_RANKED = ("", "位", "名")
_BETWEEN_MARKS = frozenset({"[]", "“”", '""', "‘’"})
_VERSION = re.compile(r"\d{1,2}\.0(?: ?[\u4e00-\u9fff]|\))")
_LIST_NUMBER = re.compile(r"(?:^|[\n\t])[ (#]*$")
_LIST_MARK = re.compile(r"[、.)] ?\S|[ ]{1,2}[^\s\d(]")
_IDENTIFIER_DIGITS = 8
#: 一家 is an article, not a count; 翻了一倍 and 一成 are counts.
_COUNTED_FROM_ONE = ("倍", "%")
_WHOLE_SCALE = 1e12
_HUNDRED = 100.0


def stands(text: str, measure: Measure, position: int) -> bool:
    """Whether the measure that begins at ``position`` is a quantity where it stands."""
    amount = measure.amount
    before = text[max(0, position - _LOOK) : position]
    if _label("not_before").search(before) or (measure.unit in _RANKED and _RANK.search(before)):
        return False
    if amount.hanzi:
        return _hanzi_stands(measure, before)
    if measure.unit_follows:
        return True
    named = _LATIN_AFTER.match(text, measure.end) and not amount.more  # 100+AI应用 counts
    if named or _barred_after().match(text, measure.end):
        return False
    following = text[measure.end : measure.end + _LOOK]
    return amount.scale != 1.0 or amount.more or _bare_stands(amount, before, following, position < _LOOK)


def _bare_stands(amount: Amount, before: str, following: str, at_start: bool) -> bool:
    """Whether a number without unit and scale counts something: no year, version, list number or name."""
    if _NAME_BEFORE.search(before) and not amount.plain.startswith("0."):
        return False
    if _label("label_before").search(before) or before.endswith("_"):
        return False
    if before[-1:] + following[:1] in _BETWEEN_MARKS or _VERSION.match(amount.plain + following):
        return False
    if amount.plain.isdigit() and (len(amount.plain) > _IDENTIFIER_DIGITS or _is_year(amount)):
        return False
    in_list = _LIST_NUMBER.search(before) and (at_start or "\n" in before or "\t" in before)
    if following.startswith(")"):
        return before.endswith("(") and not in_list
    return not (in_list and _LIST_MARK.match(following))


def _is_year(amount: Amount) -> bool:
    return len(amount.plain) == 4 and 1900 <= amount.low < 2100


def _hanzi_stands(measure: Measure, before: str) -> bool:
    """Chinese numerals are parts of words (三甲, 百度, 十分), so they need a unit or a large scale."""
    amount = measure.amount
    if amount.vague:
        named = measure.unit_follows or amount.low >= _HUNDRED
        return named and not before.endswith(noted_words("vague_not_after"))
    if amount.bare:
        hinted = amount.more or amount.high > amount.low or _hint_before().search(before) is not None
        return (hinted and (measure.unit_follows or amount.scale > 1.0)) or amount.scale >= _WHOLE_SCALE
    if amount.scale > 1.0:
        return True
    counted = amount.low != 1.0 or amount.more or measure.unit in _COUNTED_FROM_ONE
    return measure.unit_follows and counted


@cache
def _label(name: str) -> WordsBefore:
    words = noted_words(name)
    return WordsBefore(any_of(words), lasts=(word[-1] for word in words))


@cache
def _barred_after() -> WordsAfter:
    words = noted_words("not_after")
    return WordsAfter(any_of(words), firsts=(word[0] for word in words))


@cache
def _hint_before() -> WordsBefore:
    words = (*approximators("before"), *approximators("hanzi"))
    pattern = f"{approximator_pattern('before')}|{approximator_pattern('hanzi')}"
    return WordsBefore(pattern, lasts=(word[-1] for word in words))
