"""How long it took from one step to another: 从立项到临床只用了14个月."""

from __future__ import annotations

import re

from extract.prose.places import Frame, Place, named_holder, without_leads

_TIMES = frozenset({"毫秒", "秒", "分钟", "小时", "天", "周", "个月", "年"})
_STEPS = re.compile(
    r"(?P<who>[^,。;:、()]{0,20}?)(?P<steps>从[^,。;:、()\d从]{1,16}?[到至][^,。;:()\d]{1,18}?)"
    r"(?P<gap>,)?(?P<took>(?:整个过程|一共|总共|总计|共计|合计|前前后后|前后|平均|大约|仅仅|短短|不过|不到|[只仅共约就才便也近]"
    r"|耗时|历时|用时|费时|耗费|花费|需要?|[用花要]了?)*)$"
)


def lasted(place: Place) -> Frame | None:
    """从立项到临床只用了14个月 -> 从立项到临床用时, of whoever the clause or the sentence names."""
    if place.quantity.unit not in _TIMES:
        return None
    told = _STEPS.search(place.text[: place.quantity.outer_start])
    if told is None or not told["took"]:
        return None
    who = named_holder(without_leads(told["who"]))
    return Frame(who or place.topic, told["steps"] + "用时", "metric.takes")
