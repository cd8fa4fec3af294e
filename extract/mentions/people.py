"""The names of people: how long the one behind a title is, and what can be one at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.lexicon import any_word, word_set
from extract.mention import Mention
from extract.mentions.tags import word_classes

#: 托马斯·库恩, William Kissick, Jens Sørby
FOREIGN_NAME = (
    r"[一-鿿]{1,5}·[一-鿿]{1,6}?(?=[^一-鿿]|$|[在于的也则曾将与和及等是任]|提出|认为|指出|说|表示|介绍|透露|创|博士|教授|先生|女士|担任|出任)"
    r"|[A-Z][a-zà-öø-ÿ]+(?: [A-Z]\.?)?(?: [A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+){1,2}"
)
#: Classes of the words that may stand right behind a person: verbs, adverbs, prepositions, pronouns, times
_MAY_FOLLOW = frozenset({"v", "vn", "vd", "vi", "d", "ad", "p", "c", "r", "u", "zg", "a", "t"})
#: what no given name ends in: 任峰|说, 谈蓁|的说法
_NOT_GIVEN = re.compile("[说称的在于则也还曾被将已是这那但或且并把给让都就与及对更又却很均即仍皆只没未不此]")
#: jieba's classes of the names of people and of parts of them
NAMES = ("nr", "nrfg", "nrt", "x")
_SPEECH = ("说", "称")


def names_from(text: str, start: int, end: int) -> Iterator[Mention]:
    """The people named from ``start`` on: 周翔、沈定刚出席; a foreign name ends at ``end``."""
    while True:
        stop = end if end > start else start + name_length(text, start)
        name = text[start:stop]
        if not name or not is_person_name(name):
            return
        yield Mention(start, stop, "Person", name, "role.title_name", 0.85)
        if text[stop : stop + 1] != "、":
            return
        start = end = stop + 1


def name_length(text: str, start: int) -> int:
    """How many characters the Chinese name behind a title has, 0 for none: three or two before a word that can follow.

    A listed word of two characters says more than one: 张福春|介绍 before 罗维真|对. Where nothing of the kind follows,
    a name has three characters unless they are words of the language: 田小满|看了两遍, not 关注|的.
    """
    if text[start : start + 1] in "和与及或":
        return 0  # 医生和患者
    family = 2 if text[start : start + 2] in word_set("double_family_names") else 1
    longest = family + 1 if _NOT_GIVEN.match(text, start + family + 1) else family + 2
    lengths = [n for n in (longest, family + 1) if re.fullmatch(rf"[一-鿿]{{{n}}}", text[start : start + n])]
    for follows in (_ends, _said_next, _may_follow):
        for length in lengths:
            if follows(text, start + length):
                return length
    return longest if longest in lengths and _is_coined(text, start, longest) else 0


def _ends(text: str, place: int) -> bool:
    return re.match(r"[^一-鿿A-Za-z]|$", text[place : place + 1]) is not None


def _said_next(text: str, place: int) -> bool:
    """Whether a listed word of two characters or a verb of speech follows: 周翔|当选, 柯大成|说."""
    listed = any_word("after_person").match(text, place)
    return listed is not None and (len(listed.group()) > 1 or listed.group() in _SPEECH)


def _may_follow(text: str, place: int) -> bool:
    if any_word("after_person").match(text, place):
        return True
    return len(text) > place + 1 and word_classes().get(text[place : place + 2], "n") in _MAY_FOLLOW


def _is_coined(text: str, start: int, length: int) -> bool:
    """Whether no word of the language begins within a stretch of characters or runs out of it."""
    classes = word_classes()
    places = range(start, start + length)
    return not any(classes.get(text[n : n + 2], "nr") not in NAMES for n in places)


def is_person_name(name: str) -> bool:
    """Two or three characters that begin with a family name and are no word of the field, or a foreign name."""
    if re.fullmatch(FOREIGN_NAME, name):
        return name not in word_set("no_names")
    if name[:2] in word_set("double_family_names"):
        return 3 <= len(name) <= 4
    if len(name) == 3 and word_classes().get(name[:2]) in ("a", "ad", "d"):
        return False  # 高效地
    return name[0] in word_set("family_names") and name not in word_set("no_names") and 2 <= len(name) <= 3
