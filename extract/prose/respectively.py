"""Dates that are told one by one for the members of a list: 星桥医疗与南枝科技分别于6月和10月在港交所挂牌."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.prose.relations import Candidate
from extract.values.dates import find_dates
from ontology.schema import load_schema

_EACH = re.compile(r"(?:分别|依次|先后)(?:是|为)?[于在]?(?=[\d去今前同次])")
_JOINT = re.compile(r"[、,]?(?:以及|[和与及])?")


def with_dates(candidates: Iterable[Candidate], sentence: str, anchor_year: int | None) -> list[Candidate]:
    """The candidates, those that one match made of the members of a list each with its own date."""
    found: list[Candidate] = []
    for _, group in itertools.groupby(candidates, key=lambda c: (c.kind, c.rule, c.start, c.end)):
        members = list(group)
        dates = _each_date(members[0], sentence, anchor_year) if len(members) > 1 else []
        if len(dates) == len(members) and "date" not in members[0].args:
            members = [
                replace(member, args={**member.args, "date": date}) for member, date in zip(members, dates, strict=True)
            ]
        found += members
    return found


def _each_date(candidate: Candidate, sentence: str, anchor_year: int | None) -> Sequence[str]:
    """The dates in a row behind 分别于, none where the kind has no date or the words say none."""
    if not any(slot.name == "date" for slot in load_schema().kinds[candidate.kind].slots):
        return []
    each = _EACH.search(sentence, candidate.start, candidate.end)
    if each is None:
        return []
    row: list[str] = []
    at = each.end()
    for date in find_dates(sentence, anchor_year=anchor_year):
        if date.start >= each.end() and _JOINT.fullmatch(sentence, at, date.start):
            row.append(date.iso)
            at = date.end
    return row
