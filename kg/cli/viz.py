"""``kg viz``: the graph, or a part of it, as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import graph_option


def _known_kinds(_context: click.Context, _parameter: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    """``names`` as the schema spells them; the schema is only read when a kind is asked for."""
    if not names:
        return ()
    from kg.network import load_projections

    spelling = {kind.casefold(): kind for kind in load_projections().kinds}
    unknown = [name for name in names if name.casefold() not in spelling]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} gives no edges; choose from {', '.join(spelling.values())}")
    return tuple(spelling[name.casefold()] for name in names)


@click.command(
    epilog="""\b
Examples:
  kg viz -o graph.html
  kg viz --all -o pictures
  kg viz --around 推想医疗 --hops 2 --kind Approval --kind Develops -o 推想.html"""
)
@click.option("--around", metavar="NAME", help="Show the things near this one, given by its name or an alias.")
@click.option(
    "--hops", type=click.IntRange(1, 6), default=1, show_default=True, help="How many steps away from NAME to go."
)
@click.option(
    "--kind",
    "kinds",
    metavar="KIND",
    multiple=True,
    callback=_known_kinds,
    help="Only edges from facts of this kind (Approval, Funding, Deal …); may be given several times.",
)
@click.option(
    "--limit",
    type=click.IntRange(2, 30_000),
    default=400,
    show_default=True,
    help="Most nodes to show; the page says how many there are.",
)
@click.option("--all", "every", is_flag=True, help="All pictures and an index.html, in the folder that -o names.")
@graph_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File to write, or with --all the folder.  [default: graph.html, pictures]",
)
def viz(
    around: str | None, hops: int, kinds: tuple[str, ...], limit: int, every: bool, graph: Path, output: Path | None
) -> None:
    """Draw the graph as one HTML file that opens offline in any browser.

    Shows the best connected things, or with --around what is near one of them; with --all a folder of pictures: the
    graph, its best connected companies, its projections and communities. Paths of the files go to stdout.
    """
    if every and (around is not None or kinds):
        raise click.UsageError("--all draws everything; leave --around and --kind out")
    if not every and output is not None and output.is_dir():
        raise click.BadParameter(f"{output} is a folder; name a file in it, or add --all", param_hint="-o")
    # pyvis and numpy take half a second to load, which kg --help should not wait for.
    from kg.store import GraphStore

    store = GraphStore.open(graph)
    if every:
        from kg.viz.gallery import write_gallery

        for path in write_gallery(store, output or Path("pictures")):
            click.echo(path)
        return
    from kg.viz import write_page

    output = output or Path("graph.html")
    write_page(store, output, around=around, hops=hops, kinds=kinds, limit=limit)
    click.echo(output)
