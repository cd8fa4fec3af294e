"""Money with its currency and, where the words are vague, its bounds; and the terms of deals."""

import pytest

from extract.values.deals import find_deal_terms
from extract.values.money import find_money, is_undisclosed, parse_money


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("3.35亿美元", 335e6, "USD"),
        ("8000万美元", 8e7, "USD"),
        ("1亿美元", 1e8, "USD"),
        ("3亿美金", 3e8, "USD"),
        ("2亿人民币", 2e8, "CNY"),
        ("5.2亿元", 5.2e8, "CNY"),
        ("5.2亿元人民币", 5.2e8, "CNY"),
        ("人民币3.27亿元", 3.27e8, "CNY"),
        ("RMB 30 million", 3e7, "CNY"),
        ("1.5 亿港元", 1.5e8, "HKD"),
        ("港币 3 亿元", 3e8, "HKD"),
        ("4.5億港元", 4.5e8, "HKD"),
        ("3.48 亿欧元", 3.48e8, "EUR"),
        ("1,500 万英镑", 1.5e7, "GBP"),
        ("200亿日元", 2e10, "JPY"),
        ("700 万瑞士法郎", 7e6, "CHF"),
        ("$50 million", 5e7, "USD"),
        ("US$1.5bn", 1.5e9, "USD"),
        ("USD 50M", 5e7, "USD"),
        ("50M USD", 5e7, "USD"),
        ("€20m", 2e7, "EUR"),
        ("HK$300 million", 3e8, "HKD"),
        ("￥500万", 5e6, "CNY"),
        ("3902 元", 3902, "CNY"),
        ("亏损约 2.4 亿元", 2.4e8, "CNY"),
    ],
)
def test_an_amount_with_a_currency(text: str, value: float, currency: str) -> None:
    money = parse_money(text)
    assert money is not None
    assert (money.value, money.currency) == (value, currency)


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("数千万人民币", None, 1e7, 1e8),
        ("数亿美金", None, 1e8, 1e9),
        ("亿级人民币", None, 1e8, 1e9),
        ("千万级美元", None, 1e7, 1e8),
        ("百万元级", None, 1e6, 1e7),
        ("近亿元人民币", 1e8, None, 1e8),
        ("上亿元", 1e8, 1e8, None),
        ("超 3 亿元", 3e8, 3e8, None),
        ("不到 3 亿元", 3e8, None, 3e8),
        ("超1-2亿元", None, 1e8, 2e8),
        ("5000万-1亿美元", None, 5e7, 1e8),
        ("3 亿元", 3e8, None, None),
    ],
)
def test_vague_amounts_keep_their_words_and_carry_bounds(
    text: str, value: float | None, low: float | None, high: float | None
) -> None:
    money = parse_money(text)
    assert money is not None
    assert (money.value, money.low, money.high) == (value, low, high)
    assert money.text == text


@pytest.mark.parametrize("text", ["未披露", "未透露", "未公开", "-", "", "2亿", "1.5 亿", "5 万/台", "30 家"])
def test_no_currency_is_no_money(text: str) -> None:
    assert parse_money(text) is None


@pytest.mark.parametrize(
    ("text", "value", "low"), [("2亿", 2e8, None), ("53,201", 53201, None), ("数亿", None, 1e8), ("1-2 亿", None, 1e8)]
)
def test_a_column_gives_its_currency_to_bare_numbers(text: str, value: float | None, low: float | None) -> None:
    money = parse_money(text, default_currency="CNY")
    assert money is not None
    assert (money.value, money.currency, money.low) == (value, "CNY", low)


def test_a_conversion_in_brackets_is_a_second_amount() -> None:
    spans = find_money("估值 19.68 亿美元（约 153.73 亿港元）")
    assert [(span.money.value, span.money.currency) for span in spans] == [(1.968e9, "USD"), (1.5373e10, "HKD")]
    assert spans[1].text == "约 153.73 亿港元"


def test_a_letter_of_the_round_is_no_scale() -> None:
    money = parse_money("$5 B轮")
    assert money is not None
    assert money.value == 5


@pytest.mark.parametrize("text", ["未披露", " 未公开 ", "-", "—", "N/A"])
def test_cells_that_tell_no_amount(text: str) -> None:
    assert is_undisclosed(text)


def test_a_cell_with_an_amount_is_disclosed() -> None:
    assert not is_undisclosed("3 亿元")


@pytest.mark.parametrize(
    ("text", "upfront", "milestone", "total"),
    [
        ("4200 万美元预付款和里程碑付款", None, None, 4.2e7),
        ("15.6 亿美元预付款及里程碑付款", None, None, 1.56e9),
        ("5.5 亿美元预付款、研究资金和开发以及商业里程碑付款", None, None, 5.5e8),
        ("6100万美元预付款，12亿美元的里程碑付款", 6.1e7, 1.2e9, None),
        ("4600 万美元预付款, 6 亿美元里程碑付款", 4.6e7, 6e8, None),
        ("2100 万美元预付款，以及 1.6 亿美元的里程碑付款", 2.1e7, 1.6e8, None),
        ("1300 万美元预付款，1.3 亿美元的里程碑付款，以及 1.4 亿美元的里程碑付款", 1.3e7, 1.3e8, None),
        ("6700 万美元预付款，21 亿美元的发现，开发和商业化里程碑，以及一部分分成", 6.7e7, 2.1e9, None),
        ("7 亿美元预付款，未来成功后将支付里程碑付款", 7e8, None, None),
        ("8100 万美元的预付款和近期付款", 8.1e7, None, None),
        ("1.4亿美元预付款", 1.4e8, None, None),
        ("1.9 亿美元首付款", 1.9e8, None, None),
        ("首付款 3000 万美元，里程碑付款最高 5 亿美元", 3e7, 5e8, None),
        ("首付款 3000 万美元及最高 5 亿美元里程碑付款", 3e7, 5e8, None),
        ("9.8 亿美元的里程碑价格", None, 9.8e8, None),
        ("21 亿美元的价格收购", None, None, 2.1e9),
        ("共计超 16 亿美元的协议，其中包含预付款 9300 万美元", 9.3e7, None, 1.6e9),
        ("16 亿美元的协议，其中包含预付款 9300 万美元", 9.3e7, None, 1.6e9),
        ("近 5 亿美元的预付款总额", 5e8, None, None),
        ("8 亿美元", None, None, 8e8),
        ("1600 万美元，提供 6.3 亿美元的药剂", None, None, 1.6e7),
        ("未披露", None, None, None),
    ],
)
def test_deal_terms(text: str, upfront: float | None, milestone: float | None, total: float | None) -> None:
    terms = find_deal_terms(text)
    values = [money.value if money else None for money in (terms.upfront, terms.milestone, terms.total)]
    assert values == [upfront, milestone, total]
