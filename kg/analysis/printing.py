"""A result as text: the page of a terminal or a Markdown file, JSON, or one table for a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.analysis.catalogue import known_analysis
from kg.analysis.result import AnalysisResult, Part, Text
from kg.analysis.tabling import part_table, quote_lines, result_record
from kg.content import Content
from kg.tables import Table, render, visible


@dataclass(frozen=True)
class Printing:
    """How to print a result: the form, one part or all of them, how many rows, and whether with quotes.

    ``table`` and ``md`` are pages with words, ``json`` has everything; the other forms hold one table.
    """

    result: AnalysisResult
    content: Content
    form: str = "table"
    part: str | None = None
    limit: int | None = None
    quotes: bool = False
    iri: bool = False

    @property
    def one_table(self) -> Table | None:
        """The one table of the forms that hold no more; None for the others."""
        if self.form in ("table", "md", "json"):
            return None
        part = self._parts[0]
        cut = Part(part.name, part.columns, part.rows[: self.limit])
        return part_table(cut, self.result, self.content, iri=self.iri, quotes=self.quotes)

    def page(self) -> str:
        """The text of a ``table``, ``md`` or ``json``."""
        if self.form == "json":
            record = result_record(self.result, self.content, iri=self.iri, quotes=self.quotes)
            if self.part is not None:
                record["parts"] = {self.part: record["parts"][self.part]}
            return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
        return "\n".join((*self._tables(), *self._sentences())) + "\n"

    def remarks(self) -> Iterator[str]:
        """What belongs on stderr: rows that were cut, other tables, and the words where the form has none."""
        for part in self.result.parts:
            if self.form in ("table", "md") and self.part is None and part not in self._parts and part.rows:
                yield f"{part.name}: {len(part.rows)} rows; --part {part.name} shows them"
        for part in self._parts if self.one_table is None else self._parts[:1]:
            if self.limit is not None and len(part.rows) > self.limit and self.form != "json":
                yield f"{part.name}: {self.limit} of {len(part.rows)} rows; --top 0 shows all"
        if self.one_table is not None:
            if len(self._parts) > 1:
                others = ", ".join(part.name for part in self._parts[1:])
                yield f"this is the table {self._parts[0].name}; --part shows another: {others}"
            yield self.result.finding.zh
            yield self.result.finding.en

    @cached_property
    def _parts(self) -> tuple[Part, ...]:
        details = known_analysis(self.result.name).details if self.form in ("table", "md") else frozenset()
        return tuple(
            part
            for part in self.result.parts
            if self.part == part.name or (self.part is None and part.name not in details)
        )

    def _tables(self) -> Iterator[str]:
        titles = known_analysis(self.result.name).parts
        if self.form == "md":
            yield f"## {self.result.title.zh} · {self.result.title.en}\n"
        for part in (part for part in self._parts if part.rows):
            title = f"{titles[part.name].zh} · {titles[part.name].en}"
            yield f"### {title}\n" if self.form == "md" else title
            cut = Part(part.name, part.columns, part.rows[: self.limit])
            yield render(part_table(cut, self.result, self.content, iri=self.iri), self.form)
            if self.quotes:
                yield from self._quotes(cut)

    def _quotes(self, part: Part) -> Iterator[str]:
        mark = "- " if self.form == "md" else ""
        for row in part.rows:
            lines = quote_lines(self.result, row, self.content)
            if lines:
                yield mark + visible(" · ".join(filter(None, (row.words(place) for place in (0, 1)))))
                yield from (f"  {mark}{visible(line)}" for line in lines)
        yield ""

    def _sentences(self) -> Iterator[str]:
        blank = [""] if self.form == "md" else []
        for words in (self.result.finding, *self.result.notes, *((self.result.limits,) if self._has_rows else ())):
            yield from (*self._both(words), *blank)

    @property
    def _has_rows(self) -> bool:
        return not self.result.is_empty

    @staticmethod
    def _both(words: Text) -> tuple[str, str]:
        return words.zh, words.en
