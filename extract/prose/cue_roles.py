"""Who fills a role of a cue: the subject of its clause, the nearest name before or behind it, what was spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from extract.prose.apposed import is_nameless
from extract.prose.clauses import Clause
from extract.prose.encode import Encoded, Item, letter_of
from extract.prose.guesses import may_guess
from extract.prose.kinship import is_of
from extract.prose.relations import Parsed
from extract.prose.stand_ins import ANAPHOR_COST
from extract.prose.subjects import Context, only_tells

#: Where the name of a role may be looked for.
PLACES = ("subject", "topic", "inside", "before", "after", "beside", "earlier", "nearest", "context", "text", "owner")
#: What it costs in sureness to look for a name in another clause of the sentence.
_ELSEWHERE_COST = 0.06
_MARKS = re.compile(r"[”\"」]?(?:\([^()]*\))?[,:—-]*")
#: Between a company and its thing: 星桥医疗的灵犀, 星桥医疗自主研发的肺结节软件“灵犀”
_OWNS = re.compile(
    r"(?:公司|集团)?(?:(?:的|旗下|自研|自主研发|这款)[^,。;:、和与及⟨⟩]{0,14}|[^,。;:、和与及⟨⟩是]{0,6}子公司)[“\"]?"
)
#: 对照多西他赛的II期试验: what a drug is tried against or with is not what is tried; 因肝损伤停止: nor what it is for
_COMPARED = re.compile(
    r"(?:比较|对比|对照|相比于?|优于|劣于|头对头|联合|联用|替代|媲美|[Vv][Ss]\.?|(?<!基)因|由于|鉴于)$"
)
_OF_A_PLACE = re.compile(r"(?:[、,]|以及|[和与及])(?:[一-鿿]{2,5}的)")
JOINT = re.compile(
    r"[”\"」]?(?:[、,/]|以及|外?加|[和与及或])"
    r"(?:[^,。;:、的和与及“”]{2,12}(?:引擎|平台|系统|软件|模型|机器人|助手|智能体|抑制剂|新药|工具|产品))?[“\"「]?"
)


@dataclass(frozen=True, slots=True)
class Role:
    """Where the name of a slot is looked for: ``places`` in order, ``many`` with the rest of its list.
    A ``guessed`` name is needed too, but what another rule tells without it goes before."""

    slot: str
    letters: frozenset[str]
    places: tuple[str, ...]
    many: bool
    needed: bool
    guessed: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A clause with its names, the encoded words of its sentence, and the cue that was found there."""

    clause: Clause
    inside: tuple[Item, ...]
    encoded: Encoded
    match: re.Match[str]

    @property
    def cue(self) -> tuple[int, int]:
        """The characters of the sentence that the cue covers."""
        return self.encoded.span(self.match.start(), self.match.end())


def owners_of(item: Item, inside: Sequence[Item], text: str) -> list[Item]:
    """The company whose thing it is, where it stands right before it: 星桥医疗的灵犀."""
    before = [i for i in inside if i.mention.end <= item.mention.start and letter_of(i.mention) in "CNVH"]
    if before and _OWNS.fullmatch(text[before[-1].mention.end : item.mention.start]):
        return before[-1:]
    return []


def filled(role: Role, told: Told, parsed: Parsed, context: Context, had: Sequence[Item]) -> list[Item]:
    """The names at the first place of a role that has some; ``had`` are those of the roles before it."""
    taken = {item.mention.name for item in had}
    for place in role.places:
        if place == "owner":
            there = [o for item in had[:1] for o in owners_of(item, told.inside, parsed.sentence.text)]
        elif place == "earlier":
            there = _earlier(role, told, parsed, taken)
        else:
            there = _at(place, role, told, parsed, context, taken)
        items = [i for i in there if _fits(i, role) and i.mention.name not in taken]
        if role.slot == "parent" and place == "subject":  # 子公司甲与乙大学共建: who comes later is no parent
            items = [i for i in items if i not in told.inside or i.mention.end <= told.cue[0]]
        if role.slot == "company":
            items = [i for i in items if not only_tells(i.mention)]  # 财经日报获悉
        if role.guessed:
            if any(_fits(i, role) and any(name in i.mention.name for name in taken) for i in told.inside):
                return []  # 推出了痛风管理系统: the name says what it is for, and nothing of other things
            items = [i for i in items if may_guess(i, place, taken, told.clause, parsed)]
        if items:
            return items if role.many or place == "subject" else items[:1]
    return []


def _fits(item: Item, role: Role) -> bool:
    return letter_of(item.mention) in role.letters


def _at(place: str, role: Role, told: Told, parsed: Parsed, context: Context, taken: Set[str]) -> list[Item]:
    """The names at a place, the nearest to the cue first, each with the list that it stands in."""
    begin, end = told.cue
    if place == "subject":
        return [*told.clause.subject.owners, *told.clause.subject.things]
    if place == "topic":
        return list(told.clause.topics)
    if place == "context":
        return _in_context(told, parsed, context, taken)
    if place == "text":
        return _of_text(context)
    if place == "beside":
        return _beside(told, parsed)
    if place == "nearest":
        return _nearest(role, told, parsed)
    text = parsed.sentence.text
    fitting = [item for item in told.inside if _fits(item, role) and not _COMPARED.search(text, 0, item.mention.start)]
    if place == "inside":
        near = [item for item in fitting if begin <= item.mention.start < end]
    elif place == "before":
        near = [item for item in reversed(fitting) if item.mention.end <= begin]
    else:
        near = [item for item in fitting if item.mention.start >= end]
        if role.slot != "parent" and len(near) > 1 and is_of(text, near[0].mention, near[1].mention):
            near = near[1:]  # 授予南枝集团旗下的|星桥医疗
    return _list_of(near[0], fitting, text) if near else []


def _beside(told: Told, parsed: Parsed) -> list[Item]:
    """The name right before the clause, which tells what it is: 她创办了甲公司,一家做手术机器人的企业."""
    text, begin = parsed.sentence.text, told.clause.start
    before = (item for item in parsed.items if item.mention.end <= begin)
    return [item for item in before if _MARKS.fullmatch(text, item.mention.end, begin)]


def _in_context(told: Told, parsed: Parsed, context: Context, taken: Set[str]) -> list[Item]:
    """What the text has spoken of; not its company where another without a part stands before: 子公司星桥医疗亏损."""
    others = (item.mention for item in parsed.items if not item.cost and item.mention.name not in taken)
    named = any(mention.type == "Company" and mention.start < told.clause.end for mention in others)
    meant = (None if named else context.org, context.last_product, context.last_body)
    return [Item(mention, ANAPHOR_COST) for mention in meant if mention is not None]


def _of_text(context: Context) -> list[Item]:
    """The company that the text speaks of, though the sentence names another: XQ-12,与南枝科技共同开发."""
    return [Item(m, ANAPHOR_COST) for m in (context.section_org, context.last_org) if m is not None]


def _earlier(role: Role, told: Told, parsed: Parsed, taken: Set[str]) -> list[Item]:
    """Whom the nearest clause before was about, but for who has a part already: 甲公司不缺钱,股东里有乙资本."""
    for clause in reversed(parsed.clauses[: parsed.clauses.index(told.clause)]):
        items = [i for i in (*clause.subject.owners, *clause.subject.things) if i.mention.name not in taken]
        items = [i for i in items if _fits(i, role)]
        if items:
            return [replace(item, cost=max(item.cost, _ELSEWHERE_COST)) for item in items]
    return []


def _nearest(role: Role, told: Told, parsed: Parsed) -> list[Item]:
    """The last name before the cue, in whichever clause: 灵犀是一款新药,靶向甲蛋白,瞄准痛风.
    What a method is used by stands in the same part of an enumeration."""
    text = parsed.sentence.text
    if is_nameless(text, told.clause.start, told.clause.end):
        return []
    begin = text.rfind(";", 0, told.cue[0]) + 1 if role.slot == "subject" else 0
    before = [i for i in parsed.items if begin <= i.mention.start and i.mention.end <= told.cue[0] and _fits(i, role)]
    before = [i for i in before if not _COMPARED.search(text, 0, i.mention.start)]
    return [replace(item, cost=max(item.cost, _ELSEWHERE_COST)) for item in before[-1:]]


def _list_of(item: Item, fitting: Sequence[Item], text: str) -> list[Item]:
    """The names that stand in one list with a name, itself among them."""
    first = last = fitting.index(item)
    while first > 0 and _joined(fitting[first - 1], fitting[first], text):
        first -= 1
    while last + 1 < len(fitting) and _joined(fitting[last], fitting[last + 1], text):
        last += 1
    members = list(fitting[first : last + 1])
    members.remove(item)
    return sorted([item, *members], key=lambda member: member.mention.start) if members else [item]


def _joined(one: Item, other: Item, text: str) -> bool:
    between = text[one.mention.end : other.mention.start]
    if one.mention.type == other.mention.type == "Place" and not between:
        return True  # 美国波士顿和瑞士巴塞尔
    placed = other.mention.type == "Hospital" and _OF_A_PLACE.fullmatch(between)  # 长沙的湘东医院、南昌的赣抚医院
    return bool(placed or JOINT.fullmatch(between))
