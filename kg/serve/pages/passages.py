"""A quote as it stands in its report: the names of the fact's things marked where they were found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.content import FactRecord
from kg.documents import ReportDocument
from kg.serve.pages.site import Site
from ontology.model import TextBlock, TextCell

Span = tuple[int, int]

_NUMBERS = re.compile(r"\d+(?:[\d年月日/.\-\s]*\d)?")
_SCALES = (1, 1e4, 1e6, 1e8, 1e12)
_BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a report; ``marked`` if they are what fills a slot of the fact."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell of the row that a fact was read from, under its heading."""

    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote in pieces; of a table row also cell by cell."""

    pieces: tuple[Piece, ...]
    row: tuple[RowCell, ...] = ()


def passage(site: Site, fact: FactRecord) -> Passage:
    """The quote of ``fact`` with its arguments marked; bare where the build kept no text."""
    document = site.documents.get(site.stem_of(fact))
    if document is None or document.text.raw[fact.start : fact.end] != fact.quote:
        return Passage((Piece(fact.quote),))
    marks = argument_spans(site, fact, document)
    pieces = tuple(cut(document.text.raw, [(fact.start, fact.end)], marks))
    return Passage(pieces, _row(document, fact, marks))


def argument_spans(site: Site, fact: FactRecord, document: ReportDocument) -> list[Span]:
    """Where the quote says what fills the slots: things by the places of their names, the rest by its words."""
    stem = document.stem
    spans = [
        span
        for iri in fact.things
        for where, name in site.names.get(iri, ())
        if where == stem
        for span in name.spans
        if fact.start <= span[0] and span[1] <= fact.end
    ]
    for values in fact.slots.values():
        for value in values:
            if value.iri is None:
                spans += _literal(fact, value.text)
    return _apart(spans)


def _literal(fact: FactRecord, text: str) -> list[Span]:
    """Where a date, a figure or words stand in the quote; nowhere if they are written in another way."""
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        for match in _NUMBERS.finditer(fact.quote):
            if sorted(map(int, re.findall(r"\d+", match[0]))) == sorted(numbers):
                return [(fact.start + match.start(), fact.start + match.end())]
    for spelling in _spellings(text):
        at = fact.quote.find(spelling)
        if at >= 0:
            return [(fact.start + at, fact.start + at + len(spelling))]
    return []


def _spellings(text: str) -> Iterator[str]:
    if re.fullmatch(r"-?[\d,]+(\.\d+)?", text):
        figure = float(text.replace(",", ""))
        for scale in _SCALES:
            yield f"{figure / scale:.10g}"
            yield f"{figure / scale:,.10g}"
    elif len(text) > 1:
        yield text


def _apart(spans: Iterable[Span]) -> list[Span]:
    """``spans`` without those that lie in or across a longer one, in order."""
    kept: list[Span] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span)):
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end))
    return sorted(kept)


def cut(raw: str, spans: Sequence[Span], marks: Sequence[Span]) -> Iterator[Piece]:
    """The text of ``spans``, cut where a mark begins or ends; line ends of the page are joined."""
    for first, last in spans:
        at = first
        for start, end in marks:
            if end <= at or start >= last:
                continue
            if start > at:
                yield Piece(joined(raw[at:start]))
            yield Piece(joined(raw[max(start, at) : min(end, last)]), marked=True)
            at = min(end, last)
        if at < last:
            yield Piece(joined(raw[at:last]))


def joined(text: str) -> str:
    """``text`` without its line ends: nothing stands between Chinese characters, a blank between others."""

    def glue(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return " " if before.isascii() and after.isascii() else ""

    return _BREAK.sub(glue, text)


def row_of(document: ReportDocument, start: int, end: int) -> tuple[TextBlock, tuple[TextCell, ...]] | None:
    """The table and the row that these characters lie in."""
    for block in document.text.blocks:
        if block.rows and block.start <= start < block.end:
            for row in block.rows:
                own = [piece for cell in row if not cell.filled for piece in cell.pieces]
                if any(piece[0] < end and start < piece[1] for piece in own):
                    return block, row
    return None


def _row(document: ReportDocument, fact: FactRecord, marks: Sequence[Span]) -> tuple[RowCell, ...]:
    found = row_of(document, fact.start, fact.end) if fact.source == "table" else None
    if found is None:
        return ()
    block, row = found
    raw = document.text.raw
    cells = []
    for place, cell in enumerate(row):
        heading = block.header[place] if place < len(block.header) else TextCell(())
        words = "".join(joined(raw[start:end]) for start, end in heading.pieces)
        pieces = tuple(cut(raw, cell.pieces, marks))
        if words or pieces:
            cells.append(RowCell(words, pieces))
    return tuple(cells)
