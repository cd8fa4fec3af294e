"""``kg export``: the graph in a format of other tools."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import bom_option, graph_option, say

#: The formats and what each is for; ``kg.formats`` writes them.
FORMATS = {
    "trig": "RDF with named graphs, for people",
    "nq": "RDF with named graphs, a line for each quad",
    "ttl": "RDF in one graph, Turtle",
    "nt": "RDF in one graph, a line for each triple",
    "rdfxml": "RDF in one graph, XML",
    "jsonld": "RDF with named graphs, JSON",
    "context": "the prefixes of the JSON-LD as a context file",
    "graphml": "things and edges, for yEd, Gephi or Cytoscape",
    "gexf": "things and edges, for Gephi",
    "cytoscape": "things and edges, JSON for Cytoscape and cytoscape.js",
    "neo4j-nodes": "things, CSV for neo4j-admin database import",
    "neo4j-edges": "edges, CSV for neo4j-admin database import",
    "xlsx": "a sheet for each kind of fact, with quotes, for Excel",
    "parquet": "a row for each fact, for data frames (needs pyarrow)",
    "facts-csv": "a row for each fact, with quote, report and place",
    "nodes-csv": "a row for each thing",
    "edges-csv": "a row for each edge",
}


@click.command(
    epilog="""\b
Examples:
  kg export graphml -o graph.graphml
  kg export xlsx -o facts.xlsx

\b
Formats:
"""
    + "\n".join(f"  {name:<11} {purpose}" for name, purpose in FORMATS.items())
)
@click.argument("form", metavar="FORMAT", type=click.Choice(tuple(FORMATS)))
@graph_option
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write; default stdout.")
@bom_option
def export(form: str, graph: Path, output: Path | None, bom: bool) -> None:
    """Write the graph in a format of other tools."""
    from kg.formats import write_format
    from kg.store import GraphStore

    content = write_format(GraphStore.open(graph), form, bom=bom)
    if output is None and form in ("xlsx", "parquet") and sys.stdout.isatty():
        raise click.UsageError(f"{form} is no text; name a file with -o")
    if output is None:
        click.echo(content, nl=False)
        return
    output.write_bytes(content)
    say(f"wrote {output} ({len(content):,} bytes)")
