"""A query under a time limit: it runs in a process of its own, because only a process can be stopped for sure."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from kg.errors import KgError, QueryError, QueryTimeoutError, StoreError
from kg.store import GraphStore, QueryResult, Term

_READY = "ready"


@dataclass(frozen=True, slots=True)
class _Question:
    path: Path
    base: str
    text: str
    parameters: Mapping[str, Term]
    limit: int | None


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
    question = _Question(store.path, store.namespaces.base, text, dict(parameters or {}), limit)
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(question, sender), daemon=True)
    process.start()
    sender.close()
    try:
        return _receive(receiver, seconds)
    finally:
        process.kill()
        process.join()
        receiver.close()


def _receive(receiver: Connection, seconds: float) -> QueryResult:
    try:
        receiver.recv()
        if not receiver.poll(seconds):
            raise QueryTimeoutError(
                f"the query was stopped after {seconds:g} s; narrow it (fewer ?variables, a LIMIT) or raise --timeout"
            )
        outcome = receiver.recv()
    except EOFError:
        raise StoreError("the process that ran the query died; is there enough memory?") from None
    if isinstance(outcome, KgError):
        raise outcome
    result: QueryResult = outcome
    return result


def _answer(question: _Question, sender: Connection) -> None:
    """What the other process does: say that it is up, then send the result or the error."""
    try:
        store = GraphStore.open_path(question.path, base=question.base)
        sender.send(_READY)
        outcome: QueryResult | KgError = store.query(
            question.text, parameters=question.parameters, limit=question.limit
        )
    except KgError as error:
        outcome = error
    sender.send(outcome)
