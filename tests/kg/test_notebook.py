"""What notebooks show: numbers as numbers, words as words, pictures that cannot reach out."""

from __future__ import annotations

import html
import re

import pytest

from kg.build import BuildReport
from kg.errors import NotFoundError
from kg.notebook import SHOWN, Rows, findings, picture, quotes, rows
from kg.store import GraphStore
from kg.tables import Table


@pytest.fixture(scope="module")
def graph(sample_build: BuildReport) -> GraphStore:
    return GraphStore.open(sample_build.out)


def test_things_are_labels_and_numbers_are_numbers(graph: GraphStore) -> None:
    holders = rows(graph, "approval_holders")
    first = next(iter(holders))
    assert isinstance(first["approvals"], int)
    assert not str(first["holder"]).startswith("http")
    assert holders.column("approvals") == [one["approvals"] for one in holders]


def test_parameters_narrow_a_named_query(graph: GraphStore) -> None:
    company = str(rows(graph, "funding").column("company")[0])
    assert set(rows(graph, "funding", company=company).column("company")) == {company}


def test_sparql_is_answered_as_well(graph: GraphStore) -> None:
    counted = rows(graph, "SELECT (COUNT(*) AS ?n) WHERE { ?f a mai:Approval }")
    assert next(iter(counted))["n"] > 10  # type: ignore[operator]


def test_a_frame_has_the_same_columns_and_numbers(graph: GraphStore) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    holders = rows(graph, "approval_holders")
    frame = holders.frame()
    assert list(frame.columns) == list(holders.columns)
    assert frame["approvals"].sum() == sum(map(int, holders.column("approvals")))  # type: ignore[arg-type]


def test_hostile_cells_stay_words() -> None:
    shown = Rows(Table(("<b>",), (("<script>x</script>\u202e",),)))._repr_html_()
    assert "<script" not in shown
    assert "<b>" not in shown
    assert "\u202e" not in shown


def test_long_tables_say_how_long_they_are() -> None:
    table = Rows(Table(("n",), tuple((number,) for number in range(SHOWN + 5))))
    assert f"({SHOWN} of {SHOWN + 5} rows)" in repr(table)
    assert len(table) == SHOWN + 5


def test_a_picture_is_a_page_in_a_frame_of_its_own(graph: GraphStore) -> None:
    shown = picture(graph, around="脉图智能", hops=1)._repr_html_()
    frame = re.fullmatch(r'<iframe sandbox="([^"]*)" [^>]*srcdoc="([^"]*)"></iframe>', shown, re.DOTALL)
    assert frame is not None
    assert "allow-same-origin" not in frame[1]
    page = html.unescape(frame[2])
    assert page.startswith("<!doctype html>")
    assert "default-src 'none'" in page


def test_quotes_are_what_the_reports_say(graph: GraphStore) -> None:
    found = quotes(graph, "脉图智能", "Funding", most=50)
    assert len(found) > 0
    assert set(found.column("kind")) == {"Funding"}
    assert all(int(one["end"]) > int(one["start"]) and one["quote"] for one in found)  # type: ignore[arg-type]


def test_an_unknown_name_is_said(graph: GraphStore) -> None:
    with pytest.raises(NotFoundError):
        quotes(graph, "没有这家公司")


def test_findings_show_words_picture_and_limits(graph: GraphStore) -> None:
    shown = findings(graph, "funnel")._repr_html_()
    assert "<svg" in shown
    assert findings(graph, "funnel").result.limits.zh in html.unescape(shown)
