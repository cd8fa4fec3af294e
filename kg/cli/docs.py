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
    """Explain the ontology on one page, with examples from the graph.

    The page opens offline and has classes, kinds of fact, direct edges and their rules, concepts and the named queries.
    The path of the file goes to stdout.
    """
    from kg.ontology_page import write_page
    from kg.store import GraphStore

    write_page(GraphStore.open(graph), output)
    click.echo(output)
