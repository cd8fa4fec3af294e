"""Decides whether a listed name that is also a common word is meant as a name: by the words beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.lexicon import any_word
from extract.mention import Mention
from extract.mentions.gazetteer import VAGUE, WEAK
from extract.mentions.titles import is_journal

_LIST_MARK = "、"
#: 基因测序仪 and 磁共振成像装置 are instruments, not the technology in them
_DEVICE = re.compile(r"仪(?!表)|装置")
_WINDOW = 12
_OPENED, _CLOSED = ("“", "「", "《"), ("”", "」", "》")
#: 与|浪潮|合作研发
_WITH = ("与", "和", "同", "携手", "联合")
_JOINTLY = re.compile(r"(?:合作|共同|联合|签|达成|共建|联手)")
_OF_MACHINES = re.compile(r"(?:在[^,。;:、]{1,6})?的?(?:累计)?(?:装机|平替|占\d+台|以?\d+台|手术量)")
_MEANT = 0.75
_LETTERS = re.compile(r"(?!AI)[A-Z]{2,5}(?:-[A-Z]{1,4})?")
_OF_NAMED = re.compile(
    r"(?:自动)?(?:辅助)?(?:分析|评估|计算|检测|诊断|治疗)?(?:软件|系统|平台|产品|工具|算法|疗法)(?:[“「]|[A-Z])"
)


def passes_context(text: str, mentions: list[Mention]) -> list[Mention]:
    """Sure mentions, and unsure ones in a list with a sure one or beside a cue of their type."""
    mentions = [m for m in mentions if not (m.type == "Technology" and _DEVICE.match(text, m.end))]
    mentions = [replace(m, confidence=min(m.confidence, WEAK)) if _is_in_passing(text, m) else m for m in mentions]
    mentions = [replace(m, confidence=max(m.confidence, _MEANT)) if _is_method(text, m) else m for m in mentions]
    sure = [m for m in mentions if m.confidence > VAGUE]
    makers = {m.end for m in sure if m.type == "Company"}
    vague = [m for m in mentions if m.confidence <= VAGUE and not _in_journal(text, m)]
    meant = [
        replace(m, confidence=_MEANT)
        for m in vague
        if _in_list(text, m, sure) or _beside_cue(text, m) or _is_owned(text, m, makers)
    ]
    return sorted(sure + meant)


def _is_in_passing(text: str, mention: Mention) -> bool:
    """Whether a technology only says of what kind a company or a scholar is, or a place what a post is for:
    手术机器人|研发商, 计算化学|家, 大中华区|总裁."""
    if mention.type == "Place":
        return any_word("company_officers").match(text, mention.end) is not None
    return mention.type == "Technology" and any_word("after_field").match(text, mention.end) is not None


def _is_method(text: str, mention: Mention) -> bool:
    """Whether a method by its letters says with what a named thing works: CT-FFR|软件“霁衡”."""
    latin = mention.type == "Technology" and _LETTERS.fullmatch(mention.name) is not None
    return latin and _OF_NAMED.match(text, mention.end) is not None


def _in_journal(text: str, mention: Mention) -> bool:
    return mention.type == "Report" and is_journal(text, mention.start - 1, mention.end + 1)


def _in_list(text: str, mention: Mention, sure: list[Mention]) -> bool:
    return any(
        (other.end + 1 == mention.start and text[other.end] == _LIST_MARK)
        or (mention.end + 1 == other.start and text[mention.end] == _LIST_MARK)
        for other in sure
        if _kin(other.type, mention.type)
    )


def _kin(one: str, other: str) -> bool:
    organisations = {"Company", "Investor", "Institution", "Hospital"}
    return one == other or {one, other} <= organisations


def _is_owned(text: str, mention: Mention, makers: set[int]) -> bool:
    """Whether a firm's name and 的 stand right before a thing, or it is said of machines: …装机40台."""
    if mention.type != "Product":
        return False
    owned = text[mention.start - 1 : mention.start] == "的" and mention.start - 1 in makers
    return owned or _OF_MACHINES.match(text, mention.end) is not None


def _beside_cue(text: str, mention: Mention) -> bool:
    after, before = text[mention.end : mention.end + _WINDOW], text[max(0, mention.start - _WINDOW) : mention.start]
    if mention.type in ("Company", "Investor"):
        return bool(
            any_word("company_cue_after").match(after)
            or (before.endswith(_WITH) and _JOINTLY.match(after))
            or re.search(r"(?:企业|公司|厂商|巨头|服务商|机构|领投|由)$", before)
        )
    if mention.type == "Policy" and text[mention.start - 1 : mention.start] in _OPENED:
        return text[mention.end : mention.end + 1] in _CLOSED  # “人工智能+医疗卫生” is more than 人工智能+
    if mention.type == "Hospital":
        return bool(re.match(r"(?:医院|等|、)", after))
    return bool(re.search(r"[“「\"《]$", before) or re.match(r"(?:平台|系统|模型|大模型|软件|产品|技术|算法)", after))
