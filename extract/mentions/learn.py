"""Names that a report teaches: seen once where structure tells what they are, they are known everywhere in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lexicon import word_set
from extract.mention import Mention
from extract.mentions.quoted import find_definitions
from extract.reading_of import Reading

_TAUGHT_BY_TABLES = frozenset({"Company", "Product", "AIModel", "Drug", "Investor", "Institution", "Hospital"})
_TAUGHT_BY_TEXT = frozenset({"Company", "Product", "AIModel", "Investor", "Hospital", "Institution", "Person"})
_SHORTEST = 3
#: One cue is a guess; a report that repeats the name confirms it.
_NEED_REPETITION = frozenset({"cue.maker", "cue.kind", "company.short"})
_OFTEN = 2


def learned_names(
    texts: Sequence[str], mentions: Sequence[Sequence[Mention]], readings: Sequence[Reading]
) -> list[Mention]:
    """The names to look for again, the surest first: from table cells, sure text mentions, definitions."""
    found: dict[tuple[str, str], Mention] = {}

    def teach(type_: str, name: str, confidence: float) -> None:
        if len(name) >= _SHORTEST and name not in word_set("generic_modifiers") and not name.isdigit():
            found.setdefault((type_, name), Mention(0, len(name), type_, name, "learned", confidence))

    whole = "\n".join(texts)
    for reading in readings:
        for entity in reading.entities:
            if entity.type in _TAUGHT_BY_TABLES and re.search(r"[一-鿿]{2}|[A-Za-z]{4}", entity.name):
                teach(entity.type, entity.name, 0.85)
    for text, block_mentions in zip(texts, mentions, strict=True):
        ends = {m.end: m for m in block_mentions}
        for mention in block_mentions:
            if mention.rule in _NEED_REPETITION and whole.count(mention.name) >= _OFTEN:
                teach(mention.type, mention.name, 0.68)
            elif mention.type in _TAUGHT_BY_TEXT and mention.confidence >= 0.65 and mention.rule != "gazetteer":
                teach(mention.type, mention.name, mention.confidence)
        for definition in find_definitions(text):
            named = ends.get(definition.of_end)
            if named is not None and named.type in _TAUGHT_BY_TEXT:
                teach(named.type, definition.alias, 0.8)
    return sorted(found.values(), key=lambda m: (-m.confidence, m.type, m.name))
