"""The SPARQL 1.1 Protocol: the forms of a request, graphs, media types, errors. The names follow the W3C's tests."""

import csv
import io
import json
from typing import Any

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

ASK = "ASK { ?s ?p ?o }"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
JSON = "application/sparql-results+json"
ONTOLOGY = "https://medai-kg.example/id/graph/ontology"
ENTITIES = "https://medai-kg.example/id/graph/entities"


def count(client: httpx.Client, query: str, **parameters: Any) -> int:
    answer = client.get("/sparql", params={"query": query, **parameters}, headers={"accept": JSON})
    assert answer.status_code == 200, answer.text
    row = answer.json()["results"]["bindings"][0]
    return int(next(iter(row.values()))["value"])


def test_query_get(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": ASK})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == JSON
    assert answer.json()["boolean"] is True


def test_query_post_form(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"query": ASK}).json()["boolean"] is True


@pytest.mark.parametrize("content_type", [QUERY, f"{QUERY}; charset=utf-8", f'{QUERY};charset="UTF-8"'])
def test_query_post_direct(client: httpx.Client, content_type: str) -> None:
    query = 'ASK { BIND("推想" AS ?x) FILTER(STRLEN(?x) = 2) }'
    answer = client.post("/sparql", content=query.encode(), headers={"content-type": content_type})
    assert answer.json()["boolean"] is True


def test_query_multiple_forms_of_a_graph(client: httpx.Client) -> None:
    every = count(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    ontology = count(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", **{"default-graph-uri": ONTOLOGY})
    both = count(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", **{"default-graph-uri": [ONTOLOGY, ENTITIES]})
    assert 0 < ontology < both < every


def test_query_dataset_default_graph_alone_has_no_named_ones(client: httpx.Client) -> None:
    assert count(client, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", **{"default-graph-uri": ONTOLOGY}) == 0


def test_query_dataset_named_graphs(client: httpx.Client) -> None:
    names = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(client, names, **{"named-graph-uri": [ONTOLOGY, ENTITIES]}) == 2
    assert count(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", **{"named-graph-uri": ONTOLOGY}) == 0


def test_query_dataset_full(client: httpx.Client) -> None:
    graphs = {"default-graph-uri": ENTITIES, "named-graph-uri": ONTOLOGY}
    query = "SELECT (COUNT(*) AS ?n) { ?s a mai:Company . GRAPH ?g { mai:Company a ?class } }"
    assert count(client, query, **graphs) > 0


def test_the_protocol_overrides_from(client: httpx.Client) -> None:
    query = f"SELECT (COUNT(*) AS ?n) FROM <{ENTITIES}> {{ ?s a mai:Company }}"
    assert count(client, query) > 0
    assert count(client, query, **{"default-graph-uri": ONTOLOGY}) == 0


def test_from_is_heard_without_the_protocol_saying_more(client: httpx.Client) -> None:
    query = f"SELECT (COUNT(*) AS ?n) FROM NAMED <{ONTOLOGY}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    assert count(client, query) == count(
        client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", **{"default-graph-uri": ONTOLOGY}
    )


def test_graphs_go_with_either_post(client: httpx.Client) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s a mai:Company }"
    direct = client.post(
        "/sparql",
        params={"default-graph-uri": ONTOLOGY},
        content=query,
        headers={"content-type": QUERY, "accept": "text/csv"},
    )
    form = client.post("/sparql", data={"query": query, "default-graph-uri": ONTOLOGY}, headers={"accept": "text/csv"})
    assert direct.text == form.text == "n\r\n0\r\n"


BAD = [
    # name, method, parameters of the address, body, content type, status
    ("bad-query-method", "PUT", {"query": ASK}, b"", None, 405),
    ("bad-query-method-delete", "DELETE", {"query": ASK}, b"", None, 405),
    ("bad-multiple-queries", "GET", [("query", ASK), ("query", ASK)], b"", None, 400),
    ("bad-query-wrong-media-type", "POST", {}, ASK.encode(), "text/plain", 415),
    ("bad-query-missing-form-type", "POST", {}, b"query=ASK%20%7B%7D", None, 415),
    ("bad-query-missing-direct-type", "POST", {}, ASK.encode(), None, 415),
    ("bad-query-non-utf8", "POST", {}, ASK.encode("utf-16"), f"{QUERY}; charset=UTF-16", 415),
    ("bad-query-non-utf8-unsaid", "POST", {}, 'ASK { ?s ?p "é" }'.encode("latin-1"), QUERY, 400),
    ("bad-form-encoding", "POST", {}, b"query=ASK%20%7B%20%FF%20%7D", FORM, 400),
    ("bad-query-syntax", "GET", {"query": "SELECT * {"}, b"", None, 400),
    ("bad-query-empty", "GET", {"query": ""}, b"", None, 400),
    ("bad-query-absent", "POST", {}, b"", FORM, 400),
    ("bad-graphs-without-query", "GET", {"default-graph-uri": ONTOLOGY}, b"", None, 400),
    ("bad-graph-name", "GET", {"query": ASK, "default-graph-uri": "no iri <>"}, b"", None, 400),
    ("bad-too-many-parameters", "POST", {}, b"a&" * 2000 + b"query=ASK", FORM, 400),
    ("update-get", "GET", {"update": "CLEAR ALL"}, b"", None, 403),
    ("update-post-form", "POST", {}, b"update=CLEAR%20ALL", FORM, 403),
    ("update-post-direct", "POST", {}, b"CLEAR ALL", "application/sparql-update", 403),
    ("update-as-query", "GET", {"query": "CLEAR ALL"}, b"", None, 403),
    ("service", "GET", {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { } }"}, b"", None, 403),
    ("service-deep", "GET", {"query": "SELECT * { { SELECT * { \\u0053ERVICE ?x { } } } }"}, b"", None, 403),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "method", "params", "body", "content_type", "status"), BAD, ids=[row[0] for row in BAD]
)
def test_a_bad_request_is_told_so(
    client: httpx.Client, name: str, method: str, params: Any, body: bytes, content_type: str | None, status: int
) -> None:
    headers = {} if content_type is None else {"content-type": content_type}
    answer = client.request(method, "/sparql", params=params, content=body, headers=headers)
    assert answer.status_code == status
    assert answer.text.strip()


TABLES = [
    (None, JSON),
    ("*/*", JSON),
    (JSON, JSON),
    ("application/json", "application/json"),
    ("application/sparql-results+xml", "application/sparql-results+xml"),
    ("application/xml;q=0.8, text/csv;q=0.9", "text/csv; charset=utf-8"),
    ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    ("text/html, application/sparql-results+xml;q=0.5, */*;q=0.1", "application/sparql-results+xml"),
    ("text/turtle, application/sparql-results+json;q=0.2", JSON),
]
GRAPHS = [
    (None, "text/turtle; charset=utf-8", RdfFormat.TURTLE),
    ("text/turtle", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
    ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
    ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
    ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
    ("text/turtle;q=0.3, application/n-triples;q=0.7", "application/n-triples", RdfFormat.N_TRIPLES),
]


@pytest.mark.parametrize(("accept", "content_type"), TABLES)
@pytest.mark.parametrize("query", ["SELECT ?s { ?s a mai:Company } ORDER BY ?s LIMIT 2", ASK])
def test_query_content_type_select_and_ask(
    client: httpx.Client, accept: str | None, content_type: str, query: str
) -> None:
    headers = {} if accept is None else {"accept": accept}
    answer = client.get("/sparql", params={"query": query}, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == content_type
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(("accept", "content_type", "form"), GRAPHS)
@pytest.mark.parametrize(
    "query", ["CONSTRUCT WHERE { ?s a mai:Company ; rdfs:label ?l }", "DESCRIBE ?s { ?s a mai:Company }"]
)
def test_query_content_type_construct_and_describe(
    client: httpx.Client, accept: str | None, content_type: str, form: RdfFormat, query: str
) -> None:
    headers = {} if accept is None else {"accept": accept}
    answer = client.get("/sparql", params={"query": query}, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == content_type
    assert len(list(parse(answer.content, format=form))) > 10


@pytest.mark.parametrize(
    ("query", "accept"), [(ASK, "text/turtle"), ("CONSTRUCT WHERE { ?s ?p ?o }", JSON), (ASK, "image/png")]
)
def test_a_form_that_the_answer_cannot_have_is_406(client: httpx.Client, query: str, accept: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 406


@pytest.mark.parametrize(
    ("name", "content_type"), [("csv", "text/csv"), ("tsv", "text/tab"), ("xml", "application/sparql-results+xml")]
)
def test_a_link_can_name_the_form(client: httpx.Client, name: str, content_type: str) -> None:
    answer = client.get("/sparql", params={"query": ASK, "format": name})
    assert answer.headers["content-type"].startswith(content_type)


def test_the_service_describes_itself(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"accept": "application/n-triples"})
    triples = {
        (t.predicate.value.rpartition("#")[2], getattr(t.object, "value", ""))
        for t in parse(answer.content, format=RdfFormat.N_TRIPLES)
    }
    assert ("endpoint", f"{client.base_url}sparql") in triples
    assert ("feature", "http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph") in triples
    assert ("supportedLanguage", "http://www.w3.org/ns/sparql-service-description#SPARQL11Query") in triples
    assert ("name", ONTOLOGY) in triples


@pytest.mark.parametrize("host", ["a.example/x", 'a"><b', "", "a b", "[::1", "例.example"])
def test_a_host_that_is_none_is_not_repeated(client: httpx.Client, host: str) -> None:
    answer = client.get("/sparql", headers={"accept": "text/turtle", "host": host.encode()})
    assert answer.status_code in (200, 400)
    assert "<http://localhost/sparql>" in answer.text or answer.status_code == 400


def test_scripts_of_any_page_may_ask(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": ASK}, headers={"origin": "https://a.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    broken = client.get("/sparql", params={"query": "SELECT"}, headers={"origin": "https://a.example"})
    assert broken.headers["access-control-allow-origin"] == "*"
    preflight = client.options(
        "/sparql",
        headers={
            "origin": "https://a.example",
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
        },
    )
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "Content-Type" in preflight.headers["access-control-allow-headers"]


def test_options_names_the_methods(client: httpx.Client) -> None:
    assert set(client.options("/sparql").headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


def test_head_has_the_headers_and_no_body(client: httpx.Client) -> None:
    query = {"query": "SELECT ?s { ?s a mai:Company }"}
    head, get = client.head("/sparql", params=query), client.get("/sparql", params=query)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "vary"):
        assert head.headers[name] == get.headers[name]


def test_csv_and_tsv_are_what_w3c_says(client: httpx.Client) -> None:
    query = {"query": "SELECT ?a ?b { VALUES (?a ?b) { ('x,\"y\"' UNDEF) (<http://a.example/> 3) } }"}
    table = client.get("/sparql", params=query, headers={"accept": "text/csv"}).text
    assert list(csv.reader(io.StringIO(table))) == [["a", "b"], ['x,"y"', ""], ["http://a.example/", "3"]]
    tabs = client.get("/sparql", params=query, headers={"accept": "text/tab-separated-values"}).text
    assert tabs == '?a\t?b\n"x,\\"y\\""\t\n<http://a.example/>\t3\n'


def test_the_prefixes_of_the_graph_are_known(client: httpx.Client) -> None:
    answer = client.get(
        "/sparql", params={"query": "ASK { ?c a mai:Company ; rdfs:label ?l . ?f prov:wasDerivedFrom ?e }"}
    )
    assert json.loads(answer.text)["boolean"] is True
