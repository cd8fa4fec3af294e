"""The lines of a report, each with its reading text and a first guess at its role."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from extract.blocks.cues import heading_style_of, line_cues
from extract.folding import Folded, fold

#: A row of more cells is no table but garbage (or an attack on memory).
MAX_COLUMNS = 100

#: Ends a sentence, or begins a list, so that the next line is a new paragraph.
_CLOSERS = "”’」』）)]】》\"'"
_SENTENCE_ENDS = "。！？!?…"

_LINE = re.compile(r"[^\n]+")
_BULLETS = frozenset({"arrow", "bullet", "dash"})
_COUNTS = frozenset({"count", "bracketed count", "circled count"})
_BULLET_MARKS = re.compile(r"[^\w\s]\s*(?:[•·✓✔√●○■□◆◇▪▫★☆◼◾✦➤➢►▶▷➔→»]\s*)*")
_LONGEST_BOLD = 40


class Role(StrEnum):
    """What a line is on its own look; the block stage decides the doubtful ones by their neighbours."""

    TEXT = "text"
    MARKED = "marked"  # begins like a heading or list item: 1. … / ● …
    HEADING = "heading"
    ITEM = "item"
    TABBED = "tabbed"
    PIPED = "piped"
    CAPTION = "caption"
    SOURCE = "source"
    BYLINE = "byline"  # who writes, and when
    FOOTNOTE = "footnote"
    CONTENTS = "contents"
    BOILERPLATE = "boilerplate"


_SUPERSCRIPTS = frozenset("¹²³⁴⁵⁶⁷⁸⁹⁰")

#: What the kinds of cues make of a line; every other kind (advert, furniture ...) is boilerplate.
_ROLES = {
    "caption": Role.CAPTION,
    "source": Role.SOURCE,
    "footnote": Role.FOOTNOTE,
    "contents": Role.CONTENTS,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: raw ``first``–``last`` with its white space, ``start``–``end`` without; ``folded`` without markers.

    ``style`` names the heading style or list marker it begins with, or the cue that decided its role (``""``
    if none); ``glued`` is true if no blank line stands above, ``hashes`` counts Markdown ``#``.
    """

    first: int
    last: int
    start: int
    end: int
    folded: Folded
    role: Role
    style: str = ""
    hashes: int = 0
    glued: bool = False

    @property
    def text(self) -> str:
        """The reading text."""
        return self.folded.text

    def as_role(self, role: Role, style: str | None = None) -> Line:
        """The same line, now known to be ``role``."""
        return replace(self, role=role, style=self.style if style is None else style)


def ends_sentence(text: str) -> bool:
    """Whether a text ends like a finished sentence, closing quotes and brackets aside.

    >>> ends_sentence("已获批。”"), ends_sentence("与医院开展")
    (True, False)
    """
    bare = text.rstrip(_CLOSERS + " ")
    return bare.endswith(tuple(_SENTENCE_ENDS)) if bare else True


def is_question(text: str) -> bool:
    """Whether a text ends in a question or exclamation mark, as headings may and cut sentences don't."""
    return text.endswith(("?", "!"))


def read_lines(raw: str) -> list[Line]:
    """Every line that is not blank, in order, with a role from its own look alone."""
    lines: list[Line] = []
    above = 0  # where the line above would have to end for this one to be glued to it
    for match in _LINE.finditer(raw):
        content = match[0]
        stripped = content.strip()
        if not stripped:
            continue
        first, last = match.span()
        start = first + len(content) - len(content.lstrip())
        lines.append(_read_line(raw, first, last, start, start + len(stripped), glued=first == above + 1 and above > 0))
        above = last
    return lines


def _read_line(raw: str, first: int, last: int, start: int, end: int, *, glued: bool) -> Line:
    whole = fold(raw[start:end], base=start)
    role = _table_role(raw, first, last, start, end)
    if role is not None and not (raw.count("\t", start, end) <= 1 and _is_label(whole.text)):
        return Line(first, last, start, end, whole, role, glued=glued)
    return _plain_line(raw, Line(first, last, start, end, whole, Role.TEXT, glued=glued))


def as_prose(raw: str, line: Line) -> Line:
    """A line with tabs or pipes that turned out to be no table row, read as any other line."""
    return _plain_line(raw, replace(line, role=Role.TEXT))


def _plain_line(raw: str, line: Line) -> Line:
    hashes = _count_hashes(raw, line.start, line.end)
    quote = int(line.text.startswith("> "))
    folded = line.folded.cut(hashes or quote) if hashes or quote else line.folded
    text, first_character = folded.text, raw[line.start]
    kind = "footnote" if first_character in _SUPERSCRIPTS else _kind_of(text)
    role = _role_of_kind(kind, text)
    if role is not Role.TEXT:
        return replace(line, folded=folded, hashes=hashes, role=role, style=kind)
    style = heading_style_of(text)
    if not style and unicodedata.category(first_character) == "Co":
        style = "bullet"  # a glyph of a symbol font
    if not style and len(text) <= _LONGEST_BOLD and _is_bold(raw, line):
        style = "bold"
    if style in _BULLETS and (marker := _BULLET_MARKS.match(text)):
        folded = folded.cut(marker.end())
    if not style and not hashes:
        return replace(line, folded=folded)
    return replace(line, folded=folded, hashes=hashes, role=Role.HEADING if hashes else Role.MARKED, style=style)


def _is_bold(raw: str, line: Line) -> bool:
    return raw.startswith("**", line.start) and raw.endswith("**", line.start, line.end)


def _is_label(text: str) -> bool:
    """Whether a line with one tab is no row but ``图表 5⇥标题`` or ``资料来源:⇥某某``."""
    return line_cues().kind_of(text) in {"caption", "source"}


def _table_role(raw: str, first: int, last: int, start: int, end: int) -> Role | None:
    tabs = raw.count("\t", first, last)
    if 0 < tabs < MAX_COLUMNS and (raw.find("\t", start, end) >= 0 or raw[first] == "\t" or raw[last - 1] == "\t"):
        return Role.TABBED
    if raw[start] == "|" and raw[end - 1] == "|" and 2 <= raw.count("|", start, end) <= MAX_COLUMNS:
        return Role.PIPED
    return None


def _count_hashes(raw: str, start: int, end: int) -> int:
    count = 0
    while count < 6 and start + count < end and raw[start + count] == "#":
        count += 1
    return count if count and start + count < end and raw[start + count].isspace() else 0


def _kind_of(text: str) -> str:
    """What a line's own words make of it, a bullet before them aside; a line of glyphs and marks says nothing."""
    if not text:
        return "glyphs"
    bullet = _BULLET_MARKS.match(text)
    return line_cues().kind_of(text) or (line_cues().kind_of(text[bullet.end() :]) if bullet else "")


def _role_of_kind(kind: str, text: str) -> Role:
    """The role that a line's own words decide: captions, sources, notes, adverts."""
    if kind == "caption" and (ends_sentence(text) or text[-1] in ";,:"):
        return Role.TEXT
    return _ROLES.get(kind, Role.BOILERPLATE) if kind else Role.TEXT


def marker_length(text: str, style: str) -> int:
    """How many characters of a list item are its marker: ``(1) `` or ``2、``.

    >>> marker_length("1. 提效", "count")
    2
    """
    if style not in _COUNTS:
        return 0
    return next((i + 1 for i, character in enumerate(text[:8]) if character in "、.)" or character in "①②③④⑤⑥⑦⑧⑨⑩"), 0)
