"""The lines below a headline that say who writes, where and when: 某新闻记者 张三 2025年12月3日."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.blocks.cues import is_field
from extract.blocks.lines import Line, Role, ends_sentence

_LONGEST = 48
#: A line with a date and little else, or with a source, is a byline only so near to the top of a text.
_TOP = 4


def mark_bylines(lines: Sequence[Line]) -> list[Line]:
    """Short lines under the headlines that tell of the text and not of its subject become a BYLINE."""
    marked = list(lines)
    for i, line in enumerate(lines):
        if not i or len(line.text) > _LONGEST or line.role not in (Role.TEXT, Role.SOURCE):
            continue
        top = i < _TOP and all(map(_is_headline_or_byline, marked[:i]))
        if line.role is Role.SOURCE:
            is_byline = top
        else:
            is_byline = is_field("byline", line.text) or (top and is_field("byline at the top", line.text))
        if is_byline:
            marked[i] = replace(line, role=Role.BYLINE, style="")
    return marked


def _is_headline_or_byline(line: Line) -> bool:
    return line.role in (Role.TEXT, Role.BYLINE) and not ends_sentence(line.text)
