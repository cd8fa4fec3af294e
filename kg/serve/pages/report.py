"""A report as it stands, part by part: its text and tables with every name, fact and quarantined row marked."""

from __future__ import annotations

import bisect
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from kg.content import FactRecord
from kg.documents import ReportDocument
from kg.serve.addresses import address_of
from kg.serve.pages.links import report_url
from kg.serve.pages.passages import Span, joined
from kg.serve.pages.site import Site
from ontology.model import TextBlock, TextCell

#: Characters after which a part ends at the next heading, and after which it ends at any block.
_ENOUGH = 7_000
_FULL = 10_000
_HEADINGS = 2


@dataclass(frozen=True, slots=True)
class Bit:
    """Words of the report under the same marks."""

    text: str
    url: str = ""
    type: str = ""
    in_fact: bool = False
    held: bool = False
    lit: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class FactsHere:
    """That facts were read from these characters, and where to see them."""

    url: str
    count: int


@dataclass(frozen=True, slots=True)
class CellView:
    """A table cell; ``filled`` if a merged cell above gave it."""

    bits: tuple[Bit, ...]
    filled: bool = False


@dataclass(frozen=True, slots=True)
class RowView:
    """A table row with the facts that were read from it."""

    cells: tuple[CellView, ...]
    facts: tuple[FactsHere, ...]
    lit: bool = False


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block to show: text, or a table; ``start`` names it within the report."""

    kind: str
    level: int
    start: int
    bits: tuple[Bit, ...]
    facts: tuple[FactsHere, ...]
    header: tuple[CellView, ...] = ()
    rows: tuple[RowView, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Where a part of a report begins and ends, and the headings in it."""

    number: int
    start: int
    end: int
    headings: tuple[tuple[int, str, int], ...]


def parts_of(document: ReportDocument) -> list[Part]:
    """The parts of a report: as long as one reads at a time, begun at a heading where there is one."""
    parts: list[Part] = []
    open_blocks: list[TextBlock] = []
    for block in document.text.blocks:
        length = block.start - open_blocks[0].start if open_blocks else 0
        heads = block.kind == "heading" and block.level <= _HEADINGS
        if length > _FULL or (length > _ENOUGH and heads):
            parts.append(_part(document, len(parts) + 1, open_blocks))
            open_blocks = []
        open_blocks.append(block)
    if open_blocks or not parts:
        parts.append(_part(document, len(parts) + 1, open_blocks))
    return parts


def _part(document: ReportDocument, number: int, blocks: Sequence[TextBlock]) -> Part:
    raw = document.text.raw
    headings = tuple(
        (block.level, joined(raw[block.start : block.end]), block.start)
        for block in blocks
        if block.kind == "heading" and block.level <= _HEADINGS
    )
    start = blocks[0].start if blocks else 0
    return Part(number, start, max((block.end for block in blocks), default=0), headings)


def part_with(parts: Sequence[Part], position: int) -> Part:
    """The part that holds a character, the nearest one where none does."""
    starts = [part.start for part in parts]
    return parts[max(0, bisect.bisect_right(starts, position) - 1)]


class _Name(NamedTuple):
    start: int
    end: int
    iri: str


AnySpan = TypeVar("AnySpan", Span, _Name)


class Marks:
    """What is known of the characters of one report."""

    def __init__(self, site: Site, document: ReportDocument, lit: Span | None = None) -> None:
        self.site = site
        self.document = document
        self.lit = lit
        self._anchored = False
        self.facts = _facts_of(site, document.stem)
        self._ends = Counter((fact.start, fact.end) for fact in self.facts)
        named = [_Name(start, end, name.iri) for name in document.names for start, end in name.spans if end > start]
        self._names = _without_overlaps(named)
        self._held = sorted(
            {(item["start"], item["end"]) for item in site.quality["quarantined"] if item["doc"] == document.stem}
        )

    def facts_in(self, start: int, end: int) -> tuple[FactsHere, ...]:
        """The places in ``start``–``end`` from which facts were read, in order."""
        first = bisect.bisect_left(self.facts, start, key=lambda fact: fact.start)
        last = bisect.bisect_left(self.facts, end, key=lambda fact: fact.start)
        places = dict.fromkeys((fact.start, fact.end) for fact in self.facts[first:last])
        stem = self.document.stem
        return tuple(FactsHere(report_url(stem, *place), self._ends[place]) for place in places)

    def bits(self, spans: Iterable[Span], *, may_light: bool = True) -> Iterator[Bit]:
        """The text of ``spans``, cut wherever a mark begins or ends."""
        lit = [self.lit] if self.lit and may_light else []
        for start, end in spans:
            yield from self._cut(start, end, lit)

    def _cut(self, start: int, end: int, lit: Sequence[Span]) -> Iterator[Bit]:
        names = _touching(self._names, start, end)
        facts = [(fact.start, fact.end) for fact in self._facts_touching(start, end)]
        held = _touching(self._held, start, end)
        edges = {start, end}
        spans = [(name.start, name.end) for name in names]
        for span in (*spans, *facts, *held, *lit):
            edges.update(edge for edge in span if start < edge < end)
        order = sorted(edges)
        for first, last in itertools.pairwise(order):
            name = next((one for one in names if one.start <= first and last <= one.end), None)
            is_lit = any(one[0] <= first and last <= one[1] for one in lit)
            anchor = f"c={lit[0][0]}-{lit[0][1]}" if is_lit and not self._anchored else ""
            self._anchored = self._anchored or is_lit
            yield Bit(
                text=joined(self.document.text.raw[first:last]),
                url=address_of(name.iri, self.site.namespaces) if name else "",
                type=self._type(name.iri) if name else "",
                in_fact=any(one[0] <= first and last <= one[1] for one in facts),
                held=any(one[0] <= first and last <= one[1] for one in held),
                lit=is_lit,
                anchor=anchor,
            )

    def _facts_touching(self, start: int, end: int) -> list[FactRecord]:
        last = bisect.bisect_left(self.facts, end, key=lambda fact: fact.start)
        first = bisect.bisect_left(self.facts, start - _FULL, key=lambda fact: fact.start)
        return [fact for fact in self.facts[first:last] if fact.end > start]

    def _type(self, iri: str) -> str:
        thing = self.site.content.entities.get(iri)
        return thing.type if thing else "Thing"


def _facts_of(site: Site, stem: str) -> tuple[FactRecord, ...]:
    report = site.reports.get(stem)
    return site.of_report.get(report.iri, ()) if report else ()


def _without_overlaps(named: Iterable[_Name]) -> list[_Name]:
    """Names in order; of two that overlap the longer one, of two at one place the first by its IRI."""
    taken: list[_Name] = []
    for one in sorted(named, key=lambda name: (name.start, -name.end, name.iri)):
        if not taken or one.start >= taken[-1].end:
            taken.append(one)
    return taken


def _touching(spans: Sequence[AnySpan], start: int, end: int) -> list[AnySpan]:
    """Those of ``spans`` (sorted, none in another) that share a character with ``start``–``end``."""
    first = max(0, bisect.bisect_right(spans, start, key=lambda span: span[0]) - 1)
    last = bisect.bisect_left(spans, end, key=lambda span: span[0])
    return [span for span in spans[first:last] if span[1] > start]


def blocks_of(marks: Marks, part: Part) -> list[BlockView]:
    """The blocks of one part, ready to show; the first lit words carry the anchor that links point at."""
    blocks = [block for block in marks.document.text.blocks if part.start <= block.start < max(part.end, 1)]
    inner = _inner(blocks)
    return [_block(marks, block, inner.get(block.start, [])) for block in blocks]


def _inner(blocks: Sequence[TextBlock]) -> dict[int, list[TextBlock]]:
    """Blocks that a page break put inside the span of another, by the start of that other."""
    found: dict[int, list[TextBlock]] = {}
    holder: TextBlock | None = None
    for block in blocks:
        if holder is not None and block.end <= holder.end:
            found.setdefault(holder.start, []).append(block)
        else:
            holder = block
    return found


def _block(marks: Marks, block: TextBlock, inner: Sequence[TextBlock]) -> BlockView:
    if block.rows or block.header:
        rows = tuple(_row(marks, row) for row in block.rows)
        return BlockView(
            "table", block.level, block.start, (), (), tuple(_cell(marks, cell) for cell in block.header), rows
        )
    spans: list[Span] = []
    at = block.start
    for other in inner:
        spans.append((at, other.start))
        at = other.end
    spans.append((at, block.end))
    bits = tuple(marks.bits(span for span in spans if span[1] > span[0]))
    return BlockView(block.kind, block.level, block.start, bits, marks.facts_in(block.start, block.end))


def _row(marks: Marks, row: Sequence[TextCell]) -> RowView:
    own = [piece for cell in row if not cell.filled for piece in cell.pieces]
    start, end = min((piece[0] for piece in own), default=0), max((piece[1] for piece in own), default=0)
    lit = marks.lit is not None and marks.lit[0] < end and start < marks.lit[1]
    return RowView(tuple(_cell(marks, cell) for cell in row), marks.facts_in(start, end), lit)


def _cell(marks: Marks, cell: TextCell) -> CellView:
    # A filled cell repeats the words of one above: they are lit where they are printed.
    return CellView(tuple(marks.bits(cell.pieces, may_light=not cell.filled)), cell.filled)
