"""The rules for direct edges find what a small graph says, and nothing else."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from ontology.derivation import Rule, load_rules, read_rule
from ontology.schema import MAI, SchemaError

TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

# Edges over sample.trig as property: pairs of the last parts of the IRIs.
EDGES = {
    "acquisitionWith": {("east", "south"), ("south", "east")},
    "approvedBy": {("lung", "nmpa"), ("lung2", "nmpa")},
    "approvedProductCount": {("north", "1"), ("south", "1")},
    "coInvestsWith": {("fund", "east"), ("east", "fund")},
    "competesWith": set(),
    "deployedAt": {("lung", "hospital")},
    "deployedIn": {("lung", "city")},
    "develops": {("north", "lung"), ("south", "lung2"), ("pharma", "drug")},
    "hasPart": {("east", "south")},
    "hasPipelineFor": {("pharma", "fibrosis"), ("university", "fibrosis")},
    "holdsApproval": {("north", "lung"), ("south", "lung2")},
    "inSegment": {("north", "AI医学影像"), ("south", "AI医学影像")},
    "investsIn": {("fund", "north"), ("east", "north"), ("east", "pharma")},
    "issued": {("nmpa", "plan")},
    "listedOn": {("north", "exchange")},
    "locatedIn": {("north", "city")},
    "partOf": {("south", "east")},
    "partOfTransitive": {("south", "east")},
    "partnerOf": {
        ("north", "hospital"),
        ("hospital", "north"),
        ("pharma", "east"),
        ("east", "pharma"),
        ("pharma", "university"),
        ("university", "pharma"),
    },
    "publishes": {("north", "model"), ("university", "model")},
    "targets": {("lung", "nodule"), ("lung2", "nodule"), ("drug", "fibrosis")},
    "usesTechnology": {("lung", "learning")},
    "worksFor": {("person", "north")},
}


def last(text: object) -> str:
    return str(text).rsplit("/", 1)[-1]


def edges(store: Store, rule: Rule) -> set[tuple[str, str]]:
    triples = store.query(rule.text, use_default_graph_as_union=True)
    return {(last(triple.subject.value), last(triple.object.value)) for triple in triples}


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.name)
def test_edges_of_a_rule(sample_store, rule):
    assert edges(sample_store, rule) == EDGES[rule.property.removeprefix(MAI)]


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.name)
def test_rdflib_derives_the_same(sample_graph, rule):
    derived = {(last(subject), last(value)) for subject, _, value in sample_graph.query(rule.text).graph}
    assert derived == EDGES[rule.property.removeprefix(MAI)]


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.name)
def test_every_edge_names_the_facts_of_the_kinds_it_comes_from(sample_store, rule):
    supported = set()
    for row in sample_store.query(rule.support_text, use_default_graph_as_union=True):
        kinds = {MAI + kind for kind in rule.kinds}
        types = sample_store.quads_for_pattern(
            row["fact"], NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), None
        )
        assert {quad.object.value for quad in types} <= kinds
        supported.add((last(row["subject"].value), last(row["object"].value)))
    assert supported == edges(sample_store, rule)


def test_every_fact_behind_an_edge_is_named(sample_store):
    invests = next(rule for rule in load_rules() if rule.name == "invests_in")
    rows = sample_store.query(invests.support_text, use_default_graph_as_union=True)
    facts = {last(row["fact"].value) for row in rows if last(row["subject"].value) == "east"}
    assert facts == {"funding1", "funding2", "funding3"}


def test_a_forecast_derives_nothing(sample_store):
    store = Store()
    store.extend(sample_store)
    modality, asserted, forecast = NamedNode(MAI + "modality"), Literal("asserted"), Literal("forecast")
    for quad in list(store.quads_for_pattern(None, modality, asserted)):
        store.remove(quad)
        store.add(Quad(quad.subject, modality, forecast, quad.graph_name))
    assert not [rule.name for rule in load_rules() if edges(store, rule)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("CONSTRUCT { ?a mai:b ?c }\nWHERE { ?fact mai:d ?c }", "starts with '# title"),
        ("# title: 甲 | A\n# kinds: Deal\nCONSTRUCT { ?a mai:b ?c }\nWHERE { ?x mai:d ?c }", "facts called .fact"),
        ("# title: 甲 | A\n# kinds: Dael\nCONSTRUCT { ?a mai:b ?c }\nWHERE { ?fact mai:d ?c }", "'Dael': choose from"),
    ],
)
def test_a_faulty_rule_is_refused(tmp_path, text, message):
    path = tmp_path / "rule.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError, match=message):
        read_rule(path)
