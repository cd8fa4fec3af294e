"""Which way a table runs, and whether its rows can be read at all: what is wrong is said, nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.blocks.cues import header_words
from extract.document import Cell, Row, Table
from extract.squeeze import squeeze
from extract.tables.columns import header_role
from extract.tables.knowledge import thresholds

_UNIT = re.compile(r"[((][^()()]{1,10}[))]$")
_PERIOD = re.compile(r"(?:19|20)\d{2}")


def upright(table: Table) -> Table:
    """The table with its attributes as columns: one whose first column holds what heads columns is turned over.

    A record of a turned table is a printed column; its row spans the cells that it is made of.
    """
    printed = [Row(table.header, 0, 0), *table.rows] if table.header else list(table.rows)
    width = min((len(row.cells) for row in printed), default=0)
    if width < 2 or not _is_turned(printed):
        return table
    columns = [tuple(row.cells[index] for row in printed) for index in range(width)]
    return replace(table, header=columns[0], rows=tuple(_row(cells) for cells in columns[1:]))


def _is_turned(printed: list[Row]) -> bool:
    """Whether the first column names attributes, in most rows, and the first row does not."""
    labels = [row.cells[0].text for row in printed if row.cells[0].text]
    names = [cell.text for cell in printed[0].cells[1:] if cell.text]
    if len(labels) < 2 or any(_heads_a_column(name) or _PERIOD.match(name) for name in names):
        return False
    roles = {role for label in labels if (role := header_role(_bare(label)))}
    heads = sum(_heads_a_column(label) or bool(_UNIT.search(label)) for label in labels)
    # one attribute with a role may be chance; of two labels both must have one
    return bool(roles) and heads >= max(2, thresholds()["turned.labels"] * len(labels))


def _heads_a_column(text: str) -> bool:
    bare = _bare(text)
    return bool(header_role(bare) or header_words().fullmatch(bare))


def _bare(text: str) -> str:
    return _UNIT.sub("", squeeze(text).text).strip()


def _row(cells: tuple[Cell, ...]) -> Row:
    filled = [cell for cell in cells if cell.text] or list(cells)
    return Row(cells, min(cell.start for cell in filled), max(cell.end for cell in filled))


def broken(table: Table) -> str:
    """Why no column of a table can be told, empty if they can: its rows are much wider than its header.

    One cell more is the label of a group of rows that the header has no name for.
    """
    width = len(table.header)
    wide = sum(_filled_width(row) > width + 1 for row in table.rows)
    if width and table.rows and 2 * wide >= len(table.rows):
        return f"{wide} of {len(table.rows)} rows have more cells than the header has names"
    return ""


def odd_rows(table: Table) -> list[Row]:
    """The few rows that have a value beyond the last column of the header."""
    wide = [row for row in table.rows if table.header and _filled_width(row) > len(table.header)]
    return wide if 2 * len(wide) < len(table.rows) else []


def _filled_width(row: Row) -> int:
    return max((index + 1 for index, cell in enumerate(row.cells) if cell.text.strip()), default=0)
