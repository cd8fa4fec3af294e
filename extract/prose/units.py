"""Parts of bodies, told by a name or behind one: 临江大学药学院, 临江医院神经内科, 星桥集团大健康事业部."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.lexicon import alternatives
from extract.mention import Mention
from extract.prose.roles import title_pattern

_RULE_NAME, _RULE_WARD, _RULE_DIVISION = "unit.name", "unit.ward", "unit.division"
#: 临江大学|药学院; what a university only runs (附属医院, 出版社) has a name of its own
_OF_BODY = re.compile(
    r"(?P<whole>[^,。;:、]{2,12}?大学)(?!附属|第)[一-鿿A-Za-z]{1,14}(?:学院|系|学部|研究院|研究所|研究中心|实验室)"
    # 某某学会|放射学分会, 国家药监局|某某中心
    r"|(?P<society>[^,。;:、]{3,12}?(?:学会|协会))[一-鿿]{2,14}(?:分会|专业委员会|专委会|委员会|学组)"
    r"|(?P<office>国家(?:药监局|药品监督管理局|卫健委|卫生健康委|医保局|疾控局|中医药局))[一-鿿]{6,14}中心"
)
#: the parts of a university whose names are not found by themselves: 临江大学|机械系
_CHAIR = re.compile(r"(?![是的与和在为等由关])[一-鿿]{1,6}(?:系(?![统列数])|学部(?!分))")
_DIVISION = re.compile(
    r"(?:的|旗下的?|(?:新?设立|成立|组建)了?)?(?P<part>(?![的了在与和将把对])[一-鿿A-Za-z]{2,8}?事业[部群])"
)
_NAMED = ("Institution", "Hospital", "Regulator")


@cache
def _ward() -> re.Pattern[str]:
    """A department, unless a post of it follows: 神经内科主任 is a post in the hospital."""
    kinds = r"(?:科|中心|门诊)"
    return re.compile(rf"(?:{alternatives('departments')}){kinds}(?![室学普技系]|(?:的)?(?:{title_pattern()})(?!团队))")


def units_of(text: str, mention: Mention) -> Iterator[tuple[str, Mention, Mention]]:
    """The rule, the part and the whole that the name of a body or the words behind it tell."""
    if mention.type in _NAMED and (told := _OF_BODY.fullmatch(mention.name)):
        whole = Mention(
            mention.start,
            mention.start + told.end(told.lastgroup or 0),
            "Regulator" if mention.type == "Regulator" else "Institution",
            told[told.lastgroup or 0],
            _RULE_NAME,
            mention.confidence,
        )
        yield _RULE_NAME, mention, whole
    behind = None
    if mention.type == "Hospital":
        behind, rule = _ward().match(text, mention.end), _RULE_WARD
    elif mention.type == "Institution" and mention.name.endswith("大学"):
        behind, rule = _CHAIR.match(text, mention.end), _RULE_NAME
    if behind:
        name = text[mention.start : behind.end()]
        yield rule, Mention(mention.start, behind.end(), "Institution", name, rule, mention.confidence), mention
    division = _DIVISION.match(text, mention.end) if mention.type == "Company" else None
    if division:
        start, end = division.span("part")
        yield _RULE_DIVISION, Mention(start, end, "Institution", division["part"], _RULE_DIVISION, 0.7), mention
