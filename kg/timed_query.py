"""A query under a time limit: it runs in a process of its own, because only a process can be stopped for sure."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg.engine.forms import GRAPH_FORMS, TABLE_FORMS
from kg.engine.frames import Question
from kg.engine.process import Worker
from kg.errors import QueryError
from kg.store import Answer, GraphStore, QueryResult, Term, collect


def query_within(
    store: GraphStore,
    text: str,
    *,
    seconds: float,
    parameters: Mapping[str, Term] | None = None,
    limit: int | None = None,
) -> QueryResult:
    """Answer ``text`` like ``store.query``, but stop after ``seconds`` (the start of the process does not count).

    Raises:
        QueryTimeoutError: if the answer took longer.
        QueryError: if the query is wrong, or the store lives in memory, where no other process can reach it.
    """
    if store.path is None:
        raise QueryError("a time limit needs a store on disk; ask without one")
    question = Question(text, seconds, rows=limit, parameters=dict(parameters or {}))
    return asyncio.run(_ask(store.path, store.namespaces.base, question))


async def _ask(store_path: Path, base: str, question: Question) -> QueryResult:
    worker = await Worker.start(store_path, base=base)
    parts: list[bytes] = []
    try:
        outcome = await worker.run(question, parts.append)
    finally:
        await worker.end()
    result = collect(_parsed(outcome.form, b"".join(parts)))
    return replace(result, truncated=True) if outcome.truncated and not isinstance(result, Answer) else result


def _parsed(form: str, written: bytes) -> object:
    if form in TABLE_FORMS:
        return ox.parse_query_results(written, format=TABLE_FORMS[form])
    return ox.parse(written, format=GRAPH_FORMS[form])
