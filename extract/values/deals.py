"""Reads the terms of a deal: 6000万美元预付款，11亿美元的里程碑付款 -> upfront and milestone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.lexicon import LexiconError
from extract.values.folding import fold
from extract.values.money import MoneySpan, find_money
from extract.values.words import any_of, value_rows
from ontology.model import Money

_BREAK = re.compile(r"[,，;；。\n]")
_PART = re.compile(r"其中|包[含括]|[;；。\n]")
_TO_COME = re.compile(r"[,，](?=[^,，]*$)")
_NEXT = re.compile(r" ?(?:和|及|与|加|、|以及|并)")
_ROLES = ("upfront", "milestone", "total")


@dataclass(frozen=True, slots=True)
class DealTerms:
    """What is paid at once, what on milestones, and the amount of the whole; None where the text is silent."""

    upfront: Money | None = None
    milestone: Money | None = None
    total: Money | None = None


def find_deal_terms(text: str, *, default_currency: str | None = None) -> DealTerms:
    """The terms that a text states; an amount of both kinds at once (预付款和里程碑付款) is the total.

    Of two amounts in one role the first is kept: their sum is printed nowhere.
    """
    folded = fold(text)
    spans = find_money(text, default_currency=default_currency)
    terms: dict[str, Money] = {}
    plain: list[Money] = []
    for index, span in enumerate(spans):
        before = spans[index - 1].end if index else 0
        after = spans[index + 1].start if index + 1 < len(spans) else len(folded)
        role = _role(folded, span, before, after)
        if role is None:
            plain.append(span.money)
        else:
            terms.setdefault(role, span.money)
    if plain:
        terms.setdefault("total", plain[0])
    return DealTerms(terms.get("upfront"), terms.get("milestone"), terms.get("total"))


def _role(folded: str, span: MoneySpan, before: int, after: int) -> str | None:
    """The role named behind the amount (…的预付款) or, failing that, before it (预付款 9200 万美元)."""
    behind = _behind(folded, span.end, after)
    role = None if _NEXT.match(behind) else _role_of_words(behind)
    return role or _role_of_words(_BREAK.split(folded[before : span.start])[-1])


def _behind(folded: str, start: int, end: int) -> str:
    """The words that belong to the amount before them: an open 的 runs on (20 亿美元的发现，开发和商业化里程碑)."""
    words = folded[start:end]
    stop = _PART.search(words) or _TO_COME.search(words) if words.startswith("的") else _BREAK.search(words)
    return words[: stop.start()] if stop else words


def _role_of_words(words: str) -> str | None:
    named = {_roles()[found.group()] for found in _role_pattern().finditer(words)}
    if {"upfront", "milestone"} <= named:
        return "total"
    return next((role for role in _ROLES if role in named), None)


@cache
def _roles() -> dict[str, str]:
    roles: dict[str, str] = {}
    for row in value_rows("deal_roles", ("word", "role")):
        if row["role"] not in _ROLES:
            raise LexiconError(f"{row.place}: role is {row['role']!r}, expected one of {', '.join(_ROLES)}")
        roles[row["word"]] = row["role"]
    return roles


@cache
def _role_pattern() -> re.Pattern[str]:
    return re.compile(any_of(_roles()))
