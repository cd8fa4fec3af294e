"""Of mentions that overlap, the one that says most: the longer name, then the surer rule."""

from __future__ import annotations

from extract.mention import Mention


def resolve_overlaps(mentions: list[Mention]) -> list[Mention]:
    """A non-overlapping choice, in text order; two types at the same span keep the surer one."""
    chosen: list[Mention] = []
    covered = bytearray(max((mention.end for mention in mentions), default=0))
    for mention in sorted(mentions, key=_rank):
        if not any(covered[mention.start : mention.end]):
            chosen.append(mention)
            covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    return sorted(chosen)


def _rank(mention: Mention) -> tuple[int, float, str]:
    return (mention.start - mention.end, -mention.confidence, mention.type)
