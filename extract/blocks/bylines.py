"""The lines below a headline that say who writes, where and when: 某新闻记者 张三 2025年12月3日."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.blocks.cues import field_cues
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
        top = all(above.role in (Role.TEXT, Role.BYLINE) and not ends_sentence(above.text) for above in marked[:i])
        fields = ("byline", "byline at the top") if i < _TOP and top else ("byline",)
        is_source = line.role is Role.SOURCE and len(fields) > 1
        if is_source or (line.role is Role.TEXT and any(_is(field, line.text) for field in fields)):
            marked[i] = replace(line, role=Role.BYLINE, style="")
    return marked


def _is(field: str, text: str) -> bool:
    return any(cue.pattern.fullmatch(text) for cue in field_cues() if cue.field == field)
