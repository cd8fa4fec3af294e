"""Clauses that are about somebody else than the text spoke of, or about nobody whom it names.

``...,云江市则以灵犀平台为底座``: the clause goes on with a place, not with the company before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.lexicon import alternatives
from extract.mention import Mention
from extract.prose.encode import Item

#: 临江大学教授林一帆: whom a clause is about is not where he works
OF_SCHOLARS = re.compile(r"(?:[一-鿿]{2,6}学?院)?(?:的|讲席|特聘)?(?:院士|教授|研究员|博士)(?!团队|组|课题)")
#: what may stand before somebody whom a clause is about: 而, 其中
_OPENER = 2
#: 临江市则把..., 临江市以...为底座: a place that does something itself
_PLACE_DOES = re.compile(r"(?:则|也|还|正|已)*(?:以|把|将|依托|聚焦|选择|牵头|出台)(?![下上来内外至])")
#: “云灯”已在临江医院上线: a name that nobody has found is a subject, too
_UNKNOWN = re.compile(
    r"(?:目前|如今|其中|而|但|此外|同时|随后|此前|今年|去年|,)*“[^“”,。;:]{1,10}”(?=[已也能可将在于是被由对则还最又刚今去目主]|\d{4}年)"
)
#: “云灯”已在临江医院上线: words in quotation marks that go on are a name and no speech
_QUOTED_NAME = re.compile(r"“[^“”,。;:!?]{1,20}”(?=[^,。;:!?”])")

#: 与南枝科技|合作开发的抑制剂|XQ-203: the thing is the subject, and both made it
_MADE_WITH = re.compile(
    r"(?:等|公司|团队)?(?:(?:联合|合作|共同|携手|一起)(?:研发|开发|研制|打造|推出|设计|发现)|合作)的[^,。;:、的]{0,16}[“\"]?"
)
#: 星桥新闻获悉: who brings the news is not whom it is about.
_SOURCE = re.compile(
    r"(?:记者|编辑部|方面)?(?:独家|近日|日前)?(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日)?(?:获悉|获知|讯|消息|报道|电|了解到|注意到|援引|查询(?:发现|得知))"
    r"(?=[,:,])|(?:\d{4}年)?\d{1,2}月\d{1,2}日[讯电]"
)
#: 以|望舒大模型|为基座训练的|问诊助手灵犀: what a thing is founded on is not what is brought up
_FOUNDED_ON = re.compile(r"(?:以|基于|依托|搭载|接入)[“\"]?$")
_FOUNDED_THING = re.compile(r"[”\"]?[^,。;:、]{0,10}的[^,。;:、]{0,16}")


@cache
def _other_subject() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('clause_openers')})*(?:{alternatives('other_subjects')})(?![首唯第领最])")


def of_scholar(text: str, start: int, inside: Sequence[Item]) -> bool:
    """Whether a clause is about somebody who is named by where he works: 临江大学教授林一帆任首席科学家."""
    head = inside[0].mention if inside else None
    named = head is not None and head.type in ("Institution", "Hospital") and head.start - start <= _OPENER
    return head is not None and named and OF_SCHOLARS.match(text, head.end) is not None


def is_of_other(text: str, start: int, end: int, inside: Sequence[Item]) -> bool:
    """Whether a clause is about somebody without a name, a place, or a thing whose name nobody has found."""
    if _other_subject().match(text, start, end) or _of_place(text, start, inside):
        return True
    unknown = _UNKNOWN.match(text, start, end)
    return unknown is not None and not any(item.mention.start < unknown.end() for item in inside)


def _of_place(text: str, start: int, inside: Sequence[Item]) -> bool:
    """Whether a clause is about a place that does something: 临江市则以灵犀平台为底座."""
    head = inside[0].mention if inside else None
    return (
        head is not None
        and head.type == "Place"
        and head.start - start <= _OPENER
        and _PLACE_DOES.match(text, head.end) is not None
    )


def is_spoken(text: str, start: int) -> bool:
    """Whether a clause is somebody's words: “投资人问我分子胶是什么”, but not “云灯”已上线."""
    if _QUOTED_NAME.match(text, start):
        return False
    return text.count("“", 0, start + 1) > text.count("”", 0, start + 1)


def made_with(text: str, start: int, inside: Sequence[Item], first: int) -> Item | None:
    """The thing that a clause is about though its maker's partner stands first: 与南枝科技合作开发的XQ-203."""
    if first + 1 >= len(inside) or text[start : inside[first].mention.start] not in ("与", "和", "同"):
        return None
    thing = inside[first + 1].mention
    made = thing.type in ("Product", "AIModel", "Drug")
    return inside[first + 1] if made and _MADE_WITH.fullmatch(text, inside[first].mention.end, thing.start) else None


def is_founded_on(text: str, start: int, thing: Mention, base: Mention) -> bool:
    """Whether ``base`` is only what ``thing`` behind it is made on: 上线了以望舒大模型为基座训练的问诊助手灵犀."""
    leads = _FOUNDED_ON.search(text, start, base.start) is not None
    return leads and _FOUNDED_THING.fullmatch(text, base.end, thing.start) is not None


def brings_news(text: str, mention: Mention) -> bool:
    """Whether a name is of who brings the news: 星桥新闻11月20日讯."""
    return _SOURCE.match(text, mention.end) is not None
