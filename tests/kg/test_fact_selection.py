"""Which facts reach the graph, once each, and why the others do not."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from handmade import (
    APPROVAL,
    DEAL,
    FORECAST,
    FUNDING,
    HOLDER,
    NMPA,
    PARTNER,
    PRODUCT,
    SHORT,
    made_by_hand,
    resolved_by_hand,
)

from kg.facts import FactSelection, fact_digest, select_facts
from ontology.model import EntityRef, Fact, Phrase
from ontology.schema import load_schema


def select(facts: Sequence[Fact], *, min_confidence: float = 0.5) -> FactSelection:
    contribution = replace(made_by_hand(), facts=tuple(facts))
    return select_facts([contribution], resolved_by_hand(), load_schema(), min_confidence=min_confidence)


def test_asserted_and_forecast_facts_are_kept_in_one_order() -> None:
    facts = [APPROVAL, FUNDING, FORECAST, DEAL]
    assert {built.fact.kind for built in select(facts).facts} == {"Approval", "Funding", "Metric", "Deal"}
    assert select(facts).facts == select(facts[::-1]).facts


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (replace(DEAL, modality="planned"), "planned, not done"),
        (replace(DEAL, modality="denied"), "denied, not done"),
        (replace(DEAL, confidence=0.49), "confidence below 0.5"),
        (replace(DEAL, confidence=float("nan")), "confidence below 0.5"),
        (replace(DEAL, kind="Rumour"), "the schema has no kind Rumour"),
        (replace(DEAL, args={**DEAL.args, "mood": "gut"}), "Deal has no slot mood"),
        (replace(DEAL, args={**DEAL.args, "parties": ()}), "Deal without parties"),
        (replace(DEAL, args={**DEAL.args, "deal_type": "gift"}), "Deal.deal_type is none of partnership"),
        (replace(DEAL, args={**DEAL.args, "date": ("2024", "2025")}), "Deal with several values of date"),
        (replace(DEAL, args={**DEAL.args, "upfront": "300万美元"}), "Deal.upfront holds no money"),
        (replace(FORECAST, args={**FORECAST.args, "value": float("inf")}), "a number that is not finite"),
        (replace(APPROVAL, args={"date": "2024"}), "neither product nor holder is known"),
        (replace(DEAL, args={**DEAL.args, "parties": (EntityRef("Company", "无名氏"),)}), "not resolved: 无名氏"),
    ],
)
def test_an_unfit_fact_is_left_out_with_its_reason(fact: Fact, reason: str) -> None:
    selection = select([fact])
    assert not selection.facts
    assert reason in selection.left_out[0].reason
    assert selection.left_out[0].evidence == fact.evidence


def test_two_rules_that_read_the_same_place_give_one_fact_and_the_surer_one_speaks() -> None:
    twice = [DEAL, replace(DEAL, rule="deal.signs", confidence=0.9)]
    for facts in (twice, twice[::-1]):
        (built,) = select(facts).facts
        assert built.fact.rule == "deal.signs"


def test_what_a_report_tells_again_in_other_names_is_one_fact() -> None:
    table = Fact("Develops", {"company": HOLDER, "product": PRODUCT}, APPROVAL.evidence, "table.develops", 0.9)
    prose = Fact("Develops", {"company": SHORT, "product": PRODUCT}, DEAL.evidence, "develops.made", 0.7)
    for facts in ([table, prose], [prose, table]):
        (built,) = select(facts).facts
        assert built.fact.rule == "table.develops"


def test_prose_that_says_less_of_a_deed_than_its_report_says_elsewhere_tells_it_again() -> None:
    less = replace(APPROVAL, args={"product": PRODUCT, "holder": SHORT}, evidence=DEAL.evidence, confidence=0.99)
    (built,) = select([less, APPROVAL]).facts
    assert built.fact == APPROVAL
    figure = replace(FORECAST, args={slot: FORECAST.args[slot] for slot in ("subject", "indicator", "value")})
    assert len(select([FORECAST, replace(figure, evidence=DEAL.evidence)]).facts) == 2
    other = replace(less, args={"product": PRODUCT, "holder": PARTNER})
    assert len(select([other, APPROVAL]).facts) == 2


def test_slots_stand_in_the_order_of_the_schema_and_hold_resolved_things() -> None:
    (built,) = select([replace(APPROVAL, args=dict(reversed(APPROVAL.args.items())))]).facts
    assert [slot.name for slot, _ in built.slots] == ["product", "holder", "authority", "indication", "date"]
    assert built.slots[1][1][0].name == "推想医疗"


def test_a_party_named_twice_is_one_party() -> None:
    (built,) = select([replace(DEAL, args={**DEAL.args, "parties": (SHORT, PARTNER, SHORT)})]).facts
    assert [party.name for party in {slot.name: values for slot, values in built.slots}["parties"]] == [
        "推想医疗",
        "联影医疗",
    ]


def test_a_thing_of_another_type_than_the_slot_wants_is_kept_and_told() -> None:
    selection = select([replace(APPROVAL, args={**APPROVAL.args, "holder": NMPA})])
    assert len(selection.facts) == 1
    assert [item.reason for item in selection.odd] == ["holder is a Regulator, not a Company: 国家药监局"]


def test_the_digest_of_a_fact_is_fixed_for_ever() -> None:
    # If this fails, every IRI of every published graph changes: raise the format in kg.build with it.
    assert fact_digest(DEAL) == fact_digest(replace(DEAL, rule="other", confidence=0.1))
    assert fact_digest(APPROVAL) == "0182b63e68214dca721f"


@pytest.mark.parametrize(
    "other",
    [
        replace(DEAL, kind="Release"),
        replace(DEAL, args={**DEAL.args, "date": "2024-04"}),
        replace(DEAL, args={**DEAL.args, "parties": (SHORT,)}),
        replace(DEAL, args={**DEAL.args, "purpose": "合作"}),
        replace(DEAL, args={**DEAL.args, "purpose": Phrase("合作")}),
        replace(DEAL, evidence=replace(DEAL.evidence, end=DEAL.evidence.end - 1)),
        replace(DEAL, evidence=replace(DEAL.evidence, doc="other")),
    ],
)
def test_another_kind_slot_or_place_is_another_fact(other: Fact) -> None:
    assert fact_digest(other) != fact_digest(DEAL)


def test_parties_in_another_order_are_the_same_fact() -> None:
    assert fact_digest(replace(DEAL, args={**DEAL.args, "parties": (PARTNER, SHORT)})) == fact_digest(DEAL)
