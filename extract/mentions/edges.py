"""Where a coined name ends, told by all the places where the report prints it.

The stages see one sentence at a time and may cut 拓扑药研 after 拓扑药. If the same character stands beside a name
wherever the report prints it, and only the longer form ever stands beside a mark, the character is part of the name
(the branching entropy of a string's edges: Jin and Tanaka-Ishii 2006, Unsupervised Segmentation of Chinese Text).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from extract.lexicon import word_set
from extract.mention import Mention
from extract.mentions.coined import is_plain

_TYPES = frozenset({"Company", "Investor", "Hospital", "Institution"})
#: A name that is printed less often tells nothing about its edges.
_OFTEN = 2
#: No edge is off by more characters than this.
_LONGEST = 3
#: A listed name that is no longer than this may be a piece of another: 元生物 of 宙元生物.
_LISTED, _SHORT = "gazetteer", 3
#: How a listed name is found that is but the end of a longer one, and how sure it is.
_RULE, _CONFIDENCE = "company.edges", 0.66
_HAN = re.compile(r"[一-鿿]")
_BORDER = "\n"


def at_full_length(texts: Sequence[str], mentions: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """The mentions of a report's pieces, coined names of organisations with the characters that always go with them."""
    whole = _BORDER + _BORDER.join(texts) + _BORDER
    missing = {name: edges for name in _coined(mentions) if any(edges := _missing(name, whole))}
    if not missing:
        return [list(block) for block in mentions]
    return [
        list(_extended(text, block, missing)) if any(m.name in missing for m in block) else list(block)
        for text, block in zip(texts, mentions, strict=True)
    ]


def _coined(mentions: Sequence[Sequence[Mention]]) -> list[str]:
    named = (m for block in mentions for m in block if m.type in _TYPES)
    names = {m.name for m in named if m.rule != _LISTED or len(m.name) <= _SHORT}
    return sorted(name for name in names if _HAN.fullmatch(name[0]) and _HAN.fullmatch(name[-1]))


def _missing(name: str, whole: str) -> tuple[str, str]:
    """What always stands right before a name and right behind it, and belongs to it."""
    places = [match.start() for match in re.finditer(re.escape(name), whole)]
    if len(places) < _OFTEN:
        return "", ""
    before = _constant(
        [whole[max(0, place - _LONGEST - 1) : place][::-1] for place in places], word_set("edge_stops_before")
    )
    ends = [place + len(name) for place in places]
    after = _constant([whole[end : end + _LONGEST + 1] for end in ends], word_set("edge_stops_after"))
    return _no_word(before[::-1]), _no_word(after)


def _no_word(beside: str) -> str:
    """What stands beside a name if it is no word of its own: 拓扑药|研, but not 临江研究院|整理."""
    return "" if len(beside) > 1 and is_plain(beside) else beside


def _constant(sides: Sequence[str], stops: Set[str]) -> str:
    """The characters that all sides begin with, where a mark stands behind them in one of the places."""
    for length in range(1, _LONGEST + 1):
        first = sides[0][:length]
        if len(first) < length or not _HAN.match(first[-1]) or first[0] in stops:
            return ""
        if any(side[:length] != first for side in sides):
            return ""
        if any(not side[length : length + 1].isalnum() for side in sides):
            return first
    return ""


def _extended(text: str, mentions: Iterable[Mention], missing: dict[str, tuple[str, str]]) -> Iterable[Mention]:
    for mention in mentions:
        before, after = missing.get(mention.name, ("", ""))
        if text[mention.start : mention.end] != mention.name:
            before = after = ""
        start, end = mention.start - len(before), mention.end + len(after)
        if not before and not after:
            yield mention
        elif mention.rule == _LISTED:
            yield Mention(start, end, mention.type, text[start:end], _RULE, _CONFIDENCE)
        else:
            yield replace(mention, start=start, end=end, name=text[start:end])
