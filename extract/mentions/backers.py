"""Investors by what they do in a round: 由国铭创新领投,临江金投、瑞铭控股跟投; the names need no telling end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from extract.lexicon import alternatives, any_word, word_set
from extract.mention import Mention
from extract.mentions.coined import is_plain
from extract.mentions.tags import CLOSED_CLASSES, VERB_CLASSES, text_of, word_classes
from extract.required import Finder

_MEMBER = r"[一-鿿A-Za-z0-9·&.-]{2,16}"
#: what may stand before the first investor of a list and is no part of its name
_LEAD = re.compile(
    r"^.*(?:由|获得?|引入|引进|吸引了?|其中|包括|投资方为|(?:新老|老|原|新|现有|既有|原有|部分)?股东|(?:新|老)?投资(?:方|人|机构)|机构"
    r"|产业资本|产业方|基石投资者|轮|融资)(?=.{2})"
)
_TAIL = re.compile(
    r"(?:等(?:[一-鿿\d]{0,4}(?:机构|基金|投资者|投资方|资本|股东))?|共同|联合|独家|一同|一起|一道|携手|继续|持续|跟进|分别|均|也|则|再次|超额)+$"
)


_NO_NAME = re.compile(
    r"[的了其该本轮家亿万元月]|(?:股东|机构|投资[者人方]|创始人|团队|员工|产业资本|医院|公司|企业|政府|高管|客户)$|正在|知名|现有|国资$|社会资本|资金$"
)


@cache
def _backing() -> Finder:
    verbs = rf"(?:{alternatives('backing')})"
    return Finder(rf"(?:^|(?<=[,。;:(]))(?P<who>{_MEMBER}(?:(?:、|和|与|及|以及){_MEMBER}){{0,12}}?)(?P<verb>{verbs})")


def find_backers(doc: Doc, known: list[Mention]) -> Iterator[Mention]:
    """The members of a list that invests, from the head of its clause to the verb."""
    text = text_of(doc)
    taken = [(m.start, m.end) for m in known if m.confidence >= 0.6 and m.type != "Place"]
    for match in _backing().finditer(text):
        backed = any(m.type == "Investor" and match.start() <= m.start < match.end() for m in known)
        if match["verb"] not in word_set("investing_verbs") and not backed:
            continue  # 医院正在跟进
        for start, end in _members(match):
            name = text[start:end]
            if not any(s < end and start < e for s, e in taken) and _is_backer(doc, start, end):
                yield Mention(start, end, "Investor", name, "cue.backer", 0.68)


def _members(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The places of the members: 由A和B共同, C等机构."""
    for part in re.finditer(r"[^、和与及以]+", match["who"]):
        start, end = match.start("who") + part.start(), match.start("who") + part.end()
        words = part.group()
        lead = _LEAD.match(words)
        start += lead.end() if lead else 0
        tail = _TAIL.search(match.string, start, end)
        yield start, tail.start() if tail and tail.end() == end else end


def _is_backer(doc: Doc, start: int, end: int) -> bool:
    """Whether a member can be a name: no common noun, no verb or function word, no number in it."""
    name = text_of(doc)[start:end]
    if not 3 <= len(name) <= 12 or (name in word_classes() and is_plain(name)) or _NO_NAME.search(name):
        return False
    if name in word_set("company_not_alone") or any_word("no_list_member").search(name):
        return False
    span = doc.char_span(start, end)
    classes = word_classes()
    if span is None:  # 由国铭|创新: the segmenter joins what stands before a coined name to it
        wider = doc.char_span(start, end, alignment_mode="expand")
        return wider is not None and wider[0].text not in classes
    tokens = [token.text for token in span]
    return bool(tokens) and not any(
        classes.get(word, "x") in CLOSED_CLASSES or (classes.get(word) in VERB_CLASSES and word in word_set("boundary"))
        for word in tokens
    )
