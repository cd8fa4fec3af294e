"""What a company's section speaks of without saying whose it is."""

from collections.abc import Callable

import pytest
from reports_of_text import Read, facts_of, plain_args, read_marked

from extract.prose.families import family_of


@pytest.mark.parametrize(
    ("sentence", "made"),
    [
        ("按收入计,[P 灵犀云]去年排名第一。", {"灵犀云"}),
        ("用户可以先问“[P 健康顾问]”再预约。", {"健康顾问"}),
        ("[P 灵犀云]", {"灵犀云"}),
        ("去年使用“[P 灵犀云]”的人不少。", set()),
        ("市面上的“[P 灵犀云]”也来推介过。", set()),
        ("旗下消费级品牌“[P 灵犀云]”已经关停。", set()),
        ("[P 灵犀云]数据库统计,去年交易有14笔。", set()),
        ("行业里的“[P 端云合一]”大模型越来越多。", set()),
        ("[C 南枝科技]评测了“[P 灵犀云]”。", set()),
        ("[H 临江医院]参与的“[P 灵犀云]”项目获奖。", set()),
        ("与[H 临江医院]合作,通过“[P 灵犀云]”提速。", {"灵犀云"}),
        ("市场上还有不少人听说过[P 灵犀云]。", set()),
    ],
)
def test_what_stands_alone_in_quotes_or_at_the_head_is_the_companys(sentence: str, made: set[str]) -> None:
    told = [f for f in facts_of(read_marked(sentence, about="星桥医疗")) if f.rule == "implied.section"]
    assert {str(plain_args(fact)["product"]) for fact in told} == made
    assert {str(plain_args(fact)["company"]) for fact in told} <= {"星桥医疗"}


def test_nothing_is_anybodys_without_a_section() -> None:
    assert [f for f in facts_of(read_marked("[P 灵犀云]去年排名第一。")) if f.kind == "Develops"] == []


def test_a_drug_is_of_the_company_whose_codes_it_shares(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "# 在研管线\n\n英矽智能自主研发的抑制剂XQ-101进入临床。\n\n"
        "针对肺纤维化的候选药物XQ-205已终止，而对照药物ZB-300仍在临床。\n"
    ).contribution
    told = [plain_args(fact) for fact in contribution.facts if fact.kind == "Develops"]
    made = {(args["company"], args["product"]) for args in told}
    assert made == {("英矽智能", "XQ-101"), ("英矽智能", "XQ-205")}


@pytest.mark.parametrize(
    ("name", "family"), [("MG-201", "MG"), ("ISM3091", "ISM"), ("HXN-1001", "HXN"), ("伊立替康", ""), ("PD-L1", "")]
)
def test_the_family_of_a_code(name: str, family: str) -> None:
    assert family_of(name) == family


@pytest.mark.parametrize(
    ("sentence", "made"),
    [
        ("面向青少年的对话机器人“芽语”则接入了通义千问,今年6月上线。", {"芽语"}),
        ("在研产品中,早期干预软件“星芽同频”已启动确证性临床。", {"星芽同频"}),
        ("临江医院使用的导诊机器人“小南”每天服务千人。", set()),
        ("南枝科技也有一款对话机器人“枝语”在测试。", set()),
    ],
)
def test_a_name_made_up_for_a_thing_is_of_whom_the_text_speaks(
    sentence: str, made: set[str], read_report_text: Callable[..., Read]
) -> None:
    contribution = read_report_text(
        f"星桥医疗完成B轮融资。\n\n星桥医疗2019年成立，总部在深圳。{sentence}\n"
    ).contribution
    told = [plain_args(fact) for fact in contribution.facts if fact.kind == "Develops"]
    assert {str(args["product"]) for args in told if args["company"] == "星桥医疗"} == made


def test_numbered_sections_are_of_the_company_that_the_title_opens_with(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "星桥医疗股份有限公司关于与南枝科技签署战略合作协议的公告\n\n一、协议概况\n\n双方将展开合作。\n\n"
        "二、研发进展\n\n公司推出问诊助手“灵犀”，参数规模为130亿。\n"
    ).contribution
    told = [plain_args(fact) for fact in contribution.facts if fact.kind == "Develops"]
    assert [(args["company"], args["product"]) for args in told] == [("星桥医疗股份有限公司", "灵犀")]


def test_each_thing_of_a_list_behind_its_is_its_makers(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "星桥医疗2019年成立。其颅内出血分诊软件“灵犀”、密度评估工具“望舒”以及气胸检测软件“听雨”均已获批。\n"
    ).contribution
    told = [plain_args(fact) for fact in contribution.facts if fact.kind == "Develops"]
    assert {str(args["product"]) for args in told if args["company"] == "星桥医疗"} == {"灵犀", "望舒", "听雨"}


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("星桥医疗去年以6800万元收购动态心电厂商南枝科技51%的股权。", {("南枝科技", "星桥医疗")}),
        ("星桥医疗去年被南枝集团以3.2亿元全资收购。", {("星桥医疗", "南枝集团")}),
        ("星桥医疗去年以2亿元收购南枝科技23%的股权。", set()),
        ("坊间传闻星桥医疗将收购南枝科技，双方均予以否认。", set()),
    ],
)
def test_who_is_bought_is_the_buyers(
    sentence: str, parts: set[tuple[str, str]], read_report_text: Callable[..., Read]
) -> None:
    contribution = read_report_text(f"{sentence}\n").contribution
    told = [plain_args(fact) for fact in contribution.facts if fact.kind == "PartOf"]
    assert {(str(args["child"]), str(args["parent"])) for args in told} == parts


def test_a_thing_whose_name_opens_with_anothers_is_its_part(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "星桥医疗发布“灵犀”大模型。医生最先用上的是病历助手“灵犀·书记”，面向患者的是导诊机器人“灵犀·小南”。\n"
    ).contribution
    told = [plain_args(fact) for fact in contribution.facts if fact.kind == "PartOf"]
    assert {(args["child"], args["parent"]) for args in told} == {("灵犀·书记", "灵犀"), ("灵犀·小南", "灵犀")}


def test_a_thing_is_of_the_firm_of_the_text_whose_name_opens_its_own(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "星桥医疗去年上市。老对手南枝科技没有跟进。南枝科技影像分析系统能识别房颤，眼下进了十家医院。\n"
    ).contribution
    told = [plain_args(fact) for fact in contribution.facts if fact.kind == "Develops"]
    assert [(args["company"], args["product"]) for args in told] == [("南枝科技", "南枝科技影像分析系统")]


def test_a_code_of_a_family_is_a_drug_of_whom_most_of_them_are(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "# 星桥医疗的管线\n\n星桥医疗自主研发的抑制剂XQ-101进入II期临床。\n\n"
        "星桥医疗的双抗XQ-205尚在临床前。\n\nXQ-330，与南枝科技共同开发，尚在临床前。\n\n"
        "XQ-118，原用于痛风，因疗效未达预期，去年终止。\n"
    ).contribution
    told = [plain_args(fact) for fact in contribution.facts if fact.kind == "Develops"]
    assert ("星桥医疗", "XQ-118") in {(args["company"], args["product"]) for args in told}
    diseases = [plain_args(fact) for fact in contribution.facts if fact.kind == "Targets"]
    assert ("XQ-118", "痛风") in {(args["product"], args["disease"]) for args in diseases}


def test_a_kind_of_software_is_no_firm(read_report_text: Callable[..., Read]) -> None:
    contribution = read_report_text(
        "# 星桥医疗扩产\n\n星桥医疗的阅片软件去年进院。阅片软件“灵犀”覆盖三个癌种。"
        "二是软件，包括“听雨”。同款软件在云南也有用户。\n"
    ).contribution
    assert {entity.name for entity in contribution.entities if entity.type == "Company"} == {"星桥医疗"}
