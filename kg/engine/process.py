"""A worker as the server sees it: started, asked, and ended when its time is up."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg import errors
from kg.engine.frames import CHUNK, HEADER, Kind, Question, pack_question, unpack
from kg.errors import KgError, QueryError, QueryTimeoutError, QueryTooLargeError, StoreError

_START_SECONDS = 30
#: A worker that has held so many bytes is not asked again: memory once taken does not come back.
_WORN_OUT = 256 * 1024 * 1024
#: What a worker may say went wrong; any other name is not believed.
_ERRORS: dict[str, type[KgError]] = {
    name: getattr(errors, name) for name in ("QueryError", "QueryRefusedError", "UnacceptableError", "StoreError")
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer was: a ``table``, ``boolean`` or ``graph`` in a media type, and whether a bound cut it off."""

    kind: str
    form: str
    rows: int
    truncated: bool


class Worker:
    """A process with the store open, one question at a time."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._expired = False
        self._worn = False

    @classmethod
    async def start(cls, store: Path, *, base: str) -> Worker:
        """A worker that has opened ``store`` and waits for a question.

        Raises:
            StoreError: if the store cannot be opened, or the process cannot be started.
        """
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "kg.engine.worker", str(store), base,
                stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=2 * CHUNK,
            )  # fmt: skip
        except OSError as error:
            raise StoreError(f"no process can be started for a query: {error.strerror}") from error
        worker = cls(process)
        try:
            async with asyncio.timeout(_START_SECONDS):
                await worker._read(0)
        except BaseException as error:
            await worker.end()
            if isinstance(error, TimeoutError | QueryError):
                raise StoreError("the process for queries does not start; is there enough memory?") from None
            raise
        return worker

    @property
    def fit(self) -> bool:
        """Whether it can be asked again."""
        return self._process.returncode is None and not (self._expired or self._worn)

    async def run(self, question: Question, write: Callable[[bytes], object]) -> Outcome:
        """Ask ``question`` and give the bytes of the answer to ``write``; cancelled or out of time, it is ended.

        Raises:
            KgError: if the query is wrong, refused, cannot be answered, or hits a bound.
        """
        assert self._process.stdin is not None
        timer = asyncio.get_running_loop().call_later(question.seconds, self._expire)
        try:
            self._process.stdin.write(pack_question(question))
            while True:
                kind, content = await self._read(question.seconds)
                if kind is not Kind.DATA:
                    break
                write(content)
        except KgError:
            raise
        except BaseException:
            self.kill()
            raise
        finally:
            timer.cancel()
        end = unpack(content)
        self._worn = end["peak"] > _WORN_OUT
        return Outcome(end["kind"], end["form"], end["rows"], end["truncated"])

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._worn = True
        if self._process.returncode is None:
            self._process.kill()

    async def end(self) -> None:
        """End the process, and wait until it has ended and its pipes are closed."""
        self.kill()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        await self._process.wait()
        # What it had still to say goes nowhere, but as long as it is not read the pipe stays open.
        while await self._process.stdout.read(CHUNK):
            pass

    def _expire(self) -> None:
        self._expired = True
        self.kill()

    async def _read(self, seconds: float) -> tuple[Kind, bytes]:
        """The next frame; an error that the worker tells of, or the cause of its death, is raised."""
        assert self._process.stdout is not None
        try:
            kind, length = HEADER.unpack(await self._process.stdout.readexactly(HEADER.size))
            content = await self._process.stdout.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise _cause_of_death(await self._process.wait(), expired=self._expired, seconds=seconds) from None
        if kind == Kind.ERROR.value:
            raise _error(content)
        return Kind(kind), content


def _error(content: bytes) -> KgError:
    record = unpack(content)
    kind = _ERRORS.get(record["error"], QueryError)
    if issubclass(kind, QueryError):
        return kind(record["message"], line=record.get("line"), column=record.get("column"))
    return kind(record["message"])


def _cause_of_death(code: int, *, expired: bool, seconds: float) -> KgError:
    signals = sys.platform != "win32"
    if expired or (signals and code == -signal.SIGALRM):
        return QueryTimeoutError(
            f"the query was stopped after {seconds:g} s; narrow it (fewer ?variables, a LIMIT) or raise --timeout"
        )
    if signals and code == -signal.SIGSEGV:
        return QueryError("the query is nested too deeply, or has too many parts; write it shorter")
    return QueryTooLargeError("the query needs more memory than one may have; narrow it (fewer ?variables, a LIMIT)")
