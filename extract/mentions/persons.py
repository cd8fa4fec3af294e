"""People by what stands beside their names: 詹翊强博士, 创始人Gregory Verdine, Dimitri Metaxas教授."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.lexicon import alternatives, any_word, word_set
from extract.mention import Mention

_DEGREES = r"(?:博士|教授|院士|先生|女士|主任医师|副主任医师|主治医师)"
_HAN_NAME = r"(?P<name>[一-鿿]{2,3})"
_WORD = r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_LATIN_NAME = rf"(?P<name>{_WORD}(?: [A-Z]\.?)?(?: (?:de|van|von|der|la))?(?: {_WORD}){{1,2}})"


@cache
def _translated() -> re.Pattern[str]:
    stop = rf"(?=(?:{alternatives('after_person')})|[^一-鿿·]|$)"
    return re.compile(rf"(?P<name>[一-鿿]{{1,12}}(?:·[一-鿿]{{1,8}}?){{1,3}}){stop}")


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('titles')}|投资人|记者|学者){_LATIN_NAME}(?![A-Za-z])")


def find_persons(text: str, known: list[Mention]) -> Iterator[Mention]:
    """Names before a degree or a form of address, Latin names behind a post, translated names (X·Y) beside either."""
    ends = {m.end for m in known if m.confidence >= 0.6 and m.type != "Person"}
    for match in re.finditer(rf"{_HAN_NAME}{_DEGREES}", text):
        for start in (match.start(), match.start() + 1):
            name = text[start : match.end("name")]
            if len(name) >= 2 and _is_name(name) and _begins(text, start, ends):
                yield Mention(start, match.end("name"), "Person", name, "person.degree", 0.75)
                break
    for pattern in (_titled(), re.compile(rf"(?<![A-Za-z]){_LATIN_NAME}{_DEGREES}")):
        for match in pattern.finditer(text):
            yield Mention(match.start("name"), match.end("name"), "Person", match["name"], "person.latin", 0.75)
    for match in _translated().finditer(text):
        start = match.start("name") + _lead(match["name"])
        before = any_word("titles", "WORDS$").search(text[:start])
        if before or any_word("after_person").match(text, match.end()):
            yield Mention(start, match.end(), "Person", text[start : match.end()], "person.translated", 0.7)


def _lead(name: str) -> int:
    """How many characters of a translated name are a post: 首席执行官 of 首席执行官阿黛·奎隆."""
    posts = list(any_word("titles").finditer(name))
    return posts[-1].end() if posts else 0


def _is_name(name: str) -> bool:
    return name[0] in word_set("family_names") and name not in word_set("no_names")


def _begins(text: str, start: int, ends: set[int]) -> bool:
    """Whether a name can begin here: at the clause's start, behind a name or behind a post."""
    before = text[max(0, start - 8) : start]
    return (
        not before
        or start in ends
        or not re.match(r"[一-鿿A-Za-z0-9]", before[-1])
        or any_word("titles", "WORDS$").search(before) is not None
        or re.search(r"(?:由|据|对|与|和|及|向|如|院|大学|公司)$", before) is not None
    )
