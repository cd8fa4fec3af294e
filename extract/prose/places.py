"""A figure in its sentence: the clause around it, what the words there are, and who can have it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.lexicon import alternatives, word_set
from extract.prose.wording import REGION, Counted, Wording, after_figure, before_figure, cut
from extract.values.numbers import Quantity

_CLAUSE = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|[。;!?:、()]")
#: Words in brackets inside a clause: 核心客户(贡献收入50万元或以上的客户)增长至235个.
_GLOSS = re.compile(r"\([^()]{6,40}\)(?=[一-鿿])")
#: 机构预测2030年将达到38亿美元: who expects it has no figure
_FORECASTER = re.compile(
    r"^(?:多家|有)?(?:机构|业内|券商|分析师|管理层|业界)(?:普遍|则|还)?(?=预测|预计|估计|估算|测算)"
)
_ENDS_LIST = re.compile(r"等(?:共|约|近|超过?|多达)*$")
#: 其已有超过100款产品落地: what is there is somebody's; 全国已有800家医院 is nobody's
_HAVING = re.compile(r"(?<![没具还])有(?:了|着)?(?:超过?|约|近|逾|上|共)*$")
#: 可为林芝等地的11家医院提供远程诊断
_SERVING = re.compile(r"^.{0,8}(?:为|向|给)[^为向给]{0,24}$")
_SERVED = re.compile(r"提供|服务|开展|完成|赋能|输出|交付|部署")
_LISTING = re.compile(r"(?:就|还|已|目前)?(?:包括|囊括|包含|例如|譬如|诸如|分别是|有|如|是)了?$")
#: 覆盖甲癌、乙癌和丙癌|三个|病种: what is listed says which are counted
_COVERED = re.compile(
    r"(?P<verb>覆盖|涵盖|囊括|聚焦|支持|识别)(?:了|于|到)?[^,。;:、]{1,20}(?:、[^,。;:、]{1,20})*(?:[、和与及]|以及)[^,。;:、]{1,20}$"
)
_ILLS = re.compile(r"(?:病种|癌种|疾病|病变|适应[证症])")
_RATIOS = frozenset({"%", "倍", "百分点"})
_HOURS = frozenset({"毫秒", "秒", "分钟", "小时", "天"})
_UNTOLD = frozenset({"metric.carried", "metric.phrase", "metric.subject", "metric.held"})

#: an indicator or what is counted has no more characters
LONGEST = 20

#: what a figure can be of by name
TOPICS = frozenset({"Company", "Investor", "Product", "AIModel", "Institution", "Hospital", "Drug"})


@dataclass(frozen=True, slots=True)
class Frame:
    """The subject and indicator of a figure and the name of the frame that gave them; ``noun`` is what was counted."""

    subject: str
    indicator: str
    rule: str
    noun: str = ""
    unit: str = ""  # that of the figure it was told for
    owner: str = ""  # the thing before the figure, where that is no indicator: 整体客户77.8%

    def fits(self, quantity: Quantity) -> bool:
        """Whether a figure can go on from this one by its unit: not 15张 from 展览面积7万平方米."""
        unit = "元" if quantity.is_money else quantity.unit
        return not self.unit or not unit or self.unit == unit or {self.unit, unit} <= _HOURS  # 由2小时缩短到8分钟

    @property
    def is_told(self) -> bool:
        """Whether words of the figure's own clause say what it measures."""
        return bool(self.indicator) and self.rule not in _UNTOLD


@dataclass(frozen=True, slots=True)
class Around:
    """A sentence with what its figures need: the dates and figures in it, its names, where the next figure begins."""

    text: str
    blanks: Sequence[tuple[int, int]] = ()
    names: Sequence[str] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A figure in its sentence: the clause around it, parted into words, and what the sentence is about."""

    text: str
    quantity: Quantity
    before: str
    wording: Wording
    counted: Counted
    topic: str

    @property
    def ahead(self) -> str:
        """The sentence up to the figure."""
        return self.text[: self.quantity.start]

    @property
    def behind(self) -> str:
        """The sentence from the end of the figure on."""
        return self.text[self.quantity.end :]

    @property
    def is_ratio(self) -> bool:
        """Whether the figure can tell by how much something changed."""
        return self.quantity.unit in _RATIOS

    @property
    def holds_itself(self) -> bool:
        """Whether the clause names who has the figure, or the sentence's topic stands in it, or before a list in it."""
        if named_holder(self.wording.holder):
            return True
        clause = re.split(r"[,。;:!?]", self.ahead)[-1]
        served = _SERVING.search(clause) and _SERVED.search(re.split(r"[,。;]", self.behind)[0])
        had = (served or _HAVING.search(self.ahead[: self.quantity.outer_start])) and not REGION.search(clause)
        return bool(self.topic) and (self.topic in clause or bool(had))

    @property
    def holder(self) -> str:
        """Who has the figure, as the clause or the sentence says."""
        return named_holder(self.wording.holder) or self.topic


def place_of(around: Around, quantity: Quantity, topic: str) -> Place:
    """The figure with its clause parted into words; ``topic`` is what the sentence is about."""
    before = _clause_before(around.text, quantity, around.blanks, around.names)
    counted = after_figure(cut(_clause_after(around.text, quantity, around.limit), around.names))
    return Place(around.text, quantity, before, before_figure(cut(before, around.names)), counted, topic)


def told_clauses(before: str) -> list[str]:
    """The clauses of the words before a figure."""
    return [clause for clause in re.split(_CLAUSE, before) if clause]


def named_holder(words: str) -> str:
    """A holder without 公司 or 该系统 before its own words; "" where nothing is left."""
    bare = word_set("bare_subjects")
    words = re.sub(r"(?<=..)(?:手[中里上头]|旗下)$", "", words)  # 星桥医疗手中握有三款产品
    words = re.sub(r"股价$", "", words)
    words = re.sub(r"^(公司|企业|集团|我们)(?:新|共|又|还|已|再|现)+$", r"\1", words)  # 公司去年新|拿下两张证
    if words in bare or re.search(r"的(?:公司|企业|机构)$", words):
        return ""  # 这家总部位于临江的公司
    words = re.sub(r"^(?:公司|本公司|该公司|集团)(?:的)?(?=..)", "", words)
    return "" if words in bare else words  # 公司产品进入的医院


def owned(place: Place, subject: str, indicator: str) -> tuple[str, str]:
    """Who has the indicator: 人工智能将阅片时间... tells of 人工智能 and its 阅片时间, 治疗成本 of no 治疗."""
    subject, holder = named_holder(subject), named_holder(place.wording.holder)
    if not subject:
        return holder, indicator
    owner = holder or place.topic
    if indicator in word_set("process_indicators") and owner and subject != owner:
        return owner, subject + indicator
    return subject, indicator


def _before_list(text: str, start: int, stop: int, names: Sequence[str]) -> tuple[int, int]:
    """可覆盖胃癌、肝癌、肺癌等18个癌种: the words before a list that only says which are counted; else all."""
    if not _ENDS_LIST.search(text, start, stop):
        return start, stop
    clause = max(text.rfind(mark, 0, start) for mark in ",。;:()") + 1
    first = text.find("、", clause, stop)
    ahead = text[clause : max(first, clause)]
    name = max((name for name in names if ahead.endswith(name)), key=len, default="")
    return (clause, _unlisted(text, clause, first - len(name))) if name else (start, stop)


def listed_ills(text: str, quantity: Quantity) -> str:
    """可覆盖胃癌、肝癌和肺癌三个病种 -> 覆盖病种数: what a figure counts that a list of diseases stands before."""
    ills = _ILLS.match(text, quantity.end)
    covered = _COVERED.search(text, 0, quantity.start) if ills else None
    return f"{covered['verb']}{ills.group()}数" if ills and covered else ""


def _unlisted(text: str, start: int, stop: int) -> int:
    """装机医院包括甲医院、乙医院等61家: where the words end that say what is listed."""
    listing = _LISTING.search(text, start, stop)
    return listing.start() if listing is not None and listing.start() > start + 1 else stop


def _clause_before(text: str, quantity: Quantity, blanks: Sequence[tuple[int, int]], names: Sequence[str]) -> str:
    """The words of the figure's clause before it, without dates and other figures."""
    glosses = [m.span() for m in _GLOSS.finditer(text, 0, quantity.start)]
    ends = (m.end() for m in _CLAUSE.finditer(text, 0, quantity.start))
    start = max((end for end in ends if not any(s < end <= e for s, e in glosses)), default=0)
    start, stop = _before_list(text, start, quantity.start, names)
    words = list(text[start:stop])
    for first, last in [*blanks, *glosses]:
        if first <= quantity.start < last:
            continue  # its own words, of which 高达 ends in one
        for i in range(max(first, start), min(last, stop)):
            words[i - start] = ""
    return _FORECASTER.sub("", "".join(words))


def _clause_after(text: str, quantity: Quantity, limit: int | None) -> str:
    """The words of the figure's clause behind it, up to the next figure."""
    match = re.match(r"[^,。;!?:、()\n]{0,40}", text[max(quantity.end, quantity.outer_end) : limit])
    return match.group() if match else ""


@cache
def _indicator() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('indicators')})$")


def split_indicator(words: str) -> tuple[str, str]:
    """(subject, indicator): 人工智能解决方案市场规模 -> 人工智能解决方案, 市场规模; no known indicator, ("", "")."""
    match = _indicator().search(words)
    if match is None:
        return "", ""
    start = match.start()
    while more := _modifier().search(words[:start]) or _indicator().search(words[:start]):
        start = more.start()  # 平均|误诊率, 收入|留存率
    return re.sub(r"的$", "", words[:start]), words[start:]


@cache
def _modifier() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('indicator_modifiers')})+$")


def without_leads(words: str) -> str:
    """The words without 其中, 目前 and the like at their head."""
    parts = cut(words, ())
    while parts and (parts[0][0] in word_set("metric_leads") or parts[0][0] in ("的", "年")):
        parts = parts[1:]
    return "".join(word for word, _ in parts)


def is_among(place: Place, *, near: bool = True) -> bool:
    """毛利率为42.1%,其中甲业务43.7%: a part of what the figure before was of. Not ``near``: further off."""
    return re.search(r"[,;。(]其中[^,。;:、]*$" if near else r"[,;。(]其中[^。;]*$", place.ahead) is not None
