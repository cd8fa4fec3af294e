"""Which rules a text can match at all, told from its characters before any regular expression runs.

Of the hundreds of rules a sentence can match a few: {获批} needs 批. The characters one of which stands in whatever a
rule matches are read off its parsed expression; a text then asks only the rules of its own characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

from extract.prose.encode import CLOSE, MARK_LETTERS, OPEN, UNSAID

Rule = TypeVar("Rule")
#: What stands in nearly every encoded sentence, marks and what they are made of among it, tells nothing.
_COMMON = frozenset(f"{OPEN}{CLOSE}{UNSAID},、。“”的0123456789{''.join(MARK_LETTERS)}")
#: A class of more characters than this is taken for any character.
_WIDEST = 64


def required(pattern: re.Pattern[str]) -> frozenset[str]:
    """Characters one of which stands in every match of ``pattern``: 批 and 准 for ``(获批|核准)上市?``.

    Empty where nothing is sure. Lookarounds count for nothing, they may look out of the text that is searched.
    """
    return _of_sequence(_parser.parse(pattern.pattern, pattern.flags)) or frozenset()


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    sure = [chars for chars in map(_of_item, items) if chars and not chars & _COMMON]
    return min(sure, key=len, default=None)


def _of_item(item: tuple[Any, Any]) -> frozenset[str] | None:
    kind, value = item
    if kind is op.LITERAL:
        return frozenset(chr(value))
    if kind is op.IN:
        return _of_class(value)
    if kind is op.BRANCH:
        branches = [_of_sequence(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else None  # type: ignore[arg-type]
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _of_sequence(value[2]) if value[0] else None
    if kind is op.SUBPATTERN:
        return _of_sequence(value[3])
    return None


def _of_class(members: Sequence[tuple[Any, Any]]) -> frozenset[str] | None:
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
    """Rules by the characters that they require; sets of rules are the bits of a number, as Python's are the fastest.

    Args:
        rules: with, for each, the expression that it runs.
    """

    def __init__(self, rules: Sequence[Rule], patterns: Iterable[re.Pattern[str]]) -> None:
        self._rules = rules
        self._always = 0
        self._by_char: dict[str, int] = {}
        for place, pattern in enumerate(patterns):
            chars = required(pattern)
            if not chars:
                self._always |= 1 << place
            for char in chars:
                self._by_char[char] = self._by_char.get(char, 0) | 1 << place

    def where(self, holds: Callable[[Rule], bool]) -> int:
        """The set of the rules for which ``holds`` is true."""
        return sum(1 << place for place, rule in enumerate(self._rules) if holds(rule))

    def among(self, allowed: int, text: str) -> Iterator[Rule]:
        """The rules of the set ``allowed`` that ``text`` can match, in their order."""
        get = self._by_char.get
        found = self._always
        for char in set(text):
            found |= get(char, 0)
        found &= allowed
        while found:
            lowest = found & -found
            yield self._rules[lowest.bit_length() - 1]
            found ^= lowest
