"""``kg serve``: the graph in the browser and as a SPARQL endpoint."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import graph_option, say


@click.command(
    epilog="""\b
Examples:
  kg serve
  kg serve -g output --port 8080 --timeout 10"""
)
@graph_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen on; 0 is any free."
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, 3600, min_open=True),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="Stop a SPARQL query after so long.",
)
@click.option(
    "--rows",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    help="Give no more rows or triples than this for a SPARQL query, and say so.",
)
def serve(graph: Path, host: str, port: int, timeout: float, rows: int) -> None:
    """Open the graph in the browser and as a SPARQL endpoint.

    Pages for people are at /, the endpoint for SPARQL clients is at /sparql. Nothing can be changed through it.
    A graph that kg build makes anew in the same folder is picked up without a restart. Ctrl-C stops the server.
    """
    from kg.serve.run import is_loopback
    from kg.serve.run import serve as run
    from kg.serve.settings import ServeSettings

    if not is_loopback(host):
        say(f"warning: everyone who can reach {host} can read the whole graph; --host 127.0.0.1 keeps it here")

    def ready(address: str) -> None:
        say(f"{graph} is open at {address} (SPARQL at {address}sparql); Ctrl-C stops the server")

    run(ServeSettings(graph, timeout=timeout, rows=rows), host=host, port=port, ready=ready)
