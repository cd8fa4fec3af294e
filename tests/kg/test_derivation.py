"""Direct edges follow from facts by the rules, and from nothing else."""

import pytest
from handmade import made_by_hand, resolved_by_hand, store_of

from kg.derive import derive
from kg.errors import RuleError
from kg.store import GraphStore


def edges(store: GraphStore) -> set[tuple[str, str, str]]:
    graph = store.namespaces.graph("derived").value
    rows = store.select(f"SELECT ?a ?p ?b {{ GRAPH <{graph}> {{ ?a ?p ?b }} }}")
    return {tuple(term.value.rpartition("/")[2].rpartition("#")[2] for term in row) for row in rows}


@pytest.mark.parametrize("base", ["https://medai-kg.example/", "https://kg.example.org/"])
def test_facts_give_direct_edges_under_any_base(base: str) -> None:
    store = store_of(made_by_hand(), resolved_by_hand(), base=base)
    derivation = derive(store)
    assert {
        ("推想医疗", "holdsApproval", "肺结节CT影像辅助检测软件"),
        ("肺结节CT影像辅助检测软件", "approvedBy", "国家药监局"),
        ("红杉中国", "investsIn", "推想医疗"),
        ("推想医疗", "partnerOf", "联影医疗"),
        ("联影医疗", "partnerOf", "推想医疗"),
    } <= edges(store)
    assert {quad.graph_name for quad in derivation.quads} == {store.namespaces.graph("derived")}
    assert sum(derivation.counts.values()) == len(derivation.quads)


def test_rules_feed_each_other_until_nothing_new_follows(hand_store: GraphStore) -> None:
    rules = {
        "b": "CONSTRUCT { ?a mai:second ?c } { ?a mai:first ?c }",
        "a": "CONSTRUCT { ?a mai:first ?c } { ?f a mai:Approval ; mai:product ?a ; mai:holder ?c }",
        "c": "CONSTRUCT { ?a mai:third ?c } { ?a mai:second ?c }",
    }
    derivation = derive(hand_store, rules=rules)
    assert derivation.counts == {"a": 1, "b": 1, "c": 1}
    assert derive(hand_store, rules=rules).quads == derivation.quads


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("SELECT ?a { ?a ?b ?c }", "must be a CONSTRUCT"),
        ("CONSTRUCT { [] mai:is ?a } { ?a ?b ?c }", "blank nodes"),
        ("CONSTRUCT { ?a mai:is } { ?a ?b ?c }", "line 1"),
    ],
)
def test_a_wrong_rule_is_named(hand_store: GraphStore, rule: str, words: str) -> None:
    with pytest.raises(RuleError, match=words) as caught:
        derive(hand_store, rules={"my_rule": rule})
    assert "my_rule.rq" in str(caught.value)


def test_rules_that_never_settle_are_stopped(hand_store: GraphStore) -> None:
    endless = 'CONSTRUCT { ?b mai:next ?c } { ?a mai:mentionedIn|mai:next ?b BIND(IRI(CONCAT(STR(?b), "x")) AS ?c) }'
    with pytest.raises(RuleError, match="50 rounds"):
        derive(hand_store, rules={"endless": endless})
