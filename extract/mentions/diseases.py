"""Diseases by their parts: 部位 + 病理 (肝脏 + 局灶性 + 病变), grown to the left from the last part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.lexicon import word_set
from extract.mention import Mention
from extract.mentions.automaton import NameAutomaton
from extract.mentions.gazetteer import canonical_names

_ABBREVIATION = re.compile(r"\((?:[A-Za-z]{2,6}s?|放疗)\)")
#: single characters that build names only behind another part: 和, 型, 高 ...
_LOOSE_EDGE = re.compile(
    r"(?:[0-9IVX]+期|和|型|期|性|高(?!级别|分化|危)|低(?!级别|分化|度)|功能|多发|常见|全身|局部(?!晚期)|系统|运动|学习|[甲乙丙丁戊](?!型|肝|状)|[A-DI-V0-9]+(?![型期细]))+"
)
#: 病历, 病人, 症状: the last part of a disease's name begins another word
_OTHER_WORD = re.compile(r"病[历人例床房区理案程情灶原因种害]|症状|瘤[科医学内外中防专标]")
#: what a tumour is told apart by: HER2低表达, KRAS G12C突变型, PD-L1阳性; the gene alone is no disease
_MARKER = re.compile(
    r"(?<![A-Za-z0-9-])[A-Z][A-Za-z]*(?:-?[A-Z0-9][A-Za-z0-9.]*)?(?: ?[A-Z]\d+[A-Z]| ?\d+号?外显子(?:跳跃|插入)?)?"
    r"(?:[高中低]表达|过表达|阳性|阴性|突变型?|缺失型?|扩增|融合|重排|野生型)$"
)
_OF_GENE = re.compile(r"(?:基因|蛋白|[高中低过]?表达|阳性|阴性|突变|缺失|扩增|融合|重排|野生型|通路|靶点|抑制剂)")
_LONGEST_MARKER = 24
#: 罕见病|心肌病: what only says of what kind the disease behind it is
_ANY_DISEASE = ("罕见病", "慢性病", "慢病", "常见病", "多发病", "并发症", "传染病", "遗传病", "肿瘤", "疾病")
_PERSON = re.compile(r"(?<![A-Za-z])[A-Z][a-zé]{3,}(?:'s|氏)? ?$")
_QUALITY = re.compile(r"[一-鿿]{1,4}性")
_LONGEST_PERSON = 16
_LONGEST_MODIFIER = 9
_MOST_MODIFIERS = 7


@cache
def _heads() -> NameAutomaton[str]:
    return NameAutomaton((word, word) for word in sorted(word_set("disease_heads")))


def find_diseases(text: str) -> list[Mention]:
    """Mentions built from modifiers and a head; a bare head (癌, 病) names nothing."""
    found = []
    for hit in _heads().find(text):
        if _OTHER_WORD.match(text, hit.end - 1):
            continue
        start = _grow(text, hit.start)
        if text[start : hit.end] not in _ANY_DISEASE:  # no Duchenne肿瘤
            start = _named_after(text, start)
        name = text[start : hit.end]
        bare = start == hit.start and len(name) < 3 and name not in word_set("disease_alone")
        if bare or len(name) < 2 or name in word_set("disease_stop"):
            continue
        tail = _ABBREVIATION.match(text, hit.end)
        end = tail.end() if tail else hit.end
        found.append(Mention(start, end, "Disease", text[start:end], "disease.parts", 0.8))
    return found


def with_markers(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """HER2低表达|乳腺癌: a disease that is named by the marker right before it."""
    found = []
    for disease in (m for m in mentions if m.type == "Disease"):
        start = disease.start
        while marker := _MARKER.search(text[max(0, start - _LONGEST_MARKER) : start].removesuffix("/")):
            start -= len(marker.group()) + (text[start - 1] == "/")  # ER阳性/|HER2阴性|乳腺癌
        if start < disease.start:
            found.append(Mention(start, disease.end, "Disease", text[start : disease.end], "disease.marker", 0.8))
    return found


def is_gene(text: str, mention: Mention) -> bool:
    """NF2|缺失: an abbreviation that is a gene there, though a disease bears it, too."""
    return mention.type == "Disease" and mention.name.isascii() and _OF_GENE.match(text, mention.end) is not None


def with_consequences(mentions: Sequence[Mention]) -> list[Mention]:
    """红斑狼疮认知障碍: a disease right before what it leads to is one disease with it."""
    named = {m.end: m for m in sorted(mentions, key=lambda m: -m.start) if m.type == "Disease"}
    found = []
    for after in (
        m for m in mentions if m.type == "Disease" and m.name.endswith(tuple(word_set("disease_consequences")))
    ):
        before = named.get(after.start)
        if before is not None and before.name not in _ANY_DISEASE:
            name = before.name + after.name
            found.append(Mention(before.start, after.end, "Disease", name, "disease.parts", 0.8))
    return found


def _grow(text: str, head_start: int) -> int:
    start = head_start
    modifiers = word_set("disease_modifiers")
    for _ in range(_MOST_MODIFIERS):
        for length in range(_LONGEST_MODIFIER, 0, -1):
            if start >= length and text[start - length : start] in modifiers:
                start -= length
                break
        else:
            break
    start = _tight(text, start, head_start)
    if text[start - 1 : start + 1] == "经皮":
        start += 1  # 经皮肺结节消融: through the skin, no disease of it
    return start


def _tight(text: str, start: int, head_start: int) -> int:
    """The start without loose characters, and without a letter or figure that belongs to what stands before: 31型."""
    while True:
        tight = start
        while tight and text[tight].isascii() and text[tight - 1].isascii() and text[tight - 1].isalnum():
            tight += 1
        edge = _LOOSE_EDGE.match(text, tight, head_start)
        quality = edge is not None and len(edge.group()) > 1 and edge.group().endswith("性")
        if edge and not (quality and edge.group() in word_set("disease_modifiers")):
            tight = edge.end()
        if tight == start:
            return start
        start = tight


def _named_after(text: str, start: int) -> int:
    """Where a name begins that a person's name or a 非 opens: Duchenne肌营养不良症, 非瓣膜性房颤."""
    person = _PERSON.search(text[max(0, start - _LONGEST_PERSON) : start])
    if person and ("Company", person.group().strip().lower()) not in canonical_names():
        return start - len(person.group())
    return start - 1 if text[start - 1 : start] == "非" and _QUALITY.match(text, start) else start
