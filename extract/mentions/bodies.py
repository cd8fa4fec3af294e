"""Bodies of government by their parts: 静安区政府, 浙江省经信厅, 国家科技伦理委员会, 国家药监局综合和规划财务司."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.lexicon import alternatives
from extract.mention import Mention
from extract.mentions.gazetteer import listed_names

_CONFIDENCE = 0.85
_LONGEST_PLACE = 6
_NOWHERE = ("我国", "国内", "全国", "各国", "各地")


@cache
def _of_place() -> re.Pattern[str]:
    department = rf"(?:{alternatives('government_departments')})(?:局|厅|委员会|委|办公室|办)"
    seat = r"(?:人民)?政府(?:办公厅|办公室)?|(?:市|省|区|县)委(?:宣传部|统战部|组织部|网信办)?(?=[^员会托派任])"
    return re.compile(rf"(?:{department}|{seat})(?!采购|工作报告|[一-鿿]*?医院)")


_NATIONAL = re.compile(
    r"(?:国家|全国)[一-鿿]{2,10}?(?:委员会|管理总局|监督管理局|管理局|标准委|总局|办公室|领导小组|专家组)(?![一-鿿]{0,3}(?:指定|认可))"
)
_DEPARTMENT = re.compile(r"[一-鿿]{2,10}?(?:(?<!公)司(?![法机令徒])|办公厅|办公室)|办公厅|办公室")


@cache
def _places() -> frozenset[str]:
    return frozenset(entry.name for entry in listed_names() if entry.type == "Place" and not entry.needs_context)


def find_bodies(text: str, known: list[Mention]) -> Iterator[Mention]:
    """Regulators: a place with its government or a department of it, a national body, a department of a known one."""
    for match in _of_place().finditer(text):
        start = _place_start(text, match.start())
        if start is not None and not text.startswith(_NOWHERE, start):
            yield _regulator(text, start, match.end())
    for match in _NATIONAL.finditer(text):
        yield _regulator(text, match.start(), match.end())
    for mention in known:
        department = _DEPARTMENT.match(text, mention.end) if mention.type == "Regulator" else None
        if department:
            yield _regulator(text, mention.start, department.end())


def _place_start(text: str, end: int) -> int | None:
    """Where the place that ends at ``end`` begins, with its 省, 市, 区 or 县: 静安区|政府."""
    places = _places()
    for length in range(min(_LONGEST_PLACE, end), 1, -1):
        name = text[end - length : end]
        if name in places or (name[-1] in "省市区县州" and name[:-1] in places):
            start = end - length
            return _outer_place(text, start)
    return None


def _outer_place(text: str, start: int) -> int:
    """上海市静安区: a place before the place belongs to the name."""
    places = _places()
    for length in range(min(_LONGEST_PLACE, start), 1, -1):
        name = text[start - length : start]
        if name[-1] in "省市" and (name in places or name[:-1] in places):
            return start - length
    return start


def _regulator(text: str, start: int, end: int) -> Mention:
    return Mention(start, end, "Regulator", text[start:end], "body.parts", _CONFIDENCE)
