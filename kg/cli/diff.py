"""``kg diff``: what changed between two graphs."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import print_table, say, table_options


@click.command(
    epilog="""\b
Examples:
  kg diff output-old output
  kg diff output-old output --format csv --bom"""
)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@table_options
@click.option("--exit-code", is_flag=True, help="Exit with 1 if the graphs differ, for scripts.")
def diff(old: Path, new: Path, form: str, bom: bool, exit_code: bool) -> None:
    """Tell what changed between two graphs.

    OLD and NEW are folders that kg build wrote.
    """
    from kg.diff import diff_counts, diff_table

    table = diff_table(old, new)
    if table.rows or form != "table":
        print_table(table, form, bom=bom)
    say(diff_counts(table))
    if exit_code and table.rows:
        raise click.exceptions.Exit(1)
