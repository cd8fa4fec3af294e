"""The query page and the ask page over HTTP: answers, errors at their place, files, bounds."""

from __future__ import annotations

import csv
import html
import io
import re
from urllib.parse import quote

import httpx
import pytest

COMPANY = "鹰瞳科技"
QUERY = f'SELECT ?company ?label WHERE {{ ?company rdfs:label ?label . FILTER(STR(?label) = "{COMPANY}") }}'


def posted(client: httpx.Client, text: str) -> httpx.Response:
    return client.post("/query/answer", content=text.encode(), headers={"content-type": "application/sparql-query"})


def test_a_query_in_the_address_is_answered_without_script(client: httpx.Client) -> None:
    page = client.get("/query", params={"query": QUERY})
    assert page.status_code == 200
    assert f'<a href="/id/company/{quote(COMPANY)}"><bdi>{COMPANY}</bdi></a>' in page.text
    assert QUERY in html.unescape(page.text)


def test_the_script_gets_the_answer_alone(client: httpx.Client) -> None:
    answer = posted(client, QUERY)
    assert answer.headers["content-type"].startswith("text/html")
    assert "<html" not in answer.text
    assert COMPANY in answer.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ASK { ?s ?p ?o }", "是 yes"),
        ("CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a mai:Company ; rdfs:label ?l } LIMIT 3", "subject"),
        ("SELECT ?x WHERE { ?x a mai:Nothing }", "没有结果"),
        ("SELECT ?s WHERE { ?s ?p ?o }", "已到行数上限"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
        ("DELETE WHERE { ?s ?p ?o }", "updates are refused"),
        ("", "role="),
    ],
)
def test_each_form_of_answer_says_what_it_is(client: httpx.Client, text: str, said: str) -> None:
    answer = posted(client, text)
    assert answer.status_code == 200
    assert said in html.unescape(answer.text)


def test_an_error_names_its_place(client: httpx.Client) -> None:
    answer = posted(client, "SELECT * WHERE {\n  ?s ?p ;;; ?\n}")
    place = re.search(r'data-line="(\d+)" data-column="(\d+)"', answer.text)
    assert place
    assert int(place[1]) >= 2


def test_a_file_of_the_answer_has_labels(client: httpx.Client) -> None:
    answer = client.get("/query.csv", params={"query": QUERY})
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [{"company": COMPANY, "label": COMPANY}]
    assert client.get("/query.csv", params={"query": "SELECT"}).status_code == 400


def test_the_editor_is_told_prefixes_and_terms_in_two_languages(client: httpx.Client) -> None:
    words = client.get("/query/words.json").json()
    assert words["prefixes"]["mai"].endswith("ontology#")
    terms = {term["name"]: term for term in words["terms"]}
    assert terms["mai:Company"]["zh"] == "企业"
    assert terms["mai:develops"]["kind"] == "property"


def test_samples_of_every_kind_can_be_run(client: httpx.Client) -> None:
    page = client.get("/query")
    samples = [html.unescape(link) for link in re.findall(r'href="(/query\?query=[^"]+)"', page.text)]
    assert len(samples) > 10
    for link in samples:
        answer = client.get(link)
        assert 'role="alert"' not in answer.text, link
        assert "data-sheet" in answer.text, link


def test_a_question_in_chinese_is_answered_with_its_sentence(client: httpx.Client) -> None:
    page = client.get("/ask", params={"q": "谁的三类证最多？"})
    assert page.status_code == 200
    assert "<mark>" in page.text
    assert "SPARQL" in page.text
    assert "/query?query=" in page.text


def test_what_is_not_understood_leads_to_what_is(client: httpx.Client) -> None:
    page = client.get("/ask", params={"q": "明天的天气如何"})
    assert "没有看懂" in page.text
    link = html.unescape(re.findall(r'href="(/ask\?q=[^"]+)"', page.text)[0])
    assert "没有看懂" not in client.get(link).text


@pytest.mark.parametrize(
    "text", ["谁的三类证最多？", "澄影科技？", "澄影科技有哪些产品", "Who makes 脉图智能?", "澄影科技是不是上市了"]
)
def test_a_question_typed_into_the_search_box_is_asked(client: httpx.Client, text: str) -> None:
    answer = client.get("/search", params={"q": text})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/ask?q=")


def test_a_name_typed_into_the_search_box_is_looked_for(client: httpx.Client) -> None:
    assert client.get("/search", params={"q": "澄影科技"}).status_code == 200
