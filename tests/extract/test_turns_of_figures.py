"""Figures that a turn of phrase tells: ordinals, prices, terms, what deeds need, and shares of those counted before."""

import pytest
from test_metrics import ONE, shown


def figures(*sentences: str) -> list[tuple[object, ...]]:
    """Subject, indicator and value of each figure."""
    return [one[:3] for one in shown(*sentences)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"这是{ONE}年内拿到的第二张三类证。", ("星桥医疗", "三类证数量", 2.0)),
        (f"{ONE}手里的第12张注册证来了。", ("星桥医疗", "注册证数量", 12.0)),
        (f"{ONE}的市占率为国内第三。", ("星桥医疗", "市占率排名", 3.0)),
        (f"{ONE}在中国心电市场排名第一,份额为22%。", ("星桥医疗", "心电市场排名", 1.0)),
    ],
)
def test_an_ordinal_counts_what_a_firm_has_or_says_where_it_stands(sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in figures(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        f"{ONE}拿下国内第三张三类证。",
        f"这是行业内第五张三类证,由{ONE}拿下。",
        f"{ONE}拿到第一张三类证。",
        f"{ONE}是市场第一股。",
        f"{ONE}在市场上发布第二代产品。",
    ],
)
def test_an_ordinal_of_a_whole_trade_tells_nothing_of_a_firm(sentence: str) -> None:
    assert not figures(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[P 灵犀]按每次120元收费。", ("灵犀", "价格", 120.0)),
        (f"{ONE}与甲医院签下一份为期8年的采购合同。", ("采购合同", "合同期限", 8.0)),
        ("[P 灵犀]表现稳定,单例计算约需4分钟。", ("灵犀", "单例计算用时", 4.0)),
        ("[P 灵犀]15分钟内便可给出分型结果。", ("灵犀", "给出分型结果用时", 15.0)),
        (f"{ONE}收入2亿元,亏损1亿元,算力成本吃掉了其中的9300万元。", ("星桥医疗", "算力成本", 9.3e7)),
        ("[P 灵犀]的敏感度、特异度分别为91%和88%。", ("灵犀", "敏感度", 91.0)),
        ("[P 灵犀]的敏感度、特异度分别为91%和88%。", ("灵犀", "特异度", 88.0)),
        ("[M 岐云]的训练语料包括8亿份病历和960万篇文献。", ("岐云", "训练文献数", 9.6e6)),
        ("[P 灵犀]中文打字速度达到每分钟18字。", ("灵犀", "中文打字速度", 18.0)),
        ("[P 灵犀]的AUC为0.93,优于人工判读的0.86。", ("人工判读", "AUC", 0.86)),
        ("科技厅将给予最高500万元的资金支持。", ("科技厅", "资金支持", 5e6)),
        ("[C 星桥医疗]培育了3家有全球影响力的企业。", ("星桥医疗", "培育有全球影响力企业数", 3.0)),
        (f"{ONE}团队320人,研发占八成。", ("星桥医疗", "研发人员占比", 80.0)),
        (f"{ONE}现有员工230人,六成为研发人员。", ("星桥医疗", "研发人员占比", 60.0)),
        (f"{ONE}收入3亿元,七成由[P 灵犀]贡献。", ("灵犀", "收入占比", 70.0)),
        ("[P 灵犀]覆盖[S 胃癌]、[S 肠癌]和[S 肝癌]三个癌种。", ("灵犀", "覆盖癌种数", 3.0)),
        ("[P 灵犀]可提前6小时预警[S 脓毒症]。", ("灵犀", "提前预警时间", 6.0)),
        ("[P 灵犀]90秒即可生成一份报告。", ("灵犀", "生成一份报告用时", 90.0)),
        (f"{ONE}去年融资8起,单笔过亿元的有3起。", ("星桥医疗", "单笔过亿元事件数", 3.0)),
        ("国内获批三类证的医疗器械已达142款。", ("医疗器械", "获批三类证数量", 142.0)),
        ("受访的312家医院中,仅27%设立了伦理审查机制。", ("医院", "设立了伦理审查机制占比", 27.0)),
        ("到2027年,三级医院大模型覆盖率达到80%,二级医院达到50%。", ("二级医院", "覆盖率", 50.0)),
        ("三类证累计发出137张,涉及企业58家。", ("三类证", "三类证发出数量", 137.0)),
        ("[L 某省指引],列出84个应用场景。", ("某省指引", "列出数量", 84.0)),
        (f"做处方生意的{ONE}股价下跌11%。", ("星桥医疗", "股价增长率", -11.0)),
    ],
)
def test_a_turn_of_phrase_tells_what_a_figure_measures(sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in figures(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        f"{ONE}与乙公司签下新药发现合作,潜在总额6.8亿元。",
        f"{ONE}的B轮融资在2023年,甲资本与乙创投一共投了3亿元。",
        f"{ONE}的新一轮金额为3亿元,由国资领投。",
        f"{ONE}与甲医院达成一项总额1.2亿元的采购协议。",
        "[C 星桥医疗]在研的是一款镥-177核药。",
        "符合条件的1类创新药可优先审评。",
    ],
)
def test_terms_of_deals_and_classes_of_drugs_are_no_figures(sentence: str) -> None:
    assert not figures(sentence)
