"""Diseases are built from a body part, a cause or a quality and a last part; a last part alone names nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_of_text import quick

from extract.lexicon import word_set
from extract.mentions.diseases import find_diseases
from extract.mentions.overlaps import resolve_overlaps
from extract.mentions.pipeline import tag
from extract.prose.targets import named_targets
from ontology.model import EntityRef, Evidence, Fact


def diseases(text: str) -> list[str]:
    return [mention.name for mention in resolve_overlaps(find_diseases(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("软件可检出肝脏局灶性病变。", ["肝脏局灶性病变"]),
        ("用于颅内动脉瘤和冠状动脉狭窄的评估", ["颅内动脉瘤", "冠状动脉狭窄"]),
        ("早期非小细胞肺癌患者", ["早期非小细胞肺癌"]),
        ("非小细胞肺癌(NSCLC)", ["非小细胞肺癌(NSCLC)"]),
        ("2型糖尿病视网膜病变", ["2型糖尿病视网膜病变"]),
        ("A型流感、乙肝、癫痫", ["A型流感", "乙肝", "癫痫"]),
        ("甲状腺结节及肋骨骨折", ["甲状腺结节", "肋骨骨折"]),
        ("特发性肺纤维化", ["特发性肺纤维化"]),
        ("阿尔茨海默病与帕金森病", ["阿尔茨海默病", "帕金森病"]),
        ("急性缺血性脑卒中", ["急性缺血性脑卒中"]),
        ("系统性硬皮病", ["系统性硬皮病"]),
        ("颅内静脉窦血栓", ["颅内静脉窦血栓"]),
        ("抗磷脂抗体综合征", ["抗磷脂抗体综合征"]),
        ("代谢紊乱", ["代谢紊乱"]),
        ("非瓣膜性房颤", ["非瓣膜性房颤"]),
        ("Duchenne肌营养不良症", ["Duchenne肌营养不良症"]),
        ("糖尿病和肥胖", ["糖尿病", "肥胖"]),
    ],
)
def test_a_disease_is_its_parts_together(text: str, expected: list[str]) -> None:
    assert diseases(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "病人数量增加",
        "炎、病、症、瘤",
        "出血、水肿、疼痛",
        "常见疾病与罕见疾病",
        "各类并发症",
        "语言障碍",
        "影像科医生",
        "",
    ],
)
def test_a_last_part_alone_names_no_disease(text: str) -> None:
    assert diseases(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共31型胰腺炎样本", ["胰腺炎"]),
        ("经皮肺结节消融", ["肺结节"]),
        ("电子病历与心脏病人", []),
        ("软件在急性胰腺炎", ["急性胰腺炎"]),
        ("B细胞淋巴瘤", ["B细胞淋巴瘤"]),
    ],
)
def test_what_belongs_to_another_word_is_left_out(text: str, expected: list[str]) -> None:
    assert diseases(text) == expected


def test_a_mention_stands_where_its_name_stands() -> None:
    text = "面向肺部,识别肺结节与慢性阻塞性肺疾病(COPD)。"
    for mention in find_diseases(text):
        assert text[mention.start : mention.end] == mention.name
        assert mention.type == "Disease"


@quick
@given(st.text(alphabet="肺肝脑癌炎结节病变性急慢2型A(COPD)、和", max_size=16))
def test_no_mention_overlaps_another_or_is_a_stop_word(text: str) -> None:
    found = find_diseases(text)
    for mention in found:
        assert text[mention.start : mention.end] == mention.name
        assert mention.name not in word_set("disease_stop")
        assert len(mention.name) >= 2
    assert len({(m.start, m.end) for m in found}) == len(found)


def made(product: str, kind: str = "Develops") -> Fact:
    args = {"company": EntityRef("Company", "星桥医疗"), "product": EntityRef("Product", product)}
    return Fact(kind, args, Evidence("report", 0, 2, "星桥", "prose"), "develops.adjacent", 0.8)


@pytest.mark.parametrize(
    ("product", "expected"),
    [
        ("颅内动脉瘤手术计划软件", ["颅内动脉瘤"]),
        ("肺结节和肋骨骨折筛查软件", ["肺结节", "肋骨骨折"]),
        ("影像归档平台", []),
        ("星桥AI慢病管理系统", ["慢病"]),
        ("急性缺血性脑卒中评估软件", ["急性缺血性脑卒中"]),
    ],
)
def test_a_disease_in_a_products_name_is_its_target(product: str, expected: list[str]) -> None:
    targets = list(named_targets([made(product)]))
    assert [fact.args["disease"] for fact in targets] == [EntityRef("Disease", name) for name in expected]
    assert all(fact.evidence == made(product).evidence for fact in targets)


def test_only_facts_about_a_products_making_give_targets() -> None:
    assert list(named_targets([made("颅内动脉瘤手术计划软件", kind="UsesTechnology")])) == []


def test_a_disease_is_one_with_what_it_leads_to() -> None:
    names = {m.name for m in tag("用于治疗红斑狼疮认知障碍和高血压、糖尿病。") if m.type == "Disease"}
    assert names == {"红斑狼疮认知障碍", "高血压", "糖尿病"}
