"""Tables of contents and lists of figures: where they begin, which lines are their entries, where they end."""

from __future__ import annotations

from collections.abc import Sequence

from extract.blocks.lines import Line, Role, ends_sentence

_LONGEST_ENTRY = 120
_LONGEST_WITH_DOTS = 200
_LEADERS = 4  # dots before a page number
_MOST_UNPAGED = 40  # entries without page numbers: a slide's table of contents, not a chapter


def mark_contents(lines: Sequence[Line]) -> list[Line]:
    """The lines of contents pages become CONTENTS: the 目录 heading, its entries, and entries with dots anywhere."""
    marked = list(lines)
    index = 0
    while index < len(marked):
        line = marked[index]
        index += 1
        if line.role is Role.CONTENTS:
            stop = _end_of_contents(marked, index)
            marked[index:stop] = [entry.as_role(Role.CONTENTS) for entry in marked[index:stop]]
            index = stop
        elif len(_page_gap(line.text).replace(" ", "")) >= _LEADERS:
            marked[index - 1] = line.as_role(Role.CONTENTS)
    return marked


def listed_titles(lines: Sequence[Line]) -> frozenset[str]:
    """The titles that the contents pages list, without page numbers and spaces: such a line elsewhere is a heading."""
    entries = (line.text for line in lines if line.role is Role.CONTENTS)
    return frozenset(without_page(entry).replace(" ", "") for entry in entries)


def without_page(text: str) -> str:
    """A line without the page number at its end.

    >>> without_page("2.1 产品梳理.....7"), without_page("某某研究院 12")
    ('2.1 产品梳理', '某某研究院')
    """
    gap = _page_gap(text)
    return text.rstrip("0123456789")[: -len(gap)] if gap else text


def _end_of_contents(lines: Sequence[Line], start: int) -> int:
    """Where the entries under a 目录 heading end (the index after the last one)."""
    entries: list[str] = []
    paged = False
    stop = start
    for index in range(start, len(lines)):
        line = lines[index]
        if line.role is Role.CONTENTS or (line.role is Role.BOILERPLATE and not line.hashes):
            stop = index + 1
            continue
        if len(line.text) > _LONGEST_ENTRY or (line.hashes and not _is_paged(line)):
            break
        if _is_paged(line):
            paged = True
        elif not (_wraps_into_paged(lines, index) if paged else _is_unpaged_entry(line, entries)):
            break
        entries.append(line.text.replace(" ", ""))
        stop = index + 1
    return stop


def _is_unpaged_entry(line: Line, entries: Sequence[str]) -> bool:
    """Whether a list of contents without page numbers goes on: its first entry again is the chapter itself."""
    again = line.text.replace(" ", "") in entries[:1]
    return not again and not ends_sentence(line.text) and len(entries) < _MOST_UNPAGED


def _is_paged(line: Line) -> bool:
    """Whether a line ends in a page number: behind a tab, behind dots or a space."""
    return bool(_page_gap(line.text)) or (line.role is Role.TABBED and line.text[-1:].isdigit())


def _page_gap(text: str) -> str:
    """What stands between an entry and its page number: dots, a space; empty if there is no page number.

    >>> _page_gap("2.1 产品梳理.....7"), _page_gap("第一章 概述 12"), _page_gap("发布于 2024")
    ('.....', ' ', '')
    """
    title = text.rstrip("0123456789")
    if not 1 <= len(text) - len(title) <= 3 or len(text) > _LONGEST_WITH_DOTS:
        return ""
    entry = title.rstrip(" .·…")
    return title[len(entry) :] if len(entry) >= 2 else ""


def _wraps_into_paged(lines: Sequence[Line], index: int) -> bool:
    """Whether an entry without a page number goes on in the next line, which has one."""
    if index + 1 >= len(lines):
        return False
    following = lines[index + 1]
    return following.glued and _is_paged(following) and not following.style
