"""Policies, segments, diseases, technologies, figures; tables that say nothing of the kind."""

import pytest


def test_a_document_is_issued_in_its_year_with_or_without_marks(read):
    rows = (
        "年份\t政策名称\t主要内容\n2016\t《“甲”信息化规划》\t支持人工智能\n2022\t“十四五”健康信息化规划\t完善标准体系"
    )
    assert read(rows).facts("Issues") == [
        {"policy": "“甲”信息化规划", "date": "2016"},
        {"policy": "“十四五”健康信息化规划", "date": "2022"},
    ]


def test_each_issuer_of_a_document_is_a_fact(read):
    rows = (
        "发布时间\t文件名称\t发布部门\n2020年1月\t《甲办法》\t国家药监局、国家卫健委\n2021年1月\t《乙办法》\t国家药监局"
    )
    assert [fact["issuer"] for fact in read(rows).facts("Issues")] == ["国家药监局", "国家卫健委", "国家药监局"]


def test_companies_of_a_list_are_in_the_segment_and_the_end_of_the_list_is_cut(read):
    rows = (
        "分类类型\t模式\t布局企业\nAI 影像\t用深度学习算法阅片\t甲科技、乙医疗等*\nAI 药物\t设计分子\t丙医药、丁康德等“"
    )
    result = read(rows)
    assert [(fact["company"], fact["segment"]) for fact in result.facts("Segment")] == [
        ("甲科技", "AI影像"),
        ("乙医疗", "AI影像"),
        ("丙医药", "AI药物"),
        ("丁康德", "AI药物"),
    ]
    assert result.facts("UsesTechnology") == [{"subject": "AI影像", "technology": "深度学习"}]


def test_diseases_of_departments_are_targets_of_what_the_caption_speaks_of(read):
    rows = "应用科室\t数据形式\t涉及病种\n眼科\t眼底彩超\t眼科的白内障、青光眼等\n病理科\t切片\t各类肿瘤"
    result = read(rows, caption="AI 影像广泛应用于多科室病种诊断")
    assert [(fact["product"], fact["disease"]) for fact in result.facts("Targets")] == [
        ("AI影像", "白内障"),
        ("AI影像", "青光眼"),
        ("AI影像", "肿瘤"),
    ]


def test_applications_use_the_methods_of_their_description_and_not_what_these_work_on(read):
    rows = (
        "应用领域\t价值\n自动勾画\t深度学习用于 CT 的分割。\n"
        "运动管理\t呼吸自适应补偿技术可以跟踪位置，利用人工智能技术预测。"
    )
    assert read(rows, caption="图表 8 人工智能的扩展应用").facts("UsesTechnology") == [
        {"subject": "自动勾画", "technology": "深度学习"},
        {"subject": "运动管理", "technology": "呼吸自适应补偿技术"},
        {"subject": "运动管理", "technology": "人工智能"},
    ]


def test_a_trend_belongs_to_the_topic_of_the_caption_and_brackets_list_its_methods(read):
    rows = (
        "变化方面\t早期阶段\t现在/趋势\n算法\t机器学习(如支持向量机、随机森林)\t深度模型(包括卷积神经网络、图模型等)\n"
        "数据\t数据(如甲、乙)\t人工智能更多"
    )
    technologies = [
        fact["technology"] for fact in read(rows, caption="图表 18 AI 制药的技术变化趋势").facts("UsesTechnology")
    ]
    assert technologies == ["支持向量机", "随机森林", "卷积神经网络", "图模型"]


COMPARED = (
    "对比维度\t判别甲\t生成乙\n目标\t分出类别\t造出数据\n常见模型\t随机森林、决策树等\t扩散模型、GAN\n应用\t诊断\t写作"
)


def test_things_that_are_compared_use_the_models_of_their_column_or_row(read):
    facts = read(COMPARED, caption="图表 8 甲与乙的对比").facts("UsesTechnology")
    assert [(fact["subject"], fact["technology"]) for fact in facts] == [
        ("判别甲", "随机森林"),
        ("判别甲", "决策树"),
        ("生成乙", "扩散模型"),
        ("生成乙", "GAN"),
    ]


def test_figures_are_metrics_of_their_row_with_the_unit_of_the_header(read):
    rows = (
        "等级\t内容\t基本项目数 (项)\t选择项目数 (项)\n0级\t未形成\t-\t-\n"
        "1级\t独立系统\t5\t20/32\n2级\t内部交换\t10\t15/27"
    )
    assert read(rows).facts("Metric") == [
        {"subject": "1级", "indicator": "基本项目数", "value": 5.0, "unit": "项"},
        {"subject": "2级", "indicator": "基本项目数", "value": 10.0, "unit": "项"},
    ]


def test_percentages_and_years_of_the_caption(read):
    rows = "商品类型\t出口占比\t出口额 (亿美元)\n血管支架\t69.4%\t0.52\n内窥镜\t32.9%\t0.89"
    assert read(rows, caption="图表 37 2022 年出口结果").facts("Metric")[:2] == [
        {"subject": "血管支架", "indicator": "出口占比", "value": 69.4, "unit": "%", "period": "2022"},
        {"subject": "血管支架", "indicator": "出口额", "value": 52_000_000.0, "unit": "美元", "period": "2022"},
    ]


def test_a_header_that_is_a_year_is_the_period_and_the_caption_the_indicator(read):
    rows = "公司\t2022年\t2023年\n联影智能\t1,200\t1,500\n甲科技\t300\t280"
    result = read(rows, caption="图表 29 2022—2023 年企业营收（千元人民币）")
    assert result.facts("Metric")[1] == {
        "subject": "联影智能",
        "indicator": "企业营收",
        "value": 1_500_000.0,
        "unit": "元",
        "period": "2023",
    }
    assert result.entities("Company") == ["联影智能", "甲科技"]


def test_a_total_that_does_not_add_up_is_reported(read):
    rows = "地域\t数量 (家)\n甲\t10\n乙\t20\n合计\t40"
    assert "the rows add up to 30, the total says 40" in read(rows).reasons()


@pytest.mark.parametrize(
    "rows", ["维度\t肝脏\t肺部\n结构\t复杂\t简单\n形状\t较大\t较小", "等级\t内容\n1级\t独立系统\n2级\t内部交换"]
)
def test_a_general_comparison_says_nothing_and_is_counted(read, rows):
    result = read(rows)
    assert not result.reading.facts
    assert "no rule reads a table with the columns" in result.reasons()


def test_working_groups_are_part_of_whom_the_caption_names_before_them(read):
    rows = "工作组\t职能\n数据治理工作组\t研究数据质量\n临床评价工作组\t研究临床评价的要求"
    assert read(rows, caption="表 2 青禾医疗数据联盟工作组及职能").facts("PartOf") == [
        {"child": "数据治理工作组", "parent": "青禾医疗数据联盟"},
        {"child": "临床评价工作组", "parent": "青禾医疗数据联盟"},
    ]
    assert read(rows, caption="表 2 工作组").facts("PartOf") == []
