"""What the text around a table says of all its rows: caption, header, source line, the table's other halves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extract.document import Block, BlockKind, Document, Table
from extract.squeeze import squeeze
from extract.tables.columns import Column
from extract.tables.knowledge import context_rows, cues, kind_rows

_NUMBERED = re.compile(r"^\s*((?:图表|表格|表|图|附表|Table)\s*\d+(?:[-.]\d+)*)\s*[::.、]?\s*", re.IGNORECASE)
_HALF = re.compile(r"\s*[((](?:[上中下续]|续表|[一二三四五])[))]\s*$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|$|(?=\D))")
#: How many blocks before and behind a table its caption or source line may stand.
_REACH = 4


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The texts around a table: ``where`` names it, ``texts`` are searched for what holds for all rows."""

    where: str
    caption: str
    texts: Mapping[str, str]
    blocks: tuple[Block, ...] = ()

    def find(self, name: str) -> tuple[int, int] | None:
        """The raw span of ``name`` in the caption or the source line beside the table."""
        for block in self.blocks:
            place = block.text.find(name)
            if name and place >= 0:
                return block.raw_span(place, place + len(name))
        return None


@dataclass(frozen=True, slots=True)
class Context:
    """A table's kind, its surroundings, and the slots that these fill for every row."""

    kind: str
    around: Surroundings
    slots: Mapping[str, str] = field(default_factory=dict)

    def get(self, slot: str) -> str:
        """The value of a slot, empty where the surroundings are silent."""
        return self.slots.get(slot, "")


def surroundings(block: Block, document: Document) -> Surroundings:
    """The texts around a table block; a heading stands in for a missing caption."""
    table = block.table
    if table is None:
        raise ValueError(f"{document.stem}: the block at {block.start} is no table")
    printed = table.caption or (block.section[-1] if block.section else "")
    number = _NUMBERED.match(printed) if table.caption else None
    caption = title_of(printed)
    source = table.source or _source_of_other_half(table, document)
    texts = {
        "caption": caption,
        "header": " ".join(squeeze(cell.text).text for cell in table.header),
        "source": squeeze(source).text,
        "section": " ".join(block.section),
    }
    near = _near(block, document)
    return Surroundings(number[1] if number else printed or document.title, caption, texts, near)


def title_of(caption: str) -> str:
    """A caption without its number and half: ``图表 5 获批产品（上）`` -> ``获批产品``."""
    return _HALF.sub("", squeeze(_NUMBERED.sub("", caption)).text)


def _source_of_other_half(table: Table, document: Document) -> str:
    """The source line stands under the last of the halves of a split table."""
    title = title_of(table.caption)
    if not title or title == squeeze(_NUMBERED.sub("", table.caption)).text:
        return ""
    others = (block.table for block in document.blocks if block.table is not None)
    return next((other.source for other in others if other.source and title_of(other.caption) == title), "")


def _near(block: Block, document: Document) -> tuple[Block, ...]:
    index = next((i for i, other in enumerate(document.blocks) if other.start == block.start), None)
    if index is None:
        return ()
    beside = document.blocks[max(0, index - _REACH) : index + _REACH + 1]
    kinds = (BlockKind.CAPTION, BlockKind.SOURCE, BlockKind.HEADING)
    return tuple(other for other in beside if other.kind in kinds)


def kind_of(columns: tuple[Column, ...], around: Surroundings) -> str:
    """The kind of a table by the roles of its columns, empty where no row of kinds.tsv holds."""
    roles = {column.role for column in columns}
    said = f"{around.texts['caption']} {around.texts['header']} {around.texts['source']}"
    for row in kind_rows():
        if any(not group & roles for group in row.needs) or row.without & roles:
            continue
        if not row.cue or cues()[row.cue].search(said):
            return row.kind
    return ""


def read_context(kind: str, around: Surroundings) -> Context:
    """The slots that the surroundings of a table of ``kind`` fill."""
    slots: dict[str, str] = {}
    for row in context_rows():
        if kind not in row.kinds or row.slot in slots:
            continue
        for where in row.where:
            if found := row.pattern.search(around.texts[where]):
                slots[row.slot] = row.value or found[1]
                break
    return Context(kind, around, slots)


def period_of(text: str) -> str:
    """The year or the years of a caption or header: ``2022—2023年营收`` -> ``2022/2023``, else nothing."""
    years = _YEAR.findall(text)
    if not years:
        return ""
    return years[0] if years[0] == years[-1] else f"{years[0]}/{years[-1]}"
