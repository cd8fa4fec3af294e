"""Relations in running text: who is meant, what is shared out, what a sentence adds, and where it was said."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_of_text import Read, facts_of, plain_args, quick, read_marked, sentence_of

from extract.document import Block, BlockKind
from extract.mention import Mention
from extract.prose.encode import CLOSE, OPEN, Insert, Item, encode
from extract.prose.relations import spread
from extract.prose.sentences import split_sentences
from ontology.model import Refused

ONE, TWO = "[C 星桥医疗]", "[C 南枝科技]"
CLOUD, RAIN = "[P 灵犀云]", "[P 听雨云]"


def facts(kind: str, *sentences: str, about: str = "") -> list[dict[str, object]]:
    return [plain_args(fact) for fact in facts_of(read_marked(*sentences, about=about)) if fact.kind == kind]


def pairs(kind: str, one: str, other: str, *sentences: str, about: str = "") -> set[tuple[object, object]]:
    return {(args.get(one), args.get(other)) for args in facts(kind, *sentences, about=about)}


# ---- who is meant


@pytest.mark.parametrize(
    "sentence",
    [
        f"公司推出了{CLOUD}。",
        f"该企业推出了{CLOUD}。",
        f"该公司推出了{CLOUD}。",
        f"本公司推出了{CLOUD}。",
        f"其推出了{CLOUD}。",
        f"去年,公司推出了{CLOUD}。",
        f"2023年推出了{CLOUD}。",
    ],
)
def test_the_company_of_a_section_is_meant(sentence: str) -> None:
    assert pairs("Develops", "company", "product", sentence, about="星桥医疗") == {("星桥医疗", "灵犀云")}


@pytest.mark.parametrize("sentence", [f"公司推出了{CLOUD}。", f"该企业推出了{CLOUD}。", f"其推出了{CLOUD}。"])
def test_without_a_company_nobody_is_meant(sentence: str) -> None:
    assert facts("Develops", sentence) == []


@pytest.mark.parametrize(
    ("sentences", "company"),
    [
        ((f"{ONE}总部位于[A 苏州]。", f"公司推出了{CLOUD}。"), "星桥医疗"),
        ((f"{ONE}总部位于[A 苏州]。", f"{TWO}更早起步。", f"该企业推出了{CLOUD}。"), "南枝科技"),
        ((f"{ONE}与{TWO}合作多年。", f"公司推出了{CLOUD}。"), "星桥医疗"),
        ((f"以{ONE}为例,该企业推出了{CLOUD}。",), "星桥医疗"),
        ((f"近年来行业的竞争格局正在悄悄发生着深刻的变化,不少同行都向{ONE}看齐。", f"公司推出了{CLOUD}。"), None),
    ],
)
def test_the_company_of_the_sentence_before_is_meant(sentences: tuple[str, ...], company: str | None) -> None:
    expected = {(company, "灵犀云")} if company else set()
    assert pairs("Develops", "company", "product", *sentences) == expected


def test_the_company_of_a_comparison_is_not_meant() -> None:
    sentence = f"与{TWO}相比,公司总部位于[A 苏州]。"
    assert pairs("LocatedIn", "org", "place", sentence, about="星桥医疗") == {("星桥医疗", "苏州")}


@pytest.mark.parametrize("words", ["该系统", "该产品", "该平台", "本软件", "这一产品"])
def test_the_last_product_is_meant(words: str) -> None:
    sentences = (f"{ONE}推出了{CLOUD}。", f"{words}用于[S 肺结节]筛查。")
    assert pairs("Targets", "product", "disease", *sentences) == {("灵犀云", "肺结节")}


def test_the_thing_that_labels_a_paragraph_is_meant() -> None:
    sentences = ("[P 灵犀云]:面向基层。", "用于[S 肺结节]和[S 骨折]筛查。")
    assert pairs("Targets", "product", "disease", *sentences) == {("灵犀云", "肺结节"), ("灵犀云", "骨折")}


def test_what_is_left_unsaid_costs_confidence() -> None:
    said = [fact.confidence for fact in facts_of(read_marked(f"{ONE}推出了{CLOUD}。"))]
    unsaid = [fact.confidence for fact in facts_of(read_marked(f"公司推出了{CLOUD}。", about="星桥医疗"))]
    assert all(one > other for one, other in zip(said, unsaid, strict=True))


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("# 一、推想医疗\n公司推出了骨折辅助诊断软件。", "推想医疗"),
        ("# 一、推想医疗\n## 1.1 产品线\n公司推出了骨折辅助诊断软件。", "推想医疗"),
        ("# 一、推想医疗\n公司稳步发展。\n# 二、数坤科技\n公司推出了骨折辅助诊断软件。", "数坤科技"),
        ("# 一、推想医疗\n公司稳步发展。\n# 二、行业概览\n公司推出了骨折辅助诊断软件。", None),
        ("# 推想医疗与数坤科技\n公司推出了骨折辅助诊断软件。", None),
    ],
)
def test_a_heading_tells_whom_its_section_is_about(
    read_report_text: Callable[..., Read], text: str, company: str | None
) -> None:
    found = [args["company"] for args in read_report_text(text).facts("Develops")]
    assert found == ([company] if company else [])


@pytest.mark.parametrize(
    ("under", "subjects"),
    [
        ("## 骨折辅助诊断软件\n### 创新点\n- 融合知识图谱、深度学习等技术。", {"骨折辅助诊断软件"}),
        ("## 骨折辅助诊断软件\n## 其他\n- 融合知识图谱、深度学习等技术。", {"推想医疗"}),
    ],
)
def test_a_heading_that_names_nobody_keeps_the_product_of_the_one_above(
    read_report_text: Callable[..., Read], under: str, subjects: set[str]
) -> None:
    told = read_report_text(f"# 一、推想医疗\n{under}").facts("UsesTechnology")
    assert {str(fact["subject"]) for fact in told} == subjects


@pytest.mark.parametrize(
    ("sentences", "subject"),
    [
        ((f"{ONE}去年盈利。", f"其眼底分析软件{CLOUD}走进基层,采用[T 联邦学习]。"), "灵犀云"),
        ((f"{ONE}分两条线,治疗线以“{CLOUD}”为主,采用[T 联邦学习]。",), "灵犀云"),
        ((f"{ONE}去年盈利,采用[T 联邦学习]。",), "星桥医疗"),
    ],
)
def test_a_product_behind_its_kind_or_that_a_clause_is_mainly_about_goes_on(
    sentences: tuple[str, ...], subject: str
) -> None:
    assert pairs("UsesTechnology", "subject", "technology", *sentences) == {(subject, "联邦学习")}


def test_what_a_company_works_with_is_not_what_the_next_clause_is_about() -> None:
    found = pairs("Develops", "company", "product", f"{ONE}基于{CLOUD}能力,打造了{RAIN}。")
    assert found == {("星桥医疗", "听雨云")}


def test_what_some_firms_make_is_nobodys() -> None:
    assert facts("Develops", f"{ONE}去年盈利。", f"在流通环节,一些企业利用[T 机器学习]构建{RAIN}。") == []


def test_what_stands_behind_a_semicolon_is_not_joined() -> None:
    sentence = f"{ONE}的[D XQ-101]进入二期临床;另一条管线[D XQ-205]的适应症为[S 哮喘]。"
    assert all("indication" not in args for args in facts("Pipeline", sentence) if args.get("drug") == "XQ-101")


# ---- whose deed it is


@pytest.mark.parametrize(
    "sentence",
    [
        f"{ONE}扩建了厂房,{TWO}推出了{CLOUD}。",
        f"{ONE}总部在[A 苏州],{TWO}推出了{CLOUD}。",
    ],
)
def test_a_deed_belongs_to_the_company_next_to_it(sentence: str) -> None:
    assert pairs("Develops", "company", "product", sentence) == {("南枝科技", "灵犀云")}


def test_each_sentence_has_its_own_subject() -> None:
    sentences = (f"{ONE}推出了{CLOUD}。", f"{TWO}推出了{RAIN}。")
    assert pairs("Develops", "company", "product", *sentences) == {("星桥医疗", "灵犀云"), ("南枝科技", "听雨云")}


# ---- lists and 分别


def test_a_list_slot_keeps_its_list_and_another_makes_one_fact_each() -> None:
    company = {"company": [Mention(0, 2, "Company", name, "test") for name in ("甲", "乙")]}
    product = [Mention(3, 5, "Product", "丙", "test")]
    develops = list(spread("Develops", {**company, "product": product}))
    release = list(spread("Release", {"publishers": company["company"], "product": product}))
    assert [args["company"].name for args in develops] == ["甲", "乙"]
    assert [[one.name for one in args["publishers"]] for args in release] == [["甲", "乙"]]


def test_a_list_of_companies_and_products_is_expanded() -> None:
    found = pairs("Develops", "company", "product", f"{ONE}和{TWO}联合开发了{CLOUD}。")
    assert found == {("星桥医疗", "灵犀云"), ("南枝科技", "灵犀云")}


def test_all_parties_of_a_deal_are_one_fact() -> None:
    (deal,) = facts("Deal", f"{ONE}与{TWO}、[H 临江医院]于2022年达成战略合作。")
    assert deal == {"deal_type": "partnership", "parties": ["星桥医疗", "南枝科技", "临江医院"], "date": "2022"}


def test_what_all_of_a_list_have_got_is_one_fact_each() -> None:
    found = pairs("Approval", "holder", "product", f"{ONE}的{CLOUD}和{RAIN}均获得三类证。")
    assert found == {("星桥医疗", "灵犀云"), ("星桥医疗", "听雨云")}


def test_products_are_shared_out_by_turns() -> None:
    found = pairs("Develops", "company", "product", f"{ONE}和{TWO}分别推出了{CLOUD}和{RAIN}。")
    assert found == {("星桥医疗", "灵犀云"), ("南枝科技", "听雨云")}


@pytest.mark.xfail(strict=True, reason="only the first company is read, and without a date")
def test_years_are_shared_out_by_turns() -> None:
    found = pairs("Founded", "org", "date", f"{ONE}、{TWO}分别成立于2016年和2017年。")
    assert found == {("星桥医疗", "2016"), ("南枝科技", "2017")}


# ---- what the sentence adds


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        (f"2023年5月,{ONE}推出了{CLOUD}。", "Release", {"date": "2023-05"}),
        (f"{ONE}在2023年3月11日收购了{TWO}。", "Deal", {"date": "2023-03-11"}),
        (f"{ONE}发布{CLOUD},集报告、质控、随访于一体。", "Release", {"scenarios": ["报告", "质控", "随访"]}),
        (f"{ONE}依据18A规则在[X 港交所]上市。", "Listing", {"rule": "18A"}),
        (f"{ONE}以1.5亿元收购{TWO}。", "Deal", {"total": (1.5e8, "CNY")}),
        (
            f"{ONE}将{CLOUD}独家向{TWO}授权,首付款2000万美元,里程碑付款最高1.3亿美元。",
            "Deal",
            {"upfront": (2e7, "USD"), "milestone": (1.3e8, "USD")},
        ),
        (f"{ONE}完成C轮融资3亿元。", "Funding", {"round": "C轮", "amount": (3e8, "CNY")}),
        (f"{ONE}与{TWO}在肺部影像筛查领域展开合作。", "Deal", {"purpose": "肺部影像筛查"}),
        (f"{ONE}的{CLOUD}获得三类证,用于肺部疾病患者。", "Approval", {"indication": "肺部疾病"}),
        (f"{ONE}成立于2016年。", "Founded", {"date": "2016"}),
        (f"{ONE}完成3亿元C轮融资。", "Funding", {"round": "C轮"}),
        (f"{ONE}2022年6月的C轮由[V 远山资本]主导,金额4.5亿元。", "Funding", {"round": "C轮", "amount": (4.5e8, "CNY")}),
        (f"{ONE}的{CLOUD}获得NMPA三类证。", "Approval", {"authority": "NMPA", "class": "三类证"}),
        (f"{ONE}完成C轮融资,[V 远山资本]领投,[V 澜湾资本]跟投。", "Funding", {"investors": ["远山资本", "澜湾资本"]}),
    ],
)
def test_a_fact_takes_what_its_sentence_adds(sentence: str, kind: str, expected: dict[str, object]) -> None:
    found, *_ = facts(kind, sentence)
    assert {slot: found.get(slot) for slot in expected} == expected


def test_a_date_belongs_to_the_deed_behind_it() -> None:
    sentence = f"2023年3月{ONE}推出{CLOUD},2023年9月获得三类证。"
    assert {args.get("date") for args in facts("Release", sentence)} == {"2023-03"}
    assert {args.get("date") for args in facts("Approval", sentence)} == {"2023-09"}


def test_a_month_without_a_year_is_of_the_reports_year() -> None:
    (found,) = facts("Release", f"3月,{ONE}推出了{CLOUD}。")
    assert found["date"] == "2024-03"


@pytest.mark.parametrize(
    ("sentence", "kind", "reason"),
    [
        (f"{ONE}是{ONE}的子公司。", "PartOf", "a thing is no part of itself"),
        ("[T 深度学习]通过[T 机器学习]日趋成熟。", "UsesTechnology", "the subject is a method, not a user of it"),
        (f"{ONE}专注于客户满意领域。", "Segment", "the words name no field"),
    ],
)
def test_a_candidate_that_makes_no_sense_is_refused_with_its_reason(sentence: str, kind: str, reason: str) -> None:
    found = [(item.kind, item.reason) for item in read_marked(sentence) if isinstance(item, Refused)]
    assert (kind, reason) in found


# ---- where it was said


@pytest.mark.parametrize(
    "text", ["# 一、推想医疗\n  推想医疗推出了 骨折辅助诊断软件 。\n", "推想医疗推出了骨折辅助\n诊断软件。"]
)
def test_a_quote_is_the_reports_own_sentence(read_report_text: Callable[..., Read], text: str) -> None:
    read = read_report_text(text)
    for fact in read.contribution.facts:
        evidence = fact.evidence
        assert evidence.quote == text[evidence.start : evidence.end] == evidence.quote.strip()


def test_the_heading_above_is_where_it_was_said(read_report_text: Callable[..., Read]) -> None:
    (fact,) = read_report_text("# 一、行业\n## 1.1 产品\n推想医疗推出了骨折辅助诊断软件。").raw_facts("Develops")
    assert (fact.evidence.where, fact.evidence.source) == ("1.1 产品", "prose")


def test_of_a_very_long_sentence_only_the_match_is_quoted() -> None:
    filler = "行业整体保持稳健发展态势" * 30
    (fact,) = [
        f for f in facts_of(read_marked(f"{filler},{ONE}推出了{CLOUD}。")) if f.rule == "release.publisher_product"
    ]
    assert fact.evidence.quote == "星桥医疗推出了灵犀云"


# ---- sentences and marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。乙!丙?丁", ["甲。", "乙!", "丙?", "丁"]),
        ("他说“好。”然后离开。", ["他说“好。”", "然后离开。"]),
        ("只有一句", ["只有一句"]),
        ("3.5亿元。", ["3.5亿元。"]),
    ],
)
def test_text_is_cut_at_full_stops(text: str, expected: list[str]) -> None:
    block = Block(BlockKind.PARAGRAPH, text, tuple(range(len(text))), 0, len(text))
    assert [s.text for s in split_sentences(block, text, block.offsets, [])] == expected


def test_a_full_stop_inside_a_name_cuts_nothing() -> None:
    text = "《何为。何不》出版。完。"
    block = Block(BlockKind.PARAGRAPH, text, tuple(range(len(text))), 0, len(text))
    mention = Mention(1, 6, "Report", "何为。何不", "title.marks")
    assert [s.text for s in split_sentences(block, text, block.offsets, [mention])] == ["《何为。何不》出版。", "完。"]


@quick
@given(st.text(alphabet="甲乙。!?“”,\n ", max_size=40), st.integers(0, 50))
def test_sentences_hold_every_character_once(text: str, shift: int) -> None:
    offsets = tuple(range(shift, shift + len(text)))
    block = Block(BlockKind.PARAGRAPH, text, offsets, shift, shift + len(text))
    sentences = list(split_sentences(block, text, offsets, []))
    assert "".join(s.text for s in sentences) == text
    assert sum((s.offsets for s in sentences), ()) == offsets
    assert [s.first for s in sentences] == [index == 0 for index in range(len(sentences))]


def test_a_run_without_full_stops_is_cut_somewhere() -> None:
    text = "字" * 3000
    block = Block(BlockKind.PARAGRAPH, text, tuple(range(3000)), 0, 3000)
    assert max(len(s.text) for s in split_sentences(block, text, block.offsets, [])) <= 1200


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{ONE}推出{CLOUD}。", "⟨C0⟩推出⟨P1⟩。"),
        ("[G 国家药监局]发布《[L 审评要点]》。", "⟨G0⟩发布⟨L1⟩。"),
        ("没有名字。", "没有名字。"),
    ],
)
def test_names_become_typed_marks(text: str, expected: str) -> None:
    sentence = sentence_of(text)
    assert encode(sentence.text, [Item(m) for m in sentence.mentions]).text == expected


def test_an_unsaid_subject_stands_before_the_sentence() -> None:
    prefix = Insert(0, ((Item(Mention(0, 0, "Company", "星桥医疗", "test"), 0.1),),))
    encoded = encode("推出新品。", [], [prefix])
    assert encoded.text == "⟨C0·⟩推出新品。"
    assert encoded.span(0, len(encoded.text)) == (0, 5)


@quick
@given(
    st.lists(st.sampled_from(["甲", "乙,", "[C 星桥]", "[P 灵犀云]", "《[L 办法]》", "。"]), max_size=10).map("".join)
)
def test_every_piece_of_an_encoded_sentence_leads_back(text: str) -> None:
    sentence = sentence_of(text)
    encoded = encode(sentence.text, [Item(m) for m in sentence.mentions])
    assert len(encoded.text) == len(encoded.begins) == len(encoded.ends)
    for index, character in enumerate(encoded.text):
        if character not in (OPEN, CLOSE) and encoded.ends[index] - encoded.begins[index] == 1:
            assert sentence.text[encoded.begins[index]] == character or encoded.text[index - 1] in (OPEN, *"CPL")
    for index, item in enumerate(encoded.items):
        start = encoded.text.index(f"{index}{CLOSE}")
        begin, end = encoded.span(start, start + 1)
        assert item.mention.name in sentence.text[begin:end]


# ---- where somebody sits, and whose he is


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        (f"{ONE}总部位于[A 美国][A 波士顿]。", {"波士顿"}),
        (f"{ONE}的总部已迁至[A 美国][A 波士顿]和[A 苏州]。", {"波士顿", "苏州"}),
        (f"{ONE}在[A 苏州]和[A 上海]两地均有办公室。", {"苏州", "上海"}),
        (f"{ONE}在[A 苏州]设立全资子公司{TWO}。", set()),
    ],
)
def test_of_places_in_a_row_the_last_is_the_seat(sentence: str, places: set[str]) -> None:
    assert {place for org, place in pairs("LocatedIn", "org", "place", sentence) if org == "星桥医疗"} == places


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{ONE}与[C 临海药业]旗下的{TWO}达成战略合作。", {("南枝科技", "临海药业")}),
        (f"{ONE}宣布与[C 临海药业]全资子公司{TWO}签约。", {("南枝科技", "临海药业")}),
        (f"{ONE}与{TWO}合资成立了[C 星枝智能]。", {("星枝智能", "星桥医疗"), ("星枝智能", "南枝科技")}),
        (f"{ONE}旗下子公司与{TWO}合作部署了系统。", set()),
    ],
)
def test_a_child_is_of_who_stands_before_it(sentence: str, expected: set[tuple[object, object]]) -> None:
    assert pairs("PartOf", "child", "parent", sentence) == expected


def test_a_described_this_company_has_its_seat() -> None:
    told = pairs("LocatedIn", "org", "place", f"{ONE}发展很快。", "这家2016年成立、总部位于[A 杭州]的企业涨价了。")
    assert told == {("星桥医疗", "杭州")}


def test_a_later_round_is_a_funding_of_its_own() -> None:
    told = facts("Funding", f"自2018年[V 云杉资本]参与天使轮以来,{ONE}再未停步,2021年的C轮由[V 南风资本]领投。")
    assert {fact["round"] for fact in told} == {"天使轮", "C轮"}


def test_whom_somebody_works_with_is_not_the_company_that_goes_on() -> None:
    sentence = f"{ONE}去年与{TWO}签约;公司还在[A 苏州]设立全资子公司[C 星枝智能]。"
    assert pairs("PartOf", "child", "parent", sentence) == {("星枝智能", "星桥医疗")}


def test_what_another_clause_advises_plans_nothing() -> None:
    told = pairs("LocatedIn", "org", "place", "系统提供随访建议;在[A 苏州],[H 临江医院]已启用新平台。")
    assert told == {("临江医院", "苏州")}


@pytest.mark.parametrize(
    "sentence",
    [
        f"{CLOUD}平台由[T 靶点发现]引擎{RAIN}和预测引擎[P 观澜]两部分组成。",
        f"{CLOUD}平台内含{RAIN}、[P 观澜]等模块。",
        f"{ONE}推出{CLOUD},内含{RAIN}、[P 观澜]等模块。",
    ],
)
def test_parts_of_a_product_are_listed_with_what_they_do(sentence: str) -> None:
    assert pairs("PartOf", "child", "parent", sentence) == {("听雨云", "灵犀云"), ("观澜", "灵犀云")}
