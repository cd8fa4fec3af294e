"""The post that somebody holds, told before the one that he left: 星桥医疗首席医学官、原临江医院主任医师林一帆."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.mention import Mention
from extract.prose.roles import ORGANISATIONS, Post, title_pattern

_RULE = "role.before_former"


@cache
def _title_before() -> re.Pattern[str]:
    return re.compile(rf"(?P<part>[一-鿿]{{0,8}}?)(?P<title>{title_pattern()})[、,](?:原|前|曾任)")


def posts_before_former(text: str, mentions: Sequence[Mention], posts: Sequence[Post]) -> Iterator[Post]:
    """For each post that somebody has left the one before it in the same list, which he holds."""
    orgs = [m for m in mentions if m.type in ORGANISATIONS]
    for post in posts:
        left = post.org
        if (
            left is None
            or text[left.start : left.end] != left.name
            or text[left.start - 1 : left.start] not in "原前任"
        ):
            continue
        for org in orgs:
            told = _title_before().fullmatch(text, org.end, left.start) if org.end < left.start else None
            if told is not None:
                title = told["part"] + told["title"]
                yield Post(post.person, org, title, org.end, post.person.end, _RULE)
