"""The page of the ontology: complete, linked, escaped, the same every time, and whole without a network."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Quad

from kg.cli import main
from kg.ontology_page import render_page, write_page
from kg.ontology_page.diagram import Leaf, Spoke, chain, star, tree
from kg.store import GraphStore
from ontology.concepts import load_schemes
from ontology.derivation import load_rules
from ontology.schema import load_schema
from ontology.terms import load_terms
from queries import load_queries

LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


class Reader(HTMLParser):
    """The ids, links, words and foreign addresses of a page, and whether its tags are closed."""

    VOID = frozenset({"meta", "link", "br", "rect", "path"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if tag == "a" else []
        self.loads += [value for name, value in found.items() if name in ("src", "srcset", "data")]
        self.loads += [found["href"]] if tag == "link" else []
        assert not [name for name in found if name.startswith("on")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def text(sample_graph: Path) -> str:
    return render_page(GraphStore.open(sample_graph))


@pytest.fixture(scope="module")
def page(text: str) -> Reader:
    return Reader(text)


def test_every_term_kind_scheme_concept_and_query_has_its_place(page: Reader) -> None:
    assert set(load_terms()) <= set(page.ids)
    schemes = load_schemes().values()
    assert {f"scheme-{scheme.name}" for scheme in schemes} <= set(page.ids)
    concepts = {concept.iri.rpartition("/")[2] for scheme in schemes for concept in scheme.concepts}
    assert {f"concept-{name}" for name in concepts} <= set(page.ids)
    assert {f"query-{name}" for name in load_queries()} <= set(page.ids)


def test_every_link_stays_on_the_page_and_leads_somewhere(page: Reader) -> None:
    assert not [one for one, count in Counter(page.ids).items() if count > 1]
    assert {link[0] for link in page.links} == {"#"}
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert page.open == []


def test_the_page_loads_nothing_and_runs_nothing(text: str, page: Reader) -> None:
    assert page.loads == ["data:,"]
    assert page.tags["script"] == page.tags["iframe"] == page.tags["img"] == 0
    assert not re.search(r"@import|url\(", text)
    assert "default-src 'none'" in text


def test_each_kind_has_a_diagram_and_an_example_with_its_quote(text: str) -> None:
    for kind in load_schema().kinds.values():
        card = text.split(f'<section class="card" id="{kind.name}">')[1].split("</section>")[0]
        assert "<svg" in card
        assert "<blockquote>" in card, kind.name
        assert all(slot.name in card for slot in kind.slots)


def test_derived_edges_show_their_rules_and_queries_their_terms(text: str) -> None:
    for rule in load_rules():
        card = text.split(f'id="{rule.property.rpartition("#")[2]}"')[1].split("</section>")[0]
        assert f"{rule.name}.rq" in card
    funding = text.split('id="Funding"')[1].split("</section>")[0]
    assert 'href="#query-funding"' in funding


def test_the_same_graph_gives_the_same_bytes(text: str, sample_graph: Path) -> None:
    assert render_page(GraphStore.open(sample_graph)) == text


def test_names_and_quotes_cannot_write_html(hand_store: GraphStore) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    quads = list(hand_store.quads())
    changed = [
        Quad(quad.subject, quad.predicate, Literal(evil, language="zh"), quad.graph_name)
        if quad.predicate == LABEL and "/id/" in quad.subject.value
        else Quad(quad.subject, quad.predicate, Literal(evil), quad.graph_name)
        if quad.predicate.value.endswith(("oa#exact", "#where", "#round"))
        else quad
        for quad in quads
    ]
    text = render_page(GraphStore.in_memory(changed))
    assert "&lt;script&gt;" in text
    page = Reader(text)
    assert page.tags["script"] == page.tags["img"] == 0


def test_a_graph_under_another_base_names_its_own_prefixes() -> None:
    text = render_page(GraphStore.in_memory(base="https://kg.example.org/"))
    assert "https://kg.example.org/ontology#" in text
    assert "https://kg.example.org/concept/" in text


def test_the_command_writes_the_page_and_says_where(sample_graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "本体.html"
    result = CliRunner().invoke(main, ["docs", "-g", str(sample_graph), "-o", str(out)])
    assert (result.exit_code, result.stdout.strip()) == (0, str(out))
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_folder_that_is_not_there_is_one_line(sample_graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "gone" / "page.html"
    result = CliRunner().invoke(main, ["docs", "-g", str(sample_graph), "-o", str(out)])
    assert result.exit_code == 1
    assert result.stderr.strip() == f"kg: cannot write {out}: No such file or directory; name another file"


def test_diagrams_escape_their_words_and_say_what_they_show() -> None:
    pictures = [
        star("<a>", [Spoke("<b>", "<c>", True)], title="<t>"),
        tree(Leaf("<a>", "x", (Leaf("<b>", "y"),)), title="<t>"),
        chain([["<a>", "<b>", "<c>"]], title="<t>"),
    ]
    for picture in pictures:
        assert picture.count("&lt;") >= 3
        assert set(re.findall(r"<(\w+)", picture)) <= {"svg", "title", "rect", "text", "path", "a"}


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 400])
def test_the_page_opens_without_a_network(chromium: Any, sample_graph: Path, tmp_path: Path, width: int) -> None:
    path = tmp_path / "ontology.html"
    write_page(GraphStore.open(sample_graph), path)
    context = chromium.new_context(viewport={"width": width, "height": 900})
    context.set_offline(True)
    opened, seen = context.new_page(), []
    opened.on("console", lambda message: seen.append(message.text))
    opened.on("request", lambda request: seen.append(request.url))
    opened.goto(path.as_uri() + "#Funding")
    place = opened.locator("#Funding").bounding_box()
    diagram = opened.locator("#Funding svg").bounding_box()
    overflow = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert seen == [path.as_uri()]
    assert 0 <= place["y"] < 200
    assert diagram["height"] > 60
    assert overflow == 0
