"""Companies that a word beside them gives away: 公司猎户星空, 提供商TeleDaaS, 资料来源:熙软科技."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from extract.lexicon import alternatives, any_word, word_set
from extract.mention import Mention
from extract.mentions.tags import CLOSED_CLASSES, VERB_CLASSES, text_of, word_classes

_SOURCE = re.compile(r"(?:资料|数据|图片|信息)?来源:(?P<names>[^。;\n]{2,80})$")
_INSTITUTION = re.compile(r"(?:研究院|研究所|智库|中心|协会|学会|联盟|大学|咨询|数据库|委员会|期刊|杂志)$")
_LONGEST_NAME = 6
_NAME = re.compile(r"[一-鿿]{3,6}|[A-Z][A-Za-z]{2,}[A-Za-z0-9]*(?: [A-Z][A-Za-z0-9]+)*")


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('maker_cues')})(?=(?P<name>[A-Z][A-Za-z0-9]{{3,}}|[一-鿿]{{2,8}}))")


def find_cued(doc: Doc, known: list[Mention]) -> Iterator[Mention]:
    """Unknown company names right behind a maker's cue, or alone in a source line."""
    text = text_of(doc)
    taken = [(m.start, m.end) for m in known if m.confidence >= 0.6]
    for match in _cue().finditer(text):
        start = match.start("name")
        end = match.end("name") if text[start].isascii() else _end_of_name(doc, start)
        name = text[start:end]
        free = not any(s < end and start < e for s, e in taken)
        if free and 3 <= len(name) <= 16 and not _common(name):
            yield Mention(start, end, "Company", name, "cue.maker", 0.55)
    yield from _named_behind_kind(doc, taken)
    source = _SOURCE.search(text)
    if source:
        yield from _from_source(source, taken)


def _named_behind_kind(doc: Doc, taken: list[tuple[int, int]]) -> Iterator[Mention]:
    """智能问诊机器人豹小秘: a coined name right behind the kind of thing it is."""
    for match in any_word("product_kinds", "WORDS(?=(?P<name>[一-鿿]{2,5}))").finditer(text_of(doc)):
        start = match.start("name")
        end = _end_of_name(doc, start)
        name = text_of(doc)[start:end]
        if 3 <= len(name) <= 5 and not _common(name) and not any(s < end and start < e for s, e in taken):
            yield Mention(start, end, "Product", name, "cue.kind", 0.45)


def _from_source(source: re.Match[str], taken: list[tuple[int, int]]) -> Iterator[Mention]:
    for part in re.finditer(r"[^、,，]+", source["names"]):
        name = part.group().strip()
        start = source.start("names") + part.start() + part.group().index(name) if name else 0
        end = start + len(name)
        if not _NAME.fullmatch(name) or _common(name) or any(s < end and start < e for s, e in taken):
            continue
        kind = "Institution" if _INSTITUTION.search(name) else "Company"
        yield Mention(start, end, kind, name, "cue.source", 0.66)


def _end_of_name(doc: Doc, start: int) -> int:
    """A coined name ends where a verb, a function word or punctuation begins."""
    end = start
    span = doc.char_span(start, min(start + _LONGEST_NAME, len(text_of(doc))), alignment_mode="expand")
    for token in span or ():
        if token.idx < start:
            continue
        word = token.text
        if token.idx != end or not re.fullmatch(r"[一-鿿A-Za-z0-9]+", word) or word in word_set("boundary"):
            break
        if word_classes().get(word, "x") in CLOSED_CLASSES | VERB_CLASSES:
            break
        end = token.idx + len(word)
    return end if end - start <= _LONGEST_NAME else start


def _common(name: str) -> bool:
    return word_classes().get(name, "") != "" or any_word("no_company").search(name) is not None
