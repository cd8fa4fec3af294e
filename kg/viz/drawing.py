"""A picture as rows: nodes with place, size and colour, edges with width and bend; whatever draws them."""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx

from kg.viz.layout import place
from kg.viz.payload import Links


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes and edges as the page's script reads them."""

    nodes: tuple[dict[str, Any], ...]
    edges: tuple[dict[str, Any], ...]


def draw(network: nx.MultiDiGraph, links: Links, keys: Mapping[str, str]) -> Drawing:
    """The rows of a picture: coordinates, sizes, colours, and curves that keep parallel edges apart."""
    flat: nx.Graph = nx.Graph()
    flat.add_nodes_from(network)
    flat.add_edges_from((source, target) for source, target, _ in links)
    radius = {node: _radius(degree) for node, degree in flat.degree()}
    points = place(flat, radius)
    nodes = []
    for node, about in network.nodes(data=True):
        style = type_styles().get(about["type"], type_styles()["Thing"])
        x, y = points[node]
        nodes.append(
            {
                "id": keys[node],
                "label": about["label"],
                "shape": style["shape"],
                "color": style["colour"],
                "size": radius[node],
                "x": x,
                "y": y,
            }
        )
    return Drawing(tuple(nodes), tuple(_edges(links, keys)))


def _edges(links: Links, keys: Mapping[str, str]) -> list[dict[str, Any]]:
    curves = _curves(links)
    edges = []
    for number, ((source, target, relation), group) in enumerate(links.items()):
        edge: dict[str, Any] = {"from": keys[source], "to": keys[target], "id": f"e{number}", "arrows": "to"}
        edge["width"] = 1.4 + min(3, (len(group) - 1) * 0.5)
        bend = curves[source, target, relation]
        if bend:
            kind = "curvedCW" if bend > 0 else "curvedCCW"
            edge["smooth"] = {"enabled": True, "type": kind, "roundness": round(abs(bend), 2)}
        if group[0]["symmetric"]:
            edge["arrows"] = {"to": {"enabled": False}}
        if all(about["modality"] != "asserted" for about in group):
            edge["dashes"] = [6, 5]
        edges.append(edge)
    return edges


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
def type_styles() -> dict[str, dict[str, str]]:
    """Colour and shape of each type, in the order of the legend."""
    return tomllib.loads(Path(__file__).with_name("types.toml").read_text(encoding="utf-8"))
