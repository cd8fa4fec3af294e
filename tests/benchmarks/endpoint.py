"""What ``/sparql`` adds to the engine's own time: the same query, asked of the engine and of a running server in turn.

    make bench-serve                    over output/
    make bench-serve OUT=/tmp/graph     over another graph

Engine: pyoxigraph in this process writes the answer as JSON. Server: http.client reads the answer over one
connection that stays open. Both are asked in turn; each figure is that of the quickest pass, which other work on the
machine disturbs least. An answer passes through three processes, so measure on a machine that does nothing else.
Then 50 clients ask at once.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pyoxigraph as ox

from kg.store import GraphStore

PASSES = 31
CLIENTS = 50
QUERIES = {
    "all names of companies": "SELECT ?name { ?c a mai:Company ; rdfs:label ?name }",
    "facts by kind": "SELECT ?kind (COUNT(?f) AS ?n) { ?f a ?kind ; prov:wasDerivedFrom ?e } GROUP BY ?kind",
    "quotes of every approval": """SELECT ?holder ?product ?quote { ?f a mai:Approval ; mai:holder ?holder ;
        mai:product ?product ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?quote }""",
    "companies that share a disease": """SELECT ?a ?b (COUNT(DISTINCT ?d) AS ?n) { ?a mai:develops/mai:targets ?d .
        ?b mai:develops/mai:targets ?d FILTER(STR(?a) < STR(?b)) } GROUP BY ?a ?b ORDER BY DESC(?n) LIMIT 20""",
    "everything": "SELECT * { GRAPH ?g { ?s ?p ?o } }",
}


def main(graph: Path) -> None:
    """Print a line for each query, then what 50 clients saw."""
    store = GraphStore.open(graph)
    command = [sys.executable, "-m", "kg", "serve", "-g", str(graph), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            url = process.stderr.readline().partition(" is open at ")[2].split()[0]
            with closing(HTTPConnection(urlsplit(url).netloc, timeout=120)) as client:
                print(f"{'query':<32}{'bytes':>12}{'engine ms':>12}{'/sparql ms':>12}{'ratio':>8}")
                for name, query in QUERIES.items():
                    _compare(name, query, store, client)
            _crowd(url)
        finally:
            process.terminate()


def _compare(name: str, query: str, store: GraphStore, client: HTTPConnection) -> None:
    def engine() -> bytes:
        return store.evaluate(query).serialize(format=ox.QueryResultsFormat.JSON) or b""

    def server() -> bytes:
        client.request("POST", "/sparql", query.encode(), {"content-type": "application/sparql-query"})
        return client.getresponse().read()

    size = len(engine())
    assert len(server()) == size
    times = [(_seconds(engine), _seconds(server)) for _ in range(PASSES)]
    own, ours = (min(column) * 1000 for column in zip(*times, strict=True))
    ratio = ours / own
    print(f"{name:<32}{size:>12,}{own:>12.2f}{ours:>12.2f}{ratio:>8.2f}")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _crowd(url: str) -> None:
    def ask(_: int) -> list[float]:
        with httpx.Client(base_url=url, timeout=120) as client:
            times = []
            for query in [*QUERIES.values()][:4]:
                start = time.perf_counter()
                client.get("/sparql", params={"query": query}).raise_for_status()
                times.append(time.perf_counter() - start)
            return times

    with ThreadPoolExecutor(CLIENTS) as clients:
        times = [one for many in clients.map(ask, range(CLIENTS)) for one in many]
    print(f"{CLIENTS} clients at once, {len(times)} queries, no error: median {statistics.median(times) * 1000:.0f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
