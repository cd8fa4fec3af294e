"""How much processor time each named query takes on a graph: ``python -m benchmarks.queries GRAPH``.

All in one process, the first run of each left out, the median of five after it.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from kg.errors import KgError
from kg.store import GraphStore
from queries import load_queries

PASSES = 5
BOUND_MS = 100


def main(arguments: list[str]) -> None:
    """Print one line a query, the slowest first, and how many take longer than ``BOUND_MS``."""
    try:
        store = GraphStore.open(Path(arguments[0]))
    except KgError as error:
        sys.exit(f"{error}")
    times = {name: _median(store, query.bound()) for name, query in load_queries().items()}
    print(f"{len(times)} queries on {len(store):,} quads; median of {PASSES} runs with the default parameters")
    print(f"{'query':<28}{'ms':>8}{'rows':>8}")
    for name, (milliseconds, rows) in sorted(times.items(), key=lambda item: -item[1][0]):
        print(f"{name:<28}{milliseconds:>8.1f}{rows:>8}")
    slow = [name for name, (milliseconds, _) in times.items() if milliseconds > BOUND_MS]
    print(f"over {BOUND_MS} ms: {', '.join(slow) or 'none'}")


def _median(store: GraphStore, text: str) -> tuple[float, int]:
    text = store.namespaces.rebase(text)
    rows = len(store.select(text))
    times = []
    for _ in range(PASSES):
        start = time.process_time()
        store.select(text)
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times), rows


if __name__ == "__main__":
    main(sys.argv[1:])
