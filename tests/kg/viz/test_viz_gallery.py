"""All pictures in a folder, and the page that shows them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.build import BuildReport
from kg.cli import main
from kg.content import read_content
from kg.store import GraphStore
from kg.views import load_views, view
from kg.viz.gallery import write_gallery
from kg.viz.scenes import view_scene


@pytest.fixture(scope="module")
def folder(store: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    write_gallery(store, folder)
    return folder


def test_every_picture_of_the_index_is_there_and_nothing_else(folder: Path) -> None:
    linked = re.findall(r'href="([^"#:]+)"', (folder / "index.html").read_text(encoding="utf-8"))
    assert sorted([*linked, "index.html"]) == sorted(path.name for path in folder.iterdir())
    assert "graph.html" in linked
    assert any(name.startswith("view-") for name in linked)
    assert any(name.startswith("around-") for name in linked)


def test_names_of_things_are_in_no_file_name_and_stay_words(folder: Path) -> None:
    assert all(re.fullmatch(r"[a-z0-9-]+\.html", path.name) for path in folder.iterdir())
    assert "<script" not in (folder / "index.html").read_text(encoding="utf-8")


def test_the_same_graph_gives_the_same_gallery(store: GraphStore, folder: Path, tmp_path: Path) -> None:
    for path in write_gallery(store, tmp_path / "again"):
        assert path.read_bytes() == (folder / path.name).read_bytes()


@pytest.mark.parametrize("name", sorted(load_views()))
def test_a_view_has_the_nodes_and_ties_of_its_projection(store: GraphStore, name: str) -> None:
    content = read_content(store)
    drawn, projected = view_scene(content, name).whole, view(content, name)
    assert set(drawn) == set(projected)
    assert {frozenset(edge[:2]) for edge in drawn.edges} == {frozenset(edge) for edge in projected.edges}


def test_the_command_draws_everything(sample_build: BuildReport, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["viz", "--all", "-g", str(sample_build.out), "-o", str(tmp_path / "p")])
    assert done.exit_code == 0, done.output
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert paths[0].name == "index.html"
    assert all(path.is_file() for path in paths)
    assert any(path.name.startswith("community-") for path in paths)


@pytest.mark.parametrize(
    ("options", "word"), [(["--all", "--around", "推想医疗"], "--all"), (["-o", "."], "is a folder")]
)
def test_what_does_not_go_together_is_said(options: list[str], word: str) -> None:
    done = CliRunner().invoke(main, ["viz", *options])
    assert done.exit_code == 2
    assert word in done.stderr


@pytest.mark.browser
def test_a_view_opens_offline_with_its_own_title(folder: Path, open_page: Callable) -> None:
    path = next(path for path in sorted(folder.glob("view-*.html")))
    page = open_page(path)
    assert page.problems == []
    assert page.requests == [path.as_uri()]
    assert page.inner_text("h1") != "医疗 AI 知识图谱"
    index = open_page_of_index(open_page, folder)
    assert index == []


def open_page_of_index(open_page: Callable, folder: Path) -> list[str]:
    """What the index complains of; it has no script that could say that it is ready."""
    page = open_page(folder / "index.html", ready=False)
    return [*page.problems, *(url for url in page.requests if not url.endswith("index.html"))]
