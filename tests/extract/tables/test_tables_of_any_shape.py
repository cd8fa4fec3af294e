"""Tables as next month's report may have them: read by their columns, whatever their shape, language and order."""

import pytest

APPROVALS = [
    {"product": "霁光检测软件", "holder": "甲医疗", "class": "三类证", "date": "2024-03"},
    {"product": "霁影分诊软件", "holder": "乙科技", "class": "三类证", "date": "2024-05-06"},
]


@pytest.mark.parametrize(
    "rows",
    [
        "产品名称\t注册人\t获批时间\n霁光检测软件\t甲医疗\t2024年3月\n霁影分诊软件\t乙科技\t2024年5月6日",
        "获批日期\t产品\t持证企业\n2024.3\t霁光检测软件\t甲医疗\n2024/5/6\t霁影分诊软件\t乙科技",
        "产品名称\t霁光检测软件\t霁影分诊软件\n注册人\t甲医疗\t乙科技\n获批时间\t2024年3月\t2024年5月6日",
        "Product\tManufacturer\tApproval date\n霁光检测软件\t甲医疗\t2024-03\n霁影分诊软件\t乙科技\t2024-05-06",
        "序号\t软件名称\t申请人\t备注\t获批时间\n1\t霁光检测软件\t甲医疗\t\t2024年3月\n2\t霁影分诊软件\t乙科技\t\t2024年5月6日",
    ],
    ids=["upright", "synonyms in another order", "turned over", "English", "with columns that say nothing"],
)
def test_approvals_are_read_in_any_shape(read, rows):
    assert read(rows, caption="图表5 获批三类证的AI软件").facts("Approval") == APPROVALS


def test_blanks_under_a_company_are_the_companys(read):
    rows = "企业\t产品\t获批时间\n甲医疗\t霁光检测软件\t2024年3月\n\t霁影分诊软件\t2024年4月"
    facts = read(rows, caption="图表5 获批三类证的AI软件").facts("Approval")
    assert [fact["holder"] for fact in facts] == ["甲医疗", "甲医疗"]


def test_a_second_part_takes_the_header_of_the_first(read, half):
    first = half("产品\t注册人\t获批时间\n霁光检测软件\t甲医疗\t2024年3月", caption="图表9 获批软件（上）")
    second = half("产品\t注册人\t获批时间\n霁影分诊软件\t乙科技\t2024年5月", caption="图表9 获批软件（续表）")
    assert [fact["holder"] for fact in read(first, second).facts("Approval")] == ["甲医疗"]


def test_the_unit_of_a_header_is_the_unit_of_its_cells(read):
    rows = "企业名称\t轮次\t融资金额（亿元）\t时间\n甲医疗\tA轮\t1.5\t2024年1月\n乙科技\tB轮\t3\t2024年2月"
    assert [fact["amount"] for fact in read(rows, caption="表7 融资情况").facts("Funding")] == [
        (150000000.0, "CNY"),
        (300000000.0, "CNY"),
    ]


def test_english_headers_of_financing_rounds(read):
    rows = "Company\tRound\tAmount\tDate\tInvestors\n甲医疗\tB轮\t1.2亿元\t2024.03\t甲创投、乙资本"
    assert read(rows, caption="图表4 融资事件").facts("Funding") == [
        {
            "company": "甲医疗",
            "round": "B轮",
            "amount": (120000000.0, "CNY"),
            "date": "2024-03",
            "investors": ["甲创投", "乙资本"],
        }
    ]


def test_two_levels_of_header_give_indicator_and_year(read):
    header = "公司\t营业收入\t\t净利润\t\n\t2022\t2023\t2022\t2023\n"
    rows = header + "甲医疗\t10.5\t12.3\t-1.2\t0.8\n乙科技\t3.2\t4.1\t-2.2\t-1.9"
    facts = read(rows, caption="图表5 经营数据（亿元）").facts("Metric")
    figures = {(f["subject"], f["indicator"], f["period"], round(f["value"])) for f in facts}
    assert len(facts) == 8
    assert {("甲医疗", "净利润", "2022", -120000000), ("乙科技", "营业收入", "2023", 410000000)} <= figures


def test_companies_across_and_attributes_down(read):
    rows = "\t甲医疗\t乙科技\n成立时间\t2016年\t2015年\n营业收入（亿元）\t1.2\t3.4\n员工数（人）\t300\t800"
    facts = read(rows, caption="图表13 企业基本情况").facts("Metric")
    assert {(f["subject"], f["indicator"], round(f["value"]), f["unit"]) for f in facts} == {
        ("甲医疗", "营业收入", 120000000, "元"),
        ("乙科技", "营业收入", 340000000, "元"),
        ("甲医疗", "员工数", 300, "人"),
        ("乙科技", "员工数", 800, "人"),
    }


def test_a_table_of_years_across_stays_as_it_is(read):
    rows = "指标\t2022\t2023\n融资金额（亿元）\t1.2\t3.4\n融资事件数量（起）\t30\t80"
    facts = read(rows, caption="图表13 融资情况").facts("Metric")
    assert sorted(f["period"] for f in facts) == ["2022", "2022", "2023", "2023"]


def test_several_drugs_in_a_cell_are_several(read):
    rows = "药企\t管线\t适应症\t研发阶段\n甲生物\tJL-101、JL-102\t实体瘤\t临床I期"
    assert [fact["drug"] for fact in read(rows).facts("Pipeline")] == ["JL-101", "JL-102"]


def test_a_row_tells_where_a_product_is_in_use(read):
    rows = "医院\t产品\t企业\t上线时间\n甲市中心医院\t霁光预问诊系统\t甲医疗\t2024年1月"
    result = read(rows, caption="图表14 标杆医院")
    assert result.facts("Deployment") == [
        {"product": "霁光预问诊系统", "company": "甲医疗", "site": "甲市中心医院", "date": "2024-01"}
    ]
    assert result.facts("Develops") == [{"company": "甲医疗", "product": "霁光预问诊系统"}]


def test_a_turned_table_cites_the_column_that_a_fact_was_read_from(read):
    rows = "产品名称\t霁光检测软件\t霁影分诊软件\n注册人\t甲医疗\t乙科技\n获批时间\t2024年3月\t2024年5月6日"
    first, _ = read(rows, caption="图表5 获批三类证的AI软件").raw_facts("Approval")
    assert first.evidence.quote.startswith("霁光检测软件")
    assert first.evidence.quote.endswith("2024年3月")


# ---- what is wrong with a table is said


def test_a_table_whose_rows_are_wider_than_its_header_asserts_nothing(read):
    result = read("企业\t产品\n甲\t医疗\t2024\t三类证\t骨折\n合\t\t5\t\t6", caption="图表15 获批产品")
    assert result.reading.facts == ()
    assert "2 of 2 rows have more cells than the header has names" in result.reasons()


def test_a_cell_unlike_the_others_of_its_column_is_reported(read):
    rows = "企业\t产品\t获批时间\n甲医疗\t霁光软件\t2024年3月\n乙科技\t霁影软件\t2024年4月\n丙智能\t霁云软件\t骨折"
    result = read(rows, caption="图表5 获批三类证的AI软件")
    assert "“骨折” under “获批时间” is no date, as the other cells are" in result.reasons()
    assert [fact.get("date") for fact in result.facts("Approval")] == ["2024-03", "2024-04", None]


def test_a_value_beyond_the_last_column_is_reported(read):
    rows = "企业\t产品\t获批时间\n甲医疗\t霁光\t2024年3月\n乙科技\t霁影\t2024年4月\n丙智能\t霁云\t2024年5月\t骨折"
    assert "a value stands beyond the last column of the header" in read(rows, caption="图表5 获批软件").reasons()


def test_a_total_is_no_thing(read):
    result = read("类别\t数量（张）\n三类证\t30\n二类证\t50\n合计\t90", caption="图表12 证书数量")
    assert [fact["subject"] for fact in result.facts("Metric")] == ["三类证", "二类证"]
    assert "the rows add up to 80, the total says 90" in result.reasons()
