"""The store answers over all graphs, stays on this machine, and tells what is wrong with a query."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import OutputError, QueryError, QueryTimeoutError, StoreError
from kg.store import Answer, GraphStore, Solutions, Triples
from kg.timed_query import query_within

LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def quads(count: int = 3) -> list[Quad]:
    return [
        Quad(
            NamedNode(f"https://medai-kg.example/id/company/{number}"),
            LABEL,
            Literal(f"公司{number}", language="zh"),
            NamedNode(f"https://medai-kg.example/id/report/{number % 2}"),
        )
        for number in range(count)
    ]


@pytest.fixture
def store() -> GraphStore:
    return GraphStore.in_memory(quads())


@pytest.fixture
def disk_store(tmp_path: Path) -> GraphStore:
    return GraphStore.create(tmp_path / "store", quads(300))


@pytest.fixture
def server() -> Iterator[tuple[str, list[int]]]:
    """A server on this machine, and a list that grows with every call."""
    calls: list[int] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        try:
            while True:
                connection, _ = listener.accept()
                calls.append(1)
                connection.close()
        except OSError:
            return

    threading.Thread(target=accept, daemon=True).start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/", calls
    listener.close()


def test_the_default_graph_is_the_union_of_all(store: GraphStore) -> None:
    assert len(store.select("SELECT ?s { ?s rdfs:label ?l }")) == 3


def test_a_query_that_names_its_graph_gets_that_one_only(store: GraphStore) -> None:
    assert len(store.select("SELECT ?s FROM <https://medai-kg.example/id/report/0> { ?s rdfs:label ?l }")) == 2


def test_our_prefixes_are_known_and_a_query_may_declare_its_own(store: GraphStore) -> None:
    assert store.query("ASK { company:0 rdfs:label ?l }") == Answer(True)
    assert store.query("PREFIX company: <http://elsewhere.example/> ASK { company:0 rdfs:label ?l }") == Answer(False)


def test_every_form_of_query_has_its_result(store: GraphStore) -> None:
    select = store.query("SELECT ?s ?none { ?s rdfs:label ?l OPTIONAL { ?s mai:none ?none } } ORDER BY ?s LIMIT 1")
    assert select == Solutions(("s", "none"), ((NamedNode("https://medai-kg.example/id/company/0"), None),))
    construct = store.query("CONSTRUCT { ?s a mai:Company } { ?s rdfs:label ?l }")
    assert isinstance(construct, Triples)
    assert [triple.subject.value[-1] for triple in construct.triples] == ["0", "1", "2"]
    with pytest.raises(QueryError, match="SELECT"):
        store.select("ASK { ?s ?p ?o }")


def test_a_limit_cuts_and_says_so(store: GraphStore) -> None:
    query = "SELECT ?s { ?s rdfs:label ?l }"
    assert (len(store.query(query, limit=2).rows), store.query(query, limit=2).truncated) == (2, True)  # type: ignore[union-attr]
    assert store.query(query, limit=3).truncated is False  # type: ignore[union-attr]


def test_parameters_are_bound_as_terms_and_never_pasted(store: GraphStore) -> None:
    query = "SELECT ?s ?name { ?s rdfs:label ?name }"
    assert len(store.select(query, parameters={"name": Literal("公司1", language="zh")})) == 1
    assert len(store.select(query, parameters={"name": Literal('x" } UNION { ?s ?p ?o } #')})) == 0


@pytest.mark.parametrize(
    ("query", "line", "words"),
    [
        ("SELECT ?s {\n  ?s ?p }", 2, "line 2"),
        ("SELECT ?s { ?s nope:label ?l }", 1, "prefix is not known"),
        ("", 1, "line 1"),
        ("DELETE WHERE { ?s ?p ?o }", None, "updates are refused"),
    ],
)
def test_a_wrong_query_is_refused_with_its_place(store: GraphStore, query: str, line: int | None, words: str) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        store.query(query)
    assert caught.value.line == line
    assert (line is None) or str(caught.value).endswith("^")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<URL>{ ?s ?p ?o } }",
        "PREFIX : <URL> SELECT * { ?s ?p ?l.SERVICE:a{ ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?s<'&&?b>'||true) SERVICE <URL> { ?s ?p ?o } #'\n }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
        "SELECT * { { SELECT * { service<URL># {\n{ ?s ?p ?o } } } }",
        "SELECT * { S\\u0045RVICE <URL> { ?s ?p ?o } }",
        "CONSTRUCT { ?s ?p ?o } { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * FROM <URL> { ?s ?p ?o }",
        "SELECT * { GRAPH <URL> { ?s ?p ?o } }",
    ],
)
def test_no_query_leaves_this_machine(store: GraphStore, server: tuple[str, list[int]], query: str) -> None:
    url, calls = server
    with suppress(QueryError):
        store.query(query.replace("URL", url))
    time.sleep(0.02)
    assert not calls


def test_a_store_on_disk_is_read_only_and_can_be_opened_twice(disk_store: GraphStore) -> None:
    assert disk_store.path is not None
    again = GraphStore.open_path(disk_store.path)
    assert len(again) == len(disk_store) == 300
    with pytest.raises(RuntimeError):
        again.add(quads())


def test_a_folder_that_is_no_graph_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="make one with: kg build"):
        GraphStore.open(tmp_path)
    with pytest.raises(StoreError, match="kg build"):
        GraphStore.open_path(tmp_path / "store")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    "manifest", ["", "{}", '{"generator": "other"}', '{"generator": "medai-kg", "settings": 1}', "[]"]
)
def test_a_foreign_or_damaged_manifest_is_refused(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(OutputError, match=r"manifest\.json"):
        GraphStore.open(tmp_path)


def test_a_query_within_its_time_answers_like_any_other(disk_store: GraphStore) -> None:
    query = "SELECT ?s ?l { ?s rdfs:label ?l } ORDER BY ?s"
    assert query_within(disk_store, query, seconds=30, limit=5) == disk_store.query(query, limit=5)
    with pytest.raises(QueryError, match="line 1"):
        query_within(disk_store, "SELECT", seconds=30)


def test_a_query_that_takes_too_long_is_stopped(disk_store: GraphStore) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    start = time.monotonic()
    with pytest.raises(QueryTimeoutError, match=r"stopped after 0\.3 s"):
        query_within(disk_store, endless, seconds=0.3)
    assert time.monotonic() - start < 30


def test_a_store_in_memory_cannot_be_timed(store: GraphStore) -> None:
    with pytest.raises(QueryError, match="on disk"):
        query_within(store, "ASK {}", seconds=1)
