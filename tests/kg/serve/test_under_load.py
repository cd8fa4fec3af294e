"""Many clients at once, and a build beside a running server: nobody sees an error, and memory stays flat."""

import os
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
from serving import Server, started

from kg.build import run_build

PAGES = ["/", "/id/graph/entities.nt", "/shapes.json"]
QUERIES = [
    "SELECT ?name { ?c a mai:Company ; rdfs:label ?name }",
    "SELECT ?kind (COUNT(?f) AS ?n) { ?f a ?kind ; prov:wasDerivedFrom ?e } GROUP BY ?kind ORDER BY ?kind",
    "CONSTRUCT WHERE { ?a a ?b }",
]


def use(url: str, rounds: int) -> list[str]:
    """What went wrong for one client that asks this often."""
    wrong = []
    with httpx.Client(base_url=url, timeout=60) as client:
        for number in range(rounds):
            query = QUERIES[number % len(QUERIES)]
            page = PAGES[number % len(PAGES)]
            for answer in (client.get("/sparql", params={"query": query}), client.get(page)):
                if answer.status_code != 200 or not answer.content:
                    wrong.append(f"{answer.url}: {answer.status_code} {answer.text[:200]}")
    return wrong


def resident(process: int) -> int:
    """Bytes in memory of the server and its workers, in MB; 0 where the system does not tell."""
    children = Path(f"/proc/{process}/task/{process}/children")
    if not children.exists():
        return 0
    total = 0
    for each in [process, *map(int, children.read_text().split())]:
        status = Path(f"/proc/{each}/status").read_text()
        total += int(next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1])
    return total // 1024


def test_fifty_clients_at_once_get_no_error_and_memory_stays_flat(sample_graph: Path) -> None:
    with started(sample_graph) as server, ThreadPoolExecutor(50) as clients:

        def all_use(rounds: int) -> list[str]:
            wrong = clients.map(lambda _: use(server.url, rounds), range(50))
            return [line for lines in wrong for line in lines]

        assert all_use(1) == []
        before = resident(server.process.pid)
        assert all_use(3) == []
        assert resident(server.process.pid) < before * 1.25 + 10


def meanwhile(server: Server, work: Callable[[], object]) -> tuple[list[str], int]:
    """What went wrong for clients that ask without a pause while ``work`` is done, and how often they asked."""
    done = threading.Event()
    rounds = []

    def keep_asking(_: int) -> list[str]:
        wrong = []
        while not done.is_set() and not wrong:
            wrong = use(server.url, 3)
            rounds.append(1)
            done.wait(0.05)  # leave the work some of the machine
        return wrong

    with ThreadPoolExecutor(4) as clients:
        asking = [clients.submit(keep_asking, number) for number in range(4)]
        try:
            work()
        finally:
            done.set()
        return [line for future in asking for line in future.result()], len(rounds)


def test_a_rebuild_disturbs_no_request_in_flight(tmp_path: Path, small_graph: Path) -> None:
    graph = tmp_path / "graph"
    shutil.copytree(small_graph, graph)
    reports = []
    count = {"query": "SELECT (COUNT(DISTINCT ?r) AS ?n) { ?r mai:sha256 ?x }", "format": "csv"}

    def build() -> None:
        for number in range(2, 5):
            reports.append(tmp_path / f"more-{number}.txt")
            reports[-1].write_text(f"澄影科技的肺结节产品第{number}版获批。\n", encoding="utf-8")
            run_build(reports, graph)
            answer = httpx.get(f"{server.url}sparql", params=count, timeout=60)
            assert answer.text.split() == ["n", str(len(reports))]

    with started(graph) as server:
        wrong, rounds = meanwhile(server, build)
    assert wrong == []
    assert rounds > 0


def test_swaps_in_quick_succession_disturb_no_request_in_flight(tmp_path: Path, sample_graph: Path) -> None:
    """The swap itself, as a build does it, many times over: what stands is moved away before the new one comes."""
    graph, other, old = (tmp_path / name for name in ("graph", "other", ".graph.old"))
    shutil.copytree(sample_graph, graph)
    shutil.copytree(sample_graph, other)

    def swap() -> None:
        for _ in range(15):
            graph.rename(old)
            other.rename(graph)
            old.rename(other)
            os.utime(other / "manifest.json")
            threading.Event().wait(0.15)

    with started(graph) as server:
        wrong, rounds = meanwhile(server, swap)
    assert wrong == []
    assert rounds > 0
