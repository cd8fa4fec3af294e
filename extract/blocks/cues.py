"""The layout knowledge of ``extract/data/layout/*.tsv``, compiled: how headings, captions and adverts look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.lexicon import DATA, LexiconError, Row, read_rows

#: Longer lines are prose, whatever they begin with; keeps every search short.
LONGEST_CUE = 400
_LONGEST_ADVERT = 60
_LONGEST_MARK = 80  # characters that a heading's mark and first words stand in


@dataclass(frozen=True, slots=True)
class HeadingStyle:
    """How one rank of headings begins; a smaller ``rank`` closes a larger one."""

    name: str
    rank: int
    longest: int
    pattern: str


@dataclass(frozen=True, slots=True)
class FieldCue:
    """A pattern whose first group is a field of the title page (``publisher``, ``date`` ...)."""

    field: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class LineCues:
    """Patterns of whole lines by kind, and words that give an advert away."""

    whole: re.Pattern[str]
    advert: re.Pattern[str]
    kinds: tuple[str, ...]

    def kind_of(self, text: str) -> str:
        """What a whole line looks like (``caption``, ``source``, ``contents``, ``advert`` ...); empty if nothing."""
        if len(text) > LONGEST_CUE:
            return ""
        match = self.whole.fullmatch(text)
        if match is not None and match.lastindex is not None:
            return self.kinds[match.lastindex - 1]
        is_short = len(text) <= _LONGEST_ADVERT and not text.endswith("。")
        return "advert" if is_short and self.advert.search(text) else ""


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    return read_rows(DATA / "layout" / name, columns)


def _compiled(row: Row, *, groups: int | None = None) -> re.Pattern[str]:
    try:
        pattern = re.compile(row["pattern"])
    except re.error as error:
        raise LexiconError(f"{row.place}: {row['pattern']!r} is no regular expression: {error}") from error
    if groups is not None and pattern.groups != groups:
        raise LexiconError(f"{row.place}: {row['pattern']!r} must have {groups} groups; write (?:…) for the others")
    return pattern


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _first_of(patterns: list[str]) -> re.Pattern[str]:
    """One pattern for many: ``lastindex`` of its match says which; they may capture nothing themselves."""
    return re.compile("|".join(f"({pattern})" for pattern in patterns))


@cache
def line_cues() -> LineCues:
    """The cues of ``lines.tsv``."""
    kinds: list[str] = []
    whole: list[str] = []
    inside: list[str] = []
    for row in _rows("lines.tsv", ("kind", "scope", "pattern", "example")):
        if row["scope"] not in {"whole", "inside"}:
            raise LexiconError(f"{row.place}: scope {row['scope']!r} is neither whole nor inside")
        if row["scope"] == "inside":
            inside.append(_compiled(row).pattern)
        else:
            kinds.append(row["kind"])
            whole.append(_compiled(row, groups=0).pattern)
    return LineCues(_first_of(whole), _any_of(inside), tuple(kinds))


@cache
def heading_styles() -> tuple[HeadingStyle, ...]:
    """The styles of ``headings.tsv``, outermost first."""
    rows = _rows("headings.tsv", ("style", "rank", "longest", "pattern", "example"))
    styles = [
        HeadingStyle(row["style"], int(row["rank"]), int(row["longest"]), _compiled(row, groups=0).pattern)
        for row in rows
    ]
    return tuple(sorted(styles, key=lambda style: style.rank))


@cache
def _heading_pattern() -> re.Pattern[str]:
    return _first_of([style.pattern for style in heading_styles()])


def heading_style_of(text: str) -> str:
    """The name of the heading style that a line begins with (``decimal2``, ``bullet`` ...); empty if none.

    >>> heading_style_of("2.1 医学影像 AI"), heading_style_of("2.1 亿元")
    ('decimal2', '')
    """
    match = _heading_pattern().fullmatch(text[:_LONGEST_MARK])
    return heading_styles()[match.lastindex - 1].name if match is not None and match.lastindex is not None else ""


@cache
def field_cues() -> tuple[FieldCue, ...]:
    """The cues of ``front_matter.tsv`` in the order of the file."""
    rows = _rows("front_matter.tsv", ("field", "pattern", "example"))
    return tuple(FieldCue(row["field"], _compiled(row, groups=1)) for row in rows)


def is_field(field: str, text: str) -> bool:
    """Whether a whole line is this field of a title page."""
    return any(cue.pattern.fullmatch(text) for cue in field_cues() if cue.field == field)


@cache
def header_words() -> re.Pattern[str]:
    """Matches a whole cell that heads a column."""
    return _any_of([_compiled(row).pattern for row in _rows("header_words.tsv", ("pattern", "example"))])


@cache
def shape_patterns() -> dict[str, re.Pattern[str]]:
    """What whole table cells look like, by the name of the shape."""
    patterns: dict[str, list[str]] = {}
    for row in _rows("shapes.tsv", ("shape", "pattern", "example")):
        patterns.setdefault(row["shape"], []).append(_compiled(row).pattern)
    return {shape: _any_of(several) for shape, several in patterns.items()}


@cache
def common_characters() -> frozenset[str]:
    """Characters that real Chinese text is full of."""
    return frozenset("".join(row["characters"] for row in _rows("common_characters.tsv", ("characters",))))
