"""Direct edges between things, derived by the ontology's CONSTRUCT rules until nothing new follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from kg.errors import QueryError, RuleError
from kg.rdf import sort_quads
from kg.store import GraphStore, Triples
from ontology.derivation import load_rules

#: Rules that feed each other settle in a few rounds; one that never does is a mistake in a rule.
MAX_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Derivation:
    """The derived quads, sorted, and how many each rule was the first to give."""

    quads: tuple[Quad, ...]
    counts: dict[str, int]


def derive(store: GraphStore, *, rules: Mapping[str, str] | None = None) -> Derivation:
    """Run the rules over ``store`` (in memory) to a fixed point, adding what they give to the graph ``derived``.

    ``rules`` are CONSTRUCT queries by name; without it those of the ontology.

    Raises:
        RuleError: if a rule is no CONSTRUCT query, makes blank nodes, or never settles.
    """
    given = {rule.name: rule.text for rule in load_rules()} if rules is None else rules
    texts = {name: store.namespaces.rebase(text) for name, text in sorted(given.items())}
    graph = store.namespaces.graph("derived")
    known: set[Triple] = set()
    counts = dict.fromkeys(texts, 0)
    for _ in range(MAX_ROUNDS):
        found: set[Triple] = set()
        for name, text in texts.items():
            fresh = [triple for triple in _run_rule(store, name, text) if triple not in known and triple not in found]
            counts[name] += len(fresh)
            found.update(fresh)
        if not found:
            return Derivation(tuple(sort_quads(_in_graph(known, graph))), counts)
        known |= found
        store.add(_in_graph(found, graph))
    raise RuleError(f"the rules of ontology/rules still give new triples after {MAX_ROUNDS} rounds; look for a loop")


def _run_rule(store: GraphStore, name: str, text: str) -> Iterable[Triple]:
    try:
        result = store.query(text)
    except QueryError as error:
        raise RuleError(f"ontology/rules/{name}.rq: {error}") from error
    if not isinstance(result, Triples):
        raise RuleError(f"ontology/rules/{name}.rq: a rule must be a CONSTRUCT query")
    for triple in result.triples:
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            raise RuleError(f"ontology/rules/{name}.rq: a rule must not make blank nodes; name the node with IRI()")
    return result.triples


def _in_graph(triples: Iterable[Triple], graph: NamedNode) -> list[Quad]:
    return [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples]
