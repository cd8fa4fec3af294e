"""The RDF of a report: every slot, its evidence, the named graphs, the same after a round trip."""

import pytest
from handmade import APPROVAL, DEAL, FORECAST, FUNDING, STEM, TEXT, made_by_hand, resolved_by_hand, store_of
from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.facts import fact_digest
from kg.namespaces import Namespaces
from kg.network import is_review_channel
from kg.rdf import ontology_quads
from kg.store import GraphStore
from ontology.model import Fact

REPORT = f"https://medai-kg.example/id/report/{STEM.replace(' ', '_')}"


def about(store: GraphStore, fact: Fact, path: str) -> list[str]:
    """What the graph of the report says under a path of the fact, as N-Triples terms."""
    query = (
        f"SELECT ?value {{ GRAPH <{REPORT}> {{ <{store.namespaces.fact(fact_digest(fact)).value}> {path} ?value }} }}"
    )
    return sorted(str(row[0]) for row in store.select(query))


def xsd(value: str, datatype: str) -> str:
    return f'"{value}"^^<http://www.w3.org/2001/XMLSchema#{datatype}>'


@pytest.mark.parametrize(
    ("fact", "path", "expected"),
    [
        (APPROVAL, "a", ["<https://medai-kg.example/ontology#Approval>"]),
        (APPROVAL, "mai:product", ["<https://medai-kg.example/id/product/肺结节CT影像辅助检测软件>"]),
        (APPROVAL, "mai:holder", ["<https://medai-kg.example/id/company/推想医疗>"]),
        (APPROVAL, "mai:indication", ["<https://medai-kg.example/id/disease/肺结节>"]),
        (APPROVAL, "mai:indicationText", ['"肺结节以及放疗勾画"']),
        (APPROVAL, "mai:date", [xsd("2024-01", "gYearMonth")]),
        (APPROVAL, "mai:rule", ['"table.approval"']),
        (APPROVAL, "mai:confidence", [xsd("0.95", "decimal")]),
        (APPROVAL, "mai:modality", ['"asserted"']),
        (FORECAST, "mai:modality", ['"forecast"']),
        (FORECAST, "mai:value", [xsd("120050000000", "decimal")]),
        (FORECAST, "mai:period", [xsd("2030", "gYear")]),
        (FORECAST, "mai:subject", []),
        (FORECAST, "mai:subjectText", ['"医疗AI"']),
        (FORECAST, "mai:region", ["<https://medai-kg.example/id/place/中国>"]),
        (FUNDING, "mai:amount/a", ["<https://schema.org/MonetaryAmount>"]),
        (FUNDING, "mai:amount/schema:value", []),
        (FUNDING, "mai:amount/schema:minValue", [xsd("20000000", "decimal")]),
        (FUNDING, "mai:amount/schema:maxValue", [xsd("100000000", "decimal")]),
        (FUNDING, "mai:amount/schema:currency", ['"CNY"']),
        (FUNDING, "mai:amount/mai:asPrinted", ['"数千万人民币"']),
        (FUNDING, "mai:investor", ["<https://medai-kg.example/id/investor/红杉中国>"]),
        (FUNDING, "mai:round", ['"B轮"']),
        (FUNDING, "mai:roundConcept", ["<https://medai-kg.example/concept/round-B>"]),
        (FORECAST, "mai:indicatorConcept", ["<https://medai-kg.example/concept/indicator-market-size>"]),
        (FORECAST, "mai:unitConcept", ["<https://medai-kg.example/concept/currency-CNY>"]),
        (APPROVAL, "mai:approvalClassConcept", []),
        (DEAL, "mai:dealType", ['"partnership"']),
        (DEAL, "mai:dealTypeConcept", ["<https://medai-kg.example/concept/deal-partnership>"]),
        (
            DEAL,
            "mai:party",
            ["<https://medai-kg.example/id/company/推想医疗>", "<https://medai-kg.example/id/company/联影医疗>"],
        ),
        (DEAL, "mai:upfront/schema:value", [xsd("3000000", "decimal")]),
    ],
)
def test_a_slot_is_written_as_its_property(hand_store: GraphStore, fact: Fact, path: str, expected: list[str]) -> None:
    assert about(hand_store, fact, path) == expected


@pytest.mark.parametrize("fact", [APPROVAL, FUNDING, FORECAST, DEAL])
def test_every_fact_opens_the_text_it_was_read_from(hand_store: GraphStore, fact: Fact) -> None:
    evidence = "prov:wasDerivedFrom"
    assert about(hand_store, fact, f"{evidence}/oa:hasSource") == [f"<{REPORT}>"]
    (quote,) = about(hand_store, fact, f"{evidence}/oa:hasSelector/oa:exact")
    (start,) = about(hand_store, fact, f"{evidence}/oa:hasSelector/oa:start")
    (end,) = about(hand_store, fact, f"{evidence}/oa:hasSelector/oa:end")
    cut = slice(*(int(number.split('"')[1]) for number in (start, end)))
    assert str(Literal(TEXT[cut])) == quote
    assert about(hand_store, fact, f"{evidence}/mai:foundIn") == [f'"{fact.evidence.source}"']
    assert about(hand_store, fact, f"{evidence}/mai:where") == (
        [f'"{fact.evidence.where}"'] if fact.evidence.where else []
    )


def test_a_thing_has_names_types_and_reports_in_the_graph_of_entities(hand_store: GraphStore) -> None:
    query = "SELECT ?p ?o { GRAPH <https://medai-kg.example/id/graph/entities> { id:company\\/推想医疗 ?p ?o } }"
    assert {(hand_store.namespaces.shorten(p.value), str(o)) for p, o in hand_store.select(query)} == {
        ("rdf:type", "<https://medai-kg.example/ontology#Company>"),
        ("rdfs:label", '"推想医疗"@zh'),
        ("skos:altLabel", '"推想医疗科技股份有限公司"@zh'),
        ("mai:mentionedIn", f"<{REPORT}>"),
    }


def test_a_report_says_what_it_is(hand_store: GraphStore) -> None:
    rows = hand_store.select(f"SELECT ?p ?o {{ <{REPORT}> ?p ?o }}")
    said = {hand_store.namespaces.shorten(p.value): o.value for p, o in rows}
    assert said["dcterms:title"] == "影像AI盘点"
    assert said["dcterms:identifier"] == STEM
    assert said["dcterms:date"] == "2024-07"
    assert said["mai:encoding"] == "utf-8"
    assert said["mai:characterCount"] == str(len(TEXT))


def test_garbled_text_is_kept_apart_with_its_reason(hand_store: GraphStore) -> None:
    query = """SELECT ?reason ?quote { GRAPH <https://medai-kg.example/id/graph/quarantine> {
      ?item a mai:QuarantinedText ; mai:reason ?reason ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?quote } }"""
    assert [tuple(term.value for term in row) for row in hand_store.select(query)] == [
        ("the same character over and over", "口口口口囗囗口口")
    ]


def test_a_thing_in_two_roles_carries_both_types_at_one_address() -> None:
    from dataclasses import replace

    resolution = resolved_by_hand()
    both = [
        replace(one, types=("Company", "Investor")) if one.name == "联影医疗" else one for one in resolution.entities
    ]
    moved = {one.name: one for one in both}
    store = store_of(
        made_by_hand(),
        replace(
            resolution,
            entities=tuple(both),
            entity_of={ref: moved[one.name] for ref, one in resolution.entity_of.items()},
        ),
    )
    rows = store.select('SELECT ?thing ?type { ?thing rdfs:label "联影医疗"@zh ; a ?type } ORDER BY ?type')
    assert [(row[0].value, row[1].value.rpartition("#")[2]) for row in rows] == [
        ("https://medai-kg.example/id/company/联影医疗", "Company"),
        ("https://medai-kg.example/id/company/联影医疗", "Investor"),
    ]


@pytest.mark.parametrize(
    ("printed", "datatype"),
    [
        ("2024", "gYear"),
        ("2024-03", "gYearMonth"),
        ("2024-02-29", "date"),
        ("2023-02-29", "string"),
        ("2018/2022", "string"),
        ("过去5年", "string"),
        ("2024-13", "string"),
        ("20240311", "string"),
        ("0000", "string"),
        ("２０２４", "string"),
        ("2024\n", "string"),
    ],
)
def test_a_date_is_typed_by_its_precision(printed: str, datatype: str) -> None:
    assert terms.date(printed).datatype.value.rpartition("#")[2] == datatype
    assert terms.date(printed).value == printed


@pytest.mark.parametrize("printed", ["2018-2022", "2018—2022", "2018至2022", "2018/2022"])
def test_years_from_and_to_are_one_interval_however_they_are_printed(printed: str) -> None:
    assert terms.date(printed) == Literal("2018/2022")


@pytest.mark.parametrize(("words", "language"), [("IDx-DR", None), ("A轮", "zh"), ("〇号", "zh"), ("𠮷", "zh")])
def test_a_name_is_tagged_as_chinese_if_it_has_a_chinese_character(words: str, language: str | None) -> None:
    assert terms.name(words).language == language


@pytest.mark.parametrize(
    ("number", "written"),
    [(3, "3.0"), (0.1, "0.1"), (1e21, "1000000000000000000000.0"), (-5.20, "-5.2"), (1e-7, "0.0000001"), (0.0, "0.0")],
)
def test_a_number_is_written_without_an_exponent(number: float, written: str) -> None:
    assert terms.decimal(number).value == written


def test_half_a_character_does_not_break_the_graph() -> None:
    assert terms.text("a\ud800b").value == "a\ufffdb"


def test_the_ontology_comes_along_under_the_base_of_the_graph() -> None:
    names = Namespaces("https://kg.example.org/")
    quads = ontology_quads(names)
    assert NamedNode("https://kg.example.org/ontology#Approval") in {quad.subject for quad in quads}
    assert not [quad for quad in quads if "medai-kg.example" in str(quad)]


def test_another_base_changes_every_address_and_nothing_else() -> None:
    ours = store_of(made_by_hand(), resolved_by_hand())
    other = store_of(made_by_hand(), resolved_by_hand(), base="https://kg.example.org/")
    moved = {str(quad).replace("https://medai-kg.example/", "https://kg.example.org/") for quad in ours.quads()}
    assert {str(quad) for quad in other.quads()} == moved


@pytest.mark.parametrize(
    ("words", "expected"), [("创新绿色通道", True), ("突破性设备", True), ("三类证", False), ("", False)]
)
def test_a_review_channel_is_told_from_an_approval(words: str, expected: bool) -> None:
    assert is_review_channel(words) is expected
