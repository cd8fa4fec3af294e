"""Bodies, places and people whom no list holds, told by their form and by what stands beside them."""

from collections.abc import Callable

import pytest
from reports_of_text import Read

from extract.mentions.pipeline import tag


def names(type_: str, text: str) -> list[str]:
    return [m.name for m in tag(text) if m.type == type_ and m.confidence >= 0.6]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("该委会同省经信厅、省医保局印发了办法。", ["省经信厅", "省医保局"]),
        ("云江市卫健委与市发改委发布通知。", ["云江市卫健委", "市发改委"]),
        ("记者从县卫健局获悉。", ["县卫健局"]),
        ("区政府表示欢迎。", []),
    ],
)
def test_a_body_is_named_by_its_level_alone(text: str, expected: list[str]) -> None:
    assert names("Regulator", text) == expected


def test_bodies_of_many_places_are_none_of_them() -> None:
    assert "省卫健委" not in names("Regulator", "各省卫健委应当落实。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("是在阜阳市青石区的一间诊室。", ["阜阳市青石区"]),
        ("位于深圳市南山区粤海街道。", ["深圳市南山区粤海街道"]),
        ("系统铺到象山县的两家卫生院。", ["象山县"]),
        ("上海各区和武汉城区都有。", ["上海", "武汉"]),
        ("大城市和各省市都有。", []),
    ],
)
def test_districts_and_counties_are_places(text: str, expected: list[str]) -> None:
    assert names("Place", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“最贵的是错误。”许知远说。", ["许知远"]),
        ("王一诺在接受记者采访时表示,市场很大。", ["王一诺"]),
        ("他拉上老同学丁目注册了公司。", ["丁目"]),
        ("(记者何松青 通讯员李岚)", ["何松青", "李岚"]),
        ("裴明越:一个先生的八年", ["裴明越"]),
        ("这项研究由Steve Harrow等人完成。", ["Steve Harrow"]),
    ],
)
def test_who_speaks_or_is_a_fellow_is_a_person(text: str, expected: list[str]) -> None:
    assert names("Person", text) == expected


@pytest.mark.parametrize(
    "text", ["方案说得很清楚。", "官方表示没有影响。", "双方表示继续合作。", "白皮书指出了风险。", "项目方表示欢迎。"]
)
def test_words_that_begin_like_names_are_no_people(text: str) -> None:
    assert names("Person", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("再往前数,诺尔医疗收获近亿元A轮融资。", ["诺尔医疗"]),
        ("位于上海的昂和微精对外公布,融资已经到位。", ["昂和微精"]),
        ("更早的例子是格知医疗(002973)。", ["格知医疗"]),
        ("港交所上市公司晶岚(2675.HK)发布公告。", ["晶岚"]),
        ("一家名为星岚的公司在做这件事。", ["星岚"]),
        ("去年被寄予厚望的德铭医药,与人的合作已经终止。", ["德铭医药"]),
        ("手术机器人研发商谨明机器人完成B轮。", ["谨明机器人"]),
        ("辉明科技二度递表港交所。", ["辉明科技"]),
        ("其董事会同意向杭州远铭医学科技有限公司增资。", ["杭州远铭医学科技有限公司"]),
        ("公司以增资方式入股脉铭智能科技(无锡)有限公司。", ["脉铭智能科技(无锡)有限公司"]),
        ("辉铭控股有限公司更新了招股书。", ["辉铭控股有限公司"]),
        ("集团控制星岚机床、云铭医药、中纺棉3家上市公司。", ["星岚机床", "云铭医药", "中纺棉"]),
        ("海通国际证券预计收入会增长。", ["海通国际证券"]),
    ],
)
def test_a_company_is_told_by_what_stands_around_its_name(text: str, expected: list[str]) -> None:
    assert names("Company", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "是一家已在港交所上市(03696.HK)的公司。",
        "公司账上现金约5亿元。",
        "公司称其命中率达到41%。",
        "以第18C章特专科技公司的身份递表。",
        "采访23位创业者、10位专家、调研20家企业。",
        "现为董事长。",
        "沪深300(000300)下跌。",
    ],
)
def test_phrases_are_no_companies(text: str) -> None:
    assert names("Company", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本轮融资由国铭创新和临江产投联合领投。", ["国铭创新", "临江产投"]),
        ("老股东经纬创投、瑞铭控股一同进入。", ["经纬创投", "瑞铭控股"]),
        ("地方国资领投,现有股东均跟投,该公司创始人跟投,医院正在跟进。", []),
    ],
)
def test_who_leads_or_joins_a_round_is_an_investor(text: str, expected: list[str]) -> None:
    assert names("Investor", text) == expected


def test_an_unsure_name_does_not_cut_a_sure_one() -> None:
    assert names("Institution", "他拉上中国科学技术大学的师弟。") == ["中国科学技术大学"]


def test_a_place_before_a_name_is_apart_where_the_name_stands_alone(read_report_text: Callable[..., Read]) -> None:
    read = read_report_text("药物由苏州瑞星智药研发。\n\n瑞星智药完成了试验。\n")
    assert (read.names("Company"), read.names("Place")) == (["瑞星智药"], ["苏州"])


def test_the_place_in_a_registered_name_is_a_place(read_report_text: Callable[..., Read]) -> None:
    assert read_report_text("入股脉铭智能科技(无锡)有限公司。\n").names("Place") == ["无锡"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青桥街道社区卫生服务中心、慈明镇中心卫生院已接入。", ["青桥街道社区卫生服务中心", "慈明镇中心卫生院"]),
        ("云江市二院与临江三院合作。", ["云江市二院", "临江三院"]),
        ("系统铺到两家海岛卫生院,三甲二院也有,两院院士出席。", []),
    ],
)
def test_hospitals_are_told_by_number_or_by_their_settlement(text: str, expected: list[str]) -> None:
    assert names("Hospital", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("罗氏中国研发负责人加盟。", ["罗氏中国"]),
        ("中国移动临江分公司提供专网。", ["中国移动临江分公司"]),
        ("心脏超声软件商EchoLumen被收购。", ["EchoLumen"]),
    ],
)
def test_branches_and_makers_are_companies(text: str, expected: list[str]) -> None:
    assert names("Company", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("缙云药业与江浦制药开展合作。", ["缙云药业", "江浦制药"]),  # named for places that no list holds
        ("苏州的风帆科技今年上市。", ["风帆科技"]),  # of a place, whatever the word
        ("苏州的智慧医疗走在前面。", []),
        ("由当地子公司岚凯迪医疗运营。", ["岚凯迪医疗"]),
        ("成都的手术器械商捷衡科技上市。", ["捷衡科技"]),
        ("韩国公司Ventora Lab今年上市。", ["Ventora Lab"]),
    ],
)
def test_kinds_and_places_before_a_companys_name_are_no_part_of_it(text: str, expected: list[str]) -> None:
    assert names("Company", text) == expected
