"""Queries of users, run by a worker for as long as somebody waits for the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.engine.frames import Question
from kg.engine.pool import WorkerPool
from kg.engine.process import Outcome
from kg.engine.results import read_result
from kg.errors import OutdatedError
from kg.store import QueryResult

Write = Callable[[bytes], object]

#: A page is made in the server's own process, so it takes less than ``/sparql`` gives.
_PAGE_BYTES = 32 * 1024 * 1024
#: How often a query that meets a build in mid-swap is asked again.
_ATTEMPTS = 20
_PAUSE = 0.05


async def query_result(request: Request, text: str, *, rows: int) -> QueryResult:
    """The answer to a query, for a page: ``rows`` and ``_PAGE_BYTES`` at most, within the time of the server.

    The body of ``request`` must have been read. Raises what ``run_question`` raises.
    """
    parts: list[bytes] = []
    question = Question(text, request.app.state.settings.timeout, rows=rows, size=_PAGE_BYTES)
    outcome = await run_question(request, question, parts.append)
    return read_result(outcome, b"".join(parts))


async def run_question(request: Request, question: Question, write: Write) -> Outcome:
    """Run ``question`` over the build that stands and give the bytes of the answer to ``write``.

    When the client goes away the engine is stopped.

    Raises:
        KgError: if the query is wrong, refused, cannot be answered, hits a bound, or finds no free worker.
        HTTPException: if the client went away.
    """
    running = asyncio.create_task(_run(request, question, write))
    watching = asyncio.create_task(_until_gone(request))
    try:
        await asyncio.wait({running, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            raise HTTPException(400, "the client went away")
        return running.result()
    finally:
        for task in (running, watching):
            task.cancel()
        await asyncio.gather(running, watching, return_exceptions=True)


async def _run(request: Request, question: Question, write: Write) -> Outcome:
    workers: WorkerPool = request.app.state.workers
    for attempt in range(_ATTEMPTS):
        snapshot = await request.app.state.graph.current()
        try:
            return await workers.run(question, snapshot.build, write)
        except OutdatedError:
            if attempt == _ATTEMPTS - 1:
                raise
        await asyncio.sleep(_PAUSE)
    raise AssertionError("unreachable")


async def _until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
