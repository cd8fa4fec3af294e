"""Charts are SVG that any reader takes, with every word escaped and every figure in its place."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from kg.charts.spec import Bars, Chart, Matrix, Net, Node, Series
from kg.charts.svg import svg

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("1")</script>&\x00\u202e'
CHARTS: list[Chart] = [
    Bars("bars", HOSTILE, (HOSTILE, "乙"), (Series(HOSTILE, (3.0, 1.0)), Series("二", (0.0, 2.0)))),
    Bars("time", HOSTILE, ("2023", HOSTILE), (Series("一", (3.0, 1.0)),), over_time=True),
    Matrix("matrix", HOSTILE, (HOSTILE, "乙"), ("甲", HOSTILE), ((0.0, 2.0), (1.0, 0.0))),
    Net("net", HOSTILE, (Node(HOSTILE, "一"), Node("乙", HOSTILE, 4.0)), ((0, 1, 2.0),)),
]
EMPTY: list[Chart] = [
    Bars("bars", "空", (), ()),
    Bars("time", "空", (), (), over_time=True),
    Matrix("matrix", "空", (), (), ()),
    Net("net", "空", (), ()),
]


@pytest.mark.parametrize("chart", CHARTS + EMPTY, ids=lambda chart: f"{chart.name} {len(chart.title)}")
def test_a_chart_is_well_formed_and_holds_no_script(chart: Chart) -> None:
    picture = svg(chart)
    root = ElementTree.fromstring(picture)
    assert root.tag == f"{SVG}svg"
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg",
        "title",
        "rect",
        "text",
        "line",
        "circle",
    }
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")
    assert picture == svg(chart)


def test_fonts_fall_back_to_one_that_has_chinese() -> None:
    fonts = ElementTree.fromstring(svg(CHARTS[0])).get("font-family") or ""
    assert "Noto Sans CJK SC" in fonts
    assert fonts.endswith("sans-serif")


def test_bars_are_as_long_as_their_figures_and_stacked() -> None:
    root = ElementTree.fromstring(svg(Bars("b", "t", ("甲", "乙"), (Series("一", (3, 1)), Series("二", (0, 2))))))
    bars = {box[0].text: box for box in root.iter(f"{SVG}rect") if len(box)}
    width = {name: float(box.get("width", "0")) for name, box in bars.items()}
    assert width.keys() == {"甲 · 一: 3", "乙 · 一: 1", "乙 · 二: 2"}
    assert width["甲 · 一: 3"] == pytest.approx(3 * width["乙 · 一: 1"], abs=0.2)
    end = float(bars["乙 · 一: 1"].get("x", "0")) + width["乙 · 一: 1"]
    assert float(bars["乙 · 二: 2"].get("x", "0")) == pytest.approx(end, abs=0.2)


def test_a_matrix_writes_what_is_there_and_leaves_nought_blank() -> None:
    root = ElementTree.fromstring(svg(Matrix("m", "t", ("甲", "乙"), ("x", "y"), ((0, 2), (1, 0)))))
    assert sum(text.text in ("1", "2", "0") for text in root.iter(f"{SVG}text")) == 2


def test_every_node_of_a_net_has_its_name() -> None:
    root = ElementTree.fromstring(svg(Net("n", "t", (Node("甲", "一"), Node("乙", "二")), ((0, 1, 1),))))
    assert {"甲", "乙"} <= {text.text for text in root.iter(f"{SVG}text")}
    assert len(list(root.iter(f"{SVG}circle"))) == 2


def test_parts_that_are_only_numbered_have_no_legend() -> None:
    ties = ((0, 1, 1.0),)
    named, numbered = (svg(Net("n", "t", (Node("甲", one), Node("乙", two)), ties)) for one, two in ("ab", "12"))
    assert named.count("<text") == numbered.count("<text") + 2
