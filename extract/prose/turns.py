"""Frames that a turn of phrase tells, whatever nouns stand around it: 百亿市场, 每次120元, 为期8年的合同."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import alternatives
from extract.prose.places import Frame, Place
from extract.prose.wording import changes

_MARKET = re.compile(r"级?(?:的)?(?P<subject>[^,。;的]{0,14}?)市场")
#: 按每次120元至260元收费: what is paid each time is a price
_EACH_TIME = re.compile(
    r"(?:按照?|为|是|以|,|^)?(?:每|单)(?:次|例|人次?|份|张|台|套|支|盒|片|针|粒|瓶|剂|部位)(?:约|仅|只|收费|收取)*$"
)
#: 签下一份为期8年的采购合同
_LASTS = re.compile(r"为期(?:约|近|至少|长达)*$")
_LASTING = re.compile(
    r"的?(?P<what>[^,。;:、()]{0,24}(?P<head>合同|协议|合约|订单|合作|服务|项目|计划|临床试验|试验|研究|随访|培训|行动|试点|活动))"
)
_CONTRACT = re.compile("合同|协议|合约|订单|合作")
#: 算力成本吃掉了其中的9300万元
_EATEN = re.compile(
    r"(?P<part>[^,。;:、()\d]{2,12}?)(?:就|便|则|已|又|却)*(?:占|吃|花|拿|耗|用|分)(?:掉|走|去|据)?了?(?:其中的?)(?:约|近|超过?|逾)*$"
)
_LONG = frozenset({"天", "周", "个月", "年"})
_SHORT = frozenset({"毫秒", "秒", "分钟", "小时", "天"})
#: 单例计算约需4分钟, 全程只要15秒
_NEEDS = re.compile(
    r"(?:平均|大约|通常|一般|最快|往往|全程)*(?:约|仅|只)?(?:需要?|耗时|用时|要用?|等待?|[只仅][用花]了?)(?:约|近|仅|不到|大约)*$"
)

_TAKES = re.compile(r"(?:在|[仅只](?:需要?|用了?|要|花了?)|需要?)(?:约|大约|短短|最快)*$")
_DONE = re.compile(
    r"(?:的时间)?(?:之?内)?(?:就|即|便)?(?:能够?|可以?)?(?:自动|智能|快速)?"
    r"(?P<deed>(?:完成|出|生成|得到|给出|获得|输出|设计|识别|处理|测量|回溯|撰写|检出|诊断|定位|勾画|分割|重建|检索|读取|调取|判读|返回|锁定|筛出|找出|预测|分析|提示|报出)[^,。;:、()]{1,18}?)(?=[,。;:、()]|$)"
)
#: 给予最高500万元的资金支持
_GIVES = re.compile(r"(?:给予|予以|提供|发放)(?:[^,。;:、\d]{0,6}?)(?:最高|不超过|不低于|至多|共)*$")
_GIVEN = re.compile(
    r"(?:以内|以下|左右)?的?(?P<what>[^,。;:、()的]{0,8}?(?:支持|奖励|补贴|补助|资助|奖补|奖金|扶持))(?=[,。;、()]|$)"
)
#: 每分钟18字: how fast something is
_RATE = re.compile(r"每(?:分钟|小时|秒|天|日|月|年|周)(?:约|近)*$")
_ONLY = re.compile(r"[只仅需要用花了]+")
_WITHIN = re.compile(r"(?:之?内)?(?:就|便|即)(?:能|可)")
#: 可提前6小时预警脓毒症
_EARLY = re.compile(r"提前(?:约|近|至少|最多|最长|平均)*$")
_WARNS = re.compile(
    r"(?:左右|以上)?(?:就|便|即)?(?:能够?|可以?)?(?:自动|准确|及时)?(?P<deed>预测|预警|提示|识别|发现|预报|检出|报警|预判)"
)
#: 单笔过亿元的有19起
_SIZE = re.compile(
    r"(?P<size>单笔[^,。;:、]{0,8}(?:元|美元|欧元)(?:以上)?)的?(?:融资|交易|项目|事件|大额)*(?:共|仅|只|达到?|有|为|约|超过?)*$"
)
_EVENTS = frozenset({"起", "笔", "例", "宗", "件", "项"})
_TIMES = frozenset({"秒", "分钟", "小时", "天", "个月", "年", "毫秒", "周", "工作日"})


def told_by_wording(place: Place) -> Frame | None:
    """The frame of the turn of phrase that a figure stands in, if it stands in one."""
    return (
        _opened(place)
        or _market(place)
        or _price(place)
        or _term(place)
        or _needed(place)
        or _eaten(place)
        or _given(place)
        or _rate(place)
        or _ahead_of_time(place)
        or _of_size(place)
    )


@cache
def _opened_range() -> re.Pattern[str]:
    """达成200%的营收增长(从2820万元至8460万元): the range in the bracket is of the indicator before it."""
    return re.compile(
        rf"(?P<indicator>{alternatives('indicators')})(?:的)?(?:{'|'.join(changes())})?\((?:从|由)[^()]*$"
    )


def _opened(place: Place) -> Frame | None:
    opened = _opened_range().search(place.ahead)
    if opened is None or place.quantity.is_percent:
        return None
    return Frame(place.topic, re.sub(r"(?<=.)(?:增长|下降|提升|增加)$", "", opened["indicator"]), "metric.before")


def _market(place: Place) -> Frame | None:
    """打开了百亿市场."""
    market = _MARKET.match(place.behind)
    if market is None or place.quantity.unit or place.quantity.low < 1e9:
        return None
    return Frame(market["subject"] or place.topic, "市场规模", "metric.market")


def _price(place: Place) -> Frame | None:
    """远程会诊按每次120元至260元收费: what is told to cost so much each time."""
    if not place.quantity.is_money or not _EACH_TIME.search(place.before):
        return None
    return Frame(place.wording.thing or place.wording.holder or place.topic, "价格", "metric.price")


def _term(place: Place) -> Frame | None:
    """一份为期8年的采购合同: how long the contract behind the figure lasts."""
    if place.quantity.unit not in _LONG or not _LASTS.search(place.before):
        return None
    told = _LASTING.match(place.behind)
    if told is not None:
        return Frame(told["what"], told["head"] + "期限", "metric.term")
    before = list(_CONTRACT.finditer(place.ahead))  # 双方的合约为期5年
    return Frame(place.topic, before[-1].group() + "期限", "metric.term") if before else None


def _eaten(place: Place) -> Frame | None:
    """亏损1.4亿元,算力成本吃掉了其中的9300万元: the part of an amount that something took."""
    told = _EATEN.search(place.ahead) if place.quantity.is_money else None
    return Frame(place.topic, told["part"], "metric.phrase") if told else None


def _given(place: Place) -> Frame | None:
    """对每家给予最高500万元的资金支持: what an authority grants."""
    told = _GIVEN.match(place.text, max(place.quantity.end, place.quantity.outer_end))
    if told is None or not place.quantity.is_money or not _GIVES.search(place.before):
        return None
    return Frame(place.topic, told["what"], "metric.phrase")


def _rate(place: Place) -> Frame | None:
    """中文打字速度达到每分钟18字: the speed is told before, so much a minute."""
    wording = place.wording
    if (
        place.quantity.is_money
        or not _RATE.search(place.before)
        or not wording.holder.endswith(("速度", "速率", "频率"))
    ):
        return None
    return Frame(place.topic, wording.holder.removeprefix(place.topic).removeprefix("的"), "metric.phrase")


def _ahead_of_time(place: Place) -> Frame | None:
    """可提前6小时预警脓毒症: how long before it happens a thing tells of it."""
    if place.quantity.unit not in _TIMES or not place.topic or not _EARLY.search(place.before):
        return None
    told = _WARNS.match(place.behind)
    return Frame(place.topic, f"提前{told['deed']}时间", "metric.takes") if told else None


def _of_size(place: Place) -> Frame | None:
    """单笔过亿元的有19起 -> 单笔过亿元事件数 of what the sentence counts."""
    size = _SIZE.search(place.ahead[: place.quantity.outer_start]) if place.quantity.unit in _EVENTS else None
    return Frame(place.topic, size["size"] + "事件数", "metric.counted") if size and place.topic else None


def _needed(place: Place) -> Frame | None:
    """单例计算约需4分钟: a deed that no noun sums up, and how long it needs."""
    wording = place.wording
    if place.quantity.unit not in _SHORT or wording.thing or not wording.verb or not _NEEDS.search(place.before):
        return None
    deed = wording.holder.removeprefix(place.topic).removeprefix("的") or wording.holder
    deed = deed if _ONLY.fullmatch(wording.verb) else deed + wording.verb  # 手术只用了95分钟
    return Frame(place.topic, deed + "用时", "metric.takes") if 2 <= len(deed) <= 14 else None


def done_within(place: Place, last: Frame) -> Frame | None:
    """在120秒内完成勾画 takes 完成勾画用时, 只需要3分钟就能出结果 takes 出结果用时; 1分钟生成病历 behind it, too."""
    # 5秒内回溯病情、1分钟内完成病历; 3个月内便可给出候选分子
    listed = place.behind.startswith("内") and place.ahead.endswith(("、", "和", "并"))
    listed = listed or _WITHIN.match(place.behind) is not None
    again = last.rule == "metric.takes" and not place.before
    if place.quantity.unit not in _TIMES or not (listed or again or _TAKES.search(place.before)):
        return None
    done = _DONE.match(place.text, max(place.quantity.end, place.quantity.outer_end))
    return Frame(place.holder, done["deed"].rpartition("的")[2] + "用时", "metric.takes") if done else None
