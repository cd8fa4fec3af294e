"""A thing and what the sentence says that it is: 灵犀是星桥医疗开发的肺炎诊断系统 names one product, not two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.mention import Mention

_MADE = frozenset({"Product", "AIModel"})
#: rules that find a name by the word that it ends in: such a name may only say of what kind a thing is
_KIND_RULES = frozenset({"head.product", "head.device"})
_IS = re.compile(r"[®™”\"]?(?:\([^()]{1,40}\))?(?:是|为)(?:[^,。;:、]*(?:的|款|个|种|项|套))?")
_END = re.compile(r"[,。;!?)]|$")


def without_predicates(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those that only tell of what kind the thing before them is."""
    kept: list[Mention] = []
    for mention in mentions:
        thing = next((m for m in reversed(kept) if m.type in _MADE), None)
        kind = mention.rule in _KIND_RULES and thing is not None and _END.match(text, mention.end)
        if not (kind and thing is not None and _IS.fullmatch(text, thing.end, mention.start)):
            kept.append(mention)
    return kept
