"""What approvals, releases and pipelines say besides, and what a thing is said to be."""

from collections.abc import Callable

from reports_of_text import Read

from extract.mention import Mention
from extract.mentions.predicates import without_predicates
from ontology.model import EntityRef, Fact


def pairs(facts: tuple[Fact, ...], kind: str, one: str, other: str) -> set[tuple[str, str]]:
    found = [fact for fact in facts if fact.kind == kind]
    return {(name(fact.args.get(one)), name(fact.args.get(other))) for fact in found}


def name(value: object) -> str:
    return value.name if isinstance(value, EntityRef) else ""


def test_who_holds_an_approval_develops_the_product(read_report_text: Callable[..., Read]) -> None:
    facts = read_report_text(
        "报告正文。\n\n推想医疗InferRead CT于2020年11月获得国家药监局三类证。\n"
    ).contribution.facts
    assert pairs(facts, "Approval", "holder", "product") == {("推想医疗", "InferRead CT")}
    assert ("推想医疗", "InferRead CT") in pairs(facts, "Develops", "company", "product")


def test_an_approval_without_a_holder_is_of_whoever_makes_the_product(read_report_text: Callable[..., Read]) -> None:
    text = "报告正文。\n\n推想医疗研发了InferRead CT。\n\nInferRead CT获得国家药监局三类证。\n"
    facts = read_report_text(text).contribution.facts
    assert ("推想医疗", "InferRead CT") in pairs(facts, "Approval", "holder", "product")


def test_with_two_makers_nobody_is_the_holder(read_report_text: Callable[..., Read]) -> None:
    text = "报告正文。\n\n推想医疗研发了InferRead CT。\n\n数坤科技开发了InferRead CT。\n\nInferRead CT获得三类证。\n"
    facts = read_report_text(text).contribution.facts
    assert pairs(facts, "Approval", "holder", "product") == {("", "InferRead CT")}


def test_what_a_thing_is_said_to_be_is_no_second_thing() -> None:
    text = "灵犀是星桥医疗开发的肺炎精准诊断系统,已在医院落地。"
    thing = Mention(0, 2, "Product", "灵犀", "gazetteer", 0.9)
    kind = Mention(10, 18, "Product", "肺炎精准诊断系统", "head.product", 0.6)
    assert without_predicates(text, [thing, kind]) == [thing]


def test_a_second_product_stays() -> None:
    text = "灵犀是星桥医疗的产品,肺炎精准诊断系统也是。"
    thing = Mention(0, 2, "Product", "灵犀", "gazetteer", 0.9)
    other = Mention(11, 19, "Product", "肺炎精准诊断系统", "head.product", 0.6)
    assert without_predicates(text, [thing, other]) == [thing, other]


def test_a_name_tells_its_maker_where_the_text_does_not(read_report_text: Callable[..., Read]) -> None:
    facts = read_report_text("报告正文。\n\n许多医院接入了推想医疗大模型,用于影像诊断。\n").contribution.facts
    assert pairs(facts, "Develops", "company", "product") == {("推想医疗", "推想医疗大模型")}


def test_an_official_letter_begins_with_who_sends_it(read_report_text: Callable[..., Read]) -> None:
    letter = "甲省药品监督管理局、乙部办公厅关于开展智能器械试点工作的通知"
    facts = read_report_text(f"报告正文。\n\n根据《{letter}》的划分,器械分为两类。\n").contribution.facts
    assert pairs(facts, "Issues", "issuer", "policy") == {("甲省药品监督管理局", letter), ("乙部办公厅", letter)}


def test_a_letter_about_somebody_is_not_sent_by_them(read_report_text: Callable[..., Read]) -> None:
    facts = read_report_text("报告正文。\n\n根据《青禾学者关于智能器械的意见》,器械分为两类。\n").contribution.facts
    assert pairs(facts, "Issues", "issuer", "policy") == set()


def test_what_stands_before_a_name_tells_its_disease(read_report_text: Callable[..., Read]) -> None:
    text = "报告正文。\n\n推想医疗推出了肺结节辅助诊断软件“灵犀云”。\n"
    facts = read_report_text(text).contribution.facts
    assert ("灵犀云", "肺结节") in pairs(facts, "Targets", "product", "disease")
