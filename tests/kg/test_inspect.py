"""A thing is found by whatever it is called, and its facts are told with their quotes."""

from dataclasses import replace

import pytest
from handmade import APPROVAL, DEAL, FORECAST, FUNDING

from kg.content import Content, read_content
from kg.errors import NotFoundError
from kg.inspect import confidence_words, facts_table, find_things, slot_words, source_words, view_thing
from kg.store import GraphStore


@pytest.fixture
def content(hand_store: GraphStore) -> Content:
    return read_content(hand_store)


@pytest.mark.parametrize(
    "name",
    ["推想医疗", "推想医疗科技股份有限公司", " 推想 医疗 ", "https://medai-kg.example/id/company/推想医疗"],
)
def test_a_thing_is_found_by_name_alias_and_address(content: Content, name: str) -> None:
    assert [thing.label for thing in find_things(content, name)] == ["推想医疗"]


@pytest.mark.parametrize("name", ["肺结节ct影像辅助检测软件", "肺结节ＣＴ影像辅助检测软件"])
def test_case_and_width_do_not_matter(content: Content, name: str) -> None:
    assert [thing.type for thing in find_things(content, name)] == ["Product"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("推想", "did you mean 推想医疗"),
        ("联影医寮", "did you mean 联影医疗"),
        ("zzzz", "see kg info"),
        ("", "see kg info"),
    ],
)
def test_an_unknown_name_gets_near_ones(content: Content, name: str, words: str) -> None:
    with pytest.raises(NotFoundError, match=words):
        find_things(content, name)


def test_facts_are_grouped_by_kind_in_the_order_of_the_schema(content: Content) -> None:
    (thing,) = find_things(content, "推想医疗")
    assert list(view_thing(content, thing).facts) == ["Approval", "Funding", "Deal"]
    assert list(view_thing(content, thing, kind="Deal").facts) == ["Deal"]


def test_a_fact_is_one_line_with_its_slots_in_words(content: Content) -> None:
    facts = {fact.kind: fact for fact in content.facts}
    assert [(label, words) for _, label, words in slot_words(facts["Approval"])] == [
        ("产品", "肺结节CT影像辅助检测软件"),
        ("持证方", "推想医疗"),
        ("审批机构", "国家药监局"),
        ("适应症", "肺结节以及放疗勾画"),
        ("获批日期", "2024-01"),
    ]
    assert ("amount", "金额", "数千万人民币") in slot_words(facts["Funding"])
    assert source_words(facts["Approval"], content) == (
        f"影像 2024, characters {APPROVAL.evidence.start}–{APPROVAL.evidence.end}, table: 表1 2024年获批产品"
    )


def test_facts_as_rows_carry_quote_and_place(content: Content) -> None:
    table = facts_table(content, content.facts)
    quotes = {record["kind"]: record["quote"] for record in table.records()}
    assert quotes == {fact.kind: fact.evidence.quote for fact in (APPROVAL, FUNDING, FORECAST, DEAL)}
    assert "id" not in table.columns
    assert facts_table(content, content.facts, iri=True).columns[0] == "id"


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(1.0, "almost certain (1)"), (0.9, "sure (0.9)"), (0.75, "likely (0.75)"), (0.2, "doubtful (0.2)")],
)
def test_confidence_is_told_in_words(confidence: float, words: str) -> None:
    assert confidence_words(confidence) == words


def test_a_fact_of_a_kind_that_the_schema_has_lost_is_still_told(content: Content) -> None:
    lost = replace(content.facts[0], kind="Rumour")
    assert slot_words(lost)
