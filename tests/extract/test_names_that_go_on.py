"""Names that a list or a rule knows only a part of, and words that look like names and are none."""

import pytest

from extract.folding import fold_text
from extract.mentions.pipeline import tag


def names(type_: str, text: str) -> list[str]:
    return [m.name for m in tag(text) if m.type == type_ and m.confidence >= 0.6]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("南枝科技发布灵犀大模型V2.5国际版。", "灵犀大模型V2.5国际版"),
        ("南枝科技发布南枝医疗大模型 3.0,售价2.5万元。", "南枝医疗大模型3.0"),
    ],
)
def test_a_version_is_of_the_name(text: str, expected: str) -> None:
    assert expected in [m.name for m in tag(text) if m.type in ("AIModel", "Product")]


def test_an_amount_behind_a_model_is_no_version() -> None:
    assert all("1.5" not in m.name for m in tag("星桥医疗推出灵犀大模型1.5亿元订单。"))


def test_a_hospital_is_of_the_university_before_it() -> None:
    assert names("Hospital", "该系统在首都医科大学附属北京安定医院启用。") == ["首都医科大学附属北京安定医院"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("星桥医疗与美敦力中国签下协议。", "美敦力中国"),
        ("法国Orvanex的手术机器人退出市场。", "Orvanex"),
        ("其中NovaxPharma和Lifevane的研发受挫。", "Lifevane"),
        ("公司又与Stellane就该抑制剂达成独家许可。", "Stellane"),
        ("主办方云衡励展总经理陆砚表示欢迎。", "云衡励展"),
    ],
)
def test_a_company_is_told_by_what_stands_around_it(text: str, expected: str) -> None:
    assert expected in names("Company", text)


def test_a_market_is_no_branch() -> None:
    assert names("Company", "美敦力中国市场增长。") == ["美敦力"]


def test_a_latin_word_beside_an_investor_invests() -> None:
    assert "Orvan Peg" in names("Investor", "公司获得由General Catalyst和Orvan Peg领投的融资。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公司CEO陆砚更有发言权。", "陆砚"),
        ("信息科主任陆砚松告诉记者,系统好用。", "陆砚松"),
        ("该院的陆砚院士正是用它完成手术。", "陆砚"),
    ],
)
def test_a_person_ends_before_what_it_does(text: str, expected: str) -> None:
    assert names("Person", text) == [expected]


@pytest.mark.parametrize("text", ["星桥医疗的大模型“上岗”一年。", "手术机器人“动真格”。", "它是AI制药的“卖水人”。"])
def test_a_figure_of_speech_is_no_product(text: str) -> None:
    assert not [*names("Product", text), *names("AIModel", text)]


def test_what_a_firm_has_for_a_purpose_is_a_thing() -> None:
    assert "智能质控软件" in names("Product", "其用于胸片拍摄的智能质控软件今年5月获得国家药监局三类证。")


def test_a_kind_of_hospital_is_none() -> None:
    assert names("Hospital", "星桥医疗与印尼私立医院集团签署备忘录。") == []


def test_a_listed_name_is_found_as_texts_are_folded() -> None:
    assert [m.type for m in tag(fold_text("大塚制药宣布合作。"))] == ["Company"]


@pytest.mark.parametrize(
    "text", ["文件将人工智能辅助诊断列为扩展项。", "公司主营腔镜手术机器人。", "斑块分析软件获批。"]
)
def test_a_task_or_a_trade_is_no_technology_by_itself(text: str) -> None:
    assert names("Technology", text) == []


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("德国手术机器人公司avelinmedical获投。", "Company", "avelinmedical"),
        ("南枝科技全资子公司云美华东研发的新药获批。", "Company", "云美华东"),
        ("南枝科技与浪潮合作研发该系统。", "Company", "浪潮"),
        ("后者早年供职于西门子医疗美国研究院。", "Institution", "西门子医疗美国研究院"),
        ("该药针对ER阳性/HER2阴性晚期乳腺癌。", "Disease", "ER阳性/HER2阴性晚期乳腺癌"),
        ("该药用于激素敏感性肿瘤。", "Disease", "激素敏感性肿瘤"),
        ("公司在深交所创业板上市。", "Exchange", "深交所创业板"),
        ("投资方包括联影医疗、云亭国际和联想创投。", "Investor", "云亭国际"),
    ],
)
def test_a_name_is_whole(text: str, type_: str, expected: str) -> None:
    assert expected in [m.name for m in tag(text) if m.type == type_]


@pytest.mark.parametrize("text", ["西门子医疗大中华区总裁表示欢迎。"])
def test_the_region_of_a_post_is_no_place(text: str) -> None:
    assert names("Place", text) == []


def test_a_kind_of_product_before_its_makers_is_none() -> None:
    assert all(m.type != "Product" for m in tag("德国手术机器人公司获投。"))


def test_the_name_of_a_plan_is_closed_by_its_quotation() -> None:
    assert names("Policy", "五部门推进“人工智能+医疗卫生”应用。") == []


@pytest.mark.parametrize(
    ("text", "type_", "wrong"),
    [
        ("声纹筛查、内镜机器人等五家公司获投。", "Company", "声纹筛查"),
        ("南枝健康基金作为基石投资者认购。", "Investor", "基石投资"),
        ("新加坡Raintree心脏中心启用该系统。", "Company", "Raintree"),
        ("紧随其后的siRNA药物尚在临床前。", "Product", "siRNA"),
    ],
)
def test_a_field_or_a_post_is_no_firm(text: str, type_: str, wrong: str) -> None:
    assert wrong not in names(type_, text)


def test_a_kind_before_its_name_leaves_its_disease() -> None:
    found = {(m.type, m.name) for m in tag("七成收入由甲状腺结节筛查产品“声探”贡献。")}
    assert {("Disease", "甲状腺结节"), ("Product", "声探")} <= found


@pytest.mark.parametrize(
    ("text", "hospital"),
    [
        ("首席医学官陆砚曾任云江大学附属第二医院副院长。", "云江大学附属第二医院"),
        ("临床试验由云江大学附属第三医院牵头。", "云江大学附属第三医院"),
        ("5月起挂上北京燕山医院的公众号。", "北京燕山医院"),
        ("系统已在绵阳安和医院跑了大半年。", "绵阳安和医院"),
        ("首例患者在渤海肿瘤中心入组。", "渤海肿瘤中心"),
        ("系统在望江市精神卫生中心启用。", "望江市精神卫生中心"),
    ],
)
def test_a_hospital_begins_behind_what_leads_up_to_it(text: str, hospital: str) -> None:
    assert names("Hospital", text) == [hospital]


def test_a_latin_firm_is_told_by_its_seat() -> None:
    assert "Orvane" in names("Company", "总部设在波士顿的Orvane宣布结果。")
