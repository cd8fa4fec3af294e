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
_OF_UNIVERSITY = re.compile(
    r"(?P<whole>[^,。;:、]{2,12}?大学)(?!附属|第)[一-鿿A-Za-z]{1,14}(?:学院|系|学部|研究院|研究所|研究中心|实验室)"
)
#: the parts of a university whose names are not found by themselves: 临江大学|机械系
_CHAIR = re.compile(r"(?![是的与和在为等由关])[一-鿿]{1,6}(?:系(?![统列数])|学部(?!分))")
#: 国家药监局|器械审评中心, 中国医院协会|信息专业委员会
_OF_OFFICE = re.compile(
    r"(?P<whole>[一-鿿]{2,12}?(?:药监局|药品监督管理局|卫生健康委员会|卫生健康委|卫健委|医保局|医疗保障局|工信部|发改委|科技部"
    r"|疾控局|中医药局|协会|学会|联合会))(?!附属|第)[一-鿿]{2,16}(?:中心|司|处|所|分会|专委会|委员会|学组)"
)
#: an office of a body that is named by whose head it is: 国家药监局|器械注册司|司长
_BUREAU = re.compile(r"(?P<part>(?!公)[一-鿿]{2,12}?司)(?=副?司长|有关|相关|负责)")
#: what a company does before it has a division: 星桥集团宣布成立|大健康事业部
_SETS_UP = (
    r"(?:已|宣布|正式|新|近日|随后|还|又|于|则|[今去前]年|\d{4}年|\d{1,2}月|年?[初底末])*"
    r"(?:成立|设立|组建|新设|整合出|拆分出)了?(?:独立的?|一个)?"
)
_DIVISION = re.compile(
    rf"(?:的|旗下|{_SETS_UP})?(?P<part>(?![的了在与和将把对])[一-鿿A-Za-z]{{2,10}}?(?:事业[部群线]|业务[部群线]|军团|子集团))"
)
_BODIES = ("Institution", "Hospital")
#: 毕业于临江大学药学院, 临江大学药学院李四教授: where somebody comes from tells nothing of the school
_COMES_FROM = re.compile(r"(?:毕业于|求学于|[任就供]职于|任教于|来自|师从|曾任|现任|[是为]|作者)$")
_OFFICES = ("Institution", "Regulator")


@cache
def _ward() -> re.Pattern[str]:
    """A department, unless a post of it follows or the word goes on: 神经内科主任 is a post in the hospital."""
    kinds = r"(?:科|中心|门诊)"
    goes_on = r"[室学普技系联任]|大模型|模型|手术|疾病|医生|患者|病历|临床|专科|诊疗|论坛|的(?:走廊|病房|诊室|门口)"
    post = rf"(?:的)?(?:{title_pattern()})(?!团队)"
    return re.compile(rf"(?:{alternatives('departments')}){kinds}(?!{goes_on}|{post})")


@cache
def _person_of() -> re.Pattern[str]:
    """教授李四, 李四教授, 李四认为: the school is named for whom it employs."""
    return re.compile(
        rf"(?:的|附属|[一-鿿]{{0,4}}?(?:{title_pattern()})|[一-鿿]{{2,3}}(?:认为|指出|表示|说|介绍|团队))"
    )


def _only_employs(text: str, school: Mention) -> bool:
    if _COMES_FROM.search(text, max(0, school.start - 3), school.start):
        return True
    return _person_of().match(text, school.end) is not None


def units_of(text: str, mention: Mention) -> Iterator[tuple[str, Mention, Mention]]:
    """The rule, the part and the whole that the name of a body or the words behind it tell."""
    told = _OF_UNIVERSITY.fullmatch(mention.name) if mention.type in _BODIES else None
    if told and not _only_employs(text, mention):
        whole = Mention(
            mention.start,
            mention.start + told.end("whole"),
            "Institution",
            told["whole"],
            _RULE_NAME,
            mention.confidence,
        )
        yield _RULE_NAME, mention, whole
    elif mention.type in _OFFICES and (told := _OF_OFFICE.fullmatch(mention.name)):
        end = mention.start + told.end("whole")
        whole = Mention(mention.start, end, mention.type, told["whole"], _RULE_NAME, mention.confidence)
        part = Mention(
            end, mention.end, mention.type, mention.name[told.end("whole") :], mention.rule, mention.confidence
        )
        yield _RULE_NAME, mention if not mention.name.endswith("司") else part, whole
    bureau = _BUREAU.match(text, mention.end) if mention.type == "Regulator" else None
    if bureau:
        start, end = bureau.span("part")
        yield _RULE_DIVISION, Mention(start, end, "Regulator", bureau["part"], _RULE_DIVISION, 0.7), mention
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
