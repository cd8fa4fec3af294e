"""Methods that a thing puts together: 把CT重建、图像分割和生物力学仿真串在一条流水线上, 集成了力反馈和荧光成像."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.lexicon import any_word
from extract.mention import Mention
from extract.mentions.lists import is_member
from extract.required import Finder

_MEMBER = r"[一-鿿A-Za-z0-9-]{2,12}?"
_LIST = rf"(?P<list>{_MEMBER}(?:、{_MEMBER})*(?:以及|[和与及加]){_MEMBER})"
#: 把A与B结合, 将A、B和C整合到一起
_TAKES = Finder(rf"[把将]{_LIST}(?=(?:相|深度|有机|紧密)?(?:结合|融合|整合|糅合|串|拧|捏|揉|接在|叠加|打通))")
#: 集成了A、B和C
_HOLDS = Finder(rf"(?:集成|融合|糅合|整合|结合|融入|叠加)了?{_LIST}(?=[,。;]|等|技术|算法|$)")
_JOINT = re.compile(r"、|以及|[和与及加]")
_NO_METHOD = re.compile(r"数据|患者|医生|医院|企业|公司|的|了|其|该|\d{2}")
_RULE, _CONFIDENCE = "list.put_together", 0.66


def find_put_together(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """The members of a list of methods, at least one of which is known and each of which ends as methods do."""
    methods = [m for m in known if m.type == "Technology"]
    for pattern in (_TAKES, _HOLDS):
        for match in pattern.finditer(text):
            members = list(_members(match.start("list"), match["list"]))
            told = [m for m in methods if any(start <= m.start and m.end <= end for start, end in members)]
            if told and all(_is_method(text[start:end], start, end, told) for start, end in members):
                for start, end in members:
                    yield Mention(start, end, "Technology", text[start:end], _RULE, _CONFIDENCE)


def _members(start: int, words: str) -> Iterator[tuple[int, int]]:
    place = 0
    for joint in _JOINT.finditer(words):
        yield start + place, start + joint.start()
        place = joint.end()
    yield start + place, start + len(words)


def _is_method(name: str, start: int, end: int, told: Sequence[Mention]) -> bool:
    """Whether a member is a known method or ends as the names of methods do."""
    if any((m.start, m.end) == (start, end) for m in told):
        return True
    if len(name) < 3 or _NO_METHOD.search(name) or not is_member(name):
        return False
    return any_word("method_heads", "WORDS$").search(name) is not None
