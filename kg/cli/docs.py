"""``kg docs``: the ontology as one HTML page, with examples out of the graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import graph_option


@click.command(
    epilog="""\b
Examples:
  kg docs -o ontology.html
  kg docs -g output -o 本体.html"""
)
@graph_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("ontology.html"),
    show_default=True,
    help="File to write.",
)
def docs(graph: Path, output: Path) -> None:
    """Explain classes, properties, concepts and queries on one page that opens offline.

    Counts and examples, with their quotes, come from the graph. The path of the file goes to stdout.
    """
    from kg.ontology_page import write_page
    from kg.store import GraphStore

    write_page(GraphStore.open(graph), output)
    click.echo(output)
