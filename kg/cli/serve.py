"""``kg serve``: the graph in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import graph_option, say


@click.command(
    epilog="""\b
Examples:
  kg serve
  kg serve -g output --port 8080"""
)
@graph_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen on; 0 is any free."
)
def serve(graph: Path, host: str, port: int) -> None:
    """Open the graph in the browser.

    Nothing can be changed through it.
    A graph that kg build makes anew in the same folder is picked up without a restart. Ctrl-C stops the server.
    """
    from kg.serve.run import is_loopback
    from kg.serve.run import serve as run
    from kg.serve.settings import ServeSettings

    if not is_loopback(host):
        say(f"warning: everyone who can reach {host} can read the whole graph; --host 127.0.0.1 keeps it here")

    def ready(address: str) -> None:
        say(f"{graph} is open at {address}; Ctrl-C stops the server")

    run(ServeSettings(graph), host=host, port=port, ready=ready)
