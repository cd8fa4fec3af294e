"""A report as blocks with offsets: what every later stage reads.

A block has a *reading text*: its lines joined where a page break cut them, list bullets and
Markdown marks dropped, and every character folded for matching (NFKC for full and half width,
Traditional to Simplified) one to one. ``offsets`` maps each reading character back to the raw text, so a span
found on the reading text cites the report exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is, in the order of how much a fact in it is worth."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CAPTION = "caption"
    SOURCE = "source"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: the reading text and where it stands; ``filled`` is true if a merged cell above gave it.

    ``start``–``end`` of a cell that a page break cut in two span both pieces and what stands between them;
    ``offsets`` cite the pieces exactly. A filled cell cites the cell above.
    """

    text: str
    offsets: tuple[int, ...]
    start: int
    end: int
    filled: bool = False

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw characters of ``text[start:end]``."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One logical row of a table, its cells in column order; ``start``–``end`` are raw characters."""

    cells: tuple[Cell, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``header`` may be empty where the text has none; ``caption`` and ``source`` are texts beside it.

    A ``continued`` table is the second half of the one before (（下） after （上）, or the rest below a page break):
    its header is the first half's, whatever is printed above it.
    """

    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    source: str = ""
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the report with one role; ``section`` are the headings above it, outermost first.

    Blocks come in the order of ``start``. A footnote or a page header that a page break put into the middle of a
    paragraph or a table is a block of its own inside the other's span, and no part of its text. ``level`` is the
    depth of a heading or of a list item; the report's title heads no section.
    """

    kind: BlockKind
    text: str
    offsets: tuple[int, ...]
    start: int
    end: int
    level: int = 0
    section: tuple[str, ...] = ()
    table: Table | None = None

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw characters of ``text[start:end]``; raises IndexError outside the block."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Document:
    """A report: ``raw`` is the decoded text that all offsets count."""

    stem: str
    file_name: str
    raw: str
    encoding: str
    sha256: str
    title: str = ""
    publisher: str = ""
    date: str = ""
    blocks: tuple[Block, ...] = field(default_factory=tuple)
