"""The part of the graph that is about one thing: what a client gets who opens its IRI."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg import terms
from kg.store import GraphStore


def exists(store: GraphStore, iri: str) -> bool:
    """Whether the graph says anything of ``iri``, or has a graph of that name."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    return bool(store.about(node)) or next(store.quads(node), None) is not None


def excerpt(store: GraphStore, iri: str) -> list[ox.Triple]:
    """What the graph says of ``iri``, sorted: its own triples, those that point at it, and the labels of all in them.

    A fact comes with its amounts and its place in the text, whether it is asked for or points at ``iri``. Of a
    graph that nothing is said of, it is what the graph holds.
    """
    node = ox.NamedNode(iri)
    if not store.about(node):
        return sorted({quad.triple for quad in store.quads(node)}, key=_order)
    triples = _with_parts(store, node)
    for pointing in store.pointing_at(node):
        triples.add(pointing)
        subject = pointing.subject
        if isinstance(subject, ox.NamedNode) and any(t.predicate == terms.DERIVED_FROM for t in store.about(subject)):
            triples |= _with_parts(store, subject)
    triples |= _labels(store, triples)
    return sorted(triples, key=_order)


def _with_parts(store: GraphStore, node: ox.NamedNode) -> set[ox.Triple]:
    """The triples of ``node`` and of what belongs to it: nodes below its IRI and nodes without one."""
    triples: set[ox.Triple] = set()
    open_nodes: list[ox.NamedNode | ox.BlankNode] = [node]
    seen = {node.value}
    while open_nodes:
        about = store.about(open_nodes.pop())
        triples |= about
        for triple in about:
            part = triple.object
            belongs = isinstance(part, ox.BlankNode) or (
                isinstance(part, ox.NamedNode) and part.value.startswith(f"{node.value}/")
            )
            if belongs and isinstance(part, ox.NamedNode | ox.BlankNode) and part.value not in seen:
                seen.add(part.value)
                open_nodes.append(part)
    return triples


def _labels(store: GraphStore, triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    nodes = {term for triple in triples for term in (triple.subject, triple.object) if isinstance(term, ox.NamedNode)}
    return {triple for node in nodes for triple in store.about(node) if triple.predicate == terms.LABEL}


def _order(triple: ox.Triple) -> tuple[str, str, str]:
    predicate = "" if triple.predicate == terms.TYPE else triple.predicate.value
    return str(triple.subject), predicate, str(triple.object)
