"""Concept schemes: what words mean, in which order, and that the reader's own lists do not drift from them."""

import re

import pytest

from extract.lexicon import word_set
from extract.values.stages import find_approval_classes, find_rounds, find_stages, parse_stage
from extract.values.words import value_rows
from ontology.concepts import concept_paths, fold_label, load_schemes, read_schemes
from ontology.schema import SchemaError, load_schema


def meaning(scheme: str, words: str) -> str | None:
    concept = load_schemes()[scheme].find(words)
    return concept and concept.notation


@pytest.mark.parametrize(
    ("scheme", "notation", "words"),
    [
        ("FundingRounds", "A+", ["A+轮", "Series A+", "series a+", "Ａ＋轮", "A+輪", "A+轮融资"]),
        ("FundingRounds", "Pre-A", ["Pre-A轮", "PreA轮", "pre a 轮", "Pre‑A轮"]),
        ("FundingRounds", "strategic", ["战略融资", "战略投资", "戰略投資"]),
        ("ApprovalClasses", "NMPA III", ["三类证", "class III", "Class Ⅲ", "第三类医疗器械注册证", "III类"]),
        ("ApprovalClasses", "510(k)", ["510(k)", "510（K）", "FDA 510(k)"]),
        ("PipelineStages", "Phase 2", ["Phase 2", "Phase II", "临床Ⅱ期", "II期", "二期临床", "IIb期"]),
        ("DealTypes", "license", ["license", "授权", "授权许可", "License-in"]),
        ("Units", "CNY", ["元", "人民币", "RMB"]),
        ("Units", "%", ["%", "％"]),
        ("Indicators", "market-size", ["市场规模", "医疗AI应用市场规模", "全球市场空间"]),
        ("Indicators", "hospitals", ["医院数", "获评医院数", "產品落地醫院數"]),
        ("Indicators", "gross-margin", ["毛利率"]),
        ("Indicators", "multiple", ["政府投入增加倍数"]),
        ("Indicators", "gross-profit", ["毛利"]),
        ("Scenarios", "diagnosis", ["辅助诊断", "肺炎病情辅助诊断"]),
        ("Segments", "drug-discovery", ["AI制药", "AI 制药", "肿瘤药物研发"]),
    ],
)
def test_several_words_mean_one_concept(scheme, notation, words):
    assert {meaning(scheme, word) for word in words} == {notation}


@pytest.mark.parametrize(
    ("scheme", "words"),
    [
        ("FundingRounds", "I轮"),
        ("FundingRounds", ""),
        ("PipelineStages", "研究"),
        ("Indicators", "过去"),
        ("Units", "元/台"),
    ],
)
def test_other_words_mean_none(scheme, words):
    assert meaning(scheme, words) is None


@pytest.mark.parametrize(
    ("scheme", "order"),
    [
        ("FundingRounds", "seed angel Pre-A A A1 A+ A++ Pre-B B C H pre-IPO IPO"),
        (
            "PipelineStages",
            "discovery|preclinical|IND|Phase 1|Phase 1/2|Phase 2|Phase 2/3|Phase 3|NDA|marketed|Phase 4",
        ),
        ("ApprovalClasses", "NMPA I|NMPA II|NMPA III"),
    ],
)
def test_ranks_go_from_early_to_late(scheme, order):
    ranks = {concept.notation: concept.rank for concept in load_schemes()[scheme].concepts}
    names = order.split("|") if "|" in order else order.split()
    assert [ranks[name] for name in names] == sorted({ranks[name] for name in names})


def test_ranks_of_rounds_and_stages_are_all_different():
    for scheme in ("FundingRounds", "PipelineStages"):
        ranks = [concept.rank for concept in load_schemes()[scheme].concepts if concept.rank is not None]
        assert len(ranks) == len(set(ranks))


def test_a_wider_concept_is_one_of_the_scheme_and_none_is_wider_than_itself():
    for scheme in load_schemes().values():
        by_iri = {concept.iri: concept for concept in scheme.concepts}
        for concept in scheme.concepts:
            path = [concept]
            while path[-1].broader:
                path.append(by_iri[path[-1].broader])
                assert len(path) < 5, concept.iri


def test_every_slot_with_a_scheme_has_one_that_is_there():
    slots = [slot for kind in load_schema().kinds.values() for slot in kind.slots if slot.concept_path]
    assert {slot.scheme for slot in slots} <= set(load_schemes())
    assert {slot.name for slot in slots} >= {"round", "stage", "class", "deal_type", "indicator", "scenarios", "unit"}


# ---- What the reader writes and what the schemes know


def canonical_forms(table: str) -> set[str]:
    return {row["canonical"] for row in value_rows(table, ("pattern", "canonical"))}


def test_every_round_that_the_reader_writes_is_a_concept():
    letters = [f"{pre}{letter}{plus}轮" for letter in "ABCDEFGH" for pre in ("", "Pre-") for plus in ("", "+")]
    rounds = canonical_forms("rounds") | {form for form in letters if not ("Pre" in form and "+" in form)}
    assert not [form for form in sorted(rounds) if not meaning("FundingRounds", form)]


def test_every_stage_that_the_reader_writes_is_a_concept():
    stages = canonical_forms("stages") | {f"Phase {phase}" for phase in ("1", "2", "3", "4", "1/2", "2/3")}
    assert not [form for form in sorted(stages) if not meaning("PipelineStages", form)]


def test_every_approval_class_that_the_reader_writes_is_a_concept():
    forms = {form.replace(r"\g<level>", "3") for form in canonical_forms("approval_classes")}
    assert not [form for form in sorted(forms) if not meaning("ApprovalClasses", form)]


def test_every_indicator_that_the_reader_knows_is_a_concept():
    assert not [word for word in sorted(word_set("indicators")) if not meaning("Indicators", word)]


def test_every_unit_and_currency_that_the_reader_writes_is_a_concept():
    # 度 is an angle, a temperature or a kilowatt-hour, 折 a discount: no code fits all of them.
    units = {
        row["canonical"] for row in value_rows("units", ("unit", "canonical", "factor", "hanzi", "unless_before"))
    } - {"度", "折"}
    assert not [unit for unit in sorted(units) if not meaning("Units", unit)]
    rows = value_rows("currencies", ("printed", "code", "unit", "place"))
    assert {row["code"] for row in rows} == {concept.notation for concept in load_schemes()["Currencies"].concepts}
    assert not [row["unit"] for row in rows if meaning("Units", row["unit"]) != row["code"]]


@pytest.mark.parametrize(
    ("scheme", "find"),
    [
        ("FundingRounds", find_rounds),
        ("PipelineStages", find_stages),
        ("ApprovalClasses", find_approval_classes),
    ],
)
def test_the_reader_and_the_scheme_give_a_label_one_meaning(scheme, find):
    for concept in load_schemes()[scheme].concepts:
        for label in concept.labels:
            stage = parse_stage(label) if scheme == "PipelineStages" else None
            read = {span.label for span in find(label) if fold_label(span.text) == fold_label(label)} | {stage} - {None}
            assert {meaning(scheme, words) for words in read} <= {concept.notation}, (label, read)


# ---- Faults


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"战略融资"@zh, ', "", "round-strategic: a concept needs skos:prefLabel in zh and en"),
        ('"种子轮"@zh', '"天使轮"@zh', "'天使轮' names both seed and angel"),
        ('"funding rounds"@en', '"funding rounds"@fr', "FundingRounds: a scheme needs an rdfs:label in zh and en"),
    ],
)
def test_a_faulty_scheme_is_refused(tmp_path, old, new, message):
    rounds = next(path for path in concept_paths() if path.stem == "rounds")
    copy = tmp_path / "rounds.ttl"
    copy.write_text(rounds.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SchemaError, match=re.escape(message)):
        read_schemes(copy)
