"""``kg info``: what a graph holds."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import graph_option, print_table, table_options


@click.command(
    epilog="""\b
Examples:
  kg info
  kg info kinds --format md"""
)
@click.argument("part", type=click.Choice(("reports", "types", "kinds", "totals")), required=False)
@graph_option
@table_options
def info(part: str | None, graph: Path, form: str, bom: bool) -> None:
    """Say what a graph holds: reports, types, kinds of fact.

    Without PART all of them; the slots of each kind stand beside it.
    """
    from kg.inspect import info_tables, long_table
    from kg.tables import render

    tables = info_tables(graph)
    if part is not None:
        print_table(tables[part], form, bom=bom)
    elif form == "json":
        click.echo(json.dumps({name: table.records() for name, table in tables.items()}, ensure_ascii=False, indent=2))
    elif form in ("table", "md"):
        titles = {name: f"## {name}\n" if form == "md" else f"{name}" for name in tables}
        click.echo("\n".join(f"{titles[name]}\n{render(table, form)}" for name, table in tables.items()), nl=False)
    else:
        print_table(long_table(tables), form, bom=bom)
