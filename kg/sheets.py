"""Tables for spreadsheets and data frames: Excel workbooks and Parquet, typed, the same bytes for the same rows."""

from __future__ import annotations

import importlib
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pyoxigraph as ox
import xlsxwriter

from kg.content import Content, FactRecord, read_content
from kg.errors import ExtraMissingError
from kg.graph_formats import joined
from kg.inspect import slot_words
from kg.results import literal_cell
from kg.store import GraphStore
from kg.tables import Cell, Table
from kg.xml_words import xml_safe
from ontology.schema import load_schema

#: Excel's own limits: characters of a cell, of the name of a sheet.
_CELL, _SHEET_NAME = 32_767, 31
_WIDEST, _NARROWEST = 60, 8
#: A workbook says when it was made; ours must not depend on the day.
_NO_DAY = datetime(2000, 1, 1)
_EVIDENCE = ("quote", "report", "start", "end", "found in", "where", "confidence", "modality", "id")
_PARTS = {"value": "value", "minValue": "min", "maxValue": "max", "currency": "currency"}


def workbook(sheets: Mapping[str, Table]) -> bytes:
    """Each table as a sheet with a filter and a frozen heading.

    Words are written as words, so that a quote that begins with ``=`` is no formula and stays as the report has it.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": "medai-kg", "created": _NO_DAY})
        heading = book.add_format({"bold": True, "bottom": 1})
        for name, table in sheets.items():
            sheet = book.add_worksheet(name[:_SHEET_NAME])
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(1, len(table.rows)), max(0, len(table.columns) - 1))
            for place, column in enumerate(table.columns):
                sheet.set_column(place, place, _width(table, place))
                sheet.write_string(0, place, column, heading)
            for line, row in enumerate(table.rows, start=1):
                for place, cell in enumerate(row):
                    _write(sheet, line, place, cell)
    return out.getvalue()


def _write(sheet: Any, line: int, place: int, cell: Cell) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(line, place, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(line, place, cell)
    elif cell:
        sheet.write_string(line, place, xml_safe(str(cell))[:_CELL])


def _width(table: Table, place: int) -> int:
    longest = max((len(str(row[place] or "")) for row in table.rows[:200]), default=0)
    return min(_WIDEST, max(_NARROWEST, longest + 2, len(table.columns[place]) + 2))


def fact_sheets(store: GraphStore) -> dict[str, Table]:
    """A sheet for each kind of fact, a column for each of its slots, then the quote and where it stands; then things.

    An amount of money has its words, and its figure, bounds and currency apart.
    """
    content = read_content(store)
    kinds: dict[str, list[FactRecord]] = {}
    for fact in content.facts:
        kinds.setdefault(fact.kind, []).append(fact)
    amounts = _amounts(store)
    sheets = {kind: _kind_sheet(kind, facts, content, amounts) for kind, facts in sorted(kinds.items())}
    things = [
        (one.label, joined(one.types), joined(one.aliases), joined(one.docs), one.iri)
        for one in content.entities.values()
    ]
    return {**sheets, "things": Table(("name", "types", "aliases", "reports", "id"), tuple(things))}


def _amounts(store: GraphStore) -> dict[str, dict[str, Cell]]:
    """Figure, bounds and currency of each amount of money, by IRI."""
    parts = "{ schema:value schema:minValue schema:maxValue schema:currency }"
    found: dict[str, dict[str, Cell]] = {}
    for row in store.select(f"SELECT ?sum ?part ?held {{ VALUES ?part {parts} ?sum ?part ?held }}").rows:
        amount, part, held = row
        if isinstance(amount, ox.NamedNode) and isinstance(part, ox.NamedNode) and isinstance(held, ox.Literal):
            found.setdefault(amount.value, {})[part.value.rpartition("/")[2]] = literal_cell(held)
    return found


def _kind_sheet(
    kind: str, facts: Sequence[FactRecord], content: Content, amounts: Mapping[str, Mapping[str, Cell]]
) -> Table:
    records = [_slot_cells(kind, fact, amounts) for fact in facts]
    order = [name for slot in load_schema().kind(kind).slots for name in (slot.name, *_parts(slot.name))]
    columns = [name for name in order if any(name in record for record in records)]
    rows = [
        (*(record.get(name) for name in columns), *_evidence(fact, content))
        for fact, record in zip(facts, records, strict=True)
    ]
    return Table((*columns, *_EVIDENCE), tuple(rows))


def _slot_cells(kind: str, fact: FactRecord, amounts: Mapping[str, Mapping[str, Cell]]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for name, _, words in slot_words(fact):
        is_number = load_schema().kind(kind).slot(name).value == "number"
        cells[name] = float(words.replace(",", "")) if is_number else words
        # An amount is a node of its own below the fact.
        for part, cell in amounts.get(f"{fact.iri}/{name}", {}).items():
            cells[f"{name} {_PARTS[part]}"] = cell
    return cells


def _parts(slot: str) -> list[str]:
    return [f"{slot} {part}" for part in _PARTS.values()]


def _evidence(fact: FactRecord, content: Content) -> tuple[Cell, ...]:
    report = content.reports.get(fact.report)
    title = report.title if report else fact.report
    return (fact.quote, title, fact.start, fact.end, fact.source, fact.where, fact.confidence, fact.modality, fact.iri)


def parquet(table: Table) -> bytes:
    """``table`` for data frames: each column in the one type that its cells have.

    Raises:
        ExtraMissingError: if pyarrow, which is large and not installed by default, is missing.
    """
    try:
        arrow, writer = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise ExtraMissingError("Parquet needs pyarrow; install it with: pip install 'medai-kg[parquet]'") from None
    columns = {
        name: [row[place] if row[place] is None else _plain(row[place]) for row in table.rows]
        for place, name in enumerate(table.columns)
    }
    out = io.BytesIO()
    writer.write_table(arrow.table({name: arrow.array(cells) for name, cells in columns.items()}), out)
    return out.getvalue()


def _plain(cell: Cell) -> Cell:
    # Half of a broken character pair has no UTF-8.
    return cell.encode("utf-8", "replace").decode("utf-8") if isinstance(cell, str) else cell
