"""The page in a browser: it draws at once, asks for nothing, and does what its controls say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.synthetic import synthetic_graph

from kg.store import GraphStore
from kg.viz import write_page

pytestmark = pytest.mark.browser

PRODUCT = "肺炎CT影像辅助分诊软件"


@pytest.fixture(scope="session")
def page_path(store: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("viz") / "graph.html"
    write_page(store, path)
    return path


@pytest.fixture
def page(page_path: Path, open_page: Callable):
    opened = open_page(page_path)
    yield opened
    assert opened.problems == []
    assert opened.requests == [page_path.as_uri()]
    assert opened.evaluate("window.hacked") is None


@pytest.fixture(scope="session")
def large_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of 400 things out of some 900."""
    path = tmp_path_factory.mktemp("viz") / "large.html"
    write_page(synthetic_graph(900), path)
    return path


def test_four_hundred_nodes_are_drawn(large_path: Path, open_page: Callable) -> None:
    page = open_page(large_path)
    drawn = next((number for _ in range(50) if (number := page.colours()) > 10 or page.wait_for_timeout(200)), 0)
    assert drawn > 10


def test_a_capped_picture_says_so_in_both_languages(large_path: Path, open_page: Callable) -> None:
    page = open_page(large_path)
    assert page.problems == []
    assert page.requests == [large_path.as_uri()]
    assert "显示 400 / 共 827 个节点" in page.inner_text("#notice")
    assert "Showing 400 of 827 nodes" in page.inner_text("#notice")


def test_nothing_moves_after_load(page) -> None:
    page.wait_for_timeout(300)
    before = page.evaluate("document.querySelector('#canvas canvas').toDataURL()")
    page.wait_for_timeout(500)
    assert page.evaluate("document.querySelector('#canvas canvas').toDataURL()") == before


def test_search_finds_an_alias_and_opens_the_thing(page) -> None:
    page.fill("#search", "推想科技")
    assert page.inner_text("#suggestions li .name") == "推想医疗"
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "推想医疗"
    assert "北京推想医疗科技有限公司、推想科技" in page.inner_text("#panel")


def test_suggestions_can_be_walked_by_keyboard(page) -> None:
    page.keyboard.press("/")
    page.fill("#search", "医药")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == "option-1"
    chosen = page.inner_text("#option-1 .name")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == chosen


def test_what_is_not_drawn_is_still_found(page) -> None:
    page.fill("#search", "独立科技")
    assert "不在图中" in page.inner_text("#suggestions li")
    page.keyboard.press("Enter")
    assert 'kg viz --around "孤立科技"' in page.inner_text("#panel")


def test_a_name_that_is_nowhere_is_said_to_be(page) -> None:
    page.fill("#search", "没有这家公司")
    assert page.inner_text("#suggestions li") == "没有这个名称"


def test_the_panel_shows_facts_with_quote_report_place_and_confidence(page) -> None:
    page.search("推想医疗")
    reading = page.locator("#panel .reading", has_text="C轮").first
    assert reading.locator("blockquote").inner_text() == "推想医疗\tC轮\t数千万人民币\t红杉中国、腾讯\t2019"
    assert reading.locator(".part").all_inner_texts() == ["医疗人工智能样例报告", "表 1 融资事件", "表格"]
    assert reading.locator(".level").inner_text() == "可信 0.9"
    line = " ".join(reading.locator(".fact").inner_text().split())
    assert "轮次 C轮" in line
    assert "融资金额 数千万人民币" in line


def test_a_click_on_a_node_opens_it_and_one_beside_closes_it(page) -> None:
    page.search(PRODUCT)
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")
    x, y = find_colour(page, (232, 150, 58))
    page.mouse.click(x, y)
    page.wait_for_selector("#panel h2")
    assert page.inner_text("#panel h2") in {PRODUCT, "</script><script>window.hacked=3</script>"}


def test_a_click_on_an_edge_shows_its_facts(store: GraphStore, tmp_path: Path, open_page: Callable) -> None:
    path = tmp_path / "two.html"
    write_page(store, path, around="王某", limit=2)
    page = open_page(path)
    page.keyboard.press("Escape")
    page.click("#fit")
    page.wait_for_timeout(300)
    person, company = find_colour(page, (224, 127, 164)), find_colour(page, (59, 115, 185))
    page.mouse.click((person[0] + company[0]) / 2, (person[1] + company[1]) / 2)
    page.wait_for_selector("#panel h2.edge")
    assert page.inner_text("#panel h2").split() == ["王某", "任职于", "→", "推想医疗"]
    assert page.inner_text("#panel blockquote") == "推想医疗创始人王某"


def test_names_in_the_panel_lead_on(page) -> None:
    page.search("推想医疗")
    page.click("#panel .link >> text=红杉中国")
    assert page.inner_text("#panel h2") == "红杉中国"


def test_the_legend_counts_and_hides_a_type(page) -> None:
    button = page.locator("#legend [data-name=Product]")
    assert button.inner_text().split() == ["产品", "2"]
    assert count_colour(page, (232, 150, 58)) > 20
    button.click()
    page.wait_for_timeout(200)
    assert button.get_attribute("aria-pressed") == "false"
    assert count_colour(page, (232, 150, 58)) == 0
    page.search(PRODUCT)
    assert button.get_attribute("aria-pressed") == "true"


def test_a_kind_of_relation_can_be_hidden(page) -> None:
    page.locator("#kinds [data-name=Issues]").click()
    page.wait_for_timeout(200)
    assert count_colour(page, (124, 138, 165)) == 0  # the policy, which has no other relation


def test_years_narrow_the_picture(page) -> None:
    page.select_option("#from", "2022")
    page.select_option("#to", "2022")
    page.uncheck("#undated")
    page.wait_for_timeout(200)
    assert count_colour(page, (124, 138, 165)) > 0
    assert count_colour(page, (199, 162, 10)) == 0  # the investor of 2019


def test_a_hovered_node_dims_what_is_not_beside_it(page) -> None:
    page.click("#fit")
    page.wait_for_timeout(300)
    policies = count_colour(page, (124, 138, 165))
    page.mouse.move(*find_colour(page, (140, 94, 53)))  # the exchange
    page.wait_for_timeout(400)
    assert policies > 0
    assert count_colour(page, (124, 138, 165)) == 0
    page.mouse.move(640, 5)
    page.wait_for_timeout(400)
    assert count_colour(page, (124, 138, 165)) == policies


def test_the_address_keeps_the_chosen_node(page, page_path: Path, open_page: Callable) -> None:
    page.search("国家药监局")
    fragment = page.evaluate("location.hash")
    assert fragment.startswith("#node=")
    again = open_page(page_path, fragment=fragment)
    assert again.inner_text("#panel h2") == "国家药监局"
    assert again.problems == []


def test_an_address_of_nothing_is_ignored(page_path: Path, open_page: Callable) -> None:
    opened = open_page(page_path, fragment="#node=__proto__&x=<script>")
    assert opened.is_hidden("#panel")
    assert opened.problems == []


def test_the_picture_can_be_saved(page) -> None:
    with page.expect_download() as download:
        page.click("#png")
    assert download.value.suggested_filename == "graph.png"
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_the_controls_speak_english_too(page) -> None:
    page.search("推想医疗")
    page.click("#language")
    assert "approval" in page.inner_text("#kinds").lower()
    assert "almost certain 0.95" in page.inner_text("#panel")
    assert page.get_attribute("html", "lang") == "en"


def test_every_control_has_a_name(page) -> None:
    page.search("推想医疗")
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, [role]")]
          .filter((one) => !(one.getAttribute("aria-label") || one.textContent.trim() || one.labels?.length
            || one.getAttribute("aria-describedby")))
          .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert nameless == []


@pytest.mark.parametrize("name", ["img src=x", "script>window", "javascript:", "反向文字"])
def test_hostile_names_and_quotes_are_shown_as_text(page, name: str) -> None:
    page.search(name)
    assert "window.hacked=" in page.inner_text("#panel h2")
    assert "<script>window.hacked=5</script>" in page.inner_text("#panel blockquote")
    assert "⟨U+202E⟩右到左" in page.inner_text("#panel blockquote")
    assert page.locator("#panel img, #panel script, #panel b, #suggestions img").count() == 0
    page.click("#language")


def test_a_phone_shows_search_above_and_panel_below(page_path: Path, open_page: Callable) -> None:
    phone = open_page(page_path, width=390, height=780)
    assert phone.is_hidden("#filters")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    phone.search("推想医疗")
    box = phone.locator("#panel").bounding_box()
    assert box["width"] == 390
    assert box["y"] > 300
    phone.click("#toggle")
    assert phone.is_visible("#filters")
    assert phone.is_hidden("#panel")
    assert phone.problems == []


def test_an_empty_graph_says_so(tmp_path: Path, open_page: Callable) -> None:
    write_page(GraphStore.in_memory(), tmp_path / "empty.html")
    opened = open_page(tmp_path / "empty.html")
    assert "图中没有可显示的节点" in opened.inner_text("#notice")
    assert opened.problems == []


POINTS = """([red, green, blue]) => {
  const canvas = document.querySelector("#canvas canvas");
  const context = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const points = [];
  for (let at = 0; at < data.length; at += 4)
    if (data[at] === red && data[at + 1] === green && data[at + 2] === blue)
      points.push([(at / 4) % canvas.width, Math.floor(at / 4 / canvas.width)]);
  return points;
}"""


def count_colour(page, colour: tuple[int, int, int]) -> int:
    """How many dots of the canvas have exactly that colour."""
    return len(page.evaluate(POINTS, list(colour)))


def find_colour(page, colour: tuple[int, int, int]) -> tuple[float, float]:
    """A dot in the midst of the first node that has that colour and that no card covers."""
    points = [(x, y) for x, y in page.evaluate(POINTS, list(colour)) if x > 290 and y < 700]
    top = points[0]
    near = [(x, y) for x, y in points if abs(x - top[0]) < 40 and y - top[1] < 40]
    return sum(x for x, _ in near) / len(near), sum(y for _, y in near) / len(near)


def test_the_address_keeps_filters_edge_and_language(page, page_path: Path, open_page: Callable) -> None:
    page.locator("#legend [data-name=Product]").click()
    page.locator("#kinds [data-name=Issues]").click()
    page.select_option("#from", "2022")
    page.click("#language")
    fragment = page.evaluate("location.hash")
    again = open_page(page_path, fragment=fragment)
    assert again.get_attribute("#legend [data-name=Product]", "aria-pressed") == "false"
    assert again.get_attribute("#kinds [data-name=Issues]", "aria-pressed") == "false"
    assert again.input_value("#from") == "2022"
    assert again.inner_text("#legend-title") == "Types"
    assert again.evaluate("location.hash") == fragment
    assert again.problems == []


def test_the_address_keeps_where_the_camera_was_moved(page, page_path: Path, open_page: Callable) -> None:
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    fragment = page.address()
    assert fragment.startswith("#at=")
    again = open_page(page_path, fragment=fragment)
    again.focus("#canvas")
    again.keyboard.press("Escape")
    assert again.evaluate("location.hash") == fragment


@pytest.mark.parametrize("fragment", ["#no-types=Nothing|__proto__&from=x&at=1|2|nan&edge=a|b", "#node=__proto__"])
def test_an_address_that_says_nothing_known_is_passed_over(page_path: Path, open_page: Callable, fragment: str) -> None:
    page = open_page(page_path, fragment=fragment)
    assert page.problems == []
    assert page.is_hidden("#panel")
    page.focus("#canvas")
    page.keyboard.press("Escape")
    assert page.evaluate("location.hash") == ""


def test_reports_and_confidence_narrow_the_picture(large_path: Path, open_page: Callable) -> None:
    page = open_page(large_path)
    drawn = {name: page.locator(name).inner_text() for name in ("#legend", "#kinds")}
    for group in ("#reports", "#levels"):
        page.locator(f"{group} button").first.click()
        assert page.locator("#kinds").inner_text() != drawn["#kinds"], group
        page.locator(f"{group} button").first.click()
        assert {name: page.locator(name).inner_text() for name in drawn} == drawn, group
