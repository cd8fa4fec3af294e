"""Shares on the exchange: by how much they rose or fell, and at what price they closed."""

from __future__ import annotations

import re

from extract.prose.places import Frame, Place, split_indicator
from extract.prose.wording import changes

#: shares rise and fall (收涨3%), whatever company's name stands before
_MARKET_VERB = re.compile(r"[涨跌]|高开|低开|下挫")
_MARKET_MOVE = "股价涨跌幅"
#: 收报18.6元, 报收于18.6元, 收于每股18.6元; 报18.6元 alone only beside a rise or a fall
_CLOSED = re.compile(r"(?P<closed>收盘[价报于在]|收报|报收|收于|收在)(?:于|在|为)?(?:每股)?$|(?:报|至)(?:每股)?$")
_A_SHARE = "/股"
_MOVED_BEFORE = re.compile(r"[涨跌][^,。;:]{0,6}%,(?:报|至)(?:每股)?$")
_MOVED_BEHIND = re.compile(r",(?:当日|日内|盘中|较前一?日|单日|全天)?(?:大|微|暴|下|上|收|小幅|累计)*[涨跌]")


def moved_shares(place: Place, amount: Frame) -> Frame | None:
    """收报11.36港元,跌3.7%; 南枝科技上市首日收涨28%: by how much a company's shares rose or fell."""
    wording = place.wording
    if not place.quantity.is_percent or not _MARKET_VERB.search(wording.change) or split_indicator(wording.thing)[1]:
        return None
    if not wording.thing and amount.indicator and not re.search(r"股价|盘价|发行价", amount.indicator):
        return None  # 药品均价上涨3%
    if wording.thing and not (wording.named or place.topic in wording.thing):
        return None
    rule = "metric.stock_fall" if changes()[wording.change].rule == "metric.fall" else "metric.stock"
    return Frame(amount.subject or place.topic or wording.thing, _MARKET_MOVE, rule)


def closed_at(place: Place, amount: Frame) -> Frame | None:
    """南枝科技收跌4.7%,报63.20元; 报63.20元,跌4.7%: the price at which a company's shares closed."""
    closed, a_share = _CLOSED.search(place.before), place.quantity.unit.endswith(_A_SHARE)
    money = place.quantity.is_money or a_share
    if closed is None or not money or place.quantity.low > 1e5 or place.wording.change:
        return None
    moved = _MOVED_BEFORE.search(place.ahead) or _MOVED_BEHIND.match(place.behind)
    if not moved and not closed["closed"] and not a_share:
        return None
    return Frame(place.holder or amount.subject, "收盘价", "metric.stock")
