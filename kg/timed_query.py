"""A query under a time limit: it runs in a process of its own, because only a process can be stopped for sure."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from kg.engine.frames import Question
from kg.engine.process import Worker
from kg.engine.results import read_result
from kg.errors import QueryError
from kg.store import GraphStore, QueryResult, Term


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
    return read_result(outcome, b"".join(parts))
