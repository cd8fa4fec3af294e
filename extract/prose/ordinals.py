"""Ordinals that tell a figure: whoever gets the second certificate has two, 市占率位居国内第三 is a rank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.prose.sentences import Sentence
from extract.prose.wording import REGION
from extract.values.numerals import parse_hanzi

_NUMBER = r"第(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})"
#: 年内拿到的第二张三类证
_PAPER = re.compile(
    rf"(?P<head>[^,。;:]{{0,40}}){_NUMBER}(?P<unit>[张个款项])(?P<of>[^,。;:、()“”第\d]{{0,6}}?)"
    r"(?P<paper>[二三]类(?:医疗器械)?(?:注册)?证|(?:医疗器械)?注册证|许可证|(?:FDA|NMPA|CE)(?:许可|认证|批文|证))"
)
#: the third of a country or a trade says nothing of a firm
_OF_ALL = re.compile(rf"{REGION.pattern}|行业|业内|业界|同类|该类|赛道|领域")
#: 市占率为国内第三, 在心电市场排名第一
_RANK = re.compile(
    r"(?P<what>[^,。;:、()“”%\d第在]{0,14}?(?:市占率|市场占有率|市场份额|份额|装机量|出货量|销量|市场))的?"
    r"(?:排名|排行|排在?|位居|位列|名列|稳居|跃居|居|列|为|是|升至|升到|占据|达到?|已|均)+"
    rf"(?:{REGION.pattern}|行业|业内|国产|同类|品牌|厂商|企业|的)*{_NUMBER}[名位]?(?=[,。;、()]|$)"
)
_IDLE = re.compile(rf"^(?:{REGION.pattern}|的|其|该|公司|产品|目前|且|并|而|则|其中)+")


@dataclass(frozen=True, slots=True)
class Ordinal:
    """What an ordinal tells: ``of`` is the name that it is of, empty where the sentence names none before it."""

    of: str
    indicator: str
    value: float
    unit: str
    start: int
    end: int


def find_ordinals(sentence: Sentence) -> Iterator[Ordinal]:
    """The ordinals of a sentence that count what a firm has, or say where it stands in a market."""
    text = sentence.text
    if "第" not in text:
        return
    for match in _PAPER.finditer(text):
        value = _value(match["number"])
        if value > 1 and not _OF_ALL.search(match["head"]):
            yield Ordinal(
                _last(sentence, match.start("number"), ("Company",)),
                match["paper"] + "数量",
                value,
                match["unit"],
                *match.span("number"),
            )
    for match in _RANK.finditer(text):
        value = _value(match["number"])
        of = _last(sentence, match.end("what"), ("Company", "Product", "AIModel", "Drug"))
        what = _IDLE.sub("", match["what"].rpartition(of)[2] if of else match["what"])
        if value and what:
            yield Ordinal(of, what + "排名", value, "名", *match.span("number"))


def _value(number: str) -> float:
    return float(number) if number.isdigit() else parse_hanzi(number) or 0.0


def _last(sentence: Sentence, before: int, types: tuple[str, ...]) -> str:
    named = [m.name for m in sentence.mentions if m.type in types and m.end <= before]
    return named[-1] if named else ""
