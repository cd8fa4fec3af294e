"""Words that stand for a name: 前者 and 后者 for the two named before, 标的公司 for the firm that is bought."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.mention import Mention
from extract.prose.encode import Item
from extract.prose.sentences import Sentence

#: What it costs in sureness to take a word for a name, or a subject from the sentence before.
ANAPHOR_COST = 0.12
_PAIRED = re.compile(r"[前后]者|[前后]一[款个种家项](?:软件|系统|产品|平台|模型|药物?|公司|企业)?")
#: What 前者 and 后者 may mean.
PAIRED_TYPES = ("Product", "AIModel", "Drug", "Company")
_TARGET = re.compile(r"(?:标的|目标)(?:公司|企业)|交易标的")
#: 受让成都脉语科技有限公司62%股权, 收购星桥医疗: the firm behind, or the one whose shares are told, is bought
_BUYS = re.compile(r"(?:收购|受让|并购|买[下入]|增资|认购|购买)[^,。;]{0,30}$")
_SHARES = re.compile(r"(?:\([^()]*\))?的?(?:约|合计)?(?:\d[\d.]*%|全部|剩余|部分|控股|控制)?的?股权")


def stand_in(match: re.Match[str], meant: Mention, group: str | int = 0) -> Item:
    """The name that words mean, at their place."""
    span = Mention(match.start(group), match.end(group), meant.type, meant.name, meant.rule, meant.confidence)
    return Item(span, ANAPHOR_COST)


def former_and_latter(sentence: Sentence, named: Sequence[Mention]) -> list[Item]:
    """前者 and 后者: of the two names of one kind that stand last before them, if need be in the sentence before."""
    items: list[Item] = []
    before: Sequence[Mention] = ()
    paired: bool | None = None
    for match in _PAIRED.finditer(sentence.text):
        latter = match.group().startswith("后")
        if paired is None or paired == latter:  # 前者带来灵犀,后者展示听雨: both are of the pair before the first
            here = [m for m in sentence.mentions if m.end <= match.start() and m.type in PAIRED_TYPES]
            before = here or named
            paired = latter
        if not before:
            continue
        last = before[-1]
        others = [m for m in before if (m.type == "Company") == (last.type == "Company") and m.name != last.name]
        meant = last if latter else others[-1] if others else None
        if meant is not None:
            items.append(stand_in(match, meant))
    return items


def bought_in(sentence: Sentence) -> Mention | None:
    """The firm that a sentence says is bought."""
    text = sentence.text
    firms = [m for m in sentence.mentions if m.type == "Company"]
    return next((m for m in firms if _SHARES.match(text, m.end) and _BUYS.search(text, 0, m.start)), None)


def targets(sentence: Sentence, bought: Mention | None) -> list[Item]:
    """Items for 标的公司, the firm that a sentence before said is bought."""
    return [] if bought is None else [stand_in(match, bought) for match in _TARGET.finditer(sentence.text)]
