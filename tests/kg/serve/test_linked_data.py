"""The IRIs of the graph opened on the server: every form by Accept and by suffix, under any base."""

import json
import socket
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib import Graph, URIRef
from serving import Server, started

from extract.samples import sample_paths
from kg.build import run_build
from kg.namespaces import DEFAULT_BASE, Namespaces, segment
from kg.serve.addresses import address_of, iris_of

COMPANY = "https://medai-kg.example/id/company/脉图智能"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
FORMS = {
    ".ttl": ("text/turtle", RdfFormat.TURTLE),
    ".nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    ".jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    ".rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
}


@pytest.fixture(scope="module")
def fact(sample_graph: Path) -> str:
    """The IRI of a fact about the company."""
    lines = (sample_graph / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    return next(
        str(record["id"])
        for record in map(json.loads, lines)
        if record["kind"] == "Funding" and record["args"]["company"] == "脉图智能"
    )


def triples(answer: httpx.Response, form: RdfFormat) -> set[Triple]:
    assert answer.status_code == 200, answer.text
    return {quad.triple for quad in parse(answer.content, format=form)}


@pytest.mark.parametrize("suffix", FORMS)
def test_every_form_says_the_same(client: httpx.Client, suffix: str) -> None:
    media_type, form = FORMS[suffix]
    by_suffix = client.get(f"/id/company/脉图智能{suffix}")
    by_accept = client.get("/id/company/脉图智能", headers={"accept": media_type})
    assert by_suffix.headers["content-type"].split(";")[0] == media_type
    assert by_suffix.content == by_accept.content
    assert triples(by_suffix, form) == triples(client.get("/id/company/脉图智能.nt"), RdfFormat.N_TRIPLES)
    assert by_accept.headers["vary"] == "Accept"
    assert client.get(by_accept.headers["content-location"]).content == by_accept.content


def test_a_thing_comes_with_its_facts_and_their_quotes(client: httpx.Client, fact: str) -> None:
    about = triples(client.get("/id/company/脉图智能.nt"), RdfFormat.N_TRIPLES)
    company = NamedNode(COMPANY)
    assert any(t.subject == company and t.predicate.value == LABEL for t in about)
    assert any(t.subject == NamedNode(fact) and t.object == company for t in about)
    assert any(t.subject == NamedNode(f"{fact}/evidence/quote") and t.predicate.value.endswith("#exact") for t in about)
    assert any(t.subject == NamedNode(f"{fact}/evidence/position") for t in about)


def test_plain_json_is_for_who_knows_no_rdf(client: httpx.Client) -> None:
    record = client.get("/id/company/脉图智能", headers={"accept": "application/json"}).json()
    assert record["id"] == COMPANY
    assert record["properties"]["rdfs:label"] == ["脉图智能"]
    assert {"id": "https://medai-kg.example/ontology#Company"} in record["properties"]["rdf:type"]
    assert any(other["id"].startswith("https://medai-kg.example/id/fact/") for other in record["others"])


def test_a_browser_gets_a_page(client: httpx.Client) -> None:
    answer = client.get("/id/company/脉图智能", headers={"accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "脉图智能" in answer.text
    assert answer.headers["content-location"].endswith(".html")


def test_a_fact_and_its_parts_can_be_opened(client: httpx.Client, fact: str) -> None:
    path = fact.removeprefix(DEFAULT_BASE)
    derived = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
    about = triples(client.get(f"/{path}.ttl"), RdfFormat.TURTLE)
    assert Triple(NamedNode(fact), derived, NamedNode(f"{fact}/evidence")) in about
    assert client.get(f"/{path}/evidence/quote.ttl").status_code == 200


@pytest.mark.parametrize("path", ["/ontology", "/shapes"])
def test_terms_dereference(client: httpx.Client, path: str) -> None:
    known = triples(client.get(path, headers={"accept": "text/turtle"}), RdfFormat.TURTLE)
    assert any(t.subject == NamedNode(f"{DEFAULT_BASE}{path[1:]}#Approval") for t in known)
    html = client.get(path, headers={"accept": "text/html"})
    assert 'id="Approval"' in html.text


def test_a_graph_can_be_opened(client: httpx.Client) -> None:
    about = triples(client.get("/id/graph/entities.nt"), RdfFormat.N_TRIPLES)
    assert NamedNode(COMPANY) in {triple.subject for triple in about}


@pytest.mark.parametrize(
    "path",
    [
        "/id/company/没有这家",
        "/id/",
        "/concept/none",
        "/id/company/%FF%FE",
        "/id/a%00b",
        "/id/<b>",
        "/id/company/x.ttl",
    ],
)
def test_what_is_not_there_is_404(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_form_that_nobody_has_is_406(client: httpx.Client) -> None:
    assert client.get("/id/company/脉图智能", headers={"accept": "image/png"}).status_code == 406


def test_rdflib_reads_a_thing_from_its_address(server: Server) -> None:
    graph = Graph().parse(f"{server.url}id/company/{quote('脉图智能')}.ttl")
    assert (URIRef(COMPANY), URIRef(LABEL), None) in graph


def test_the_base_is_a_setting_of_the_build(tmp_path: Path) -> None:
    base = "https://graph.example/kg/"
    run_build(sample_paths()[:2], tmp_path / "graph", base=base)
    record = json.loads((tmp_path / "graph" / "entities.jsonl").read_text(encoding="utf-8").splitlines()[0])
    path = record["id"].removeprefix(base)
    with started(tmp_path / "graph") as running, httpx.Client(base_url=running.url) as client:
        assert client.get(f"/{quote(path)}.json").json()["id"] == record["id"]
        known = triples(client.get("/ontology.nt"), RdfFormat.N_TRIPLES)
        assert any(t.subject == NamedNode(f"{base}ontology#Approval") for t in known)
        assert "graph.example/kg/shapes#" in client.get("/shapes.ttl").text


NAMES = st.text(st.sampled_from(list("aZ0推想·（）.-_~ /%#?&;=@:\"<>\\^`{|}'!$*+,éй𠮷")), min_size=1, max_size=20)


@given(NAMES)
def test_every_thing_has_an_address_that_leads_back_to_it(name: str) -> None:
    namespaces = Namespaces("https://graph.example/kg/")
    iri = namespaces.entity(("Company",), segment(name)).value
    address = address_of(iri, namespaces)
    assert address.isascii()
    assert next(iris_of(address.encode(), namespaces)) == iri
    # A client that resolves the IRI itself sends its escapes as they are.
    sent = "/" + quote(iri.removeprefix(namespaces.base), safe="%/:@!$&'()*+,;=~-._")
    assert iri in set(iris_of(sent.encode(), namespaces))


def test_an_iri_of_others_has_no_address() -> None:
    assert address_of("https://a.example/id/x", Namespaces()) == ""


@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_a_header_cannot_be_put_into_the_answer(server: Server, accept: str) -> None:
    request = (
        f"GET /id/company/x%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: a\r\nAccept: {accept}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(request.encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert head.startswith(b"http/1.1 404")
    assert b"set-cookie" not in head
