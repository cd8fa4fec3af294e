"""The field that a paragraph of an industry review opens with, and the firms that it goes on to name.

A review tells its fields one by one: 手术机器人是最烧钱的赛道。星桥医疗的灵犀已装机三百台,南枝科技、云杉智能紧随其后.
Only the first words say which field it is; every firm that the paragraph goes on about is a firm of that field.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache

from extract.document import BlockKind
from extract.lexicon import alternatives, word_set
from extract.prose.clauses import Clause
from extract.prose.encode import Item
from extract.prose.relations import Candidate, Filler, Parsed
from extract.prose.segments import is_segment, members_of, segment_words
from extract.prose.sentences import Sentence
from extract.required import Finder

_RULE = "segment.of_paragraph"
_CONFIDENCE = 0.66
#: a review names so many firms in a paragraph; what names fewer tells of one of them
_FIRMS = 3
_SURE = 0.45
#: a list goes on: 星桥医疗的灵犀、南枝科技的Vela以及云杉智能
_JOINT = re.compile(r"(?:的[^,。;:、和与及]{1,14})?(?:\([^()]*\))?(?:、|以及|[和与及])[“\"]?")
#: behind one of these stands whom a firm deals with, who backs it or who tells of it
_OTHERS = re.compile(
    r"(?:与|和|同|跟|向|对|为|给|由|被|据|让|从|比|投资方|投资人|股东|客户|用户|资方|机构)(?:包括|有|是|为|里|中|还)*[^,。;:、]{0,6}$"
)
#: 南枝科技创始人林一帆说, 南枝咨询的数据显示: who tells of the field is none of its firms
_TELLS = re.compile(
    r"的?[^,。;:、]{0,10}?(?:创始人|合伙人|董事|总裁|总监|总经理|CEO|首席|负责人|分析师|副总|研究员"
    r"|(?:数据|统计|报告|研报|预测|测算|调研|研究院?)[^,。;:]{0,8}(?:显示|指出|预测|预计|认为|称|,)"
    r"|不完全统计|认为|表示|指出|预测|预计|统计)"
)
_THIS = Finder(r"(?:^|(?<=[。;,]))在?(?:这一|该|此|这条|这个|同一)(?:细分)?(?:赛道|领域|市场|板块|方向)[上里中内]?,")


class Fields:
    """Reads a text's sentences in order and keeps the field that the paragraph is about."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._firms: dict[int, set[str]] = {}
        for sentence in sentences:
            named = {m.name for m in sentence.mentions if m.type == "Company" and m.confidence >= _SURE}
            self._firms.setdefault(sentence.block.start, set()).update(named)
        self._fields: tuple[str, ...] = ()
        self._spoken: tuple[str, ...] = ()

    def told(self, parsed: Parsed) -> Iterator[Candidate]:
        """The firms of the sentence, each with the field that it is named under."""
        sentence = parsed.sentence
        if sentence.first:
            self._fields = ()
        if sentence.block.kind is BlockKind.HEADING or len(self._firms[sentence.block.start]) < _FIRMS:
            self._note(sentence.text)
            return
        opened = _openings(sentence, self._spoken)
        listed = _listed(sentence)
        for clause in parsed.clauses:
            opened_here = [fields for at, fields in opened if clause.start <= at < clause.end]
            self._fields = opened_here[-1] if opened_here else self._fields
            for firm, field in itertools.product(
                _firms_of(clause, parsed, clause.start in listed), listed.get(clause.start, self._fields)
            ):
                args: dict[str, Filler] = {"company": firm.mention, "segment": field}
                sure = _CONFIDENCE - firm.cost
                yield Candidate("Segment", args, clause.start, firm.mention.end, _RULE, sure, "asserted")
        self._note(sentence.text)

    def _note(self, text: str) -> None:
        """Keep the last field that the text named, for 在这一赛道上."""
        for match in _named().finditer(text) if "赛道" in text or "市场" in text or "领域" in text else ():
            self._spoken = _fields_in(match["segment"]) or self._spoken


def _openings(sentence: Sentence, spoken: tuple[str, ...]) -> list[tuple[int, tuple[str, ...]]]:
    """Where the sentence turns to which fields."""
    text = sentence.text
    heads = [*_opening().finditer(text), *_introduced().finditer(text)]
    first = _first_words().match(text) if sentence.first else None
    heads += [first] if first else []
    firms = [m for m in sentence.mentions if m.type == "Company"]
    # 星桥医疗守住了眼底这一细分赛道: a field that a firm is told to be in is the field of no other
    heads = [head for head in heads if not any(head.start() <= m.start < head.end() for m in firms)]
    found = [(match.start("segment"), _fields_in(match["segment"])) for match in heads]
    found += [(match.end() - 2, spoken) for match in _THIS.finditer(text)]
    return sorted((at, fields) for at, fields in found if fields)


def _listed(sentence: Sentence) -> dict[int, tuple[str, ...]]:
    """By the clause's beginning the fields of lists that go no further: 手术机器人有星桥医疗和南枝科技."""
    found = {}
    for mention in sentence.mentions:
        had = _having().search(sentence.text, 0, mention.start) if mention.type == "Company" else None
        fields = _fields_in(had["segment"]) if had else ()
        if had and fields:
            found[had.start()] = fields
    return found


def _fields_in(words: str) -> tuple[str, ...]:
    """The fields that the words name: 机器人与康养 are two."""
    words = segment_words(words, ())
    parts = tuple(p for p in members_of(words) if is_segment(p) and p not in word_set("field_too_broad"))
    return parts if len(parts) == len(members_of(words)) else ()


def _firms_of(clause: Clause, parsed: Parsed, one: bool) -> list[Item]:
    """The firms that a clause is about, and lists of firms in it, of which ``one`` will do."""
    text = parsed.sentence.text
    inside = [
        item
        for item in parsed.items
        if clause.start <= item.mention.start < clause.end
        and item.mention.type == "Company"
        and not item.topic
        and item.mention.confidence >= _SURE
    ]
    groups: list[list[Item]] = []
    for item in inside:
        if groups and _JOINT.fullmatch(text[groups[-1][-1].mention.end : item.mention.start]):
            groups[-1].append(item)
        else:
            groups.append([item])
    owners = {item.mention.start for item in clause.subject.owners}
    return [item for group in groups if _is_meant(group, owners, clause, text, 1 if one else 2) for item in group]


def _is_meant(group: list[Item], owners: set[int], clause: Clause, text: str, least: int) -> bool:
    if _TELLS.match(text, group[-1].mention.end):
        return False
    if any(item.mention.start in owners for item in group):
        return True
    return len(group) >= least and not _OTHERS.search(text, clause.start, group[0].mention.start)


_FIELD = r"(?:在|而)?(?P<segment>(?!而)[^,。;:、“”()的是在\d]{2,12}?(?:[和与及、][^,。;:、“”()的是在\d]{2,10}?)?)"


@cache
def _opening() -> Finder:
    """手术机器人的牌桌上, 眼底方向: the head of a clause that says in which field the firms behind it are."""
    return Finder(
        rf"(?:^|(?<=[。;:,]))(?:{alternatives('field_leads')})*{_FIELD}的?(?:{alternatives('field_nouns')})"
        r"(?:这一?[边侧端头]|一侧|本身)?(?:[上里中内]|来看|来说)?,"
    )


@cache
def _introduced() -> Finder:
    return Finder(rf"(?:^|(?<=[。;]))(?:{alternatives('field_leads')})+{_FIELD},")


@cache
def _having() -> re.Pattern[str]:
    """手术机器人有, 病理AI的代表是, 可穿戴方面则以: right before the firms of a field."""
    return re.compile(
        rf"(?:^|(?<=[。;:,])){_FIELD}(?:{alternatives('field_nouns')})?[上里中内]?,?(?:则|也|还|主要|目前|如今)*"
        r"(?:有|以|看|首推|当属|要数|的(?:[^,。;:是]{0,4})(?:代表|玩家|选手|主力|企业|公司|厂商|巨头|龙头)[^,。;:]{0,4}[是有为括])[“\"]?$"
    )


@cache
def _first_words() -> re.Pattern[str]:
    """影像仍是最拥挤的赛道, 制药方向的想象空间更大, 康养同样热闹: the first words of a paragraph."""
    nouns = alternatives("field_nouns")
    return re.compile(
        rf"(?:{alternatives('field_leads')})*{_FIELD}"
        rf"(?:(?:{alternatives('field_adverbs')})*是[^,。;]{{0,24}}?(?:{nouns}|{alternatives('field_parts')})[。;,之]"
        rf"|(?:{nouns}|企业|公司|厂商|玩家|药企)[^,。;:]{{0,16}}[。;,:]"
        r"|(?:的[^,。;:]{2,14}|(?:已|也|又)?(?:成了|成为|堪称|跻身|沦为|变成|走到|走向|进入|迎来)[^,。;:]{1,14})[。;,:]"
        rf"|(?:的[^,。;:]{{1,8}})?(?:{alternatives('field_adverbs')})+(?!是)[^,。;:]{{1,10}}[。;:,])"
    )


@cache
def _named() -> re.Pattern[str]:
    return re.compile(r"(?P<segment>[^,。;:、“”()的是年在\d]{2,12}?)(?:赛道|领域|市场)")
