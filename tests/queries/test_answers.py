"""The answer of every named query over the bundled reports as annotated, checked by hand against the reports.

``answers/NAME.tsv`` holds the parameters in a comment (``# -p company=脉图智能``), then the columns that matter and
their rows; ``# first 10`` means that only so many rows of the answer are written down. Quotes are left to other tests.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from annotated import annotated_store

from kg.results import result_table
from kg.tables import text
from queries import load_queries, named_query

ANSWERS = Path(__file__).with_name("answers")


@dataclass(frozen=True, slots=True)
class Expected:
    parameters: dict[str, str]
    first: int | None
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]


def read_answer(path: Path) -> Expected:
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("# ")]
    table = list(csv.reader([line for line in lines if not line.startswith("# ")], delimiter="\t"))
    first = next((int(line[8:]) for line in comments if line.startswith("# first ")), None)
    parameters = dict(re.findall(r"-p (\w+)=(.+?)(?= -p |$)", "\n".join(comments), re.MULTILINE))
    return Expected(parameters, first, tuple(table[0]), [tuple(row) for row in table[1:]])


@pytest.mark.parametrize("name", load_queries())
def test_the_annotated_reports_give_the_expected_answer(name: str) -> None:
    expected = read_answer(ANSWERS / f"{name}.tsv")
    store = annotated_store()
    table = result_table(store.select(named_query(name).bound(expected.parameters)), store)
    places = [table.columns.index(column) for column in expected.columns]
    rows = list(dict.fromkeys(tuple(text(row[place]) for place in places) for row in table.rows))
    assert rows[: expected.first] == expected.rows


def test_no_answer_is_left_of_a_query_that_is_gone() -> None:
    assert {path.stem for path in ANSWERS.glob("*.tsv")} == set(load_queries())
