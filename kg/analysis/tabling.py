"""Parts of a result as tables: labels or IRIs in the cells, and the quotes behind each row where they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.analysis.result import AnalysisResult, CellValue, Part, Ref, Row, Text
from kg.content import Content, FactRecord
from kg.tables import Cell, Table

#: How many quotes stand beside a row of a table; JSON has all.
MOST_QUOTES = 3


def part_table(
    part: Part, result: AnalysisResult, content: Content, *, iri: bool = False, quotes: bool = False
) -> Table:
    """``part`` as a table; ``quotes`` adds a column with the report, place and words of the facts behind a row."""
    rows: list[tuple[Cell, ...]] = []
    for row in part.rows:
        cells = tuple(cell_text(cell, iri=iri) for cell in row.cells)
        rows.append((*cells, " ‖ ".join(quote_lines(result, row, content))) if quotes else cells)
    return Table((*part.columns, *(("quotes",) if quotes else ())), tuple(rows))


def cell_text(cell: CellValue, *, iri: bool = False) -> Cell:
    """What stands in a table: the name of a thing or its IRI, several joined by 、."""
    if isinstance(cell, Ref):
        return cell.iri if iri else cell.label
    if isinstance(cell, tuple):
        return ("、" if not iri else " ").join(ref.iri if iri else ref.label for ref in cell)
    return cell


def result_record(
    result: AnalysisResult, content: Content, *, iri: bool = False, quotes: bool = False
) -> dict[str, Any]:
    """The whole result for JSON: words in both languages, parts with the facts of each row, and the quotes."""
    words = {"title": result.title, "finding": result.finding, "shows": result.shows, "limits": result.limits}
    record: dict[str, Any] = {
        "analysis": result.name,
        **{name: _words(text) for name, text in words.items()},
        "notes": [_words(note) for note in result.notes],
        "parts": {part.name: [_record(part, row, iri=iri) for row in part.rows] for part in result.parts},
    }
    if quotes:
        record["quotes"] = {
            fact: [_statement(statement, content) for statement in statements]
            for fact, statements in result.evidence.items()
        }
    return record


def quote_lines(result: AnalysisResult, row: Row, content: Content) -> list[str]:
    """The statements behind a row as lines ``「quote」 stem 120–160``, each place once, the first few."""
    lines = list(_lines(row, result.evidence, content))
    more = [f"(+{len(lines) - MOST_QUOTES})"] if len(lines) > MOST_QUOTES else []
    return lines[:MOST_QUOTES] + more


def _record(part: Part, row: Row, *, iri: bool) -> dict[str, Any]:
    cells = [_json_cell(cell, iri=iri) for cell in row.cells]
    return {**dict(zip(part.columns, cells, strict=True)), "facts": list(row.facts)}


def _json_cell(cell: CellValue, *, iri: bool) -> Cell | list[Cell]:
    """A cell of JSON: several things are a list there."""
    return [cell_text(ref, iri=iri) for ref in cell] if isinstance(cell, tuple) else cell_text(cell, iri=iri)


def _words(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _lines(row: Row, evidence: Mapping[str, tuple[FactRecord, ...]], content: Content) -> Iterator[str]:
    """Each statement behind a row, once: ``「quote」 stem 120–160``; what was read from one place is one line."""
    seen = set()
    for statement in (statement for fact in row.facts for statement in evidence[fact]):
        place = (statement.report, statement.start, statement.end)
        if place not in seen:
            seen.add(place)
            about = _statement(statement, content)
            yield f"「{about['quote']}」 {about['report']} {about['start']}–{about['end']}"


def _statement(fact: FactRecord, content: Content) -> dict[str, Any]:
    report = content.reports.get(fact.report)
    return {
        "id": fact.iri,
        "kind": fact.kind,
        "quote": fact.quote,
        "report": report.stem if report else fact.report.rpartition("/")[2],
        "start": fact.start,
        "end": fact.end,
        "confidence": fact.confidence,
    }
