"""What a server is told when it starts, and the bounds of what it does for one request."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """The folder that ``kg build`` wrote, and the bounds of every query."""

    graph: Path
    #: Seconds that a query may run, and that it may wait for its turn.
    timeout: float = 30.0
    #: Most rows of a SELECT, triples of a CONSTRUCT.
    rows: int = 100_000
    #: Most bytes of an answer.
    answer_bytes: int = 256 * 1024 * 1024
    #: Most bytes of a query.
    query_bytes: int = 1024 * 1024
    #: Queries that run at once, each in a process of its own, and that may wait.
    workers: int = 4
    waiting: int = 200
