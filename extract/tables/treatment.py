"""Splits what a drug does into mechanism and indication, and an indication into the diseases it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.tables.cells import Words, sentences, trimmed_name
from extract.tables.knowledge import parts
from extract.tables.names import with_alias
from extract.tables.records import Record
from extract.tables.sheet import Sheet
from ontology.model import EntityRef

#: The bracket that a reading stands in ends it; the one of 前列腺癌(mCRPC) does not.
_CLAUSE_END = re.compile(r"[,，;；。]|(?<![A-Za-z0-9])[)）]")
_EDGES = " ,，;；。、:：(（"


@dataclass(frozen=True, slots=True)
class Treatment:
    """A cell of the column 适应症/作用机制: either part may be missing."""

    mechanism: Words | None
    indication: Words | None


def split_treatment(words: Words, sheet: Sheet) -> Treatment:
    """``SHP2抑制剂,用于治疗晚期实体瘤`` -> mechanism SHP2抑制剂, indication 晚期实体瘤."""
    words = words.squeezed()
    if found := treated(words, sheet):
        return found
    rules = parts("treatment")
    for match in rules["verb_before_disease"].finditer(words.text):
        found = _around(words, match, sheet)
        if found and found.indication and _ends_in_disease(found.indication, sheet):
            return found
    acts = rules["mechanism"].search(words.text)
    if names_disease(words, sheet) and (not acts or _ends_in_disease(words, sheet)):
        return Treatment(None, _indication(words))
    return Treatment(_mechanism(words) if acts else None, None)


def treated(words: Words, sheet: Sheet) -> Treatment | None:
    """The reading around a verb such as 用于治疗, or None where no disease follows one."""
    for match in parts("treatment")["verb"].finditer(words.text):
        if found := _around(words, match, sheet):
            return found
    return None


def _around(words: Words, verb: re.Match[str], sheet: Sheet) -> Treatment | None:
    """The reading with the disease behind ``verb``, or None where there is none."""
    before, after = words.part(0, verb.start()), words.part(verb.end(), len(words.text))
    noun = parts("treatment")["head_noun"].search(after.text)
    if noun:
        indication = _indication(after.part(0, noun.start()))
        mechanism = after.part(noun.end(), len(after.text))
    else:
        end = _CLAUSE_END.search(after.text)
        indication = _indication(after.part(0, end.start()) if end else after)
        mechanism = before
    if not indication.text or not names_disease(indication, sheet):
        return None
    return Treatment(_mechanism(mechanism), indication)


def _indication(words: Words) -> Words:
    tail = parts("treatment")["tail"].search(words.text)
    return _trim(words.part(0, tail.start()) if tail and tail.start() else words)


def _mechanism(words: Words) -> Words | None:
    words = _trim(words)
    lead = parts("treatment")["lead"].match(words.text)
    words = _trim(words.part(lead.end(), len(words.text))) if lead else words
    return words if words.text else None


def _trim(words: Words) -> Words:
    left = len(words.text) - len(words.text.lstrip(_EDGES))
    return words.part(left, max(left, len(words.text.rstrip(_EDGES))))


def names_disease(words: Words, sheet: Sheet) -> bool:
    """Whether a phrase names a disease, by the tagger or by its last word."""
    if any(mention.type == "Disease" for mention, _ in sheet.tag(words)):
        return True
    return any(parts("treatment")["disease"].fullmatch(part.text) for part in words.split(parts("treatment")["split"]))


def _ends_in_disease(words: Words, sheet: Sheet) -> bool:
    """靶向乳腺癌 names a disease, 靶向肿瘤微环境 a mechanism."""
    return any(mention.type == "Disease" and mention.end == len(words.text) for mention, _ in sheet.tag(words))


def diseases_of(indication: Words, sheet: Sheet) -> list[EntityRef]:
    """The diseases of an indication, each with the words that narrow it: 肥胖及II型糖尿病 -> 肥胖, II型糖尿病."""
    found: list[EntityRef] = []
    for conjunct in indication.squeezed().split(parts("treatment")["split"]):
        name = _disease_of(trimmed_name(conjunct), sheet)
        if name is not None:
            base, aliases = with_alias(name)
            ref = sheet.entity("Disease", base, aliases=aliases)
            if ref not in found:
                found.append(ref)
    return found


def _disease_of(conjunct: Words, sheet: Sheet) -> Words | None:
    mentions = [part for mention, part in sheet.tag(conjunct) if mention.type == "Disease"]
    broken = list(parts("treatment")["break"].finditer(conjunct.text))
    if not broken:
        ends_there = mentions and mentions[-1].end == conjunct.end
        if ends_there or parts("treatment")["disease"].fullmatch(conjunct.text):
            return conjunct
    elif not mentions:
        last = conjunct.part(broken[-1].end(), len(conjunct.text))
        return last if parts("treatment")["disease"].fullmatch(last.text) else None
    return mentions[-1] if mentions else None


def diseases_acted_on(record: Record, sheet: Sheet) -> list[EntityRef]:
    """The diseases that a row's descriptions say are found, treated or managed: 检测肺结节, 肺结节早筛."""
    found: list[EntityRef] = []
    acts, acted = parts("treatment")["acts_on"], parts("treatment")["acted_on"]
    for _, text in record.all("text"):
        for sentence in (sentence.squeezed() for sentence in sentences(text)):
            end = -1
            for mention, part in sheet.tag(sentence):
                if mention.type != "Disease" or parts("treatment")["not_before"].match(sentence.text, mention.end):
                    continue
                listed = end >= 0 and parts("treatment")["split"].fullmatch(sentence.text[end : mention.start])
                if listed or acts.search(sentence.text[: mention.start]) or acted.match(sentence.text, mention.end):
                    end = mention.end
                    name, aliases = with_alias(part)
                    ref = sheet.entity("Disease", name, aliases=aliases)
                    found += [] if ref in found else [ref]
    return found
