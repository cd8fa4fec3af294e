"""``kg analyze``: analyses of the graph, each a subcommand made from its row in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import Command, graph_option, iri_option, print_table, say, table_options

if TYPE_CHECKING:
    from kg.analysis import Analysis, AnalysisResult, Parameter

#: How many rows a table on the terminal shows unless told otherwise.
ROWS = 20


class AnalysisGroup(click.Group):
    """A group whose subcommands are the rows of the catalogue."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The analyses in the order of the catalogue."""
        from kg.analysis import load_catalogue

        return list(load_catalogue().analyses)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of an analysis."""
        from kg.analysis import load_catalogue

        analysis = load_catalogue().analyses.get(cmd_name)
        return _command(analysis) if analysis else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand that ``args`` name; for an unknown one the nearest are told."""
        from kg.analysis import known_analysis
        from kg.errors import NotFoundError

        if not args[0].startswith("-"):
            try:
                known_analysis(args[0])
            except NotFoundError as error:
                raise click.UsageError(f"{error} (kg analyze --list shows all)") from None
        return super().resolve_command(ctx, args)


@click.group(
    cls=AnalysisGroup,
    invoke_without_command=True,
    epilog="""\b
Examples:
  kg analyze --list
  kg analyze concentration --quotes""",
)
@click.option("--list", "list_all", is_flag=True, help="List the analyses and their parameters.")
@table_options
@click.pass_context
def analyze(context: click.Context, list_all: bool, form: str, bom: bool) -> None:
    """Run an analysis: a table, a picture, and what it says in words.

    Without NAME, or with --list, lists them.
    """
    if list_all or context.invoked_subcommand is None:
        _print_list(form, bom=bom)
        context.exit()


def _print_list(form: str, *, bom: bool) -> None:
    from kg.analysis import load_catalogue
    from kg.tables import Table

    rows = [
        (name, one.title.zh, one.title.en, ", ".join(f"{each.name} ({each.type})" for each in one.parameters))
        for name, one in load_catalogue().analyses.items()
    ]
    print_table(Table(("analysis", "题目", "title", "parameters"), tuple(rows)), form, bom=bom)


def _command(analysis: Analysis) -> click.Command:
    """The subcommand of an analysis: its own parameters before those that all share."""

    @_shared_options
    def run(**given: Any) -> None:
        own = {parameter.name: given.pop(parameter.name) for parameter in analysis.parameters}
        _run(analysis, own, **given)

    title = f"{analysis.title.en} · {analysis.title.zh}"
    examples = "\n".join(f"  kg analyze {example}" for example in analysis.examples)
    command = click.command(
        analysis.name,
        short_help=title,
        help=f"{title}.\n\n{analysis.shows.en}\n\n{analysis.limits.en}",
        epilog=f"\b\nExamples:\n{examples}",
    )(run)
    command.params = [*map(_click_parameter, analysis.parameters), *command.params]
    return command


def _click_parameter(parameter: Parameter) -> click.Parameter:
    """A parameter of the catalogue as click has it: its type, its bounds, and its words in both languages."""
    kind = _click_type(parameter)
    if parameter.argument:
        return click.Argument([parameter.name], type=kind, required=parameter.required)
    return click.Option(
        [f"--{parameter.name.replace('_', '-')}"],
        type=kind,
        default=parameter.default,
        show_default=parameter.default is not None,
        help=f"{parameter.help.en} · {parameter.help.zh}",
    )


def _click_type(parameter: Parameter) -> click.ParamType[Any]:
    if parameter.type == "integer":
        return click.IntRange(min=None if parameter.least is None else int(parameter.least))
    if parameter.type == "number":
        return click.FloatRange(min=parameter.least)
    if parameter.type == "type":
        from kg.namespaces import TYPE_ORDER

        return click.Choice(TYPE_ORDER, case_sensitive=False)
    return click.Choice(parameter.choices) if parameter.choices else click.STRING


def _date(_context: click.Context, _parameter: click.Parameter, words: str | None) -> str:
    """An ISO date at any precision."""
    if words and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", words, re.ASCII):
        raise click.BadParameter(f"{words!r}: write a year, month or day as 2024, 2024-03 or 2024-03-11")
    return words or ""


def _svg_path(_context: click.Context, _parameter: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and path.suffix.lower() != ".svg":
        raise click.BadParameter(f"{path.name}: pictures are SVG; give the file the ending .svg")
    return path


_SHARED = (
    click.option("--since", metavar="DATE", callback=_date, help="Only what is dated on or after DATE."),
    click.option("--until", metavar="DATE", callback=_date, help="Only what is dated on or before DATE."),
    click.option(
        "--report", "reports", metavar="REPORT", multiple=True, help="Only what this report says; may be repeated."
    ),
    click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only facts as sure as this."),
    click.option("--part", metavar="NAME", help="Only this table of the result."),
    click.option("--top", type=click.IntRange(0), help=f"Rows to show; 0 for all.  [default: {ROWS} as table or md]"),
    click.option("--quotes", is_flag=True, help="With the sentences and cells behind each row."),
    click.option(
        "--picture",
        metavar="FILE.svg",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=_svg_path,
        help="Draw the result into this file.",
    ),
    graph_option,
    table_options,
    iri_option,
)


def _shared_options(command: Command) -> Command:
    """The options of every analysis, in the order in which help lists them."""
    for option in reversed(_SHARED):
        command = option(command)
    return command


def _run(
    analysis: Analysis,
    own: Mapping[str, Any],
    *,
    since: str,
    until: str,
    reports: tuple[str, ...],
    min_confidence: float,
    part: str | None,
    top: int | None,
    quotes: bool,
    picture: Path | None,
    graph: Path,
    form: str,
    bom: bool,
    iri: bool,
) -> None:
    from kg.analysis import Scope, analyse, corpus_of, known_report
    from kg.analysis.printing import Printing
    from kg.content import read_content
    from kg.store import GraphStore

    if part is not None and part not in analysis.parts:
        raise click.BadParameter(f"{part!r}; choose from {', '.join(analysis.parts)}", param_hint="--part")
    content = read_content(GraphStore.open(graph))
    stems = tuple(known_report(content, name).stem for name in reports)
    result = analyse(corpus_of(content, Scope(since, until, stems, min_confidence)), analysis.name, own)
    limit = top if top is not None else ROWS if form in ("table", "md") else 0
    printing = Printing(result, content, form=form, part=part, limit=limit or None, quotes=quotes, iri=iri)
    for remark in printing.remarks():
        say(remark)
    if printing.one_table is not None:
        print_table(printing.one_table, form, bom=bom)
    else:
        click.echo(printing.page(), nl=False)
    if picture is not None:
        _draw(result, picture)


def _draw(result: AnalysisResult, picture: Path) -> None:
    """The charts of a result as files: the first as asked, others with their name before the ending."""
    from kg.charts.svg import svg

    if not result.charts:
        say("there is nothing to draw")
    for number, chart in enumerate(result.charts):
        path = picture if number == 0 else picture.with_name(f"{picture.stem}-{chart.name}.svg")
        path.write_text(svg(chart), encoding="utf-8", newline="\n")
        say(f"drawn: {path}")
