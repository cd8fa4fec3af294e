"""Quantities as the reports print them: numerals, scales, ranges, vague words, units, and what is none."""

import pytest

from extract.values.numbers import Quantity, find_quantities
from extract.values.numerals import parse_hanzi


def only(text: str) -> Quantity:
    found = find_quantities(text)
    assert len(found) == 1, [quantity.text for quantity in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "figures", "unit"),
    [
        ("覆盖医院 1,395 家", (1395,), "家"),
        ("覆盖医院１，２００家", (1, 200), None),
        ("全年检查１２００人次", (1200,), "人次"),
        ("均值为 3.35 分", (3.35,), "分"),
        ("市场空间达 66 亿元", (6.6e9,), "元"),
        ("出货 2.5 万台", (25_000,), "台"),
        ("市值 1.2 万亿元", (1.2e12,), "元"),
        ("预收款 10.7 亿美元", (1.07e9,), "美元"),
        ("收款 12.5 千万美元", (1.25e8,), "美元"),
        ("收录 3百万 条记录", (3e6,), "条"),
        ("训练用了 2 亿 张图", (2e8,), "张"),
        ("总投入 3亿5000万元", (3.5e8,), "元"),
        ("灵敏度为 94.6%", (94.6,), "%"),
        ("灵敏度为94.6％", (94.6,), "%"),
        ("召回率提高 7 个百分点", (7,), "百分点"),
        ("误诊率下降 5 个点", (5,), "百分点"),
        ("已拿下 9 证", (9,), "张"),
        ("速度提升 12 倍", (12,), "倍"),
        ("翻了一倍", (1,), "倍"),
        ("占比超三成", (30,), "%"),
        ("有 8 成医院愿意", (80,), "%"),
        ("百分之三十的患者", (30,), "%"),
        ("耗时 55 分钟", (55,), "分钟"),
        ("随访 18 个月", (18,), "个月"),
        ("共二十家机构", (20,), "家"),
        ("一千二百例样本", (1200,), "例"),
        ("两名医生", (2,), "名"),
        ("三百万条语料", (3e6,), "条"),
        ("兩億元", (2e8,), "元"),
        ("每台 5 万元/台", (50_000,), "元/台"),
        ("报价约 8 万/台", (80_000,), "元/台"),
        ("收集语料 300GB", (300,), "GB"),
        ("切片层厚 1 mm", (1,), "毫米"),
        ("肺部（44）", (44,), ""),
        ("净增 0 条", (0,), "条"),
    ],
)
def test_a_number_with_its_scale_and_unit(text: str, figures: tuple[float, ...], unit: str | None) -> None:
    found = find_quantities(text)
    assert tuple(number for quantity in found for number in quantity.figures) == pytest.approx(figures)
    if unit is not None:
        assert found[0].unit == unit


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("规模在 6000~8000 亿元之间", 6e11, 8e11, "元"),
        ("规模在 6000～8000 亿人民币", 6e11, 8e11, "元"),
        ("每年少花 200-3600 亿美元", 2e10, 3.6e11, "美元"),
        ("融资 5000万-1亿美元", 5e7, 1e8, "美元"),
        ("节省 40-50%", 40, 50, "%"),
        ("节省 50%-70%", 50, 70, "%"),
        ("节省 40~60%", 40, 60, "%"),
        ("节省 30%至60%", 30, 60, "%"),
        ("进口占 80%—90%", 80, 90, "%"),
        ("省下 5–10%", 5, 10, "%"),
        ("需要 5 到 10 例", 5, 10, "例"),
        ("需要两至五名医生", 2, 5, "名"),
        ("只要 2-3 分钟", 2, 3, "分钟"),
        ("$30-50 million", 3e7, 5e7, "美元"),
    ],
)
def test_a_range_has_two_figures_of_one_unit(text: str, low: float, high: float, unit: str) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.high, quantity.value) == (low, high, None)
    assert quantity.figures == (low, high)
    assert quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("从 2820 万元至 8460 万元", [2.82e7, 8.46e7]),
        ("由 155.3 万到 923.6 万元", [1.553e6, 9.236e6]),
        ("由70%至 48 款", [70, 48]),
        ("自 9 家到 3 家", [9, 3]),
    ],
)
def test_from_and_to_are_two_quantities(text: str, figures: list[float]) -> None:
    found = find_quantities(text)
    assert [quantity.value for quantity in found] == figures
    assert found[0].unit != ""


@pytest.mark.parametrize(
    ("text", "approx", "value"),
    [
        ("超 160 家", "over", 160),
        ("超过 40%", "over", 40),
        ("逾 20 家", "over", 20),
        ("突破 10 亿元", "over", 1e9),
        ("不低于 3 家", "over", 3),
        ("近 300 家", "under", 300),
        ("接近90%", "under", 90),
        ("不到 5%", "under", 5),
        ("最多 2 家", "under", 2),
        ("约 80%", "about", 80),
        ("约为 9.6%", "about", 9.6),
        ("50% 左右", "about", 50),
        ("40% 以上", "over", 40),
        ("30 人以内", "under", 30),
        ("300 多家", "over", 300),
        ("2000 余篇", "over", 2000),
        ("300+家", "over", 300),
        ("落地 200+AI应用", "over", 200),
        ("10余年", "over", 10),
        ("50 多亿份", "over", 5e9),
        ("3000余万条", "over", 3e7),
        ("两千多万人次", "over", 2e7),
        ("上百个", "over", 100),
        ("近百名", "under", 100),
        ("百余篇", "over", 100),
        ("十余家", "over", 10),
        ("高达 75%", "", 75),
        ("达 31%", "", 31),
        ("最近 80%", "", 80),
        ("节约 30%", "", 30),
        ("已通过 16 项", "", 16),
    ],
)
def test_the_sense_of_the_words_around_a_number(text: str, approx: str, value: float) -> None:
    quantity = only(text)
    assert (quantity.approx, quantity.value) == (approx, value)


def test_the_words_around_a_number_stand_outside_its_span_and_inside_the_outer_one() -> None:
    text = "营收约为 66 亿元左右，同比持平"
    quantity = only(text)
    assert quantity.text == "66 亿元"
    assert text[quantity.outer_start : quantity.outer_end] == "约为 66 亿元左右"


@pytest.mark.parametrize(
    ("text", "low", "high", "value"),
    [
        ("数千家医院", 1e3, 1e4, None),
        ("數百萬張圖像", 1e6, 1e7, None),
        ("数十位专家", 10, 100, None),
        ("几百例样本", 100, 1000, None),
        ("百亿市场", 1e10, None, 1e10),
        ("千亿级的市场", 1e11, 1e12, 1e11),
        ("数万亿级的市场", 1e12, 1e13, None),
        ("千万家庭", 1e7, None, 1e7),
        ("万亿市场", 1e12, None, 1e12),
    ],
)
def test_vague_words_carry_bounds(text: str, low: float, high: float | None, value: float | None) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.high, quantity.value) == (low, high, value)


def test_several_hundred_has_no_figure_to_state() -> None:
    assert only("数百家医院").figures == ()


@pytest.mark.parametrize("text", ["业绩\t-53.3%", "(-12.5 亿元)"])
def test_a_minus_in_a_cell_makes_a_loss(text: str) -> None:
    quantity = only(text)
    assert quantity.value is not None
    assert quantity.value < 0
    assert quantity.text.startswith("-")


def test_a_unit_printed_once_belongs_to_the_whole_list() -> None:
    assert [(q.value, q.unit) for q in find_quantities("各轮分别为44、19和17项")] == [
        (44, "项"),
        (19, "项"),
        (17, "项"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4 与 CT-FFR",
        "AlphaFold 3 发布",
        "候选药 ISM3091 获批",
        "5G 与 3D 重建",
        "符合 18C 规则",
        "B+轮 与 L0-L5",
        "ER+ 患者",
        "PV-iDose 上线",
        "提供 7*24 服务",
        "提供7×24服务",
        "见 2.1.2 节",
        "图表 5 与 表 6",
        "第 3 页",
        "第三方、第一章",
        "处于 I 期 与 2 期",
        "2型糖尿病",
        "3类证",
        "三甲医院与百度",
        "十分重要，一些一般的统一",
        "评分 15/27",
        "新冠 COVID-19",
        "靶点 PD-1/2",
        "“722”事件",
        "2.0 时代",
        "从0到1",
        "从 0 到 1 的突破",
        "1+8+N 体系",
        "电话 023-12345678",
        "致电 13900000000",
        "前三位",
        "排名前 20 的医院",
        "2024 年 3 月 5 日",
        "2024-03-11",
        "2018-2022 年",
        "上世纪 80 年代",
        "截至 9 月 5 日",
        "（2024）",
        "过去5年",
        "九天 大模型",
        "5-HT 受体",
        "7-氨基头孢烷酸",
        "参数百川",
        "版本号 stgg_6406",
        "1) 上游；2) 中游",
        "# 1.1 行业概况",
        "3、发展历程",
        "一家公司、一种方法",
        "千里马 百度 万孚",
        "分数约数",
    ],
)
def test_digits_of_names_labels_and_dates_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "value"), [("绘图 3 张", 3), ("发表 6 篇", 6), ("代表 7 家", 7), ("目前 8 家", 8), ("AUC 0.95", 0.95)]
)
def test_words_that_end_like_a_label_do_not_hide_a_quantity(text: str, value: float) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("二十", 20),
        ("一百零五", 105),
        ("一千二百", 1200),
        ("两", 2),
        ("百", 100),
        ("三亿五千万", 3.5e8),
        ("一万亿", 1e12),
        ("二〇二四", 2024),
        ("十三五", None),
        ("二三", None),
        ("", None),
        ("十百", None),
    ],
)
def test_chinese_numerals(text: str, number: float | None) -> None:
    assert parse_hanzi(text) == number
