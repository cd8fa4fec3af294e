"""By whose law a permit is, told by its words: 拿到CE认证和国家药监局三类证 tells of two approvals."""

from __future__ import annotations

import re

from extract.prose.relations import Candidate

_MARKETS = (
    ("CE", re.compile(r"CE")),
    ("FDA", re.compile(r"FDA|510|De ?Novo")),
    ("NMPA", re.compile(r"[三二ⅡⅢ]类|注册证")),
)


def told_apart(one: Candidate, other: Candidate, text: str) -> bool:
    """Whether two candidates are approvals of two markets by what was granted, rounds that a semicolon parts, or a
    licence that a semicolon parts from a partnership."""
    if one.kind == other.kind == "Deal" and other.args.get("deal_type") == "license":
        return ";" in text[one.end : other.start] and one.args.get("deal_type") == "partnership"
    if one.kind == other.kind == "Funding":
        return ";" in text[one.end : other.start] and "round" in other.args
    if one.kind != "Approval":
        return False
    first, second = _market(one), _market(other)
    return first != second and bool(first and second)


def _market(candidate: Candidate) -> str:
    words = candidate.args.get("class")
    return next((market for market, cue in _MARKETS if isinstance(words, str) and cue.search(words)), "")
