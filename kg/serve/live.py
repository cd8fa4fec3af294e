"""The graph that is served: opened once, and again when a build has put a new one in its place."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from kg.engine.pool import StandingBuild
from kg.errors import KgError
from kg.namespaces import Namespaces
from kg.outputs import STORE_FOLDER, BuildMark, build_mark, read_manifest, standing_output
from kg.store import GraphStore

Value = TypeVar("Value")
_ATTEMPTS = 10
_PAUSE = 0.05
_log = logging.getLogger("kg.serve")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One build, whole: a request keeps the snapshot that it began with, whatever is built meanwhile."""

    store: GraphStore
    manifest: Mapping[str, Any]
    #: Where the build stood when it was opened. A later build takes the place: read files through ``once`` only.
    folder: Path
    mark: BuildMark
    _made: dict[Callable[[Snapshot], Any], Any] = field(default_factory=dict, repr=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def build(self) -> StandingBuild:
        """What a worker needs to open the same build."""
        return StandingBuild(self.folder, self.namespaces.base, self.mark)

    @property
    def namespaces(self) -> Namespaces:
        """The IRIs of this build."""
        return self.store.namespaces

    def once(self, make: Callable[[Snapshot], Value]) -> Value:
        """What ``make`` makes of this snapshot, made at the first call and kept as long as the snapshot."""
        with self._lock:
            if make not in self._made:
                self._made[make] = make(self)
            value: Value = self._made[make]
            return value


def open_snapshot(graph: Path) -> Snapshot:
    """The build that stands at ``graph`` now; a swap that happens meanwhile is waited for.

    Raises:
        KgError: if there is no graph, or it cannot be opened.
    """
    for attempt in range(_ATTEMPTS):
        last = attempt == _ATTEMPTS - 1
        try:
            place = standing_output(graph)
            mark = build_mark(place)
            manifest = read_manifest(place)
            store = GraphStore.open_path(place / STORE_FOLDER, base=str(manifest["settings"]["base"]))
        except KgError:
            if last or (attempt == 0 and not standing_output(graph).exists()):
                raise
        else:
            if mark is not None and mark == build_mark(place):
                return Snapshot(store, manifest, place, mark)
        time.sleep(_PAUSE)
    raise KgError(f"{graph} is built again and again; try once more when the builds are done")


class LiveGraph:
    """Holds the snapshot of the build that stands now; ``warm`` is run on each before requests see it."""

    def __init__(self, graph: Path, *, warm: tuple[Callable[[Snapshot], Any], ...] = ()) -> None:
        self._graph = graph
        self._warm = warm
        self._lock = asyncio.Lock()
        self._refused: BuildMark | None = None
        self._snapshot = self._open()

    @property
    def opened(self) -> Snapshot:
        """The snapshot that was opened last, without a look at the disk."""
        return self._snapshot

    async def current(self) -> Snapshot:
        """The snapshot of the build that stands now; a new build is opened by the first request that meets it."""
        if self._is_new():
            async with self._lock:
                if self._is_new():
                    await self._reopen()
        return self._snapshot

    def _is_new(self) -> bool:
        mark = build_mark(self._graph)
        return mark is not None and mark not in (self._snapshot.mark, self._refused)

    async def _reopen(self) -> None:
        try:
            self._snapshot = await asyncio.to_thread(self._open)
        except KgError as error:
            # The former build goes on being served; the broken one is not tried again at every request.
            self._refused = build_mark(self._graph)
            _log.warning("the new graph cannot be opened, the former one is served on: %s", error)
        else:
            _log.info("the graph was built anew and is open")

    def _open(self) -> Snapshot:
        snapshot = open_snapshot(self._graph)
        for make in self._warm:
            snapshot.once(make)
        return snapshot
