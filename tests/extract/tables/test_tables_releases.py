"""Released models, platforms, models by sector."""

HEAD = "发布单位\t应用场景\t大模型名称\t功能\t发布/上线时间\n"


def test_publishers_are_told_apart_where_only_spaces_separate_them(read):
    rows = (
        f"{HEAD}天津市第四中心医院 信创河实验室\t质控\t影像质控大模型\t质控\t2024年3月\n"
        "清华大学 北京甲医院黄某某 教授团队等\t辅助诊断 辅助决策\tDeepX-LLM\t诊断\t2024年8月\n"
        "Paige Microsoft Research\t药物研发、 销售\tViruX\t诊断\t2024年8月\n"
        "中国甲（成都）产业研究院、四川省乙科学院 四川省人民医院等\t患者服务\t九天 急救大模型\t分诊\t2024年5月"
    )
    releases = read(rows, caption="图表 39 新发布的大模型").facts("Release")
    assert releases[0] == {
        "product": "影像质控大模型",
        "publishers": ["天津市第四中心医院", "信创河实验室"],
        "date": "2024-03",
        "scenarios": ["质控"],
    }
    assert releases[1]["publishers"] == ["清华大学", "北京甲医院"]
    assert releases[1]["scenarios"] == ["辅助诊断", "辅助决策"]
    assert releases[2]["publishers"] == ["Paige", "Microsoft Research"]
    assert releases[2]["scenarios"] == ["药物研发", "销售"]
    assert releases[3]["publishers"] == ["中国甲(成都)产业研究院", "四川省乙科学院", "四川省人民医院"]


def test_each_publisher_develops_the_model_and_has_the_type_of_its_name(read):
    rows = (
        f"{HEAD}天津市第四中心医院 信创河实验室\t质控\t影像质控大模型\t质控\t2024年3月\n"
        "联影智能\t质控\t“甲乙”大模型\t质控\t2024年4月"
    )
    result = read(rows)
    assert len(result.facts("Develops")) == 3
    assert result.entities("Hospital") == ["天津市第四中心医院"]
    assert result.entities("Institution") == ["信创河实验室"]
    assert result.entities("AIModel") == ["影像质控大模型", "“甲乙”大模型"]


def test_a_city_is_no_publisher_and_a_row_without_model_is_counted(read):
    rows = f"{HEAD}福州市 联影智能\t中医\t甲模型\t问诊\t2024年8月\n乙公司\t辅助诊断\t/\t听诊\t2024年7月"
    result = read(rows)
    assert result.facts("Release") == [
        {"product": "甲模型", "publishers": ["联影智能"], "date": "2024-08", "scenarios": ["中医"]}
    ]
    assert "“福州市” is a Place" in result.reasons()
    assert "the row names no model" in result.reasons()


def test_rows_merged_under_one_publisher_share_its_date(read):
    rows = (
        f"{HEAD}甲健康\t患者服务\t甲助手\t问答\t2024年7月\n\t患者服务\t甲Copilot\t问诊\t\n乙公司\t质控\t乙模型\t质控\t"
    )
    assert [fact.get("date") for fact in read(rows).facts("Release")] == ["2024-07", "2024-07", None]


def test_a_table_of_companies_and_platforms_says_who_develops_them(read):
    rows = "企业\tAI 平台\t简介\n甲医疗\tEdisonX™ Orchestrator\t流程统筹\n乙医疗\t“神云”医疗云平台\t云端运行"
    assert read(rows, caption="表 8 AI 平台建设情况").facts("Develops") == [
        {"company": "甲医疗", "product": "EdisonX™ Orchestrator"},
        {"company": "乙医疗", "product": "“神云”医疗云平台"},
    ]


def test_a_grid_of_models_and_sectors_counts_the_filled_cells(read):
    rows = "\t办公\t金融\t医疗\n通用类\t文心一言\t文案创作\t\t就医指导\n\t通义千问\t\t风险评估\t在线问诊"
    result = read(rows, section=("大模型的应用",))
    assert result.facts("Release") == [
        {"product": "文心一言", "scenarios": ["办公", "医疗"]},
        {"product": "通义千问", "scenarios": ["金融", "医疗"]},
    ]


def test_models_under_a_field_belong_to_it(read):
    rows = "医学专业类\t生物制药\t\t医疗问诊\n\tProteinLM\t通义千问\tMedGPT"
    result = read(rows, section=("医学大模型",))
    assert [(fact["product"], fact["scenarios"]) for fact in result.facts("Release")] == [
        ("ProteinLM", ["生物制药"]),
        ("通义千问", ["生物制药"]),
        ("MedGPT", ["医疗问诊"]),
    ]


def test_figures_told_in_a_description_belong_to_the_row_or_to_the_part_it_quotes(read):
    rows = (
        "发布单位\t大模型名称\t简介\t发布时间\n"
        "澄影医疗\t“澄明”大模型\t训练用了3.5万份病历、200万张影像,参数规模70亿。可回答多种问题。\t2024年3月\n"
        "望舒医疗\t“望舒”大模型\t“望月”参数规模140亿。\t2024年4月"
    )
    metrics = read(rows, caption="图表 5 新发布的大模型").facts("Metric")
    assert [(fact["subject"], fact["indicator"], fact["value"]) for fact in metrics] == [
        ("“澄明”大模型", "病历数量", 35_000),
        ("“澄明”大模型", "影像数量", 2_000_000),
        ("“澄明”大模型", "参数规模", 7e9),
        ("望月", "参数规模", 1.4e10),
    ]


def test_a_description_says_what_a_model_works_with_and_which_diseases_it_is_for(read):
    rows = (
        f"{HEAD}乙公司\t诊断\t甲模型\t基于深度学习和机器学习检测肺结节、乳腺癌\t2024年8月\n"
        "丙公司\t诊断\t丁模型\t胃癌早筛，服务肿瘤科医生，与CT配合\t2024年7月"
    )
    result = read(rows)
    assert result.facts("UsesTechnology") == [
        {"subject": "甲模型", "technology": "深度学习"},
        {"subject": "甲模型", "technology": "机器学习"},
    ]
    assert result.facts("Targets") == [
        {"product": "甲模型", "disease": "肺结节"},
        {"product": "甲模型", "disease": "乳腺癌"},
        {"product": "丁模型", "disease": "胃癌"},
    ]
