"""From lines to blocks: paragraphs that page breaks cut are joined, tables built, sections known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.blocks.bylines import mark_bylines
from extract.blocks.contents import mark_contents
from extract.blocks.front_matter import FrontMatter, read_front_matter
from extract.blocks.furniture import is_notice, is_passed_over, mark_furniture, mark_notices
from extract.blocks.lines import Line, Role, ends_sentence, marker_length, read_lines
from extract.blocks.outline import HEADLINE, Outline, mark_headings, mark_headlines, mark_titles
from extract.blocks.tables import ROW_ROLES, TableLines, demote_strays, find_tables
from extract.document import Block, BlockKind
from extract.folding import Folded, join_folded

_KINDS = {
    Role.TEXT: BlockKind.PARAGRAPH,
    Role.ITEM: BlockKind.LIST_ITEM,
    Role.HEADING: BlockKind.HEADING,
    Role.CAPTION: BlockKind.CAPTION,
    Role.SOURCE: BlockKind.SOURCE,
    Role.BYLINE: BlockKind.SOURCE,
    Role.FOOTNOTE: BlockKind.FOOTNOTE,
    Role.CONTENTS: BlockKind.CONTENTS,
    Role.BOILERPLATE: BlockKind.BOILERPLATE,
}
_PROSE = frozenset({Role.TEXT, Role.ITEM})

#: A line as long as this without a sentence end was cut by the page, not by its author.
_LONG = 40
_SHORT = 24  # the same if commas show that it is prose, or the next line follows at once
_NARROW = 14  # of a narrow column: lines that follow without a blank one, with commas in them
_LABEL = re.compile(r"[^,。;:、\s][^,。;:、]{0,14}:")  # 招标编号:… begins a line of its own
_NEVER_LAST = (",", "、", "(", "《", "“", "/")


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a text in order, and what its first lines say about it."""

    blocks: tuple[Block, ...]
    front: FrontMatter


def read_layout(raw: str) -> Layout:
    """The blocks of ``raw``; every character that is no white space lies within one of them."""
    lines = mark_bylines(mark_notices(mark_furniture(mark_contents(read_lines(raw)))))
    lines = demote_strays(raw, lines)
    lines = mark_headlines(mark_headings(mark_titles(lines, lambda line: line.role in ROW_ROLES)))
    front = read_front_matter(raw, lines)
    tables = {table.first: table for table in find_tables(raw, lines)}
    blocks = _Assembler(raw, lines, tables, front).blocks()
    return Layout(tuple(sorted(blocks, key=lambda block: (block.start, block.end))), front)


class _Assembler:
    """Walks the lines once; keeps the outline and the paragraph that is still open."""

    def __init__(self, raw: str, lines: Sequence[Line], tables: dict[int, TableLines], front: FrontMatter) -> None:
        self._raw = raw
        self._lines = lines
        self._tables = tables
        self._front = front
        self._outline = Outline()
        self._blocks: list[Block] = []
        self._open: list[Line] = []
        self._length = 0
        self._has_marks = False

    def blocks(self) -> list[Block]:
        index = 0
        while index < len(self._lines):
            line = self._lines[index]
            table = self._tables.get(index)
            if table is not None:
                self._close()
                self._add_table(table)
                index = table.last
                continue
            if line.start in self._front.title_starts:
                self._add_title(line)
            elif line.role in _PROSE:
                self._add_prose(line)
            else:
                self._add_other(line)
            index += 1
        self._close()
        return self._blocks

    def _add_prose(self, line: Line) -> None:
        if not (self._open and line.role is Role.TEXT and self._goes_on(line)):
            self._close()
        self._open.append(line)
        self._length += len(line.text)
        self._has_marks = self._has_marks or _has_marks(line.text)

    def _goes_on(self, line: Line) -> bool:
        """Whether the open paragraph, cut by a page break or by the width of the page, goes on in ``line``."""
        last = self._open[-1].text
        if ends_sentence(last) or last.endswith(":"):
            return False
        if last.endswith(_NEVER_LAST):
            return True
        if _LABEL.match(line.text):
            return False
        if last.endswith(";"):
            return self._length >= _LONG and self._open[0].role is Role.TEXT
        if self._length >= (_SHORT if line.glued else _LONG):
            return True
        if not self._has_marks or self._length < (_NARROW if line.glued else _SHORT):
            return False
        return line.glued or ends_sentence(line.text) or len(line.text) >= _LONG

    def _add_other(self, line: Line) -> None:
        # Footnotes and page furniture stand in the middle of a sentence that a page break cut.
        if not is_passed_over(line):
            self._close()
        if line.role is Role.CONTENTS or is_notice(line):
            self._outline.close()
        level, section = 0, self._outline.path
        if line.role is Role.HEADING:
            level = self._outline.enter(line)
            section = self._outline.path[:-1]
        self._blocks.append(_block(_KINDS[line.role], line.folded, line.start, line.end, level, section))

    def _add_title(self, line: Line) -> None:
        # The title stands above all sections, but heads none: Document.title says it. The first of several news items
        # is a section as the others are.
        self._close()
        if line.style == HEADLINE:
            self._outline.enter(line)
        self._blocks.append(_block(BlockKind.HEADING, line.folded, line.start, line.end, 1, ()))

    def _add_table(self, found: TableLines) -> None:
        inside = self._lines[found.first : found.last]
        folded = _row_after_row([line.folded for line in inside if not is_passed_over(line)])
        section = self._outline.path
        start, end = inside[0].start, inside[-1].end
        self._blocks.append(Block(BlockKind.TABLE, folded.text, folded.offsets, start, end, 0, section, found.table))
        for line in inside:
            if is_passed_over(line):
                self._add_other(line)

    def _close(self) -> None:
        if not self._open:
            return
        first, last = self._open[0], self._open[-1]
        parts = [line.folded for line in self._open]
        level = 0
        if first.role is Role.ITEM:
            parts[0] = first.folded.cut(marker_length(first.text, first.style))
            level = 1 + (first.start - first.first) // 2
        folded = join_folded(parts)
        self._blocks.append(_block(_KINDS[first.role], folded, first.start, last.end, level, self._outline.path))
        self._open, self._length, self._has_marks = [], 0, False


def _has_marks(text: str) -> bool:
    """Whether a text is punctuated like prose, unlike most of a slide."""
    return "," in text or "。" in text


def _row_after_row(rows: Sequence[Folded]) -> Folded:
    """The rows as one text with a space between them."""
    text: list[str] = []
    offsets: list[int] = []
    for row in rows:
        if offsets and row.text:
            text.append(" ")
            offsets.append(offsets[-1] + 1)
        text.append(row.text)
        offsets.extend(row.offsets)
    return Folded("".join(text), tuple(offsets))


def _block(kind: BlockKind, folded: Folded, start: int, end: int, level: int, section: tuple[str, ...]) -> Block:
    return Block(kind, folded.text, folded.offsets, start, end, level, section)
