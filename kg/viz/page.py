"""One self-contained HTML file: pyvis holds the graph, our template, style and script show it.

pyvis' own template loads parts from the net and puts text into the page unescaped; ours takes its place. Of pyvis we
use the network object, its options and the copy of vis-network that it ships, which is written into the page.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import networkx as nx
import pyvis
from markupsafe import Markup
from pyvis.network import Network

from kg.content import Queryable, read_content
from kg.errors import OutputError
from kg.inspect import find_things
from kg.network import project
from kg.viz.layout import place
from kg.viz.payload import Links, keys_of, links_of, page_json, payload
from kg.viz.select import select

ASSETS = Path(__file__).with_name("assets")
#: Our scripts, in the order in which they are joined.
SCRIPTS = (
    "words.js",
    "state.js",
    "scene.js",
    "labels.js",
    "panel.js",
    "filters.js",
    "search.js",
    "address.js",
    "main.js",
)

#: Options of vis-network. Nothing moves by itself: coordinates come with the nodes.
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False, "stabilization": {"enabled": False}},
    "layout": {"improvedLayout": False, "hierarchical": {"enabled": False}, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "hideEdgesOnDrag": False,
        "keyboard": {"enabled": False},
        "multiselect": False,
        "zoomSpeed": 0.6,
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "chosen": False},
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.42}},
        "arrowStrikethrough": False,
        "chosen": False,
        "hoverWidth": 0.5,
        "smooth": False,
        "width": 1.4,
    },
}


def write_page(
    store: Queryable,
    path: Path,
    *,
    around: str | None = None,
    hops: int = 1,
    kinds: Iterable[str] = (),
    limit: int = 400,
) -> None:
    """Writes the page of ``render_page`` to ``path``, as UTF-8 on every system.

    Raises:
        NotFoundError: if no thing is called ``around``; it suggests near names.
        OutputError: if the file cannot be written.
    """
    text = render_page(store, around=around, hops=hops, kinds=kinds, limit=limit)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}; name another file") from error


def render_page(
    store: Queryable, *, around: str | None = None, hops: int = 1, kinds: Iterable[str] = (), limit: int = 400
) -> str:
    """The HTML of a picture of the best connected ``limit`` things, or of those within ``hops`` steps of ``around``.

    Raises:
        NotFoundError: if no thing is called ``around``; it suggests near names.
    """
    content = read_content(store)
    network = project(content)
    wanted = tuple(sorted(set(kinds)))
    centres = [thing.iri for thing in find_things(content, around)] if around is not None else []
    selection = select(network, centres=centres, hops=hops, kinds=wanted, limit=limit)
    links = links_of(selection.network)
    keys = keys_of(selection.network)
    about = payload(content, network, selection, links)
    about["centres"] = [keys[iri] for iri in selection.centres]
    about["types"] = _types()
    about["legend"] = list(_types())
    about["meta"] = {
        "shown": len(selection.network),
        "available": selection.available,
        "total": len(network),
        "edges": sum(len(group) for group in links.values()),
        "around": around or "",
        "hops": hops,
        "kinds": wanted,
        "limit": limit,
    }
    return _render(_pyvis(selection.network, links, keys), about)


def _pyvis(network: nx.MultiDiGraph, links: Links, keys: Mapping[str, str]) -> Network:
    """The picture as a pyvis network: coordinates, sizes, colours, and curves that keep parallel edges apart."""
    flat: nx.Graph = nx.Graph()
    flat.add_nodes_from(network)
    flat.add_edges_from((source, target) for source, target, _ in links)
    radius = {node: _radius(degree) for node, degree in flat.degree()}
    points = place(flat, radius)
    drawn = Network(directed=True, cdn_resources="in_line")
    drawn.options = OPTIONS
    types = _types()
    for node, about in network.nodes(data=True):
        style = types.get(about["type"], types["Thing"])
        x, y = points[node]
        drawn.add_node(
            keys[node],
            label=about["label"],
            shape=style["shape"],
            color=style["colour"],
            size=radius[node],
            x=x,
            y=y,
        )
    curves = _curves(links)
    for number, ((source, target, relation), group) in enumerate(links.items()):
        extra: dict[str, Any] = {"width": 1.4 + min(3, (len(group) - 1) * 0.5)}
        if curves[source, target, relation]:
            bend = curves[source, target, relation]
            extra["smooth"] = {
                "enabled": True,
                "type": "curvedCW" if bend > 0 else "curvedCCW",
                "roundness": round(abs(bend), 2),
            }
        if group[0]["symmetric"]:
            extra["arrows"] = {"to": {"enabled": False}}
        if all(about["modality"] != "asserted" for about in group):
            extra["dashes"] = [6, 5]
        drawn.add_edge(keys[source], keys[target], id=f"e{number}", **extra)
    return drawn


def _radius(degree: int) -> float:
    """Size of a node that has ``degree`` neighbours: its area, not its radius, tells how many."""
    return round(min(34.0, 8.5 + 3.0 * math.sqrt(max(0, degree - 1))), 1)


def _curves(links: Links) -> dict[tuple[str, str, str], float]:
    """How far each edge bends to its right: nought where it is the only one between its two things."""
    between: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for link in links:
        between[min(link[:2]), max(link[:2])].append(link)
    bends = {}
    for ends, group in between.items():
        for position, link in enumerate(group):
            offset = (position - (len(group) - 1) / 2) * 0.24
            # A curve bends to the right of its own direction, so one that runs backwards bends the other way.
            bends[link] = offset if link[:2] == ends else -offset
    return bends


@cache
def _types() -> dict[str, dict[str, str]]:
    """Colour and shape of each type, in the order of the legend."""
    return tomllib.loads(Path(__file__).with_name("types.toml").read_text(encoding="utf-8"))


def _render(drawn: Network, about: Mapping[str, Any]) -> str:
    """The page, rendered by pyvis through our template."""
    scripts = [vis_network(), _joined_scripts()]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ASSETS), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )
    environment.filters["page_json"] = lambda value: Markup(page_json(value))
    environment.globals.update(
        about=about,
        settings=drawn.options,
        style=Markup((ASSETS / "page.css").read_text(encoding="utf-8")),
        scripts=[Markup(script) for script in scripts],
        digests=[_digest(script) for script in scripts],
    )
    drawn.templateEnv = environment
    drawn.path = "page.html"
    return str(drawn.generate_html("graph.html"))


def _joined_scripts() -> str:
    """Our scripts as one, closed off from the rest of the page."""
    parts = [(ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS]
    return "\n".join(itertools.chain(["(() => {", '"use strict";'], parts, ["})();"]))


@cache
def vis_network() -> str:
    """The newest vis-network that pyvis ships."""
    shipped = Path(pyvis.__file__).parent.glob("templates/lib/vis-*/vis-network.min.js")
    newest = max(shipped, key=lambda path: [int(part) for part in path.parent.name[4:].split(".")])
    return newest.read_text(encoding="utf-8")


def _digest(script: str) -> str:
    """What the page's content security policy knows a script by."""
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
