"""Figures with what they measure, of what, when and where; what is expected is told from what is reported."""

import pytest
from reports_of_text import bug, facts_of, plain_args, read_marked, sentence_of

from extract.document import BlockKind
from extract.prose.metrics import find_figures
from extract.prose.places import split_indicator
from extract.prose.relations import parse
from extract.prose.subjects import Context
from ontology.model import EntityRef, Fact, Phrase
from ontology.schema import load_schema

ONE, TWO = "[C 星桥医疗]", "[C 南枝科技]"


def metrics(*sentences: str, about: str = "", date: str = "2024-06") -> list[Fact]:
    return [fact for fact in facts_of(read_marked(*sentences, about=about, date=date)) if fact.kind == "Metric"]


def shown(*sentences: str, about: str = "") -> list[tuple[object, ...]]:
    """Subject, indicator, value and unit of each figure."""
    found = [plain_args(fact) for fact in metrics(*sentences, about=about)]
    return [tuple(args.get(slot) for slot in ("subject", "indicator", "value", "unit")) for args in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"2023年,{ONE}营业收入为3.2亿元。", ("星桥医疗", "营业收入", 3.2e8, "元")),
        (f"2023年{ONE}的毛利率达到72.5%。", ("星桥医疗", "毛利率", 72.5, "%")),
        ("影像软件市场规模在2022年达到66亿元。", ("影像软件", "市场规模", 6.6e9, "元")),
        ("该市场规模约为12亿美元。", (None, "市场规模", 1.2e9, "美元")),
        ("手术软件占融资金额的46%。", ("手术软件", "融资金额占比", 46.0, "%")),
        ("全院有312家医院获评高级别。", ("全院", "获评高级别医院数", 312.0, "家")),
        (f"{ONE}已落地200+AI应用。", ("星桥医疗", "落地AI应用数", 200.0, None)),
        (f"{ONE}的产品覆盖30余省市。", ("星桥医疗的产品", "覆盖省市数", 30.0, None)),
        (f"{ONE}员工数超过320人。", ("星桥医疗", "员工数", 320.0, "人")),
        (f"2023年{ONE}净亏损1.2亿元。", ("星桥医疗", "净亏损", -1.2e8, "元")),
        (f"{ONE}实现了67.8%的收入增长。", ("星桥医疗", "收入增长", 67.8, "%")),
        (f"{ONE}达成研发开支12.3%的下降。", ("星桥医疗", "研发开支增长率", -12.3, "%")),
        (f"{ONE}上半年营收同比减少7.5%。", ("星桥医疗", "营收增长率", -7.5, "%")),
        (f"据[N 青禾研究院]统计,{ONE}员工数为320人。", ("星桥医疗", "员工数", 320.0, "人")),
        (f"{ONE}核心客户(去年签约的三甲医院)增长至235个。", ("星桥医疗", "核心客户数量", 235.0, "个")),
        (f"{ONE}净利润率为-12%。", ("星桥医疗", "净利润率", -12.0, "%")),
        ("影像软件市场规模将从2023年的12亿美元增长至15亿美元。", ("影像软件", "市场规模", 1.2e9, "美元")),
        ("人工智能可平均节约药物合成时间40%。", ("人工智能", "药物合成时间节约比例", 40.0, "%")),
        ("人工智能可以将新药筛选时间缩短50%。", ("人工智能", "新药筛选时间缩短比例", 50.0, "%")),
        (f"{ONE}并提高研发成功率12%。", ("星桥医疗", "研发成功率提高", 12.0, "%")),
        (f"{ONE}总体投入不超过270万美元。", ("星桥医疗", "总体投入", 2.7e6, "美元")),
        (f"{ONE}累计发表论文500余篇。", ("星桥医疗", "发表论文数量", 500.0, "篇")),
        (f"{ONE}产品已进入全国31个省份。", ("星桥医疗产品", "进入省份数", 31.0, "个")),
        (f"{ONE}归母净利润为1.2亿元。", ("星桥医疗", "归母净利润", 1.2e8, "元")),
        ("团队规模已扩展至400多人。", (None, "团队规模", 400.0, "人")),
        ("每千人口医师数为3.15人。", (None, "每千人口医师数", 3.15, "人")),
        ("20.6%的医生每天平均工作时间超过10个小时。", (None, "医生占比", 20.6, "%")),
        ("80%的高端医疗器械依赖于进口。", (None, "依赖于进口的高端医疗器械占比", 80.0, "%")),
        ("该平台汇聚了3000万份病历。", (None, "汇聚病历数", 3e7, "份")),
        ("该指标之外,前十大客户的收入留存率高达151.1%。", (None, "收入留存率", 151.1, "%")),
        (f"{ONE}医院服务板块达成641.7%的增长。", (None, "增长", 641.7, "%")),
        ("海外市场营收实现从155.3万元到923.6万元的增长。", (None, "营收", 1.553e6, "元")),
        (f"{ONE}共参与投资超过70起。", ("星桥医疗", "参与投资数量", 70.0, "起")),
        ("医保支付价格下降了53%。", ("医保支付", "价格增长率", -53.0, "%")),
        ("全球约有5.37亿成年人患有糖尿病。", (None, "患有糖尿病成年人数", 5.37e8, None)),
        (f"前50的医院中有44家与{ONE}建立了合作关系。", (None, "与星桥医疗建立了合作关系医院数", 44.0, "家")),
    ],
)
def test_a_figure_has_its_subject_and_indicator(sentence: str, expected: tuple[object, ...]) -> None:
    subject, *rest = expected
    found = shown(sentence)
    assert found
    assert list(found[0][1:]) == rest
    assert subject is None or found[0][0] == subject


@pytest.mark.parametrize(
    "sentence",
    [
        f"{ONE}营业收入为3亿元,同比增长18%。",
        f"2023年,{ONE}营业收入同比增长18%。",
    ],
)
def test_the_growth_of_a_thing_is_not_the_thing(sentence: str) -> None:
    subject, indicator, value, _ = shown(sentence)[-1]
    assert (subject, value) == ("星桥医疗", 18.0)
    assert "增" in str(indicator or "")


def test_whoever_has_a_share_is_its_subject() -> None:
    assert [figure[0] for figure in shown("影像软件占35%,病理软件占20%。")] == ["影像软件", "病理软件"]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("单次检测费用约200-300元。", [200.0, 300.0]),
        (f"2023年{ONE}亏损5000万元至8000万元。", [-5e7, -8e7]),
        (f"{ONE}融资金额超过5亿元。", [5e8]),
        (f"{ONE}员工数近200人。", [200.0]),
        (f"{ONE}累计融资金额为数亿元。", []),
    ],
)
def test_a_range_is_two_figures_and_a_vague_number_none(sentence: str, values: list[float]) -> None:
    assert [figure[2] for figure in shown(sentence)] == values


def test_a_figure_points_at_the_thing_that_its_sentence_names() -> None:
    (fact,) = metrics(f"2023年,{ONE}营业收入为3.2亿元。")
    assert fact.args["subject"] == Phrase("星桥医疗", (EntityRef("Company", "星桥医疗"),))


# ---- when and where


@pytest.mark.parametrize(
    ("sentence", "period", "region"),
    [
        ("2022年中国影像软件市场规模为66亿元。", "2022", "中国"),
        ("影像软件市场规模在2022年达到66亿元。", "2022", None),
        ("2024年1-9月,融资金额为53.6亿元。", "2024-01/2024-09", None),
        ("2021年上半年,全球影像软件市场规模为12亿美元。", "2021-01/2021-06", "全球"),
        ("过去5年,影像软件收入增长率为20%。", "过去5年", None),
        (f"{ONE}员工数为320人。", None, None),
    ],
)
def test_a_figure_has_the_period_and_region_before_it(sentence: str, period: str | None, region: str | None) -> None:
    args = plain_args(metrics(sentence)[0])
    assert (args.get("period"), args.get("region")) == (period, region)


def test_each_of_two_regions_has_its_own_figure() -> None:
    found = [plain_args(fact) for fact in metrics("全球影像软件市场规模为12亿美元,中国为27亿元。")]
    assert [(args["region"], args["value"], args["indicator"]) for args in found] == [
        ("全球", 1.2e9, "市场规模"),
        ("中国", 2.7e9, "市场规模"),
    ]


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("2022年影像软件市场规模为66亿元。", "asserted"),
        ("预计2024年影像软件市场规模为66亿元。", "forecast"),
        ("2030年影像软件市场规模为500亿元。", "forecast"),
        ("影像软件市场规模有望达到500亿元。", "forecast"),
        (f"{ONE}的目标是收入达到5亿元。", "forecast"),
        (f"2024年{ONE}收入为5亿元。", "asserted"),
    ],
)
def test_a_figure_that_is_expected_says_so(sentence: str, modality: str) -> None:
    assert [fact.modality for fact in metrics(sentence)] == [modality]


def test_a_figure_reported_before_the_word_of_expectation_is_reported() -> None:
    found = metrics("2022年影像软件市场规模为66亿元,预计2028年达到120亿元。")
    assert [(plain_args(fact)["value"], fact.modality) for fact in found] == [(6.6e9, "asserted"), (1.2e10, "forecast")]


# ---- from, to, and the growth between


@pytest.mark.parametrize(
    "sentence",
    [
        "影像软件市场规模由2020年的40亿元增至2023年的160亿元。",
        "影像软件市场规模从2020年的40亿元增长到2023年的160亿元。",
        "2020年至2023年,影像软件市场规模由40亿元增至160亿元。",
    ],
)
def test_from_and_to_are_two_figures_of_two_years(sentence: str) -> None:
    found = [plain_args(fact) for fact in metrics(sentence)]
    assert [(args["indicator"], args["value"], args["period"]) for args in found] == [
        ("市场规模", 4e9, "2020"),
        ("市场规模", 1.6e10, "2023"),
    ]


def test_from_to_and_growth_are_three_figures_of_one_subject() -> None:
    found = shown("影像软件市场规模由2020年的40亿元增至2023年的160亿元,复合增长率为58.7%。")
    assert [(figure[0], figure[1]) for figure in found] == [
        ("影像软件", "市场规模"),
        ("影像软件", "市场规模"),
        ("影像软件", "复合增长率"),
    ]


@pytest.mark.parametrize("growth", ["年均增长率", "年复合增长率"])
def test_the_growth_of_a_year_keeps_its_name(growth: str) -> None:
    found = shown(f"影像软件市场规模由2020年的40亿元增至2023年的160亿元,{growth}为58.7%。")
    assert found[-1] == ("影像软件", growth, 58.7, "%")


def test_where_growth_began_is_no_forecast() -> None:
    found = metrics("2020年至2028年,影像软件市场规模由40亿元增至160亿元。", date="2023")
    assert [fact.modality for fact in found] == ["asserted", "forecast"]


def test_a_share_that_rose_is_two_figures_of_one_indicator() -> None:
    assert shown("影像软件的准确率从82%提升至94%。") == [
        ("影像软件", "准确率", 82.0, "%"),
        ("影像软件", "准确率", 94.0, "%"),
    ]


# ---- 分别, 各, 均


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{ONE}、{TWO}的毛利率分别为70%、65%。", [("星桥医疗", "毛利率", 70.0), ("南枝科技", "毛利率", 65.0)]),
        (f"{ONE}和{TWO}的员工数均为120人。", [("星桥医疗", "员工数", 120.0), ("南枝科技", "员工数", 120.0)]),
        (f"{ONE}和{TWO}的收入分别为3亿元和5亿元。", [("星桥医疗", "收入", 3e8), ("南枝科技", "收入", 5e8)]),
        (f"{ONE}和{TWO}分别达到124%和101%的增长率。", [("星桥医疗", "增长率", 124.0), ("南枝科技", "增长率", 101.0)]),
        (f"{ONE}、{TWO}各获批3张三类证。", [("星桥医疗", "获批三类证数", 3.0), ("南枝科技", "获批三类证数", 3.0)]),
        bug(
            "影像软件和病理软件融资占比各为20%。",
            [("影像软件", "融资占比", 20.0), ("病理软件", "融资占比", 20.0)],
            reason="各 is left in the indicator: 比各占比",
        ),
    ],
)
def test_a_shared_out_figure_goes_to_each(sentence: str, expected: list[tuple[str, str, float]]) -> None:
    assert [figure[:3] for figure in shown(sentence)] == expected


def test_shared_out_counts_count_the_same_thing() -> None:
    first, second = shown(f"{ONE}、{TWO}分别获得8张、6张三类证。")
    assert (first[0], first[2], second[0], second[2]) == ("星桥医疗", 8.0, "南枝科技", 6.0)
    assert first[1] == second[1]


def test_shared_out_years_go_to_their_figures() -> None:
    found = [plain_args(fact) for fact in metrics(f"2022年、2023年,{ONE}收入分别为1.2亿元、1.8亿元。")]
    assert [(args["value"], args["period"]) for args in found] == [(1.2e8, "2022"), (1.8e8, "2023")]


# ---- counts in a list


def test_counts_in_brackets_belong_to_the_words_before_them() -> None:
    found = shown("包括头颈(7个)、四肢(5个)等。")
    assert [figure for figure in found if figure[1] == "数量"] == [
        ("头颈", "数量", 7.0, "个"),
        ("四肢", "数量", 5.0, "个"),
    ]


def test_one_bracket_is_no_list_of_counts() -> None:
    assert not [figure for figure in shown("包括头颈(7个)等。") if figure[1] == "数量"]


def test_a_count_in_brackets_is_one_figure() -> None:
    assert [figure[2] for figure in shown("如头颈(7个)、四肢(5个)等。")] == [7.0, 5.0]


@pytest.mark.xfail(strict=True, reason="words of the sentence stick to the first name: 产品分布于头颈")
def test_the_first_count_in_brackets_belongs_to_its_own_word() -> None:
    assert shown("产品分布于头颈(7个)、四肢(5个)。")[0][:3] == ("头颈", "数量", 7.0)


def test_a_list_of_counts_belongs_to_the_companies_before_them() -> None:
    found = shown(f"三类证方面,{ONE}10张、{TWO}3张。")
    assert [(figure[0], figure[2]) for figure in found] == [("星桥医疗", 10.0), ("南枝科技", 3.0)]
    assert not {"星桥医疗", "南枝科技"} & {figure[1] for figure in found}


def test_a_name_keeps_its_last_character() -> None:
    assert shown("[C 南枝智能]10张。")[0][0] == "南枝智能"


# ---- who is meant


@pytest.mark.parametrize(
    "sentence",
    [
        "截至2023年底,公司累计服务超过300家医院。",
        "2023年,公司营业收入为3.2亿元。",
        "该企业员工数为320人。",
        "公司预计2025年收入达到5亿元。",
    ],
)
def test_the_company_of_the_section_is_meant(sentence: str) -> None:
    assert [figure[0] for figure in shown(sentence, about="星桥医疗")] == ["星桥医疗"]


# ---- what is no figure of the industry


@pytest.mark.parametrize(
    "sentence",
    [
        "本文分为3个部分,讨论5个方面。",
        "2024年3月,[P 灵犀影像平台]上线。",
        "[D XQ-101]进入II期。",
        "见第12页图表3。",
        f"2023年1月,{ONE}宣布完成2亿元C轮融资。",
        f"{ONE}以1.5亿元收购{TWO}。",
    ],
)
def test_the_texts_own_parts_and_the_money_of_deals_are_no_figures(sentence: str) -> None:
    assert metrics(sentence) == []


@pytest.mark.parametrize("kind", [BlockKind.HEADING, BlockKind.CAPTION, BlockKind.SOURCE])
def test_headings_and_captions_have_no_figures(kind: BlockKind) -> None:
    sentence = sentence_of("影像软件市场规模达到66亿元", kind=kind)
    assert list(find_figures(parse(sentence, Context()), Context(), anchor_year=2024, taken=[])) == []


@pytest.mark.parametrize(
    "sentence",
    [
        f"2023年,{ONE}营业收入为3.2亿元。",
        "手术软件占融资金额的46%。",
        bug(f"{ONE}证书最多,8张。", reason="a figure without an indicator, which the schema requires"),
    ],
)
def test_every_figure_fills_what_the_schema_requires(sentence: str) -> None:
    required = {slot.name for slot in load_schema().kind("Metric").slots if slot.required}
    assert metrics(sentence)
    assert all(required <= set(fact.args) for fact in metrics(sentence))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("人工智能解决方案市场规模", ("人工智能解决方案", "市场规模")),
        ("影像软件的准确率", ("影像软件", "准确率")),
        ("骨科机器人融资金额", ("骨科机器人", "融资金额")),
        ("研发投入", ("", "研发投入")),
        ("三类证", ("", "")),
        ("", ("", "")),
    ],
)
def test_the_words_before_a_figure_part_into_subject_and_indicator(words: str, expected: tuple[str, str]) -> None:
    assert split_indicator(words) == expected


def test_a_share_that_opens_its_clause_is_of_whoever_is_counted() -> None:
    assert shown("低价耗材已实现国产,但是80%的高端设备依赖进口。") == [
        ("高端设备", "依赖进口的高端设备占比", 80.0, "%"),
    ]


def test_a_figure_inside_the_counted_part_is_none_of_its_own() -> None:
    assert [found[2] for found in shown("有超过60%的护士工作时间在9小时以上。")] == [60.0]


def test_members_go_on_with_the_indicator_of_their_unit() -> None:
    found = shown("2023年数字医疗的投融资交易共120项,累计金额达60亿元,其中A轮、B轮和天使轮分别为50、40和30项。")
    assert [one[1:3] for one in found if one[0] == "天使轮"] == [("投融资交易数量", 30.0)]


def test_a_ranking_goes_on_in_the_next_sentence() -> None:
    found = shown(f"{ONE}的管线数量最多,共9条。", "其次是[C 望舒医疗]、[C 南枝科技],各4条。")
    assert [one[:3] for one in found if one[2] == 4.0] == [
        ("望舒医疗", "管线数量", 4.0),
        ("南枝科技", "管线数量", 4.0),
    ]


def test_what_a_whole_is_used_for_and_what_the_rest_is() -> None:
    assert shown("经常性护理总费用中仅有7%左右用于预防,而治疗和用品占80%以上。") == [
        ("经常性护理总费用", "用于预防占比", 7.0, "%"),
        ("经常性护理总费用", "治疗和用品占比", 80.0, "%"),
    ]


def test_each_member_of_a_list_has_its_own_share() -> None:
    found = shown("集团毛利率为42%,其中影像业务43%、检验业务32%、健康业务58%的好成绩。")
    assert [(one[0], one[1]) for one in found[1:]] == [
        (name, "毛利率") for name in ("影像业务", "检验业务", "健康业务")
    ]


def test_growth_behind_from_and_to_is_of_the_same_indicator() -> None:
    found = shown("海外营收实现从155万元到923万元的495%增长率。")
    assert [one[1:] for one in found] == [
        ("营收", 1.55e6, "元"),
        ("营收", 9.23e6, "元"),
        ("营收增长率", 495.0, "%"),
    ]


def test_what_was_so_earlier_is_of_the_indicator_before_it() -> None:
    assert [one[1:3] for one in shown("命中率从早期的0.8%升至6.5%。")] == [("命中率", 0.8), ("命中率", 6.5)]
    assert [one[1:3] for one in shown("勾画软件平均耗时由人工的120分钟缩短至3分钟。")] == [
        ("平均耗时", 120.0),
        ("平均耗时", 3.0),
    ]


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        (f"{ONE}在120秒内完成勾画。", "完成勾画用时"),
        (f"{ONE}在50秒内就给出诊断建议。", "给出诊断建议用时"),
        (f"{ONE}只需要3分钟就能出结果。", "出结果用时"),
    ],
)
def test_how_long_something_takes(sentence: str, indicator: str) -> None:
    assert [one[:2] for one in shown(sentence)] == [("星桥医疗", indicator)]


def test_shares_go_to_the_members_that_were_counted_before() -> None:
    found = shown("其中I期管线39条、II期管线24条,占比依次为62%和38%。")
    assert [(one[0], one[2]) for one in found if one[3] == "%"] == [("I期管线", 62.0), ("II期管线", 38.0)]


def test_a_time_goes_on_with_no_count() -> None:
    found = shown(f"{ONE}接入21家门诊和320家药店,预警时间平均提前1.8天。")
    assert [one for one in found if one[2] == 1.8 and "数" in str(one[1])] == []


def test_by_how_much_money_shrank_is_an_amount_of_its_own() -> None:
    assert shown(f"{ONE}净亏损额较2022年减少3700万元。")[0][1:3] == ("净亏损减少额", 3.7e7)


def test_how_good_software_is_is_of_the_software() -> None:
    found = shown(f"{ONE}发布[M “元知”医疗大模型],在质控任务上准确率达到96.3%。")
    assert found == [("“元知”医疗大模型", "准确率", 96.3, "%")]


def test_who_made_a_named_thing_does_not_have_its_figures() -> None:
    found = shown("公司自主研发的[P “慧见”内镜辅助诊断系统]已在全国超过300家医院落地。")
    assert found[0][:3] == ("“慧见”内镜辅助诊断系统", "落地医院数", 300.0)


def test_what_software_was_trained_on_is_a_figure_of_the_software() -> None:
    found = shown(f"{ONE}发布[M “元知”大模型],基于超过10万份病历和300万张影像训练,参数规模130亿。")
    assert {(one[0], one[2]) for one in found} == {("“元知”大模型", value) for value in (1e5, 3e6, 1.3e10)}


def test_a_year_right_before_a_region_is_no_part_of_the_subject() -> None:
    found = shown("2021年中国输液泵市场规模已达90亿元,预计2030年将增至250亿元。")
    assert [one[:2] for one in found] == [("输液泵", "市场规模"), ("输液泵", "市场规模")]
