"""Whose thing it is that somebody buys."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.mention import Mention
from extract.prose.sentences import Sentence

#: 采购|其影像软件: whose thing it is that somebody buys is not himself
_BUYS = re.compile(r"(?:采购|购[入置买]|引[进入]|[买拿]下|买入|受让|收购|代理|经销|订购|租用|接入)了?$")
_SURE = 0.4


def is_bought(text: str, position: int) -> bool:
    """Whether the words before a place say that what stands there is bought."""
    return _BUYS.search(text, 0, position) is not None


def seller(
    sentence: Sentence, position: int, buyer: Mention | None, spoken_of: Sequence[Mention | None]
) -> Mention | None:
    """Whose thing it is that somebody buys there: of another firm that the sentence names before, else of the first
    one that was ``spoken_of`` and is not the buyer; None where only the buyer is named."""
    before = [m for m in sentence.mentions if m.end <= position and m.type == "Company" and m.confidence >= _SURE]
    named = {m.name for m in before}
    others = [m for m in before if buyer is None or m.name != buyer.name] if len(named) > 1 else []
    known = [m for m in spoken_of if m is not None and m.name not in named]
    return next(iter((*reversed(others), *known)), None if named else buyer)
