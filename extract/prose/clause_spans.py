"""Where the clauses of a sentence begin and end."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extract.prose.encode import Item

#: A comma inside 1,395 ends no clause; one before a year does.
_CLAUSE = re.compile(r"[;:。!?]|(?<!\d),|,(?!\d{3}(?!\d))")


def clause_spans(text: str, items: Sequence[Item]) -> list[tuple[int, int]]:
    """The characters of each clause of a sentence; no mark inside a name or brackets ends one."""
    inside = [(i.mention.start, i.mention.end) for i in items]
    cuts = [0]
    for match in _CLAUSE.finditer(text):
        if not any(first < match.end() < last for first, last in inside) and _outside_brackets(text, match.start()):
            cuts.append(match.end())
    if cuts[-1] < len(text):
        cuts.append(len(text))
    return list(itertools.pairwise(cuts))


def _outside_brackets(text: str, position: int) -> bool:
    opened = text.rfind("(", 0, position)
    return opened < 0 or text.rfind(")", opened, position) > 0 or text.find(")", position) < 0
