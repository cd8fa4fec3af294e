"""A block of prose with the names that were found in it."""

from __future__ import annotations

from dataclasses import dataclass

from extract.document import Block, BlockKind
from extract.mention import Mention

#: Blocks whose sentences state facts.
PROSE = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.CAPTION,
        BlockKind.SOURCE,
        BlockKind.FOOTNOTE,
    }
)


@dataclass(frozen=True, slots=True)
class TaggedBlock:
    """A prose block with its squeezed text, the way back to raw characters, and its mentions."""

    block: Block
    text: str
    offsets: tuple[int, ...]
    mentions: tuple[Mention, ...]
