"""Clauses that only say what the thing before them is (灵犀,心电系统,2021年获三类证) or tell of one without name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.prose.encode import Item

#: ——“灵犀”(LX-1),: a clause that is nothing but a name
_BEFORE = re.compile(r"[-—–●•◆▶\d.、)(\s]{0,6}[“\"「]?")
_BEHIND = re.compile(r"[”\"」]?(?:\([^()]*\))?,")
#: 其质控软件今年5月获批: a clause about a thing without a name is about none that was named
_NAMELESS = re.compile(
    r"(?:其|旗下|公司|另一[款个]|另有)(?!中|他|余|实)[^,。;:“”]{2,20}(?:软件|系统|产品|机器人)"
    r"(?:于|已|也|则|又|在|今|去|近|刚|早|率|先|均|都|\d|获|通过|拿|取得)"
)
_THINGS = frozenset({"Product", "AIModel", "Drug"})
#: Rules that find a thing by its kind, no name of its own.
_BY_KIND = "head."


def is_apposed(text: str, span: tuple[int, int], things: Sequence[Item], kind: Item, end: int) -> bool:
    """Whether a clause that stops at ``end`` ends with a mere kind of thing or field, behind a clause at ``span`` that
    is nothing but the name of the first of its ``things``."""
    name = things[0].mention if things else None
    if name is None or name.type not in _THINGS or name.start < span[0] or name.rule.startswith(_BY_KIND):
        return False
    bare = _BEFORE.fullmatch(text, span[0], name.start) and _BEHIND.fullmatch(text, name.end, span[1])
    by_kind = kind.mention.type == "Technology" or kind.mention.rule.startswith(_BY_KIND)
    return bool(bare) and by_kind and text[kind.mention.end : end] == ","


def is_nameless(text: str, start: int, end: int) -> bool:
    """Whether the clause is about a thing that is not named: 其质控软件今年5月获批."""
    return _NAMELESS.match(text, start, end) is not None
