"""What stands before a name and only describes it: 接入望舒大模型的|灵犀系统, 星桥医疗旗下|南枝科技的灵犀系统.

A rule takes the first name that fits behind its verb or before its thing; where that name is part of a description, the
fact is of the name described. 其 and 公司 before a thing say whose it is, whatever else the sentence tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.mention import Mention
from extract.prose.clauses import Clause, brings
from extract.prose.kinship import is_of
from extract.prose.relations import Candidate, Filler, Parsed
from extract.prose.sellers import is_bought, seller
from extract.prose.stand_ins import ANAPHOR_COST
from extract.prose.subjects import Context, nearest_company

_THINGS = frozenset({"Product", "AIModel", "Drug"})
#: Kind -> the slot of the thing that is brought out.
_BROUGHT = {"Release": "product", "Develops": "product", "Approval": "product", "Targets": "product"}
#: Kind -> the slot of the one firm whose the thing is.
_WHOSE = {
    "Develops": ("company", "product"),
    "Approval": ("holder", "product"),
    "Pipeline": ("developer", "drug"),
    "Deployment": ("company", "product"),
}
#: 接入|望舒大模型的新系统: what a thing works with stands before it
_WITH = re.compile(
    r"(?:(?<![所可加足])以|接入|搭载|内置|内嵌|嵌入|植入|集成|融合|基于|依托|借助|(?<!可)支持|采用|利用|使用|适配)了?"
    r"(?:[^,。;:、的将把]{0,8}(?:模型|平台|引擎|系统))?[“\"]?$"
)
#: 以灵犀为代表的产品
_BY = re.compile(r"以[“\"]?$")
#: 基于望舒大模型的导诊服务: no name is brought out
_ONLY_WITH = re.compile(r"[”\"]?[^,。;:、“”]{0,6}?(?:的|(?:打造|开发|研发|构建|训练|研制)的?)(?=[^,。;:])")
_JOINED = re.compile(r"(?:[、,;]|以及|[和及])$")
#: behind a firm that brings out a thing itself
_BRINGS_OUT = re.compile(
    r"(?:也|还|则|近日|随后|亦|又|已|先后)*(?:推出|发布|上线|研发|开发|打造|展示|展出|带来|公布|开源)了?[^,。;:的]{0,12}"
)
#: behind what it works with: 望舒大模型能力的
_DESCRIBES = re.compile(
    r"[”\"]?[^,。;:、“”]{0,8}?(?:的|(?:打造|开发|研发|构建|训练|研制|驱动)的?)(?P<words>[^,。;:]{0,16}?)[“\"]?"
)
#: 其影像平台|灵犀, 公司核心产品|灵犀: words of whose a thing is, with those of its kind
_ITS = re.compile(
    r"(?:(?<![尤极何莫与])其(?!中|他|它|余|实|次|间|后)|[它自]家?的|我们的|(?:(?<=[,。;:将把以由对在用从为让进])|^)公司)"
    r"(?:的|自有|自家|自研的?|自主研发的?|研发的|开发的|旗下的?|首[款个]|核心|主打|拳头|明星|新一代|在研|C端|B端|产品|管线){0,4}"
    r"(?:(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:最新|新近|刚刚?|自主|联合)?(?:发布|推出|上线|研发|开发|打造)的)?"
    r"(?:[^,。;:“”的与和将把已在为]{0,18}(?:软件|系统|平台|机器人|模型|产品|设备|工具|助手|引擎|大脑|中台|小程序|应用|数据库"
    r"|智能体|管线|药物|新药|抑制剂|疗法|候选药))?[“\"]?$"
)
#: between two things of a list, the second with its kind: 灵犀、|规划软件“|望舒
_NEXT = re.compile(
    r"[”\"]?(?:\([^()]*\))?(?:[、,]|以及|[和与及])(?:(?!使用|采用|接入|基于|拿到|获得)[^,。;:、“”的和与及]){0,16}?"
    r"(?:软件|系统|平台|机器人|模型|产品|设备|工具|助手|引擎|智能体|管线|药物|新药|抑制剂|疗法|候选药)?[“\"]?"
)
#: 其竞品, 其投资的: what somebody has to do with is not his
_NOT_ITS = re.compile(r"投资|收购|采购|竞品|合作|引进|代理|参股|客户|使用|采用")
_SURE = 0.4
_CONFIDENCE = 0.68


def described(candidates: Iterable[Candidate], parsed: Parsed) -> Iterator[Candidate]:
    """The candidates, each of the thing and the firm that its words describe and not of one in the description."""
    text = parsed.sentence.text
    named = [item.mention for item in parsed.items if item.mention.end > item.mention.start]
    for candidate in candidates:
        of_head = _of_head(candidate, named, text)
        if of_head is not None:
            yield _of_child(_of_other(of_head, named, text), named, text)


def _of_head(candidate: Candidate, named: Sequence[Mention], text: str) -> Candidate | None:
    """The candidate of the thing that is brought out, None where only what that works with has a name."""
    slot = _BROUGHT.get(candidate.kind, "")
    thing = candidate.args.get(slot)
    if not isinstance(thing, Mention) or not _stands(thing, text) or not _WITH.search(text, 0, thing.start):
        return candidate
    head = _head(thing, named, text)
    if head is not None:
        return _with(candidate, slot, head)
    only_with = _ONLY_WITH.match(text, thing.end) and not _BY.search(text, 0, thing.start)
    return None if only_with else candidate


def _stands(mention: Mention, text: str) -> bool:
    """Whether a name stands in the text and is neither unsaid nor meant by another word."""
    return text[mention.start : mention.end] == mention.name


def _of_other(candidate: Candidate, named: Sequence[Mention], text: str) -> Candidate:
    """The candidate of the firm that brings the thing out itself: 星桥医疗推出“望舒”、|南枝科技发布灵犀."""
    thing = candidate.args.get(_BROUGHT.get(candidate.kind, ""))
    if not isinstance(thing, Mention) or not _stands(thing, text):
        return candidate
    for slot, maker in _makers(candidate):
        between = [m for m in named if maker.end <= m.start and m.end <= thing.start and m.type == "Company"]
        for other in between if _stands(maker, text) else ():
            own = brings().search(text, maker.end, other.start) and _JOINED.search(text, maker.end, other.start)
            if own and _BRINGS_OUT.fullmatch(text, other.end, thing.start):
                return _with(candidate, slot, (other,) if slot == "publishers" else other)
    return candidate


def _makers(candidate: Candidate) -> Iterator[tuple[str, Mention]]:
    for slot in ("company", "publishers", "holder"):
        value = candidate.args.get(slot, ())
        yield from (
            (slot, one) for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Mention)
        )


def _head(thing: Mention, named: Sequence[Mention], text: str) -> Mention | None:
    """The thing that is described by what it works with: 接入望舒大模型的|灵犀系统."""
    behind = next((m for m in named if m.start >= thing.end and m.type in _THINGS), None)
    return behind if behind and _DESCRIBES.fullmatch(text, thing.end, behind.start) else None


def _of_child(candidate: Candidate, named: Sequence[Mention], text: str) -> Candidate:
    """The candidate of the firm that is named by its parent: 星桥医疗旗下南枝科技的灵犀 is of 南枝科技."""
    whose, what = _WHOSE.get(candidate.kind, ("", ""))
    parent, thing = candidate.args.get(whose), candidate.args.get(what)
    if not isinstance(parent, Mention) or parent.end == parent.start:
        return candidate
    child = next((m for m in named if m.start >= parent.end and m.type in ("Company", "Institution")), None)
    if child is None or not is_of(text, parent, child):
        return candidate
    if isinstance(thing, Mention) and thing.start < child.end:
        return candidate
    return _with(candidate, whose, child)


def _with(candidate: Candidate, slot: str, filler: Filler | tuple[Filler, ...]) -> Candidate:
    return replace(candidate, args={**candidate.args, slot: filler})


def its_things(parsed: Parsed, context: Context) -> Iterator[Candidate]:
    """The things that are told to be somebody's by 其 or 公司 right before them or before the list that they end, even
    where the rest is only planned: 资金将用于其影像平台灵犀的推广."""
    sentence = parsed.sentence
    last: tuple[Mention, re.Match[str]] | None = None
    for mention in sentence.mentions:
        if mention.type not in _THINGS or mention.confidence < _SURE:
            continue
        found = _ITS.search(sentence.text, 0, mention.start)
        if found is None and last is not None and _NEXT.fullmatch(sentence.text, last[0].end, mention.start):
            found = last[1]  # 其分诊软件灵犀和规划软件|望舒
        last = (mention, found) if found is not None else None
        if found is None or _NOT_ITS.search(found.group()):
            continue
        owner = _owner(found.start(), parsed.clauses) or nearest_company(sentence, found.start())
        owner = owner or _owner(found.start(), parsed.clauses, carried=True) or context.org
        if found.group().startswith("我们"):
            owner = context.org_of_text  # whom the one who speaks works for, not whom he names
        elif is_bought(sentence.text, found.start()):
            owner = seller(sentence, found.start(), owner, (context.last_org, context.section_org))
        if owner is not None and owner.type == "Company":
            args: dict[str, Filler | tuple[Filler, ...]] = {"company": owner, "product": mention}
            yield Candidate("Develops", args, found.start(), mention.end, "develops.its", _CONFIDENCE, "asserted")


def _owner(position: int, clauses: Sequence[Clause], *, carried: bool = False) -> Mention | None:
    """The one company that the clause around a place is about; with ``carried`` one of a sentence before, too."""
    clause = next((c for c in clauses if c.start <= position < c.end), None)
    owners = [i.mention for i in clause.subject.owners if carried or i.cost < ANAPHOR_COST] if clause else []
    return owners[0] if len(owners) == 1 and owners[0].type == "Company" else None
