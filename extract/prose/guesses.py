"""Whether a name that nothing but its place tells may fill a role: what a disease in a clause is treated with."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from extract.prose.clauses import Clause
from extract.prose.encode import Item
from extract.prose.patterns import triggers
from extract.prose.relations import Parsed
from extract.prose.stand_ins import ANAPHOR_COST

#: A name that nothing confirms is nobody's guess.
_SURE = 0.45


def may_guess(item: Item, place: str, taken: Collection[str], clause: Clause, parsed: Parsed) -> bool:
    """Whether a name is near and sure enough to be a guess; 颅内动脉瘤规划软件 tells its disease itself."""
    if item.mention.confidence < _SURE or any(name in item.mention.name for name in taken):
        return False
    if place not in ("subject", "topic"):
        return True
    far = item.cost >= ANAPHOR_COST and item not in parsed.items
    if far and _holds_disease(clause, parsed) and not _is_for(clause, parsed):
        return False
    return not far or not any(i.mention.type == "Company" and not i.cost for i in parsed.items)


def _holds_disease(clause: Clause, parsed: Parsed) -> bool:
    return any(i.mention.type == "Disease" and clause.start <= i.mention.start < clause.end for i in parsed.items)


def _is_for(clause: Clause, parsed: Parsed) -> bool:
    """Whether a clause says what a thing that it does not name is for: 用于痛风, and not 衰老才是终点."""
    return _what_for().search(parsed.sentence.text, clause.start, clause.end) is not None


@cache
def _what_for() -> re.Pattern[str]:
    return re.compile(f"{triggers()['target']}|适应症|患者|诊疗|预测|检出|判断|辅助|标志|病变|手术")
