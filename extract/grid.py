"""A table's structure: its cells, its header, its merged and its wrapped rows. What a column means is others' work.

Rows come as cell spans of the raw text, one per line. What OCR did to them is undone here:

* a cell with several lines, or a row cut in two by a line end, is put together again;
* a row whose remainder stands in the next line or beyond a page break (``Pear`` / ``Therapeutics``) is one row;
* a row that lost its merged first cell altogether is moved one column to the right;
* blank leading cells take the value above (``filled``);
* a header of two rows (``营收⇥⇥`` above ``⇥2022⇥2023``) becomes one.

A joined cell's ``start``–``end`` span everything between its pieces; its ``offsets`` cite the pieces exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.blocks.cues import header_words
from extract.blocks.shapes import HARD_SHAPES, Shape, is_period, shape_of
from extract.document import Cell, Row, Table
from extract.folding import Folded, fold, join_folded

_LONGEST_HEADER = 30
_LONGEST_JOINED = 2000  # characters; a cell that grew to this is not continued
_OPEN_LENGTH = 12  # a cell this long without a sentence end may go on beyond a page break
_SPARSE = 0.05  # a column with fewer blanks has a value in every row
_TYPED = 0.6  # a column with more dates (sums, numbers) is one of dates
_CONTINUATIONS = ("并", "且", "及", "和", "与", "或", "以及", "而", "等", "的", "、", ",", "。", ")", "》", "”")
_OPEN_ENDS = (",", "、", "(", "-", "“", "《", "的", "和", "与", "及", "/")


@dataclass(frozen=True, slots=True)
class RowLine:
    """One line of a table: the spans of its cells, and whether a page break (a blank line) stands above it."""

    spans: tuple[tuple[int, int], ...]
    start: int
    end: int
    after_break: bool = False
    ruled: bool = False  # the |---|---| line of a Markdown table


def tabbed_row(raw: str, first: int, last: int, *, after_break: bool = False) -> RowLine:
    """The cells of a line separated by tabs (a line without one is one cell)."""
    start, end = _strip(raw, first, last)
    return RowLine(_split(raw, first, last, "\t", within=(start, end)), start, end, after_break)


def piped_row(raw: str, first: int, last: int, *, after_break: bool = False) -> RowLine:
    """The cells of a Markdown table line ``| a | b |``."""
    start, end = _strip(raw, first, last)
    spans = _split(raw, start + 1, end - 1, "|", within=(start, end))
    ruled = all("-" in raw[a:b] and not raw[a:b].strip("-: ") for a, b in spans)
    return RowLine(spans, start, end, after_break, ruled)


def _split(raw: str, first: int, last: int, mark: str, *, within: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """The spans between the marks, without white space; those of blank cells are empty and lie ``within`` the row."""
    spans: list[tuple[int, int]] = []
    begin = first
    while True:
        cut = raw.find(mark, first, last)
        if cut > begin and mark == "|" and raw[cut - 1] == "\\":
            first = cut + 1
            continue
        spans.append(_strip(raw, begin, last if cut < 0 else cut))
        if cut < 0:
            low, high = within
            return tuple((min(max(a, low), high), min(max(b, low), high)) for a, b in spans)
        first = begin = cut + 1


def _strip(raw: str, first: int, last: int) -> tuple[int, int]:
    while first < last and raw[first].isspace():
        first += 1
    while last > first and raw[last - 1].isspace():
        last -= 1
    return first, last


def read_table(raw: str, lines: Sequence[RowLine], *, above: Table | None = None) -> Table:
    """The table of these lines; ``above`` is the first half where this one goes on (its header and last row hold).

    >>> line = "药企\\t合作方\\n礼来\\tGenetic Logic\\n\\tQuora"
    >>> table = read_table(line, [tabbed_row(line, 0, 6), tabbed_row(line, 7, 23), tabbed_row(line, 24, 30)])
    >>> [[cell.text for cell in row.cells] for row in table.rows]
    [['礼来', 'Genetic Logic'], ['礼来', 'Quora']]
    """
    ruled = len(lines) > 1 and lines[1].ruled
    lines = [line for line in lines if not line.ruled]
    rows = [Row(tuple(_cell_at(raw, a, b) for a, b in line.spans), line.start, line.end) for line in lines]
    height = _header_height(rows, above, ruled=ruled)
    header = _join_headers(rows[:height])
    if above is not None:
        header = above.header
    width = len(header) or _usual_width(rows)
    mended = _mend(rows[height:], [line.after_break for line in lines[height:]], width)
    whole = [_pad(row, width) for row in mended if any(cell.text for cell in row.cells)]
    before = above.rows[-1] if above is not None and above.rows else None
    return Table(header=header, rows=tuple(_fill_down(whole, before)), continued=above is not None)


def _cell_at(raw: str, start: int, end: int) -> Cell:
    folded = fold(raw[start:end], base=start)
    return Cell(folded.text, folded.offsets, start, end)


def _usual_width(rows: Sequence[Row]) -> int:
    widths = Counter(len(row.cells) for row in rows)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _pad(row: Row, width: int) -> Row:
    blank = Cell("", (), row.end, row.end)
    return replace(row, cells=row.cells + (blank,) * (width - len(row.cells)))


# --- the header


def _header_height(rows: Sequence[Row], above: Table | None, *, ruled: bool) -> int:
    """How many of the first rows name the columns: 0, 1 or 2."""
    if not rows:
        return 0
    if above is not None:
        return int(same_columns(above.header, rows[0].cells))
    if not ruled and not is_header(rows):
        return 0
    return 2 if len(rows) > 2 and _is_second_header(rows[0].cells, rows[1].cells) else 1


def same_columns(one: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Whether two headers name the same columns, misprints aside: equal width and a third of the names equal."""
    if len(one) != len(other) or not one:
        return False
    equal = sum(a.text == b.text and a.text != "" for a, b in zip(one, other, strict=True))
    return 3 * equal >= len(one)


def is_header(rows: Sequence[Row]) -> bool:
    """Whether the first row names the columns: short, distinct names where the rows below hold values."""
    cells = rows[0].cells
    names = [cell.text for cell in cells if cell.text]
    if not names or max(map(len, names)) > _LONGEST_HEADER or len(set(names)) < len(names):
        return False
    if any(shape_of(name) in HARD_SHAPES and not is_period(name) for name in names):
        return False
    if 2 * count_header_words(names) >= len(names):
        return True
    periods = sum(is_period(name) for name in names)
    return len(rows) > 1 and periods < len(names) and not is_period(cells[0].text)


def count_header_words(names: Sequence[str]) -> int:
    """How many of these usually head a column (产品名称, 日期)."""
    return sum(header_words().fullmatch(name) is not None for name in names)


def _is_second_header(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Whether the second row splits the merged names of the first: blank in front, names below its gaps."""
    if len(upper) != len(lower) or lower[0].text or not upper[0].text:
        return False
    below_gaps = [low.text for up, low in zip(upper, lower, strict=True) if not up.text]
    names = [cell.text for cell in lower if cell.text]
    if not below_gaps or not all(below_gaps) or max(map(len, names)) > _LONGEST_HEADER:
        return False
    return not any(shape_of(name) in HARD_SHAPES and not is_period(name) for name in names)


def _join_headers(rows: Sequence[Row]) -> tuple[Cell, ...]:
    if len(rows) < 2:
        return rows[0].cells if rows else ()
    joined: list[Cell] = []
    group = rows[0].cells[0]
    for upper, lower in zip(rows[0].cells, rows[1].cells, strict=True):
        group = upper if upper.text else group
        joined.append(_join_cells(group, lower) if lower.text else upper)
    return tuple(joined)


# --- mending: shifted, cut and wrapped rows


def _mend(rows: Sequence[Row], breaks: Sequence[bool], width: int) -> list[Row]:
    columns = _Columns.of(rows, width)
    mended: list[Row] = []
    for printed, after_break in zip(rows, breaks, strict=True):
        row = columns.shifted(printed)
        above = mended[-1] if mended else None
        if above is not None and not after_break and _is_cut(above, row, width):
            mended[-1] = _join_cut(above, row)
        elif above is not None and columns.wraps(above, row, after_break=after_break):
            mended[-1] = _join_wrapped(above, row)
        else:
            mended.append(row)
    return mended


def _is_cut(above: Row, row: Row, width: int) -> bool:
    """Whether a line end inside a cell cut one row into these two."""
    if len(row.cells) == 1:
        return width > 1
    return row.cells[0].text != "" and len(above.cells) < width and len(above.cells) + len(row.cells) - 1 == width


def _join_cut(above: Row, row: Row) -> Row:
    joined = _join_cells(above.cells[-1], row.cells[0])
    return Row((*above.cells[:-1], joined, *row.cells[1:]), above.start, row.end)


def _join_wrapped(above: Row, row: Row) -> Row:
    cells = [_join_cells(a, b) for a, b in zip(above.cells, row.cells, strict=False)]
    return Row((*cells, *above.cells[len(cells) :], *row.cells[len(cells) :]), above.start, row.end)


def _join_cells(above: Cell, below: Cell) -> Cell:
    if not above.text or not below.text:
        return above if above.text else below
    folded = join_folded([Folded(above.text, above.offsets), Folded(below.text, below.offsets)])
    return Cell(folded.text, folded.offsets, min(above.start, below.start), max(above.end, below.end))


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of a table usually hold, to tell a broken row from a whole one."""

    counts: tuple[Counter[Shape], ...]
    merged: bool
    lonely: int  # rows with nothing but a first cell: titles of groups, if there are several

    @classmethod
    def of(cls, rows: Sequence[Row], width: int) -> _Columns:
        whole = [row for row in rows if len(row.cells) == width] or list(rows)
        counts = tuple(
            Counter(shape_of(row.cells[column].text) for row in whole if column < len(row.cells))
            for column in range(width)
        )
        several = [row for row in rows if len(row.cells) > 1]
        merged = any(not row.cells[0].text for row in several)
        return cls(counts, merged, sum(not any(cell.text for cell in row.cells[1:]) for row in several))

    def shifted(self, row: Row) -> Row:
        """The row one column to the right, if it lost its merged first cell (礼来 above 礼来's second partner)."""
        width, cells = len(self.counts), row.cells
        lost_one = len(cells) == width - 1 or (len(cells) == width and not cells[-1].text)
        if not self.merged or not lost_one or not cells[0].text:
            return row
        moved = (Cell("", (), row.start, row.start), *cells[: width - 1])
        return replace(row, cells=moved) if self._misfits(cells) > self._misfits(moved) else row

    def _misfits(self, cells: Sequence[Cell]) -> int:
        """How many columns of dates, sums or numbers hold something else."""
        misfits = 0
        for counts, cell in zip(self.counts, cells, strict=False):
            hard = next((shape for shape in HARD_SHAPES if counts[shape] >= _TYPED * counts.total()), None)
            misfits += hard is not None and shape_of(cell.text) is not hard
        return misfits

    def wraps(self, above: Row, row: Row, *, after_break: bool) -> bool:
        """Whether ``row`` is the remainder of ``above``: text only where that one has some, and some of that is cut."""
        texts = [cell.text for cell in row.cells]
        filled = [i for i, text in enumerate(texts) if text]
        if len(filled) in {0, len(texts)} or any(i >= len(above.cells) or not above.cells[i].text for i in filled):
            return False
        if texts[0]:
            return self._wraps_from_first(above, texts, filled, after_break=after_break)
        cut = [_is_open(above.cells[i].text) or texts[i].startswith(_CONTINUATIONS) for i in filled]
        if after_break:
            may_go_on = (_may_go_on(above.cells[i].text) for i in filled)
            return 2 * len(filled) <= len(texts) and all(a or b for a, b in zip(cut, may_go_on, strict=True))
        return len(filled) == 1 and cut[0]

    def _wraps_from_first(self, above: Row, texts: Sequence[str], filled: Sequence[int], *, after_break: bool) -> bool:
        """``Pear⇥2018.12⇥…`` / ``Therapeutics⇥⇥…``: the first cell is cut too, columns that are never blank are."""
        gaps = sum(self._is_dense(i) for i, text in enumerate(texts) if not text)
        if len(filled) == 1:
            name = above.cells[0].text
            latin = texts[0].isascii() and name.isascii()
            return gaps >= 1 and (latin or (self.lonely == 1 and _may_go_on(name)))
        long = any(_may_go_on(above.cells[i].text) for i in filled)
        return gaps >= (1 if after_break else 2) and long and 2 * len(filled) <= len(texts) + 1

    def _is_dense(self, column: int) -> bool:
        """Whether (nearly) every other row has a value in this column."""
        if column >= len(self.counts):
            return False
        counts = self.counts[column]
        return counts[Shape.BLANK] - 1 <= _SPARSE * counts.total()


def _is_open(text: str) -> bool:
    if len(text) > _LONGEST_JOINED:
        return False
    return text.endswith(_OPEN_ENDS) or text.count("(") > text.count(")")


def _may_go_on(text: str) -> bool:
    return _OPEN_LENGTH <= len(text) <= _LONGEST_JOINED and not text.endswith(("。", ";", "!", "?"))


# --- merged cells


def _fill_down(rows: Sequence[Row], before: Row | None) -> list[Row]:
    """Blank leading cells take the cell above: a merged cell holds for all its rows."""
    filled: list[Row] = []
    above = before
    for row in rows:
        cells = list(row.cells)
        for i, cell in enumerate(cells[:-1]):
            if cell.text or above is None or i >= len(above.cells):
                break
            if above.cells[i].text:
                cells[i] = replace(above.cells[i], filled=True)
        above = replace(row, cells=tuple(cells))
        filled.append(above)
    return filled
