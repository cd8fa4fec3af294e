"""Views tie what their rows say they tie, and weigh it as a person would count it."""

from __future__ import annotations

import networkx as nx
import pytest
from small_graphs import content_of, iri, stated

from kg.errors import NotFoundError
from kg.views import WORDS, Link, load_views, nodes_at, view
from ontology.schema import MAI, load_schema


def ties(graph: nx.Graph) -> dict[tuple[str, str], int]:
    """The weights of a view by the names of the two nodes."""
    label = graph.nodes(data="label")
    return {tuple(sorted((label[one], label[other]))): weight for one, other, weight in graph.edges(data="weight")}  # type: ignore[misc]


FUNDINGS = [
    stated("Funding", company="甲", investor=["红杉", "启明"], round="A轮"),
    stated("Funding", company="甲", investor=["红杉", "腾讯"], round="B轮"),
    stated("Funding", company="乙", investor=["红杉", "启明"]),
]


def test_a_round_ties_its_company_to_each_investor() -> None:
    graph = view(content_of(FUNDINGS), "company-investor")
    assert ties(graph) == {
        ("甲", "红杉"): 2,
        ("启明", "甲"): 1,
        ("甲", "腾讯"): 1,
        ("乙", "红杉"): 1,
        ("乙", "启明"): 1,
    }
    assert nodes_at(graph, "source") == sorted([iri("甲"), iri("乙")])


def test_investors_are_tied_by_the_companies_they_share() -> None:
    graph = view(content_of(FUNDINGS), "co-investment")
    assert ties(graph) == {("启明", "红杉"): 2, ("红杉", "腾讯"): 1, ("启明", "腾讯"): 1}
    shared = graph.edges[iri("启明", "Investor"), iri("红杉", "Investor")]
    assert shared["by"] == tuple(sorted([iri("甲"), iri("乙")]))
    assert set(shared["facts"]) == {fact.iri for fact in FUNDINGS}


def test_a_product_counts_once_however_many_facts_tie_it() -> None:
    facts = [
        stated("Develops", company="甲", product="软件"),
        stated("Targets", product="软件", disease="肺结节"),
        stated("Approval", holder="甲", product="软件", indication="肺结节", date="2020"),
        stated("Approval", holder="甲", product="软件", indication="肺结节", date="2024"),
    ]
    assert ties(view(content_of(facts), "company-disease")) == {("甲", "肺结节"): 1}
    both = [*facts, stated("Approval", holder="甲", product="平台", indication="肺结节")]
    assert ties(view(content_of(both), "company-disease")) == {("甲", "肺结节"): 2}


def test_companies_compete_where_their_products_are_for_one_disease() -> None:
    facts = [
        stated("Develops", company="甲", product="软件"),
        stated("Targets", product="软件", disease="肺结节"),
        stated("Pipeline", developer="乙", drug="X", indication="肺结节"),
        stated("Pipeline", developer="丙", drug="Y", indication="骨折"),
    ]
    assert ties(view(content_of(facts), "competition")) == {("乙", "甲"): 1}


def test_scenarios_are_nodes_of_words() -> None:
    graph = view(content_of([stated("Release", product="模型", scenario=["质控", "科研"])]), "model-scenario")
    assert nodes_at(graph, "target") == sorted([f"{WORDS}质控", f"{WORDS}科研"])
    assert graph.nodes[f"{WORDS}质控"]["label"] == "质控"


def test_only_companies_stand_where_only_companies_are_wanted() -> None:
    facts = [
        stated("UsesTechnology", subject="甲", technology="深度学习"),
        stated("Develops", company="乙", product="软件"),
    ]
    software = stated("Targets", product="软件", disease="肺结节").slots["product"]
    uses = stated("UsesTechnology", subject="软件", technology="深度学习")
    uses.slots["subject"] = software  # type: ignore[index]
    assert ties(view(content_of([*facts, uses]), "company-technology")) == {
        ("深度学习", "甲"): 1,
        ("乙", "深度学习"): 1,
    }


def test_an_unknown_view_is_answered_with_near_ones() -> None:
    with pytest.raises(NotFoundError, match="co-investment"):
        view(content_of([]), "co-investments")


@pytest.mark.parametrize("link", [link for one in load_views().values() for link in one.links], ids=str)
def test_every_link_names_slots_of_the_schema(link: Link) -> None:
    def slots(kind: str) -> set[str]:
        return {slot.path.removeprefix(MAI) for slot in load_schema().kind(kind).slots}

    assert {link.source} | ({link.via} - {""}) <= slots(link.kind)
    if link.then:
        assert {link.at, link.target} <= slots(link.then)
    else:
        assert link.target in slots(link.kind)


def test_every_fold_is_of_a_view_of_two_sorts() -> None:
    folds = [one for one in load_views().values() if one.fold]
    assert folds
    assert not [one.name for one in folds if one.links or one.onto not in ("source", "target")]
    assert {one.fold for one in folds} <= load_views().keys()
