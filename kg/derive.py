"""Direct edges between things, derived by the ontology's rules until nothing new follows, each with its trace."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg import terms
from kg.errors import QueryError, RuleError
from kg.facts import digest
from kg.namespaces import DEFAULT_BASE, Namespaces, local_name
from kg.rdf import sort_quads
from kg.store import GraphStore
from ontology.derivation import Rule, load_rules

#: Rules that feed each other settle in a few rounds; one that never does is a mistake in a rule.
MAX_ROUNDS = 50
#: ?a ?property ?b, and ?a ?property <b>
_OPEN_PROPERTY = re.compile(r"[?$]\w+\s+[?$]\w+\s+[?$<\"\w]|[;{.]\s*[?$]\w+\s+[?$<\"\w]+\s*[;.}]")


@dataclass(frozen=True, slots=True)
class Derivation:
    """The derived edges and their traces as sorted quads, and how many edges each rule was the first to give."""

    edges: tuple[Quad, ...]
    traces: tuple[Quad, ...]
    counts: dict[str, int]


@dataclass(slots=True)
class _Trace:
    """What one edge follows from: the rules that gave it, and the facts and derivations that they read."""

    rules: set[str] = field(default_factory=set)
    premises: set[NamedNode] = field(default_factory=set)


def derive(store: GraphStore, *, rules: Sequence[Rule] | None = None) -> Derivation:
    """Run the rules over ``store`` (in memory) to a fixed point; what they give goes into it too.

    Edges stand in the graph ``derived``. Each has a node in the graph ``derivations`` that names the edge as a
    reified RDF statement, the rules, and under ``prov:wasDerivedFrom`` the facts and other derivations it follows from.
    ``rules`` are those of the ontology unless others are given.

    Raises:
        RuleError: if a rule is no SPARQL, makes blank nodes, or never settles.
    """
    given = sorted(load_rules() if rules is None else rules, key=lambda rule: rule.name)
    names = store.namespaces
    graph = names.graph("derived")
    traces: dict[Triple, _Trace] = defaultdict(_Trace)
    counts = dict.fromkeys((rule.name for rule in given), 0)
    running = given
    for _ in range(MAX_ROUNDS):
        for rule in running:
            for edge, premises in _run_rule(store, rule):
                counts[rule.name] += edge not in traces
                traces[edge].rules.add(rule.name)
                traces[edge].premises.update(premises)
        edges = [Quad(edge.subject, edge.predicate, edge.object, graph) for edge in traces]
        steps = [quad for edge, trace in traces.items() for quad in _trace_quads(edge, trace, names)]
        before = len(store)
        store.add([*edges, *steps])
        if len(store) == before:
            return Derivation(tuple(sort_quads(edges)), tuple(sort_quads(steps)), counts)
        running = [rule for rule in given if _may_read_derived(rule, given)]
    raise RuleError(f"the rules of ontology/rules still give new triples after {MAX_ROUNDS} rounds; look for a loop")


def _may_read_derived(rule: Rule, rules: Sequence[Rule]) -> bool:
    """Whether what the rules give may give ``rule`` something new: it names one of their properties, or leaves open
    which property it asks for.
    """
    asked = rule.support_text.partition("{")[2]
    named = any(re.search(rf"[:#/]{re.escape(local_name(one.property))}\b", asked) for one in rules)
    return named or "Derivation" in asked or "rdf:" in asked or _OPEN_PROPERTY.search(asked) is not None


def _run_rule(store: GraphStore, rule: Rule) -> Iterator[tuple[Triple, list[NamedNode]]]:
    """The edges that ``rule`` gives now, each with premises; the same edge once for every way to derive it."""
    names = store.namespaces
    try:
        rows = store.select(names.rebase(rule.support_text))
    except QueryError as error:
        raise RuleError(f"ontology/rules/{rule.name}.rq: {error}") from error
    predicate = NamedNode(names.rebase(rule.property))
    for subject, value, *premises in rows:
        if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
            raise RuleError(
                f"ontology/rules/{rule.name}.rq: a rule must not make blank nodes; name the node with IRI()"
            )
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            yield Triple(subject, predicate, value), [one for one in premises if isinstance(one, NamedNode)]


def _trace_quads(edge: Triple, trace: _Trace, names: Namespaces) -> Iterator[Quad]:
    graph = names.graph("derivations")
    # The node is named after the edge, whatever the base of the graph.
    node = names.derivation(digest([str(term).replace(names.base, DEFAULT_BASE) for term in edge]))
    yield Quad(node, terms.TYPE, names.term("Derivation"), graph)
    yield Quad(node, terms.STATEMENT_SUBJECT, edge.subject, graph)
    yield Quad(node, terms.STATEMENT_PREDICATE, edge.predicate, graph)
    yield Quad(node, terms.STATEMENT_OBJECT, edge.object, graph)
    for rule in trace.rules:
        yield Quad(node, names.term("byRule"), terms.text(rule), graph)
    for premise in trace.premises:
        yield Quad(node, terms.DERIVED_FROM, premise, graph)
