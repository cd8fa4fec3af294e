"""Reads one table block: everything its rows say, with the place of each statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from extract.document import Block, Document, Table
from extract.mention import Tagger
from extract.reading_of import Reading
from extract.tables.approvals import read_approvals
from extract.tables.columns import Column, contradicted, odd_cells, read_columns
from extract.tables.context import kind_of, read_context, surroundings
from extract.tables.deals import read_deals
from extract.tables.deployments import read_deployments
from extract.tables.filler import invented_rows
from extract.tables.fundings import read_fundings
from extract.tables.knowledge import thresholds
from extract.tables.metrics import read_metrics
from extract.tables.names import note_mentions
from extract.tables.orientation import broken, odd_rows, upright
from extract.tables.others import read_bodies, read_diseases, read_policies, read_segments
from extract.tables.pipelines import read_licences, read_pipelines
from extract.tables.records import Record, read_records
from extract.tables.releases import read_model_groups, read_platforms, read_releases, read_sectors
from extract.tables.sheet import Sheet
from extract.tables.technologies import read_applications, read_comparisons, read_trends

#: Roles whose cells are running text that names things beside those of the facts.
_DESCRIPTIONS = frozenset({"text", "purpose", "details"})
Reader = Callable[[Sequence[Record], Sheet, Sequence[Column]], None]


def _plain(read: Callable[[Sequence[Record], Sheet], None]) -> Reader:
    return lambda records, sheet, _columns: read(records, sheet)


#: How the rows of a kind of kinds.tsv are read.
READERS: Mapping[str, Reader] = {
    "approval": _plain(read_approvals),
    "applications": _plain(read_applications),
    "bodies": _plain(read_bodies),
    "comparison": _plain(read_comparisons),
    "deal": _plain(read_deals),
    "deployment": _plain(read_deployments),
    "diseases": _plain(read_diseases),
    "funding": _plain(read_fundings),
    "licence": _plain(read_licences),
    "metrics": _plain(read_metrics),
    "model_groups": read_model_groups,
    "pipeline": _plain(read_pipelines),
    "platforms": _plain(read_platforms),
    "policies": _plain(read_policies),
    "release": _plain(read_releases),
    "releases_by_sector": read_sectors,
    "segments": _plain(read_segments),
    "trend": _plain(read_trends),
}


def read_table(block: Block, *, document: Document, tagger: Tagger) -> Reading:
    """All that a table block says: facts, entities, invented rows held back, candidates refused.

    Raises:
        ValueError: if the block is no table.
    """
    around = surroundings(block, document)
    table = block.table
    if table is None or not table.rows:
        return Reading()
    printed, table = table, upright(table)
    columns = read_columns(table)
    fault = broken(table)
    kind = "" if fault else kind_of(columns, around)
    sheet = Sheet(document, tagger, read_context(kind, around))
    if fault:
        sheet.refuse("table", fault, _head(block, printed))
    elif not kind:
        headers = " · ".join(column.header for column in columns if column.header) or "none"
        sheet.refuse("table", f"no rule reads a table with the columns {headers}", _head(block, printed))
    for column in filter(contradicted, columns):
        reason = f"the cells under “{column.header}” are no {column.expected}, they are read as {column.role}"
        sheet.refuse("table", reason, _head(block, printed))
    for cell, reason in odd_cells(table, columns) if kind else ():
        sheet.refuse("cell", reason, (cell.start, cell.end))
    for row in odd_rows(table) if kind else ():
        sheet.refuse("row", "a value stands beyond the last column of the header", (row.start, row.end))
    records = _believable(
        read_records(table, columns), _other_parts(document, table, columns), len(table.header), sheet
    )
    if kind:
        READERS[kind](records, sheet, columns)
    _note_texts(records, sheet)
    return sheet.reading()


def _head(block: Block, table: Table) -> tuple[int, int]:
    """The raw characters of the header, or of the first row where the header stands in another table."""
    if table.header and block.start <= table.header[0].start < table.header[-1].end <= block.end:
        return table.header[0].start, table.header[-1].end
    return table.rows[0].start, table.rows[0].end


def _other_parts(document: Document, table: Table, columns: tuple[Column, ...]) -> list[Record]:
    """The rows of the report's tables with the same columns: filler repeats over （上） and （下） alike."""
    roles = [column.role for column in columns]
    parts = [block.table for block in document.blocks if block.table is not None and block.table is not table]
    return [
        record
        for part in parts
        if len(part.header) == len(table.header) and part.rows
        for read in [read_columns(part)]
        if [column.role for column in read] == roles
        for record in read_records(part, read)
    ]


def _believable(records: Sequence[Record], elsewhere: Sequence[Record], width: int, sheet: Sheet) -> list[Record]:
    """The rows without those that the OCR invented or broke."""
    invented = dict(invented_rows(records))
    if elsewhere:
        invented |= invented_rows([*records, *elsewhere])
    kept: list[Record] = []
    for number, record in enumerate(records):
        if reason := invented.get(number):
            sheet.quarantine(reason, record.span)
        elif len(record.pairs) < thresholds()["row.cells"] * width and len(record.pairs) < 2:
            sheet.refuse("row", f"{len(record.pairs)} filled cells where the header has {width}", record.span)
        else:
            kept.append(record)
    return kept


def _note_texts(records: Sequence[Record], sheet: Sheet) -> None:
    """The entities that the descriptions of the rows name."""
    for record in records:
        for column, words in record.pairs:
            if column.role in _DESCRIPTIONS:
                note_mentions(words.squeezed(), sheet, thresholds()["mention.confidence"])
