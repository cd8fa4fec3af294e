"""Clinical stages, financing rounds and approval classes in their canonical forms."""

import pytest

from extract.values.stages import (
    find_approval_classes,
    find_rounds,
    find_stages,
    parse_approval_class,
    parse_round,
    parse_stage,
)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("临床I期", "Phase 1"),
        ("临床 I 期", "Phase 1"),
        ("临床l期", "Phase 1"),
        ("临床Ⅱ期", "Phase 2"),
        ("II 期", "Phase 2"),
        ("IIb期", "Phase 2"),
        ("2期", "Phase 2"),
        ("2期临床", "Phase 2"),
        ("二期临床", "Phase 2"),
        ("第二期", "Phase 2"),
        ("III期临床试验", "Phase 3"),
        ("临床Ⅲ期", "Phase 3"),
        ("IV期", "Phase 4"),
        ("Phase 2", "Phase 2"),
        ("phase II", "Phase 2"),
        ("Phase 1b", "Phase 1"),
        ("Phase I/II", "Phase 1/2"),
        ("I/II期", "Phase 1/2"),
        ("临床二三期试验", "Phase 2/3"),
        ("临床前", "preclinical"),
        ("临床前研究阶段", "preclinical"),
        ("PCC", "preclinical"),
        ("IND", "IND"),
        ("获批临床", "IND"),
        ("NDA", "NDA"),
        ("新药上市申请", "NDA"),
        ("已上市", "marketed"),
        ("获批上市", "marketed"),
        ("上市公司", None),
        ("INDEX", None),
        ("晚期", None),
        ("未公开", None),
    ],
)
def test_stages(text: str, stage: str | None) -> None:
    assert parse_stage(text) == stage


def test_a_sentence_names_each_stage_once_and_the_number_of_a_part_is_none() -> None:
    text = "从临床 II 期至 III 期；第一期工程、一期厂房"
    assert [span.label for span in find_stages(text)] == ["Phase 2", "Phase 3"]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("B+轮", "B+轮"),
        ("A++轮", "A++轮"),
        ("Ｂ＋轮", "B+轮"),
        ("C 轮融资", "C轮"),
        ("D1轮", "D1轮"),
        ("PreA轮", "Pre-A轮"),
        ("Pre-A+ 轮", "Pre-A+轮"),
        ("pre B轮", "Pre-B轮"),
        ("Series A", "A轮"),
        ("series B+", "B+轮"),
        ("A 轮系列", "A轮"),
        ("种子轮", "种子轮"),
        ("Seed", "种子轮"),
        ("天使轮融资", "天使轮"),
        ("天使+轮", "天使+轮"),
        ("战略融资", "战略融资"),
        ("股权融资", "股权融资"),
        ("Pre-IPO", "Pre-IPO"),
        ("IPO", "IPO"),
        ("未公开", None),
        ("AI轮", None),
        ("三轮", None),
    ],
)
def test_rounds(text: str, canonical: str | None) -> None:
    assert parse_round(text) == canonical


def test_each_round_of_a_sentence() -> None:
    assert [span.label for span in find_rounds("preA 轮、A+轮与B轮后的战略融资")] == [
        "Pre-A轮",
        "A+轮",
        "B轮",
        "战略融资",
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("医疗器械三类证", "三类证"),
        ("三类注册证", "三类证"),
        ("医疗器械三类注册证", "三类证"),
        ("第三类医疗器械注册", "三类证"),
        ("III类证", "三类证"),
        ("Ⅲ类医疗器械", "三类证"),
        ("二类证", "二类证"),
        ("第二类医疗器械注册证", "二类证"),
        ("一类备案", "一类备案"),
        ("创新通道", "创新通道"),
        ("创新医疗器械特别审查程序", "创新通道"),
        ("绿色通道", "绿色通道"),
        ("创新绿色通道", "创新绿色通道"),
        ("CE 认证", "CE"),
        ("CE-MDR", "CE"),
        ("FDA 认证", "FDA"),
        ("FDA 510(k)", "FDA"),
        ("510(k)", "510(k)"),
        ("De Novo", "De Novo"),
        ("突破性医疗器械认定", "突破性器械"),
        ("P3", "P3"),
        ("BSL-4", "P4"),
        ("三类模型", None),
        ("ACE", None),
        ("P3A", None),
    ],
)
def test_approval_classes(text: str, label: str | None) -> None:
    assert parse_approval_class(text) == label


def test_a_class_is_cited_by_its_own_characters() -> None:
    text = "同时获得 NMPA 三类证 与 CE 认证"
    spans = find_approval_classes(text)
    assert [(span.label, span.text) for span in spans] == [("三类证", "三类证"), ("CE", "CE 认证")]
    assert all(text[span.start : span.end] == span.text for span in spans)
