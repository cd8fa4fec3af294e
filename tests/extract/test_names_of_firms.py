"""Firms that are called after words, by what stands around their names."""

from __future__ import annotations

import pytest

from extract.mentions import pipeline

_ORGANISATIONS = ("Company", "Institution", "Investor", "Hospital")


def firms_of(text: str) -> list[tuple[str, str]]:
    """The organisations of a text that are sure enough for facts."""
    return [(m.type, m.name) for m in pipeline.tag(text) if m.confidence >= 0.6 and m.type in _ORGANISATIONS]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5月8日,犁铧科技携手多家医院发布软件。", [("Company", "犁铧科技")]),
        ("这笔钱助力医疗器械企业出海。", []),
        ("巴塞尔的Orvane把赌注押在大分子上。", [("Company", "Orvane")]),
        ("波士顿的Orvane Growth以基石投资者身份认购。", [("Investor", "Orvane Growth")]),
        ("巴塞尔的Orvane诊所用上了它。", [("Hospital", "Orvane诊所")]),
        ("眼科公司晴岚视野7月完成1.2亿元融资。", [("Company", "晴岚视野")]),
        ("药企岚漪签过合作协议。", [("Company", "岚漪")]),
        ("两家AI公司积极参与,两家公司换帅,子公司较难实现A轮。", []),
        ("据岚漪数据统计,2024年市场规模为12亿元。", [("Company", "岚漪数据")]),
        ("岚漪智库发布的报告", [("Institution", "岚漪智库")]),
        ("他是岚漪电商前副总裁。", [("Company", "岚漪电商")]),
        ("他是公司前副总裁,也是医院前研究员。", []),
        ("与Orvane医疗合作的传闻不实。", [("Company", "Orvane医疗")]),
        ("拿到岚漪天使基金的1000万元,也有产业基金跟投。", [("Investor", "岚漪天使基金")]),
        ("药企岚漪药业集团通过招标买下它。", [("Company", "岚漪药业集团")]),
        ("合作方仍为岚凯迪制药。", [("Company", "岚凯迪制药")]),
        ("系统上线,研发方为岚序医疗。", [("Company", "岚序医疗")]),
        ("这家公司叫岚凯迪制药。", [("Company", "岚凯迪制药")]),
        ("母公司岚凯迪早在2015年就上市了。", [("Company", "岚凯迪")]),
        ("是上市公司岚凯迪化的控股子公司。", [("Company", "岚凯迪化")]),
        ("由云江省影像质控中心牵头。", [("Institution", "云江省影像质控中心")]),
        ("成员有朔望研究院。", [("Institution", "朔望研究院")]),
        ("岚漪影像与数家医院签约。", [("Company", "岚漪影像")]),
        ("孙公司被转让给浙江医漪通,作价2750万元。", [("Company", "浙江医漪通")]),
        ("澜东健康集团与岚漪医疗科技股份有限公司签约。", [("Company", "岚漪医疗科技股份有限公司")]),
        ("其副总裁表示,公司共完成六轮融资。", []),
        ("站长由省药监局医疗器械处调研员兼任,系统累计修正诊断3.1万例。", []),
        ("系统为2800公里外岚江地区第一人民医院的患者做手术。", [("Hospital", "岚江地区第一人民医院")]),
        ("成员单位宁波岚江医院率先启用,WinCare装机医院达到130家。", [("Hospital", "宁波岚江医院")]),
        ("已在台州市立医院落地。", [("Hospital", "台州市立医院")]),
        ("会诊影像的医生说,脱敏数据,病历信息也在。", []),
        ("杭州的岚漪把产品卖到东南亚。", [("Company", "岚漪")]),
        ("杭州的医生把片子传给他,北京的患者早在去年就用上了。", []),
        ("与大学合办的新药转化联合实验室揭牌。", [("Institution", "新药转化联合实验室")]),
        ("设立子公司岚糖算法,专攻预测。", [("Company", "岚糖算法")]),
        ("岚桥智研是鲁凯康养旗下的数字中医品牌。", [("Company", "岚桥智研"), ("Company", "鲁凯康养")]),
        ("后来者等企业入局,AI企业出圈,医疗企业扎堆,器械企业内卷。", []),
        ("据公开数据统计,2024年市场规模为12亿元。", []),
    ],
)
def test_firms_called_after_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert firms_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("深圳博识影像的产品双双获批。", [("Company", "深圳博识影像")]),
        ("该板块由旗下上海朗谱临床承接。", [("Company", "上海朗谱临床")]),
        ("上海临床数据共享。", []),
        ("北京医疗影像的发展。", []),
    ],
)
def test_a_place_is_part_of_a_name_that_a_rare_word_makes(text: str, expected: list[tuple[str, str]]) -> None:
    assert firms_of(text) == expected
