"""How long it took from one step to another: 从立项到临床只用了14个月."""

from __future__ import annotations

import re

from extract.prose.places import Frame, Place, named_holder, without_leads

_TIMES = frozenset({"毫秒", "秒", "分钟", "小时", "天", "周", "个月", "年"})
_STEPS = re.compile(
    r"(?P<who>[^,。;:、()]{0,20}?)(?P<steps>从[^,。;:、()\d从]{1,16}?[到至][^,。;:()\d]{1,18}?)"
    r"(?P<gap>,)?(?P<took>(?:我们|公司|团队|其|该?平台|整个过程|一共|总共|总计|共计|合计|前前后后|前后|平均|大约|仅仅|短短|不过|不到|[只仅共约就才便也近]"
    r"|耗时|历时|用时|费时|耗费|花费|需要?|[用花要]了?)*)$"
)


#: 历时14个月|联合研发, 用六周时间|确认了优势晶型: what took so long is told behind it
_SPENT = re.compile(r"(?:历时|耗时|用时|[仅只]用了?|花费?了?|(?<![采使作适试费应利启])用了?)(?:约|近|大约|短短|不到)*$")
_DEED = re.compile(
    r"(?:左右|以上|多)?(?:的?时间)?(?:里|内)?(?:,)?(?:就|便|即|来|才)?(?P<deed>(?:联合|共同|自主|成功)?"
    r"(?:研发|开发|研制|打造|建成|搭建|完成|确认|找到|发现|筛选|筛出|设计|训练|攻克|推进|走完|实现|拿到|获得|做出|拿出|推出)(?:出|了)*[^,。;:、()]{0,16})"
)
#: 传统方法|通常要4年: another way takes so long to do the same
_OTHER_WAY = re.compile(
    r"(?:^|[,。;:])(?:而|但|相比之下|相较之下)?(?P<way>[^,。;:\d]{0,6}(?:传统|常规|人工|以往|过去|同类|行业|业内)[^,。;:\d]{0,8}?)"
    r"(?:通常|一般|平均|往往|则|大约|大概|至少|普遍|动辄|约|近)*(?:需要?|要|得|耗时|花费?|用时|为|是)?(?:约|近|长达|至少)*$"
)
_COST = re.compile(r"(?:花费?了?|耗资|耗费|投入|成本(?:为|约)?|费用(?:为|约)?)(?:约|近|仅|大约|不到)*$")


def lasted(place: Place, last: Frame) -> Frame | None:
    """从立项到临床只用了14个月 -> 从立项到临床用时, of whoever the clause or the sentence names; ``last`` is the amount
    told before, of which another way (传统方法要4年) or the cost of the same (花费260万美元) may follow."""
    ahead = place.text[: place.quantity.outer_start]
    taken = last.rule == "metric.takes"
    if place.quantity.is_money:
        cost = taken and _COST.search(place.before)
        return Frame(last.subject, last.indicator.removesuffix("用时") + "花费", "metric.takes") if cost else None
    if place.quantity.unit not in _TIMES:
        return None
    told = _STEPS.search(ahead)
    if told is not None and told["took"]:
        who = named_holder(without_leads(told["who"].strip("“”")))
        return Frame(who or place.topic, told["steps"] + "用时", "metric.takes")
    other = _OTHER_WAY.search(ahead) if taken else None
    if other is not None:
        return Frame(without_leads(other["way"]), last.indicator, "metric.takes")
    return _spent(place, ahead)


def _spent(place: Place, ahead: str) -> Frame | None:
    """历时14个月联合研发 -> 联合研发用时."""
    if not _SPENT.search(ahead):
        return None
    deed = _DEED.match(place.text, max(place.quantity.end, place.quantity.outer_end))
    return Frame(place.topic, deed["deed"].replace("了", "") + "用时", "metric.takes") if deed else None
