"""Rows as records: role -> words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from extract.document import Cell, Row, Table
from extract.tables.cells import Words, is_absent
from extract.tables.columns import REPEATED, Column


@dataclass(frozen=True, slots=True)
class Record:
    """One row: ``cells`` are those of single roles, ``pairs`` all present cells with their columns."""

    start: int
    end: int
    cells: Mapping[str, Words]
    pairs: tuple[tuple[Column, Words], ...]

    @property
    def span(self) -> tuple[int, int]:
        """The raw characters of the row."""
        return self.start, self.end

    def get(self, *roles: str) -> Words | None:
        """The cell of the first of ``roles`` that says something."""
        return next((self.cells[role] for role in roles if role in self.cells), None)

    def all(self, role: str) -> list[tuple[Column, Words]]:
        """The cells of a role that several columns may have."""
        return [(column, words) for column, words in self.pairs if column.role == role]


def read_records(table: Table, columns: tuple[Column, ...]) -> tuple[Record, ...]:
    """The rows of a table as records, cells that say nothing left out."""
    records: list[Record] = []
    above: tuple[Cell, ...] = ()
    for row in table.rows:
        cells = _with_merged_dates(row.cells, above, columns)
        records.append(_record(row, cells, columns))
        above = cells
    return tuple(records)


def _record(row: Row, cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> Record:
    pairs = tuple(
        (column, Words.of(cells[column.index]))
        for column in columns
        if column.index < len(cells) and not is_absent(cells[column.index].text)
    )
    single = {column.role: words for column, words in pairs if column.role not in REPEATED}
    return Record(row.start, row.end, single, pairs)


def _with_merged_dates(
    cells: tuple[Cell, ...], above: tuple[Cell, ...], columns: tuple[Column, ...]
) -> tuple[Cell, ...]:
    """An empty date beside a filled first cell belongs to the same merged rows as that cell."""
    if not cells or not cells[0].filled:
        return cells
    dates = {column.index for column in columns if column.role == "date"}
    return tuple(
        replace(above[index], filled=True) if index in dates and not cell.text.strip() and index < len(above) else cell
        for index, cell in enumerate(cells)
    )
