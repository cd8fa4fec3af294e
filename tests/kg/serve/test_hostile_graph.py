"""A graph that means harm: nothing of it runs, nothing breaks, every name is shown as it is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urljoin

import browsing as tools
import httpx
import pytest
from browsing import Browsing
from hostile import NAMES, STEM, hostile_graph
from serving import Server, started

PAGES = [
    "/",
    "/search",
    "/search?q=" + quote(NAMES[0]),
    "/search?q=" + quote(NAMES[7][:200]),
    "/queries/funding",
    "/queries/entity_names",
    "/queries/funding?company=" + quote(NAMES[1]),
    "/query?query=" + quote("SELECT * WHERE { ?s a mai:Company ; rdfs:label ?l ; skos:altLabel ?a }"),
    "/ask?q=" + quote(NAMES[0] + "的产品有哪些？"),
    "/ask?q=" + quote(NAMES[4]),
    "/quality",
    "/graph",
    f"/doc/{quote(STEM, safe='')}",
    f"/doc/{quote(STEM, safe='')}?c=0-40#c=0-40",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with started(hostile_graph(tmp_path_factory.mktemp("hostile"))) as running:
        yield running


@pytest.fixture(scope="module")
def addresses(hostile: Server) -> list[str]:
    """The pages above, and those that the search leads to: every thing of the graph."""
    page = httpx.get(hostile.url + "search", timeout=30)
    things = [html.unescape(link) for link in re.findall(r'<a class="hit" href="([^"]+)"', page.text)]
    assert len(things) == 2 * len(NAMES)
    facts = []
    for thing in things[:4]:
        text = httpx.get(urljoin(hostile.url, thing), headers={"accept": "text/html"}, timeout=30).text
        facts += re.findall(r'href="(/id/fact/[0-9a-f]+)"', text)[:2]
    return [*PAGES, *things, *facts]


def test_every_page_answers_and_escapes(hostile: Server, addresses: list[str]) -> None:
    for path in addresses:
        answer = httpx.get(
            urljoin(hostile.url, path), headers={"accept": "text/html"}, timeout=30, follow_redirects=True
        )
        assert answer.status_code == 200, path
        tags = re.sub(r"<textarea[\s\S]*?</textarea>", "", answer.text)
        assert "<script>" not in tags
        assert "<img" not in tags
        assert "<svg onload" not in tags
        assert not re.search(r'(?:href|src|action)="\s*javascript:', tags, re.IGNORECASE)
        assert not re.search(r"<[^>]*\son\w+=(?![^<>]*&)", tags), path
        assert "49${" not in tags


def test_suggestions_and_graph_data_are_plain_json(hostile: Server) -> None:
    for name in NAMES:
        found = httpx.get(hostile.url + "search.json", params={"q": name[:50]}, timeout=30).json()
        for one in found:
            assert one["url"].startswith("/id/")
    answer = httpx.get(hostile.url + "graph.json", params={"thing": "company/" + "长" * 3}, timeout=30)
    assert answer.status_code in (200, 404)


def test_a_sheet_never_begins_a_cell_with_a_formula(hostile: Server) -> None:
    text = httpx.get(hostile.url + "queries/entity_names.csv", timeout=30).content.decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert not re.search(r'(?:^|,)"?=', text, re.MULTILINE)


@pytest.mark.browser
def test_nothing_runs_in_a_browser(chromium: Any, hostile: Server, addresses: list[str]) -> None:
    with tools.browsing(chromium, hostile.url) as page:
        for path in addresses:
            page.open(path)
            page.wait_for_timeout(60)
            assert page.evaluate("() => window.hacked") is None, path
            assert page.evaluate("() => document.documentElement.scrollWidth") <= 1280, path
        _touch_everything(page)
        assert page.problems == []


def _touch_everything(page: Browsing) -> None:
    """Suggestions, folded parts, the picture and its panel."""
    page.open("/")
    for name in NAMES:
        page.fill(".hero input", name[:40])
        page.wait_for_timeout(220)
    page.open("/graph")
    page.wait_for_selector("html[data-ready=yes]")
    buttons = page.locator("#panel button, #list button")
    for number in range(min(6, buttons.count())):
        buttons.nth(number).click()
    page.open("/quality")
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    _no_script_ran(page)


def _no_script_ran(page: Any) -> None:
    assert page.evaluate("() => window.hacked") is None
