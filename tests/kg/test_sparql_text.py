"""What is read off a query before it runs: calls to other servers, its own choice of graphs, the place of an error."""

import time

import pytest

from kg.sparql_text import calls_service, explain_syntax_error, is_update, names_dataset


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://a.example/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://a.example/>{ ?s ?p ?o } }",
        "PREFIX : <http://a.example/> SELECT * { SERVICESILENT:a{ ?s ?p ?o } }",
        "SELECT * { BIND(<http://a.example/> AS ?u) SERVICE ?u { ?s ?p ?o } }",
        "SELECT * { SERVICE # where\n <http://a.example/> # what\n { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?s<'&&?b>'||true) SERVICE <http://a.example/> { ?s ?p ?o } #'\n }",
        "SELECT * { ?s ex:a\\' 1 . SERVICE <http://a.example/> { } } #'",
        "SELECT * { S\\u0045RVICE <http://a.example/> { ?s ?p ?o } }",
        "ASK { SERVICE <http://a.example/> { ?s ?p ?o } }",
        "SELECT * { SERVICE <" + "a" * 5000 + "> { } }",
    ],
)
def test_a_call_to_another_server_is_seen(query: str) -> None:
    assert calls_service(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://a.example/> {' }",
        '# SERVICE <http://a.example/> { }\nSELECT * { ?s ?p "SERVICE" }',
        "SELECT * { GRAPH ?service { ?s ?p ?o } }",
        "SELECT * { ?s <http://a.example/service/x> ?o OPTIONAL { ?s ?p ?x } }",
        "SELECT * { ?s mai:service ?o . ?s ?p ?q }",
    ],
)
def test_the_word_alone_is_no_call(query: str) -> None:
    assert not calls_service(query)


@pytest.mark.parametrize(
    "text",
    [
        "service " * 20_000,
        "service:" * 5_000,
        "service" + "#" * 50_000,
        "service#" * 10_000,
        "<" * 30_000,
        "'" * 30_000,
    ],
)
def test_a_hostile_text_costs_no_time(text: str) -> None:
    start = time.process_time()
    calls_service(text + "{'")
    names_dataset(text)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * FROM <http://a.example/g> { ?s ?p ?o }", True),
        ("SELECT * from named id:graph { ?s ?p ?o }", True),
        ("SELECT ?from { ?from ?p <http://a.example/> }", False),
        ("SELECT * { ?s mai:from <http://a.example/> }", False),
        ("SELECT * { ?s ?p 'FROM <http://a.example/>' }", False),
    ],
)
def test_a_query_that_picks_its_graphs_is_seen(query: str, expected: bool) -> None:
    assert names_dataset(query) is expected


def test_the_caret_stands_below_the_error_though_chinese_is_wide() -> None:
    message, line, column = explain_syntax_error(
        "error at 2:13: expected one of \"}\", FILTER, ['0'..='9']", 'SELECT * {\n  ?s ?p "推想" 。\n}'
    )
    first, text, caret = message.split("\n")
    assert (line, column) == (2, 13)
    assert first == "line 2, column 13: expected FILTER, } here"
    assert text == '    ?s ?p "推想" 。'
    # Twelve characters stand before, two of them two columns wide; both lines are indented by two.
    assert caret.index("^") == 2 + 12 + 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PREFIX a: <http://a.example/>\nINSERT DATA { }", True),
        ("# a remark\nBASE <http://a.example/> DELETE WHERE { ?s ?p ?o }", True),
        ("load <http://a.example/>", True),
        ("SELECT ?delete { ?delete ?insert ?load }", False),
        ("PREFIX insert: <http://a.example/> ASK { insert:x ?p ?o }", False),
    ],
)
def test_an_update_is_told_to_be_one(text: str, expected: bool) -> None:
    assert is_update(text) is expected
