"""Names that a report teaches: seen once where structure tells what they are, they are known everywhere in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from extract.lexicon import word_set
from extract.mention import Mention
from extract.mentions.coined import is_plain
from extract.mentions.gazetteer import place_prefix
from extract.mentions.quoted import find_definitions
from extract.mentions.tagger import GUESSED
from extract.reading_of import Reading

_TAUGHT_BY_TABLES = frozenset({"Company", "Product", "AIModel", "Drug", "Investor", "Institution", "Hospital"})
_TAUGHT_BY_TEXT = frozenset({"Company", "Product", "AIModel", "Investor", "Hospital", "Institution", "Person"})
_SHORTEST = 3
#: The code of a drug: the letters of its family and its number: XQ-|101.
_CODE = re.compile(r"(?<![A-Za-z0-9./-])(?P<family>[A-Z]{2,7}-?)\d{2,5}(?![A-Za-z0-9./-])")
#: One cue is a guess; a report that repeats the name confirms it.
_NEED_REPETITION = frozenset({"cue.maker", "company.coined", "cue.kind", "company.short", GUESSED})
_OFTEN = 2
#: the rules of names in quotation marks, which a text goes on to write without
_QUOTED = frozenset({"quoted.name", "quoted.firm", "coined.thing"})


def learned_names(
    texts: Sequence[str], mentions: Sequence[Sequence[Mention]], readings: Sequence[Reading]
) -> list[Mention]:
    """The names to look for again, the surest first: from table cells, sure text mentions, definitions."""
    found: dict[tuple[str, str], Mention] = {}

    def teach(type_: str, name: str, confidence: float, shortest: int = _SHORTEST) -> None:
        if len(name) >= shortest and name not in word_set("generic_modifiers") and not name.isdigit():
            found.setdefault((type_, name), Mention(0, len(name), type_, name, "learned", confidence))

    whole = "\n".join(texts)
    known = {m.name for block_mentions in mentions for m in block_mentions if m.rule != GUESSED}
    for reading in readings:
        for entity in reading.entities:
            if entity.type in _TAUGHT_BY_TABLES and re.search(r"[一-鿿]{2}|[A-Za-z]{4}", entity.name):
                teach(entity.type, entity.name, 0.85)
    for text, block_mentions in zip(texts, mentions, strict=True):
        ends = {m.end: m for m in block_mentions}
        for mention in block_mentions:
            if sureness := _taught(mention, whole, known):
                short = mention.rule in _QUOTED and _is_short_name(mention.name)  # “衡宫”, then 衡宫
                teach(mention.type, mention.name, sureness, shortest=2 if short else _SHORTEST)
        for definition in find_definitions(text):
            named = ends.get(definition.of_end)
            if named is not None and named.type in _TAUGHT_BY_TEXT:
                teach(named.type, definition.alias, 0.8, shortest=2 if _is_short_name(definition.alias) else _SHORTEST)
    for name in _codes_of_families(whole, mentions):
        teach("Drug", name, 0.75)
    return sorted(found.values(), key=lambda m: (-m.confidence, m.type, m.name))


def _codes_of_families(whole: str, mentions: Sequence[Sequence[Mention]]) -> set[str]:
    """The codes of a text whose letters several of its drugs bear: with XQ-101 and XQ-205 XQ-118 is a drug, too,
    where no word beside it says so."""
    codes = {m.name for row in mentions for m in row if m.type == "Drug" and m.rule == "latin.drug_code"}
    matches = [match for code in codes if (match := _CODE.fullmatch(code))]
    families = Counter(match["family"] for match in matches)
    several = {family for family, drugs in families.items() if drugs >= _OFTEN}
    return {m.group() for m in _CODE.finditer(whole) if m["family"] in several} if several else set()


def _taught(mention: Mention, whole: str, known: Set[str]) -> float:
    """How sure a name is that a text mentions so, 0 where it teaches nothing."""
    if mention.rule == GUESSED and mention.name in known:
        return 0.0  # a rule knows better
    if mention.rule in _NEED_REPETITION and whole.count(mention.name) >= _OFTEN:
        return 0.68
    taught = mention.type in _TAUGHT_BY_TEXT and mention.rule not in ("gazetteer", GUESSED)
    return mention.confidence if taught and mention.confidence >= 0.65 else 0.0


def _is_short_name(alias: str) -> bool:
    """Whether two characters that a text defines are no word of the language: 脑极, but not 公司 or 计划."""
    return re.fullmatch(r"[一-鿿]{2}", alias) is not None and not is_plain(alias)


def apart_from_places(mentions: Sequence[Mention], names: Set[str]) -> list[Mention]:
    """The mentions with a short name and the place before it as two, where the report also has the name alone.

    苏州|瑞星智药 is a company of Suzhou if 瑞星智药 stands elsewhere; 北京和铭医疗, if nothing else does, is one name.
    """
    found: list[Mention] = []
    for mention in mentions:
        place = place_prefix().match(mention.name) if mention.rule.startswith("company.") else None
        rest = mention.name[place.end() :] if place else ""
        if place is None or rest not in names:
            found.append(mention)
            continue
        cut = mention.start + place.end()
        found.append(Mention(mention.start, cut, "Place", place.group(), "place.before", 0.9))
        found.append(replace(mention, start=cut, name=rest))
    return found
