"""Names that no list holds, by the words beside them and by their parts."""

from collections.abc import Callable

import pytest

from extract.mention import Mention
from extract.mentions.bodies import find_bodies
from extract.mentions.quoted import brand_of, find_definitions, find_quoted
from extract.mentions.titles import find_titles

Names = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("霁澜云脉董事长陈晓东出席了仪式。", "霁澜云脉"),
        ("近日,霁澜云脉宣布完成新一轮融资。", "霁澜云脉"),
        ("引入投资者珠海和霁医疗设备股份有限公司。", "珠海和霁医疗设备股份有限公司"),
        ("此前任职于霁远(688999.SH)。霁远云(688999.SH)上涨。", "霁远云"),
        ("收购慕尼黑病理公司Quillavox GmbH全部股权。", "Quillavox GmbH"),
        ("与来自推想医疗、数坤科技、深睿医疗、霁澜云脉、博远晶方的团队交流。", "霁澜云脉"),
        ("汇聚来自霁澜云脉、博远晶方、南岭菲特等200余家科技创新企业的项目。", "博远晶方"),
    ],
)
def test_a_company_is_found_beside_its_cue(names_in: Names, text: str, company: str) -> None:
    assert ("Company", company) in names_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "公司董事长陈晓东出席。",
        "集团宣布完成新一轮融资。",
        "现任首席医学官郑超出席。",
        "该校与十余家主流制药企业合作。",
        "数据来源:公开资料,未穷尽显示",
    ],
)
def test_a_common_noun_before_a_cue_is_no_company(names_in: Names, text: str) -> None:
    assert [name for type_, name in names_in(text) if type_ == "Company"] == []


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("联影智能陈晓东博士认为,机遇难得。", "陈晓东"),
        ("北京协和医院院长李宁光院士致辞。", "李宁光"),
        ("公司由创始人Gregory Quill创立。", "Gregory Quill"),
        ("Ada Quillon教授通过云端致辞。", "Ada Quillon"),
        ("首席执行官阿黛·奎隆表示看好。", "阿黛·奎隆"),
    ],
)
def test_a_person_is_found_beside_a_degree_or_a_post(names_in: Names, text: str, person: str) -> None:
    assert ("Person", person) in names_in(text)


def test_a_degree_alone_makes_no_person(names_in: Names) -> None:
    assert [name for type_, name in names_in("招收博士,引进教授,需要高级专家先生。") if type_ == "Person"] == []


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("得到静安区政府的支持", "静安区政府"),
        ("上海市静安区人民政府印发", "上海市静安区人民政府"),
        ("浙江省经信厅牵头", "浙江省经信厅"),
        ("杭州市卫生健康委员会发布", "杭州市卫生健康委员会"),
        ("国家科技伦理委员会成立", "国家科技伦理委员会"),
    ],
)
def test_a_body_of_government_is_its_parts(text: str, body: str) -> None:
    assert [mention.name for mention in find_bodies(text, [])] == [body]


@pytest.mark.parametrize("text", ["地方政府支持", "我国政府高度重视", "中国政府采购网", "政府工作报告", "母公司"])
def test_a_government_without_a_place_is_no_body(text: str) -> None:
    assert list(find_bodies(text, [])) == []


def test_a_department_belongs_to_its_regulator(names_in: Names) -> None:
    found = names_in("工业和信息化部办公厅、国家药品监督管理局综合和规划财务司发文")
    assert ("Regulator", "国家药品监督管理局综合和规划财务司") in found
    assert ("Regulator", "工业和信息化部办公厅") in found


@pytest.mark.parametrize(
    ("text", "type_", "name"),
    [
        ("自主研发的“霁禾®”医学影像基座模型", "Product", "霁禾®"),
        ("推出了国内首个“霁岚问道”", "Product", "霁岚问道"),
        ("推出基于生成式AI的数智健管师——“霁安”", "Product", "霁安"),
        ("上线预问诊智能体“小霁”", "Product", "小霁"),
        ("自研的大模型“霁言”参数130亿", "AIModel", "霁言"),
        ("推出”霁影多模态诊断大模型”", "AIModel", "霁影多模态诊断大模型"),
    ],
)
def test_a_quoted_name_is_told_by_its_surroundings(text: str, type_: str, name: str) -> None:
    assert [(mention.type, mention.name) for mention in find_quoted(text)] == [(type_, name)]


@pytest.mark.parametrize(
    ("text", "type_", "name"),
    [
        ("患者招募如今交给了“霁岚通”。", "Product", "霁岚通"),
        ("新推出的RivetScan用于剂量测算。", "Product", "RivetScan"),
        ("质控靠的是病理基础模型“霁岚眼”。", "AIModel", "霁岚眼"),
        ("院里用上了主打产品“霁岚”肺结节CT辅助检测软件。", "Product", "“霁岚”肺结节CT辅助检测软件"),
        ("其经皮穿刺导航仪“准星”融合了呼吸门控。", "Product", "准星"),
        ("公司研制下肢外骨骼RivetStep。", "Product", "RivetStep"),
    ],
)
def test_a_coined_word_names_a_thing(names_in: Names, text: str, type_: str, name: str) -> None:
    assert [(t, n) for t, n in names_in(text) if t in ("Product", "AIModel")] == [(type_, name)]


@pytest.mark.parametrize(
    "text",
    [
        "同行RivetThera也在追赶。",
        "这些企业也被称为“霁岚帮”。",
        "第五届“霁岚奖”背后的名字。",
        "把“看病难”写进了报告。",
    ],
)
def test_a_coined_word_beside_another_kind_names_no_thing(names_in: Names, text: str) -> None:
    assert [n for t, n in names_in(text) if t in ("Product", "AIModel")] == []


@pytest.mark.parametrize(
    "text",
    [
        "推出“霁岚千县”计划",
        "采用“双量级”模型架构",
        "基于“AI+机器人”的平台",
        "打造“从医到药”",
        "所谓“霁岚”不过如此",
        "发布“霁岚”白皮书",
    ],
)
def test_a_quoted_slogan_is_no_product(text: str) -> None:
    assert find_quoted(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("入选“十四五”国家重点研发计划", "“十四五”国家重点研发计划"),
        ("承担国家重点研发计划“霁岚装备”重点专项", "国家重点研发计划“霁岚装备”重点专项"),
        ("《关于推动霁岚产业的若干措施》", "关于推动霁岚产业的若干措施"),
    ],
)
def test_a_plan_is_a_policy(text: str, name: str) -> None:
    assert [(mention.type, mention.name) for mention in find_titles(text)] == [("Policy", name)]


def test_a_programme_has_its_own_name_too() -> None:
    (definition,) = find_definitions("国家重点研发计划“霁岚装备”重点专项启动")
    assert definition.alias == "“霁岚装备”重点专项"


def test_what_the_text_calls_a_thing_later_on_is_its_alias() -> None:
    (definition,) = find_definitions("霁岚医科大学附属第一医院(下称“霁岚附一院”)启用")
    assert definition.alias == "霁岚附一院"


def test_a_brand_is_the_latin_beginning_of_a_name(names_in: Names) -> None:
    from extract.mention import Mention

    product = Mention(0, 15, "Product", "Quillora手术规划平台", "head.product", 0.8)
    assert brand_of(product) == "Quillora"
    assert brand_of(Mention(0, 8, "Product", "CT辅助诊断软件", "head.product", 0.8)) == ""
    assert ("Product", "Quillora手术规划平台") in names_in("资金将投向Quillora手术规划平台")


def test_a_latin_name_that_ends_as_a_fund_invests(names_in: Names) -> None:
    assert ("Investor", "Quill Ventures") in names_in("A轮由Quill Ventures领投")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("帮助科室有效优化医院", "有效优化医院"),
        ("监测检验实验室建成", "监测检验实验室"),
        ("覆盖绝大多数医院", "绝大多数医院"),
    ],
)
def test_common_words_before_a_head_name_nothing(names_in: Names, text: str, name: str) -> None:
    assert name not in [found for _, found in names_in(text)]


def test_a_report_keeps_its_year(names_in: Names) -> None:
    assert ("Report", "2023年度霁岚活力排行榜") in names_in("登上2023年度霁岚活力排行榜")


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("星桥医疗上线了AI营养康复师。", "AI营养康复师"),
        ("平台调度医助AI、营养师AI等。", "营养师AI"),
        ("检后可咨询“报告解读师AI”。", "报告解读师AI"),
        ("两家联合发布病理大模型“灵犀”。", "灵犀"),
    ],
)
def test_software_is_called_after_whom_it_stands_in_for(names_in: Names, text: str, product: str) -> None:
    assert product in [name for _, name in names_in(text)]


def test_the_kind_before_a_name_is_no_name(names_in: Names) -> None:
    assert "病理大模型" not in [name for _, name in names_in("两家共同发布病理大模型Quillora。")]


def test_words_of_the_trade_are_a_product_where_somebody_made_it(find_mentions: Callable[[str], list[Mention]]) -> None:
    made, said = "推想医疗开发AI慢病管理系统。", "许多地方需要AI慢病管理系统。"
    assert "AI慢病管理系统" in [m.name for m in find_mentions(made) if m.type == "Product"]
    assert "AI慢病管理系统" not in [m.name for m in find_mentions(said) if m.type == "Product"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("下设数据标注工作组", "数据标注工作组"),
        ("并设立随访质量研究组和伦理审查工作组", "伦理审查工作组"),
        ("青禾大学声学与机器人实验室主任介绍", "青禾大学声学与机器人实验室"),
        ("与青禾大学共建智能影像联合实验室", "青禾大学"),
        ("中国药理学会临床药理专业委员会成立", "中国药理学会临床药理专业委员会"),
    ],
)
def test_a_part_of_a_body_is_named_after_its_task_or_with_the_body(names_in: Names, text: str, name: str) -> None:
    assert ("Institution", name) in names_in(text)


def test_two_bodies_joined_by_and_are_two(names_in: Names) -> None:
    names = [name for _, name in names_in("中国药理学会和青禾大学临床药理研究院签约")]
    assert names == ["中国药理学会", "青禾大学临床药理研究院"]
    assert [name for _, name in names_in("专项工作组认为")] == []
    joint = [name for _, name in names_in("青禾大学附属临江医院与上海科学智能研究院联合发布")]
    assert "上海科学智能研究院" in joint


@pytest.mark.parametrize("kind", ["三特异性抗体", "射频消融", "胸部CT", "血糖监测"])
def test_drugs_treatments_and_examinations_are_no_technology_on_sight(names_in: Names, kind: str) -> None:
    assert ("Technology", kind) not in names_in(f"此外还有{kind}等")
    assert ("Technology", kind) in names_in(f"此外还有{kind}等", surer_than=0.3)


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("星桥医疗动脉瘤AI产品又获三类证", "动脉瘤AI产品"),
        ("通过近视防控AI产品延伸服务", "近视防控AI产品"),
        ("随后CT-FFR产品陆续获批三类证", "CT-FFR产品"),
    ],
)
def test_software_is_called_after_what_it_is_for(names_in: Names, text: str, product: str) -> None:
    assert ("Product", product) in names_in(text)


def test_ai_products_at_large_are_no_product(names_in: Names) -> None:
    assert [name for kind, name in names_in("首批医疗AI产品和人工智能产品获批") if kind == "Product"] == []


def test_an_instrument_is_not_the_technology_in_it(names_in: Names) -> None:
    assert [name for kind, name in names_in("出口基因测序仪和磁共振成像装置") if kind == "Technology"] == []


@pytest.mark.parametrize(
    ("text", "disease"),
    [("获得2期哮喘疗法", "哮喘"), ("治疗慢性炎症的新方法", "慢性炎症"), ("检测肺部创伤", "肺部创伤")],
)
def test_a_disease_without_the_phase_of_its_trial(names_in: Names, text: str, disease: str) -> None:
    assert [name for kind, name in names_in(text) if kind == "Disease"] == [disease]


def test_a_hospital_before_a_system_is_a_hospital(names_in: Names) -> None:
    assert ("Hospital", "临江市第六人民医院") in names_in("以1280万元中标临江市第六人民医院病历质控系统")


def test_a_sole_investor_is_named_without_its_deed(names_in: Names) -> None:
    assert ("Investor", "远山创投") in names_in("由远山创投独家投资")
