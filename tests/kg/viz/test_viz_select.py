"""Which things a picture shows."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.network import load_network
from kg.store import GraphStore
from kg.viz.select import core, select

ID = "https://medai-kg.example/id/"


@pytest.fixture(scope="module")
def network(store: GraphStore) -> nx.MultiDiGraph:
    return load_network(store)


def names(network: nx.MultiDiGraph) -> set[str]:
    return {about["label"] for _, about in network.nodes(data=True)}


def test_all_things_with_relations_are_shown_where_there_is_room(network: nx.MultiDiGraph) -> None:
    selection = select(network)
    assert selection.available == len(selection.network) == len(network) - 1
    assert "孤立科技" not in names(selection.network)


def test_the_best_connected_come_first(network: nx.MultiDiGraph) -> None:
    selection = select(network, limit=5)
    assert len(selection.network) == 5
    assert {"推想医疗", "肺炎CT影像辅助分诊软件", "样例医院", "YS-101"} <= names(selection.network)
    assert selection.available == len(network) - 1


def test_a_core_holds_no_lonely_thing() -> None:
    two_stars: nx.MultiDiGraph = nx.MultiDiGraph()
    two_stars.add_edges_from(("sun", f"planet{number}") for number in range(8))
    two_stars.add_edges_from(("moon", f"rock{number}") for number in range(7))
    assert core(two_stars, 2) == {"sun", "planet0"} or len(core(two_stars, 2)) == 0
    chosen = core(two_stars, 6)
    assert all(chosen.intersection(nx.all_neighbors(two_stars, node)) for node in chosen)


def test_surroundings_grow_with_each_step(network: nx.MultiDiGraph) -> None:
    one = select(network, centres=[f"{ID}company/推想医疗"], hops=1)
    two = select(network, centres=[f"{ID}company/推想医疗"], hops=2)
    assert one.centres == (f"{ID}company/推想医疗",)
    assert "国家药监局" not in names(one.network)
    assert names(one.network) < names(two.network)
    assert "国家药监局" in names(two.network)


def test_a_limit_keeps_the_centre_and_what_is_near(network: nx.MultiDiGraph) -> None:
    selection = select(network, centres=[f"{ID}person/王某"], hops=2, limit=2)
    assert names(selection.network) == {"王某", "推想医疗"}
    assert selection.available > 2


def test_kinds_choose_the_edges(network: nx.MultiDiGraph) -> None:
    selection = select(network, kinds=["Funding"])
    assert names(selection.network) == {"红杉中国", "腾讯", "推想医疗"}
    assert {about["kind"] for _, _, about in selection.network.edges(data=True)} == {"Funding"}


def test_a_thing_without_relations_can_be_the_centre(network: nx.MultiDiGraph) -> None:
    assert names(select(network, centres=[f"{ID}company/孤立科技"]).network) == {"孤立科技"}
