"""The files that other tools read: their form, their order, and that they say what the store says."""

import json
from collections.abc import Iterable
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from handmade import DEAL, FORECAST, STEM, made_by_hand, resolved_by_hand, store_of
from pyoxigraph import RdfFormat, parse

from extract.resolution import read_decisions
from kg import exports
from kg.cli.export import FORMATS
from kg.facts import FactSelection, select_facts
from kg.formats import write_format
from kg.namespaces import Namespaces
from kg.rdf import entity_iris, sort_quads
from kg.store import GraphStore
from ontology.model import EntityRef, Fact, Merge, Money, Proposal, Resolution
from ontology.schema import load_schema

NAMES = Namespaces()


def records(text: str) -> list[dict[str, object]]:
    assert text.endswith("\n")
    return [json.loads(line) for line in text[:-1].split("\n")]


def exported(facts: Iterable[Fact]) -> dict[str, dict[str, object]]:
    """Records of ``facts.jsonl`` by kind."""
    contribution = replace(made_by_hand(), facts=tuple(facts))
    selection = select_facts([contribution], resolved_by_hand(), load_schema(), min_confidence=0)
    return {str(one["kind"]): one for one in records(exports.facts_jsonl(selection.facts, namespaces=NAMES))}


def test_an_entity_is_a_line_with_exactly_these_keys(resolution: Resolution) -> None:
    lines = records(exports.entities_jsonl(entity_iris(resolution.entities, namespaces=NAMES)))
    assert lines[0] == {
        "id": "https://medai-kg.example/id/company/推想医疗",
        "type": "Company",
        "name": "推想医疗",
        "aliases": ["推想医疗科技股份有限公司"],
        "docs": [STEM],
    }
    assert [line["id"] for line in lines] == sorted(str(line["id"]) for line in lines)


def test_a_thing_with_two_types_is_two_lines_of_one_id(resolution: Resolution) -> None:
    both = replace(resolution.entities[0], types=("Company", "Investor"))
    lines = records(exports.entities_jsonl(entity_iris([both], namespaces=NAMES)))
    assert [line["type"] for line in lines] == ["Company", "Investor"]
    assert len({line["id"] for line in lines}) == 1


def test_a_fact_is_a_line_with_exactly_these_keys() -> None:
    deal = exported([DEAL])["Deal"]
    assert list(deal) == ["id", "doc", "kind", "args", "evidence", "rule", "confidence"]
    assert deal["args"] == {
        "deal_type": "partnership",
        "parties": ["推想医疗", "联影医疗"],
        "upfront": {"value": 3000000, "currency": "USD"},
        "date": "2024-03",
    }
    assert list(deal["args"]) == ["deal_type", "parties", "upfront", "date"]  # type: ignore[call-overload]
    assert deal["evidence"] == {
        "start": DEAL.evidence.start,
        "end": DEAL.evidence.end,
        "quote": DEAL.evidence.quote,
        "source": "prose",
        "where": "",
    }


def test_only_what_is_not_asserted_says_its_modality() -> None:
    facts = exported([DEAL, FORECAST])
    assert facts["Metric"]["modality"] == "forecast"
    assert "modality" not in facts["Deal"]


def test_names_are_resolved_and_phrases_are_their_words() -> None:
    facts = exported(made_by_hand().facts)
    assert facts["Approval"]["args"]["holder"] == "推想医疗"  # type: ignore[index]
    assert facts["Approval"]["args"]["indication"] == "肺结节以及放疗勾画"  # type: ignore[index]
    assert facts["Metric"]["args"]["value"] == 120050000000  # type: ignore[index]


@pytest.mark.parametrize(
    ("money", "expected"),
    [
        (Money(1.8e8, "CNY", text="1.8亿元"), {"value": 180000000, "currency": "CNY"}),
        (Money(0.5, "USD"), {"value": 0.5, "currency": "USD"}),
        (
            Money(None, "CNY", 2e7, 1e8, "数千万人民币"),
            {"value": None, "currency": "CNY", "min": 20000000, "max": 100000000, "text": "数千万人民币"},
        ),
        (Money(1e8, "CNY", low=9e7), {"value": 100000000, "currency": "CNY", "min": 90000000}),
    ],
)
def test_money_is_value_and_currency_with_its_bounds(money: Money, expected: dict[str, object]) -> None:
    assert exported([replace(DEAL, args={**DEAL.args, "upfront": money})])["Deal"]["args"]["upfront"] == expected  # type: ignore[index]


def test_trig_says_all_that_the_store_says(hand_store: GraphStore) -> None:
    quads = set(hand_store.quads())
    assert set(parse(exports.trig(sort_quads(quads), namespaces=NAMES), format=RdfFormat.TRIG)) == quads


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_the_same_whatever_order_the_store_has(form: str) -> None:
    stores = [store_of(made_by_hand(), resolved_by_hand()) for _ in range(2)]
    one, two = (write_format(store, form) for store in stores)
    assert one == two
    packed = ("context", "xlsx", "parquet")
    assert form in packed or "推想医疗".encode() in one


@pytest.mark.parametrize(("form", "known"), [("nq", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD)])
def test_formats_with_graphs_lose_nothing(hand_store: GraphStore, form: str, known: RdfFormat) -> None:
    assert set(parse(write_format(hand_store, form), format=known)) == set(hand_store.quads())


@pytest.mark.parametrize(
    ("form", "known"), [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("rdfxml", RdfFormat.RDF_XML)]
)
def test_formats_without_graphs_hold_every_triple(hand_store: GraphStore, form: str, known: RdfFormat) -> None:
    assert {quad.triple for quad in parse(write_format(hand_store, form), format=known)} == {
        quad.triple for quad in hand_store.quads()
    }


def test_turtle_for_people_is_short_names_without_evidence(hand_store: GraphStore) -> None:
    text = exports.people_turtle(hand_store.quads(), namespaces=NAMES).decode("utf-8")
    assert "company:推想医疗 a mai:Company" in text
    assert "mai:confidence 0.95" in text
    for word in ("oa:", "wasDerivedFrom", "QuarantinedText", "owl:", "prefix place: <x"):
        assert word not in text


def test_proposals_come_back_as_decisions(tmp_path_factory: pytest.TempPathFactory) -> None:
    proposals = [
        Proposal("Company", "埃格林医疗", "埃格林医药", "names differ by one character", 0.8),
        Proposal("Technology", "CF\tFFR", "CT-FFR", "names\ndiffer", 0.8333),
    ]
    text = exports.proposals_tsv(proposals)
    assert text.splitlines()[1] == "Company\t埃格林医疗\t埃格林医药\tnames differ by one character\t0.8\t"
    marked = text.replace("0.8\t\n", "0.8\taccept\n").replace("0.8333\t\n", "0.8333\trefuse\n")
    path = tmp_path_factory.mktemp("decisions") / "proposals.tsv"
    path.write_text(marked, encoding="utf-8")
    decisions = read_decisions(path)
    assert [(one.name, one.into, one.accept) for one in decisions] == [
        ("埃格林医疗", "埃格林医药", True),
        ("CF FFR", "CT-FFR", False),
    ]
    again = exports.proposals_tsv([], [(Merge(one.type, one.name, one.into, "x"), one.accept) for one in decisions])
    path.write_text(again, encoding="utf-8")
    assert read_decisions(path) == decisions


def test_a_hostile_name_gets_through_every_export() -> None:
    name = '<img src=x onerror="a">\u202e\n\x0c\x00"""推想\\ #' + "医" * 10_000
    ref = EntityRef("Company", name)
    contribution, resolution = made_by_hand(), resolved_by_hand()
    hostile = replace(resolution.entities[0], key=name, name=name, aliases=())
    resolution = replace(
        resolution, entities=(*resolution.entities, hostile), entity_of={**resolution.entity_of, ref: hostile}
    )
    store = store_of(contribution, resolution, facts=[replace(DEAL, args={**DEAL.args, "parties": (ref,)})])
    for form in FORMATS:
        assert write_format(store, form)
    for form in ("rdfxml", "graphml"):
        assert ElementTree.fromstring(write_format(store, form)) is not None
    assert set(parse(write_format(store, "trig"), format=RdfFormat.TRIG)) == set(store.quads())


def test_selection_and_export_agree_on_ids(selection: FactSelection, hand_store: GraphStore) -> None:
    ids = {str(one["id"]) for one in records(exports.facts_jsonl(selection.facts, namespaces=NAMES))}
    assert ids == {row[0].value for row in hand_store.select("SELECT ?f { ?f mai:rule ?r }")}
