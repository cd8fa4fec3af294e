"""The pages of ``kg serve``: what they show, where their links lead, what they refuse."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path
from urllib.parse import quote, urljoin

import httpx
import pytest
from serving import started

from kg.serve.pages.words import reason

COMPANY = "鹰瞳科技"
ALIAS = "Airdoc"


def words(page: httpx.Response) -> str:
    """The words of a page as a reader sees them, without blanks."""
    return "".join(html.unescape(re.sub(r"<(style|script)[\s\S]*?</\1>|<[^>]+>", "", page.text)).split())


def links(page: httpx.Response) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'<a [^>]*href="([^"]+)"', page.text)]


@pytest.fixture(scope="module")
def facts(sample_graph: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (sample_graph / "facts.jsonl").open(encoding="utf-8")]


def thing(name: str, kind: str = "company") -> str:
    return f"/id/{kind}/{quote(name)}"


def test_a_company_has_its_names_facts_quotes_and_other_forms(client: httpx.Client) -> None:
    page = client.get(thing(COMPANY), headers={"accept": "text/html"})
    assert page.status_code == 200
    said = words(page)
    assert ALIAS in said
    assert re.search(r"[1-9]\d*条事实", said)
    assert "<mark>" in page.text
    assert "字符" in said
    assert [form for form in (".ttl", ".jsonld", ".json") if f"{thing(COMPANY)}{form}" in page.text] == [
        ".ttl",
        ".jsonld",
        ".json",
    ]


@pytest.mark.parametrize("typed", [COMPANY, ALIAS, "airdoc", "ytkj", "yingtong", "瞳科", "鷹瞳"])
def test_a_thing_is_found_by_any_of_its_names_and_by_pinyin(client: httpx.Client, typed: str) -> None:
    found = client.get("/search.json", params={"q": typed}).json()
    assert found[0]["name"] == COMPANY
    assert found[0]["url"] == thing(COMPANY)
    assert COMPANY in words(client.get("/search", params={"q": typed}))


def test_a_name_that_is_nowhere_is_answered_with_near_ones(client: httpx.Client) -> None:
    page = client.get("/search", params={"q": "鹰瞳科枝"})
    assert "没有这样的名称" in words(page)
    assert thing(COMPANY) in links(page)


def test_every_fact_opens_its_report_at_its_words(client: httpx.Client, facts: list[dict[str, object]]) -> None:
    """Of each kind one fact in prose and one in a table: what is lit in the report is what was cited."""
    chosen = {(fact["kind"], fact["evidence"]["source"]): fact for fact in facts}
    for fact in chosen.values():
        evidence = fact["evidence"]
        place = f"{evidence['start']}-{evidence['end']}"
        page = client.get(f"/doc/{fact['doc']}", params={"c": place})
        assert f'id="c={place}"' in page.text
        lit = "".join(re.findall(r'<mark class="lit"[^>]*>(.*?)</mark>', page.text, re.DOTALL))
        said = "".join(html.unescape(re.sub(r"<[^>]+>", "", lit)).split())
        # The pieces of a wrapped row come cell by cell.
        assert sorted(said) == sorted("".join(evidence["quote"].replace("|", "").split()))
        assert f"/id/fact/{fact['id'].rpartition('/')[2]}" in links(page)


def test_a_fact_page_tells_slots_evidence_and_rule(client: httpx.Client, facts: list[dict[str, object]]) -> None:
    fact = next(one for one in facts if one["kind"] == "Approval" and one["evidence"]["source"] == "table")
    page = client.get("/id/fact/" + fact["id"].rpartition("/")[2], headers={"accept": "text/html"})
    said = words(page)
    assert fact["args"]["product"].replace(" ", "") in said
    assert fact["rule"] in said
    assert f"字符{fact['evidence']['start']}–{fact['evidence']['end']}" in said


def test_a_fact_page_names_the_edges_that_rest_on_it(client: httpx.Client, facts: list[dict[str, object]]) -> None:
    fact = next(one for one in facts if one["kind"] == "Develops")
    page = client.get("/id/fact/" + fact["id"].rpartition("/")[2], headers={"accept": "text/html"})
    derived = words(page).partition("由此推出")[2]
    assert fact["args"]["company"] in derived
    assert fact["args"]["product"].replace(" ", "") in derived


def test_links_of_the_pages_lead_somewhere(client: httpx.Client) -> None:
    """From the start page, two clicks deep: nothing is missing and nothing leads away."""
    seen = {"/"}
    level = ["/"]
    for _ in range(2):
        found = []
        for path in level[:60]:
            page = client.get(path, headers={"accept": "text/html"}, follow_redirects=True)
            assert page.status_code == 200, path
            for link in links(page):
                target = urljoin(path, link).partition("#")[0]
                assert target.startswith("/"), link
                if target not in seen and not re.search(r"\.(ttl|jsonld|json)$", target):
                    seen.add(target)
                    found.append(target)
        level = found[:: max(1, len(found) // 60)]


def test_facts_come_as_a_sheet_with_quote_and_place(client: httpx.Client) -> None:
    answer = client.get("/facts.csv", params={"thing": f"company/{COMPANY}"})
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows
    assert all(row["quote"] and row["report"] and row["start"] for row in rows)
    assert not client.get("/facts.csv", params={"thing": f"company/{COMPANY}", "bom": "0"}).text.startswith("\ufeff")


def test_a_question_is_answered_for_the_values_of_its_form(client: httpx.Client) -> None:
    page = client.get("/queries/funding", params={"company": "澄影科技"})
    assert page.status_code == 200
    assert "澄影科技" in words(page)
    assert thing("澄影科技") in links(page)
    sheet = client.get("/queries/funding.csv", params={"company": "澄影科技"})
    assert sheet.headers["content-disposition"] == 'attachment; filename="funding.csv"'
    assert "澄影科技" in sheet.text
    assert "有多少" not in client.get("/queries/funding.json", params={"company": "没有这家"}).text


def test_a_value_that_does_not_fit_is_answered_in_one_line(client: httpx.Client) -> None:
    page = client.get("/queries/approvals", params={"since": "soon"})
    assert "is not a year" in page.text
    assert client.get("/queries/approvals.csv", params={"since": "soon"}).status_code == 400


def test_the_graph_page_has_its_data_and_a_list_without_script(client: httpx.Client) -> None:
    page = client.get("/graph", params={"around": f"company/{COMPANY}"})
    assert "图中实体" in words(page)
    data = client.get("/graph.json", params={"thing": f"company/{COMPANY}"}).json()
    names = {node["id"] for node in data["nodes"]}
    assert f"company/{COMPANY}" in names
    assert data["edges"]
    for edge in data["edges"]:
        assert {edge["from"], edge["to"]} <= names
        assert edge["facts"][0]["quote"]


def test_the_quality_page_opens_what_was_quarantined(client: httpx.Client, sample_graph: Path) -> None:
    record = json.loads((sample_graph / "quality.json").read_text(encoding="utf-8"))
    page = client.get("/quality")
    held = record["quarantined"][0]
    assert any(link.startswith(f"/doc/{held['doc']}?c={held['start']}-{held['end']}") for link in links(page))
    report = client.get(f"/doc/{held['doc']}", params={"c": f"{held['start']}-{held['end']}"})
    assert "held" in report.text


def test_a_report_is_found_by_the_beginning_of_its_name(client: httpx.Client) -> None:
    answer = client.get("/doc/imaging?part=1")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/doc/imaging-approvals-2024?part=1"


@pytest.mark.parametrize(
    "path",
    [
        "/id/company/nobody",
        "/id/",
        "/doc/nothing",
        "/queries/nothing",
        "/queries/funding.exe",
        "/graph?around=company/nobody",
        "/graph.json?thing=x",
        "/facts.csv?thing=../../etc/passwd",
        "/doc/..%2f..%2fetc%2fpasswd",
    ],
)
def test_what_is_not_there_is_said_to_be_missing(client: httpx.Client, path: str) -> None:
    assert client.get(path, headers={"accept": "text/html"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/doc/imaging-approvals-2024?c=99999999-999999999",
        "/doc/imaging-approvals-2024?c=9-3",
        "/doc/imaging-approvals-2024?c=%27%22",
        "/doc/imaging-approvals-2024?part=0",
        "/doc/imaging-approvals-2024?part=²",
        "/search?q=%00%ff&page=-1",
        "/search?type=Nothing&kind=Nothing&page=99999",
        "/search.json?q=" + "a" * 5000,
        "/queries?q=%F0%9F%92%A9",
        "/quality?report=nothing",
        "/graph.json?thing=" + quote(f"company/{COMPANY}") + "&skip=99999999",
    ],
)
def test_odd_values_get_a_page_all_the_same(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_a_page_that_did_not_change_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/")
    assert client.get("/", headers={"if-none-match": first.headers["etag"]}).status_code == 304


def test_no_page_holds_script_or_style_of_its_own(client: httpx.Client) -> None:
    for path in ("/", thing(COMPANY), "/queries/approval_holders", "/graph", "/quality", "/doc/imaging-approvals-2024"):
        text = client.get(path, headers={"accept": "text/html"}, follow_redirects=True).text
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)
        assert not re.search(r"<script(?![^>]* src=)", text)
        assert not re.search(r'(?:src|href)="(?:https?:)?//', text)


def test_a_ready_question_runs_within_the_bounds_of_the_server(sample_graph: Path) -> None:
    with started(sample_graph, "--rows", "2") as server:
        first, again = (httpx.get(server.url + "queries/entity_names", timeout=30) for _ in range(2))
        assert "stopped at the row limit" in first.text
        assert first.content == again.content
        sheet = httpx.get(server.url + "queries/entity_names.json", timeout=30)
        assert len(json.loads(sheet.content.decode("utf-8-sig"))) == 2


def test_the_vocabulary_page_shows_the_graph_under_the_iris_of_its_terms(client: httpx.Client) -> None:
    page = client.get("/ontology", headers={"accept": "text/html"})
    assert 'id="Approval"' in page.text
    assert 'id="concept-' in page.text
    assert "<style" not in page.text
    assert "style=" not in page.text
    for sheet in re.findall(r'rel="stylesheet" href="([^"]+)"', page.text):
        assert client.get(sheet).status_code == 200


@pytest.mark.parametrize("path", ["/", "/queries/funding", "/ontology", "/static/site.css"])
def test_options_tells_what_an_address_takes(client: httpx.Client, path: str) -> None:
    answer = client.options(path)
    assert answer.status_code == 204
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    ("said", "zh"),
    [
        ("said to be planned", "只是计划"),
        ("the rows add up to 3, the total says 4", "各行合计 3，总计写的是 4"),
        ("“{0}” under 价格 is no figure", "价格列的“{0}”不是数值"),
        ("nobody foresaw this", ""),
        ("“" * 10_000, ""),
    ],
)
def test_a_reason_of_the_build_has_chinese_words(said: str, zh: str) -> None:
    assert reason(said) == zh


def test_every_reason_of_the_samples_has_chinese_words(sample_graph: Path) -> None:
    quality = json.loads((sample_graph / "quality.json").read_text(encoding="utf-8"))
    parts = ("quarantined", "refused", "left_out", "merges", "proposals")
    said = {item["reason"] for part in parts for item in quality[part]}
    assert said
    assert [one for one in said if not reason(one)] == []
