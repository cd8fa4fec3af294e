"""Pictures of more things than a flat canvas can carry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.synthetic import synthetic_graph

import kg.viz.page
from kg.viz import render_page, write_page

pytestmark = pytest.mark.browser
bundled = pytest.mark.skipif(not kg.viz.page.SIGMA.is_file(), reason="make assets has not been run")


@pytest.fixture(scope="module")
def thousands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("webgl") / "thousands.html"
    write_page(synthetic_graph(2000), path, limit=30_000)
    return path


@bundled
def test_two_thousand_nodes_are_drawn_and_answer(thousands: Path, open_page: Callable) -> None:
    page = open_page(thousands)
    assert page.locator("#canvas canvas.sigma-nodes").count() == 1
    assert "1,867" in page.inner_text("#notice")
    page.search("企业0")
    assert page.inner_text("#panel h2") == "企业0"
    fragment = page.evaluate("location.hash")
    page.locator("#kinds button").first.click()
    page.locator("#legend button").first.click()
    page.click("#fit")
    page.wait_for_timeout(300)
    assert page.problems == []
    assert page.requests == [thousands.as_uri()]
    again = open_page(thousands, fragment=fragment)
    assert again.inner_text("#panel h2") == "企业0"


@bundled
def test_a_click_on_a_node_and_beside_it(thousands: Path, open_page: Callable) -> None:
    page = open_page(thousands)
    page.search("企业0")
    x, y = page.evaluate(
        """() => { const box = document.getElementById("panel").getBoundingClientRect();
                   const side = document.getElementById("side").getBoundingClientRect();
                   return [(box.left + side.right) / 2, 20]; }"""
    )
    page.mouse.click(x, y)
    page.wait_for_timeout(200)
    assert page.problems == []


@bundled
def test_the_camera_is_kept_in_the_address(thousands: Path, open_page: Callable) -> None:
    page = open_page(thousands)
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    fragment = page.address()
    assert fragment.startswith("#at=")
    again = open_page(thousands, fragment=fragment)
    again.focus("#canvas")
    again.keyboard.press("Escape")
    kept = again.evaluate("location.hash")
    ours, theirs = (list(map(float, one.partition("=")[2].replace("%7C", "|").split("|"))) for one in (fragment, kept))
    assert ours == pytest.approx(theirs, rel=0.02, abs=2)


@bundled
def test_the_picture_can_be_saved(thousands: Path, open_page: Callable, tmp_path: Path) -> None:
    page = open_page(thousands)
    with page.expect_download() as offered:
        page.click("#png")
    offered.value.save_as(tmp_path / "graph.png")
    assert (tmp_path / "graph.png").stat().st_size > 20_000


@bundled
def test_the_same_graph_gives_the_same_page(thousands: Path) -> None:
    assert render_page(synthetic_graph(2000), limit=30_000) == thousands.read_text(encoding="utf-8")


def test_without_the_bundle_the_picture_is_smaller_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, open_page: Callable
) -> None:
    monkeypatch.setattr(kg.viz.page, "SIGMA", tmp_path / "nothing.js")
    monkeypatch.setattr(kg.viz.page, "WITHOUT_SIGMA", 200)
    path = tmp_path / "smaller.html"
    write_page(synthetic_graph(900), path, limit=800)
    page = open_page(path)
    assert page.problems == []
    assert "显示 200 / 共 827 个节点" in page.inner_text("#notice")
    assert "make assets" in page.inner_text("#notice")
