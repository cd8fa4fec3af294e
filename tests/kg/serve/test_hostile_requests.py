"""What a hostile or broken client may send: the server answers or refuses, stays up and stays small."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from serving import Server, started

from kg.serve import guard

ASK = "ASK { ?s ?p ?o }"
QUERY = {"content-type": "application/sparql-query"}
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def bounded(sample_graph: Path) -> Iterator[Server]:
    """A server with little patience."""
    with started(sample_graph, "--timeout", "3") as running:
        yield running


@pytest.fixture
def asking(bounded: Server) -> Iterator[httpx.Client]:
    """A client of it; afterwards the server must be well and no larger than before."""
    with httpx.Client(base_url=bounded.url, timeout=60) as client:
        yield client
        assert client.post("/sparql", content=ASK, headers=QUERY).status_code == 200
    assert memory(bounded.process.pid) < 400 * MEGABYTE


def memory(pid: int) -> int:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


def raw(port: int, sent: bytes, *, half_closed: bool = True) -> bytes:
    """What comes back for these bytes until the server closes, or nothing more comes."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        with contextlib.suppress(OSError):
            connection.sendall(sent)
            if half_closed:
                connection.shutdown(socket.SHUT_WR)
        answer = b""
        with contextlib.suppress(OSError):
            while piece := connection.recv(65536):
                answer += piece
        return answer


def test_ten_megabytes_of_query_are_refused(asking: httpx.Client, bounded: Server) -> None:
    big = b"SELECT * { ?s ?p ?o } #" + b"x" * (10 * MEGABYTE)
    for content, kind in [(big, "application/sparql-query"), (b"query=" + big, "application/x-www-form-urlencoded")]:
        with contextlib.suppress(httpx.WriteError):  # the server need not read it all
            assert asking.post("/sparql", content=content, headers={"content-type": kind}).status_code == 413
    chunks = (b"x" * 65536 for _ in range(200))
    with contextlib.suppress(httpx.WriteError):
        assert asking.post("/sparql", content=chunks, headers=QUERY).status_code == 413
    answer = raw(bounded.port, b"GET /sparql?query=" + b"x" * (10 * MEGABYTE) + b" HTTP/1.1\r\nHost: a\r\n\r\n")
    assert not answer or b" 431 " in answer.split(b"\r\n")[0]


DEEP = 10_000
TRIPLE = "?s ?p ?o ."
HOSTILE = {
    "parentheses": "SELECT * { FILTER(" + "(" * DEEP + "1" + ")" * DEEP + ") }",
    "groups": "SELECT * " + "{" * DEEP + "}" * DEEP,
    "negations": "SELECT * { FILTER(" + "!" * DEEP + "true) }",
    "optionals": "SELECT * { " + "OPTIONAL { ?a ?b ?c " * DEEP + "}" * DEEP + " }",
    "subqueries": "SELECT * { " * DEEP + "}" * DEEP,
    "unions": "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 1000) + " } LIMIT 10",
    "many unions": "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 20_000) + " } LIMIT 10",
    "joins": "SELECT * { " + TRIPLE * 2000 + " }",
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cross product to be sorted": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f ?i",
    "paths": "SELECT * { ?a (!<a:a>)* ?b . ?b (!<a:a>)* ?c . ?c (!<a:a>)* ?d }",
    "regular expression": 'ASK { FILTER(REGEX("' + "a" * 50_000 + '", "(a*)*(a*)*(a*)*b")) }',
    "growing text": "SELECT ?z { BIND('" + "a" * 99 + "' AS ?a0) "
    + "".join(f"BIND(CONCAT(?a{i}, ?a{i}) AS ?a{i + 1}) " for i in range(40)) + "BIND(STRLEN(?a40) AS ?z) }",
    "values": "SELECT * { VALUES ?x { " + "1 " * 100_000 + "} }",
    "quotes": "'" * 100_000,
    "service words": "service " * 50_000,
    "nothing but marks": "\u202e\ufeff\u2028" * 1000,
    "NUL": "SELECT * { ?s ?p '\x00' }",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_is_answered_or_refused_in_time(asking: httpx.Client, name: str) -> None:
    start = time.monotonic()
    answer = asking.post("/sparql", content=HOSTILE[name].encode(), headers=QUERY)
    assert answer.status_code in (200, 400, 503)
    assert answer.status_code == 200 or answer.text.strip()
    assert time.monotonic() - start < 30
    if name.startswith("cross product"):
        assert answer.status_code == 503
    if name == "unions":
        assert answer.status_code == 200


POST = b"POST /sparql HTTP/1.1\r\nHost: a\r\n"
GET = b"GET / HTTP/1.1\r\nHost: a\r\n"
JUNK = {
    "nothing": b"",
    "noise": bytes(range(256)) * 100,
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "bare words": b"HELLO\r\n\r\n",
    "long line": b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    "many headers": GET + b"" + b"X: y\r\n" * 50_000 + b"\r\n",
    "NUL in a header": GET + b"X: a\x00b\r\n\r\n",
    "folded header": GET + b"Accept: text/html\r\n , */*\r\n\r\n",
    "two lengths": POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nquery=",
    "negative length": POST + b"Content-Length: -5\r\n\r\n",
    "huge length": POST + b"Content-Type: application/sparql-query\r\nContent-Length: 9999999999\r\n\r\nA",
    "length and chunks": POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + GET,
    "bad chunk": POST + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nASK\r\n0\r\n\r\n",
    "junk behind a request": GET + b"\r\n" + b"\xff\xfe junk junk" * 50,
    "half a request behind one": GET + b"\r\nGET /sparql HTT",
    "bad escape": b"GET /%zz%ff%00/%c0%ae HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "upgrade": GET + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n",
    "absolute target": b"GET http://a.example/sparql HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "connect": b"CONNECT a.example:443 HTTP/1.1\r\nHost: a.example\r\n\r\n",
}  # fmt: skip


@pytest.mark.parametrize("name", JUNK)
def test_junk_is_refused_and_forgotten(asking: httpx.Client, bounded: Server, name: str) -> None:
    answer = raw(bounded.port, JUNK[name])
    for line in [line for line in answer.split(b"\r\n") if line.startswith(b"HTTP/1.")]:
        assert line.split(b" ")[1] in (b"200", b"307", b"400", b"404", b"405", b"413", b"415", b"426", b"431", b"501")


def test_many_requests_on_one_line_are_answered_in_turn(bounded: Server) -> None:
    one = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: a\r\nAccept: text/csv\r\n\r\n"
    last = one.replace(b"Host: a", b"Host: a\r\nConnection: close")
    assert raw(bounded.port, one * 49 + last, half_closed=False).count(b"HTTP/1.1 200 OK") == 50


def test_two_hundred_silent_connections_hinder_nobody(asking: httpx.Client, bounded: Server) -> None:
    with contextlib.ExitStack() as stack:
        for number in range(200):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", bounded.port), timeout=10))
            if number % 2:
                connection.sendall(POST + b"Content-Le")
        assert asking.get("/sparql", params={"query": ASK}).status_code == 200


@pytest.fixture
def hasty_port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server of large answers whose connections must hurry."""
    for name in ("HEAD_SECONDS", "BODY_SECONDS", "READ_SECONDS"):
        monkeypatch.setattr(guard, name, 0.5)
    monkeypatch.setattr(guard, "_LOOK_SECONDS", 0.1)

    async def app(scope: dict, receive, send) -> None:  # type: ignore[no-untyped-def, type-arg]
        if scope["method"] == "POST":
            while (await receive()).get("more_body"):
                pass
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"50000000")]})
        for _ in range(50):
            await send({"type": "http.response.body", "body": b"x" * 1_000_000, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    config = uvicorn.Config(app, http=guard.GuardedProtocol, lifespan="off", log_config=None, ws="none")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join(timeout=10)


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HTTP/1.1\r\nHo", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"]
)
def test_who_sends_too_slowly_is_cut_off(hasty_port: int, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", hasty_port), timeout=10) as connection:
        connection.sendall(sent)
        with contextlib.suppress(ConnectionResetError):
            assert connection.recv(1) == b""


def test_who_reads_too_slowly_is_cut_off_and_who_reads_is_not(hasty_port: int) -> None:
    with socket.create_connection(("127.0.0.1", hasty_port), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(2)
        received = 0
        with contextlib.suppress(ConnectionResetError):
            while piece := connection.recv(1_000_000):
                received += len(piece)
    assert received < 50_000_000
    assert len(httpx.get(f"http://127.0.0.1:{hasty_port}/", timeout=30).content) == 50_000_000


def test_a_busy_connection_is_not_late(hasty_port: int) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{hasty_port}", timeout=30) as client:
        for _ in range(10):
            assert len(client.get("/").content) == 50_000_000
            time.sleep(0.2)
