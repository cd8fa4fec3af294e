"""Lines that are no part of the report's text: running headers, adverts and what belongs to them, legal notices."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from extract.blocks.contents import without_page
from extract.blocks.lines import Line, Role, ends_sentence

_LONGEST = 40
_OFTEN = 3
_PAGE = 5  # lines, at the least
_LONGEST_NAME = 20  # of a channel, an account, a logo
_REACH = 30  # lines from an advert to the name it advertises
_MOST_ADVERTS = 500
_COVER_LINES = 12
_PART_OF_ONE = 8  # characters; a shorter line may be in a running header by chance
_SEPARATORS = re.compile(r"[\s|·/_-]+")
_QUOTES = "「」《》“”【】[]() "


def mark_furniture(lines: Sequence[Line]) -> list[Line]:
    """Running page headers and the names around adverts become BOILERPLATE."""
    often, paged = _running_headers(lines)
    joined = "\n".join(sorted(often | paged)[:100])
    marked: list[Line] = []
    for i, line in enumerate(lines):
        text = _squeezed(line.text)
        runs = text in often
        if i >= _COVER_LINES:  # on the cover stands the title that the headers repeat
            runs = runs or text in paged or (len(text) >= _PART_OF_ONE and text in joined and _may_run(line.text))
        runs_with_page = _stands_alone(lines, i) and _squeezed(_paged_title(line)) in paged
        is_furniture = (runs and line.role is Role.TEXT) or runs_with_page
        marked.append(line.as_role(Role.BOILERPLATE) if is_furniture else line)
    return _mark_advertised(marked)


def _squeezed(text: str) -> str:
    return text.replace(" ", "")


def _running_headers(lines: Sequence[Line]) -> tuple[set[str], set[str]]:
    """Short lines that come again and again; those that come with different page numbers, or repeat the cover."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    pages: defaultdict[str, set[str]] = defaultdict(set)
    for i, line in enumerate(lines):
        if line.role in {Role.TEXT, Role.CONTENTS} and _may_run(line.text):
            places[_squeezed(line.text)].append(i)
        title = _paged_title(line)
        if title and _stands_alone(lines, i):
            pages[_squeezed(title)].add(line.text[len(title) :])
    cover = _squeezed(" ".join(line.text for line in lines[:_COVER_LINES]))
    often = {text for text, at in places.items() if len(at) >= _OFTEN and _is_a_page_apart(at)}
    paged = {title for title, numbers in pages.items() if len(numbers) > 1}
    of_cover = {
        _squeezed(title)
        for line in lines[_COVER_LINES:]
        if (title := _paged_title(line)) and _squeezed(title) in pages and _repeats(cover, title)
    }
    return often, paged | of_cover


def _is_a_page_apart(places: Sequence[int]) -> bool:
    """Whether lines come once a page, not one below the other as the cells of a table that lost its columns."""
    return all(below - above >= _PAGE for above, below in pairwise(places))


def _paged_title(line: Line) -> str:
    """The text of a running header with a page number (某某研究院 · 年度报告 12) without the number."""
    if line.role not in {Role.TEXT, Role.TABBED}:
        return ""
    title = without_page(line.text)
    return title if title != line.text and _may_run(title) else ""


def _repeats(cover: str, title: str) -> bool:
    parts = [part for part in _SEPARATORS.split(title) if part]
    return len(title) >= 4 and all(part in cover for part in parts)


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    return not lines[index].glued and (index + 1 == len(lines) or not lines[index + 1].glued)


def _may_run(text: str) -> bool:
    return 2 <= len(text) <= _LONGEST and not ends_sentence(text) and text[-1] not in ",:;、"


def _mark_advertised(lines: list[Line]) -> list[Line]:
    """A short line that repeats words of an advert near it is part of the advert (the name of the channel)."""
    marked = list(lines)
    adverts = [i for i, line in enumerate(lines) if line.role is Role.BOILERPLATE and line.style == "advert"]
    for position in adverts[:_MOST_ADVERTS]:
        said = _squeezed(lines[position].text)
        for i in range(max(0, position - _REACH), min(len(lines), position + _REACH + 1)):
            name = _squeezed(lines[i].text.strip(_QUOTES))
            may_be_name = lines[i].role is Role.TEXT and 3 <= len(name) <= _LONGEST_NAME
            if may_be_name and not ends_sentence(name) and name in said:
                marked[i] = lines[i].as_role(Role.BOILERPLATE)
    return marked


def mark_notices(lines: Sequence[Line]) -> list[Line]:
    """The paragraph under a 免责声明 line, and the line glued under an advert, become BOILERPLATE as well."""
    marked = list(lines)
    pending = False
    for i, line in enumerate(lines):
        if is_notice(line):
            pending = line.style == "notice title"
        elif pending:
            if line.role is Role.TEXT:
                marked[i] = line.as_role(Role.BOILERPLATE)
            pending = False
        elif line.glued and line.role is Role.TEXT and _hangs_on(marked[i - 1], line):
            marked[i] = line.as_role(Role.BOILERPLATE)
    return marked


def _hangs_on(advert: Line, line: Line) -> bool:
    """Whether a line glued under an advert belongs to it: the rest of its sentence, an account, half a logo."""
    short = line.text.isascii() and len(line.text) <= _LONGEST_NAME
    return advert.role is Role.BOILERPLATE and (advert.text.endswith((",", ":", "、")) or short)


def is_notice(line: Line) -> bool:
    """Whether a line opens the legal part of a report (免责声明, 版权申明)."""
    return line.role is Role.BOILERPLATE and line.style in {"notice title", "notice"}


def is_passed_over(line: Line) -> bool:
    """Whether a sentence or a table that a page break cut may go on below this line."""
    return line.role is Role.FOOTNOTE or (line.role is Role.BOILERPLATE and not is_notice(line))
