"""What a worker may use of the machine: memory up to a bound, and no file or connection that it has not open yet."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

#: Bytes of memory of a worker, the store's caches included.
MAX_MEMORY = 1024 * 1024 * 1024
#: How long after its time a worker ends itself, should nobody be there any more to end it.
_GRACE_SECONDS = 2.0


def allow_many_files() -> None:
    """Let the store open all of its files at once, however many they are."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def confine() -> None:
    """From now on: bounded memory, no core files, no new file, socket or pipe, so that nothing can be called.

    Where the system has no such limits (Windows), only the text of the query is watched.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (MAX_MEMORY, MAX_MEMORY))
    lowest_free = os.dup(0)
    os.close(lowest_free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free, lowest_free))


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """The system ends this process if the block takes longer, even if the server that would do so is gone."""
    if sys.platform == "win32":
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def peak_memory() -> int:
    """The most bytes that this process has held, 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
