"""How long the pages of ``kg serve`` take, each asked for the first time and again.

    make bench-serve                    over output/
    make bench-serve OUT=/tmp/graph     over another graph

httpx reads each page over one connection that stays open. "First" is the first time that anybody asks for the page
after a build was opened; "again" asks for the whole page once more, not for a 304. Pages: all things in turns of the
search, all parts of all reports, every tenth fact, and the others.
"""

from __future__ import annotations

import html
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from kg.outputs import read_manifest

MOST = 150
OTHERS = ["/", "/queries", "/quality", "/query", "/ask", "/graph", "/search?q=ai", "/search.json?q=tx"]


def main(graph: Path) -> None:
    """Print a line for each sort of page, then the median of all."""
    command = [sys.executable, "-m", "kg", "serve", "-g", str(graph), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as server:
        assert server.stderr is not None
        address = next(found[1] for line in server.stderr if (found := re.search(r"is open at (\S+/)", line)))
        try:
            with httpx.Client(base_url=address, headers={"accept": "text/html"}, timeout=60) as client:
                _measure(client, graph)
        finally:
            server.terminate()


def _measure(client: httpx.Client, graph: Path) -> None:
    every: list[float] = []
    print(f"{'pages':<12}{'count':>7}{'first ms':>10}{'again ms':>10}{'slowest':>10}{'median KB':>11}")
    for sort, paths in _pages(client, graph):
        first = [_seconds(client, path) for path in paths]
        again = [_seconds(client, path)[0] for path in paths]
        seconds = [one[0] for one in first]
        every += seconds
        size = statistics.median(one[1] for one in first) / 1000
        print(
            f"{sort:<12}{len(paths):>7}{statistics.median(seconds) * 1000:>10.1f}"
            f"{statistics.median(again) * 1000:>10.1f}{max(seconds) * 1000:>10.1f}{size:>11.0f}"
        )
    print(f"median of all {len(every)} pages, asked for the first time: {statistics.median(every) * 1000:.1f} ms")


def _pages(client: httpx.Client, graph: Path) -> Iterator[tuple[str, list[str]]]:
    yield "others", OTHERS
    things = [link for page in range(1, 40) for link in _links(client, f"/search?page={page}", 'class="hit" href=')]
    yield "things", _some(list(dict.fromkeys(things)))
    facts = [link for thing in _some(things)[:40] for link in _links(client, thing, 'class="detail" href=')]
    yield "facts", _some(list(dict.fromkeys(facts)))
    stems = [str(entry["stem"]) for entry in read_manifest(graph)["inputs"]]
    yield "reports", [f"/doc/{stem}?part={part}" for stem in stems for part in range(1, 6)]
    yield "questions", [f"/queries/{name}" for name in _names(client)]


def _names(client: httpx.Client) -> list[str]:
    return [link.rpartition("/")[2] for link in _links(client, "/queries", "data-item><a href=")]


def _links(client: httpx.Client, path: str, before: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(re.escape(before) + r'"([^"]+)"', client.get(path).text)]


def _some(paths: list[str]) -> list[str]:
    return paths[:: max(1, len(paths) // MOST)][:MOST]


def _seconds(client: httpx.Client, path: str) -> tuple[float, int]:
    begun = time.perf_counter()
    answer = client.get(path)
    answer.raise_for_status()
    return time.perf_counter() - begun, len(answer.content)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "output"))
