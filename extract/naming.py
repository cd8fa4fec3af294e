"""Forms of a name: folded for comparison, a registered company name stripped to its core, near misses."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from extract.lexicon import any_word
from extract.mentions.gazetteer import place_prefix

_PUNCTUATION = re.compile(r"[\s\-–—·•.,，。、:：;；'\"“”‘’「」『』《》<>()（）\[\]【】/\\®™©_~&*!！?？]+")
_LEGAL_FORM = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|公司|株式会社|, ?Inc\.?| Inc\.?| Ltd\.?| LLC| Corp\.?)$"
)
_BRACKETED = re.compile(r"[(（][^()（）]{2,6}[)）]")
_SHORTEST_CORE = 3
_COUNTY = re.compile(r"[一-鿿]{2,3}[县区旗](?=[一-鿿]{3})")


def fold_name(name: str) -> str:
    """A name without width, case and punctuation: ``Dr.Wise®`` and ``dr wise`` fold alike."""
    folded = _PUNCTUATION.sub("", unicodedata.normalize("NFKC", name).lower())
    return folded or name


def company_cores(name: str) -> Iterator[str]:
    """What may be the short name in a registered one, longest first.

    上海鹰瞳医疗科技有限公司 -> 鹰瞳医疗科技, 鹰瞳医疗, 鹰瞳科技 ... A name without a legal form has none.
    """
    stripped = _LEGAL_FORM.sub("", name)
    if stripped == name:
        return
    plain = _BRACKETED.sub("", stripped)
    place = place_prefix().match(plain)
    plain = plain[place.end() :] if place and len(plain) - place.end() >= _SHORTEST_CORE else plain
    yield plain
    tail = any_word("org_suffix_company", "WORDS$").search(plain)
    while tail and tail.start() >= 2:
        plain = plain[: tail.start()]
        if len(plain) >= _SHORTEST_CORE:
            yield plain
        if len(plain) >= 2:
            yield plain + "医疗"
            yield plain + "科技"
            yield plain + "智能"
        tail = any_word("org_suffix_company", "WORDS$").search(plain)


def without_outer_place(name: str) -> str:
    """A name without its first place if a second one follows: 玉溪市澄江县人民医院 -> 澄江县人民医院; else nothing."""
    outer = place_prefix().match(name)
    rest = name[outer.end() :] if outer else ""
    return rest if place_prefix().match(rest) or _COUNTY.match(rest) else ""


def near_misses(names: Iterable[str]) -> Iterator[tuple[str, str, float]]:
    """Pairs of names of four or more characters that differ by one character, with their similarity.

    Two neighbouring letters that changed places are one slip too: AlphaFold, AlphaFlod.
    """
    buckets: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        folded = fold_name(name)
        if 4 <= len(folded) <= 40:
            for i in range(len(folded)):
                buckets[f"{i}:{folded[:i]}{folded[i + 1 :]}"].append(name)
                if folded.isascii() and i + 1 < len(folded):
                    swapped = "".join(sorted(folded[i : i + 2]))
                    buckets[f"{i}={folded[:i]}{swapped}{folded[i + 2 :]}"].append(name)
    seen: set[tuple[str, str]] = set()
    for bucket in buckets.values():
        for i, one in enumerate(bucket):
            for other in bucket[i + 1 :]:
                if (one, other) not in seen and not _differ_in_number(one, other):
                    seen.add((one, other))
                    yield one, other, SequenceMatcher(None, one, other).ratio()


def _differ_in_number(one: str, other: str) -> bool:
    """Names that differ by a figure are two things: ERAS-007 and ERAS-001, GPT-3 and GPT-4."""
    return re.sub(r"\d", "", one) == re.sub(r"\d", "", other) or bool(re.search(r"[一二三四五六七八九十]", one + other))
