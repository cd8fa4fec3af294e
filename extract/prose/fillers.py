"""Slots that a rule leaves open and its sentence fills: dates, classes, purposes, scenarios, amounts."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import DATA, LexiconError, read_rows
from extract.mention import Mention
from extract.prose.relations import Candidate, Filler
from extract.values.dates import find_dates
from extract.values.deals import find_deal_terms
from extract.values.money import find_money
from ontology.model import Money
from ontology.schema import load_schema

_FILLER = 0.8
#: how far from what tells a deal its one amount may stand
_NEAR = 40
#: 较2023年增长: the year that a figure is held against is no day of a deed
_COMPARED = re.compile(r"(?:较|较之|比|相比|相较于?|对比)$")
#: 继2022年的A轮之后,...: the day of what went before is no day of what the sentence tells
_WENT_BEFORE = re.compile(r"(?:^|[,。;])(?:继|在|自)[^,。;]{4,40}?(?:之后|以后|后),")
#: A轮由青禾资本独家投资,金额1.2亿元: the amount in one of the two clauses behind the round's
_AMOUNT_TOLD = re.compile(
    r"(?:,[^,。;]{0,16}?)??,(?P<words>(?:融资|募资|投资)?(?:总?金额|规模|总额|额)(?:约为?|近|超过?|达到?|合计|为|是)?[^,。;]{1,12})"
)
#: 拿到CE认证(2022年)和三类证(2023年7月): the day in brackets right behind what it is of
_IN_BRACKETS = re.compile(r"\((?P<words>[^()]{4,12})\)")
_SEVERAL = 2
_SPLIT = re.compile(r"[、+/]|以及|和")


@cache
def _fillers() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    rows: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for row in read_rows(DATA / "prose" / "fillers.tsv", ("kind", "slot", "pattern")):
        try:
            rows.setdefault(row["kind"], []).append((row["slot"], re.compile(row["pattern"])))
        except re.error as error:
            raise LexiconError(f"{row.place}: {error}") from None
    return {kind: tuple(patterns) for kind, patterns in rows.items()}


def fill(
    candidate: Candidate, sentence: str, anchor_year: int | None
) -> dict[str, Filler | Money | tuple[Filler, ...]]:
    """The candidate's arguments with what its sentence adds; a slot that a rule has set stays."""
    args: dict[str, Filler | Money | tuple[Filler, ...]] = dict(candidate.args)
    slots = {slot.name: slot for slot in load_schema().kinds[candidate.kind].slots}
    if "date" in slots and "date" not in args:
        date = _date_near(candidate, sentence, anchor_year)
        if date:
            args["date"] = date
    for slot, pattern in _fillers().get(candidate.kind, ()):
        if slot in args:
            continue
        told = pattern.search(sentence, candidate.start, _told_until(sentence, candidate.end))
        match = told or pattern.search(sentence)
        if match is None:
            continue
        words = match["v"].strip()
        if slots[slot].value == "entity":
            start = match.start("v")
            args[slot] = Mention(start, start + len(words), slots[slot].types[0], words, "filler", _FILLER)
            continue
        args[slot] = tuple(part for part in _SPLIT.split(words) if part) if slots[slot].many else words
    args.update({slot: money for slot, money in _money(candidate, sentence).items() if slot not in args})
    return args


def _told_until(sentence: str, end: int) -> int:
    """Where the part of the sentence ends that tells of a deed: at its semicolon."""
    stop = sentence.find(";", end)
    return stop if stop >= 0 else len(sentence)


def _date_near(candidate: Candidate, sentence: str, anchor_year: int | None) -> str:
    """The last date before the end of the match: a report tells the day first and the deed after it."""
    found = find_dates(sentence, anchor_year=anchor_year)
    # 成立于2016年: the date that the rule's last word asks for stands right behind the match
    reach = candidate.end + 1 if sentence[candidate.end - 1 : candidate.end] in ("于", "在") else candidate.end
    dates = [d for d in found if d.start < reach and not _COMPARED.search(sentence[: d.start])]
    for match in _WENT_BEFORE.finditer(sentence):
        if match.end() <= candidate.start + 1:
            dates = [d for d in dates if not match.start() <= d.start < match.end()]
    behind = _IN_BRACKETS.match(sentence, candidate.end)
    bracketed = find_dates(behind["words"], anchor_year=anchor_year) if behind else []
    dates = bracketed or dates
    return dates[-1].iso if dates else ""


def _price_told(candidate: Candidate, sentence: str) -> Money | None:
    """Of several prices that of the clause which tells the deed: 2020年以2亿元买下甲公司,2021年又以3亿元收购乙公司."""
    if len(find_money(sentence)) < _SEVERAL:
        return None
    begin = max(sentence.rfind(mark, 0, candidate.end - 1) for mark in ",。;") + 1
    end = min((i for i in (sentence.find(mark, candidate.end) for mark in ",。;") if i >= 0), default=len(sentence))
    terms = find_deal_terms(sentence[begin:end])
    return terms.total if not terms.upfront and not terms.milestone else None


def _money(candidate: Candidate, sentence: str) -> dict[str, Money]:
    if candidate.kind == "Funding":
        clause_end = min(
            (i for i in (sentence.find(mark, candidate.end) for mark in ",。;") if i >= 0), default=len(sentence)
        )
        begin = max(sentence.rfind(mark, 0, candidate.start) for mark in ",。;") + 1
        # 第一笔1500万元天使投资来自甲资本: the amount stands before what tells the round, in its clause
        amounts = find_money(sentence[candidate.start : clause_end]) or find_money(sentence[begin:clause_end])
        if not amounts:
            told = _AMOUNT_TOLD.match(sentence, clause_end)
            amounts = find_money(told["words"]) if told else amounts
        return {"amount": amounts[0].money} if len(amounts) == 1 else {}
    if candidate.kind == "Deal":
        if candidate.args.get("deal_type") == "acquisition" and (price := _price_told(candidate, sentence)):
            return {"total": price}
        terms = find_deal_terms(sentence)
        if terms.total and not terms.upfront and not terms.milestone:
            # 成为多家企业的伙伴,...产生了150亿元价值: an amount far off is none of the deal
            near = sentence[max(0, candidate.start - _NEAR) : candidate.end + _NEAR]
            terms = find_deal_terms(near)
        named = {"upfront": terms.upfront, "milestone": terms.milestone, "total": terms.total}
        return {slot: money for slot, money in named.items() if money is not None}
    return {}
