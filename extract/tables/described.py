"""The figures that a description in a row tells of the row's thing: 训练量 over 4万份病历、300万张影像."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.prose.frames import frame_of
from extract.prose.places import Around, Frame
from extract.tables.cells import Words, sentences
from extract.tables.checked import Draft
from extract.tables.records import Record
from extract.tables.sheet import Sheet
from extract.values.numbers import Quantity, find_quantities
from ontology.model import EntityRef, Phrase

#: A part of the thing speaks for itself: “甲”参数规模140亿;“乙”参数规模130亿.
_PART = re.compile(r"^[“「『](?P<name>[^”」』]{2,12})[”」』]")
_LISTED_MORE = re.compile(r"[+余多]")
#: What is counted: the words behind the figure to where the list goes on or the sentence tells what is done with it.
_COUNTED = re.compile(
    r"[级+余多]*(?P<noun>[^,、;。:()\d]{2,16}?)"
    r"(?=[,、;。:()]|等|以及|及其|进行|用于|构成|组成|为基础|(?:[和与及]|的)(?:超过?|近|约)?[\d百千万亿]|$)"
)
_UNTOLD = Frame("", "", "")


def read_described(record: Record, thing: EntityRef, sheet: Sheet) -> None:
    """Each figure with a unit, or at least 万 of something, in the row's running text is a Metric of ``thing``."""
    for _, words in record.all("text"):
        for sentence in sentences(words.squeezed()):
            part = _PART.match(sentence.text)
            subject = Phrase(part["name"]) if part else Phrase(thing.name, (thing,))
            for indicator, quantity in _figures(sentence):
                for value in quantity.figures:
                    told: Draft = {"subject": subject, "indicator": indicator, "unit": quantity.unit, "value": value}
                    sheet.fact("Metric", told, record.span, "table.described")


def _figures(words: Words) -> Iterator[tuple[str, Quantity]]:
    quantities = [quantity for quantity in find_quantities(words.text) if _counts(quantity, words.text)]
    blanks = [(quantity.outer_start, quantity.end) for quantity in quantities]
    last = _UNTOLD
    for quantity, limit in zip(quantities, _next(quantities), strict=True):
        counted = None if quantity.is_percent else _COUNTED.match(words.text, quantity.end)
        frame = frame_of(Around(words.text, blanks, (), limit), quantity, "", last, last)
        if counted:
            yield counted["noun"].replace("的", "") + "数量", quantity
        elif frame.is_told:
            yield frame.indicator, quantity
        last = frame


def _next(quantities: Sequence[Quantity]) -> list[int | None]:
    return [*(quantity.outer_start for quantity in quantities[1:]), None][: len(quantities)]


def _counts(quantity: Quantity, text: str) -> bool:
    """Whether a number counts or measures: no money of a deal, not 上百种; 1000+古籍 does without a unit."""
    if not re.search(r"\d", quantity.text) and quantity.low < 1e4:
        return False
    listed = _LISTED_MORE.match(text, quantity.end) is not None or quantity.outer_end > quantity.end
    return not quantity.is_money and bool(quantity.unit or quantity.low >= 1e4 or listed)
