"""What an analysis gives: tables whose rows name their facts, charts, and words in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.charts.spec import Chart
from kg.content import FactRecord


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def filled(self, values: Mapping[str, object]) -> Text:
        """Both with ``{name}`` replaced by the values."""
        words = {name: cell_words(value) for name, value in values.items()}
        return Text(self.zh.format_map(words), self.en.format_map(words))


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing in a cell: its name to show, its IRI to go to."""

    iri: str
    label: str


CellValue = str | int | float | None | Ref | tuple[Ref, ...]


def cell_words(cell: object) -> str:
    """A cell as people read it."""
    if isinstance(cell, Ref):
        return cell.label
    if isinstance(cell, tuple):
        return "、".join(ref.label for ref in cell)
    return "" if cell is None else str(cell)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a part: cells in the order of the columns, and IRIs of the facts that it rests on."""

    cells: tuple[CellValue, ...]
    facts: tuple[str, ...] = ()

    def number(self, place: int) -> float:
        """The figure in a cell, to order and to draw by; nought where there is none."""
        cell = self.cells[place]
        return cell if isinstance(cell, int | float) else 0

    def words(self, place: int) -> str:
        """What a cell shows, to order and to name by: things by their labels, joined by 、."""
        return cell_words(self.cells[place])


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a result; the labels of columns are in the catalogue."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the function of an analysis gives back.

    ``values`` fill the sentence that says what was found; ``notes`` are remarks on this run (a bound that was met).
    """

    parts: tuple[Part, ...]
    values: Mapping[str, object] = field(default_factory=dict)
    charts: tuple[Chart, ...] = ()
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """An outcome with its words.

    ``finding`` says what the figures show (or, where there is nothing, why and what to try), ``limits`` what they do
    not; ``evidence`` has all statements behind each fact that a row names, by IRI.
    """

    name: str
    title: Text
    finding: Text
    shows: Text
    limits: Text
    notes: tuple[Text, ...]
    parts: tuple[Part, ...]
    charts: tuple[Chart, ...]
    evidence: Mapping[str, tuple[FactRecord, ...]]

    @property
    def is_empty(self) -> bool:
        """Whether no part has a row."""
        return not any(part.rows for part in self.parts)
