"""Figures as facts: every quantity with what it measures, of what, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from extract.document import BlockKind
from extract.lexicon import any_word
from extract.mention import Mention
from extract.prose.countable import figures_of_the_field
from extract.prose.frames import frame_behind, frame_of
from extract.prose.growth import doubled
from extract.prose.ordinals import find_ordinals
from extract.prose.places import TOPICS, Around, Frame, named_holder, split_indicator
from extract.prose.relations import Parsed
from extract.prose.sentences import Sentence
from extract.prose.shared import holders, shared_out
from extract.prose.stand_ins import ANAPHOR_COST
from extract.prose.subjects import Context, only_tells, speaks_of_context
from extract.prose.timed import period_of, shared_periods
from extract.prose.whose import whose
from extract.prose.wording import REGION, opening_noun
from extract.values.numbers import Quantity
from extract.values.periods import date_like_spans, find_periods
from ontology.model import Modality

#: Headings, captions and source lines count the report's own parts.
_BLOCKS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})
_CONFIDENCE = {
    "metric.before": 0.8,
    "metric.after": 0.75,
    "metric.from_to": 0.8,
    "metric.market": 0.7,
    "metric.each": 0.75,
    "metric.share": 0.75,
    "metric.rise": 0.75,
    "metric.fall": 0.7,
    "metric.held": 0.7,
    "metric.stock": 0.75,
    "metric.stock_fall": 0.75,
}
_DEFAULT_CONFIDENCE = 0.6
_BRACKETED = re.compile(r"(?P<name>[一-鿿A-Za-z]{2,10})\((?P<number>\d{1,5})(?P<unit>[个家项款种张条例])?\)")
_JOINED = re.compile(r"(?:[、和与及]|以及)(?:[^,。;:、\d]{1,8})?")
_NUMERAL = re.compile(r"[\d百千万亿成]|[两三四五六七八九十余几][家款张台轮条项块例座起套种倍周年个名位]")
#: 公司预计2025年净利润为3亿元 is of the company itself
_EXPECTS = re.compile(r"(?:本)?公司预[计期]")
_CITED = re.compile(r"(?:据|根据|按照?|援引|引自)$")
_TELLS = re.compile(
    r"(?:的|官网|官方|提供的|公布的|发布的|给出的|在?(?:研报|报告)中)?(?:数据|数字|统计|资料|口径|报告(?=显示|指出|称|预)|研报"
    r"|不完全统计|测算|预测|预计|预估|推算|估算|估计|调研|调查|显示|披露|指出|认为|公布的|发布的?《|发布的?数据)"
)
#: A sentence names what it is about in so many characters.
_OPENING = 30

#: what goes on with the figure before it in as few words: 其他轮次19项
_CARRIED = frozenset({"metric.carried", "metric.member"})
#: 收购|南枝科技|51%股权: who buys has the share
_BOUGHT = re.compile(r"(?:收购|受让|买入|购买|购入|买下|入股|拿下|转让|出售|增持|减持)[^,。;]{0,16}$")
#: 8|台昇腾服务器: a name that begins with the counter of a figure covers none
_COUNTER = re.compile(r"[\d多余][台套个家款张项例]")
#: 翻番 is a growth by 100%
_ONCE_MORE: dict[str, Any] = {"value": 100.0, "low": 100.0, "high": None, "unit": "%", "currency": None}
_MADE = frozenset({"Product", "AIModel"})
_POINTS = "百分点"
_TIMES = frozenset({"秒", "分钟", "小时", "天", "周", "个月", "年"})
#: a figure behind one of these is still to come
_EXPECTED = re.compile(
    r"预计|预期|预测|有望|将达|将增|将由|将以|目标|(?:计划|拟|将)(?:[在于到][^,。;]{0,8})?(?:投入|投资|新增|新建|建成)"
)
#: 2021年|中国市场: what jieba takes for 年中
_YEAR_FIRST = re.compile(r"^(?:截至|到)?\d{4}年(?:\d{1,2}月)?")
_WITHIN_PART = re.compile(r"的[^,。;:、]+")
#: a sentence that goes on with the ranking or the whole of the one before it
_GOES_ON = re.compile(r"其次|再次|其中|次之|紧随其后")
#: the figure of the sentence before: 这个数字现在是0.31%
#: 分业务看,影像软件收入3亿元: the sentence parts what its firm earns
_BY_LINES = re.compile(r"(?:从)?(?:分|按)(?:业务|板块|产品|区域|地区|类型|项)|具体(?:到|来)?(?:看|业务)")
_POINTS_BACK = re.compile(r"(?:这个|这一|该|上述|同一)(?:数字|指标|数值|比例|数据)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric before its evidence is cut; ``start``–``end`` are characters of the sentence."""

    subject: str
    indicator: str
    value: float
    unit: str
    period: str
    region: str
    start: int
    end: int
    modality: Modality
    confidence: float
    rule: str


@dataclass(slots=True)
class _Told:
    """What the figures of a sentence have told so far, for those that go on from them.

    A share goes on from a share and an amount from an amount: ...亿美元,CAGR为33.5%,由...亿美元.
    """

    frames: dict[bool, Frame]
    by_unit: dict[str, Frame] = field(default_factory=dict)
    subjects: list[str] = field(default_factory=list)
    before: tuple[str, ...] = ()  # the subjects of the sentence before

    def holds_within(self, frame: Frame, quantity: Quantity, between: str) -> bool:
        """Whether a figure is none of its own: 50%的医生工作时间在8小时以上; 21家门诊,提前1.8天."""
        counted = self.frames[False].rule in ("metric.counted", "metric.held")
        if frame.rule == "metric.carried" and counted and quantity.unit in _TIMES:
            return True
        return self.frames[True].rule == "metric.part" and _WITHIN_PART.fullmatch(between) is not None

    def by_its_unit(self, frame: Frame, quantity: Quantity, between: str) -> Frame:
        """The frame with the indicator of its unit: 交易109项,金额达5亿元,其中A轮44项."""
        told, last = self.by_unit.get(quantity.unit), self.frames[False]
        nobodys = frame.rule == "metric.counted" and frame.subject in (frame.noun, last.subject)
        if nobodys and last.indicator.startswith("训练") and between.endswith(("和", "与", "及", "、")):
            # 训练语料包括1.8亿份病历和960万篇文献
            return replace(frame, subject=last.subject, indicator="训练" + frame.indicator)
        if frame.rule not in _CARRIED or quantity.is_percent:
            return frame
        if told is None:
            other = frame.unit and quantity.unit and frame.unit != ("元" if quantity.is_money else quantity.unit)
            # 三类证15张,产品卖进3000家医院: nothing says what the second counts
            return replace(frame, indicator="") if other and frame.rule == "metric.carried" else frame
        return replace(frame, indicator=told.indicator)

    def changed_by(self, quantity: Quantity) -> Frame:
        """What the figures before told of an amount, or of the share that rose: 毛利率68%,同比提升3个百分点."""
        return self.frames[quantity.unit == _POINTS]

    def company(self, sentence: Sentence, spoken_of: Mention | None, topic: str) -> str:
        """The company of the sentence, or else of the text, if the clause or the figures before are of it."""
        named = [m for m in sentence.mentions if m.type == "Company"]
        if not named and spoken_of is not None and _BY_LINES.match(sentence.text):
            return spoken_of.name
        return next((m.name for m in (*named, spoken_of) if m and m.name in (topic, *self.subjects, *self.before)), "")

    def add(self, frame: Frame, quantity: Quantity) -> None:
        """Note what a figure told."""
        frame = replace(frame, unit="元" if quantity.is_money else quantity.unit)
        self.by_unit[quantity.unit] = self.frames[quantity.is_percent] = frame
        other = not quantity.is_percent
        if not self.frames[other].indicator:
            self.frames[other] = replace(frame, indicator="")
        self.subjects.append(frame.subject)


def find_figures(
    parsed: Parsed,
    context: Context,
    *,
    anchor_year: int | None,
    taken: Sequence[tuple[int, int]],
    deal: int | None = None,
) -> Iterator[Figure]:
    """The figures of a sentence that no other fact has taken: amounts of rounds and, from where a ``deal`` is told on,
    those of deals are theirs (达成合作,总金额达8.88亿美元)."""
    sentence = parsed.sentence
    if sentence.block.kind not in _BLOCKS:
        return
    text = sentence.text
    yield from _ordinals(sentence, context, anchor_year)
    if not _NUMERAL.search(text):
        return
    bracketed = list(_bracketed(text))
    yield from bracketed
    counted = [(figure.start, figure.end) for figure in bracketed]
    known = [m.name for m in sentence.mentions]
    dates = date_like_spans(text)
    periods = find_periods(text, anchor_year=anchor_year)
    topic = _topic(sentence, context)
    meant = _meant(parsed) | (kinds := _kinds_behind(sentence))
    before = tuple(frame.subject for frame in context.measured.values())
    told = _Told(_begun(text, topic, context), before=before)
    quantities = figures_of_the_field(text, [*_covering(sentence), *counted], taken, deal)
    blanks = [*dates, *((q.outer_start, q.end) for q in quantities)]
    own_periods = shared_periods(text, quantities, periods)
    for group in _listed_together(text, quantities):
        first, last = quantities[group[0]], quantities[group[-1]]
        behind = frame_behind(text, last, known) if len(group) > 1 else None
        subjects, measured = shared_out(sentence, first, told.subjects, len(group))
        for place, index in enumerate(group):
            quantity = quantities[index]
            about = _near_topic(sentence, quantity, _clause_topic(parsed, quantity.start) or topic)
            limit = quantities[index + 1].outer_start if index + 1 < len(quantities) else None
            around = Around(text, blanks, known, limit)
            frame = frame_of(around, quantity, about, told.frames[quantity.is_percent], told.changed_by(quantity))
            between = text[quantities[index - 1].outer_end : quantity.outer_start] if index else ""
            if told.holds_within(frame, quantity, between):
                continue
            frame = told.by_its_unit(frame, quantity, between)
            if behind is not None and not frame.is_told:
                frame = replace(behind, subject=frame.owner or about)
            if subjects and frame.rule == "metric.phrase" and told.frames[quantity.is_percent].indicator:
                frame = told.frames[quantity.is_percent]  # 覆盖率达100%,二级医院、基层机构分别不低于80%和60%
            if measured:  # 敏感度、特异度分别为91.3%和88.7%
                frame = replace(frame, indicator=measured[place], rule="metric.each")
            frame = whose(sentence, quantity, frame, context, told.company(sentence, context.org, about))
            frame = _without_kind(replace(frame, subject=meant.get(frame.subject, frame.subject)), kinds)
            told.add(frame, quantity)
            for subject in holders(subjects, place, len(group)) or [frame.subject]:
                rule = "metric.each" if subject != frame.subject else frame.rule
                period = own_periods.get(index) or period_of(text, quantity, periods)
                yield from _figures(text, quantity, Frame(subject, frame.indicator, rule), period, anchor_year)
                twice = doubled(text, quantity, Frame(subject, frame.indicator, rule))
                if twice is not None:
                    grown = replace(quantity, start=twice[1][0], end=twice[1][1], **_ONCE_MORE)
                    yield from _figures(text, grown, twice[0], period, anchor_year)
    context.measured = told.frames


def _begun(text: str, topic: str, context: Context) -> dict[bool, Frame]:
    """What a share and an amount go on from: nothing, or, in 其次是甲、乙,各4条, the figures of the sentence before."""
    if context.measured and (_GOES_ON.match(text) or _POINTS_BACK.search(text)):
        return dict(context.measured)
    return {share: Frame(topic, "", "metric.carried") for share in (True, False)}


def _listed_together(text: str, quantities: Sequence[Quantity]) -> list[list[int]]:
    """The places of the figures, those that 、 or 和 joins together: 70%、65%和60%."""
    groups: list[list[int]] = []
    for index, quantity in enumerate(quantities):
        joined = index and _JOINED.fullmatch(text[quantities[index - 1].outer_end : quantity.outer_start])
        if joined:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _figures(text: str, quantity: Quantity, frame: Frame, period: str, anchor_year: int | None) -> Iterator[Figure]:
    if not frame.indicator:
        return
    region = next((m.group() for m in reversed(list(REGION.finditer(text, 0, quantity.start)))), "")
    modality: Modality = "forecast" if _is_forecast(text, quantity.start, period, anchor_year) else "asserted"
    unit = quantity.unit or ("元" if frame.rule == "metric.market" else "")
    lost = re.search(r"(?<!减)亏损?(?:金?额)?$|净亏$", frame.indicator) is not None
    loss = frame.rule in ("metric.fall", "metric.loss", "metric.stock_fall") or (quantity.is_money and lost)
    for value in quantity.figures:
        yield Figure(
            frame.subject,
            frame.indicator,
            -abs(value) if loss else value,
            unit,
            period,
            region,
            quantity.start,
            quantity.end,
            modality,
            _CONFIDENCE.get(frame.rule, _DEFAULT_CONFIDENCE),
            frame.rule,
        )


def _covering(sentence: Sentence) -> list[tuple[int, int]]:
    """Where the names stand whose digits are no figures."""
    named = (m for m in sentence.mentions if m.type not in ("Disease", "Place", "Technology"))
    return [(m.start, m.end) for m in named if not _COUNTER.match(sentence.text, max(0, m.start - 1))]


def _ordinals(sentence: Sentence, context: Context, anchor_year: int | None) -> Iterator[Figure]:
    """第二张三类证, 市占率排名第三: of the firm that the text speaks of where the sentence names none before."""
    for told in find_ordinals(sentence):
        spoken = context.org.name if context.org is not None else ""
        periods = find_periods(sentence.text, anchor_year=anchor_year)
        period = next((p.iso for p in reversed(periods) if p.end <= told.start), "")
        region = next((m.group() for m in reversed(list(REGION.finditer(sentence.text, 0, told.start)))), "")
        subject, span = told.of or spoken, (told.start, told.end)
        yield Figure(
            subject, told.indicator, told.value, told.unit, period, region, *span, "asserted", 0.7, "metric.ordinal"
        )


def _bracketed(text: str) -> Iterator[Figure]:
    """心脏(70)、骨骼(58个): counts in brackets behind the members of a list, two at the least."""
    matches = list(_BRACKETED.finditer(text))
    if len(matches) < 2:
        return
    for match in matches:
        name = re.sub(r"^.*(?:如|和|与|及|包括|有)", "", match["name"])
        yield Figure(
            name,
            "数量",
            float(match["number"]),
            match["unit"] or "个",
            "",
            "",
            match.start(),
            match.end(),
            "asserted",
            0.75,
            "metric.bracketed",
        )


def _topic(sentence: Sentence, context: Context) -> str:
    named = [m for m in sentence.mentions if m.type in TOPICS and m.confidence >= 0.45]
    named = [m for m in named if not _is_source(sentence.text, m)]
    # 中金公司预计公司2025年营收8.4亿元: a house that tells of others only where the text is about nobody else
    first = next((m for m in named if not (only_tells(m) and context.org is not None)), None)
    if first is not None and first.start <= 24:
        return first.name
    return (
        context.org.name
        if context.org is not None and speaks_of_context(sentence, context)
        else _first_words(sentence.text)
    )


def _meant(parsed: Parsed) -> dict[str, str]:
    """What the pronouns of a sentence mean: 前者 -> 星桥医疗."""
    text = parsed.sentence.text
    spans = ((text[i.mention.start : i.mention.end], i.mention.name) for i in parsed.items if i.cost and not i.topic)
    return {words: name for words, name in spans if words != name and len(words) > 1}


def _kinds_behind(sentence: Sentence) -> dict[str, str]:
    """The kind that stands behind a quoted name, with the name it is of: “灵犀”|软件|的灵敏度 is one of 灵犀."""
    found: dict[str, set[str]] = {}
    for mention in (m for m in sentence.mentions if m.type in _MADE and sentence.text.startswith("”", m.end)):
        if kind := any_word("quoted_kinds").match(sentence.text, mention.end + 1):
            found.setdefault(kind.group(), set()).add(mention.name)
    return {kind: next(iter(names)) for kind, names in found.items() if len(names) == 1}


def _without_kind(frame: Frame, kinds: Mapping[str, str]) -> Frame:
    """“灵犀”软件的准确率 is the 准确率, not the 软件准确率, of 灵犀."""
    kind = next((k for k, name in kinds.items() if name == frame.subject and frame.indicator.startswith(k)), "")
    return replace(frame, indicator=frame.indicator[len(kind) :]) if len(frame.indicator) > len(kind) > 0 else frame


def _is_source(text: str, mention: Mention) -> bool:
    """据蛋壳研究院统计, 灼识咨询数据显示: who tells the figure is not whom it is of."""
    cited = _CITED.search(text[: mention.start]) is not None
    return mention.end > mention.start and (cited or _TELLS.match(text, mention.end) is not None)


def _clause_topic(parsed: Parsed, position: int) -> str:
    """Whom the clause of a figure is about, where the sentence or 公司 says so."""
    text = parsed.sentence.text
    clause = next((c for c in parsed.clauses if c.start <= position < c.end), None)
    items = [i for i in clause.subject.items if i.mention.type in TOPICS] if clause is not None else []
    items = [i for i in items if not _is_source(text, i.mention) or _EXPECTS.match(text, i.mention.start)]
    said = items and (items[0].cost < ANAPHOR_COST or items[0].mention.end > items[0].mention.start)
    return items[0].mention.name if said else ""


def _first_words(text: str) -> str:
    """The noun that a sentence without names begins with: 放射科医生有近50%... -> 放射科医生."""
    first = opening_noun(_YEAR_FIRST.sub("", re.split(r"[,。;:]", text, maxsplit=1)[0])[:_OPENING])
    subject, indicator = split_indicator(first)
    return named_holder(subject if indicator else first)


def _near_topic(sentence: Sentence, quantity: Quantity, topic: str) -> str:
    """A name that stands right before the figure outranks the sentence's topic: 联影智能10张."""
    before = [m for m in sentence.mentions if m.end <= quantity.start and m.type in TOPICS]
    if (
        before
        and quantity.start - before[-1].end <= 6
        and not re.search(r"[,。;]|^等", sentence.text[before[-1].end : quantity.start])
        and not (quantity.is_percent and _BOUGHT.search(sentence.text, 0, before[-1].start))
    ):
        return before[-1].name
    return topic


def _is_forecast(text: str, start: int, period: str, anchor_year: int | None) -> bool:
    ahead = _EXPECTED.search(text[:start]) is not None
    year = re.match(r"\d{4}", period[-4:]) if len(period) >= 4 else None
    return ahead or bool(year and anchor_year and int(year.group()) > anchor_year)
