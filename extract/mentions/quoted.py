"""Names in quotation marks: “数智本草”, 「粉红关AI」; and definitions: X(以下简称Y), Y(X)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.lexicon import any_word
from extract.mention import Mention

_SHORTEST_ALONE = 4
_QUOTED = re.compile(r"[“「\"]([^“”「」\"\n。;]{2,36})[”」\"]")
_DEFINITION = re.compile(
    r"\((?:以下|下文|后文|下)?(?:简称|全称|又称|又名|原名|曾用名|英文名?|即)(?:为|:|是)?[“\"]?([^()“”\"、,。;]{2,30}?)[”\"]?\)"
)
_FULL_FORM = re.compile(r"\(([^()]{4,30}(?:有限公司|有限责任公司))\)")
_GLOSS = re.compile(r"\(([A-Za-z][A-Za-z0-9 .&®™/-]{1,40})\)")


@dataclass(frozen=True, slots=True)
class Definition:
    """``alias`` at ``start:end`` is said by the text to name the same thing as the mention that ends at ``of_end``."""

    of_end: int
    start: int
    end: int
    alias: str
    reason: str


def find_quoted(text: str) -> list[Mention]:
    """Quoted names that a product's head follows or that hold one: “城市免疫平台”, “觅影”AI辅诊引擎."""
    follow = any_word("product_after_quote", "(?:-|AI|医疗|行业|中医药?|智能|的)?WORDS")
    found = []
    for match in _QUOTED.finditer(text):
        inner = match.group(1)
        tail = follow.match(text, match.end())
        holds = any_word("product_heads", "WORDS$").search(inner)
        model = re.search(r"大模型$|基础模型$", inner) or (tail and "大模型" in tail.group())
        if not (tail or (holds and len(inner) >= _SHORTEST_ALONE)):
            continue
        kind = "AIModel" if model else "Product"
        found.append(Mention(match.start(1), match.end(1), kind, inner, "quoted.name", 0.7 if tail else 0.65))
    return found


def find_definitions(text: str) -> list[Definition]:
    """Aliases that the text itself defines in brackets after a name."""
    found = [
        Definition(m.start(), m.start(1), m.end(1), m.group(1), "text says so: " + m.group())
        for m in _DEFINITION.finditer(text)
    ]
    taken = {d.start for d in found}
    found.extend(
        Definition(m.start(), m.start(1), m.end(1), m.group(1), "name in brackets: " + m.group())
        for pattern in (_GLOSS, _FULL_FORM)
        for m in pattern.finditer(text)
        if m.start(1) not in taken
    )
    return found
