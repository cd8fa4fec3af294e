"""``kg query``: the analysts' named queries."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import graph_option, iri_option, print_table, table_options


@click.command(
    epilog="""\b
Examples:
  kg query --list
  kg query funding -p since=2023 --format csv --bom"""
)
@click.argument("name", required=False)
@click.option("-p", "--param", "params", metavar="KEY=VALUE", multiple=True, help="Set a parameter; may be repeated.")
@click.option("--list", "list_all", is_flag=True, help="List the queries and their parameters.")
@click.option("--sparql", "print_text", is_flag=True, help="Print the query instead of running it.")
@graph_option
@table_options
@iri_option
@click.option("--limit", type=click.IntRange(1), help="Print no more rows than this, and say so.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), metavar="SECONDS", help="Stop after so long.")
def query(
    name: str | None,
    params: tuple[str, ...],
    list_all: bool,
    print_text: bool,
    graph: Path,
    form: str,
    bom: bool,
    iri: bool,
    limit: int | None,
    timeout: float | None,
) -> None:
    """Run one of the named queries.

    Without NAME, or with --list, lists them.
    """
    if list_all or name is None:
        _print_list(form, bom=bom)
        return
    from kg.cli.answers import print_result
    from kg.store import GraphStore
    from kg.timed_query import query_within

    text = _bound(name, _assignments(params))
    if print_text:
        click.echo(text, nl=False)
        return
    store = GraphStore.open(graph)
    text = store.namespaces.rebase(text)
    if timeout is None:
        result = store.query(text, limit=limit)
    else:
        result = query_within(store, text, seconds=timeout, limit=limit)
    print_result(result, store, form=form, bom=bom, iri=iri)


def _assignments(params: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for param in params:
        key, equals, value = param.partition("=")
        if not equals or not key:
            raise click.BadParameter(f"{param!r}: write -p key=value", param_hint="-p")
        values[key] = value
    return values


def _bound(name: str, values: dict[str, str]) -> str:
    from queries import QueryError, named_query

    try:
        return named_query(name).bound(values)
    except QueryError as error:
        raise click.UsageError(f"{error} (kg query --list shows all)") from None


def _print_list(form: str, *, bom: bool) -> None:
    from kg.tables import Table
    from queries import load_queries

    rows = [
        (name, item.title_zh, item.title_en, ", ".join(f"{one.name} ({one.type})" for one in item.parameters))
        for name, item in load_queries().items()
    ]
    print_table(Table(("query", "题目", "title", "parameters"), tuple(rows)), form, bom=bom)
