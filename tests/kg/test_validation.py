"""The shapes hold for what a build makes, and a breach is told in names and quotes."""

from dataclasses import replace

import pytest
from handmade import APPROVAL, DEAL, NMPA, made_by_hand, resolved_by_hand, store_of
from pyoxigraph import Literal, NamedNode, Quad

from kg.facts import fact_digest
from kg.store import GraphStore
from kg.validate import validate_graph


def test_a_graph_made_by_a_build_is_what_the_schema_says(hand_store: GraphStore) -> None:
    assert validate_graph(hand_store) == []


@pytest.mark.parametrize("base", ["https://medai-kg.example/", "https://kg.example.org/"])
def test_a_thing_of_the_wrong_type_is_told_by_name_and_quote(base: str) -> None:
    wrong = replace(APPROVAL, args={**APPROVAL.args, "holder": NMPA})
    (breach,) = validate_graph(store_of(made_by_hand(), resolved_by_hand(), base=base, facts=[wrong, DEAL]))
    assert breach.message == "Approval.holder: at most one, Company, Institution or Hospital"
    assert breach.message_zh == "审批的持证方：至多一个，须为企业、科研与社会机构或医疗机构"
    assert breach.severity == "violation"
    assert breach.report == "影像 2024"
    assert breach.value == "国家药监局"
    assert breach.quote == APPROVAL.evidence.quote
    assert breach.subject.startswith("Approval: authority 国家药监局, date 2024-01, holder 国家药监局")
    assert "fact/" not in breach.subject


def test_a_breach_below_a_fact_is_told_as_part_of_it(hand_store: GraphStore) -> None:
    fact = hand_store.namespaces.fact(fact_digest(DEAL)).value
    report = hand_store.namespaces.report(DEAL.evidence.doc)
    hand_store.add(
        [
            Quad(NamedNode(f"{fact}/upfront"), NamedNode("https://schema.org/currency"), Literal("dollars"), report),
            Quad(NamedNode(f"{fact}/evidence"), hand_store.namespaces.term("foundIn"), Literal("dream"), report),
        ]
    )
    breaches = validate_graph(hand_store)
    assert {breach.quote for breach in breaches} == {DEAL.evidence.quote}
    assert {breach.subject.split(":")[0] for breach in breaches} == {"upfront of Deal", "evidence of Deal"}


def test_a_property_that_the_kind_does_not_have_is_a_breach(hand_store: GraphStore) -> None:
    fact = hand_store.namespaces.fact(fact_digest(DEAL))
    report = hand_store.namespaces.report(DEAL.evidence.doc)
    hand_store.add([Quad(fact, hand_store.namespaces.term("mood"), Literal("gut"), report)])
    (breach,) = validate_graph(hand_store)
    assert breach.message == "Deal has only the slots of its kind"
    assert breach.value == "gut"
