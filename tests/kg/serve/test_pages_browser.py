"""The pages in Chromium with the network off: the road of an analyst, by mouse, by keyboard, on a phone."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browsing as tools
import pytest
from browsing import Browsing
from serving import Server

from kg.serve.pages.query import EDITOR

pytestmark = pytest.mark.browser

COMPANY = "鹰瞳科技"


@pytest.fixture
def page(chromium: Any, server: Server) -> Iterator[Browsing]:
    with tools.browsing(chromium, server.url) as opened:
        yield opened
        assert opened.problems == []


@pytest.fixture
def phone(chromium: Any, server: Server) -> Iterator[Browsing]:
    with tools.browsing(chromium, server.url, width=390, height=844) as opened:
        yield opened
        assert opened.problems == []


def test_from_an_alias_to_the_marked_sentence_in_the_report(page: Browsing) -> None:
    page.open("/")
    page.fill(".hero input", "airdoc")
    page.click(".hero [role=option]")
    page.wait_for_url("**/id/company/**")
    assert page.inner_text("h1") == COMPANY
    page.click("tbody tr:first-child summary")
    page.click("tbody tr:first-child .open >> nth=0")
    page.wait_for_url("**/doc/**")
    lit = page.locator("mark.lit").first
    box = lit.bounding_box()
    assert box
    assert 0 <= box["y"] < 850
    assert COMPANY in page.inner_text("article") or "Airdoc" in page.inner_text("article")
    assert page.locator(".there .fact-card").count() >= 1


def test_a_report_opens_at_an_address_with_a_place(page: Browsing) -> None:
    """``/doc/STEM#c=START-END`` as people keep it, without the query that our links carry."""
    page.open("/")
    place = page.evaluate(
        "async () => (await (await fetch('/graph.json?thing=' + encodeURIComponent('company/鹰瞳科技'))).json())"
        ".edges[0].facts[0].open"
    )
    path, _, rest = place.partition("?c=")
    page.open(f"{path}#c={rest.partition('#')[0]}")
    page.wait_for_selector("mark.lit")


def test_a_ready_question_takes_a_suggested_name_and_gives_a_file(page: Browsing) -> None:
    page.open("/queries")
    page.fill("[data-filter]", "融资事件")
    assert page.locator("[data-item]:visible").count() < 5
    page.click("[data-item]:visible a >> nth=0")
    page.fill("input[name=company]", "cyk")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value("input[name=company]") == "澄影科技"
    page.click(".ask-form .primary")
    page.wait_for_url("**company=**")
    assert "澄影科技" in page.inner_text("#results tbody")
    with page.expect_download() as download:
        page.click("#results .result-head a:has-text('CSV')")
    rows = list(csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert rows
    assert {row["company"] for row in rows} == {"澄影科技"}


def test_results_are_sorted_filtered_and_paged(page: Browsing) -> None:
    page.open("/queries/entity_names")
    total = page.locator("#results tbody tr").count()
    assert total == 50
    first = page.inner_text("#results tbody tr:first-child")
    page.click("#results th >> nth=0 >> .sort")
    page.click("#results th >> nth=0 >> .sort")
    assert page.get_attribute("#results th >> nth=0", "aria-sort") == "descending"
    assert page.inner_text("#results tbody tr:first-child") != first
    page.click("#results nav button:has-text('Next')")
    assert page.inner_text("#results nav [role=status]").startswith("2 /")
    page.fill(".words", COMPANY)
    assert 1 <= page.locator("#results tbody tr").count() < 10


def test_the_neighbourhood_is_drawn_and_an_edge_opens_its_evidence(page: Browsing) -> None:
    page.open("/graph?around=company/鹰瞳科技")
    page.wait_for_selector("html[data-ready=yes]")
    colours = page.evaluate(
        "() => { const d = document.querySelector('#canvas canvas'); const c = d.getContext('2d');"
        " return new Set(new Uint32Array(c.getImageData(0, 0, d.width, d.height).data.buffer)).size; }"
    )
    assert colours > 20
    page.click("#panel .tie-list button >> nth=0")
    assert page.inner_text("#panel blockquote >> nth=0")
    before = page.inner_text("#shown")
    page.click("#list button >> nth=1")
    page.click("#panel .primary")
    page.wait_for_function("before => document.getElementById('shown').textContent !== before", arg=before)
    assert "with=" in page.page.url
    page.click("#panel h2 a")
    page.wait_for_url("**/id/**")


def test_a_query_runs_from_the_page_and_an_error_is_marked(page: Browsing) -> None:
    page.open("/query")
    if EDITOR.is_file():
        page.wait_for_selector("html[data-editor=yes]")
    page.click("#run")
    page.wait_for_selector("#results tbody tr")
    assert "query=" in page.page.url
    page.reload()
    assert page.locator("#results tbody tr").count() > 3
    page.open("/query?query=SELECT%20*%20WHERE%20%7B%0A%20%3Fs%20%3Fp%20%7D")
    page.wait_for_selector(".problem[data-line='2']")


def test_a_running_query_is_stopped(page: Browsing) -> None:
    page.open("/query")
    heavy = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    if EDITOR.is_file():
        page.wait_for_selector("html[data-editor=yes]")
        page.click(".cm-content")
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(heavy)
        page.keyboard.press("Control+Enter")
    else:
        page.fill("#query", heavy)
        page.press("#query", "Control+Enter")
    page.wait_for_selector("#stop:visible")
    page.click("#stop")
    page.wait_for_function("() => document.getElementById('state').textContent.includes('Stopped')")


@pytest.mark.skipif(not EDITOR.is_file(), reason="make assets was not run")
def test_the_editor_completes_terms_by_chinese_words_and_things_by_name(page: Browsing) -> None:
    page.open("/query")
    page.wait_for_selector("html[data-editor=yes]")
    page.click(".cm-content")
    for typed, expected in (("审批", "mai:Approval"), ("company:airdoc", "/id/company/鹰瞳科技>")):
        page.keyboard.press("Control+A")
        page.keyboard.type(typed)
        page.wait_for_selector(".cm-tooltip-autocomplete li")
        page.wait_for_timeout(600)
        page.keyboard.press("Enter")
        assert expected in page.input_value("#query")


def test_a_question_is_asked_from_the_start_page(page: Browsing) -> None:
    page.open("/")
    page.fill(".wide-ask input", "谁的三类证最多？")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask?q=**")
    assert page.locator(".answer").count() == 1
    assert page.locator(".fact-card mark").count() >= 1


def test_by_keyboard_alone_from_search_to_the_sentence(page: Browsing) -> None:
    page.open("/queries")
    page.keyboard.press("/")
    page.keyboard.type("airdoc")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute(".bar input", "aria-activedescendant")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/company/**")
    for key in ("summary", "在报告中打开"):
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.focused().startswith("SUMMARY") if key == "summary" else key in page.focused():
                break
        else:
            raise AssertionError(f"{key} is not reached")
        page.keyboard.press("Enter")
    page.wait_for_url("**/doc/**")
    page.wait_for_selector("mark.lit")


PATHS = [
    "/",
    "/id/company/鹰瞳科技",
    "/doc/imaging-approvals-2024",
    "/search?q=医疗",
    "/queries",
    "/queries/funding",
    "/query",
    "/ask?q=谁的三类证最多？",
    "/graph?around=company/鹰瞳科技",
    "/quality",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_control_has_a_name_and_every_page_one_heading(page: Browsing, path: str) -> None:
    page.open(path)
    page.wait_for_timeout(200)
    tree = page.locator("body").aria_snapshot()
    nameless = [
        line.strip()
        for line in tree.splitlines()
        if line.strip() in {"- link", "- button", "- textbox", "- combobox", "- searchbox", "- checkbox", "- listbox"}
    ]
    assert nameless == []
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.evaluate("() => document.querySelectorAll('img:not([alt])').length") == 0


@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_wider_than_a_phone(phone: Browsing, path: str) -> None:
    phone.open(path)
    phone.wait_for_timeout(150)
    assert phone.evaluate("() => document.documentElement.scrollWidth") <= 390
