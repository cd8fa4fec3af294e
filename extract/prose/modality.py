"""Tells what is done from what is planned, supposed or denied, by the cue words around the deed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.lexicon import alternatives, any_word
from ontology.model import Modality

_BEFORE = 10
#: 预计到2026年, before the deed: a short clause that only says when it is hoped for
_SHORT_CLAUSE = 14
_PLANNED_YEAR = re.compile(r"^(?:预计|计划|预期|拟|有望)(?:到|在|于|将于|将在)?\d{4}年")


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    # the 拟 of 模拟训练台 plans nothing
    return re.compile(alternatives("denied")), re.compile(rf"(?<![模虚])(?:{alternatives('planned')})")


def modality_of(sentence: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> Modality:
    """The modality of what ``sentence[start:end]`` says: a cue inside it or shortly before it in its clause.

    ``names`` are spans whose words are no cues: the 计划 of 手术计划软件 plans nothing.
    """
    for first, last in names:
        sentence = sentence[:first] + "〓" * (last - first) + sentence[last:]
    clause = max(sentence.rfind(mark, 0, start) for mark in ",。;!?:") + 1
    window = sentence[max(clause, start - _BEFORE) : end]
    opener = max(sentence.rfind(mark, 0, max(clause - 1, 0)) for mark in ",。;!?:") + 1
    if clause - opener <= _SHORT_CLAUSE and _PLANNED_YEAR.search(sentence[opener:clause]):
        return "planned"
    denied, planned = _cues()
    if denied.search(window):
        return "denied"
    return "planned" if planned.search(window) else "asserted"


def is_rumour(sentence: str, start: int, end: int) -> bool:
    """Whether the part of a sentence, between semicolons, that tells a deed tells it as hearsay or as what is denied:
    坊间所传星桥医疗将收购南枝科技一事,他予以否认."""
    first = sentence.rfind(";", 0, start) + 1
    last = sentence.find(";", end)
    return any_word("rumours").search(sentence, first, len(sentence) if last < 0 else last) is not None
