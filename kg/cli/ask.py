"""``kg ask``: a question in Chinese, answered with SPARQL and quotes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import graph_option, print_table, say, table_options

if TYPE_CHECKING:
    from kg.ask import Answer
    from kg.content import Content

NOT_UNDERSTOOD = 1


@click.command(
    epilog="""\b
Examples:
  kg ask 推想医疗拿到了哪些三类证？
  kg ask 2023年以来哪家公司融资次数最多 --format csv
  kg ask --examples"""
)
@click.argument("question", nargs=-1)
@click.option("--examples", is_flag=True, help="List questions that this graph can answer.")
@graph_option
@table_options
def ask(question: tuple[str, ...], examples: bool, graph: Path, form: str, bom: bool) -> None:
    """Answer a question asked in Chinese.

    Says how the question was read and which SPARQL was run, and quotes the sentences behind the answer; where it was
    not understood, lists the nearest questions that can be answered.
    """
    from kg.ask import Asker, example_questions
    from kg.content import read_content
    from kg.store import GraphStore
    from kg.tables import Table

    text = " ".join(question).strip()
    if not text and not examples:
        raise click.UsageError("ask something, as in: kg ask 谁的三类证最多？ (kg ask --examples lists more)")
    store = GraphStore.open(graph)
    content = read_content(store)
    if examples:
        print_table(Table(("question",), tuple((line,) for line in example_questions(content))), form, bom=bom)
        return
    answer = Asker(store, content).ask(text)
    if form == "json":
        click.echo(json.dumps(_record(answer, content), ensure_ascii=False, indent=2))
    else:
        _explain(answer)
        _print(answer, content, form, bom=bom)
    if not answer.answered:
        raise click.exceptions.Exit(NOT_UNDERSTOOD)


def _explain(answer: Answer) -> None:
    """How the question was read, on stderr."""
    from kg.tables import visible

    for part in answer.understood:
        say(f"{visible(part.words)} → {visible(part.meaning)}")
    if answer.unknown:
        say(f"passed over 没有用上: {visible('、'.join(answer.unknown))}")
    if answer.sparql:
        say(f"\n{answer.sparql}\n")


def _print(answer: Answer, content: Content, form: str, *, bom: bool) -> None:
    """The sentence, the rows and the quotes; only the rows where another program reads them."""
    from kg.inspect import source_words
    from kg.tables import visible

    if form != "table":
        print_table(answer.table, form, bom=bom)
    else:
        click.echo(f"{visible(answer.sentence_zh)}\n{visible(answer.sentence_en)}")
        if answer.table.rows:
            click.echo()
            print_table(answer.table.without("原文", "报告") if answer.facts else answer.table, form)
        for fact in answer.facts:
            click.echo(f"\n「{visible(fact.quote)}」\n  {visible(source_words(fact, content))}")
    for line in answer.nearest:
        say(f"try 试试: kg ask {visible(line)}")


def _record(answer: Answer, content: Content) -> dict[str, object]:
    from kg.inspect import facts_table

    return {
        "question": answer.question,
        "understood": {part.words: part.meaning for part in answer.understood},
        "unknown": list(answer.unknown),
        "answer": {"zh": answer.sentence_zh, "en": answer.sentence_en},
        "sparql": answer.sparql,
        "rows": answer.table.records(),
        "facts": facts_table(content, answer.facts, iri=True).records(),
        "nearest": list(answer.nearest),
    }
