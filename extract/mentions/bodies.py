"""Bodies of government by their parts: 静安区政府, 浙江省经信厅, 国家科技伦理委员会, 国家药监局综合和规划财务司."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.lexicon import alternatives
from extract.mention import Mention
from extract.mentions.gazetteer import listed_names
from extract.required import Finder

_CONFIDENCE = 0.85
_LONGEST_PLACE = 6
_NOWHERE = ("我国", "国内", "全国", "各国", "各地")


@cache
def _of_place() -> Finder:
    department = rf"(?:{alternatives('government_departments')})(?:局|厅|委员会|委|办公室|办)"
    seat = r"(?:人民)?政府(?:办公厅|办公室)?|(?:市|省|区|县)委(?:宣传部|统战部|组织部|网信办)?(?=[^员会托派任])"
    return Finder(rf"(?:{department}|{seat})(?!采购|工作报告|[一-鿿]*?医院)")


_NATIONAL = Finder(
    r"(?:国家|全国)[一-鿿]{2,10}?(?:委员会|管理总局|监督管理局|管理局|标准委|总局|办公室|领导小组|专家组)(?![一-鿿]{0,3}(?:指定|认可))"
)
#: 省, 市, 区 or 县 right before a department, with the name of a place if its clause or list begins with one
_LEVEL = re.compile(
    r"(?:(?:^|(?<=[,。;:、(“与和及由经从据向在市省]))(?P<place>[一-鿿]{1,3}))?(?P<level>[省市区县州]|国家)$"
)
#: 各省卫健委 is no body but many
_MANY = frozenset("各多全每数几某该本")
_NO_PLACE = re.compile(r"[该本各全某两多几每原会同被由对从经据向和与及获在]|[按依遵参]照|[根依]据|依托|响应|遵循|围绕")
#: 云江市一院, 临江市第三医院 in short
_NUMBERED = Finder(
    r"(?:^|(?<=[,。;:、(“与和及由在到从经据向被]))(?P<name>(?![在到由从该本某同与各全两双])[一-鿿]{2,3}?"
    r"(?<![甲院级乙家])[市县区]?[一二三四五六七八九十]院)(?![士长校子落内外区])"
)
#: 云江市|卫生和健康发展研究中心: a body of a place with two tasks in its name
_JOINED = re.compile(r"[和与][一-鿿]{2,8}?(?:中心|研究|协会|学会)")
_TWO_TASKS = re.compile(
    r"(?<=[省市区县州国])(?:卫生|医疗|医药|人口|健康|疾病|药品|食品|器械|科学|技术|科技|经济|信息|工业|产业|政策|数据)[一-鿿]{0,4}[和与]"
    r"[一-鿿]{2,8}?(?:研究中心|研究院|研究所|发展中心|促进中心|信息中心|统计中心|协会|学会)"
)
#: 共建了|智能骨科联合实验室, “智能骨科联合实验室”揭牌: a laboratory of common words that two bodies found
_LABORATORY = re.compile(
    r"(?:共建|合建|合办|筹建|联办|成立|设立|建立|组建|建成|启用|打造|挂牌)(?:了|的)?(?!一批|一个|多个|若干|\d+[个家]|[两三四五六七八九十][个家])"
    r"(?P<name>[^,。;:、“”「」的了和与及()《》]{4,14}?联合(?:实验室|研究中心|创新中心|研究院|研究所|中心))"
    r"|[“「](?P<quoted>[^,。;:、“”「」的了()《》]{3,16}(?:实验室|联合研究中心|联合创新中心|联合研究院))[”」]"
)
_DEPARTMENT = re.compile(r"[一-鿿]{2,10}?(?:(?<!公)司(?![法机令徒])|办公厅|办公室)|办公厅|办公室")


@cache
def _places() -> frozenset[str]:
    return frozenset(entry.name for entry in listed_names() if entry.type == "Place" and not entry.needs_context)


def find_bodies(text: str, known: list[Mention]) -> Iterator[Mention]:
    """A place with its government or a department of it, a national body, a department of a known one, 云江市一院."""
    for match in _of_place().finditer(text):
        start = _place_start(text, match.start())
        if start is None and not (match.group().startswith("政府") and text[match.start() - 1] in "区县州"):
            start = _level_start(text, match.start())  # 区政府 is any
        if start is not None and not text.startswith(_NOWHERE, start):
            yield _regulator(text, start, match.end())
    for match in _NATIONAL.finditer(text):
        yield _regulator(text, match.start(), match.end())
    for match in _TWO_TASKS.finditer(text) if _JOINED.search(text) else ():
        start = _place_start(text, match.start())
        if start is not None:
            yield Mention(start, match.end(), "Institution", text[start : match.end()], "body.parts", _CONFIDENCE)
    for match in _NUMBERED.finditer(text):
        yield Mention(match.start("name"), match.end(), "Hospital", match["name"], "body.numbered", _CONFIDENCE)
    for match in _LABORATORY.finditer(text):
        group = "name" if match["name"] else "quoted"
        yield Mention(*match.span(group), "Institution", match[group], "body.laboratory", _CONFIDENCE)
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


def _level_start(text: str, end: int) -> int | None:
    """Where a body begins that is named by its level, or by a place that no list holds: 会同|省医保局, 江滨市卫健委."""
    level = _LEVEL.search(text, max(0, end - _LONGEST_PLACE), end)
    if level is None or text[level.start("level") - 1 : level.start("level")] in _MANY:
        return None
    named = level["place"]
    if named and text[level.start() - 1 : level.start()] in ("市", "省"):
        return _place_start(text, level.start()) or level.start()
    of_place = named and level["level"] != "国家" and not _NO_PLACE.search(named)  # 按照|国家卫健委
    return level.start("place") if of_place else level.start("level")


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
