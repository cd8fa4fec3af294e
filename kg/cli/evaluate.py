"""``kg eval``: a graph against annotated reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import graph_option, print_table, say, table_options

if TYPE_CHECKING:
    from kg.evaluation import Evaluation
    from kg.tables import Table

#: The tables of ``kg.evaluation.report``, named here so that the help loads nothing.
PARTS = ("entities", "facts", "sources", "slots", "rules", "merges", "causes", "errors")


@click.command(
    name="eval",
    epilog="""\b
Examples:
  kg eval
  kg eval causes --format csv --bom""",
)
@click.argument("part", type=click.Choice(PARTS), required=False)
@click.option(
    "--gold",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder with NAME.entities.jsonl and NAME.facts.jsonl for each report NAME; "
    "not needed for a graph of the bundled sample reports.",
)
@graph_option
@click.option(
    "--errors",
    type=click.IntRange(0),
    help="Print so many examples of each cause, with the quote; the part 'errors' prints all without it.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Count only facts that are at least this sure.",
)
@click.option(
    "--write-rules",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write how often each rule was right, as the table that the reader corrects confidences with.",
)
@click.option(
    "--add",
    is_flag=True,
    help="Add to the counts in the file of --write-rules: for annotated reports that it has not seen.",
)
@table_options
def evaluate(
    part: str | None,
    gold: Path | None,
    graph: Path,
    errors: int | None,
    min_confidence: float,
    write_rules: Path | None,
    add: bool,
    form: str,
    bom: bool,
) -> None:
    """Measure the graph against annotated reports.

    Without PART all of them: found (tp), made up (fp) and missed (fn), precision, recall and F1 by type of thing, kind
    of fact, source and slot; precision by rule, beside the confidence that its facts carry; pairs of names that share
    a node, right, wrong, or left apart; mistakes by cause. The first figures ask for the key slots and forgive
    spelling; the strict ones (s.P, s.R, s.F1) want every slot to be the same.
    """
    from kg.evaluation import evaluate_graph
    from kg.evaluation.report import for_people, report_tables

    if add and write_rules is None:
        raise click.UsageError("--add needs a table to add to: give it with --write-rules FILE")
    evaluation = evaluate_graph(graph, gold or _bundled(graph), min_confidence=min_confidence)
    tables = report_tables(evaluation, examples=errors)
    if write_rules is not None:
        from kg.evaluation.calibration import write_measured

        write_measured(evaluation.rules, write_rules, add=add)
        say(f"{len(evaluation.rules)} rules are measured in {write_rules}")
    if part:
        table = for_people(tables[part]) if form in ("table", "md") else tables[part]
        print_table(table, form, bom=bom)
    else:
        _print_all({name: table for name, table in tables.items() if errors or name != "errors"}, form, bom=bom)
    _say_summary(evaluation)


def _bundled(graph: Path) -> Path:
    from kg.evaluation import bundled_annotations

    folder = bundled_annotations(graph)
    if folder is None:
        raise click.UsageError(
            f"{graph} was not built from the bundled sample reports: give annotations with --gold DIR"
        )
    return folder


def _print_all(tables: dict[str, Table], form: str, *, bom: bool) -> None:
    from kg.evaluation.report import for_people, long_table

    if form == "json":
        click.echo(json.dumps({name: table.records() for name, table in tables.items()}, ensure_ascii=False, indent=2))
    elif form in ("table", "md"):
        for number, (name, table) in enumerate(tables.items()):
            click.echo(("\n" if number else "") + (f"## {name}\n" if form == "md" else name))
            print_table(for_people(table), form)
    else:
        print_table(long_table(tables), form, bom=bom)


def _say_summary(evaluation: Evaluation) -> None:
    for name in evaluation.absent:
        say(f"{name} is annotated but not in the graph: everything in it counts as missed")
    say(f"{len(evaluation.reports)} annotated reports are in the graph")
    if evaluation.unknown_kinds:
        kinds = ", ".join(f"{kind} ({count})" for kind, count in evaluation.unknown_kinds.items())
        say(f"annotated facts of kinds that the schema does not have were passed over: {kinds}")
    for merge in evaluation.wrong_merges:
        say(f"{merge.report}: {merge.names[0]} and {merge.names[1]} share a node and are annotated as two things")
    for what, scores in (("things", evaluation.entities), ("facts", evaluation.facts)):
        relaxed, strict = scores["ALL"].relaxed, scores["ALL"].strict
        figures = f"precision {relaxed.precision:.3f}, recall {relaxed.recall:.3f}, F1 {relaxed.f1:.3f}"
        say(f"{what}: {figures} (strict F1 {strict.f1:.3f})")
