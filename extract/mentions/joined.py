"""Names that go on behind a known name: 灵犀大模型|V2.5国际版, Orvane Scan| model-3; and 某某大学附属|安和医院.

What is listed or found by its last word is only a part of such a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.lexicon import any_word
from extract.mention import Mention

_SURE = 0.6
#: what has a version is a thing of its own, though its name may be of common words: 灵犀大模型|3.0
_NEARLY, _VERSIONED = 0.4, 0.65
_NAMED = frozenset({"gazetteer", "quoted.name"})
_MADE = frozenset({"Product", "AIModel"})
_EDITION = (
    r"(?: ?(?:国际|海外|专业|旗舰|企业|标准|升级|正式|基层|医院|医生|患者|家庭|轻量|开源|公开|公测|满血|增强)版"
    r"| ?(?:Pro|Max|Plus|Ultra|Lite|Mini|Turbo|Flash)(?![A-Za-z]))?"
)
#: a number of a version has a point or a V; 2亿, 3.5% and 2024年 are none
_VERSION = re.compile(
    rf"(?:[ -]?[Vv]?\d{{1,2}}(?:\.\d{{1,2}}){{1,2}}|[ -]?[Vv]\d{{1,2}}){_EDITION}(?![\d.%亿万千年月日倍个家元美])"
)
_LATIN_MODEL = re.compile(
    r" (?:model|version|gen|mark|series)[ -]?[A-Z]?\d{1,3}(?:\.\d+)?(?![A-Za-z0-9])", re.IGNORECASE
)
#: a number with a letter behind a listed name: 灵枢|910B; 3D and 5G say what a thing works with
_TYPE = re.compile(r"(?![2-58][DGK])\d{1,4}[A-Z]{1,2}(?![A-Za-z0-9])")
_HAN = re.compile(r"[一-鿿]")
_AFFILIATED = re.compile(r"[一-鿿]{0,8}(?:直属|附属)$")
_LONGEST_BODY = 16


def find_joined(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """The longer names that begin with a ``known`` one or end in it."""
    for mention in known:
        if mention.type in _MADE and mention.confidence >= _NEARLY:
            tail = _VERSION.match(text, mention.end) if not text[mention.end - 1].isdigit() else None
            if not tail and mention.rule == "gazetteer" and _HAN.match(text, mention.end - 1):
                tail = _TYPE.match(text, mention.end)
            tail = tail or (_LATIN_MODEL.match(text, mention.end) if text[mention.end - 1].isascii() else None)
            if tail and not (mention.rule == "latin.brand" and any_word("after_target").match(text, tail.end())):
                sure = max(mention.confidence, _VERSIONED)
                yield replace(_longer(text, mention, mention.start, tail.end()), confidence=sure)
    yield from _in_two_scripts(text, known)
    schools = [m for m in known if m.type == "Institution" and m.confidence >= _SURE]
    for hospital in (m for m in known if m.type == "Hospital" and text.startswith(("附属", "直属"), m.start - 2)):
        for school in schools:
            near = school.end < hospital.start and hospital.start - school.start <= _LONGEST_BODY
            if near and _AFFILIATED.fullmatch(text, school.end, hospital.start):
                yield _longer(text, hospital, school.start, hospital.end)


def _in_two_scripts(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """灵犀|Lingxi-72B: a listed thing right behind a listed one is named in both scripts."""
    listed = {m.start: m for m in known if m.type in _MADE and m.rule in _NAMED and m.confidence >= _SURE}
    for first in listed.values():
        second = listed.get(first.end)
        if second is not None and second.name.isascii() and _HAN.match(text, first.end - 1):
            yield _longer(text, first, first.start, second.end)


def _longer(text: str, mention: Mention, start: int, end: int) -> Mention:
    # a listed name keeps the characters that it is printed in: 大塚|…2.0, not 大冢
    name = mention.name + text[mention.end : end] if start == mention.start else text[start:end]
    return Mention(start, end, mention.type, name, "joined.name", mention.confidence)
