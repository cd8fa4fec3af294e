"""Figures that a list of subjects shares out: 甲、乙和丙分别为8%、6%和5%, 其次是甲和乙,各4条."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.lexicon import alternatives
from extract.mention import Mention
from extract.prose.places import TOPICS, split_indicator
from extract.prose.sentences import Sentence
from extract.values.numbers import Quantity

_EACHES = (
    "占比|占股|持股|占据|占|为|是|有|达到|达|约|近|超过|超|不低于|不少于|不超过|不到|不足|涨|跌|以|凭借|凭|按|自|已|了"
    "|增长|下降|下滑|提升|提高|缩短|贡献|实现|录得|持有[^,。;:、\\d]{0,14}"
)
#: what stands between the last of the list and the word that shares out: 等企业, 三个方向2023年的占比
_OF_THE_LIST = re.compile(
    r"(?:等|平台|企业|公司|赛道)?(?:20\d{2}年)?的?(?:占比|比例|数量|收入|增速|增长率)?(?:已|都)?$"
)

_TIME = re.compile(r"20\d{2}年|[一二三四]季度|[上下]半年")


def holders(subjects: Sequence[str], place: int, figures: int) -> list[str]:
    """Whose the figure at ``place`` of a list is: of one of as many subjects, or of each where there is one figure."""
    if len(subjects) > 1 and figures == len(subjects):
        return [subjects[place]]
    return list(subjects) if figures == 1 else []


def shared_subjects(sentence: Sentence, quantity: Quantity, told: Sequence[str], figures: int) -> list[str]:
    """The list that 各, 均, 分别 or 依次 before a figure shares it out to; ``told`` are the subjects of the figures
    before it, which as many ``figures`` go on about: 甲39条、乙24条,占比依次为62%和38%."""
    text = sentence.text[: quantity.start]
    each = _each().search(text)
    if each is None:
        return []
    head = _OF_THE_LIST.sub("", text[: each.start()], count=1)
    listed = re.search(r"[^,。;:]*$", head)
    if not head.strip(",") or head.endswith(","):
        again = told[-figures:] if 1 < figures <= len(set(told[-figures:])) else []
        return _named_chain(sentence, len(head)) or list(again)
    members = re.split(r"、|和|与|以及|及", listed.group() if listed else "")
    if any(_TIME.search(member) for member in members):
        return []  # 2025年、2026年营收分别为8.4亿元和10.7亿元: the times are shared out, not the subjects
    members[0] = re.split(r"的|在|为|是|有|按|以|如|,", members[0])[-1]
    members[-1] = re.sub(r"(?:[两三四五六七八九]个?(?:方向|领域|省|赛道|部位|类)|相关)$", "", members[-1])
    names = [_known_name(sentence.mentions, member) for member in members]
    names = [re.sub(r"(?<=.)等$", "", name.strip()) for name in names]
    return [name for name in names if 2 <= len(name) <= 14 and not name.isdigit()] if len(names) > 1 else []


def shared_out(
    sentence: Sentence, quantity: Quantity, told: Sequence[str], figures: int
) -> tuple[list[str], list[str]]:
    """The subjects of as many figures, or else what each of them measures: 敏感度、特异度分别为91.3%和88.7%."""
    members = shared_subjects(sentence, quantity, told, figures)
    measured = _indicators(members) if len(members) == figures else []
    return ([], measured) if measured else (members, [])


def _indicators(members: Sequence[str]) -> list[str]:
    parted = [split_indicator(member) for member in members]
    told = all(indicator for _, indicator in parted) and not any(subject for subject, _ in parted[1:])
    return [indicator for _, indicator in parted] if told and len(parted) > 1 else []


@cache
def _each() -> re.Pattern[str]:
    """各手握, 分别以, 均超过: shares out the figure behind it."""
    return re.compile(rf"(?:分别|依次|各|均)(?:{_EACHES}|{alternatives('counting_verbs')})*$")


def _named_chain(sentence: Sentence, end: int) -> list[str]:
    """其次是甲、乙和丙,各4条: the last names that the sentence has listed before the figure."""
    chain: list[Mention] = []
    for mention in reversed([m for m in sentence.mentions if m.type in TOPICS and m.end <= end]):
        if chain and not re.fullmatch(r"[、和与及]|以及", sentence.text[mention.end : chain[-1].start]):
            break
        chain.append(mention)
    return [mention.name for mention in reversed(chain)] if len(chain) > 1 else []


def _known_name(mentions: Sequence[Mention], words: str) -> str:
    return next(
        (m.name for m in mentions if m.name in words and m.type in TOPICS),
        re.sub(r"^(?:其余|其中|以|如|包括)", "", words),
    )
