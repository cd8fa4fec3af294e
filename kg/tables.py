"""Tables as text: aligned for the terminal (Chinese counts double), CSV, TSV, JSON, JSON lines and Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from wcwidth import wcswidth, wcwidth

Cell = str | int | float | bool | None

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md")
_NUMBER = re.compile(r"[+-]?(\d[\d,]*\.?\d*|\.\d+)(e[+-]?\d+)?%?", re.ASCII | re.IGNORECASE)
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~])")
_BOM = "\ufeff"
_NARROWEST = 12


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; a cell that is not known is None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def without(self, *columns: str) -> Table:
        """The same rows without some of the columns."""
        kept = [place for place, name in enumerate(self.columns) if name not in columns]
        return Table(
            tuple(self.columns[place] for place in kept),
            tuple(tuple(row[place] for place in kept) for row in self.rows),
        )

    def records(self) -> list[dict[str, Cell]]:
        """Each row as a dictionary."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def render(table: Table, form: str, *, bom: bool = False, width: int | None = None) -> str:
    """``table`` in one of ``FORMATS``, ending in a line break.

    ``bom`` puts a byte order mark before CSV and TSV, which Excel needs to see that it is UTF-8; ``width`` is that of
    the terminal, to which an aligned table is cut.
    """
    if form == "table":
        return _aligned(table, width)
    text = _RENDERERS[form](table)
    return _BOM + text if bom and form in ("csv", "tsv") else text


def _aligned(table: Table, width: int | None) -> str:
    lines = [[visible(text(cell)) for cell in row] for row in (table.columns, *table.rows)]
    widths = [max(map(display_width, column)) for column in zip(*lines, strict=True)]
    if width is not None:
        widths = _fitted(widths, width - 2 * (len(widths) - 1))
    numeric = [_is_numeric(column) for column in zip(*table.rows, strict=True)] or [False] * len(table.columns)
    rule = ["─" * wide for wide in widths]
    shown = [_aligned_line(line, widths, numeric) for line in lines]
    return "\n".join([shown[0], "  ".join(rule), *shown[1:]]) + "\n"


def _aligned_line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = []
    for cell, wide, right in zip(cells, widths, numeric, strict=True):
        fitting = _cut(cell, wide)
        blanks = " " * (wide - display_width(fitting))
        padded.append(blanks + fitting if right else fitting + blanks)
    return "  ".join(padded).rstrip()


def _fitted(widths: list[int], room: int) -> list[int]:
    """Column widths that fit into ``room``: the widest columns give first."""
    widths = list(widths)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = max(range(len(widths)), key=lambda place: widths[place])
        others = [wide for place, wide in enumerate(widths) if place != widest]
        widths[widest] = max(_NARROWEST, min(widths[widest] - 1, max([room - sum(others), *others])))
    return widths


def _is_numeric(column: Iterable[Cell]) -> bool:
    return all(cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool)) for cell in column)


def display_width(line: str) -> int:
    """How many columns of a terminal ``line`` takes."""
    width = wcswidth(line)
    return width if width >= 0 else len(line)


def _cut(line: str, room: int) -> str:
    if display_width(line) <= room:
        return line
    taken, used = [], 0
    for char in line:
        used += max(0, wcwidth(char))
        if used > room - 1:
            break
        taken.append(char)
    return "".join(taken) + "…"


def text(cell: Cell) -> str:
    """A cell as people read it: nothing for None, whole numbers without ``.0``."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def visible(line: str) -> str:
    """``line`` as one line without characters that a terminal would obey (escapes, changes of direction)."""
    line = " ".join(line.split())
    return "".join("\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char for char in line)


def _separated(table: Table, delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_unarmed(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _unarmed(cell: Cell) -> str:
    """The text of a cell; one that a spreadsheet would run as a formula gets an apostrophe before it."""
    # The csv module does not quote a lone carriage return, which readers take for the end of the row.
    words = text(cell).replace("\r\n", "\n").replace("\r", "\n")
    if words[:1] in ("=", "+", "-", "@", "\t", "\n") and not _NUMBER.fullmatch(words):
        return "'" + words
    return words


def _json(table: Table) -> str:
    return json.dumps(table.records(), ensure_ascii=False, indent=2) + "\n"


def _jsonl(table: Table) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in table.records())


def _markdown(table: Table) -> str:
    rule = ["---:" if numeric else "---" for numeric in map(_is_numeric, zip(*table.rows, strict=True))]
    lines = [
        [_MARKDOWN.sub(r"\\\1", visible(text(cell))) for cell in table.columns],
        rule or ["---"] * len(table.columns),
        *([_MARKDOWN.sub(r"\\\1", visible(text(cell))) for cell in row] for row in table.rows),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


_RENDERERS: Mapping[str, Callable[[Table], str]] = {
    "csv": lambda table: _separated(table, ","),
    "tsv": lambda table: _separated(table, "\t"),
    "json": _json,
    "jsonl": _jsonl,
    "md": _markdown,
}
