"""What counts once: facts that say the same, whoever says it and in whatever order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_graphs import stated

from kg.claims import claims_of, load_sameness
from kg.content import FactRecord
from ontology.schema import MAI, load_schema

VAGUE = stated("Funding", company="甲", amount=(1e7, 1e8, "CNY"))
A = {"company": "甲", "investor": "红杉", "round": "A轮", "date": "2024-06"}


def approval(**slots: Any) -> FactRecord:
    return stated("Approval", **slots)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (stated("Funding", **A), stated("Funding", **A, report="B")),
        (stated("Funding", **A), stated("Funding", **{**A, "date": "2024"})),
        (stated("Funding", **A), stated("Funding", company="甲")),
        (stated("Funding", **A), stated("Funding", **{**A, "investor": ["红杉", "启明"]})),
        (
            stated("Funding", company="甲", amount=(1e7, 1e8, "CNY")),
            stated("Funding", company="甲", amount=(5e7, "CNY")),
        ),
        (approval(product="软件", holder="甲"), approval(product="软件", date="2024")),
        (
            stated("Deal", party=["甲", "乙"], purpose="研发"),
            stated("Deal", party=["乙", "甲"], purpose="研发新药"),
        ),
        (
            stated("Pipeline", drug="X", indication="乳腺癌", indicationText="ER+乳腺癌"),
            stated("Pipeline", drug="X", indicationText="乳腺癌"),
        ),
    ],
)
def test_two_facts_that_say_the_same_are_one_claim(one: FactRecord, other: FactRecord) -> None:
    (claim,) = claims_of([one, other])
    assert {fact.iri for fact in claim.statements} == {one.iri, other.iri}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (stated("Funding", **A), stated("Funding", **{**A, "round": "B轮"})),
        (stated("Funding", **A), stated("Funding", **{**A, "date": "2024-07"})),
        (stated("Funding", **A), stated("Funding", **{**A, "investor": "启明"})),
        (stated("Funding", company="甲", amount=(2e7, "USD")), stated("Funding", company="甲", amount=(2e7, "CNY"))),
        (approval(product="软件", holder="甲"), approval(product="软件", holder="乙")),
        (approval(product="软件", holder="甲"), approval(holder="甲")),
        (approval(product="软件", authority="FDA"), approval(product="软件", authority="国家药监局")),
        (stated("Develops", company="甲", product="软件"), stated("Develops", company="甲", product="平台")),
        (stated("Pipeline", drug="X", indicationText="肺癌"), stated("Pipeline", drug="X", indicationText="胃癌")),
    ],
)
def test_two_facts_that_differ_in_what_matters_are_two(one: FactRecord, other: FactRecord) -> None:
    assert len(claims_of([one, other])) == 2


def test_a_claim_knows_what_only_one_of_its_statements_says() -> None:
    (claim,) = claims_of(
        [
            stated("Funding", company="甲", investor=["红杉", "启明"], date="2024"),
            stated("Funding", company="甲", investor="红杉", date="2024-06", round="A轮"),
        ]
    )
    assert {name: claim.fact.text(name) for name in claim.fact.slots} == {
        "company": "甲",
        "investor": "红杉、启明",
        "date": "2024-06",
        "round": "A轮",
    }


@pytest.mark.parametrize(
    ("quote", "where", "claims"), [("第二行", "表 1", 2), ("第一行", "表 1", 1), ("第二行", "表 2", 1)]
)
def test_two_rows_of_one_table_are_two_things_but_a_table_printed_twice_is_one(
    quote: str, where: str, claims: int
) -> None:
    row = replace(approval(product="软件", holder="甲"), source="table", where="表 1", quote="第一行")
    other = replace(row, iri=f"{row.iri}b", where=where, quote=quote, start=row.start + 50)
    assert len(claims_of([row, other])) == claims


slots = st.fixed_dictionaries(
    {"company": st.sampled_from("甲乙")},
    optional={
        "round": st.sampled_from(["A轮", "B轮"]),
        "date": st.sampled_from(["2023", "2024", "2024-06", "2024-07"]),
        "investor": st.lists(st.sampled_from(["红杉", "启明", "腾讯"]), min_size=1, unique=True),
        "report": st.sampled_from("AB"),
    },
)


@given(st.lists(slots, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_the_order_of_facts_does_not_matter_and_none_is_lost(rows: list[dict[str, Any]], random: Any) -> None:
    facts = list({fact.iri: fact for fact in (stated("Funding", **row) for row in rows)}.values())
    shuffled = random.sample(facts, len(facts))
    claims = claims_of(facts)
    assert claims == claims_of(shuffled)
    assert sorted(fact.iri for claim in claims for fact in claim.statements) == sorted(fact.iri for fact in facts)


def test_the_rules_name_slots_of_the_schema() -> None:
    paths = {
        name: {path.removeprefix(MAI) for slot in kind.slots for path in (slot.path, slot.text_path) if path}
        for name, kind in load_schema().kinds.items()
    }
    rules = load_sameness()
    assert not [
        (kind, slot)
        for kind, groups in rules.identity.items()
        for group in groups
        for slot in group
        if slot not in paths[kind]
    ]
    assert not [(kind, slot) for kind, slots in rules.changing.items() for slot in slots if slot not in paths[kind]]
    assert rules.loose <= set().union(*paths.values())
