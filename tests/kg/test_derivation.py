"""Direct edges follow from facts by the rules, and from nothing else; each says what it follows from."""

from pathlib import Path

import pytest
from handmade import APPROVAL, DEAL, made_by_hand, resolved_by_hand, store_of
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.derive import derive
from kg.derived import derived_edges
from kg.errors import RuleError
from kg.facts import fact_digest
from kg.namespaces import Namespaces
from kg.store import GraphStore
from ontology.derivation import Rule, parse_rule

RIVALS = Path(__file__).parents[1] / "ontology" / "rivals.ttl"


def edges(store: GraphStore) -> set[tuple[str, str, str]]:
    graph = store.namespaces.graph("derived").value
    rows = store.select(f"SELECT ?a ?p ?b {{ GRAPH <{graph}> {{ ?a ?p ?b }} }}")
    return {tuple(term.value.rpartition("/")[2].rpartition("#")[2] for term in row) for row in rows}


def rule(text: str, name: str = "my_rule") -> Rule:
    return parse_rule(name, f"# title: 甲 | A\n# kinds: Approval\n{text}")


@pytest.fixture(scope="module")
def rivals() -> GraphStore:
    graph = NamedNode("https://medai-kg.example/id/report/rivals")
    triples = parse(path=RIVALS, format=RdfFormat.TURTLE)
    store = GraphStore.in_memory(Quad(one.subject, one.predicate, one.object, graph) for one in triples)
    derive(store)
    return store


def pairs(store: GraphStore, relation: str) -> set[tuple[str, str]]:
    return {(one, other) for one, name, other in edges(store) if name == relation}


def both_ways(*found: tuple[str, str]) -> set[tuple[str, str]]:
    return {*found, *((other, one) for one, other in found)}


def test_competitors_hold_approvals_for_one_indication(rivals: GraphStore) -> None:
    assert pairs(rivals, "competesWith") == both_ways(("north", "south"), ("north", "east"))


def test_co_investors_share_a_round(rivals: GraphStore) -> None:
    assert pairs(rivals, "coInvestsWith") == both_ways(("fund", "bank"), ("fund", "angel"), ("bank", "angel"))


def test_approvals_are_counted_by_product_and_channels_do_not_count(rivals: GraphStore) -> None:
    assert pairs(rivals, "approvedProductCount") == {("north", "2"), ("south", "1"), ("east", "1")}
    assert ("west", "lungW") not in pairs(rivals, "holdsApproval")
    assert pairs(rivals, "approvedBy") == {("lungN", "nmpa")}


def test_wholes_are_reached_at_any_depth_and_circles_end(rivals: GraphStore) -> None:
    chain = {("lab", "south"), ("south", "east"), ("east", "holding"), ("hen", "egg"), ("egg", "hen")}
    assert pairs(rivals, "partOf") == chain
    assert pairs(rivals, "hasPart") == {(whole, part) for part, whole in chain}
    assert pairs(rivals, "partOfTransitive") == chain | {("lab", "east"), ("lab", "holding"), ("south", "holding")}


@pytest.mark.parametrize(
    ("subject", "relation", "value", "facts"),
    [
        ("north", "competesWith", "id:south", {"approvalNorth", "approvalNorthAgain", "approvalSouth"}),
        ("north", "approvedProductCount", "2", {"approvalNorth", "approvalNorthAgain", "approvalNorthOther"}),
        ("fund", "coInvestsWith", "id:bank", {"roundB1"}),
        ("fund", "coInvestsWith", "id:angel", {"roundB1", "roundB2"}),
        ("lab", "partOfTransitive", "id:holding", {"part1", "part2", "part3"}),
    ],
)
def test_an_edge_leads_to_all_the_facts_it_follows_from(
    rivals: GraphStore, subject: str, relation: str, value: str, facts: set[str]
) -> None:
    rows = rivals.select(f"""SELECT DISTINCT ?fact {{
      ?step a mai:Derivation ; rdf:subject id:{subject} ; rdf:predicate mai:{relation} ; rdf:object {value} ;
        prov:wasDerivedFrom+ ?fact . ?fact mai:modality "asserted" }}""")
    assert {row[0].value.rpartition("/")[2] for row in rows} == facts


def test_every_edge_has_one_trace_and_every_trace_an_edge(rivals: GraphStore) -> None:
    names = rivals.namespaces
    derived = {(quad.subject, quad.predicate, quad.object) for quad in rivals.quads(names.graph("derived"))}
    rows = rivals.select("SELECT ?s ?p ?o { ?d a mai:Derivation ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }")
    assert len(rows) == len(derived)
    assert {tuple(row) for row in rows} == derived


@pytest.mark.parametrize("base", ["https://medai-kg.example/", "https://kg.example.org/"])
def test_facts_give_direct_edges_under_any_base(base: str) -> None:
    store = store_of(made_by_hand(), resolved_by_hand(), base=base)
    derivation = derive(store)
    assert {
        ("推想医疗", "holdsApproval", "肺结节CT影像辅助检测软件"),
        ("推想医疗", "approvedProductCount", "1"),
        ("肺结节CT影像辅助检测软件", "approvedBy", "国家药监局"),
        ("红杉中国", "investsIn", "推想医疗"),
        ("推想医疗", "partnerOf", "联影医疗"),
        ("联影医疗", "partnerOf", "推想医疗"),
    } <= edges(store)
    assert {quad.graph_name for quad in derivation.edges} == {store.namespaces.graph("derived")}
    assert {quad.graph_name for quad in derivation.traces} == {store.namespaces.graph("derivations")}
    assert sum(derivation.counts.values()) == len(derivation.edges)


def test_another_base_moves_the_traces_and_changes_nothing_else() -> None:
    other = "https://kg.example.org/"
    ours = derive(store_of(made_by_hand(), resolved_by_hand())).traces
    moved = derive(store_of(made_by_hand(), resolved_by_hand(), base=other)).traces
    assert {str(quad).replace(other, Namespaces().base) for quad in moved} == {str(quad) for quad in ours}


def test_a_trace_opens_the_text(hand_store: GraphStore) -> None:
    derive(hand_store)
    rows = hand_store.select("""SELECT ?rule ?fact ?quote { ?d rdf:predicate mai:partnerOf ; mai:byRule ?rule ;
      prov:wasDerivedFrom ?fact . ?fact prov:wasDerivedFrom/oa:hasSelector/oa:exact ?quote }""")
    fact = hand_store.namespaces.fact(fact_digest(DEAL)).value
    assert {tuple(term.value for term in row) for row in rows} == {("partner_of", fact, DEAL.evidence.quote)}


def test_rules_feed_each_other_until_nothing_new_follows(hand_store: GraphStore) -> None:
    rules = [
        rule("# from: ?fact\nCONSTRUCT { ?a mai:second ?c }\n{ ?a mai:first ?c BIND(?a AS ?fact ) }", "b"),
        rule("CONSTRUCT { ?a mai:first ?c }\n{ ?fact a mai:Approval ; mai:product ?a ; mai:holder ?c }", "a"),
        rule("# from: ?fact\nCONSTRUCT { ?a mai:third ?c }\n{ ?a mai:second ?c BIND(?a AS ?fact ) }", "c"),
    ]
    derivation = derive(hand_store, rules=rules)
    assert derivation.counts == {"a": 1, "b": 1, "c": 1}
    assert derive(hand_store, rules=rules[::-1]) == derivation


@pytest.mark.parametrize(
    "where",
    [
        "?a mai:first ?c BIND(?a AS ?fact )",
        "?a <https://medai-kg.example/ontology#first> ?c BIND(?a AS ?fact )",
        "?a ?b ?c . FILTER(STRENDS(STR(?b), '#first')) BIND(?a AS ?fact )",
        "?a a mai:Product ; ?b ?c . FILTER(STRENDS(STR(?b), '#first')) BIND(?a AS ?fact )",
        "?d a mai:Derivation ; rdf:subject ?a ; rdf:object ?c ; mai:byRule 'z' BIND(?d AS ?fact )",
    ],
)
def test_a_rule_sees_what_a_later_one_gives_however_it_asks(hand_store: GraphStore, where: str) -> None:
    first = rule("CONSTRUCT { ?a mai:first ?c }\n{ ?fact a mai:Approval ; mai:product ?a ; mai:holder ?c }", "z")
    second = rule(f"CONSTRUCT {{ ?a mai:second ?c }}\n{{ {where} }}", "a")
    assert derive(hand_store, rules=[second, first]).counts == {"z": 1, "a": 1}


def test_the_same_facts_give_the_same_traces_in_any_order() -> None:
    stores = [
        store_of(made_by_hand(), resolved_by_hand(), facts=facts) for facts in ((APPROVAL, DEAL), (DEAL, APPROVAL))
    ]
    assert len({(derivation.edges, derivation.traces) for derivation in map(derive, stores)}) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("CONSTRUCT { ?a mai:is ?c }\n{ ?fact a ?b BIND(BNODE() AS ?a) BIND(?fact AS ?c) }", "blank nodes"),
        ("CONSTRUCT { ?a mai:is ?c }\n{ ?fact mai:is }", "line "),
    ],
)
def test_a_wrong_rule_is_named(hand_store: GraphStore, text: str, words: str) -> None:
    with pytest.raises(RuleError, match=words) as caught:
        derive(hand_store, rules=[rule(text)])
    assert "my_rule.rq" in str(caught.value)


def test_rules_that_never_settle_are_stopped(hand_store: GraphStore) -> None:
    endless = rule(
        "CONSTRUCT { ?fact mai:next ?c }\n"
        '{ ?a mai:mentionedIn|mai:next ?fact BIND(IRI(CONCAT(STR(?fact ), "x")) AS ?c) }'
    )
    with pytest.raises(RuleError, match="50 rounds"):
        derive(hand_store, rules=[endless])


def test_what_follows_from_several_facts_is_listed_with_them(rivals: GraphStore) -> None:
    edges = derived_edges(rivals, "https://medai-kg.example/id/north")
    assert [(edge.relation, edge.label, edge.value.rpartition("/")[2], len(edge.facts)) for edge in edges] == [
        ("approvedProductCount", "获批产品数", "2", 3),
        ("competesWith", "竞争", "east", 3),
        ("competesWith", "竞争", "south", 3),
    ]
