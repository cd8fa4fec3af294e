"""A real server, started as a user starts it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

KG = [sys.executable, "-m", "kg"]


@dataclass(frozen=True)
class Server:
    """A running ``kg serve``."""

    url: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        return int(self.url.rstrip("/").rpartition(":")[2])


@contextmanager
def started(graph: Path, *options: str) -> Iterator[Server]:
    process = subprocess.Popen(
        [*KG, "serve", "-g", str(graph), "--port", "0", *options], stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stderr is not None
    try:
        lines = []
        for line in process.stderr:
            lines.append(line)
            if address := re.search(r"is open at (\S+/)", line):
                yield Server(address[1], process)
                return
        raise AssertionError("".join(lines))
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stderr.close()
