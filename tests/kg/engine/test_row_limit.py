"""An answer that is cut after some rows is the same answer with fewer rows, whatever its values look like."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.engine import row_limit
from kg.engine.frames import CHUNK
from kg.engine.row_limit import RowLimit, RowLimitReachedError

F = ox.QueryResultsFormat
#: Pieces that look like the marks between rows in one of the forms.
MARKS = [
    '"', "\\", "{}", ",{}", "[{}", ',{"x":{"type":"', '"bindings":[{', "},{", "]}}", "\n", "\r\n", "\t", '"\n"', '""',
    "<result>", "</result>", "</results></sparql>", "推想", "\f", "\uffff", "𠮷", " ",
]  # fmt: skip
texts = st.lists(st.sampled_from(MARKS), max_size=5).map("".join)
tables = st.lists(st.tuples(st.none() | texts, st.none() | texts), max_size=12)


def engine_answer(table: list[tuple[str | None, str | None]]) -> ox.QuerySolutions:
    rows = " ".join(f"({cell(one)} {cell(other)})" for one, other in table)
    answer = ox.Store().query(f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {rows} }} }}")
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def cell(text: str | None) -> str:
    return "UNDEF" if text is None else str(ox.Literal(text))


def read(written: bytes, form: ox.QueryResultsFormat) -> list[tuple[str | None, ...]]:
    answer = ox.parse_query_results(written, format=form)
    return [tuple(None if term is None else term.value for term in row) for row in answer]


class InPieces:
    """An answer that is written a few bytes at a time."""

    def __init__(self, written: bytes, size: int) -> None:
        self.pieces = [written[start : start + size] for start in range(0, len(written), size)]

    def serialize(self, out: RowLimit, form: ox.QueryResultsFormat) -> None:
        for piece in self.pieces:
            out.write(piece)


def cut(
    answer: ox.QuerySolutions | InPieces, form: ox.QueryResultsFormat, limit: int | None
) -> tuple[bytes, int, bool]:
    parts: list[bytes] = []
    out = RowLimit(parts.append, form, limit=limit, size=None)
    try:
        answer.serialize(out, form)
        out.finish()
    except RowLimitReachedError:
        return b"".join(parts), out.rows, True
    return b"".join(parts), out.rows, False


@pytest.mark.parametrize("form", [F.JSON, F.XML, F.TSV])
@settings(max_examples=150, deadline=None)
@given(table=tables, limit=st.integers(1, 12))
def test_the_first_rows_are_given_and_no_others(
    form: ox.QueryResultsFormat, table: list[tuple[str | None, str | None]], limit: int
) -> None:
    written, rows, truncated = cut(engine_answer(table), form, limit)
    expected = table
    if form == F.XML:
        expected = [tuple(xml_text(value) for value in row) for row in table]  # type: ignore[misc]
    assert truncated == (len(table) > limit)
    assert rows == min(limit, len(table))
    assert read(written, form) == expected[:limit]


def xml_text(value: str | None) -> str | None:
    if value is None:
        return None
    return value.replace("\f", "\ufffd").replace("\uffff", "\ufffd")


@settings(max_examples=150, deadline=None)
@given(table=tables, limit=st.integers(1, 12))
def test_csv_is_cut_between_records(table: list[tuple[str | None, str | None]], limit: int) -> None:
    whole = engine_answer(table).serialize(format=F.CSV)
    expected = engine_answer(table[:limit]).serialize(format=F.CSV)
    written, _, truncated = cut(engine_answer(table), F.CSV, limit)
    assert written == expected
    assert truncated == (written != whole)


@pytest.mark.parametrize("form", [F.JSON, F.XML, F.CSV, F.TSV])
def test_pieces_of_any_size_change_nothing(form: ox.QueryResultsFormat, monkeypatch: pytest.MonkeyPatch) -> None:
    table = [('a"\n,{}', None), (None, None), ("<result>", "x" * 50), ("last", "one")] * 3
    whole = engine_answer(table).serialize(format=form) or b""
    expected = cut(engine_answer(table), form, 7)
    monkeypatch.setattr(row_limit, "CHUNK", 1)
    for size in (1, 2, 3, 7, 40):
        assert cut(InPieces(whole, size), form, 7) == expected


@pytest.mark.parametrize("form", [F.JSON, F.XML, F.TSV])
def test_an_answer_that_grows_too_long_ends_after_a_row(form: ox.QueryResultsFormat) -> None:
    table = [("x" * 1000, "y" * 1000)] * 500
    parts: list[bytes] = []
    out = RowLimit(parts.append, form, limit=None, size=200_000)
    with pytest.raises(RowLimitReachedError):
        engine_answer(table).serialize(out, form)
    written = b"".join(parts)
    assert len(written) < 200_000 + CHUNK + 3000
    assert read(written, form) == table[: out.rows]
