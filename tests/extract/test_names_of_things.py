"""Names of products, drugs, diseases, technologies, policies and reports that no list holds, and what is none."""

from collections.abc import Callable
from typing import Any

import pytest

Names = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "disease"),
    [
        ("算法可筛出射血分数保留型心力衰竭。", "射血分数保留型心力衰竭"),
        ("屏幕上跳出红框:疑似急性下壁心肌梗死。", "急性下壁心肌梗死"),
        ("单药治疗HER2低表达胃癌的研究。", "HER2低表达胃癌"),
        ("面向KRAS G12D突变型胰腺癌患者。", "KRAS G12D突变型胰腺癌"),
        ("既往接受过治疗的Claudin18.2阳性胃癌。", "Claudin18.2阳性胃癌"),
        ("用于慢性肾脏病(CKD)贫血的治疗。", "慢性肾脏病(CKD)贫血"),
        ("不良反应以恶心居多。", "恶心"),
        ("出现血小板减少的患者。", "血小板减少"),
        ("治疗成人轻中度流感。", "成人轻中度流感"),
        ("它筛查华氏巨球蛋白血症。", "华氏巨球蛋白血症"),
    ],
)
def test_a_disease_is_told_with_its_parts_and_markers(names_in: Names, text: str, disease: str) -> None:
    assert [name for type_, name in names_in(text) if type_ == "Disease"] == [disease]


def test_a_gene_is_no_disease(names_in: Names) -> None:
    assert [name for type_, name in names_in("用于NF2缺失的患者。") if type_ == "Disease"] == []


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("星桥医疗深耕骨科,其全髋关节置换手术机器人于2023年5月获国家药监局批准上市。", "全髋关节置换手术机器人"),
        ("南枝科技2019年成立,主攻帕金森步态AI评估系统。", "帕金森步态AI评估系统"),
        ("南枝科技做的是面向精细手术的显微缝合机器人。", "显微缝合机器人"),
        ("星桥医疗推出独立健康应用QX。", "QX"),
        ("星桥医疗主推骨科智能导航定位支架。", "骨科智能导航定位支架"),
        ("新一代肝脏肿瘤消融规划软件已于去年12月获批。", "肝脏肿瘤消融规划软件"),
        ("一个是面向基层医生的“溪云助诊”,另一个还没有名字。", "溪云助诊"),
        ("星桥医疗发布了名为“灵犀”的系统。", "灵犀"),
    ],
)
def test_a_product_is_told_by_who_brings_it_and_what_comes_of_it(names_in: Names, text: str, product: str) -> None:
    assert [name for type_, name in names_in(text) if type_ == "Product"] == [product]


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("撑起估值的是底层模型PathLine。", "PathLine"),
        ("序列由抗体语言模型AbLoom给出。", "AbLoom"),
        ("正在打磨的USBase——一个用2亿帧视频预训练的基础模型。", "USBase"),
    ],
)
def test_a_latin_name_beside_its_kind_is_a_model(names_in: Names, text: str, model: str) -> None:
    assert ("AIModel", model) in names_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "星桥医疗宣布完成Pre-A轮融资。",
        "星桥医疗的创始人兼CEO Ada Quill表示满意。",
        "治疗Claudin18.2阳性的患者。",
        "主任直言,这类产品“收费讲不清楚”。",
        "年报第一次把“人工智能产品”单独列出。",
        "衰老时钟是估算“生物年龄”的模型。",
    ],
)
def test_no_product_is_a_round_a_person_a_target_or_a_phrase(
    find_mentions: Callable[..., list[Any]], text: str
) -> None:
    assert [m.name for m in find_mentions(text) if m.type in ("Product", "AIModel")] == []


def test_a_brand_leaves_its_kind_to_what_the_kind_holds(names_in: Names) -> None:
    names = names_in("公司借助自有生成式人工智能平台OrbitLab设计分子。")
    assert ("Technology", "生成式人工智能") in names
    assert ("Product", "OrbitLab") in names


@pytest.mark.parametrize("text", ["一款CD19/BCMA双特异性抗体进入临床。", "药物的II期研究LARION-02已启动。"])
def test_no_drug_is_a_target_or_a_study(names_in: Names, text: str) -> None:
    assert [name for type_, name in names_in(text) if type_ == "Drug"] == []


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        ("盐酸奥雷司韦片近期获批上市,用于治疗流感。", ["盐酸奥雷司韦片"]),
        ("曲舒单抗注射液联合阿美福替尼治疗肺癌。", ["曲舒单抗注射液", "阿美福替尼"]),
        ("恒瑞阿美福替尼片进入临床。", ["阿美福替尼片"]),
        ("礼来的zelopran刚刚结束II期临床。", ["zelopran"]),
        ("反义寡核苷酸pelanersen已进入III期临床。", ["pelanersen"]),
        ("由AI设计的dalotinib进入临床。", ["dalotinib"]),
        ("PDE4抑制剂tolubrast与癌症疫苗Intopran都在临床。", ["tolubrast", "Intopran"]),
        ("福司特先生治疗过三千名患者,普利制药的药物也在临床。", []),
        ("药物公司的biotech与peptide平台。", []),
        ("Larsen博士从事药物研发。", []),
    ],
)
def test_a_drug_is_told_by_the_form_of_its_name(names_in: Names, text: str, drugs: list[str]) -> None:
    assert [name for type_, name in names_in(text) if type_ == "Drug"] == drugs


def test_a_drug_in_brackets_behind_a_drug_is_its_other_name(read_report_text: Callable[..., Any]) -> None:
    read = read_report_text("南枝制药研发的盐酸奥雷司韦片(艾普雷韦)获批上市,用于治疗流感。")
    names = [{e.name, *e.aliases} for e in read.contribution.entities if e.type == "Drug"]
    assert {"盐酸奥雷司韦片", "艾普雷韦"} in names


@pytest.mark.parametrize(
    ("text", "policies"),
    [
        ("卫健委印发手术机器人临床应用管理办法。", ["手术机器人临床应用管理办法"]),
        ("医保局把这项技术写进医疗服务价格项目立项指南。", ["医疗服务价格项目立项指南"]),
        ("南枝市出台“人工智能+养老”三年行动方案。", ["“人工智能+养老”三年行动方案"]),
        ("双方签下《远程诊疗项目合作协议》和《谅解备忘录》。", []),
        ("论文《体系与规范:医疗监管的思考》获奖。", []),
        ("医院建立了完善的管理办法,公司制定了实施方案。", []),
        ("此前已取得FDA孤儿药资格,510(k)许可可期。", []),
        ("资金将用于建设GMP厂房,惠民保业务覆盖四省。", []),
    ],
)
def test_a_policy_is_what_is_issued(names_in: Names, text: str, policies: list[str]) -> None:
    assert [name for type_, name in names_in(text) if type_ == "Policy"] == policies


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("推想医疗2025年年报显示,收入增长。", ["推想医疗2025年年报"]),
        ("推想医疗招股书披露了亏损。", ["推想医疗招股书"]),
        ("论文发表于《溪云·医学》,另一篇刊登在《南枝通讯》杂志上。", []),
        ("成果在《自然·通讯》上发表,顶级期刊《Nature》也有报道。", []),
    ],
)
def test_a_report_is_no_journal(names_in: Names, text: str, reports: list[str]) -> None:
    assert [name for type_, name in names_in(text) if type_ == "Report"] == reports


@pytest.mark.parametrize(
    ("text", "technology"),
    [
        ("系统采用形状感知光纤与电磁定位双重导航。", "电磁定位"),
        ("术前规划用到了CT三维重建。", "CT三维重建"),
        ("平台将扩散模型与自由能微扰计算结合。", "自由能微扰计算"),
        ("公司采用电磁导航完成手术。", "电磁导航"),
    ],
)
def test_a_technology_of_the_field_is_known(names_in: Names, text: str, technology: str) -> None:
    assert ("Technology", technology) in names_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "血管介入机器人公司南枝科技新增股东。",
        "这位计算化学家毕业于北京大学。",
        "手术机器人研发商南枝科技完成融资。",
        "全省登记在册的互联网医院共有97家。",
        "大模型订单首次单列。",
    ],
)
def test_a_field_in_passing_is_no_technology(names_in: Names, text: str) -> None:
    assert [name for type_, name in names_in(text) if type_ == "Technology"] == []


def test_no_model_begins_before_a_preposition(find_mentions: Callable[..., list[Any]]) -> None:
    assert "药企在大模型" not in [m.name for m in find_mentions("国内药企在大模型上的支出约9.5亿元。")]
