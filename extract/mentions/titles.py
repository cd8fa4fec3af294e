"""Documents named in 《》, policies and reports told apart by the words of the title; and plans named without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.lexicon import any_word
from extract.mention import Mention
from extract.required import Finder

_TITLE = re.compile(r"《([^《》\n]{2,80})》")
_BRACKETED_TAIL = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
#: what may stand behind the word that says what a document is: …指南2024版
_EDITION = r"(?:第[一二三四五六七八九十\d]+版|(?:20\d{2})?(?:年?版)?)?$"
_OF_AUTHORITY = re.compile(r"^(?:关于|国务院|中共中央|国家)")
#: 《自然·医学》杂志, 发表于《柳叶刀》: where something is published is no document
_JOURNAL_BEFORE = re.compile(
    r"(?:期刊|杂志|刊物|顶刊|子刊|学报|周刊|发表[于在]|刊[登发载][于在]?|见刊于|见诸|登上|登载于|投稿|收录于|接收于)"
    r"(?:国际|顶级|学术|权威|著名|医学|的|了|期刊|杂志)*(?:《[^《》]*》(?:、|和|与|及|以及))*$"
)
_JOURNAL_AFTER = re.compile(
    r"(?:等?(?:国际|顶级|学术|权威|医学|多[家本])*(?:杂志|期刊|子刊|学报|正刊|周刊|月刊))|(?:上|刊文|刊登|刊发|发表|在线发表)(?!线|市|调)"
)
_OUTLET_BEFORE = re.compile(r"(?:文|作者|来源|采写|撰文|编辑)[|:/丨]\s*$")
_OUTLET_AFTER = re.compile(r"\s*(?:\d{1,2}月\d{1,2}日)?(?:[讯电]\s*)?[(\[|]?\s*记者")
#: 发布2025年年报 alone is nobody's; of a company it is a report by name: 睿澜信息|2025年年报
_COMPANY_REPORT = re.compile(
    r"(?:(?:20\d{2}|去|今)年?(?:度|上半年|前三季度|第?[一二三四]季度)?)?"
    r"(?:年报|年度报告|半年报|半年度报告|中期报告|中报|[一三]季报|季报|招股书|招股说明书)(?![一-鿿]{0,2}期)"
)

#: “十四五”国民健康规划, “十四五”国家重点研发计划
_FIVE_YEARS = Finder(
    r"“?十[一二三四五六]五”?(?:时期)?[一-鿿]{2,24}?(?:规划纲要|规划|计划|纲要|专项)(?![一-鿿]?(?:时期|期间))"
)
#: 国家重点研发计划“…”重点专项, “…”专项: the programme is what is named
_PROGRAMME = Finder(
    r"(?:(?:国家|中央|省级?|市级?)[一-鿿]{2,14}?(?:计划|专项|工程|行动))?“[^“”。]{3,36}”(?:重点|重大)?专项"
    r"|(?:国家|中央)[一-鿿]{2,14}?(?:计划|专项|工程)“[^“”。]{3,36}”(?:重点|重大)?项目"
)
#: “人工智能+医疗卫生”三年行动方案
_QUOTED_PLAN = re.compile(
    r"“[^“”。]{3,24}”[一-鿿]{0,6}?(?:三年|五年|专项|重点)?"
    r"(?:行动方案|行动计划|实施方案|实施意见|指导意见|工作方案|专项行动|发展规划|专项规划|若干措施|管理办法)"
)


def _type_of(text: str, title: re.Match[str]) -> str:
    """What is named in marks: a document, or the outlet of a byline (文|《医械纵深》张三, 《医械纵深》讯 记者)."""
    outlet = _OUTLET_BEFORE.search(text, 0, title.start()) or _OUTLET_AFTER.match(text, title.end())
    return "Institution" if outlet else title_type(title.group(1))


def find_titles(text: str) -> list[Mention]:
    """《关于…的意见》 -> Policy, 《…白皮书》 -> Report; the name is what stands between the marks.

    A contract (《…合作协议》) and a journal are neither.
    """
    found = [
        Mention(m.start(1), m.end(1), _type_of(text, m), m.group(1).strip(), "title.marks", 0.9)
        for m in _TITLE.finditer(text)
        if not (any_word("title_contract", "WORDS$").search(m.group(1)) or is_journal(text, m.start(), m.end()))
    ]
    for pattern in (_FIVE_YEARS, _PROGRAMME, _QUOTED_PLAN):
        found += [Mention(m.start(), m.end(), "Policy", m.group(), "title.plan", 0.8) for m in pattern.finditer(text)]
    return found


def is_journal(text: str, start: int, end: int) -> bool:
    """Whether the title at ``start:end`` is where something is published: 发表于《柳叶刀》, 《自然·医学》杂志."""
    return bool(_JOURNAL_BEFORE.search(text[max(0, start - 60) : start]) or _JOURNAL_AFTER.match(text, end))


def find_reports(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """The reports that companies have to publish: 睿澜信息|2025年年报, 睿澜信息|招股书."""
    for maker in (m for m in known if m.type == "Company"):
        report = _COMPANY_REPORT.match(text, maker.end)
        if report:
            yield Mention(
                maker.start, report.end(), "Report", text[maker.start : report.end()], "head.report", maker.confidence
            )


def title_type(title: str) -> str:
    """The entity type of a titled document: Policy if its words are those of a regulator, else Report."""
    core = _BRACKETED_TAIL.sub("", title)
    if any_word("title_report", r"WORDS(?:\s*\d*$|[:：])").search(core):
        return "Report"
    if _OF_AUTHORITY.match(core) and any_word("title_policy").search(core):
        return "Policy"
    return "Policy" if any_word("title_policy", "WORDS" + _EDITION).search(core) else "Report"
