"""One self-contained HTML file: our template, style and scripts, and one of two libraries that draw.

Up to ``FLAT`` nodes pyvis holds the graph, and its copy of vis-network draws it with all shapes and curves; above,
sigma.js draws with WebGL. pyvis' own template loads parts from the net and puts text into the page unescaped; ours
takes its place.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import pyvis
from markupsafe import Markup
from pyvis.network import Network

from kg.content import Queryable, read_content
from kg.errors import OutputError
from kg.viz.drawing import Drawing, draw, type_styles
from kg.viz.payload import keys_of, links_of, page_json, payload
from kg.viz.scenes import Scene, graph_scene

ASSETS = Path(__file__).with_name("assets")
#: Bundled from npm packages by ``make assets``; git does not keep it.
SIGMA = Path(__file__).with_name("bundled") / "sigma.js"
#: Our scripts, in the order in which they are joined; what draws comes after the state that it shows.
SCRIPTS = ("panel.js", "filters.js", "search.js", "address.js", "main.js")
#: Most nodes that vis-network draws well. Measured in Chromium without a graphics card: with 2,000 nodes a frame takes
#: it ten times as long as sigma.js (``make bench-pictures``).
FLAT = 1500
#: Most nodes of a picture where sigma.js was not bundled.
WITHOUT_SIGMA = 3000

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
    save(render_page(store, around=around, hops=hops, kinds=kinds, limit=limit), path)


def save(text: str, path: Path) -> None:
    """Writes a page as UTF-8.

    Raises:
        OutputError: if the file cannot be written.
    """
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
    capped = min(limit, most_nodes())
    scene = graph_scene(read_content(store), around=around, hops=hops, kinds=kinds, limit=capped)
    return render_scene(scene, limit=limit)


def most_nodes() -> int:
    """How many nodes a picture can have here."""
    return 30_000 if SIGMA.is_file() else WITHOUT_SIGMA


def render_scene(scene: Scene, *, limit: int = 400, drawing: Drawing | None = None) -> str:
    """The HTML of a scene; ``limit`` is how many nodes were asked for, ``drawing`` its rows where they are known."""
    network = scene.selection.network
    links, keys = links_of(network), keys_of(network)
    about = payload(scene.content, scene.whole, scene.selection, links)
    about["centres"] = [keys[iri] for iri in scene.selection.centres]
    about["types"] = type_styles()
    about["legend"] = list(type_styles())
    about["meta"] = {
        "shown": len(network),
        "available": scene.selection.available,
        "total": len(scene.whole),
        "edges": sum(len(group) for group in links.values()),
        "around": "",
        "hops": 1,
        "kinds": (),
        "limit": limit,
        "title": {"zh": scene.title.zh, "en": scene.title.en},
        "capped": len(network) < min(limit, scene.selection.available),
        **scene.about,
    }
    drawing = drawing or draw(network, links, keys)
    if len(network) > FLAT and SIGMA.is_file():
        return _page(drawing, about, library=SIGMA.read_text(encoding="utf-8"), scripts=("webgl.js",))
    return _pyvis(drawing, about)


def _pyvis(drawing: Drawing, about: Mapping[str, Any]) -> str:
    """The page, with the picture held and rendered by pyvis through our template."""
    held = Network(directed=True, cdn_resources="in_line")
    held.options = OPTIONS
    for row in drawing.nodes:
        held.add_node(row["id"], **{name: value for name, value in row.items() if name != "id"})
    for row in drawing.edges:
        ends = ("from", "to", "arrows")
        extra = {name: value for name, value in row.items() if name not in ends or isinstance(value, dict)}
        held.add_edge(row["from"], row["to"], **extra)
    held.templateEnv = _environment(about, vis_network(), ("scene.js", "labels.js"))
    held.path = "page.html"
    return str(held.generate_html("graph.html"))


def _page(drawing: Drawing, about: Mapping[str, Any], *, library: str, scripts: tuple[str, ...]) -> str:
    """The page with the picture as rows."""
    template = _environment(about, library, scripts).get_template("page.html")
    return template.render(nodes=drawing.nodes, edges=drawing.edges)


def _environment(about: Mapping[str, Any], library: str, drawing: tuple[str, ...]) -> jinja2.Environment:
    """What our template needs beside the nodes and edges."""
    scripts = [library, _joined_scripts(drawing)]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ASSETS), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )
    environment.filters["page_json"] = lambda value: Markup(page_json(value))
    environment.globals.update(
        about=about,
        settings=OPTIONS,
        style=Markup((ASSETS / "page.css").read_text(encoding="utf-8")),
        scripts=[Markup(script) for script in scripts],
        digests=[_digest(script) for script in scripts],
    )
    return environment


def _joined_scripts(drawing: tuple[str, ...]) -> str:
    """Our scripts as one, closed off from the rest of the page."""
    parts = [(ASSETS / name).read_text(encoding="utf-8") for name in ("words.js", "state.js", *drawing, *SCRIPTS)]
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
