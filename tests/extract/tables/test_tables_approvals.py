"""Approved products and licensed laboratories."""

from ontology.model import EntityRef

ROWS = (
    "序号\t产品名称\t注册证公司\t证号\t日期\n"
    "1\t颅内动脉瘤 CT 造影图像辅助检测软件\t杭州甲医疗科技有限公司\t动脉瘤 CT\t3/11/2024\n"
    "2\t放射治疗计划软件\t甲医疗科技有限公司\t放疗计划\t3/12/2024\n"
    "3\t冠脉血流分数计算软件\t乙智能（上海）有限公司\tCT-FFR\t3/13/2024\n"
    "4\tCT图像处理软件\t丙医疗器械有限公司\t/\t3/14/2024"
)
AROUND = {"caption": "图表 5 2024 年通过第三类医疗器械注册准入的产品（上）", "source": "资料来源：国家药监局官网"}


def test_a_row_is_an_approval_with_what_caption_and_source_say(read):
    approvals = read(ROWS, **AROUND).facts("Approval")
    assert approvals[0] == {
        "product": "颅内动脉瘤CT造影图像辅助检测软件",
        "holder": "杭州甲医疗科技有限公司",
        "authority": "国家药监局",
        "class": "三类证",
        "indication": "动脉瘤CT",
        "date": "2024-03-11",
    }
    assert len(approvals) == 4


def test_a_column_headed_certificate_number_that_holds_indications_is_the_indication(read):
    approvals = read(ROWS, **AROUND).facts("Approval")
    assert [approval.get("indication") for approval in approvals] == ["动脉瘤CT", "放疗计划", "CT-FFR", None]


def test_the_source_line_under_the_other_half_holds_for_both(read, half):
    upper = half(ROWS, caption="图表 5 三类证产品（上）")
    lower = half(ROWS, caption="图表 6 三类证产品（下）", source="资料来源：国家药监局官网")
    assert {fact["authority"] for fact in read(upper, lower).facts("Approval")} == {"国家药监局"}


def test_develops_targets_and_technology_come_with_the_approval(read):
    result = read(ROWS, **AROUND)
    assert len(result.facts("Develops")) == 4
    assert result.facts("Targets") == [{"product": "颅内动脉瘤CT造影图像辅助检测软件", "disease": "颅内动脉瘤"}]
    assert result.facts("UsesTechnology") == [{"subject": "冠脉血流分数计算软件", "technology": "CT-FFR"}]


def test_a_generic_product_name_is_told_apart_by_its_holder(read):
    result = read(ROWS, **AROUND)
    product = EntityRef("Product", "放射治疗计划软件", "甲医疗科技有限公司")
    assert product in [fact.args["product"] for fact in result.raw_facts("Develops")]
    assert product in [entity.ref for entity in result.reading.entities]


def test_a_branded_product_name_needs_no_holder(read):
    rows = "企业名称\t日期\t获批产品\t简介\nBiotech\t2017.12\tBioFlux ECG 监控系统\t检测肿瘤\nOther\t2018.1\t\t检测胃癌"
    result = read(rows, caption="表 6 FDA 审批通过的产品")
    assert result.raw_facts("Develops")[0].args["product"] == EntityRef("Product", "BioFlux ECG监控系统")
    named, unnamed = result.facts("Approval")
    assert (named["authority"], named["class"], named["indication"], named["date"]) == ("FDA", "FDA", "肿瘤", "2017-12")
    assert unnamed["holder"] == "Other"
    assert "product" not in unnamed


def test_a_column_of_uses_is_no_class(read):
    rows = "企业名称\t日期\t获批产品\t类型\n甲\t2017.12\t甲软件\t疾病预警\n乙\t2018.1\t乙软件\t参数计算"
    result = read(rows, caption="FDA 审批通过的产品")
    assert {fact["class"] for fact in result.facts("Approval")} == {"FDA"}
    assert "“类型” are no class" in result.reasons()


def test_licensed_laboratories_are_holders_without_product(read):
    rows = "实验室\t等级\t获批时间\n湖北省疾控中心\tP3\t2020. 1. 10\n武汉国家生物安全实验室\tP4\t2019. 12. 30"
    result = read(rows, caption="表 1 获准的实验室")
    assert result.facts("Approval")[0] == {"holder": "湖北省疾控中心", "class": "P3", "date": "2020-01-10"}
    assert result.entities("Institution") == ["湖北省疾控中心", "武汉国家生物安全实验室"]


def test_the_green_channel_is_a_class(read):
    rows = "软件名\t领域\t企业\t年份\n肺结节检测软件\t肺结节\t甲公司\t2020\n眼底软件\t眼科\t乙公司\t2019"
    result = read(rows, caption="表 5 绿色通道的产品", source="数据来源：NMPA、CDME")
    first = result.facts("Approval")[0]
    assert (first["class"], first["authority"], first["date"]) == ("创新绿色通道", "NMPA", "2020")
