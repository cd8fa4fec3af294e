"""Options that several commands share, and the one way in which they print tables."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kg.tables import FORMATS, Table, render

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]

graph_option: Decorator = click.option(
    "-g",
    "--graph",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder that kg build wrote.",
)
format_option: Decorator = click.option(
    "--format",
    "form",
    type=click.Choice((*FORMATS, "xlsx")),
    default="table",
    show_default=True,
    help="How to print the rows.",
)
bom_option: Decorator = click.option("--bom", is_flag=True, help="Begin CSV and TSV with a byte order mark, for Excel.")
iri_option: Decorator = click.option("--iri", is_flag=True, help="Print IRIs instead of labels.")


def table_options(command: Command) -> Command:
    """``--format`` and ``--bom``: every command that prints rows has them."""
    return format_option(bom_option(command))


def print_table(table: Table, form: str, *, bom: bool = False) -> None:
    """``table`` on stdout; cut to the width of the terminal if it is one, a workbook only into a file.

    Raises:
        click.UsageError: if a workbook would go to a terminal.
    """
    if form == "xlsx":
        _print_workbook(table)
        return
    click.echo(render(table, form, bom=bom, width=_terminal_width()), nl=False)


def _print_workbook(table: Table) -> None:
    if sys.stdout.isatty():
        raise click.UsageError("xlsx is no text; send it into a file: --format xlsx > answer.xlsx")
    from kg.sheets import workbook

    click.echo(workbook({"answer": table}), nl=False)


def _terminal_width() -> int | None:
    if not sys.stdout.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def say(message: str) -> None:
    """A remark to the user, on stderr."""
    click.echo(message, err=True)
