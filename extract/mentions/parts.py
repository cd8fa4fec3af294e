"""What a name is made of: 医疗信息 is 医疗 + 信息, two common words and no name."""

from __future__ import annotations

from functools import cache


@cache
def made_of(text: str, words: frozenset[str]) -> bool:
    """Whether ``text`` is a sequence of ``words``: 医疗信息 = 医疗 + 信息."""
    reachable = [True] + [False] * len(text)
    for end in range(1, len(text) + 1):
        reachable[end] = any(reachable[start] and text[start:end] in words for start in range(max(0, end - 8), end))
    return reachable[-1]
