"""``kg validate``: the graph against the fact schema."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import graph_option, print_table, say, table_options


@click.command(
    epilog="""\b
Examples:
  kg validate
  kg validate --format csv --bom"""
)
@graph_option
@table_options
def validate(graph: Path, form: str, bom: bool) -> None:
    """Check the graph against the fact schema.

    Prints what breaks, in Chinese and English, with names and quotes.
    The exit code is 1 if something does; warnings alone leave it at 0.
    """
    from kg.store import GraphStore
    from kg.tables import Table
    from kg.validate import validate_graph

    store = GraphStore.open(graph)
    say(f"checking {len(store):,} statements, which takes a while")
    breaches = validate_graph(store)
    columns = ("report", "severity", "message", "message_zh", "subject", "value", "quote")
    rows = tuple(tuple(getattr(breach, name) for name in columns) for breach in breaches)
    if rows or form != "table":
        print_table(Table(columns, rows), form, bom=bom)
    violations = sum(breach.severity == "violation" for breach in breaches)
    say(f"{violations} violations, {len(breaches) - violations} warnings")
    if violations:
        raise click.exceptions.Exit(1)
