"""Documents named in 《》, policies and reports told apart by the words of the title; and plans named without marks."""

from __future__ import annotations

import re

from extract.lexicon import any_word
from extract.mention import Mention

_TITLE = re.compile(r"《([^《》\n]{2,80})》")
_BRACKETED_TAIL = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")


#: “十四五”国民健康规划, “十四五”国家重点研发计划
_FIVE_YEARS = re.compile(
    r"“?十[一二三四五六]五”?(?:时期)?[一-鿿]{2,24}?(?:规划纲要|规划|计划|纲要|专项)(?![一-鿿]?(?:时期|期间))"
)
#: 国家重点研发计划“…”重点专项, “…”专项: the programme is what is named
_PROGRAMME = re.compile(
    r"(?:(?:国家|中央|省级?|市级?)[一-鿿]{2,14}?(?:计划|专项|工程|行动))?“[^“”。]{3,36}”(?:重点|重大)?专项"
    r"|(?:国家|中央)[一-鿿]{2,14}?(?:计划|专项|工程)“[^“”。]{3,36}”(?:重点|重大)?项目"
)


def find_titles(text: str) -> list[Mention]:
    """《关于…的意见》 -> Policy, 《…白皮书》 -> Report; the name is what stands between the marks."""
    found = [
        Mention(m.start(1), m.end(1), title_type(m.group(1)), m.group(1).strip(), "title.marks", 0.9)
        for m in _TITLE.finditer(text)
    ]
    for pattern in (_FIVE_YEARS, _PROGRAMME):
        found += [Mention(m.start(), m.end(), "Policy", m.group(), "title.plan", 0.8) for m in pattern.finditer(text)]
    return found


def title_type(title: str) -> str:
    """The entity type of a titled document: Policy if its words are those of a regulator, else Report."""
    core = _BRACKETED_TAIL.sub("", title)
    if any_word("title_report", r"WORDS(?:\s*\d*$|[:：])").search(core):
        return "Report"
    return "Policy" if any_word("title_policy").search(core) else "Report"
