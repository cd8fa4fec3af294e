"""``kg show``: all that the graph says of one thing, with the quotes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import graph_option, iri_option, print_table, table_options

if TYPE_CHECKING:
    from kg.content import Content, FactRecord
    from kg.derived import DerivedEdge
    from kg.inspect import ThingView


@click.command(
    epilog="""\b
Examples:
  kg show 推想医疗
  kg show 推想医疗 --kind Approval --format csv --bom"""
)
@click.argument("name")
@click.option("--kind", metavar="KIND", help="Only facts of this kind (Approval, Funding, Deal …).")
@graph_option
@table_options
@iri_option
def show(name: str, kind: str | None, graph: Path, form: str, bom: bool, iri: bool) -> None:
    """Show all that the graph says of one thing, with quotes.

    NAME is its name, one of its other names, or its IRI; case and width do not matter.
    """
    from kg.content import read_content
    from kg.derived import derived_edges
    from kg.inspect import facts_table, find_things, view_thing
    from kg.store import GraphStore
    from ontology.schema import load_schema

    spelling = {known.casefold(): known for known in load_schema().kinds}
    if kind is not None and kind.casefold() not in spelling:
        raise click.BadParameter(f"{kind!r} is no kind of fact; choose from {', '.join(spelling.values())}")
    store = GraphStore.open(graph)
    content = read_content(store)
    wanted = spelling[kind.casefold()] if kind else None
    views = [view_thing(content, thing, kind=wanted) for thing in find_things(content, name)]
    edges = {view.thing.iri: () if kind else derived_edges(store, view.thing.iri) for view in views}
    if form == "table":
        texts = [[*_lines(view, content, iri=iri), *_edge_lines(view, edges[view.thing.iri])] for view in views]
        click.echo("\n\n".join("\n".join(lines) for lines in texts))
    elif form == "json":
        records = [_record(view, content, edges[view.thing.iri]) for view in views]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        facts = {fact.iri: fact for view in views for group in view.facts.values() for fact in group}
        print_table(facts_table(content, facts.values(), iri=iri), form, bom=bom)


def _lines(view: ThingView, content: Content, *, iri: bool) -> Iterator[str]:
    from ontology.schema import load_schema

    thing = view.thing
    yield f"{_line(thing.label)} ({', '.join(thing.types)})"
    if iri:
        yield f"  {thing.iri}"
    if thing.aliases:
        yield f"  also called {_line('、'.join(thing.aliases))}"
    titles = {report.stem: report.title for report in content.reports.values()}
    for stem in thing.docs:
        yield f"  named in {stem}: {_line(titles.get(stem, ''))}"
    for kind, facts in view.facts.items():
        yield ""
        yield f"{load_schema().kind(kind).label_zh} {kind}: {len(facts)}"
        for fact in facts:
            yield from _fact_lines(fact, content, iri=iri)
    if not view.facts:
        yield "  no facts"


def _edge_lines(view: ThingView, edges: Sequence[DerivedEdge]) -> Iterator[str]:
    """What follows from several facts, and how to see which."""
    if not edges:
        return
    yield ""
    yield f"推导 derived: {len(edges)}"
    for edge in edges:
        facts = f"{len(edge.facts)} fact{'s' if len(edge.facts) > 1 else ''}"
        yield f"  {edge.label} {_line(edge.value)} ({edge.relation}, from {facts})"
    yield f"  why: kg query derivations -p entity={_line(view.thing.label)}"


def _fact_lines(fact: FactRecord, content: Content, *, iri: bool) -> Iterator[str]:
    from kg.inspect import confidence_words, slot_words, source_words

    badge = "" if fact.modality == "asserted" else f"[{fact.modality}] "
    slots = " · ".join(f"{label} {words}" for _, label, words in slot_words(fact))
    yield f"  {badge}{_line(slots)}"
    yield f"    「{_line(fact.quote)}」"
    yield f"    {_line(source_words(fact, content))}; {confidence_words(fact.confidence)}, rule {_line(fact.rule)}"
    if iri:
        yield f"    {fact.iri}"


def _line(words: str) -> str:
    from kg.tables import visible

    return visible(words)


def _record(view: ThingView, content: Content, edges: Sequence[DerivedEdge]) -> dict[str, Any]:
    from kg.inspect import facts_table

    thing = view.thing
    facts = [fact for group in view.facts.values() for fact in group]
    return {
        "id": thing.iri,
        "name": thing.label,
        "types": list(thing.types),
        "aliases": list(thing.aliases),
        "docs": list(thing.docs),
        "facts": facts_table(content, facts, iri=True).records(),
        "derived": [{"relation": edge.relation, "value": edge.value, "facts": list(edge.facts)} for edge in edges],
    }
