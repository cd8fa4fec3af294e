"""Coined names of companies that no list holds: 昂和微精官宣, 格知医疗(002973), 位于上海的昂和微精, 名为星岚的公司."""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Iterator
from functools import cache

from spacy.tokens import Doc, Token

from extract.lexicon import alternatives, any_word, word_set
from extract.mention import Mention
from extract.mentions.tags import CLOSED_CLASSES, VERB_CLASSES, text_of, word_classes
from extract.required import Finder

_HAN = re.compile(r"[一-鿿]+")
_WORD = re.compile(r"[一-鿿A-Za-z0-9]+")
_LONGEST = 8
#: A stock code is proof, wherever its name stands.
_CODE = re.compile(
    r"\((?:(?:股票|证券)?代码:?)?(?:\d{6}(?:[.,](?:SH|SZ|BJ|SS))?|(?:SH|SZ|BJ)\.?\d{6}|0?\d{4,5}\.HK|HK\.?\d{4,5}"
    r"|(?:NASDAQ|Nasdaq|NYSE|HKEX|HKSE|纳斯达克|纽交所|港交所|上交所|深交所|港股|股票代码):? ?[\w.]{2,8})[),;、]"
)
_CLAUSE = r"(?:^|(?<=[,。;:!?、“”《(|丨】]))(?:近日|日前|今日|昨日|据悉|其中|随后|此前|例如|比如|如|而|据|对|由)?"
#: 位于上海的|昂和微精, 总部在杭州的|脑极
_SEATED = Finder(r"(?:位于|来自|坐落于|设在|总部在|总部位于|总部设在|诞生于|成立于)[一-鿿]{2,8}?的(?=[一-鿿A-Za-z])")
#: 总部设在波士顿的|Orvane Bio
_LATIN = re.compile(r"[A-Z][A-Za-z]*[a-z][A-Za-z]*(?: [A-Z][A-Za-z]+)*(?![A-Za-z0-9-])")
#: 株洲的|昂和微精|则凭借, at the head of its clause
_SITTING = re.compile(
    r"的(?P<name>[一-鿿]{3,6}?)(?=(?:则|也|还|已|刚|近日|日前|今年|去年|随后|于|\d{4}年|\d{1,2}月)*"
    r"(?:宣布|完成|获|凭借?|拿[到下]|推出|发布|上线|成立|创立|递表|登陆|与|拥有|自研|自主|主攻|主打|专注|斩获|签下))"
)
_OPENS = re.compile(r"(?:^|[,。;:!?、“”】]|其中|此外|而)$")
_SURE_PLACE = 0.6
#: 是|昂和数智|的控股子公司, 隶属于|昂和数智|集团
_OWNER = re.compile(
    r"(?:(?<![但只还都也就于])[是系为]|隶属于|归属于|背靠|脱胎于)(?:(?:港股|A股|美股)?上市公司|药企|龙头)?(?P<name>[一-鿿]{2,8}?)"
    r"(?:(?:的|旗下的?)(?:全资|控股|参股|一级|二级|上市)?(?:子公司|孙公司|分公司|关联公司|控股公司)"
    r"|旗下的?[一-鿿A-Z]{0,8}?(?:品牌|平台|公司|企业|厂商|板块))"
)
#: 一家名为星岚的公司, 公司取名星岚
_NAMED = Finder(
    r"(?:名为|名叫|叫做|叫作|叫|称为|取名为?|命名为)[“\"]?(?P<name>[一-鿿A-Za-z0-9]{2,8}?)[”\"]?"
    r"的(?:[^,。;:、的]{0,10}?)(?:公司|企业|厂商|团队|创业者|独角兽|初创)"
    r"|(?:公司|企业|团队)(?:名为|名叫|叫做|叫作|取名为?|命名为|起名叫?)[“\"]?(?P<own>[一-鿿A-Za-z0-9]{2,8}?)[”\"]?(?=[,。;])"
)
_NO_FIRST = frozenset("地由曾正将已能可会是在为被把从向对与和及或也都还更最不未使让令该本这那其此称拟所就则虽若因")
#: nor ends in these: 陆砚|任|CEO, 陆砚|2020|年在…
_NO_LAST = re.compile(r"[任为兼是由出]$|\d{4}$")
#: jieba's classes of names of people and things, which companies are called after: 诺尔|医疗
NAMES = frozenset({"nr", "nrt", "nrfg", "nz", "x"})
#: and of words that are no piece of a coined name: 账|上|现金
_NO_PIECE = frozenset({"f", "m", "q", "t", "mq", "s"})
#: An index and a fund have codes, too.
_NO_SHARE = re.compile(r"(?:指数|ETF|基金|指|债|转债)$|^(?:沪深|中证|上证|深证|创业板|科创)")


def find_coined(doc: Doc, known: list[Mention]) -> Iterator[Mention]:
    """Companies that what stands around their names gives away."""
    text = text_of(doc)
    taken = [(m.start, m.end) for m in known if m.confidence >= 0.6 and m.type != "Place"]
    for start, end, confidence in (
        *_with_code(doc, known),
        *_before_deed(doc),
        *_seated(doc),
        *_owners(doc),
        *_of_place(doc, known),
        *_called(doc),
    ):
        if not any(s < end and start < e for s, e in taken):
            yield Mention(start, end, "Company", text[start:end], "coined.company", confidence)


def _with_code(doc: Doc, known: list[Mention]) -> Iterator[tuple[int, int, float]]:
    text = text_of(doc)
    ends = {m.end: m for m in known if m.confidence >= 0.6}
    for match in _CODE.finditer(text):
        end = match.start()
        if end in ends:
            continue
        start = _left_end(doc, end, ends)
        name = text[start:end]
        if 2 <= len(name) <= 12 and name not in word_set("company_not_alone") and not _NO_SHARE.search(name):
            yield start, end, 0.85


def _left_end(doc: Doc, end: int, ends: Container[int]) -> int:
    """Where the name that ends at ``end`` begins: at the last mark, verb, function word or common noun before it."""
    span = doc.char_span(max(0, end - _LONGEST), end, alignment_mode="expand")
    start = end
    for token in reversed(span or ()):
        word = token.text
        if token.idx >= end:
            continue
        if token.idx + len(word) != start or not _WORD.fullmatch(word):
            break
        if start == end and word in word_set("boundary"):
            break
        plain = text_of(doc)[start:end] in word_set("company_not_alone")  # 创新|医疗
        common = any_word("company_not_alone", "WORDS$").search(word)
        if start < end and (start in ends or (not plain and (common or _ends_name(token)))):
            break  # 港交所|上市公司|晶岚
        start = token.idx
    return start


def _ends_name(token: Token) -> bool:
    word = token.text
    return word in word_set("boundary") or word_classes().get(word, "x") in CLOSED_CLASSES | VERB_CLASSES


@cache
def _deeds() -> re.Pattern[str]:
    coined = r"(?P<name>[一-鿿A-Za-z][一-鿿A-Za-z0-9·-]{1,7}?)"
    return re.compile(rf"{_CLAUSE}{coined}(?={alternatives('coined_deeds')})")


def _before_deed(doc: Doc) -> Iterator[tuple[int, int, float]]:
    for match in _deeds().finditer(text_of(doc)):
        start, end = match.span("name")
        if is_strange(doc, start, end) and not _NO_LAST.search(match["name"]):
            yield start, end, 0.64


def _seated(doc: Doc) -> Iterator[tuple[int, int, float]]:
    for match in _SEATED.finditer(text_of(doc)):
        latin = _LATIN.match(text_of(doc), match.end())
        end = latin.end() if latin else _right_end(doc, match.end())
        named = text_of(doc)[match.end() : end]
        if latin or (is_strange(doc, match.end(), end) and not _NO_LAST.search(named)):
            yield match.end(), end, 0.64


def _of_place(doc: Doc, known: list[Mention]) -> Iterator[tuple[int, int, float]]:
    """A coined name behind where it is, before what only firms do: 株洲的|昂和微精|则凭借…拿到二类证."""
    text = text_of(doc)
    for place in known:
        match = _SITTING.match(text, place.end) if place.type == "Place" and place.confidence >= _SURE_PLACE else None
        if match and _OPENS.search(text, 0, place.start) and is_strange(doc, *match.span("name")):
            yield (*match.span("name"), 0.64)


def _owners(doc: Doc) -> Iterator[tuple[int, int, float]]:
    """The firm that another is said to be a part of: 是|昂和数智|的控股子公司."""
    for match in _OWNER.finditer(text_of(doc)):
        start, end = match.span("name")
        if is_strange(doc, start, end):
            yield start, end, 0.66


def _called(doc: Doc) -> Iterator[tuple[int, int, float]]:
    for match in _NAMED.finditer(text_of(doc)):
        group = "name" if match["name"] else "own"
        name = match[group]
        if name not in word_classes() and not any_word("company_not_alone", "WORDS$").search(name):
            yield (*match.span(group), 0.7)


def _right_end(doc: Doc, start: int) -> int:
    """Where a coined name ends: before a verb, a function word or a mark."""
    end = start
    span = doc.char_span(start, min(start + _LONGEST, len(text_of(doc))), alignment_mode="expand")
    for token in span or ():
        inside = token.idx > start and _joins(token)
        stops = word_classes().get(token.text) in _NO_PIECE or (_ends_name(token) and not inside)
        if token.idx != end or not _WORD.fullmatch(token.text) or stops or (end > start and token.text.isdigit()):
            break  # 岚漪影像|3|月
        end = token.idx + len(token.text)
    return end


def is_strange(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch is no phrase of the language: one of its words is coined or falls to pieces, none is a verb,
    a function word or a common noun that stands before deeds (公司, 董事会)."""
    text = text_of(doc)
    name = text[start:end]
    if not 2 <= len(name) <= _LONGEST or name[0] in _NO_FIRST or name in word_classes():
        return False
    if any_word("company_not_alone", "^WORDS|WORDS$").search(name) or any_word("no_company").search(name):
        return bool(any_word("org_suffix_company", "^[一-鿿]{2,4}WORDS$").search(name)) and _stem_is_strange(name)
    span = doc.char_span(start, end)
    if span is None:  # 研发|商谨明: what the segmenter joins to a coined name is no word, either
        wider = doc.char_span(start, end, alignment_mode="expand")
        return wider is not None and not any(token.text in word_classes() for token in wider)
    tokens = list(span)
    if any(_ends_name(token) and len(token.text) > 1 for token in tokens) or _ends_name(tokens[-1]):
        return False
    classes = word_classes()
    if any(classes.get(token.text, "x") in CLOSED_CLASSES and not _joins(token) for token in tokens):
        return False
    if any(classes.get(token.text, "x") in _NO_PIECE for token in tokens):
        return False
    unknown = any(len(t.text) > 1 and t.text not in classes and _HAN.fullmatch(t.text) for t in tokens)
    pieces = any(len(a.text) == len(b.text) == 1 for a, b in itertools.pairwise(tokens))
    return unknown or pieces


def _joins(token: Token) -> bool:
    """Whether 和 stands inside a coined name, between pieces that are no words: 昂|和|微精."""
    return token.text == "和" and token.i > 0 and len(token.nbor(-1).text) == 1


def _stem_is_strange(name: str) -> bool:
    stem = any_word("org_suffix_company", "WORDS$").sub("", name)
    return not is_plain(stem) and stem not in word_set("generic_org_stems")


def is_plain(word: str) -> bool:
    """Whether a word of the dictionary is more than a name: 公开, but not 诺尔."""
    return word_classes().get(word, "nr") not in NAMES
