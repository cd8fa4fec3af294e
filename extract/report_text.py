"""A report's text and layout without the folding, for whoever shows the report as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.document import Block, Cell, Document
from ontology.model import ReportText, TextBlock, TextCell


def report_text(document: Document) -> ReportText:
    """The raw text of ``document``, its blocks, and its tables cell by cell."""
    return ReportText(document.raw, tuple(map(_block, document.blocks)))


def _block(block: Block) -> TextBlock:
    table = block.table
    return TextBlock(
        kind=block.kind.value,
        start=block.start,
        end=block.end,
        level=block.level,
        header=tuple(map(_cell, table.header)) if table else (),
        rows=tuple(tuple(map(_cell, row.cells)) for row in table.rows) if table else (),
    )


def _cell(cell: Cell) -> TextCell:
    return TextCell(tuple(runs(cell.offsets)), cell.filled)


def runs(offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Raw spans of ascending character offsets, parted only where more than white space was left out.

    A character that folding turned into several (``㎎``) repeats its offset; a gap of one is a blank or a line end.

    >>> list(runs([3, 4, 4, 5, 7, 20, 21]))
    [(3, 8), (20, 22)]
    """
    start = end = -1
    for offset in offsets:
        if start >= 0 and offset > end + 1:
            yield start, end
            start = -1
        if start < 0:
            start = offset
        end = offset + 1
    if start >= 0:
        yield start, end
