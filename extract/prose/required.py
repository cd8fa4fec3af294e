"""Which rules a text can match at all, told from its characters before any regular expression runs.

Of the hundreds of rules a sentence can match a few: {获批} needs 获批. What stands in whatever a rule matches, a
character or two in a row, is read off its parsed expression; a text then asks only the rules of its own characters.
"""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

from extract.prose.encode import CLOSE, MARK_LETTERS, OPEN, UNSAID

Rule = TypeVar("Rule")
Pieces = frozenset[str]
#: What only marks hold, and all that they are made of: an encoded sentence has it where the text behind it has not.
_EDGES = frozenset({OPEN, CLOSE, UNSAID})
_DIGITS = frozenset("0123456789")
_MARKS = _EDGES | MARK_LETTERS | _DIGITS
#: What stands in nearly every encoded sentence tells nothing.
_COMMON = _MARKS | frozenset(",、。“”的")
#: A class of more characters than this is taken for any character; one of so many pieces stands in many texts.
_WIDEST, _MOST = 64, 400
#: How often two characters in a row stand in a text beside one.
_RARER = 0.1
#: How many requirements of a rule are asked for.
_ASKED = 2
_WITHOUT_WIDTH = frozenset({op.ASSERT, op.ASSERT_NOT, op.AT})
_REPEATS = frozenset({op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT})
_Item = tuple[Any, Any]


def required(expression: str) -> tuple[Pieces, ...]:
    """Sets of characters, or of two in a row, of each of which one stands in every match: 上市 and one of 获 and 核
    for ``[获核].*上市``. The most telling ones, the rarest first; none where nothing is sure.

    Lookarounds count for nothing, they may look out of the text that is searched.

    Raises:
        re.error: if the expression is malformed.
    """
    parsed = _parser.parse(expression)
    if parsed.state.flags & re.IGNORECASE:
        return ()
    return tuple(sorted(dict.fromkeys(_of_sequence(parsed)), key=_frequency)[:_ASKED])


def _frequency(pieces: Pieces) -> tuple[float, list[str]]:
    return sum(1 if len(piece) == 1 else _RARER for piece in pieces), sorted(pieces)


def _of_sequence(items: Iterable[_Item]) -> list[Pieces]:
    """What a sequence requires; two items in a row require a character of each in a row."""
    wide = [item for item in items if item[0] not in _WITHOUT_WIDTH]
    found = [pieces for item in wide for pieces in _of_item(item)]
    for left, right in itertools.pairwise(wide):
        ends, begins = _edge(left, -1), _edge(right, 0)
        if ends and begins and len(ends) * len(begins) <= _WIDEST:
            found.append(frozenset(end + begin for end in ends for begin in begins))
    return [pieces for pieces in found if len(pieces) <= _MOST and all(map(_tells, pieces))]


def _tells(piece: str) -> bool:
    """Whether a piece is neither common nor one that may stand within a mark (⟨C12⟩) or across its edge."""
    if len(piece) == 1:
        return piece not in _COMMON
    return _EDGES.isdisjoint(piece) and not (piece[0] in _MARKS and piece[1] in _DIGITS)


def _of_item(item: _Item) -> list[Pieces]:
    kind, value = item
    if kind is op.BRANCH:
        branches = [min(_of_sequence(branch), key=_frequency, default=None) for branch in value[1]]
        return [frozenset().union(*filter(None, branches))] if all(branches) else []
    if inner := _inside(item):
        return _of_sequence(inner)
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


class RuleIndex(Generic[Rule]):
    """Rules by what they require; sets of rules are the bits of a number, as Python's are the fastest.

    The first requirements of all rules are the lower bits of a number, the second ones its upper half.

    Args:
        rules: with, for each, what ``required`` says of the expression that it runs.
    """

    def __init__(self, rules: Sequence[Rule], needs: Iterable[Sequence[Pieces]]) -> None:
        self._rules = rules
        self._always = 0
        self._by_piece: dict[str, int] = {}
        for place, sets in enumerate(needs):
            for number in range(_ASKED):
                bit = 1 << place + number * len(rules)
                if number >= len(sets):
                    self._always |= bit
                    continue
                for piece in sets[number]:
                    self._by_piece[piece] = self._by_piece.get(piece, 0) | bit

    def where(self, holds: Callable[[Rule], bool]) -> int:
        """The set of the rules for which ``holds`` is true."""
        return sum(1 << place for place, rule in enumerate(self._rules) if holds(rule))

    def among(self, allowed: int, text: str) -> Iterator[Rule]:
        """The rules of the set ``allowed`` that ``text`` can match, in their order."""
        pieces = {*text, *map(operator.add, text, text[1:])}
        by_piece, found = self._by_piece, self._always
        for piece in by_piece.keys() & pieces:
            found |= by_piece[piece]
        found &= (found >> len(self._rules)) & allowed
        while found:
            lowest = found & -found
            yield self._rules[lowest.bit_length() - 1]
            found ^= lowest
