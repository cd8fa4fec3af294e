"""Which rules a text can match at all, told from its characters before any regular expression runs.

Of the hundreds of rules a sentence can match a few: {获批} needs 获批. A text asks only those of its own characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

import extract.required
from extract.prose.encode import CLOSE, MARK_LETTERS, OPEN, UNSAID
from extract.required import ASKED, Pieces, pieces_of

Rule = TypeVar("Rule")
#: What only marks hold, and all that they are made of: an encoded sentence has it where the text behind it has not.
_EDGES = frozenset({OPEN, CLOSE, UNSAID})
_DIGITS = frozenset("0123456789")
_MARKS = _EDGES | MARK_LETTERS | _DIGITS
#: What stands in nearly every encoded sentence tells nothing.
_COMMON = _MARKS | frozenset(",、。“”的")


def required(expression: str) -> tuple[Pieces, ...]:
    """What a text must hold, so that the expression can match it when it is encoded.

    Raises:
        re.error: if the expression is malformed.
    """
    return extract.required.required(expression, _tells)


def _tells(piece: str) -> bool:
    """Whether a piece is neither common nor one that may stand within a mark (⟨C12⟩) or across its edge."""
    if len(piece) == 1:
        return piece not in _COMMON
    return _EDGES.isdisjoint(piece) and not (piece[0] in _MARKS and piece[1] in _DIGITS)


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
            for number in range(ASKED):
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
        by_piece, found = self._by_piece, self._always
        for piece in by_piece.keys() & pieces_of(text):
            found |= by_piece[piece]
        found &= (found >> len(self._rules)) & allowed
        while found:
            lowest = found & -found
            yield self._rules[lowest.bit_length() - 1]
            found ^= lowest
