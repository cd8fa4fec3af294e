"""``kg serve`` as a command and as a plain web server: start, headers, static files, errors, rebuilds."""

import shutil
import socket
import subprocess
from pathlib import Path

import httpx
import pytest
from serving import KG, Server, started

from kg.build import run_build
from kg.errors import StoreError
from kg.serve.negotiation import preferred, wants_html
from kg.store import GraphStore


def test_the_start_page_counts_what_the_graph_holds(client: httpx.Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "6 份报告" in answer.text


@pytest.mark.parametrize("path", ["/", "/static/site.css", "/nothing/here"])
def test_every_answer_forbids_foreign_scripts_frames_and_guesses(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [("text/html", "text/html"), ("application/json", "application/json"), ("*/*", "text/plain")],
)
def test_an_error_comes_in_the_form_that_the_client_reads(client: httpx.Client, accept: str, content_type: str) -> None:
    answer = client.get("/nothing/here", headers={"accept": accept})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith(content_type)
    assert "There is nothing at this address" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/..%5capp.py",
        "/../../etc/passwd",
        "/static",
        "/static/",
    ],
)
def test_no_path_leads_out_of_the_static_files(server: Server, path: str) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    status = int(answer.split(b" ")[1])
    assert status in (307, 400, 404)
    assert b"root:" not in answer
    assert b"import" not in answer


@pytest.mark.parametrize(
    ("accept", "offered", "expected"),
    [
        (None, ["a/a", "b/b"], "a/a"),
        ("b/b", ["a/a", "b/b"], "b/b"),
        ("a/a;q=0.4, b/b;q=0.5", ["a/a", "b/b"], "b/b"),
        ("a/*;q=0.9, */*;q=0.1", ["b/b", "a/a"], "a/a"),
        ("a/a;q=0, */*", ["a/a", "b/b"], "b/b"),
        ("c/c", ["a/a"], None),
        ("c/c, a/a;q=0", ["a/a"], None),
        ("A/A ; charset=utf-8", ["a/a"], "a/a"),
        ("a/a;q=nonsense, b/b;q=0.1", ["a/a", "b/b"], "b/b"),
        ("nonsense", ["a/a", "b/b"], "a/a"),
        ("*", ["a/a"], "a/a"),
    ],
)
def test_the_accept_header_decides(accept: str | None, offered: list[str], expected: str | None) -> None:
    assert preferred(accept, offered) == expected


def test_a_browser_is_told_from_a_program() -> None:
    assert wants_html("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert not wants_html("*/*")
    assert not wants_html(None)


def test_a_port_in_use_is_one_clear_line(server: Server, sample_graph: Path) -> None:
    command = [*KG, "serve", "-g", str(sample_graph), "--port", str(server.port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"port {server.port}" in done.stderr
    assert "--port" in done.stderr


def test_a_folder_without_a_graph_is_one_clear_line(tmp_path: Path) -> None:
    command = [*KG, "serve", "-g", str(tmp_path), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "kg build" in done.stderr


def test_an_address_that_others_reach_is_warned_of(sample_graph: Path) -> None:
    command = [*KG, "serve", "-g", str(sample_graph), "--port", "0", "--host", "0.0.0.0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    assert process.stderr.readline().startswith("warning: everyone who can reach 0.0.0.0")
    process.kill()
    process.wait()
    process.stderr.close()


def test_a_rebuild_is_picked_up_without_a_restart(tmp_path: Path, small_graph: Path) -> None:
    graph = tmp_path / "graph"
    shutil.copytree(small_graph, graph)
    (tmp_path / "more.txt").write_text("澄影科技的肺结节产品获批。\n", encoding="utf-8")
    (tmp_path / "again.txt").write_text("星河医疗发布了大模型。\n", encoding="utf-8")
    with started(graph) as running:
        assert "1 份报告" in httpx.get(running.url).text
        run_build([tmp_path / "more.txt", tmp_path / "again.txt"], graph)
        assert "2 份报告" in httpx.get(running.url).text


def test_a_graph_that_vanished_is_served_on(tmp_path: Path, small_graph: Path) -> None:
    graph = tmp_path / "graph"
    shutil.copytree(small_graph, graph)
    with started(graph) as running:
        shutil.rmtree(graph)
        assert "1 份报告" in httpx.get(running.url).text


def test_a_damaged_store_is_told_of_when_it_is_opened(sample_graph: Path, tmp_path: Path) -> None:
    store = shutil.copytree(sample_graph / "store", tmp_path / "store")
    (store / "CURRENT").write_bytes(b"junk")
    with pytest.raises(StoreError, match=r"cannot open the store .* build the graph again"):
        GraphStore.open_path(store)


def test_a_store_that_is_damaged_while_open_is_told_of_when_it_is_read(sample_graph: Path, tmp_path: Path) -> None:
    path = shutil.copytree(sample_graph / "store", tmp_path / "store")
    store = GraphStore.open_path(path)
    for table in path.glob("*.sst"):
        table.write_bytes(table.read_bytes()[:100])
    with pytest.raises(StoreError, match=r"the store is damaged .* build the graph again"):
        list(store.quads())
