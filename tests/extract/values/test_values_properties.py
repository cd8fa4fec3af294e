"""What must hold for any text: spans cite their own characters, never overlap, and read in linear time."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.values.dates import find_dates, parse_date
from extract.values.deals import find_deal_terms
from extract.values.folding import fold
from extract.values.money import find_money, parse_money
from extract.values.numbers import find_quantities
from extract.values.periods import date_like_spans, find_periods
from extract.values.stages import find_approval_classes, find_rounds, find_stages


class Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


FINDERS: dict[str, Callable[[str], Sequence[Span]]] = {
    "quantities": find_quantities,
    "money": find_money,
    "dates": lambda text: find_dates(text, anchor_year=2024),
    "periods": lambda text: find_periods(text, anchor_year=2024),
    "stages": find_stages,
    "rounds": find_rounds,
    "classes": find_approval_classes,
}
#: Pieces that numbers, dates and their look-alikes are made of.
_PRINTED = """
0 1 2 9 12 30 2024 1,395 3.5 . , - ~ / + % ： 年 月 日 初 前 个 个月 季度 期 轮 A B+ Pre- I II 临床 Phase
万 亿 千 百 十 两 三 数 几 多 余 级 元 美元 人民币 $ € M million 家 张 项 个 倍 成 超 近 约 不到 左右 至 到 从
第 图表 表 GPT-4 18C 三类证 CE 预付款 里程碑 今年 去年 同年 上半年 （ ） 。 、 〇 二 ， ％ ～ —
"""
PIECES = st.sampled_from([*_PRINTED.split(), " ", "  ", "\n", "\t"])
TEXTS = st.one_of(st.lists(PIECES, max_size=24).map("".join), st.text(max_size=60))


@pytest.mark.parametrize("name", FINDERS)
@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_spans_cite_their_characters_and_never_overlap(name: str, text: str) -> None:
    last = 0
    for span in FINDERS[name](text):
        assert last <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        last = span.end


@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_bounds_are_in_order_and_nothing_crashes(text: str) -> None:
    for quantity in find_quantities(text):
        assert quantity.high is None or quantity.low <= quantity.high
        assert quantity.outer_start <= quantity.start
        assert quantity.end <= quantity.outer_end
    find_deal_terms(text)
    parse_date(text)
    parse_money(text, default_currency="CNY")
    assert all(start < end for start, end in date_like_spans(fold(text)))


@given(text=st.text(max_size=80))
@settings(deadline=None)
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(
    cents=st.integers(min_value=1, max_value=999_999),
    scale=st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]),
    currency=st.sampled_from([("元", "CNY"), ("美元", "USD"), ("港元", "HKD"), ("欧元", "EUR"), ("人民币", "CNY")]),
    space=st.sampled_from(["", " "]),
)
@settings(deadline=None)
def test_a_rendered_amount_is_read_back(
    cents: int, scale: tuple[str, int], currency: tuple[str, str], space: str
) -> None:
    whole, part = divmod(cents, 100)
    printed = f"{whole:,}.{part:02d}{space}{scale[0]}{currency[0]}"
    money = parse_money(printed)
    assert money is not None
    assert money.currency == currency[1]
    assert money.value == pytest.approx(cents * scale[1] / 100)
    assert money.text == printed


@given(
    day=st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)),
    form=st.sampled_from(
        [
            "{0}年{1}月{2}日",
            "{0} 年 {1} 月 {2} 日",
            "{0}-{1:02d}-{2:02d}",
            "{0}/{1}/{2}",
            "{0}. {1}. {2}",
            "{1}/{2}/{0}",
        ]
    ),
)
@settings(deadline=None)
def test_a_rendered_date_is_read_back(day: date, form: str) -> None:
    assert parse_date(form.format(day.year, day.month, day.day)) == day.isoformat()


NOISE = [
    "1234567890",
    "1,234,",
    "1.2.",
    "1-2-",
    "1+",
    "1/",
    "一二三十百",
    "2024年",
    "13月",
    "，前9个月",
    "同年",
    "a1b2-",
    " ",
]


@pytest.mark.parametrize("unit", NOISE)
def test_long_noise_takes_time_in_proportion(unit: str) -> None:
    def seconds(length: int) -> float:
        text = "2024年" + unit * (length // len(unit))
        begin = time.process_time()
        for find in FINDERS.values():
            find(text)
        return time.process_time() - begin

    seconds(100)
    assert seconds(6_000) < 25 * (seconds(1_500) + 0.005)
