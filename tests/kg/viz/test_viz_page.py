"""The page as a file: complete in itself, the same each time, closed to what reports may say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.viz import viz
from kg.errors import NotFoundError, OutputError
from kg.namespaces import DEFAULT_BASE
from kg.outputs import GENERATOR
from kg.store import GraphStore
from kg.viz import render_page, write_page
from kg.viz.page import ASSETS
from kg.viz.payload import page_json


@pytest.fixture(scope="module")
def page(store: GraphStore) -> str:
    return render_page(store)


class Tags(HTMLParser):
    """The elements that a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)


def data(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="graph-data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    loaded: dict[str, object] = json.loads(found[1])
    return loaded


def test_nothing_is_loaded_from_elsewhere(page: str) -> None:
    markup = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert re.findall(r"(?:src|href)=\S+", markup) == ['href="data:,">']
    assert "cdn" not in markup
    assert "node_modules" not in page
    assert "@import" not in page
    assert "url(" not in markup


def test_the_policy_of_the_page_admits_its_own_scripts_only(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert len(re.findall(r"'sha256-[\w+/]+=*'", policy[1])) == 2
    assert "unsafe-inline" not in policy[1].split("style-src")[0]
    assert not re.search(r"<[^>]+\son\w+=", re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))


def test_words_of_reports_cannot_leave_their_script_block() -> None:
    text = page_json(["</script><!--", "&amp;", "\u2028\u2029", '"'])
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == ["</script><!--", "&amp;", "\u2028\u2029", '"']


def test_a_hostile_name_is_only_text(store: GraphStore) -> None:
    page = render_page(store, around='<img src=x onerror="window.hacked=1">')
    tags = Tags()
    tags.feed(page)
    assert tags.seen.count("script") == 3
    assert "img" not in tags.seen
    assert "· &lt;img src=x onerror=&#34;" in page


def test_our_script_never_parses_markup() -> None:
    for path in ASSETS.glob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", path.read_text(encoding="utf-8")
        ), path.name


def test_the_same_graph_gives_the_same_bytes(store: GraphStore, page: str) -> None:
    assert render_page(store) == page


def test_the_order_of_sets_does_not_show(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib, pyoxigraph as ox; from kg.store import GraphStore; from kg.viz import render_page\n"
        "store = GraphStore.in_memory(ox.parse(path=sys.argv[1], format=ox.RdfFormat.TRIG))\n"
        "import hashlib; print(hashlib.sha256(render_page(store).encode()).hexdigest())"
    )
    trig = str(Path(__file__).with_name("graph.trig"))
    digests = {
        subprocess.run(
            [sys.executable, "-c", program, trig],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_the_banner_knows_what_is_left_out(store: GraphStore) -> None:
    meta = data(render_page(store, limit=5))["about"]["meta"]  # type: ignore[index]
    assert (meta["shown"], meta["available"], meta["total"]) == (5, 20, 21)


def test_facts_that_say_the_same_share_an_edge_and_others_are_bent_apart(page: str) -> None:
    loaded = data(page)
    key = "product/肺炎CT影像辅助分诊软件"
    between = [edge for edge in loaded["edges"] if {edge["from"], edge["to"]} == {"company/推想医疗", key}]  # type: ignore[index, attr-defined]
    bends = {
        (edge.get("smooth") or {}).get("roundness", 0) * (-1 if "CCW" in str(edge.get("smooth")) else 1)
        for edge in between
    }
    assert len(between) == len(bends) == 3


def test_a_phrase_is_shown_where_it_says_more_than_its_things(page: str) -> None:
    facts = data(page)["about"]["facts"]  # type: ignore[index]
    approval = next(fact for fact in facts if fact["kind"] == "Approval")
    metric = next(fact for fact in facts if fact["kind"] == "Metric")
    assert ["indicationText", [["肺炎患者的分诊"]]] in approval["slots"]
    assert "subjectText" not in [slot for slot, _ in metric["slots"]]


def test_a_page_is_written_as_utf_8(store: GraphStore, tmp_path: Path) -> None:
    write_page(store, tmp_path / "图.html", around="推想科技")
    assert "推想医疗" in (tmp_path / "图.html").read_bytes().decode("utf-8")


def test_a_file_that_cannot_be_written_is_named(store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot write .*missing.*name another file"):
        write_page(store, tmp_path / "missing" / "graph.html")


def test_an_unknown_name_is_refused_with_near_ones(store: GraphStore) -> None:
    with pytest.raises(NotFoundError, match="推想医疗"):
        render_page(store, around="推想医")


def test_an_empty_graph_gives_a_page() -> None:
    assert data(render_page(GraphStore.in_memory()))["nodes"] == []


@pytest.fixture
def built(store: GraphStore, tmp_path: Path) -> Path:
    """What a build leaves, as far as this command reads it."""
    GraphStore.create(tmp_path / "store", store.quads())
    manifest = {"generator": GENERATOR, "settings": {"base": DEFAULT_BASE}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return tmp_path


def test_the_command_writes_a_page_and_prints_its_path(built: Path) -> None:
    target = built / "picture.html"
    result = CliRunner().invoke(
        viz, ["--around", "推想科技", "--hops", "2", "--kind", "approval", "-g", str(built), "-o", str(target)]
    )
    assert result.exit_code == 0, result.output
    assert result.stdout == f"{target}\n"
    meta = data(target.read_text(encoding="utf-8"))["about"]["meta"]  # type: ignore[index]
    assert (meta["around"], meta["hops"], meta["kinds"]) == ("推想科技", 2, ["Approval"])


def test_the_command_names_the_kinds_it_knows(built: Path) -> None:
    result = CliRunner().invoke(viz, ["--kind", "Marriage", "-g", str(built)])
    assert result.exit_code == 2
    assert "'Marriage' gives no edges; choose from Approval, Deal" in " ".join(result.output.split())
