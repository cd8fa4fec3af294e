"""What a thing is tied to: a small picture for its page, and the data of the graph page."""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx

import kg.viz
from kg.network import project
from kg.serve.addresses import address_of
from kg.serve.live import Snapshot
from kg.serve.pages.site import site_of

_MOST_SHOWN = 12
_WIDE, _HIGH = 560, 380
_LONGEST_LABEL = 9


@dataclass(frozen=True, slots=True)
class Spoke:
    """A neighbour in the small picture: where it stands, and by which relation it is tied."""

    label: str
    full: str
    type: str
    url: str
    relation: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The best tied neighbours of a thing around it; ``total`` counts all."""

    spokes: tuple[Spoke, ...]
    total: int
    width: int = _WIDE
    height: int = _HIGH


def network_of(snapshot: Snapshot) -> nx.MultiDiGraph:
    """Things and the edges that facts imply, made once for each build."""
    return snapshot.once(_network)


def _network(snapshot: Snapshot) -> nx.MultiDiGraph:
    return project(site_of(snapshot).content)


@cache
def type_styles() -> Mapping[str, Mapping[str, str]]:
    """Colour and shape of each type, as the picture of the whole graph has them."""
    return tomllib.loads((Path(kg.viz.__file__).parent / "types.toml").read_text(encoding="utf-8"))


def ties(network: nx.MultiDiGraph, iri: str) -> dict[str, list[dict[str, Any]]]:
    """The edges between a thing and each of its neighbours, those with most edges first."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    if iri in network:
        for _, other, about in network.out_edges(iri, data=True):
            found[other].append(about | {"out": True})
        for other, _, about in network.in_edges(iri, data=True):
            found[other].append(about | {"out": False})
    ranked = sorted(found, key=lambda other: (-len(found[other]), -network.degree(other), other))
    return {other: found[other] for other in ranked}


def neighbourhood(snapshot: Snapshot, iri: str) -> Neighbourhood:
    """The small picture of a thing: neighbours of a kind stand together, clockwise from the top."""
    network = network_of(snapshot)
    tied = ties(network, iri)
    shown = sorted(
        list(tied)[:_MOST_SHOWN], key=lambda other: (tied[other][0]["relation"], network.nodes[other]["label"], other)
    )
    spokes = [_spoke(snapshot, network, other, tied[other], place, len(shown)) for place, other in enumerate(shown)]
    return Neighbourhood(tuple(spokes), len(tied))


def _spoke(
    snapshot: Snapshot, network: nx.MultiDiGraph, other: str, edges: Iterable[Mapping[str, Any]], place: int, of: int
) -> Spoke:
    angle = 2 * math.pi * (place + 0.5) / of - math.pi / 2
    right, down = math.cos(angle), math.sin(angle)
    about = network.nodes[other]
    label = about["label"]
    return Spoke(
        label=label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…",
        full=label,
        type=about["type"],
        url=address_of(other, snapshot.namespaces),
        relation="、".join(dict.fromkeys(str(edge["label"]) for edge in edges)),
        x=round(_WIDE / 2 + right * _WIDE * 0.2, 1),
        y=round(_HIGH / 2 + down * _HIGH * 0.39, 1),
        anchor="middle" if abs(right) < 0.2 else "start" if right > 0 else "end",
    )
