"""What a table cell looks like: a date, a sum, a number, or words of some kind."""

from __future__ import annotations

from enum import StrEnum

from extract.blocks.cues import shape_patterns


class Shape(StrEnum):
    """The look of a cell; the hard shapes are hardly ever taken for another."""

    BLANK = "blank"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    LATIN = "latin"
    SHORT = "short"
    LONG = "long"


HARD_SHAPES = (Shape.DATE, Shape.NUMBER, Shape.MONEY)

_LONGEST_SHORT = 15
_LONGEST_VALUE = 80


def shape_of(text: str) -> Shape:
    """The look of a cell's reading text.

    >>> [str(shape_of(text)) for text in ("1/9/2024", "3.35亿美元", "37.9%", "Pear", "")]
    ['date', 'money', 'number', 'latin', 'blank']
    """
    if not text:
        return Shape.BLANK
    if len(text) > _LONGEST_VALUE:
        return Shape.LONG
    for shape in HARD_SHAPES:
        if shape_patterns()[shape].fullmatch(text):
            return shape
    if text.isascii():
        return Shape.LATIN
    return Shape.SHORT if len(text) <= _LONGEST_SHORT else Shape.LONG


def is_period(text: str) -> bool:
    """Whether a cell is a year or a quarter, as heads of columns are.

    >>> is_period("2024E"), is_period("3.35亿美元")
    (True, False)
    """
    return len(text) <= _LONGEST_SHORT and shape_patterns()["period"].fullmatch(text) is not None
