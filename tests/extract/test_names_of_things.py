"""Names of products, drugs, diseases, technologies, policies and reports that no list holds, and what is none."""

from collections.abc import Callable

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
