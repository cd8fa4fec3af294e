"""The overview: figures that can be counted by hand, a sentence behind every line, and no need of the net."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.build import BuildReport
from kg.cli import main
from kg.overview.model import Overview
from kg.overview.page import overview_of, render_overview
from kg.overview.source import Source
from kg.store import GraphStore


@pytest.fixture(scope="module")
def source(sample_build: BuildReport) -> Source:
    return Source(GraphStore.open(sample_build.out))


@pytest.fixture(scope="module")
def overview(source: Source) -> Overview:
    return overview_of(source)


@pytest.fixture(scope="module")
def html(source: Source) -> str:
    return render_overview(source.store)


def test_the_same_graph_gives_the_same_page(source: Source, html: str) -> None:
    assert render_overview(source.store) == html


def test_the_page_needs_no_net_and_no_script(html: str) -> None:
    assert "<script" not in html
    assert "default-src 'none'" in html
    assert not re.findall(r"""(?:src|href)\s*=\s*["'](?!#|data:)""", html)
    assert set(re.findall(r"https?://[^\"'< ]+", html)) <= {"http://www.w3.org/2000/svg"}


def test_tags_are_closed_in_order(html: str) -> None:
    class Check(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, _attrs: object) -> None:
            if tag not in {"meta", "link", "br"}:
                self.open.append(tag)

        def handle_startendtag(self, tag: str, attrs: object) -> None:
            pass

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag, self.getpos()

    check = Check()
    check.feed(html)
    assert check.open == []


def test_key_figures_are_counts_of_claims_and_have_their_sentence(source: Source, overview: Overview) -> None:
    figures = {figure.label.en: figure for figure in overview.figures}
    assert figures["approvals"].number == str(len(source.corpus.of_kind("Approval")))
    assert all(len(figure.quotes) == 1 and figure.quotes[0].words for figure in overview.figures)
    assert all(figure.example for figure in overview.figures)


def test_every_line_rests_on_sentences_that_the_reports_have(source: Source, overview: Overview) -> None:
    quotes = {fact.quote for fact in source.content.facts}
    without = []
    for section in overview.sections:
        for block in section.blocks:
            for line in block.lines:
                assert {quote.words for quote in line.quotes} <= quotes
                if not line.quotes:
                    without.append((section.name, line.cells))
    # What is missing nowhere has no sentence to show.
    assert all(name == "gaps" and "0" in cells for name, cells in without)


def test_the_league_of_holders_counts_their_approvals(source: Source, overview: Overview) -> None:
    block = next(block for section in overview.sections for block in section.blocks if block.title.en == "Holders")
    label = {iri: entity.label for iri, entity in source.content.entities.items()}
    for line in block.lines:
        mine = [
            fact
            for fact in source.corpus.of_kind("Approval")
            if line.cells[0] in {label[iri] for iri in fact.entities("holder")}
        ]
        assert line.cells[1] == str(len(mine))
    assert [int(line.cells[1]) for line in block.lines] == sorted(
        (int(line.cells[1]) for line in block.lines), reverse=True
    )


def test_largest_amounts_come_first_in_each_currency(source: Source) -> None:
    for _, facts in source.largest(source.corpus.of_kind("Funding")):
        lows = [source.money(fact).low for fact in facts]  # type: ignore[union-attr]
        assert lows == sorted(lows, reverse=True)


def test_every_section_stands_even_where_the_reports_are_silent() -> None:
    nothing = GraphStore.in_memory([])
    html = render_overview(nothing)
    assert "报告没有这方面的内容" in html
    assert "缺口" in html


def test_hostile_words_stay_words() -> None:
    text = (Path(__file__).parent / "viz" / "graph.trig").read_text(encoding="utf-8")
    html = render_overview(GraphStore.in_memory(ox.parse(input=text, format=ox.RdfFormat.TRIG)))
    assert "<script" not in html
    assert "\u202e" not in html


def test_the_command_writes_the_page_and_says_where(sample_build: BuildReport, tmp_path: Path, html: str) -> None:
    out = tmp_path / "overview.html"
    done = CliRunner().invoke(main, ["report", "-g", str(sample_build.out), "-o", str(out)])
    assert (done.exit_code, done.stdout.strip()) == (0, str(out))
    assert out.read_text(encoding="utf-8") == html


def test_a_folder_that_is_not_there_is_one_line(sample_build: BuildReport, tmp_path: Path) -> None:
    out = tmp_path / "no" / "overview.html"
    done = CliRunner().invoke(main, ["report", "-g", str(sample_build.out), "-o", str(out)])
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert str(out) in done.stderr


@pytest.mark.browser
def test_lines_are_rows_on_paper_and_cards_on_a_phone(html: str, tmp_path: Path, chromium: Any) -> None:
    path = tmp_path / "overview.html"
    path.write_text(html, encoding="utf-8")
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    try:
        page.goto(path.as_uri())
        shape = "getComputedStyle(document.querySelector('tbody tr')).display"
        assert page.evaluate(shape) == "block"
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        page.emulate_media(media="print")
        assert page.evaluate(shape) == "table-row"
    finally:
        page.close()
