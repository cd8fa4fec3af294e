"""By how much a figure says that something changed: 同比增长18%, 降幅62%, 缩短六成, 减少3700万元."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import word_set
from extract.prose.places import LONGEST, Frame, Place, owned, split_indicator
from extract.prose.quotes import moved_shares
from extract.prose.wording import Change, changes
from extract.values.numbers import Quantity

#: in a trial what falls in one arm may rise in the other
_ARM = re.compile(r"安慰剂组|对照组|试验组|治疗组")
_GROUP = re.compile(r"(?:而|其)?(?P<arm>[^的]{1,8}组)(?:患者|受试者)?")
_YEARLY = re.compile(r"同比|环比|较?(?:上年|去年)")
#: 归母净利润9630万元,降幅11%: of the figure before; 同期营收降幅 has a name of its own
_RATES = {"增幅": 1, "涨幅": 1, "升幅": 1, "增速": 1, "降幅": -1, "跌幅": -1, "减幅": -1}
_AMOUNT_VERBS = frozenset({"减少", "增加", "下降", "降低", "增长", "上升"})
_EARNED = re.compile(
    r"(?:营收|收入|开支|费用|薪酬|利润|净利|销售额|支出|市值|股价|价格?|规模|毛利率|净利率|份额|投资|融资额?|金额)$"
)


#: 营收1.15亿元,同比翻番
_DOUBLED = re.compile(
    r"[,(]?(?:同比|较(?:上年|去年)(?:同期)?)?(?:实现|几乎|近乎|接近|增长)?(?:翻番|翻了?一番|翻倍|翻了?一倍|一倍)(?=[,。;()]|$)"
)


def doubled(text: str, quantity: Quantity, frame: Frame) -> tuple[Frame, tuple[int, int]] | None:
    """The growth of an amount of money that has doubled, and where that is said: it is 100%."""
    told = _DOUBLED.match(text, quantity.outer_end) if quantity.is_money and frame.indicator else None
    return (Frame(frame.subject, frame.indicator + "增长率", "metric.rise"), told.span()) if told else None


def changed(place: Place, last: Frame, amount: Frame) -> Frame | None:
    """收入同比增长18% is the 收入增长率, 时间缩短60% the 时间缩短比例, 提高成功率12% its 提高."""
    wording = place.wording
    behind = _change_behind().match(place.text, place.quantity.end)
    held = wording.holder if wording.light and split_indicator(wording.holder)[1] else ""
    thing = wording.thing or held  # 营收实现从1亿至3亿元的200%增长率
    if behind and place.quantity.is_percent and thing and (not behind["rate"] or split_indicator(thing)[1]):
        return _change_frame(place, behind["verb"], thing, last)
    if not place.is_ratio:
        return _grown_by(place, amount)
    alone = _rate_alone(place, amount) or moved_shares(place, amount)
    if alone is not None:
        return alone
    arm = _GROUP.fullmatch(wording.thing) if wording.change in changes() else None
    if arm is not None and last.rule in ("metric.rise", "metric.fall") and wording.change in last.indicator:
        return Frame(arm["arm"], last.indicator, last.rule)  # 评分下降31%,对照组仅下降14%
    if wording.change:
        behind_it = place.counted.noun if place.behind.startswith("的") else ""  # 可节省5%的医疗支出
        return _change_frame(place, wording.change, behind_it or wording.thing, amount)
    if wording.verb and not wording.thing and place.quantity.unit == "倍":
        return Frame(place.holder, wording.verb + "倍数", "metric.rise")
    if wording.verb in changes() and wording.thing:
        return _change_frame(place, wording.verb, wording.thing, amount)
    return None


def _rate_alone(place: Place, amount: Frame) -> Frame | None:
    """归母净利润9630万元,降幅11%: a rate without a name is of the amount before it, below zero where it fell."""
    sign = _RATES.get(place.wording.thing)
    if sign is None or place.wording.holder or not place.quantity.is_percent or not amount.indicator:
        return None
    return Frame(
        amount.subject or place.topic, amount.indicator + "增长率", "metric.rise" if sign > 0 else "metric.fall"
    )


def _grown_by(place: Place, amount: Frame) -> Frame | None:
    """净亏损额较2022年减少3700万元: by how much an amount of money changed; 同比增加2000万元 that of the one before."""
    wording = place.wording
    if place.quantity.unit in word_set("measuring_units") and wording.change and wording.thing and not wording.reached:
        return _change_by(place)
    subject, indicator = split_indicator(wording.thing.removesuffix("额"))
    if not place.quantity.is_money or wording.reached or wording.change not in _AMOUNT_VERBS:
        return None
    if not indicator and not wording.thing and not wording.holder and _YEARLY.search(place.before):
        subject, indicator = amount.subject, amount.indicator
    return Frame(subject or place.topic, f"{indicator}{wording.change}额", "metric.rise") if indicator else None


def _change_by(place: Place) -> Frame | None:
    """手术时间缩短23分钟, 用力肺活量改善73毫升: by how much a thing that is measured changed."""
    thing = place.wording.thing.removeprefix(place.topic).removeprefix("的")
    if not 2 <= len(thing) <= LONGEST:
        return None
    arm = _ARM.search(place.text) is not None and changes()[place.wording.change].rule == "metric.fall"
    return Frame(place.holder, thing + place.wording.change, "metric.fall" if arm else "metric.rise")


def _change_frame(place: Place, verb: str, thing: str, amount: Frame) -> Frame | None:
    subject, indicator = split_indicator(thing)
    if not indicator:
        subject, indicator = ("", thing) if thing else ("", amount.indicator)
    if not indicator or len(indicator) > LONGEST:
        return None
    change = _change_of(verb, indicator, place.before)
    noun = verb + "倍数" if place.quantity.unit == "倍" else change.noun or verb
    subject, indicator = owned(place, subject, indicator)
    return Frame(subject or ("" if thing else amount.subject) or place.topic, indicator + noun, change.rule)


def _change_of(verb: str, indicator: str, words: str) -> Change:
    """What a verb of change measures: 同比减少 and 费用减少 are growth below zero, 时间减少 is a saving."""
    yearly = _YEARLY.search(words) or _EARNED.search(indicator)
    if verb in ("减少", "降低") and yearly:
        return Change("增长率", "metric.fall")
    if verb == "下降" and not yearly:
        return Change("下降比例", "metric.rise")  # 漏报下降1.7个百分点
    return changes()[verb]


@cache
def _change_behind() -> re.Pattern[str]:
    """研发开支18.73%的下降: the change is told behind its figure."""
    return re.compile(rf"的?(?P<verb>{'|'.join(changes())})(?P<rate>率|幅度?|速)?(?=[,。;、]|$)")
