"""Reads clinical stages (临床Ⅱ期 -> Phase 2), financing rounds (PreA轮 -> Pre-A轮) and approval classes."""

from __future__ import annotations

import re

from extract.values.folding import fold
from extract.values.labels import LabelSpan, find_labels, first_and_longest

_NUMERAL = r"(?:[Il]{1,3}V?|IV|[ⅠⅡⅢⅣ]|[1-4])[abAB]?"
_HANZI = r"[一二三四](?:[/、]?[二三四])?"
_PAIR = rf"(?P<first>{_NUMERAL})(?: ?期? ?[/+-] ?(?P<second>{_NUMERAL}))?"
_TRIAL = r"(?:的?(?:临床|试验|关键性|注册性))"
_PHASES = (
    re.compile(rf"临床(?:试验|研究)?(?:处于|进入|第)? ?{_PAIR} ?期(?:临床)?"),
    re.compile(rf"(?<![A-Za-z0-9第.-]){_PAIR} ?期(?:临床(?!前))?(?!间|刊|工程|货|权|望|待|限)"),
    re.compile(rf"(?<![A-Za-z])[Pp]hase[ -]?{_PAIR}(?![A-Za-z0-9])"),
    re.compile(rf"临床(?:试验|研究)?(?:第)? ?(?P<han>{_HANZI}) ?期"),
    re.compile(rf"第?(?P<han>{_HANZI}) ?期(?={_TRIAL})(?:临床(?!前))?"),
)
_ALONE = re.compile(rf"第?(?P<han>{_HANZI}) ?期")
_VALUES = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "I": 1, "II": 2, "III": 3, "IV": 4, "一": 1, "二": 2, "三": 3, "四": 4}
_ROUND = re.compile(
    r"(?<![A-Za-z])(?P<pre>(?i:pre)[- ]?)?(?P<letter>[A-H])(?P<step>[1-9]?)(?P<plus>\+{0,3})(?: ?轮(?:系列)?(?:融资)?)"
)
_SERIES = re.compile(
    r"(?<![A-Za-z])(?P<pre>(?i:pre)[- ]?)?(?i:series)[ -](?P<letter>[A-H])(?P<step>[1-9]?)(?P<plus>\+{0,3})(?![A-Za-z])"
)


def find_stages(text: str) -> list[LabelSpan]:
    """The clinical stages of a text: Phase 1, Phase 1/2, preclinical, IND, NDA, marketed ..."""
    folded = fold(text)
    spans = find_labels("stages", text, folded)
    for pattern in _PHASES:
        for found in pattern.finditer(folded):
            label = _phase(found)
            if label:
                spans.append(LabelSpan(found.start(), found.end(), label, text[found.start() : found.end()]))
    return first_and_longest(spans)


def parse_stage(text: str) -> str | None:
    """The first stage of a cell, 二期 alone included; None where it names none."""
    spans = find_stages(text)
    if spans:
        return spans[0].label
    alone = _ALONE.fullmatch(fold(text).strip())
    return _phase(alone) if alone else None


def find_rounds(text: str) -> list[LabelSpan]:
    """The financing rounds of a text in the form that the tables print: B+轮, Pre-A轮, 种子轮, 战略融资."""
    folded = fold(text)
    spans = find_labels("rounds", text, folded)
    for pattern in (_ROUND, _SERIES):
        for found in pattern.finditer(folded):
            label = f"{'Pre-' if found['pre'] else ''}{found['letter']}{found['step']}{found['plus']}轮"
            spans.append(LabelSpan(found.start(), found.end(), label, text[found.start() : found.end()]))
    return first_and_longest(spans)


def parse_round(text: str) -> str | None:
    """The first round of a cell; None for 未公开."""
    spans = find_rounds(text)
    return spans[0].label if spans else None


def find_approval_classes(text: str) -> list[LabelSpan]:
    """The approval classes of a text: 三类证, 二类证, 创新通道, CE, FDA, 510(k), P3 ..."""
    return first_and_longest(find_labels("approval_classes", text, fold(text)))


def parse_approval_class(text: str) -> str | None:
    """The first approval class of a cell or a caption, or None."""
    spans = find_approval_classes(text)
    return spans[0].label if spans else None


def _phase(found: re.Match[str]) -> str | None:
    """``Phase 2`` of a match; 二三期 and I/II期 are ``Phase 2/3`` and ``Phase 1/2``."""
    group = found.groupdict()
    if group.get("han"):
        numbers = [_VALUES[char] for char in group["han"] if char in _VALUES]
    else:
        numbers = [_number(part) for part in (group["first"], group["second"]) if part]
    if 0 in numbers or (len(numbers) == 2 and numbers[0] >= numbers[1]):
        return None
    return "Phase " + "/".join(map(str, numbers))


def _number(numeral: str) -> int:
    """``IIb`` -> 2; OCR prints I as a small L."""
    plain = numeral.rstrip("abAB").replace("l", "I")
    return int(plain) if plain.isdecimal() else _VALUES.get(plain, 0)
