"""What a text must hold for a regular expression to match it, and finders that are asked only where it does.

Most expressions match a few texts in a hundred, and a look at the characters of a text, which all expressions share,
costs less than a search: 获批|获准 needs 获批 or 获准. What stands in every match, a character or two in a row, is
read off the parsed expression.
"""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Pieces = frozenset[str]
#: A class of more characters than this is taken for any character; one of so many pieces stands in many texts.
_WIDEST, _MOST = 64, 400
#: What stands in nearly every text.
_COMMON = frozenset(",、。“”的是和在0123456789")
#: How often a common character and two characters in a row stand in a text beside one that is not common.
_OFTEN, _RARER = 4, 0.1
#: How many requirements of an expression are asked for.
ASKED = 2
_WITHOUT_WIDTH = frozenset({op.ASSERT, op.ASSERT_NOT, op.AT})
_REPEATS = frozenset({op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT})
_Item = tuple[Any, Any]
_Tells = Callable[[str], bool]


def required(expression: str, tells: _Tells = bool) -> tuple[Pieces, ...]:
    """Sets of characters, or of two in a row, of each of which one stands in every match: 上市 and one of 获 and 核
    for ``[获核].*上市``. The most telling ones, the rarest first; none where nothing is sure.

    Lookarounds count for nothing, they may look out of the text that is searched. A set counts only if ``tells`` holds
    for each of its pieces.

    Raises:
        re.error: if the expression is malformed.
    """
    parsed = _parser.parse(expression)
    if parsed.state.flags & re.IGNORECASE:
        return ()
    return tuple(sorted(dict.fromkeys(_of_sequence(parsed, tells)), key=_frequency)[:ASKED])


def _frequency(pieces: Pieces) -> tuple[float, list[str]]:
    often = sum(_RARER if len(piece) > 1 else _OFTEN if piece in _COMMON else 1 for piece in pieces)
    return often, sorted(pieces)


def _of_sequence(items: Iterable[_Item], tells: _Tells) -> list[Pieces]:
    """What a sequence requires; two items in a row require a character of each in a row."""
    wide = [item for item in items if item[0] not in _WITHOUT_WIDTH]
    found = [pieces for item in wide for pieces in _of_item(item, tells)]
    for left, right in itertools.pairwise(wide):
        ends, begins = _edge(left, -1), _edge(right, 0)
        if ends and begins and len(ends) * len(begins) <= _WIDEST:
            found.append(frozenset(end + begin for end in ends for begin in begins))
    return [pieces for pieces in found if len(pieces) <= _MOST and all(map(tells, pieces))]


def _of_item(item: _Item, tells: _Tells) -> list[Pieces]:
    kind, value = item
    if kind is op.BRANCH:
        branches = [min(_of_sequence(branch, tells), key=_frequency, default=None) for branch in value[1]]
        return [frozenset().union(*filter(None, branches))] if all(branches) else []
    if inner := _inside(item):
        return _of_sequence(inner, tells)
    chars = _edge(item, 0) if kind in (op.LITERAL, op.IN) else None
    return [chars] if chars else []


def _inside(item: _Item) -> Sequence[_Item]:
    """The sequence within an item that stands there once at least."""
    kind, value = item
    if kind in _REPEATS and value[0]:
        return value[2]  # type: ignore[no-any-return]
    if kind is op.ATOMIC_GROUP:
        return value  # type: ignore[no-any-return]
    if kind is op.SUBPATTERN and not value[1] & re.IGNORECASE:
        return value[3]  # type: ignore[no-any-return]
    return ()


def _edge(item: _Item, place: int) -> Pieces | None:
    """The characters that an item can begin with (``place`` 0) or end with (-1); none where it can be anything."""
    kind, value = item
    if kind is op.LITERAL:
        return frozenset(chr(value))
    if kind is op.IN:
        return _of_class(value)
    if kind is op.BRANCH:
        edges = [_edge_of_sequence(branch, place) for branch in value[1]]
        return frozenset().union(*filter(None, edges)) if all(edges) else None
    return _edge_of_sequence(_inside(item), place)


def _edge_of_sequence(items: Iterable[_Item], place: int) -> Pieces | None:
    wide = [item for item in items if item[0] not in _WITHOUT_WIDTH]
    return _edge(wide[place], place) if wide else None


def _of_class(members: Sequence[_Item]) -> Pieces | None:
    chars: set[str] = set()
    for kind, value in members:
        if kind is op.LITERAL:
            chars.add(chr(value))
        elif kind is op.RANGE and value[1] - value[0] < _WIDEST:
            chars.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(chars) if len(chars) <= _WIDEST else None


@lru_cache(maxsize=16)
def pieces_of(text: str) -> Pieces:
    """The characters of a text, and each two in a row; kept while one finder after the other asks for them."""
    return frozenset({*text, *map(operator.add, text, text[1:])})


class Finder:
    """A regular expression that is run over a text, and compiled, only where the text holds what it requires."""

    def __init__(self, expression: str) -> None:
        self.expression = expression
        self._required = required(expression)
        self._pattern: re.Pattern[str] | None = None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in a text, as those of the compiled expression."""
        pieces = pieces_of(text)
        for needed in self._required:
            if needed.isdisjoint(pieces):
                return iter(())
        if self._pattern is None:
            self._pattern = re.compile(self.expression)
        return self._pattern.finditer(text)
