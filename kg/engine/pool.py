"""Workers kept warm: a query takes a free one, and one that was ended is replaced at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.engine.frames import Question
from kg.engine.process import Outcome, Worker
from kg.errors import BusyError, KgError, OutdatedError
from kg.outputs import STORE_FOLDER, BuildMark, build_mark


@dataclass(frozen=True, slots=True)
class StandingBuild:
    """A build to ask; ``mark`` tells it from the next one, which will stand in the same folder."""

    folder: Path
    base: str
    mark: BuildMark


class WorkerPool:
    """So many queries run at once, the others wait in turn."""

    def __init__(self, *, size: int, waiting: int, patience: float) -> None:
        self._size = size
        self._waiting = waiting
        self._patience = patience
        self._turns = asyncio.Semaphore(size)
        self._queue = 0
        self._idle: list[Worker] = []
        self._build: StandingBuild | None = None
        self._endings: set[asyncio.Task[None]] = set()

    async def start(self, build: StandingBuild) -> None:
        """Start all workers over ``build``.

        Raises:
            StoreError: if it cannot be opened.
        """
        self._build = build
        self._idle = list(await asyncio.gather(*(_new(build) for _ in range(self._size))))

    async def run(self, question: Question, build: StandingBuild, write: Callable[[bytes], object]) -> Outcome:
        """Ask ``question`` of ``build`` and give the bytes of the answer to ``write``.

        A build that is not that of the last query makes all workers be replaced.

        Raises:
            BusyError: if too many wait already, or no worker came free in time.
            KgError: if the query is wrong, refused, cannot be answered, or hits a bound.
        """
        await self._take_turn()
        try:
            worker = await self._worker(build)
            try:
                return await worker.run(question, write)
            finally:
                self._take_back(worker, build)
        finally:
            self._turns.release()

    async def stop(self) -> None:
        """End all workers that are not at work, and wait for those that are being ended."""
        self._build = None
        self._retire_idle()
        while self._endings:
            await asyncio.gather(*self._endings)

    async def _take_turn(self) -> None:
        if self._turns.locked() and self._queue >= self._waiting:
            raise BusyError("too many queries wait already; ask again in a moment")
        self._queue += 1
        try:
            async with asyncio.timeout(self._patience):
                await self._turns.acquire()
        except TimeoutError:
            raise BusyError(f"no worker came free within {self._patience:g} s; ask again in a moment") from None
        finally:
            self._queue -= 1

    async def _worker(self, build: StandingBuild) -> Worker:
        if build != self._build:
            self._build = build
            self._retire_idle()
        while self._idle:
            worker = self._idle.pop()
            if worker.fit:
                return worker
        return await _new(build)

    def _take_back(self, worker: Worker, build: StandingBuild) -> None:
        if worker.fit and build == self._build and len(self._idle) < self._size:
            self._idle.append(worker)
        else:
            self._later(self._replace(worker))

    def _retire_idle(self) -> None:
        for worker in self._idle:
            self._later(worker.end())
        self._idle.clear()

    async def _replace(self, former: Worker) -> None:
        await former.end()
        build = self._build
        if build is None or len(self._idle) >= self._size:
            return
        try:
            worker = await _new(build)
        except KgError:
            return  # the next query tries again, and hears why
        if build == self._build and len(self._idle) < self._size:
            self._idle.append(worker)
        else:
            await worker.end()

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._endings.add(task)
        task.add_done_callback(self._endings.discard)


async def _new(build: StandingBuild) -> Worker:
    worker = await Worker.start(build.folder / STORE_FOLDER, base=build.base)
    if build_mark(build.folder) != build.mark:
        await worker.end()
        raise OutdatedError("the graph is being built anew; ask again in a moment")
    return worker
