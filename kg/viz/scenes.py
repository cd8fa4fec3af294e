"""What a picture shows: the core of the graph, a thing and its surroundings, a view of it, or a community."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import networkx as nx

from kg.analysis.result import Text
from kg.content import Content, EntityRecord
from kg.inspect import find_things
from kg.network import project
from kg.views import WORDS, known_view, view
from kg.viz.select import Selection, select

#: The graph as such.
NO_TITLE = Text("", "")


@dataclass(frozen=True)
class Scene:
    """The part that is drawn, of which ``whole``, and what the page says of it. ``title`` is empty for the graph."""

    content: Content
    whole: nx.MultiDiGraph
    selection: Selection
    title: Text = NO_TITLE
    about: dict[str, Any] = field(default_factory=dict)


def graph_scene(
    content: Content, *, around: str | None = None, hops: int = 1, kinds: Iterable[str] = (), limit: int = 400
) -> Scene:
    """The best connected ``limit`` things, or those within ``hops`` steps of ``around``.

    Raises:
        NotFoundError: if no thing is called ``around``; it suggests near names.
    """
    network = project(content)
    wanted = tuple(sorted(set(kinds)))
    centres = [thing.iri for thing in find_things(content, around)] if around is not None else []
    selection = select(network, centres=centres, hops=hops, kinds=wanted, limit=limit)
    return Scene(content, network, selection, about={"around": around or "", "hops": hops, "kinds": wanted})


def view_scene(content: Content, name: str, *, limit: int = 400) -> Scene:
    """A view of ``projections.toml``; words that are no things (scenarios, segments) stand in it as nodes.

    Raises:
        NotFoundError: if there is no such view.
    """
    about = known_view(name)
    graph = view(content, name)
    facts = {fact.iri: fact for fact in content.facts}
    words = {
        node: EntityRecord(node, label, "Thing", ("Thing",))
        for node, label in graph.nodes(data="label")
        if node.startswith(WORDS)
    }
    whole: nx.MultiDiGraph = nx.MultiDiGraph()
    for node in graph:
        entity = words.get(node) or content.entities[node]
        whole.add_node(node, label=entity.label, type=entity.type, aliases=entity.aliases)
    said = {"relation": name, "label": about.zh, "label_en": about.en, "symmetric": True}
    for source, target, tie in graph.edges(data=True):
        for fact in (facts[iri] for iri in tie["facts"]):
            own = {"fact": fact.iri, "kind": fact.kind, "modality": fact.modality}
            whole.add_edge(source, target, key=f"{fact.iri}#{name}", **said, **own)
    shown = replace(content, entities={**content.entities, **words})
    return Scene(shown, whole, select(whole, limit=limit), Text(about.zh, about.en))


def group_scene(content: Content, group: Iterable[str], title: Text, *, limit: int = 400) -> Scene:
    """The things of a community and what ties them."""
    whole = project(content)
    part: nx.MultiDiGraph = nx.MultiDiGraph()
    members = set(group)
    part.add_nodes_from((node, about) for node, about in whole.nodes(data=True) if node in members)
    part.add_edges_from(edge for edge in whole.edges(keys=True, data=True) if {edge[0], edge[1]} <= members)
    return Scene(content, part, select(part, limit=limit), title)
