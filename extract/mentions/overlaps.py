"""Of mentions that overlap, the one that says most: the longer name, then the surer rule."""

from __future__ import annotations

from extract.mention import Mention


def resolve_overlaps(mentions: list[Mention]) -> list[Mention]:
    """A non-overlapping choice, in text order; two types at the same span keep the surer one."""
    chosen: list[Mention] = []
    taken: list[tuple[int, int]] = []
    for mention in sorted(mentions, key=_rank):
        if all(mention.end <= start or end <= mention.start for start, end in taken):
            chosen.append(mention)
            taken.append((mention.start, mention.end))
    return sorted(chosen)


def _rank(mention: Mention) -> tuple[int, float, str]:
    return (mention.start - mention.end, -mention.confidence, mention.type)
