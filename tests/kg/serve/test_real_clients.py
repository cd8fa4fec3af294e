"""Clients that others wrote, against the running server: SPARQLWrapper, rdflib, curl, Comunica, a federating engine."""

import csv
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serving import Server
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

MAI = "https://medai-kg.example/ontology#"
COMPANY = "https://medai-kg.example/id/company/脉图智能"
NAMES = "SELECT ?name { ?c a mai:Company ; rdfs:label ?name } ORDER BY ?name LIMIT 3"
COMUNICA = Path(__file__).parent / "comunica" / "node_modules" / ".bin" / "comunica-sparql"


@pytest.fixture(scope="module")
def endpoint(server: Server) -> str:
    return f"{server.url}sparql"


@pytest.fixture(scope="module")
def names(endpoint: str) -> list[str]:
    """The answer to ``NAMES``, for the others to agree with."""
    rows = httpx.get(endpoint, params={"query": NAMES}).json()["results"]["bindings"]
    assert len(rows) == 3
    return [row["name"]["value"] for row in rows]


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("how", [None, POSTDIRECTLY])
def test_sparqlwrapper_reads_json(endpoint: str, names: list[str], method: str, how: str | None) -> None:
    wrapper = SPARQLWrapper(endpoint, returnFormat=JSON)
    wrapper.setMethod(method)
    if how and method == POST:
        wrapper.setRequestMethod(how)
    wrapper.setQuery(NAMES)
    answer: Any = wrapper.query().convert()
    assert [row["name"]["value"] for row in answer["results"]["bindings"]] == names


def test_sparqlwrapper_reads_the_other_forms(endpoint: str, names: list[str]) -> None:
    def ask(form: str, query: str = NAMES) -> Any:
        wrapper = SPARQLWrapper(endpoint, returnFormat=form)
        wrapper.setQuery(query)
        return wrapper.query().convert()

    assert ask(CSV).decode().split("\r\n")[1:4] == names
    assert names[0] in ask(TSV).decode()
    assert names[0] in ask(XML).toxml()
    turtle = ask(TURTLE, "CONSTRUCT WHERE { ?c a mai:Company ; rdfs:label ?name }")
    assert names[0] in set(map(str, Graph().parse(data=turtle, format="turtle").objects(None, RDFS.label)))


def test_sparqlwrapper_understands_our_errors(endpoint: str) -> None:
    wrapper = SPARQLWrapper(endpoint, returnFormat=JSON)
    wrapper.setQuery("SELECT * {")
    with pytest.raises(QueryBadFormed):
        wrapper.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv"])
def test_rdflib_sees_the_graph_as_one_of_its_own(endpoint: str, method: str, form: str) -> None:
    graph = Graph(store=SPARQLStore(endpoint, method=method, returnFormat=form))
    company = URIRef(COMPANY)
    assert (company, RDFS.label, Literal("脉图智能", lang="zh")) in graph or form == "csv"
    assert company in set(
        graph.subjects(URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), URIRef(f"{MAI}Company"))
    )
    rows = graph.query("SELECT (COUNT(?c) AS ?n) { ?c a mai:Company }", initNs={"mai": MAI})
    assert int(next(iter(rows))[0]) > 10  # type: ignore[index]


def test_rdflib_joins_its_own_data_with_ours(endpoint: str) -> None:
    own = Graph()
    own.add((URIRef(COMPANY), RDFS.comment, Literal("on my list")))
    rows = own.query(f"SELECT ?name {{ ?c rdfs:comment ?note . SERVICE <{endpoint}> {{ ?c rdfs:label ?name }} }}")
    assert [str(row[0]) for row in rows] == ["脉图智能"]  # type: ignore[index]


@pytest.fixture(scope="module")
def other_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The Oxigraph server with a statement of its own, in a process of its own."""
    program = Path(sys.executable).parent / "oxigraph"
    if not program.exists():
        pytest.skip("the oxigraph server is not installed")
    location = tmp_path_factory.mktemp("other") / "store"
    store = ox.Store(str(location))
    store.add(ox.Quad(ox.NamedNode(COMPANY), ox.NamedNode(str(RDFS.comment)), ox.Literal("on my list")))
    store.flush()
    del store
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = "{}:{}".format(*free.getsockname())
    process = subprocess.Popen(
        [program, "serve-read-only", "--location", location, "--bind", address], stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            try:
                httpx.get(f"http://{address}/")
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        yield f"http://{address}/query"
    finally:
        process.kill()
        process.wait()


def test_another_engine_federates_with_us(endpoint: str, other_engine: str) -> None:
    query = f"""SELECT ?name ?kind {{
      ?c <{RDFS.comment}> ?note .
      SERVICE <{endpoint}> {{ ?c <{RDFS.label}> ?name . ?fact ?slot ?c ; a ?kind . ?fact <{MAI}confidence> ?sure }}
    }}"""
    answer = httpx.post(other_engine, data={"query": query}, headers={"accept": "text/csv"}, timeout=60)
    assert answer.status_code == 200, answer.text
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["name"] for row in rows} == {"脉图智能"}
    assert f"{MAI}Funding" in {row["kind"] for row in rows}


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(endpoint: str, names: list[str]) -> None:
    def curl(*options: str) -> str:
        command = ["curl", "-sS", "--fail-with-body", "--noproxy", "*", endpoint, *options]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, timeout=60).stdout

    csv_rows = ["name", *names]
    assert curl("-G", "--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv").split() == csv_rows
    assert curl("--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv").split() == csv_rows
    direct = ("-H", "Content-Type: application/sparql-query", "-H", "Accept: text/csv", "--data-binary", NAMES)
    assert curl(*direct).split() == csv_rows
    assert curl("-I", "-G", "--data-urlencode", f"query={NAMES}").startswith("HTTP/1.1 200 OK")


@pytest.mark.skipif(not COMUNICA.exists(), reason="Comunica is not installed: npm install in tests/kg/serve/comunica")
@pytest.mark.parametrize("announced", ["sparql@{}", "{}"])
def test_comunica(endpoint: str, names: list[str], announced: str) -> None:
    query = f"PREFIX mai: <{MAI}> PREFIX rdfs: <{RDFS}> {NAMES}"
    done = subprocess.run(
        [COMUNICA, announced.format(endpoint), query, "-t", "application/sparql-results+json"],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        env=os.environ | {"NO_PROXY": "127.0.0.1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["results"]["bindings"]
    assert [row["name"]["value"] for row in rows] == names
