"""Fields of the industry: the words before 企业, 领域 or 赛道, without what only praises them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.lexicon import alternatives, any_word, word_set
from extract.mention import Mention
from extract.mentions.gazetteer import gazetteer_automaton
from extract.prose.clauses import Clause

#: 均在此布局, 在这一环节完成布局: the field is the one of the heading
_HERE = re.compile(r"^(?:此|这一|该)(?:环节|领域|赛道|场景|方向|市场)?$")
#: 聚焦脂肪性肝炎: what a drug is for is no trade
_ILLNESS = re.compile(r"(?:炎|症|综合征|梗死|卒中|病变|癌|动脉瘤|结节|骨折|衰竭|感染|出血)$")
#: 骨科机器人业务: the word behind says that it is a trade
_OF_FIELD = re.compile(r"(?<=..)(?:业务|领域|赛道|板块|路线|厂商|企业|公司|的(?:研发|开发|研究))$")
#: 业务涵盖|医院服务: what these rules find is a field by the words around it; 一些公司 is none all the same
TOLD = frozenset({"cued.trade_business", "cued.trade_earns", "cued.trade_staple", "cued.trade_lines", "segment.track"})
#: 创立十余家生物技术
_COUNTED = re.compile(r"[一-鿿\d][余多几数]?[家款个项]")
#: 在推进中, Ⅰ期临床, 研发影像软件: something is done or under way
_CLAUSE = re.compile(
    r"[时中后前下是]$|(?:新增|存量|整体)$|期临床$|全资|控股|我们|他们|吃下|设立|(?<!自)成立|^(?:研发|开发|生产|研制|提供).+(?:产品|软件|系统|服务|设备)$"
)
_MEMBERS = re.compile(r"、|以及|[及和与]")
#: two fields without a comma between them have so many characters each
_LONG = 4
#: 在线问诊, 可穿戴: words that a stop begins, too, and fields all the same
_NO_STOPS = (
    *(
        "在线",
        "可穿戴",
        "给药",
        "前列腺",
        "不孕",
        "有创",
        "无创",
        "自身免疫",
        "自体",
        "自动",
        "自闭症",
        "对比剂",
        "加速器",
    ),
    *("医院信息", "医院管理", "医院运营", "患者管理", "患者招募", "患者服务", "患者教育", "医生教育", "企业健康"),
    *("更年期", "除颤", "头颈", "头颅", "能谱", "能量医学"),
)
#: 主打导诊: what a thing is made for more often than what a company does
_MADE_FOR = re.compile(
    r"(?:(?:该|这[款套])?(?:产品|软件|系统|平台|模型))?(?:均|都|则|也|主要)?(?:主打|主攻|瞄准|服务于?|面向|用于)"
)
_NUMBERING = re.compile(r"^[\s\d.、()()第章节一二三四五六七八九十●➤■◆·-]+")


@cache
def _praise() -> re.Pattern[str]:
    return re.compile(rf"^.*(?:{alternatives('segment_praise')})")


def segment_words(words: str, section: Sequence[str]) -> str:
    """The field that the words name: 国际医疗影像服务 is 医疗影像服务, 此 is what the section's heading says."""
    if _HERE.match(words):
        return _NUMBERING.sub("", section[-1]) if section else ""
    return _OF_FIELD.sub("", _praise().sub("", re.split(r"[了如]", words)[-1]))


def is_segment(words: str, *, told: bool = False) -> bool:
    """A field holds a word of the trade and is no clause: 放射性药物剂量测定 yes, 在该阶段 no; ``told`` where the words
    around it say that it is one."""
    if any_word("segment_not_begins").match(words) or any_word("segment_not_ends", "WORDS$").search(words):
        return False
    if words in word_set("segment_too_wide") or _ILLNESS.search(words) or _COUNTED.search(words):
        return False
    if told:
        return re.fullmatch(r"[一-鿿A-Za-z+]{2,10}", words) is not None and not _CLAUSE.search(words)
    if _is_listed(words):
        return True
    trade = any_word("segment_words").search(words)
    whole = re.search(r"[一-鿿]{2}|^[A-Z][A-Za-z+]+$", words) is not None
    return bool(trade) and whole and not _CLAUSE.search(words) and not _stops(words)


def _stops(words: str) -> bool:
    """Whether words begin like no field does: 在该阶段, but not 在线问诊."""
    return any_word("segment_stop").match(words) is not None and not words.startswith(_NO_STOPS)


def _is_listed(words: str) -> bool:
    """Whether the words are a field or technique that the gazetteer lists: 医院信息系统 is one, though 医院 is none."""
    hits = gazetteer_automaton().find(words)
    return any((hit.start, hit.end) == (0, len(words)) and hit.entry.type == "Technology" for hit in hits)


def is_things(start: int, company: Mention, clauses: Sequence[Clause], text: str) -> bool:
    """Whether what a clause says of a field is said of the thing that the clause before brought up, and not of its
    company: 星桥医疗推出“灵犀”,主打导诊."""
    clause = next((c for c in clauses if c.start <= start < c.end), None)
    named_here = clause is not None and clause.start <= company.start < company.end <= clause.end
    if clause is None or named_here or not (clause.topics or clause.subject.things):
        return False
    return _MADE_FOR.match(text, clause.start) is not None


def members_of(words: str) -> list[str]:
    """The fields of a list: 眼科、儿科和病理, 影像设备与诊断软件; 诊断与治疗 is none."""
    parts = _MEMBERS.split(words)
    listed = "、" in words or all(len(part) >= _LONG and is_segment(part) for part in parts)
    return parts if listed else [words]
