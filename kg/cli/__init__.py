"""The ``kg`` command: each subcommand is a module here, loaded only when it is called."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

import click

from kg.errors import KgError

#: Subcommands in the order of use, with the line that ``kg --help`` shows (their modules take long to load).
COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "build": "Read reports into a graph.",
        "info": "Say what a graph holds: reports, types, kinds of fact.",
        "show": "Show all that the graph says of one thing, with quotes.",
        "ask": "Answer a question asked in Chinese.",
        "query": "Run one of the named queries.",
        "sparql": "Run a SPARQL query.",
        "analyze": "Run an analysis: a table, a picture, and what it says in words.",
        "docs": "Explain the ontology on one page, with examples from the graph.",
        "report": "Write an overview of the industry as one HTML page that opens offline and prints.",
        "viz": "Draw the graph as one HTML file that opens offline in any browser.",
        "serve": "Open the graph in the browser and as a SPARQL endpoint.",
        "validate": "Check the graph against the fact schema.",
        "eval": "Measure the graph against annotated reports.",
        "diff": "Tell what changed between two graphs.",
        "export": "Write the graph in a format of other tools.",
    }
)

#: Where the module (and the function in it) cannot have the name of the command.
_MODULES = MappingProxyType({"eval": "evaluate"})

INTERRUPTED = 130
BROKEN_PIPE = 141


def module_of(command: str) -> str:
    """The module of ``kg.cli`` that holds a command."""
    return _MODULES.get(command, command)


class LazyGroup(click.Group):
    """A group that imports a command when it is called, and turns every error into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        name = module_of(cmd_name)
        command: click.Command = getattr(importlib.import_module(f"kg.cli.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; an unknown one with those that are spelt like it."""
        name = args[0] if args else ""
        near = get_close_matches(name, COMMANDS, n=3, cutoff=0.5)
        if near and name not in COMMANDS and not name.startswith("-"):
            ctx.fail(f"no command is called {name!r}: did you mean {' or '.join(near)}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])

    def main(self, args: Sequence[str] | None = None, *rest: Any, **settings: Any) -> Any:
        """Run the command line; what goes wrong ends in one line and an exit code, never in a traceback."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure") and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
                stream.reconfigure(encoding="utf-8", errors="replace")
        return super().main(args, *rest, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader (head, less) has seen enough; Python must not try to write the rest at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(BROKEN_PIPE) from None
        except KeyboardInterrupt:
            click.echo("kg: stopped; nothing was changed", err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None
        except KgError as error:
            click.echo(f"kg: {error}", err=True)
            raise click.exceptions.Exit(1) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            raise _unexpected(error) from None
        return result


def _unexpected(error: Exception) -> click.exceptions.Exit:
    """An error of the system, or a mistake of ours: one line, and the traceback for who asks for it."""
    if os.environ.get("KG_DEBUG"):
        traceback.print_exc()
    if isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"kg: {place}{error.strerror}", err=True)
    else:
        words = " ".join(f"{type(error).__name__}: {error}".split())
        click.echo(f"kg: something went wrong that should not ({words}); KG_DEBUG=1 shows where", err=True)
    return click.exceptions.Exit(1)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  kg build reports/ -o output
  kg show 推想医疗 -g output""",
)
@click.version_option(package_name="medai-kg", prog_name="kg")
def main() -> None:
    """Turn Chinese medical-AI industry reports into a knowledge graph, with the sentence behind every fact.

    Results go to stdout, talk goes to stderr. Exit codes: 0 done, 1 failed or a file was skipped, 2 wrong usage.
    """
