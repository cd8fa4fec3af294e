"""What the first lines of a report say about it: title, publisher, date. What is not printed stays empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.blocks.cues import LONGEST_CUE, field_cues, is_field
from extract.blocks.lines import Line, Role, ends_sentence, is_question

_COVER_LINES = 30
_IMPRINT_LINES = 30
_LONGEST_TITLE = 60
_DATE = re.compile(r"(\d{4})\s?(?:[年./-]\s?(\d{1,2})(?:\s?[月./-]\s?(\d{1,2}))?)?")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_SPACE_IN_CHINESE = re.compile(r"(?<=[\u3400-\u9fff])\s(?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields as read; ``title_starts`` are the raw offsets of the lines that make the title."""

    title: str = ""
    publisher: str = ""
    date: str = ""
    title_starts: frozenset[int] = frozenset()


def read_front_matter(raw: str, lines: Sequence[Line]) -> FrontMatter:
    """Title, publisher and date as the report prints them (the date as ``2024``, ``2024-07`` or ``2024-07-01``)."""
    cover = _cover(lines)
    title_lines = _title_lines(cover, is_whole_text=len(cover) == len(lines))
    title = _year_above(cover, title_lines) + "：".join(_printed(raw, line) for line in title_lines)
    publisher = _find("publisher", [*cover, *lines[-_IMPRINT_LINES:]]) or _whole("publisher cover", cover)
    opening = [line.text for line in lines[len(cover) :] if line.role is Role.TEXT][:1]
    date = (
        _whole("date", cover)
        or _whole("date cover", cover)
        or _find("date byline", [line for line in lines if line.role is Role.BYLINE][:2])
        or _first_match("date title", [title])
        or _first_match("date opening", opening)
    )
    return FrontMatter(title, publisher, _iso(date), frozenset(line.start for line in title_lines))


def _printed(raw: str, line: Line) -> str:
    """The line as the report prints it (full-width marks and all), without Markdown and stray spaces."""
    text = raw[line.folded.offsets[0] : line.folded.offsets[-1] + 1].replace("**", "")
    return _SPACE_IN_CHINESE.sub("", " ".join(text.split()))


def _cover(lines: Sequence[Line]) -> list[Line]:
    """The first lines, up to the table of contents, the first chapter or the first real paragraph."""
    cover: list[Line] = []
    for line in lines:
        is_chapter = line.role is Role.HEADING and not line.hashes
        is_paragraph = len(line.text) > (_LONGEST_TITLE if line.text.endswith("。") else 2 * _LONGEST_TITLE)
        if is_chapter or is_paragraph or line.role is Role.CONTENTS or len(cover) >= _COVER_LINES:
            break
        cover.append(line)
    return cover


def _title_lines(cover: Sequence[Line], *, is_whole_text: bool) -> list[Line]:
    """The ``# `` heading, or the first line or two of a real cover that are no series, publisher or date."""
    for line in cover:
        if line.role is Role.HEADING and line.hashes == 1 and not line.style:
            return [line]
    chosen: list[Line] = []
    for line in () if is_whole_text else cover:
        if line.role is Role.TEXT and _may_be_title(line.text):
            chosen.append(line)
        elif chosen:
            break
    alone = bool(chosen) and any(is_field("title alone", line.text) for line in chosen[:1])
    return chosen[: 1 if alone else 2]


def _may_be_title(text: str) -> bool:
    if not 4 <= len(text) <= _LONGEST_TITLE or text.isascii() or (ends_sentence(text) and not is_question(text)):
        return False
    return not any(is_field(field, text) for field in ("series", "publisher", "publisher cover", "date", "date cover"))


def _year_above(cover: Sequence[Line], title: Sequence[Line]) -> str:
    """A year that stands on its own line above the title belongs to it (2024 / 中国产业报告)."""
    for above, line in pairwise(cover):
        if title and line is title[0] and _YEAR.fullmatch(above.text):
            return above.text
    return ""


def _whole(field: str, lines: Iterable[Line]) -> str:
    return _first_match(field, (line.text for line in lines))


def _first_match(field: str, texts: Iterable[str]) -> str:
    """The value in the first text that is this field as a whole."""
    cues = [cue for cue in field_cues() if cue.field == field]
    matches = (cue.pattern.fullmatch(text) for text in texts for cue in cues)
    return next((match[1].strip() for match in matches if match), "")


def _find(field: str, lines: Iterable[Line]) -> str:
    """The value in the first line that has this field somewhere."""
    cues = [cue for cue in field_cues() if cue.field == field]
    readable = [line.text[:LONGEST_CUE] for line in lines if line.role is not Role.CONTENTS]
    matches = (cue.pattern.search(text) for cue in cues for text in readable)
    return next((match[1].strip() for match in matches if match), "")


def _iso(date: str) -> str:
    match = _DATE.match(date)
    if not match:
        return ""
    year, month, day = match.groups()
    parts = [year]
    if month and 1 <= int(month) <= 12:
        parts.append(f"{int(month):02d}")
        if day and 1 <= int(day) <= 31:
            parts.append(f"{int(day):02d}")
    return "-".join(parts)
