"""Figures that measure nothing by themselves: they only say which firms, orders or people are meant."""

from __future__ import annotations

import re

from extract.prose.places import Frame, Place

_GRADED = re.compile(r"(?:以上|以下|及以上)?的?(?:大?订单|合同|项目|融资|客户|单品|采购)")
_YEARS = frozenset({"天", "个月", "年"})
#: 过亿元的企业, 百万元以上的订单
_OF_THOSE = re.compile(
    r"(?:以上|以下|及以上|左右)?的[^,。;:、\d]{0,10}?(?:企业|公司|药企|机构|医院|项目|产品|订单|交易|品种|单品|客户)(?![“\"])"
)


def bar(place: Place) -> Frame | None:
    """年收入过亿元的企业不到15家, 千万级订单: the figure only says which firms or orders are counted."""
    behind = _OF_THOSE.match(place.text, max(place.quantity.end, place.quantity.outer_end))
    graded = place.quantity.text.endswith("级") and _GRADED.match(place.behind)
    aged = place.quantity.unit in _YEARS and place.behind.startswith(("以上的", "以下的"))  # 工作5年以上的医师
    return Frame("", "", "metric.unread") if graded or aged or (place.quantity.is_money and behind) else None
