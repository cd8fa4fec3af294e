"""A mention: one name found in a reading text, before it is an entity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name of an entity type at ``text[start:end]`` of a block's (or a cell's) reading text.

    ``name`` is the name as it should be shown (quotes and marks around it dropped); ``rule`` says what
    found it; ``confidence`` is 0..1.
    """

    start: int
    end: int
    type: str
    name: str
    rule: str
    confidence: float = 0.9


#: Finds the mentions of a reading text; the tables use it on cells, the prose on blocks.
Tagger = Callable[[str], list[Mention]]
