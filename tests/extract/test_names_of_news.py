"""Names as news print them: what a firm has or brings out, trials, codes, counted places and people."""

from __future__ import annotations

import pytest

from extract.mentions import pipeline

Pairs = list[tuple[str, str]]


def names_of(text: str) -> Pairs:
    """The names of a text that are sure enough for facts, with their types."""
    return [(m.type, m.name) for m in pipeline.tag(text) if m.confidence >= 0.6]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("南枝科技将小分子LQ2401056授予Orvane。", [("Drug", "LQ2401056"), ("Company", "Orvane")]),
        ("其中代号XQ-B12的分子已完成动物实验。", [("Drug", "XQ-B12")]),
        ("在ORVANE-3研究中，SUNRISE试验的结果被复现。", [("Report", "ORVANE-3"), ("Report", "SUNRISE")]),
        ("星桥医疗的云鉴系统已进院。", [("Product", "云鉴系统")]),
        ("南枝科技的骨折AI、脑出血AI和冠脉AI均已上市。", [("Product", "骨折AI"), ("Product", "脑出血AI")]),
        ("星桥医疗推出面向基层的全科辅助诊疗助手。", [("Product", "全科辅助诊疗助手")]),
        ("星桥医疗与临江市第一医院合作的骨科大模型也已上线。", [("AIModel", "骨科大模型")]),
        ("院内采用昇腾910C算力集群。", [("Product", "昇腾910C")]),
        ("已覆盖云浦、青岚、竹溪三县的卫生院。", [("Place", "云浦"), ("Place", "青岚"), ("Place", "竹溪")]),
        ("在常州、无锡等8个城市推广。", [("Place", "常州"), ("Place", "无锡")]),
        ("平台请来陆砚舟、卫屹等近百位名医。", [("Person", "陆砚舟"), ("Person", "卫屹")]),
        ("通过旗下上海云禾以1亿元受让股份。", [("Company", "上海云禾")]),
        ("上海市人口和健康发展研究中心主任表示", [("Institution", "上海市人口和健康发展研究中心")]),
        ("按照国家卫生健康委的要求", [("Regulator", "国家卫生健康委")]),
        ("确诊为高级别上皮内瘤变和室上性心动过速。", [("Disease", "高级别上皮内瘤变"), ("Disease", "室上性心动过速")]),
        ("英国生物技术公司签约。", [("Place", "英国")]),
        ("单导联心电贴“知衡”2023年取得FDA许可。", [("Product", "知衡")]),
        ("“砚台/QX1基因突变检测试剂盒(荧光PCR法)”获批。", [("Product", "砚台/QX1基因突变检测试剂盒(荧光PCR法)")]),
        ("嵌入了“星桥心电AI”，准确率很高。", [("Product", "星桥心电AI")]),
        ("国产光子CT“岚行Nova Pro”由北京工厂生产。", [("Product", "岚行Nova Pro")]),
        ("病案室使用的“协济·观澜”负责质控。", [("Product", "协济·观澜")]),
        ("心衰早筛算法ECG-NX的AUC为0.93。", [("AIModel", "ECG-NX")]),
        ("气胸检测软件LungLark PTX通过审评，LungLark PTX的试验随后开始。", [("Product", "LungLark PTX")]),
        ("其脑功能信息管理平台获批上市。", [("Product", "脑功能信息管理平台")]),
        ("公司完成的A轮融资由砚海资本独家投资。", [("Investor", "砚海资本")]),
        ("界面新闻记者 唐砚舟 2025年12月3日", [("Person", "唐砚舟")]),
        ("记者周砚鸣北京报道", [("Person", "周砚鸣")]),
        ("文|林砚秋", [("Person", "林砚秋")]),
        ("公司是昂和数智的控股子公司。", [("Company", "昂和数智")]),
        ("母公司西门子股份公司持股75%。", [("Company", "西门子股份公司")]),
        ("由云南省产业引导基金投资。", [("Investor", "云南省产业引导基金")]),
        ("灵犀融合了强化学习和自由能微扰计算。", [("Technology", "强化学习")]),
        (
            "中国移动江西公司与中信建投国际、平安证券签约。",
            [("Company", "中国移动江西公司"), ("Company", "中信建投国际")],
        ),
        ("由其全资子公司九江砚桥影像诊断中心承担。", [("Institution", "九江砚桥影像诊断中心")]),
        ("星桥医疗与大学共建智能骨科联合实验室，聚焦应用。", [("Institution", "智能骨科联合实验室")]),
        ("双方的“智能骨科联合实验室”揭牌。", [("Institution", "智能骨科联合实验室")]),
        ("砚元智能的砚元-M3模型上线。", [("AIModel", "砚元-M3")]),
        ("高通量扫描仪LungLark 400由苏州工厂制造。", [("Product", "LungLark 400")]),
        ("脑机接口系统NX-One多中心注册临床试验启动。", [("Product", "NX-One")]),
        ("子公司合肥砚算负责研发。", [("Company", "合肥砚算")]),
        ("CT-FFR软件“霁衡”获批。", [("Technology", "CT-FFR"), ("Product", "霁衡")]),
        ("株洲的芙澜云医则凭借心电平台拿到二类证。", [("Company", "芙澜云医")]),
        ("由前微软亚洲研究院研究员创立。", [("Company", "微软亚洲研究院")]),
        ("合伙人常砚真说，创始人阎伯舟曾任院长。", [("Person", "阎伯舟")]),
    ],
)
def test_a_name_is_told_by_what_news_say_of_it(text: str, expected: Pairs) -> None:
    assert [pair for pair in expected if pair not in names_of(text)] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("推想医疗、数坤科技、深睿医疗紧随其后。", ("Company", "深睿医疗紧随其后")),
        ("推想医疗、数坤科技、深睿医疗是绕不开的名字。", ("Company", "深睿医疗是绕不开")),
        ("从“取证”到“卖货”，行业走过十年。", ("Product", "取证")),
        ("打造“一中心三平台”。", ("Product", "一中心三平台")),
        ("论文发表于《OrvaneReview》。", ("Product", "OrvaneReview")),
        ("型号XM-A100的注射泵获批，可用于给药。", ("Drug", "XM-A100")),
        ("据Orvane研究显示，市场在扩大。", ("Report", "Orvane")),
        ("支持影像、语音、文本等三大模型。", ("AIModel", "影像")),
        ("与主治医师相当。", ("Person", "相当")),
        ("他要做“懂医生的AI”，不是“医疗AI”。", ("Product", "懂医生的AI")),
        ("LungLark FDA证书已到手。", ("Product", "LungLark FDA")),
        ("凭软件三类证进院，第二张三类证随后到手。", ("Product", "三类证")),
        ("LungLark PTX的试验在六家中心进行。", ("Report", "LungLark PTX")),
        ("公司曾于2021年获得投资。", ("Company", "曾于2021")),
        ("在场记者高度评价。", ("Person", "高度")),
        ("专家常建议患者随访，院长常年坐诊。", ("Person", "常年")),
        ("来自晶泰科技的陆砚2020年把公司办了起来。", ("Company", "陆砚2020")),
        ("此前任中国区影像事业部总经理。", ("Company", "任中国区影像")),
        ("与清华大学共建一批联合实验室。", ("Institution", "一批联合实验室")),
        ("白介素-17A升高，国产-A型上市。", ("AIModel", "白介素-17A")),
        ("脑机接口系统NX-One多中心注册临床试验启动。", ("Report", "NX-One")),
        ("临江大学附属医院、云江医院也是研究中心。", ("Institution", "云江医院也是研究中心")),
        ("用药基础上加用该软件8周。", ("Product", "用药基础上加用该软件")),
        ("严禁以AI替代医师开处方。", ("Product", "AI替代医师")),
        ("北京的医院则推出便民举措。", ("Company", "医院则")),
        ("市里设立区域影像中心和检验中心。", ("Institution", "区域影像中心")),
        ("公司是国内领先的控股子公司。", ("Company", "国内领先")),
        ("灵犀融合了扩散模型、强化学习和自由能微扰计算。", ("Technology", "强化学习和自由能微扰计算")),
    ],
)
def test_words_around_a_name_are_none(text: str, wrong: tuple[str, str]) -> None:
    assert wrong not in names_of(text)


def test_a_character_that_names_keep_is_not_folded() -> None:
    assert ("Company", "珠海彤昇") in names_of("其一致行动人珠海彤昇合计持有5%的股份。")


def test_a_post_behind_the_dot_of_a_thing_is_nobody() -> None:
    told = [(m.type, m.name) for m in pipeline.tag("病历助手“灵犀·书记”，借助语音识别，把书写时间缩短到1.5分钟。")]
    assert ("Person", "") not in told
    assert all(name for _, name in told)
