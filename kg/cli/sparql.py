"""``kg sparql``: any SPARQL query over the graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import graph_option, iri_option, table_options


@click.command(
    epilog="""\b
Examples:
  kg sparql "SELECT ?name WHERE { ?c a mai:Company ; rdfs:label ?name } LIMIT 10"
  echo "ASK { ?a mai:partnerOf ?b }" | kg sparql -"""
)
@click.argument("query", required=False)
@graph_option
@table_options
@iri_option
@click.option("--limit", type=click.IntRange(1), help="Print no more rows than this, and say so.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), metavar="SECONDS", help="Stop after so long.")
def sparql(
    query: str | None, graph: Path, form: str, bom: bool, iri: bool, limit: int | None, timeout: float | None
) -> None:
    """Run a SPARQL query.

    QUERY is the query itself, a file (FILE.rq), or - for stdin. The prefixes mai:, id: and those of the aligned
    vocabularies are known. The default graph is the union of all graphs. CONSTRUCT and DESCRIBE print Turtle.
    """
    text = _read_query(query)
    from kg.cli.answers import print_result
    from kg.store import GraphStore
    from kg.timed_query import query_within

    store = GraphStore.open(graph)
    if timeout is None:
        result = store.query(text, limit=limit)
    else:
        result = query_within(store, text, seconds=timeout, limit=limit)
    print_result(result, store, form=form, bom=bom, iri=iri)


def _read_query(query: str | None) -> str:
    if query == "-" or (query is None and not sys.stdin.isatty()):
        return sys.stdin.read()
    if query is None:
        raise click.UsageError("give a query, a file or - for stdin")
    if query.endswith((".rq", ".sparql")) or _is_file(query):
        try:
            return Path(query).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise click.BadParameter(f"{query} cannot be read: {reason}", param_hint="QUERY") from None
    return query


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # a query is too long for a path, or holds what no path may
        return False
