"""Workers against real queries: bounded in time and memory, replaced when ended, cut off from the network."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kg.engine.frames import Question
from kg.engine.pool import StandingBuild, WorkerPool
from kg.engine.process import Outcome
from kg.errors import (
    BusyError,
    KgError,
    OutdatedError,
    QueryError,
    QueryRefusedError,
    QueryTimeoutError,
    QueryTooLargeError,
    UnacceptableError,
)
from kg.namespaces import DEFAULT_BASE
from kg.outputs import STORE_FOLDER, build_mark

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
EASY = "SELECT ?s { ?s a mai:Company } ORDER BY ?s LIMIT 2"

Use = Callable[[WorkerPool, StandingBuild], Awaitable[None]]


def standing(graph: Path) -> StandingBuild:
    mark = build_mark(graph)
    assert mark is not None
    return StandingBuild(graph, DEFAULT_BASE, mark)


def with_pool(graph: Path, use: Use, *, size: int = 1, waiting: int = 10, patience: float = 20) -> None:
    async def run() -> None:
        pool = WorkerPool(size=size, waiting=waiting, patience=patience)
        await pool.start(standing(graph))
        try:
            await use(pool, standing(graph))
        finally:
            await pool.stop()

    asyncio.run(run())


async def answer(pool: WorkerPool, build: StandingBuild, text: str, **bounds: object) -> tuple[Outcome, bytes]:
    parts: list[bytes] = []
    question = Question(text, **({"seconds": 20} | bounds))  # type: ignore[arg-type]
    outcome = await pool.run(question, build, parts.append)
    return outcome, b"".join(parts)


def test_answers_name_their_kind_and_form(sample_graph: Path) -> None:
    async def use(pool: WorkerPool, build: StandingBuild) -> None:
        table, written = await answer(pool, build, EASY, table_form="text/csv")
        assert (table.kind, table.form, table.rows, table.truncated) == ("table", "text/csv", 2, False)
        assert written.startswith(b"s\r\nhttps://medai-kg.example/id/company/")
        truth, written = await answer(pool, build, "ASK { ?s a mai:Company }")
        assert (truth.kind, written) == ("boolean", b'{"head":{},"boolean":true}')
        graph, written = await answer(pool, build, "CONSTRUCT WHERE { ?s a mai:Company }", rows=3)
        assert (graph.kind, graph.form, graph.rows, graph.truncated) == ("graph", "application/n-triples", 3, True)
        assert written.endswith(b"# truncated: there are more triples\n")
        with pytest.raises(UnacceptableError, match="text/csv"):
            await answer(pool, build, EASY, table_form=None)

    with_pool(sample_graph, use)


BAD: list[tuple[str, type[KgError], str]] = [
    ("SELECT * {", QueryError, "line 1"),
    ("INSERT DATA { <a:a> <a:a> <a:a> }", QueryRefusedError, "updates are refused"),
    ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", QueryRefusedError, "SERVICE is refused"),
    ("SELECT * { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }", QueryError, "nested too deeply"),
    (ENDLESS, QueryTimeoutError, "stopped after 1 s"),
    ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?i", QueryTooLargeError, "memory"),
]


@pytest.mark.parametrize(("text", "error", "words"), BAD)
def test_what_cannot_be_answered_is_said_and_harms_nobody(
    sample_graph: Path, text: str, error: type[KgError], words: str
) -> None:
    async def use(pool: WorkerPool, build: StandingBuild) -> None:
        with pytest.raises(error, match=words):
            await answer(pool, build, text, seconds=1 if error is QueryTimeoutError else 60)
        for _ in range(2):
            assert (await answer(pool, build, EASY))[0].rows == 2

    with_pool(sample_graph, use)


def test_who_goes_away_stops_the_engine(sample_graph: Path) -> None:
    async def use(pool: WorkerPool, build: StandingBuild) -> None:
        running = asyncio.create_task(answer(pool, build, ENDLESS))
        await asyncio.sleep(0.3)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        # The only worker was at work: this is answered because it was ended.
        assert (await answer(pool, build, EASY))[0].rows == 2

    with_pool(sample_graph, use)


def test_queries_wait_in_turn_and_not_for_ever(sample_graph: Path) -> None:
    async def use(pool: WorkerPool, build: StandingBuild) -> None:
        running = asyncio.create_task(answer(pool, build, ENDLESS, seconds=3))
        await asyncio.sleep(0.1)
        late = asyncio.create_task(answer(pool, build, EASY))
        await asyncio.sleep(0.1)
        with pytest.raises(BusyError, match="wait already"):
            await answer(pool, build, EASY)
        with pytest.raises(BusyError, match="came free"):
            await late
        with pytest.raises(QueryTimeoutError):
            await running

    with_pool(sample_graph, use, waiting=1, patience=0.5)


def test_a_build_that_has_gone_is_not_taken_for_the_one_that_stands(sample_graph: Path) -> None:
    async def use(pool: WorkerPool, build: StandingBuild) -> None:
        with pytest.raises(OutdatedError):
            await answer(pool, StandingBuild(build.folder, build.base, (0, 0, 0, 0)), EASY)
        assert (await answer(pool, build, EASY))[0].rows == 2

    with_pool(sample_graph, use)


CALLING = """
import sys, pyoxigraph as ox
from pathlib import Path
from kg.engine.confinement import allow_many_files, confine
from kg.store import GraphStore
allow_many_files()
store = GraphStore.open_path(Path(sys.argv[1]))
if sys.argv[3] == "confined":
    confine()
try:
    list(store._store.query("SELECT * { SERVICE <http://127.0.0.1:%s/> { ?s ?p ?o } }" % sys.argv[2]))
except (OSError, RuntimeError) as error:
    print(error)
print(sum(1 for _ in store.quads()))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize(("how", "called"), [("free", True), ("confined", False)])
def test_a_confined_process_cannot_call_out_even_if_the_text_was_let_through(
    sample_graph: Path, how: str, called: bool
) -> None:
    calls = []

    def take(listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            calls.append(1)
            connection.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=take, args=(listener,), daemon=True)
        thread.start()
        port = str(listener.getsockname()[1])
        command = [sys.executable, "-c", CALLING, str(sample_graph / STORE_FOLDER), port, how]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True, env=os.environ)
        listener.shutdown(socket.SHUT_RDWR)
    assert bool(calls) is called
    assert int(done.stdout.split()[-1]) > 1000, "the store is read to its end without opening a file"
