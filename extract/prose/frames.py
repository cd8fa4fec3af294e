"""What a figure measures, of what: read from the words around it.

A figure stands in one of a few frames: its indicator before it (市场规模达到66亿元), after it (67.8%的收入增长), a
counted noun after it (312家医院获评高级别电子病历评级), or none of its own: 由433亿美元增至1395亿美元 is two
figures of one frame.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.lexicon import alternatives, any_word, word_set
from extract.prose.bars import bar
from extract.prose.counts import approved_there, count, listed, staff, uncounted
from extract.prose.growth import changed
from extract.prose.lasting import lasted
from extract.prose.places import (
    LONGEST,
    Around,
    Frame,
    Place,
    is_among,
    named_holder,
    owned,
    place_of,
    split_indicator,
    told_clauses,
    without_leads,
)
from extract.prose.quotes import closed_at
from extract.prose.shares import held_share, is_within, next_member, part_of, share_of
from extract.prose.turns import done_within, told_by_wording
from extract.prose.wording import REGION, Wording
from extract.values.numbers import Quantity

_EARLIER = re.compile(
    r"(?P<words>[^,。;:、]{2,12}?)(?:已|也)?[从由](?:早期|最初|人工|过去|原来|原先|此前|以往|传统)[^,。;:、\d]{0,4}的"
    r"(?P<to>[^,。;:、]{1,14}[至到为])?$"
)
#: 账上最少的时候只剩86万元
_TILL = re.compile(r"账[上面]|手头")
_CASH = re.compile(r"[资现]金|余额|等价物|存款")
_RESULTS = frozenset({"亏损", "净亏", "亏", "盈利"})
_TURNED = re.compile(r"(?:转正|扭亏(?:为盈)?|创新高|创历史新高|翻红)$")
#: 亏损收窄至3000万元 is the loss that is left, 亏损收窄五成 by how much it shrank
_LESS_LOST = re.compile(r"亏损(?:收窄|缩窄|减少|扩大)$")
#: 安慰剂组仅为8%: who is compared in a trial, with nothing said but how much
_ARM = re.compile(
    r"^(?:而|但|相比之下)?(?P<arm>[^,。;:、的]{1,12}(?<![小班机词因模工入出重分])组)(?:则|仅|只|却|也|就|均|分别|为|是|有|达到?|高达)*$"
)
#: AUC为0.93,优于传统瞬时弹性成像的0.86
_BETTER = re.compile(
    r"^(?:明显|显著|远|略|均|大幅|也|稍)*(?:优于|高于|低于|好于|超过|不及|逊于|多于|少于|快于|慢于)(?P<arm>[^,。;:、的]{2,16})的(?:约|近)?$"
)
_PROFIT = re.compile(r"利润$|EBITDA$|净利$|盈利$")
_OF_THE_COUNT = frozenset({"占比", "比例", "比重"})
_MEASURED = frozenset({"百分点", "倍", "分", "秒", "分钟", "小时", "天", "个月", "年", "毫秒"})
_LASTING = frozenset({"天", "个月", "年"})
#: 三年亏掉近9亿元
_LOST = re.compile(r"(?:亏掉|亏了|亏去|净亏|累亏|巨亏)(?:约|近|超过?|逾)*$")
#: 不良反应导致的|停药率, 新签AI相关|合同金额: words that say more of the indicator, and not whose it is
_OF_INDICATOR = re.compile(
    r"(?:导致|引起|引发|所致|造成)$|^(?:[一-四]季度|上半年|下半年)?(?:新签|在手|累计签|待履行)[^的]{0,10}$"
)
_BODIES = re.compile(r"(?:医院|机构|企业|公司|药企|厂商|患者|人群|地区|省份|城市|院区|科室|病种|型号|版本|模型)$")
_TERM = re.compile(r"(?:期|期限|周期|年限|寿命|时长|工期|质保)$")


def frame_of(around: Around, quantity: Quantity, topic: str, last: Frame, last_amount: Frame) -> Frame:
    """The frame of a figure in a sentence; ``last`` is the frame of the figure before it, ``last_amount`` that of
    the last one that was no share, ``topic`` what the sentence is about."""
    place = place_of(around, quantity, topic)
    return (
        lasted(place, last_amount)
        or changed(place, last, last_amount)
        or closed_at(place, last_amount)
        or told_by_wording(place)
        or bar(place)
        or _from_earlier(place, last)
        or done_within(place, last)
        or held_share(place)
        or share_of(place, last, last_amount)
        or next_member(place, last)
        or _told_behind(place, at_once=True)
        or (part_of(place, last, last_amount) if is_within(place) else None)
        or _other_arm(place, last)
        or _measured(place, last, last_amount)
        or _went_on(place, last)
        or _told_behind(place)
        or part_of(place, last, last_amount)
        or _phrase(place, last)
        or uncounted(place)
        or staff(place)
        or listed(place)
        or approved_there(place)
        or count(place, last)
        or replace(last, subject=last.subject or topic, rule="metric.carried")
    )


def frame_behind(text: str, quantity: Quantity, names: Sequence[str]) -> Frame | None:
    """What the last figure of a list is told to measure behind it, for all of the list: 8张、6张三类证."""
    place = replace(place_of(Around(text, names=names), quantity, ""), wording=Wording())
    told = _told_behind(place)
    if told is None and not quantity.is_percent and not quantity.is_money:
        told = count(place, Frame("", "", ""))
    return told if told is not None and told.indicator else None


def _from_earlier(place: Place, last: Frame) -> Frame | None:
    """命中率从早期的0.8%升至6.5%: the indicator stands before 从, when it was so behind it."""
    earlier = _EARLIER.search(place.ahead)
    if earlier is None:
        return None
    if earlier["to"]:
        return replace(last, rule="metric.from_to") if last.indicator else None
    words = without_leads(earlier["words"])
    subject, indicator = split_indicator(words)
    if not (indicator or place.is_ratio or place.quantity.is_money or place.quantity.unit in _MEASURED):
        return Frame(words, words + "数量", "metric.before")  # 规则库由原来的3200条扩充至5100条
    return Frame(subject or place.topic, indicator or words, "metric.before") if len(words) <= LONGEST else None


def _other_arm(place: Place, last: Frame) -> Frame | None:
    """AI辅助组检出率为38%,对照组为27%: the same figure of another arm of the trial."""
    arm = (_ARM.match(place.before) or _BETTER.search(place.before)) if last.indicator else None
    return None if arm is None or REGION.match(arm["arm"]) else Frame(arm["arm"], last.indicator, "metric.member")


def _measured(place: Place, last: Frame, amount: Frame) -> Frame | None:
    """星桥医疗毛利率为70%: the words before the figure end in an indicator."""
    wording = place.wording
    if wording.thing[:1] in ("一", "个"):  # 这一比例
        pointed = _pointed(place, last)
        if pointed is not None:
            return pointed
    had = wording.light and not wording.thing  # 海外市场营收实现从155万元至923万元
    subject, indicator = split_indicator(wording.holder if had else wording.thing)
    if not indicator:
        return _pointed(place, last) or _said_earlier(place, last)
    if wording.reached and not place.quantity.is_percent:
        indicator = _LESS_LOST.sub("亏损", indicator)
    if indicator in _RESULTS:
        result = _result(place, subject, indicator, last)
        if result is not None:
            return result
    if had:
        return Frame(subject or place.topic, indicator, "metric.before")
    if wording.verb in word_set("counting_verbs") and not subject:
        return None
    said = subject.removeprefix(place.topic)
    if place.topic and _OF_INDICATOR.search(said):
        return Frame(named_holder(wording.holder) or place.topic, said + indicator, "metric.before")
    of = "" if subject or wording.holder else _before_bracket(place)
    subject, indicator = owned(place, subject, indicator)
    before = amount if indicator in _OF_THE_COUNT else last  # 管线9条,占比60%
    return Frame(subject or ("" if of else before.subject) or place.topic, of + indicator, "metric.before")


def _result(place: Place, subject: str, indicator: str, last: Frame) -> Frame | None:
    """A loss or a gain of what stands before it: EBITDA从亏损3亿元至盈利3110万元; 净利润4127万元,上年则亏损1亿元."""
    rule = "metric.before" if indicator == "盈利" else "metric.loss"
    of = place.wording.holder or subject
    if split_indicator(of)[1]:
        subject, of = split_indicator(of)
        return Frame(subject or place.topic, of, rule)
    if not of and _PROFIT.search(last.indicator):
        return Frame(last.subject or place.topic, last.indicator, rule)
    return None


def _pointed(place: Place, last: Frame) -> Frame | None:
    """净利润依然为亏损,但该指标从1.83亿元收窄: what 该指标 and 这一数字 point back to."""
    if re.sub(r"^[一个]", "", place.wording.thing) not in ("指标", "数字", "数据", "数值", "比例"):
        return None
    if last.indicator:
        return replace(last, subject=last.subject or place.topic, rule="metric.said")
    named = list(re.finditer(alternatives("indicators"), place.ahead[: place.ahead.rfind(place.wording.thing)]))
    return Frame(place.topic, named[-1].group(), "metric.said") if named else None


def _said_earlier(place: Place, last: Frame) -> Frame | None:
    """市场规模也呈现增长,由2022年的...: the words up to an indicator that the clause before has named alone."""
    clauses = told_clauses(place.ahead)
    fresh = len(clauses) > 1 and _TURNED.search(clauses[-2])  # 净亏损1亿元,EBITDA首次转正,为3000万元
    if place.wording.thing or (last.indicator and place.wording.reached and not fresh):
        return None
    named = _indicator_told().search(clauses[-2]) if len(clauses) > 1 else None
    if named is None:
        return None
    subject, indicator = split_indicator(without_leads(named["words"]))
    return Frame(subject or place.topic, indicator, "metric.said")


@cache
def _indicator_told() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<words>[^,。;:]*(?:{alternatives('indicators')}))(?:也|则|都|将|正|已|仍)*(?:呈|保持|持续|快速|稳步|不断|实现|有所|大幅|显著|逐年|连续|一路|首次|转正|扭亏|达历史|创历史|创新高|最)"
    )


def _went_on(place: Place, last: Frame) -> Frame | None:
    """增至1395亿美元: the figure goes on from the one before it."""
    wording = place.wording
    if wording.thing or not wording.reached or not last.indicator or not last.fits(place.quantity):
        return None
    if wording.verb in word_set("counting_verbs") and len(place.counted.noun) >= 2:
        return None  # 每天扫描切片3000张,累计积累了超过100万张数字切片
    return replace(last, rule="metric.from_to")


def _told_behind(place: Place, *, at_once: bool = False) -> Frame | None:
    """67.8%的收入增长 -> 收入增长; 40%以上 has no name after it. ``at_once`` asks for 实现了43.7%的毛利率."""
    if not (place.quantity.is_percent or place.quantity.is_money):
        return None
    if at_once and not (place.behind.startswith("的") and (place.wording.light or not place.wording.thing)):
        return None
    match = _named_behind().match(place.behind)
    return Frame(place.holder, match["words"], "metric.after") if match else None


@cache
def _named_behind() -> re.Pattern[str]:
    return re.compile(
        rf"(?:以上|左右)?的?(?P<words>[^,。;、的和%]{{0,12}}?(?:{alternatives('indicators')}))(?=[,。;、和及与()]|$)"
    )


def _phrase(place: Place, last: Frame) -> Frame | None:
    """单次检测费用约200元: what stands before a share, an amount or a time is what it measures."""
    quantity, wording = place.quantity, place.wording
    if not (quantity.is_percent or quantity.is_money or quantity.unit in _MEASURED):
        return None
    thing = wording.thing
    if quantity.unit in _LASTING and _TERM.search(thing):
        return Frame(place.holder, thing.removeprefix(place.topic), "metric.phrase")  # 服务期为36个月
    if quantity.unit in _LASTING and not last.indicator:
        return Frame("", "", "metric.unread")  # 短短2年: how long something took is no figure of the industry
    if quantity.is_money and _LOST.search(place.before):
        return Frame(place.topic, "亏损", "metric.loss")
    if quantity.is_money and _TILL.search(place.before) and not _CASH.search(thing):
        return Frame(place.topic, "账上资金", "metric.phrase")
    if not thing or (wording.named and not wording.verb):
        return replace(last, subject=wording.thing or last.subject or place.topic, rule="metric.carried")
    again = is_among(place) or last.rule in ("metric.share", "metric.member") or _is_fellow(place, last)
    if last.indicator and not wording.verb and again:
        return Frame(thing, last.indicator, "metric.member")  # 影像AI占21%: the whole was said before
    if len(thing) == 1 or thing.endswith(tuple(word_set("paying_verbs"))) or place.behind.startswith(("后", "之后")):
        return Frame("", "", "metric.unread")  # 花3200万元买下, 出资8000万元; 给药72小时后
    if quantity.is_money and thing.endswith("市场") and len(thing) > 3:
        return Frame(thing.removesuffix("市场"), "市场规模", "metric.market")
    if len(thing) <= 16:
        return Frame(place.holder or named_holder(thing), thing, "metric.phrase", owner=thing)
    of, _, named = thing.rpartition("的")
    if 2 <= len(named) <= 12 and len(of) <= 16:
        return Frame(of, named, "metric.phrase")
    return Frame("", "", "metric.unread")


def _is_fellow(place: Place, last: Frame) -> bool:
    """三级医院覆盖率达到80%,二级医院达到50%: whether another body of the same kind has the share."""
    thing = place.wording.thing
    kind = _BODIES.search(thing)
    if kind is None or not (place.quantity.is_percent and last.indicator) or place.wording.holder:
        return False
    return kind.group() in place.ahead[: place.ahead.rfind(thing)]


def _before_bracket(place: Place) -> str:
    """SaaS产品(毛利率77%): the figure in the bracket is of the words before it."""
    match = re.search(r"(?P<of>[一-鿿A-Za-z]{2,16})\([^()]{0,12}$", place.ahead)
    return re.split(any_word("noun_ends"), match["of"])[-1][-8:] if match else ""
