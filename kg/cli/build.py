"""``kg build``: reads reports into a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import say

if TYPE_CHECKING:
    from kg.build import BuildReport
    from kg.inputs import Inputs


@click.command(
    epilog="""\b
Examples:
  kg build -o output
  kg build reports/ --min-confidence 0.8 -o output"""
)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder for the graph; a former build there is replaced at the end.",
)
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that read; by default as many as pay off.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="Leave out facts that are less sure than this.",
)
@click.option(
    "--decisions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A proposals.tsv of an earlier build, with accept or refuse behind the rows.",
)
@click.option(
    "--base",
    default="https://medai-kg.example/",
    show_default=True,
    help="Web address that all IRIs of the graph begin with.",
)
@click.option(
    "--max-bytes",
    type=click.IntRange(1),
    default=20_000_000,
    show_default=True,
    help="Refuse files that are larger.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be read.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
def build(
    paths: tuple[Path, ...],
    output: Path,
    workers: int | None,
    min_confidence: float,
    decisions: Path | None,
    base: str,
    max_bytes: int,
    dry_run: bool,
    quiet: bool,
) -> None:
    """Read reports into a graph.

    PATHS are files, or folders of files; without PATHS the bundled sample reports are read. The same reports give the
    same graph, byte for byte. A report that cannot be read and a passage that a rule fails on are skipped with one line
    each, and the exit code is 1. The former graph stays until the new one is complete.
    """
    if not paths:
        from extract.samples import sample_paths

        paths = sample_paths()
        if not quiet:
            say("no paths given: building the bundled sample reports")
    if dry_run:
        _print_plan(paths, output, max_bytes)
        return
    from kg.build import run_build
    from kg.cli.progress import BuildProgress

    with BuildProgress(quiet=quiet) as progress:
        report = run_build(
            paths,
            output,
            workers=workers,
            min_confidence=min_confidence,
            decisions=decisions,
            base=base,
            max_bytes=max_bytes,
            progress=progress,
        )
    if not quiet:
        _say_summary(report)
    if report.skipped or report.failures:
        raise click.exceptions.Exit(1)


def _print_plan(paths: tuple[Path, ...], output: Path, max_bytes: int) -> None:
    from kg.cli.options import print_table
    from kg.inputs import find_inputs
    from kg.outputs import CACHE_FOLDER, standing_output
    from kg.reading import from_cache
    from kg.tables import Table

    inputs: Inputs = find_inputs(paths)
    cache = standing_output(output) / CACHE_FOLDER
    rows = []
    for source in inputs.sources:
        known = from_cache(source, cache, max_bytes=max_bytes) is not None
        rows.append((str(source.path), source.stem, source.size, "unchanged" if known else "to be read"))
    print_table(Table(("file", "report", "bytes", "state"), tuple(rows)), "table")
    for note in inputs.notes:
        say(note)
    say(f"{len(rows)} reports would go into {output}; nothing was written")


def _say_summary(report: BuildReport) -> None:
    counts = report.counts
    option = "" if report.out == Path("output") else f" -g {report.out}"
    said = ("report", counts["reports"]), ("thing", counts["entities"]), ("fact", counts["facts"])
    told = [f"{number} {word}{'' if number == 1 else 's'}" for word, number in said]
    say(", ".join([*told, f"{counts['quarantined']} quarantined, {counts['proposals']} waiting for a decision"]))
    say(f"The graph is in {report.out}: open {report.out / 'graph.html'}, read {report.out / 'quality.md'}")
    say("Try next:")
    say(f"  kg show {report.well_known}{option}")
    say(f"  kg query --list{option}")
