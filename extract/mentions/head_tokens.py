"""Which words a name that ends in a telling word can hold, and which of them make it a name of its own."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from extract.lexicon import any_word, word_set
from extract.mentions.dictionary import is_rare
from extract.mentions.head_words import Head
from extract.mentions.tags import CLOSED_CLASSES, VERB_CLASSES, text_of, word_classes

_NAME_CHARACTER = re.compile(r"[\w·+®™./-]+")
_NUMERAL = re.compile(
    r"(?:\d+(?:\.\d+)*|[一二两三四五六七八九十百千万亿]+)(?:多|余|几)?[个家款项套种类张条名位所台大]?"
)
_ORDINAL = re.compile(r"第?[一二三四五六七八九十]{1,2}")
#: 绵阳安|和|医院: what stands before a 和 that is part of a hospital's name
_BEFORE_AND = frozenset("安同协仁康美泰太义宁益惠元永瑞")
#: jieba's classes of names, and of words that it does not know
_PROPER = ("nr", "ns", "nt", "nz", "x", "j")
_RARE_LENGTH = 2
_MADE = frozenset({"Product", "AIModel"})
_ORGANISATION = frozenset({"Hospital", "Institution", "Investor", "Regulator", "Company"})


def can_hold(token: Token, head: Head, named: frozenset[int]) -> bool:
    """Whether a name with this head can hold the word."""
    if inside_name(token) or (head.type == "AIModel" and token.text == "领域"):
        return True
    if head.type == "Hospital" and (_in_harmony(token) or _founded_by_place(token)):
        return True
    if head.type in _ORGANISATION:
        return _ORDINAL.fullmatch(token.text) is not None
    if token.text == "功能" and any_word("body_functions", "WORDS$").search(text_of(token.doc)[: token.idx][-4:]):
        return head.type in _MADE  # 脑|功能|评估系统
    return head.type in _MADE and (token.idx in named or _joins_tasks(token))


def _in_harmony(token: Token) -> bool:
    """Whether a word is a part of 安和, 同和 and the like right before the head: 绵阳|安|和|医院."""
    doc, place = token.doc, token.i
    if token.text == "和":
        return place > 0 and doc[place - 1].text in _BEFORE_AND
    return token.text in _BEFORE_AND and place + 1 < len(doc) and doc[place + 1].text == "和"


def _founded_by_place(token: Token) -> bool:
    """Whether a word says that the place before it founded the body: 台州市|立|医院."""
    return token.text == "立" and token.i > 0 and token.nbor(-1).text.endswith(("省", "市", "县"))


def _joins_tasks(token: Token) -> bool:
    """Whether a word joins two tasks of one name: 辅助分诊及检测软件."""
    if token.text not in ("及", "与", "和") or not 0 < token.i < len(token.doc) - 1:
        return False
    return all(token.nbor(step).text in word_set("inside_verbs") for step in (-1, 1))


def has_proper_part(doc: Doc, start: int, end: int) -> bool:
    """Whether a word of the stretch is no common one: 十堰 and 太和 in 十堰市太和医院, none in 有效优化医院."""
    classes = word_classes()
    single = 0
    for token in doc.char_span(start, end, alignment_mode="expand") or ():
        word = token.text
        single = single + 1 if len(word) == 1 else 0
        if single > 1 or word == "中国":
            return True  # a coined name falls to pieces: 零|壹
        if word in word_set("generic_hospitals") or word in word_set("latin_common"):
            continue
        if classes.get(word, "x").startswith(_PROPER) or _names(word) or _ORDINAL.fullmatch(word):
            return True
    return False


def _names(word: str) -> bool:
    """Whether a word of two characters stands too seldom in texts to be one of a phrase: 朔望|研究院."""
    return len(word) == _RARE_LENGTH and is_rare(word) and word not in word_set("generic_org_stems")


def inside_name(token: Token) -> bool:
    """Whether any name can hold the word: no mark, figure, plain verb or word of grammar."""
    word = token.text
    if word in word_set("inside_verbs"):
        return True
    if (
        word in word_set("boundary")
        or _is_compound(word)
        or not _NAME_CHARACTER.fullmatch(word)
        or _NUMERAL.fullmatch(word)
    ):
        return False
    word_class = word_classes().get(word, "x")
    return word_class not in CLOSED_CLASSES and word_class not in VERB_CLASSES


def _is_compound(word: str) -> bool:
    """合作开发, 共同研发: what the segmenter joins of two words that no name holds."""
    return word[:2] in ("合作", "共同", "联合") and word[2:] in word_set("boundary")
