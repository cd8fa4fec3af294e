"""How ``kg sparql`` and ``kg query`` print what the store answers."""

from __future__ import annotations

import json

import click

from kg.cli.options import print_table, say
from kg.exports import turtle
from kg.results import result_table
from kg.store import Answer, GraphStore, QueryResult, Triples


def print_result(result: QueryResult, store: GraphStore, *, form: str, bom: bool, iri: bool) -> None:
    """Rows in the form asked for, true or false for ASK, Turtle for CONSTRUCT and DESCRIBE."""
    if isinstance(result, Answer):
        _print_answer(result, form)
        return
    if isinstance(result, Triples):
        click.echo(turtle(result.triples, namespaces=store.namespaces).decode("utf-8"), nl=False)
        shown = len(result.triples)
    else:
        print_table(result_table(result, store, iri=iri), form, bom=bom)
        shown = len(result.rows)
    if result.truncated:
        say(f"only the first {shown} are shown; raise --limit for more")
    elif not shown:
        say("no results")


def _print_answer(answer: Answer, form: str) -> None:
    word = "true" if answer.value else "false"
    click.echo(json.dumps({"boolean": answer.value}) if form in ("json", "jsonl") else word)
