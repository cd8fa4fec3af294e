"""From the words of a cell to the entities they name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.mention import Mention
from extract.tables.cells import Words, is_absent, listed_names, trimmed_name
from extract.tables.knowledge import organisation_types, parts
from extract.tables.sheet import Sheet
from ontology.model import EntityRef, Phrase

ORGANISATIONS = frozenset({"Company", "Investor", "Regulator", "Hospital", "Institution"})
_BRACKETED = re.compile(r"(?<=\S)\s*[((]([^()()]{2,40})[))]$")
_SAME_BELOW = re.compile(r"[,，、]?\s*(?:下同|以下同|以下简称.*)$|^(?:简称|以下简称|原名?|又名|曾用名)[::]?\s*")
_CHINESE = re.compile(r"[一-鿿]")
_LATIN_RUN = re.compile(r"[A-Za-z0-9.&'’ ®™-]+")
_LATIN_TOKEN = re.compile(r"[A-Za-z][A-Za-z-]*(?:/[A-Za-z]+)?|\d[A-Za-z]+")


def with_alias(words: Words) -> tuple[Words, tuple[tuple[Words, str], ...]]:
    """A name and the other name in brackets behind it: ``冲电气 (OKI)`` -> 冲电气, OKI.

    A Chinese bracket behind a Chinese name (a city, a version) is part of the name.
    """
    name = trimmed_name(words)
    bracket = _BRACKETED.search(name.text)
    if not bracket or not bracket.start():
        return name, ()
    base = name.part(0, bracket.start()).stripped()
    inside = name.part(*bracket.span(1))
    marker = _SAME_BELOW.search(inside.text)
    other = inside.part(0, marker.start()) if marker and marker.start() else inside
    if marker and not marker.start():
        other = inside.part(marker.end(), len(inside.text))
    other = other.stripped()
    if not other.text or (not marker and _CHINESE.search(base.text) and _CHINESE.search(other.text)):
        return name, ()
    whole = () if marker else ((name, "name with its bracket"),)
    return base, ((other, "other name in brackets behind it"), *whole)


def organisation(words: Words, default: str, sheet: Sheet) -> EntityRef | None:
    """The organisation that a cell names; its type by its ending, else by the tagger, else ``default``."""
    name, aliases = with_alias(words)
    if not name.text or is_absent(name.text):
        return None
    return sheet.entity(organisation_type(name, default, sheet), name, aliases=aliases)


def organisation_type(name: Words, default: str, sheet: Sheet) -> str:
    """Hospital for 天津市第四中心医院, Institution for 天津大学; an unknown name has the type of its column."""
    for pattern, type_ in organisation_types():
        if pattern.fullmatch(name.text):
            return type_
    whole = [m for m, _ in sheet.tag(name) if (m.start, m.end) == (0, len(name.text))]
    if default == "Company" and whole and whole[0].type in ORGANISATIONS | {"Place"} and whole[0].type != "Investor":
        return whole[0].type
    return default


def organisations(words: Words, default: str, sheet: Sheet) -> list[EntityRef]:
    """The organisations that a cell lists, in order."""
    found: list[EntityRef] = []
    for name in (part for listed in listed_names(words) for part in _latin_names(listed, sheet)):
        ref = organisation(name, default, sheet)
        if ref is not None and ref not in found:
            found.append(ref)
    return found


def _latin_names(words: Words, sheet: Sheet) -> list[Words]:
    """``Paige Microsoft Research`` is two names where the tagger knows both, or is surer of the second than of all."""
    if " " not in words.text or not _LATIN_RUN.fullmatch(words.text):
        return [words]
    known = [part for mention, part in sheet.tag(words) if mention.type in ORGANISATIONS]
    if len(known) > 1:
        return known
    surety = _surety(words, sheet)
    for gap in re.finditer(" ", words.text):
        left, right = words.part(0, gap.start()), words.part(gap.end(), len(words.text))
        if _surety(right, sheet) > surety:
            return [left, right]
    return [words]


def _surety(words: Words, sheet: Sheet) -> float:
    """How sure the tagger is that the words are one organisation; nothing if they are none."""
    whole = [m for m, part in sheet.tag(words) if part.text == words.text and m.type in ORGANISATIONS]
    return max((mention.confidence for mention in whole), default=0.0)


def product(words: Words, sheet: Sheet, *, type_: str = "Product", holder: EntityRef | None = None) -> EntityRef | None:
    """The product that a cell names; a generic name is told apart by its holder."""
    name, aliases = with_alias(words)
    if not name.text or is_absent(name.text):
        return None
    qualifier = holder.name if holder is not None and is_generic(name.text) else None
    return sheet.entity(type_, name, qualifier=qualifier, aliases=aliases)


def is_generic(name: str) -> bool:
    """Whether a product's name only says what it does: ``肺结节CT图像辅助检测软件``, not ``BioFlux监控系统``."""
    rules = parts("generic_products")
    if not re.search(f"(?:{rules['ending'].pattern})$", name, re.IGNORECASE):
        return False
    return all(rules["latin"].fullmatch(token) for token in _LATIN_TOKEN.findall(name))


def inner_mentions(words: Words, types: Iterable[str], sheet: Sheet) -> list[tuple[Mention, Words]]:
    """The mentions of some types in a stretch; the word that ends a product's name is hidden from the tagger.

    It would take 颅内动脉瘤CT造影图像辅助检测软件 for one product and say nothing of the disease.
    """
    ending = re.search(f"(?:{parts('generic_products')['ending'].pattern})+$", words.text, re.IGNORECASE)
    shortened = words.part(0, ending.start()) if ending and ending.start() else words
    wanted = frozenset(types)
    return [(mention, part) for mention, part in sheet.tag(shortened) if mention.type in wanted]


def diseases_in(words: Words, sheet: Sheet) -> list[EntityRef]:
    """The diseases that a stretch names."""
    found: list[EntityRef] = []
    for mention, part in inner_mentions(words, ("Disease",), sheet):
        if parts("treatment")["not_before"].match(words.text, mention.end):
            continue  # 心脏病学家, 肿瘤科
        name, aliases = with_alias(part)
        ref = sheet.entity("Disease", name, aliases=aliases)
        if ref not in found:
            found.append(ref)
    return found


def phrase(words: Words, refs: Iterable[EntityRef]) -> Phrase:
    """The words of a phrase slot with the entities they name."""
    return Phrase(words.squeezed().text, tuple(refs))


def note_mentions(words: Words, sheet: Sheet, at_least: float) -> None:
    """Note every entity that running text names."""
    for mention, part in sheet.tag(words):
        if mention.confidence >= at_least:
            sheet.entity(mention.type, technology_core(part, sheet) if mention.type == "Technology" else part)


def technology_core(words: Words, sheet: Sheet) -> Words:
    """自然语言处理技术 is 自然语言处理: the word behind goes where the tagger knows what is left."""
    suffix = parts("methods")["suffix"].search(words.text)
    core = words.part(0, suffix.start()) if suffix and suffix.start() else words
    return core if any(m.type == "Technology" and p.text == core.text for m, p in sheet.tag(core)) else words
