"""Headings, list items and titles of tables: what a line is, decided by the lines around it; and the outline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extract.blocks.contents import listed_titles
from extract.blocks.cues import heading_styles
from extract.blocks.furniture import is_passed_over
from extract.blocks.lines import Line, Role, ends_sentence, is_question

_LONGEST_TITLE = 60
_BOLD_RANK = 68
#: A headline of one of several news items, and the least that stands below it.
HEADLINE = "headline"
_HEADLINE_RANK = 1
_SHORTEST_HEADLINE = 8
_SHORTEST_PARAGRAPH = 60
_LONGEST_BOLD = 40
_LONGEST_SAYING = 30  # of a heading that is a sentence: - 持续输出生产力,引领变革。

#: Styles that number the chapters of a report: a short line with one is a heading, whatever stands around it.
_OUTLINE_STYLES = frozenset(
    {"part", "chapter", "word", "numeral", "section", "decimal2", "decimal3", "decimal4", "bracketed numeral"}
)
_LISTED_STYLES = frozenset({"number", "listed"})  # headings only because the table of contents lists them
_DECIMALS = frozenset({"decimal2", "decimal3", "decimal4"})


def neighbour(lines: Sequence[Line], index: int, step: int) -> Line | None:
    """The next line (``step`` 1) or the one before (-1) that is no footnote and no page furniture."""
    return next(_onwards(lines, index, step), None)


def _onwards(lines: Sequence[Line], index: int, step: int) -> Iterator[Line]:
    """The lines from the next one (``step`` 1) or the one before (-1) on that are no footnote and no page furniture."""
    i = index + step
    while 0 <= i < len(lines):
        if not is_passed_over(lines[i]):
            yield lines[i]
        i += step


def mark_titles(lines: Sequence[Line], is_table: Callable[[Line], bool]) -> list[Line]:
    """A short unnumbered line directly above a table or a source line is the CAPTION of the table or figure."""
    marked = list(lines)
    for i, line in enumerate(lines):
        in_cell = line.glued and is_table(lines[i - 1])
        if in_cell or not _may_be_title(line):
            continue
        below = neighbour(lines, i, 1)
        above = neighbour(lines, i, -1)
        if below is None or not (is_table(below) or below.role is Role.SOURCE):
            continue
        after_figure_text = above is not None and above.role is Role.TEXT and not ends_sentence(above.text)
        if line.role is Role.HEADING or not after_figure_text:
            marked[i] = line.as_role(Role.CAPTION)
    return marked


def _may_be_title(line: Line) -> bool:
    if len(line.text) > _LONGEST_TITLE or ends_sentence(line.text) or line.text[-1:] in ",:;、":
        return False
    return (line.role is Role.HEADING and not line.style and line.hashes > 1) or line.role is Role.TEXT


def mark_headings(lines: Sequence[Line]) -> list[Line]:
    """Lines that begin like a heading or a list item become one or the other, or plain TEXT."""
    longest = {style.name: style.longest for style in heading_styles()} | {"bold": _LONGEST_BOLD}
    listed = listed_titles(lines)
    marked = list(lines)
    for i, line in enumerate(lines):
        if line.role in {Role.MARKED, Role.TEXT} and len(line.text) <= _LONGEST_TITLE:
            title = line.text.replace(" ", "")
            if len(title) > 1 and title in listed:
                marked[i] = line.as_role(Role.HEADING, line.style or "listed")
                continue
        if line.role is Role.MARKED:
            marked[i] = line.as_role(_role_of_marked(lines, i, short=len(line.text) <= longest[line.style]))
    return marked


def mark_headlines(lines: Sequence[Line]) -> list[Line]:
    """Several news items in one text: each of their headlines becomes a HEADING, the first one is left to the title.

    Only a text without headings of another kind is read so, for there a short line may be anything.
    """
    if any(line.role is Role.HEADING for line in lines):
        return list(lines)
    places: list[int] = []
    for i in range(len(lines)):
        if _is_headline(lines, i) and not (places and neighbour(lines, i, -1) is lines[places[-1]]):
            places.append(i)
    marked = list(lines)
    for i in places if len(places) > 1 else ():
        marked[i] = lines[i].as_role(Role.HEADING if i else Role.TEXT, HEADLINE)
    return marked


def _is_headline(lines: Sequence[Line], index: int) -> bool:
    """Whether a short line that is no sentence stands alone above a paragraph, where the text before has ended."""
    line = lines[index]
    if line.role is not Role.TEXT or not _SHORTEST_HEADLINE <= len(line.text) <= _LONGEST_TITLE:
        return False
    if (line.glued and index) or _is_statement(line.text) or line.text[-1:] in ",:;、":
        return False
    above, onwards = neighbour(lines, index, -1), _onwards(lines, index, 1)
    below = next((line for line in onwards if line.role is not Role.BYLINE), None)
    if below is not None and len(below.text) < _SHORTEST_PARAGRAPH and not ends_sentence(below.text):
        below = next(onwards, None)  # behind a line that says who writes from where
    if below is None or below.role is not Role.TEXT:
        return False
    is_paragraph = len(below.text) >= _SHORTEST_PARAGRAPH or ends_sentence(below.text)
    return is_paragraph and (above is None or ends_sentence(above.text))


def _role_of_marked(lines: Sequence[Line], index: int, *, short: bool) -> Role:
    line = lines[index]
    open_ended = line.text.endswith((",", "、", ";"))
    if line.style in _OUTLINE_STYLES:
        numbered_list = _same_style_glued(lines, index) and line.style in {"numeral", "bracketed numeral"}
        if short and not _is_statement(line.text) and not open_ended and not numbered_list:
            return Role.HEADING
        return Role.ITEM if line.style in {"numeral", "bracketed numeral"} else Role.TEXT
    if line.style in _LISTED_STYLES:
        return Role.TEXT
    if line.style == "bold":
        return Role.HEADING if short and not open_ended else Role.TEXT
    if not short or open_ended or _same_style_glued(lines, index):
        return Role.ITEM
    if line.text.endswith("。") and (line.style not in {"arrow", "bullet", "dash"} or len(line.text) > _LONGEST_SAYING):
        return Role.ITEM
    return Role.HEADING if _heads_text(lines, index) else Role.ITEM


def _is_statement(text: str) -> bool:
    return ends_sentence(text) and not is_question(text)


def _same_style_glued(lines: Sequence[Line], index: int) -> bool:
    """Whether a line of the same style stands directly above or below, as in a list."""
    line = lines[index]
    if line.glued and lines[index - 1].style == line.style:
        return True
    return index + 1 < len(lines) and lines[index + 1].glued and lines[index + 1].style == line.style


def _heads_text(lines: Sequence[Line], index: int) -> bool:
    """Whether a short marked line stands alone above prose, and is not the last item of a spaced list."""
    line = lines[index]
    glued_below = index + 1 < len(lines) and lines[index + 1].glued
    if line.style == "dash" and (glued_below or line.glued):
        return False
    below = neighbour(lines, index, 1)
    above = neighbour(lines, index, -1)
    if below is None or below.style == line.style or (above is not None and above.style == line.style):
        return False
    return below.role in {Role.TEXT, Role.CAPTION, Role.MARKED, Role.TABBED, Role.PIPED}


class Outline:
    """The headings above the current place: feed it the headings in order, ask for the path."""

    def __init__(self) -> None:
        """Start above the first heading."""
        self._ranks = {style.name: style.rank for style in heading_styles()} | {"bold": _BOLD_RANK}
        self._open: list[tuple[int, str, str]] = []

    def enter(self, line: Line) -> int:
        """Close what the heading ends, open it, and return its depth (1 is outermost)."""
        rank = self._rank_of(line)
        while self._open and (self._open[-1][0] >= rank or self._is_aside(line)):
            self._open.pop()
        self._open.append((rank, line.style, line.text))
        return len(self._open)

    def _is_aside(self, line: Line) -> bool:
        """Whether the innermost section is a 前言 or 摘要, which holds no chapters."""
        return self._open[-1][1] == "word" and line.style in _OUTLINE_STYLES | _LISTED_STYLES

    def close(self) -> None:
        """Leave every section: a table of contents or the legal part begins."""
        self._open.clear()

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above, outermost first."""
        return tuple(text for _, _, text in self._open)

    def _rank_of(self, line: Line) -> int:
        style = line.style
        if style == HEADLINE:
            return _HEADLINE_RANK
        if line.hashes and style not in _OUTLINE_STYLES | {"count", "bracketed count"}:
            return 22 if line.hashes == 1 else 70 + line.hashes
        for rank, name, _ in self._open:
            if name == style:
                return rank
        if style == "numeral" and any(name in _DECIMALS for _, name, _ in self._open):
            return 39  # 一、 below 2.1.2 of a report that counts its chapters 第一章
        if style == "count" and not any(rank < self._ranks["count"] for rank, _, _ in self._open):
            return 27  # a report whose chapters are 1. 2. 3., with sections 1.1
        return self._ranks[style]
