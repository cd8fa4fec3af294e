"""Facts become typed edges between their things, by the rows of projections.toml."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.content import read_content
from kg.network import load_network, load_projections
from kg.store import GraphStore
from ontology.schema import MAI, load_schema

ID = "https://medai-kg.example/id/"
PRODUCT = "肺炎CT影像辅助分诊软件"


@pytest.fixture(scope="module")
def network(store: GraphStore) -> nx.MultiDiGraph:
    return load_network(store)


def edge(network: nx.MultiDiGraph, source: str, relation: str, target: str) -> dict[str, object]:
    """The one edge of that relation between two things, by their names."""
    label = network.nodes(data="label")
    found = [
        about
        for start, end, about in network.edges(data=True)
        if (label[start], about["relation"], label[end]) == (source, relation, target)
    ]
    assert len(found) == 1, f"{len(found)} edges {source} {relation} {target}"
    return found[0]


@pytest.mark.parametrize(
    ("source", "relation", "target"),
    [
        ("推想医疗", "holdsApproval", PRODUCT),
        (PRODUCT, "approvedBy", "国家药监局"),
        (PRODUCT, "approvedFor", "肺炎"),
        ("红杉中国", "investsIn", "推想医疗"),
        ("腾讯", "investsIn", "推想医疗"),
        ("映射医药", "develops", "YS-101"),
        ("联合医药", "codevelops", "YS-101"),
        ("YS-101", "targets", "肺纤维化"),
        ("样例研究院", "publishes", "样例白皮书"),
        ("推想医疗", "develops", PRODUCT),
        (PRODUCT, "targets", "肺炎"),
        (PRODUCT, "usesTechnology", "深度学习"),
        (PRODUCT, "deployedAt", "样例医院"),
        (PRODUCT, "deployedIn", "北京"),
        ("推想医疗", "supplies", PRODUCT),
        ("国家药监局", "issued", "样例行动计划"),
        ("映射医药", "partOf", "联合医药"),
        ("推想医疗", "foundedIn", "北京"),
        ("样例医院", "locatedIn", "北京"),
        ("映射医药", "listedOn", "港交所"),
        ("王某", "worksFor", "推想医疗"),
        ("推想医疗", "measuredIn", "北京"),
    ],
)
def test_each_kind_gives_edges_in_its_own_direction(
    network: nx.MultiDiGraph, source: str, relation: str, target: str
) -> None:
    assert not edge(network, source, relation, target)["symmetric"]


def test_parties_of_a_deal_are_tied_pair_by_pair_without_direction(network: nx.MultiDiGraph) -> None:
    partners = [
        {source, target} for source, target, about in network.edges(data=True) if about["relation"] == "partnerOf"
    ]
    names = [f"{ID}company/映射医药", f"{ID}company/联合医药", f"{ID}hospital/样例医院"]
    assert sorted(map(sorted, partners)) == sorted(
        map(sorted, [{names[0], names[1]}, {names[0], names[2]}, set(names[1:])])
    )


def test_the_type_of_a_deal_names_the_relation(network: nx.MultiDiGraph) -> None:
    assert edge(network, "映射医药", "licensesWith", "联合医药")["label"] == "授权许可"


def test_a_company_is_tied_to_a_site_only_where_no_product_stands_between(network: nx.MultiDiGraph) -> None:
    sites = network[f"{ID}company/推想医疗"]
    assert f"{ID}hospital/样例医院" not in sites
    assert edge(network, "腾讯", "deployedAt", "样例医院")["kind"] == "Deployment"


def test_an_edge_carries_its_fact_and_the_words_it_was_read_from(network: nx.MultiDiGraph) -> None:
    about = edge(network, "红杉中国", "investsIn", "推想医疗")
    assert about == {
        "kind": "Funding",
        "fact": f"{ID}fact/funding",
        "relation": "investsIn",
        "label": "投资",
        "label_en": "invests in",
        "symmetric": False,
        "date": "2019",
        "amount": "数千万人民币",
        "confidence": 0.9,
        "modality": "asserted",
        "quote": "推想医疗\tC轮\t数千万人民币\t红杉中国、腾讯\t2019",
        "report": "sample a",
        "source": "table",
        "where": "表 1 融资事件",
    }


def test_a_forecast_says_so(network: nx.MultiDiGraph) -> None:
    assert edge(network, "映射医药", "licensesWith", "联合医药")["modality"] == "forecast"


def test_an_amount_without_words_is_written_out(network: nx.MultiDiGraph) -> None:
    assert edge(network, "映射医药", "partnerOf", "联合医药")["amount"] == "41,000,000 USD"


def test_a_node_carries_names_types_reports_and_the_number_of_its_facts(network: nx.MultiDiGraph) -> None:
    assert network.nodes[f"{ID}company/推想医疗"] == {
        "label": "推想医疗",
        "type": "Company",
        "types": ("Company",),
        "aliases": ("北京推想医疗科技有限公司", "推想科技"),
        "docs": ("sample a",),
        "facts": 9,
    }
    assert network.nodes[f"{ID}company/腾讯"]["types"] == ("Company", "Investor")


def test_reports_that_were_read_terms_and_quarantine_are_no_things(network: nx.MultiDiGraph) -> None:
    labels = {about["label"] for _, about in network.nodes(data=True)}
    assert "样例白皮书" in labels
    assert not labels & {"医疗人工智能样例报告", "合作"}
    assert not [node for node in network if "/quarantine/" in node or "/fact/" in node]


def test_a_thing_without_facts_is_a_node_without_edges(network: nx.MultiDiGraph) -> None:
    assert network.degree(f"{ID}company/孤立科技") == 0


def test_nodes_come_sorted(network: nx.MultiDiGraph) -> None:
    assert list(network) == sorted(network)


def test_any_base_will_do(store: GraphStore) -> None:
    moved = "https://graph.example.org/kg/"

    class Moved:
        """The same graph, built with another base IRI."""

        def query(self, text: str, /) -> list[list[object]]:
            return [[_moved(term, moved) for term in row] for row in store.query(text)]

    network = load_network(Moved())
    assert network.number_of_edges() == load_network(store).number_of_edges()
    assert f"{moved}id/company/推想医疗" in network


def _moved(term: object, base: str) -> object:
    value = getattr(term, "value", "")
    return (
        type(term)(value.replace("https://medai-kg.example/", base)) if value.startswith("https://medai-kg") else term
    )


def test_slots_stand_in_the_order_of_the_schema(store: GraphStore) -> None:
    facts = {fact.iri.rpartition("/")[2]: fact for fact in read_content(store).facts}
    assert list(facts["approval"].slots) == [
        "product",
        "holder",
        "authority",
        "approvalClass",
        "indication",
        "indicationText",
        "date",
    ]
    assert facts["metric"].text("value") == "3"


@pytest.mark.parametrize("row", load_projections().rows, ids=lambda row: f"{row.kind}.{row.relation}")
def test_every_row_names_slots_of_the_schema_that_can_hold_things(row: object) -> None:
    slots = {slot.path.removeprefix(MAI): slot for slot in load_schema().kind(row.kind).slots}  # type: ignore[attr-defined]
    assert {slots[name].value for name in (row.source, row.target)} <= {"entity", "phrase"}  # type: ignore[attr-defined]
    assert {row.unless, row.by} - {""} <= slots.keys()  # type: ignore[attr-defined]


def test_every_kind_with_two_things_gives_edges() -> None:
    def things(name: str) -> int:
        return sum(1 + slot.many for slot in load_schema().kind(name).slots if slot.value in {"entity", "phrase"})

    assert [name for name in load_schema().kinds if things(name) > 1] == [
        name for name in load_schema().kinds if name in load_projections().kinds
    ]


def test_every_deal_type_has_a_relation() -> None:
    assert set(load_projections().variants["dealType"]) == set(load_schema().kind("Deal").slot("deal_type").values)
