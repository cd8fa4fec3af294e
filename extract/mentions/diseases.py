"""Diseases by their parts: 部位 + 病理 (肝脏 + 局灶性 + 病变), grown to the left from the last part."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import word_set
from extract.mention import Mention
from extract.mentions.automaton import NameAutomaton

_ABBREVIATION = re.compile(r"\((?:[A-Za-z]{2,6}s?|放疗)\)")
#: single characters that build names only behind another part: 和, 型, 高 ...
_LOOSE_EDGE = re.compile(
    r"(?:和|型|期|性|高|低|功能|多发|常见|全身|局部|系统|运动|学习|[甲乙丙丁戊](?!型|肝|状)|[A-DI-V0-9]+(?![型期细]))+"
)
_LONGEST_MODIFIER = 6
_MOST_MODIFIERS = 7


@cache
def _heads() -> NameAutomaton[str]:
    return NameAutomaton((word, word) for word in sorted(word_set("disease_heads")))


def find_diseases(text: str) -> list[Mention]:
    """Mentions built from modifiers and a head; a bare head (癌, 病) names nothing."""
    found = []
    for hit in _heads().find(text):
        start = _grow(text, hit.start)
        name = text[start : hit.end]
        bare = start == hit.start and len(name) < 3 and name not in word_set("disease_alone")
        if bare or len(name) < 2 or name in word_set("disease_stop"):
            continue
        tail = _ABBREVIATION.match(text, hit.end)
        end = tail.end() if tail else hit.end
        found.append(Mention(start, end, "Disease", text[start:end], "disease.parts", 0.8))
    return found


def _grow(text: str, head_start: int) -> int:
    start = head_start
    modifiers = word_set("disease_modifiers")
    for _ in range(_MOST_MODIFIERS):
        for length in range(_LONGEST_MODIFIER, 0, -1):
            if start >= length and text[start - length : start] in modifiers:
                start -= length
                break
        else:
            break
    # a Latin letter or figure at the edge belongs to something else: A型 is fine, the 1 of 31型 is not
    while start and text[start].isascii() and text[start - 1].isascii() and text[start - 1].isalnum():
        start += 1
    edge = _LOOSE_EDGE.match(text, start, head_start)
    return edge.end() if edge else start
