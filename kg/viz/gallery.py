"""All pictures of a graph in a folder, and ``index.html`` that shows them side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from kg.analysis.communities import communities, name_of
from kg.analysis.corpus import corpus_of
from kg.analysis.result import Text
from kg.content import Content, Queryable, read_content
from kg.errors import OutputError
from kg.tables import visible
from kg.views import load_views
from kg.viz.drawing import Drawing, draw
from kg.viz.page import ASSETS, most_nodes, render_scene, save
from kg.viz.payload import keys_of, links_of
from kg.viz.scenes import Scene, graph_scene, group_scene, view_scene

#: Communities and surroundings that have a page, and the fewest members of a community.
COMMUNITIES, AROUND, MEMBERS = 12, 8, 6
LIMIT = 400
#: Size of a small picture in the gallery.
WIDE, HIGH = 280, 180


@dataclass(frozen=True, slots=True)
class Card:
    """One picture of the gallery. Files are numbered: names of things make no good file names."""

    group: Text
    file: str
    title: Text
    nodes: int
    edges: int
    thumbnail: str


def write_gallery(store: Queryable, folder: Path) -> list[Path]:
    """Writes all pages and ``index.html`` into ``folder``; the files, the index first.

    Raises:
        OutputError: if the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make {folder}: {error.strerror}; name another folder") from error
    cards = []
    for group, file, scene in scenes(read_content(store)):
        network = scene.selection.network
        if not network.number_of_edges():
            continue
        links = links_of(network)
        drawing = draw(network, links, keys_of(network))
        save(render_scene(scene, limit=len(network), drawing=drawing), folder / file)
        cards.append(Card(group, file, scene.title, len(network), len(links), _thumbnail(drawing)))
    save(_index(cards), folder / "index.html")
    return [folder / "index.html", *(folder / card.file for card in cards)]


def scenes(content: Content) -> Iterator[tuple[Text, str, Scene]]:
    """Every picture with its group and file: the graph, surroundings of companies, views, communities."""
    graph = Text("全图", "The graph")
    core = graph_scene(content, limit=LIMIT)
    yield graph, "graph.html", _titled(core, Text("联系最多的事物", "The best connected things"))
    if core.selection.available > LIMIT:
        whole = graph_scene(content, limit=min(core.selection.available, most_nodes()))
        yield graph, "all.html", _titled(whole, Text("全部有联系的事物", "Everything that has a tie"))
    yield from _surroundings(content, core)
    for number, (name, about) in enumerate(load_views().items(), start=1):
        yield (
            Text("投影", "Projections"),
            f"view-{number:02}-{name}.html",
            _titled(view_scene(content, name, limit=LIMIT), Text(about.zh, about.en)),
        )
    ties = corpus_of(content).ties(generic=False)
    groups = [group for group in communities(ties) if len(group) >= MEMBERS][:COMMUNITIES]
    for number, group in enumerate(groups, start=1):
        name = name_of(ties, group)
        yield Text("社群", "Communities"), f"community-{number:02}.html", group_scene(content, group, Text(name, name))


def _surroundings(content: Content, core: Scene) -> Iterator[tuple[Text, str, Scene]]:
    """The best connected companies, each with what is around it."""
    network = core.whole
    companies = [node for node, about in network.nodes(data=True) if about["type"] == "Company"]
    ranked = sorted(companies, key=lambda node: (-len(set(network.pred[node]) | set(network.succ[node])), node))
    for number, node in enumerate(ranked[:AROUND], start=1):
        name = network.nodes[node]["label"]
        scene = graph_scene(content, around=name, hops=2, limit=LIMIT)
        yield Text("一家企业的周边", "Around a company"), f"around-{number:02}.html", _titled(scene, Text(name, name))


def _titled(scene: Scene, title: Text) -> Scene:
    return Scene(scene.content, scene.whole, scene.selection, title, scene.about)


def _thumbnail(drawing: Drawing) -> str:
    """Dots and lines of a picture, small."""
    across, down = [row["x"] for row in drawing.nodes], [row["y"] for row in drawing.nodes]
    scale = min(WIDE / max(max(across) - min(across), 200), HIGH / max(max(down) - min(down), 130)) * 0.92
    middle = ((max(across) + min(across)) / 2, (max(down) + min(down)) / 2)
    at = {
        row["id"]: (WIDE / 2 + (row["x"] - middle[0]) * scale, HIGH / 2 + (row["y"] - middle[1]) * scale)
        for row in drawing.nodes
    }
    ends = sorted({(min(row["from"], row["to"]), max(row["from"], row["to"])) for row in drawing.edges})
    lines = "".join(f"M{at[a][0]:.0f} {at[a][1]:.0f}L{at[b][0]:.0f} {at[b][1]:.0f}" for a, b in ends[:3000])
    dots = "".join(
        f'<circle cx="{at[row["id"]][0]:.0f}" cy="{at[row["id"]][1]:.0f}" r="{max(1.4, row["size"] * scale):.1f}"'
        f' fill="{row["color"]}"/>'
        for row in drawing.nodes[:3000]
    )
    return (
        f'<svg viewBox="0 0 {WIDE} {HIGH}" aria-hidden="true"><path d="{lines}" stroke="currentColor"'
        f' stroke-opacity="0.18" fill="none"/>{dots}</svg>'
    )


def _index(cards: list[Card]) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
    )
    groups = list(dict.fromkeys(card.group for card in cards))
    return environment.get_template("gallery.html").render(groups=groups, cards=cards, svg=Markup) + "\n"
