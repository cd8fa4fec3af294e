"""``kg report``: the industry as the reports tell it, as one page for people."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import graph_option


@click.command(
    epilog="""\b
Examples:
  kg report -o overview.html
  kg report -g output -o overview.html"""
)
@graph_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("overview.html"),
    show_default=True,
    help="File to write.",
)
def report(graph: Path, output: Path) -> None:
    """Write an overview of the industry as one HTML page that opens offline and prints.

    Key figures, league tables, timelines, the pipeline funnel, the network, disagreements, gaps and sources; every
    line opens on the sentences it rests on. The path of the file goes to stdout.
    """
    from kg.overview import write_overview
    from kg.store import GraphStore

    write_overview(GraphStore.open(graph), output)
    click.echo(output)
