"""Figures as news tells them: what shares, profits and stakes did, how many work where, what a part is for."""

import pytest
from reports_of_text import plain_args
from test_metrics import ONE, TWO, metrics, shown


def figures(*sentences: str) -> list[tuple[object, ...]]:
    """Subject, indicator and value of each figure."""
    return [one[:3] for one in shown(*sentences)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{ONE}营业收入12.6亿元,同比下滑6.5%。", ("星桥医疗", "营业收入增长率", -6.5)),
        (f"{ONE}归母净利润8200万元,降幅21.5%。", ("星桥医疗", "归母净利润增长率", -21.5)),
        (f"{ONE}营收3.2亿元,增幅18%。", ("星桥医疗", "营收增长率", 18.0)),
        (f"{ONE}营收3.2亿元,同比少了32.5%。", ("星桥医疗", "营收增长率", -32.5)),
        (f"{ONE}净利润900万元,缩水六成。", ("星桥医疗", "净利润增长率", -60.0)),
        (f"{ONE}收入同比大增133%。", ("星桥医疗", "收入增长率", 133.0)),
        (f"{ONE}收入2.5亿元,同比增加3000万元。", ("星桥医疗", "收入增加额", 3e7)),
        (f"{ONE}药品均价为80元,同比上涨3%。", ("星桥医疗药品", "均价增长率", 3.0)),
    ],
)
def test_a_change_without_a_name_is_of_the_figure_before(sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in figures(sentence)


def test_who_works_somewhere_now_works_for_the_company() -> None:
    assert ("星桥医疗", "员工数", 300.0) in figures(f"{ONE}总部在苏州,现有员工300人。")


@pytest.mark.parametrize(
    "sentence",
    ["“[P 灵犀]”软件的灵敏度为96.4%。", "“[P 灵犀]”软件日均处理1200例。"],
)
def test_the_kind_behind_a_quoted_name_is_not_whom_a_figure_is_of(sentence: str) -> None:
    assert [subject for subject, *_ in figures(sentence)] == ["灵犀"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{ONE}收报11.5港元,跌3.5%。", ("星桥医疗", "股价涨跌幅", -3.5)),
        (f"{ONE}上市首日收涨28%。", ("星桥医疗", "股价涨跌幅", 28.0)),
        (f"{ONE}每股发行价为12.5港元。", ("星桥医疗", "发行价", 12.5)),
    ],
)
def test_what_the_shares_of_a_company_did(sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in figures(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{ONE}归母净利润转为亏损2.5亿元。", ("星桥医疗", "归母净利润", -2.5e8)),
        (f"{ONE}净利润4000万元,上年同期则亏损1.5亿元。", ("星桥医疗", "净利润", -1.5e8)),
        (f"{ONE}净利润却只剩1500万元。", ("星桥医疗", "净利润", 1.5e7)),
    ],
)
def test_a_loss_is_a_profit_below_zero(sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in figures(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            f"[V 青禾资本]、{TWO}分别持股12.5%和8%。",
            [("青禾资本", "持股比例", 12.5), ("南枝科技", "持股比例", 8.0)],
        ),
        (f"{ONE}持有[C 南枝科技]20.5%的股权。", [("星桥医疗", "持股比例", 20.5)]),
        (f"{ONE}拟收购{TWO}51%股权。", [("星桥医疗", "收购南枝科技股权比例", 51.0)]),
    ],
)
def test_who_holds_how_much_of_a_company(sentence: str, expected: list[tuple[object, ...]]) -> None:
    assert figures(sentence) == expected


def test_a_part_is_told_by_the_verb_behind_it() -> None:
    found = figures(f"{ONE}募资净额为5亿元,其中约45%用于研发,两成用于建设实验室。")
    assert [one[1:] for one in found] == [("募资净额", 5e8), ("用于研发占比", 45.0), ("用于建设实验室占比", 20.0)]


def test_a_share_goes_on_with_the_whole_of_the_share_before() -> None:
    found = figures("软件服务占收入的84.5%,毛利率39%;互联网医疗占7.5%,毛利率27%。")
    assert found[2:] == [("互联网医疗", "占比", 7.5), ("互联网医疗", "毛利率", 27.0)]


def test_a_share_of_income_that_shrinks_is_two_figures_of_one_share() -> None:
    found = figures(f"{ONE}披露,研发开支占收入的比重由2022年的188%一路收窄到2024年的79.5%。")
    assert [one[1:] for one in found] == [("研发开支占收入比重", 188.0), ("研发开支占收入比重", 79.5)]


def test_what_is_worth_so_much_of_something_is_the_amount_before() -> None:
    found = figures(f"{ONE}应收账款余额高达9亿元,相当于全年营收的八成。")
    assert found[-1] == ("星桥医疗", "应收账款余额占全年营收比例", 80.0)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [(f"{ONE}目前有168人。", 168.0), (f"{ONE}员工不足140人。", 140.0), (f"{ONE}团队约60人。", 60.0)],
)
def test_how_many_work_for_a_company(sentence: str, value: float) -> None:
    assert [(one[0], one[2]) for one in figures(sentence)] == [("星桥医疗", value)]


@pytest.mark.parametrize(
    "sentence",
    [
        "68岁的王先生被送到急诊。",
        "光纤端面只有一根0.3毫米的探头。",
        "随后10个交易日均无公告。",
    ],
)
def test_an_age_or_a_size_counts_nothing(sentence: str) -> None:
    assert figures(sentence) == []


def test_a_market_that_will_grow_has_a_size() -> None:
    found = figures("中国智能影像市场会从2024年的4亿美元扩大到2030年的38亿美元。")
    assert found == [("智能影像", "市场规模", 4e8), ("智能影像", "市场规模", 3.8e9)]


def test_this_figure_is_the_one_before() -> None:
    found = figures("问诊助手的幻觉率为2.5%。", "这个数字现在是0.5%。")
    assert [one[1:] for one in found] == [("幻觉率", 2.5), ("幻觉率", 0.5)]


def test_a_source_is_not_whom_its_figures_are_of() -> None:
    found = figures("[N 青禾研究院]的数字显示,手术机器人市场规模约95亿元,复合增速34.5%。")
    assert [one[0] for one in found] == ["手术机器人", "手术机器人"]


@pytest.mark.parametrize(
    "sentence",
    [
        f"{ONE}的A轮融资落定,金额1.5亿元。",
        f"{ONE}收购{TWO},其余4000万元与业绩挂钩。",
        "转让对价为3700万元。",
    ],
)
def test_amounts_of_deals_and_rounds_are_theirs(sentence: str) -> None:
    assert figures(sentence) == []


def test_a_count_does_not_go_on_from_an_amount_of_money() -> None:
    found = figures(f"{ONE}期内亏损8900万元,已在国内装机61台。")
    assert found[-1] == ("星桥医疗", "装机数量", 61.0)


def test_what_a_province_has_is_not_of_the_word_for_it() -> None:
    assert figures("全省建成5个以上影像大模型。")[0][0] == "影像大模型"


def test_money_left_in_the_till() -> None:
    assert figures(f"{ONE}头两年账上最少时只剩86万元。") == [("星桥医疗", "账上资金", 8.6e5)]


def test_what_is_counted_ends_where_it_does_something() -> None:
    assert figures("在8个省份搭起了控制中心。")[0][0] == "省份"


def test_a_time_is_shortened_to_the_second_figure() -> None:
    assert [one[2] for one in figures("报告平均出具时间由18分钟压缩到4分钟。")] == [18.0, 4.0]
    assert "压" not in str(figures("报告平均出具时间由18分钟压缩到4分钟。")[-1][1])


def test_a_plan_is_no_subject_of_what_is_planned() -> None:
    assert figures(f"{ONE}计划入组54名受试者。")[0][:2] == ("星桥医疗", "入组受试者数")


def test_who_holds_shares_is_the_person_behind_the_post() -> None:
    assert figures(f"{ONE}董事周明远持有[C 南枝科技]1.5%的股权。")[0][0] == "周明远"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{ONE}净亏损收窄至1200万元。", ("星桥医疗", "净亏损", -1.2e7)),
        (f"{ONE}2024年收入2亿元,亏损收窄到6800万元。", ("星桥医疗", "亏损", -6.8e7)),
        (f"{ONE}净亏损收窄53%。", ("星桥医疗", "净亏损收窄幅度", 53.0)),
        (f"{ONE}净利润为-4870万元。", ("星桥医疗", "净利润", -4.87e7)),
        (f"{ONE}净利润由-0.5亿元增至-0.2亿元。", ("星桥医疗", "净利润", -2e7)),
    ],
)
def test_losses_are_below_zero(sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in figures(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{ONE}收跌3.1%,报18.6元。", [("星桥医疗", "股价涨跌幅", -3.1), ("星桥医疗", "收盘价", 18.6)]),
        (f"{ONE}收报12.5港元,跌3.7%。", [("星桥医疗", "收盘价", 12.5), ("星桥医疗", "股价涨跌幅", -3.7)]),
        (f"{ONE}昨日报收于28元。", [("星桥医疗", "收盘价", 28.0)]),
    ],
)
def test_what_shares_closed_at(sentence: str, expected: list[tuple[object, ...]]) -> None:
    assert figures(sentence) == expected


def test_a_figure_of_another_arm_is_of_that_arm() -> None:
    told = figures("试验显示,治疗组应答率达62%,安慰剂组仅为21%,联合组则达到71%。")
    assert told == [("治疗组", "应答率", 62.0), ("安慰剂组", "应答率", 21.0), ("联合组", "应答率", 71.0)]


def test_who_is_enrolled_is_no_arm() -> None:
    assert not any(subject == "计划入组" for subject, *_ in figures("该试验有40家中心参与,计划入组600例。"))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[D XQ-101]从立项到提名候选化合物只用了14个月。", ("XQ-101", "从立项到提名候选化合物用时", 14.0)),
        ("[D XQ-101]从立项到进临床,前后11个月。", ("XQ-101", "从立项到进临床用时", 11.0)),
        ("从上传到出图平均只要82秒。", (None, "从上传到出图用时", 82.0)),
        (f"{ONE}把误报率从21%压到了9%。", ("星桥医疗", "误报率", 9.0)),
        (f"{ONE}假阳性率一度高达17%。", ("星桥医疗", "假阳性率", 17.0)),
        (f"{ONE}的定位误差控制在0.6毫米以内。", ("星桥医疗的定位", "误差", 0.6)),
        ("[P 灵犀]平均手术时间缩短23分钟。", ("灵犀", "手术时间缩短", 23.0)),
        ("[P 灵犀]已上线12家医院,危急值漏报下降1.7个百分点。", ("灵犀", "危急值漏报下降比例", 1.7)),
        (f"{ONE}净利润-3120万元。", ("星桥医疗", "净利润", -3.12e7)),
    ],
)
def test_how_long_and_by_how_much(sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in figures(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[D XQ-101]的Ⅱ期临床共入组84例受试者。", ("XQ-101", "Ⅱ期临床入组受试者数", 84.0)),
        ("[P 灵犀]已上线12家医院,累计筛查突破210万人次。", ("灵犀", "筛查数量", 2.1e6)),
        ("主力机型“[P 灵犀]”系统累计装机63台。", ("灵犀", "装机数量", 63.0)),
        (f"{ONE}股价较发行价上涨12%。", ("星桥医疗", "股价增长率", 12.0)),
        ("国产品牌份额升至33%,三年前这一比例还只有6%。", ("国产品牌", "份额", 6.0)),
        ("市场规模64亿元,算力支出占其中的35%。", (None, "算力支出占比", 35.0)),
        (f"{ONE}走过四轮融资。", ("星桥医疗", "走过融资数", 4.0)),
    ],
)
def test_whose_a_figure_is(sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in figures(sentence)


def test_what_a_figure_is_counted_by_is_none_itself() -> None:
    assert [value for _, _, value in figures("全国平均每10万名儿童仅有4.2名医师。")] == [4.2]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{ONE}营收1.2亿元,同比翻番。", ("星桥医疗", "营收增长率", 100.0)),
        (f"{ONE}毛利率为68.5%,同比提升3.5个百分点。", ("星桥医疗", "毛利率提升", 3.5)),
        (f"{ONE}收入5亿元,其中影像软件收入3亿元。", ("星桥医疗", "影像软件收入", 3e8)),
        (f"{ONE}收入5亿元,机构预测2030年将达到38亿元。", ("星桥医疗", "收入", 3.8e9)),
        ("全球有11条AI参与研发的管线进入临床。", ("AI参与研发的管线", "进入临床AI参与研发的管线数", 11.0)),
        (
            "[V 云杉科技]发布[P 慧眼],可覆盖[D 胃癌]、[D 肝癌]、[D 肺癌]等18个病种。",
            ("云杉科技", "覆盖病种数", 18.0),
        ),
        (f"{ONE}的软件[P 慧眼]获批,累计筛查460万人次。", ("慧眼", "筛查数量", 4.6e6)),
        ("[P XQ-12]的结果公布,84例患者随机入组。", ("XQ-12", "患者数", 84.0)),
        (
            "[P XQ-12]组用力肺活量提高98.5毫升,安慰剂组下降20.5毫升。",
            ("XQ-12", "安慰剂下降", -20.5),
        ),
    ],
)
def test_whose_a_figure_is_when_its_words_name_less(sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in figures(sentence)


@pytest.mark.parametrize(
    "sentence", [f"{ONE}又花3200万元买下这个团队。", f"{ONE}出资8000万元。", f"{ONE}给药72小时后症状缓解。"]
)
def test_what_was_paid_and_when_is_no_figure(sentence: str) -> None:
    assert figures(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{ONE}手握三条产品线。", ("星桥医疗", "手握产品线数", 3.0)),
        (f"{ONE}推出十余款智能体。", ("星桥医疗", "推出智能体数", 10.0)),
        (f"{ONE}问诊服务量较年初增长了三倍。", ("星桥医疗", "星桥医疗问诊服务量增长倍数", 3.0)),
        (f"{ONE}累计拿到三类证15张,产品覆盖超过3000家医院。", ("星桥医疗", "覆盖医院数", 3000.0)),
        (f"{ONE}亏损由上一财年的2.1亿元收窄至1.3亿元。", ("星桥医疗", "亏损", -2.1e8)),
        (f"{ONE}净亏损1.2亿元,经调整EBITDA首次转正,为3500万元。", ("星桥医疗", "经调整EBITDA", 3.5e7)),
        (f"{ONE}中标了项目,服务期为36个月。", ("星桥医疗", "服务期", 36.0)),
        (f"{ONE}已在临江、白沙3座城市的6家医院完成了试验。", ("星桥医疗", "城市数", 3.0)),
        ("[M 灵犀]是大模型,训练数据来自3800万份病历。", ("灵犀", "训练病历数", 3.8e7)),
    ],
)
def test_figures_have_whoever_their_clause_tells_of(sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in figures(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        f"{ONE}拿到新一轮3亿元融资。",
        f"{ONE}说医院并不需要上千张卡。",
        f"{ONE}有三个原因。",
    ],
)
def test_terms_conditions_and_countings_are_no_figures(sentence: str) -> None:
    assert figures(sentence) == []


def test_a_condition_belongs_to_the_figure_behind_it() -> None:
    assert [value for _, _, value in figures(f"{ONE}试验中降幅不低于5%的受试者占比达83%。")] == [83.0]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{ONE}说,从立项到临床,我们只用了18个月,花费约260万美元。", ("星桥医疗", "从立项到临床花费", 2.6e6)),
        (f"{ONE}从立项到临床只用了18个月,传统方法通常要6年。", ("传统方法", "从立项到临床用时", 6.0)),
        ("[P 灵犀]用六周时间确认了优势晶型。", ("灵犀", "确认优势晶型用时", 6.0)),
        ("[P 灵犀]可在5秒内回溯病情、1分钟内完成病历撰写。", ("灵犀", "完成病历撰写用时", 1.0)),
        ("国内影像软件的渗透率为0.7%,远低于美国的21.9%。", ("影像软件", "渗透率", 21.9)),
        (f"{ONE}仍占据约82%的装机份额。", ("星桥医疗", "装机份额", 82.0)),
        ("[P 灵犀]在14项公开数据集的评测中有7项领先。", ("灵犀", "公开数据集的评测数", 7.0)),
        ("[P 灵犀]覆盖20多个国家,远程手术累计完成近400例。", ("灵犀", "远程手术完成数量", 400.0)),
    ],
)
def test_what_took_how_long_and_who_compares(sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in figures(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{ONE}和{TWO}各手握十张以上的三类证。", ("星桥医疗", "手握三类证数", 10.0)),
        (f"{ONE}去年营收5亿元,其中控股子公司{TWO}亏损1.2亿元。", ("南枝科技", "亏损", -1.2e8)),
        (f"{ONE}一季度新签AI相关合同金额超过4000万元。", ("星桥医疗", "一季度新签AI相关合同金额", 4e7)),
        ("[P 灵犀影像]的AUC达到0.95。", ("灵犀影像", "AUC", 0.95)),
        ("国家药监局批准的三类器械已达183个。", ("三类器械", "获批数量", 183.0)),
    ],
)
def test_words_around_a_figure_that_name_its_owner_or_its_indicator(
    sentence: str, expected: tuple[object, ...]
) -> None:
    assert expected in figures(sentence)


def test_a_bar_for_what_is_counted_is_no_figure() -> None:
    values = [one[2] for one in figures("年收入过亿元的企业不到15家。")]
    assert values == [15.0]


def test_a_broker_tells_figures_of_the_company_that_the_text_is_about() -> None:
    text = "[C 中金公司]维持评级,预计公司2025年、2026年营收分别为8.4亿元和10.7亿元。"
    told = [one[:3] for one in shown(text, about="星桥医疗")]
    assert ("星桥医疗", "营收", 8.4e8) in told
    assert ("星桥医疗", "营收", 1.07e9) in told


def test_a_price_by_the_share_is_what_the_company_closed_at() -> None:
    assert ("星桥医疗", "收盘价", 46.82) in figures(f"截至收盘,{ONE}报46.82元/股。")


def test_what_was_so_earlier_is_of_no_later_time() -> None:
    facts = [plain_args(fact) for fact in metrics(f"{ONE}净亏损从2022年的1.8亿元收窄至1.4亿元。")]
    assert {fact["value"]: fact.get("period") for fact in facts} == {-1.8e8: "2022", -1.4e8: None}
