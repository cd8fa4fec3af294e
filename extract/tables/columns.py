"""What each column of a table holds: read once by its header, confirmed or corrected by its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from extract.document import Cell, Row, Table
from extract.squeeze import squeeze
from extract.tables.cells import is_absent
from extract.tables.knowledge import header_roles, role_tests, thresholds
from extract.values.dates import parse_date

#: Roles that several columns of a table may have.
REPEATED = frozenset({"text", "value", "index"})
_UNIT = re.compile(r"[((]([^()()]{1,10})[))]$")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’.&-]*")
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?\s*%?")
_MONEY = re.compile(r"(?:[\d数几近约超]|[百千万亿]级).*(?:元|万|亿|人民币|USD|RMB)")
_ROUND = re.compile(r"轮|融资|投资|IPO|定增|Pre|上市", re.IGNORECASE)
_STAGE = re.compile(r"期|临床|阶段|发现|批准|上市|申报|IND|NDA|Phase|^[IⅠⅡⅢ12345/]+$", re.IGNORECASE)
_CERTIFICATE = re.compile(r"械注|国药准字|[A-Z]{0,4}\d{6,}")
_CLASS = re.compile(r"类|级|证|通道|认证|^[A-Z]{1,4}[- ]?\d?$|CE|FDA|510")
_SENTENCE = re.compile(r"[。;；!?]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its place, its role, its header as printed without the unit, and the unit.

    ``expected`` is the role that the header names; it differs from ``role`` where the cells contradict it.
    """

    index: int
    role: str
    header: str
    unit: str
    expected: str = ""


def is_number(text: str) -> bool:
    """A plain figure or percentage: ``1,395.5``, ``46.6%``; ``20/32`` is none."""
    return bool(_NUMBER.fullmatch(text.strip()))


def _length(text: str) -> int:
    """Characters, a Latin word counted as two: names of companies are long in Latin only."""
    return len(_LATIN_WORD.sub("ab", text).replace(" ", ""))


def _short(text: str, limit: str) -> bool:
    return _length(text) <= thresholds()[limit] and not _SENTENCE.search(text)


TESTS: Mapping[str, Callable[[str], bool]] = {
    "date": lambda text: parse_date(text) is not None,
    "money": lambda text: bool(_MONEY.search(text)),
    "number": is_number,
    "round": lambda text: bool(_ROUND.search(text)),
    "stage": lambda text: bool(_STAGE.search(text)),
    "certificate_number": lambda text: bool(_CERTIFICATE.search(text)),
    "class": lambda text: bool(_CLASS.search(text)) and _short(text, "column.short"),
    "short": lambda text: _short(text, "column.short"),
    "name": lambda text: _short(text, "column.name"),
}
#: Tests strong enough to give a role to a column whose header says nothing.
GUESSES = (("number", "value"), ("date", "date"), ("money", "amount"), ("round", "round"), ("stage", "stage"))


#: Roles whose cells have a form of their own.
_MEASURED = {"date": "date", "founded": "date", "amount": "money", "upfront": "money", "stage": "stage"}


def read_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table, as many as its widest row."""
    width = max((len(row.cells) for row in table.rows), default=0)
    columns: list[Column] = []
    for index in range(max(width, len(table.header))):
        header, unit = _header(table, index)
        expected = header_role(header)
        role = _confirmed(expected, table.rows, index, unit)
        if not header and index == 0 and role == "text":
            role = "aspect"
        columns.append(Column(index, _free(role, columns), header, unit, expected))
    return tuple(columns)


def contradicted(column: Column) -> bool:
    """Whether the cells are not what the header says: 预付款 over bare figures."""
    return column.expected in role_tests() and column.role == role_tests()[column.expected][1]


def odd_cells(table: Table, columns: tuple[Column, ...]) -> Iterator[tuple[Cell, str]]:
    """Cells that are not what the other cells of their column are, with what is odd about them."""
    for column in columns:
        test = _MEASURED.get(column.role)
        if test is None or column.unit:
            continue
        for row in table.rows:
            cell = row.cells[column.index] if column.index < len(row.cells) else None
            if cell is not None and not cell.filled and not is_absent(cell.text) and not TESTS[test](cell.text):
                yield cell, f"“{cell.text}” under “{column.header}” is no {column.role}, as the other cells are"


def _header(table: Table, index: int) -> tuple[str, str]:
    if index >= len(table.header):
        return "", ""
    text = squeeze(table.header[index].text).text
    unit = _UNIT.search(text)
    return (text[: unit.start()].strip(), unit[1]) if unit else (text.strip(), "")


def header_role(header: str) -> str:
    """The role that a header names, or nothing: ``注册证公司`` -> ``holder``."""
    return next((role for pattern, role in header_roles() if pattern.fullmatch(header)), "")


def _confirmed(role: str, rows: tuple[Row, ...], index: int, unit: str) -> str:
    cells = [row.cells[index].text for row in rows if index < len(row.cells)]
    values = [text for text in cells if not is_absent(text)]
    if not role:
        return next((guess for test, guess in GUESSES if _agree(values, test)), "text")
    test, otherwise = role_tests().get(role, ("", ""))
    if not test or not values or _agree(values, test):
        return role
    if test == "money" and "元" in unit and _agree(values, "number"):
        return role
    return otherwise


def _agree(values: list[str], test: str) -> bool:
    passed = sum(TESTS[test](text) for text in values)
    return bool(values) and passed >= thresholds()["column.agreement"] * len(values)


def _free(role: str, columns: list[Column]) -> str:
    """The role, unless another column has it: a second company column names the partner."""
    taken = {column.role for column in columns} - REPEATED
    if role not in taken:
        return role
    return "partner" if role == "company" and "partner" not in taken else "text"
