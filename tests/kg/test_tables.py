"""Rows as text: aligned though Chinese is wide, exact in every format, harmless in a spreadsheet and a terminal."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.results import literal_cell, result_table
from kg.store import Answer, GraphStore, Solutions
from kg.tables import Cell, Table, display_width, render

TABLE = Table(("name", "数量", "note"), (("推想医疗", 12, "a|b"), ("Airdoc", 3.5, None), ("联影", None, "=1+1")))


def test_columns_line_up_though_chinese_is_wide() -> None:
    assert render(TABLE, "table") == (
        "name      数量  note\n────────  ────  ────\n推想医疗    12  a|b\nAirdoc     3.5\n联影            =1+1\n"
    )


def test_a_table_is_cut_to_the_terminal_and_says_so() -> None:
    wide = Table(("a", "quote"), (("x", "推想医疗的肺结节软件获批" * 5),))
    lines = render(wide, "table", width=40).splitlines()
    assert max(map(display_width, lines)) <= 40
    assert lines[2].endswith("…")
    assert "…" not in render(wide, "table")


def test_an_empty_table_still_has_its_heads() -> None:
    empty = Table(("a", "b"), ())
    assert render(empty, "table").splitlines()[0] == "a  b"
    assert render(empty, "csv") == "a,b\n"
    assert render(empty, "json") == "[]\n"
    assert render(empty, "jsonl") == ""
    assert render(empty, "md") == "| a | b |\n| --- | --- |\n"


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("csv", "name,数量,note\n推想医疗,12,a|b\nAirdoc,3.5,\n联影,,'=1+1\n"),
        ("tsv", "name\t数量\tnote\n推想医疗\t12\ta|b\nAirdoc\t3.5\t\n联影\t\t'=1+1\n"),
        (
            "md",
            "| name | 数量 | note |\n| --- | ---: | --- |\n"
            "| 推想医疗 | 12 | a\\|b |\n| Airdoc | 3.5 |  |\n| 联影 |  | =1+1 |\n",
        ),
        (
            "jsonl",
            '{"name": "推想医疗", "数量": 12, "note": "a|b"}\n{"name": "Airdoc", "数量": 3.5, "note": null}\n'
            '{"name": "联影", "数量": null, "note": "=1+1"}\n',
        ),
    ],
)
def test_each_format_is_exact(form: str, expected: str) -> None:
    assert render(TABLE, form) == expected


def test_json_keeps_numbers_and_gaps() -> None:
    assert json.loads(render(TABLE, "json"))[1] == {"name": "Airdoc", "数量": 3.5, "note": None}


def test_a_byte_order_mark_is_for_spreadsheets_only() -> None:
    assert render(TABLE, "csv", bom=True).startswith("\ufeffname")
    assert render(TABLE, "tsv", bom=True).startswith("\ufeffname")
    assert not render(TABLE, "json", bom=True).startswith("\ufeff")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-推想", "'-推想"),
        ("+86 10", "'+86 10"),
        ("-3.5", "-3.5"),
        ("+40%", "+40%"),
        ("-1,000", "-1,000"),
        (-3, "-3"),
        ("三类证", "三类证"),
    ],
)
def test_a_cell_is_never_a_formula(cell: Cell, written: str) -> None:
    (row,) = list(csv.reader(io.StringIO(render(Table(("a",), ((cell,),)), "csv"))))[1:]
    assert row == [written]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_csv_reads_back_as_written(rows: list[tuple[str, str]]) -> None:
    text = render(Table(("a", "b"), tuple(rows)), "csv")
    back = list(csv.reader(io.StringIO(text, newline="")))[1:]

    def plain(cell: str) -> str:
        return cell.replace("\r\n", "\n").replace("\r", "\n").removeprefix("'")

    assert [tuple(map(plain, row)) for row in back] == [tuple(map(plain, row)) for row in rows]


@pytest.mark.parametrize("form", ["table", "md"])
def test_a_terminal_is_not_given_orders_by_a_report(form: str) -> None:
    text = render(Table(("a",), (("\x1b[2J推想\u202e医\r\n疗\x07",),)), form)
    assert not {"\x1b", "\u202e", "\x07", "\r"} & set(text)
    assert text.count("\n") == 3


@pytest.mark.parametrize(
    ("value", "datatype", "cell"),
    [
        ("12", "integer", 12),
        ("12.0", "decimal", 12),
        ("12.50", "decimal", 12.5),
        ("true", "boolean", True),
        ("2024-03", "gYearMonth", "2024-03"),
        ("007", "string", "007"),
        ("many", "integer", "many"),
    ],
)
def test_a_literal_becomes_the_value_it_is(value: str, datatype: str, cell: Cell) -> None:
    literal = Literal(value, datatype=NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}"))
    assert literal_cell(literal) == cell
    assert type(literal_cell(literal)) is type(cell)


def test_answers_show_labels_or_iris_as_asked(hand_store: GraphStore) -> None:
    result = hand_store.query('SELECT ?c ?p { ?c rdfs:label "推想医疗"@zh ; ?p "推想医疗科技股份有限公司"@zh }')
    assert isinstance(result, Solutions)
    assert result_table(result, hand_store).rows == (("推想医疗", "别名"),)
    assert result_table(result, hand_store, iri=True).rows == (
        ("https://medai-kg.example/id/company/推想医疗", "http://www.w3.org/2004/02/skos/core#altLabel"),
    )
    assert result_table(Answer(True), hand_store).rows == ((True,),)
