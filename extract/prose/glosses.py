"""What stands in brackets behind a name and is only another name of it: 康哲药业(CMS), 鹰瞳科技(2251.HK)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.mention import Mention

#: Latin letters or a stock code, or what the text itself calls another name.
_GLOSS = re.compile(
    r"\((?!(?:Phase|IND|NDA|BLA|CE|FDA|NMPA|I+|IV)\b)"
    r"(?:(?:[A-Za-z0-9.&·:,/+' -]|(?:股票|证券)代码|股份代号|纳斯达克|港交所){2,48}"
    r"|(?:以下简称|下称|简称|又称|又名|原名|曾用名|英文名)[^()]{1,32})\)"
)


def gloss_end(text: str, end: int) -> int:
    """Where a name that ends at ``end`` ends together with its gloss; ``end`` if it has none."""
    match = _GLOSS.match(text, end) if text[end : end + 1] == "(" else None
    return match.end() if match else end


def without_glosses(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, in order, without those that stand in the gloss of another and are of its type."""
    kept: list[Mention] = []
    for mention in mentions:
        before = kept[-1] if kept else None
        if before is None or mention.type != before.type or mention.end > gloss_end(text, before.end):
            kept.append(mention)
    return kept


def has_own_gloss(text: str, mention: Mention, following: Mention | None) -> bool:
    """Whether the brackets behind a mention hold nothing but its other name: no place, no authority."""
    end = gloss_end(text, mention.end)
    return end > mention.end and (following is None or following.start >= end)
