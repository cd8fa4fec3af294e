"""Where tables stand among the lines, and which caption, source and first half belong to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.blocks.furniture import is_passed_over
from extract.blocks.lines import Line, Role, as_prose
from extract.document import Table
from extract.folding import fold_text
from extract.grid import RowLine, count_header_words, piped_row, read_table, same_columns, tabbed_row

#: Lines that are rows of a table, tabbed or Markdown.
ROW_ROLES = frozenset({Role.TABBED, Role.PIPED})

_NUMBER = re.compile(r"(?:续\s?)?(?:图表|附图|附表|图|表)\s?\d{1,3}(?:[-.–]\d{1,3})*\s?[:.、]?\s?(?:\(续\)|续)?\s?")
_LIST_MARK = re.compile(r"(?:[(（]?\d{1,2}[.、)）]|[(（]?[一二三四五六七八九十]{1,3}[、)）]|[①-⑳•●■□◆▪-])\t")
_PART = re.compile(r"\s?(?:\(\s?(?:上|中|下|续|续表|[一二三四五]|\d{1,2})\s?\)|续表?)$")
_LATER_PART = re.compile(r"\(\s?(?:中|下|续|续表|[二三四五]|[2-9])\s?\)$|续表?$|^续|\(续\)")


@dataclass(frozen=True, slots=True)
class TableLines:
    """The table of ``lines[first:last]``; footnotes and page furniture may stand among its rows."""

    first: int
    last: int
    table: Table


def demote_strays(raw: str, lines: Sequence[Line]) -> list[Line]:
    """Lines with a tab that stand alone (an indented paragraph, ``作者:⇥某某``) are read as prose."""
    read = list(lines)
    above: Line | None = None  # the last row of a table that may go on below footnotes
    index = 0
    while index < len(lines):
        role = lines[index].role
        if role not in ROW_ROLES:
            above = above if is_passed_over(lines[index]) else None
            index += 1
            continue
        stop = index + 1
        while stop < len(lines) and lines[stop].role is role and lines[stop].glued:
            stop += 1
        if _is_table(raw, lines[index:stop], above):
            above = lines[stop - 1]
        else:
            read[index:stop] = [as_prose(raw, line) for line in lines[index:stop]]
            above = None
        index = stop
    return read


def _is_table(raw: str, run: Sequence[Line], above: Line | None) -> bool:
    """Whether glued lines with tabs or pipes are rows: several columns, or as many as the table above them."""
    if above is not None and above.role is run[0].role:
        tabs = [raw.count("\t", line.first, line.last) for line in (above, run[0])]
        if abs(tabs[0] - tabs[1]) <= 1:
            return True
    if run[0].role is Role.PIPED:
        return len(run) > 1
    cells = max(raw.count("\t", line.start, line.end) + 1 for line in run)
    is_list = cells == 2 and all(_LIST_MARK.match(raw, line.start) for line in run)
    return cells > 1 and (len(run) > 1 or cells > 2) and not is_list


def find_tables(raw: str, lines: Sequence[Line]) -> list[TableLines]:
    """The tables in order, each with its header, caption and source; continued ones know their first half."""
    found: list[TableLines] = []
    for first, last in _runs(raw, lines):
        rows = _row_lines(raw, lines, first, last)
        caption = _caption_of(lines, first, last)
        above = _first_half(lines, found, first, caption)
        if above is not None and not _may_continue(raw, rows, above, captioned=bool(caption)):
            above = None
        table = read_table(raw, rows, above=above)
        if above is not None:
            caption = caption or above.caption
        found.append(TableLines(first, last, replace(table, caption=caption, source=_source_below(lines, last))))
    return _with_shared_sources(found)


# --- where a table begins and ends


def _runs(raw: str, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Runs of rows; a row that is not glued stands below a page break, a loose line belongs to a cell."""
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        if lines[index].role in ROW_ROLES:
            stop = _end_of_run(raw, lines, index)
            runs.append((index, stop))
            index = stop
        else:
            index += 1
    return runs


def _end_of_run(raw: str, lines: Sequence[Line], first: int) -> int:
    stop = first + 1
    width = _width(_row_lines(raw, lines, first, stop))
    probe = stop
    while probe < len(lines):
        line = lines[probe]
        is_next = probe == stop
        is_row = line.role is lines[first].role and ((is_next and line.glued) or _goes_on(raw, line, width))
        if is_row or (is_next and _is_loose_cell(lines, probe)):
            stop = probe + 1
        elif not is_passed_over(line):
            break
        probe += 1
    return stop


def _is_loose_cell(lines: Sequence[Line], index: int) -> bool:
    """A plain line glued between two rows: the next line of a cell that holds several."""
    if not lines[index].glued or lines[index].role is not Role.TEXT or index + 1 >= len(lines):
        return False
    return lines[index + 1].glued and lines[index + 1].role in ROW_ROLES


def _goes_on(raw: str, line: Line, width: int) -> bool:
    """Whether the row below a page break belongs to the run of that width above it, and heads no other table."""
    row = _row_lines(raw, [line], 0, 1)
    if abs(_width(row) - width) > 1:
        return False
    return line.role is Role.PIPED or not _is_known_header(raw, row)


def _row_lines(raw: str, lines: Sequence[Line], first: int, last: int) -> list[RowLine]:
    rows: list[RowLine] = []
    above = first - 1  # the last row
    for i in range(first, last):
        line = lines[i]
        if not is_passed_over(line):
            cut = piped_row if line.role is Role.PIPED else tabbed_row
            is_glued = line.glued and above == i - 1
            rows.append(cut(raw, line.first, line.last, after_break=bool(rows) and not is_glued))
            above = i
    return rows


def _width(rows: Sequence[RowLine]) -> int:
    return max(len(row.spans) for row in rows)


def _is_known_header(raw: str, rows: Sequence[RowLine]) -> bool:
    """Whether the first row holds nothing but words that head columns."""
    names = [name for start, end in rows[0].spans if (name := fold_text(raw[start:end]))]
    return bool(names) and count_header_words(names) == len(names)


# --- what stands around a table


def _caption_of(lines: Sequence[Line], first: int, last: int) -> str:
    """The caption, title or heading directly above, or a caption 表 … directly below that no other table has."""
    above = _pass_over(lines, first - 1, -1)
    if above is not None and above.role in {Role.CAPTION, Role.HEADING}:
        return above.text
    below = _pass_over(lines, last, 1)
    if above is not None and below is not None and below.role is Role.CAPTION and below.text.startswith("表"):
        index = next(i for i in range(last, len(lines)) if lines[i] is below)
        after = _pass_over(lines, index + 1, 1)
        return "" if after is not None and after.role in ROW_ROLES else below.text
    return ""


def _source_below(lines: Sequence[Line], last: int) -> str:
    below = _pass_over(lines, last, 1)
    return below.text if below is not None and below.role is Role.SOURCE else ""


def _pass_over(lines: Sequence[Line], index: int, step: int) -> Line | None:
    """The first line from ``index`` on that is no footnote and no page furniture."""
    while 0 <= index < len(lines):
        if not is_passed_over(lines[index]):
            return lines[index]
        index += step
    return None


# --- tables in several parts


def _first_half(lines: Sequence[Line], found: Sequence[TableLines], first: int, caption: str) -> Table | None:
    """The table that this one goes on: same caption but for （上）/（下）, or nothing but footnotes between them."""
    if not found:
        return None
    above = found[-1]
    if caption:
        later = _LATER_PART.search(caption) is not None
        return above.table if later and _base(caption) == _base(above.table.caption) else None
    between = lines[above.last : first]
    return above.table if all(is_passed_over(line) for line in between) else None


def _base(caption: str) -> str:
    bare = _NUMBER.sub("", caption, count=1)
    return _PART.sub("", bare).replace(" ", "")


def _may_continue(raw: str, rows: Sequence[RowLine], above: Table, *, captioned: bool) -> bool:
    """Whether the columns fit: as many, and no other names for them unless the caption says （下）."""
    width = len(above.header) or max((len(row.cells) for row in above.rows), default=0)
    if captioned:
        return _width(rows) == width
    other_names = _is_known_header(raw, rows) and not same_columns(above.header, read_table(raw, rows).header)
    return abs(_width(rows) - width) <= 1 and not other_names


def _with_shared_sources(found: Sequence[TableLines]) -> list[TableLines]:
    """A source line below （下） holds for （上） too."""
    shared = list(found)
    for i in range(len(shared) - 2, -1, -1):
        below, own = shared[i + 1].table, shared[i].table
        if below.continued and not own.source:
            shared[i] = replace(shared[i], table=replace(own, source=below.source))
    return shared
