"""Who reports a text: 动脉网11月20日讯(记者 林一帆), 界面新闻记者 林一帆."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.mention import Mention
from extract.mentions.people import FOREIGN_NAME, is_person_name
from extract.prose.roles import ORGANISATIONS, Post
from extract.prose.sentences import Sentence

_RULE = "role.reporter"
_TITLE = "记者"
#: between who publishes a text and 记者: 11月20日讯(, 贵阳11月20日电
_DATED = re.compile(
    r"\s*(?:[一-鿿]{0,6}(?:\d{4}年)?\d{1,2}月\d{1,2}日)?(?:[一-鿿]{0,4}[讯电])?\s*[(【\[|/]?\s*(?:首席|特约|见习|实习)?"
)


@cache
def _reporter() -> re.Pattern[str]:
    name = rf"(?:{FOREIGN_NAME}|[一-鿿]{{2,3}})"
    end = r"(?=[\s)】\],。;/|、]|\d|报道|摄影|发自|$)"
    return re.compile(rf"记者[:\s|/]*(?P<names>{name}(?:[、\s]{name}(?=[\s、)】\],]))*){end}")


def reporters(sentence: Sentence) -> Iterator[Post]:
    """The posts of reporters whose names stand behind 记者, with who publishes the text where that stands before."""
    text = sentence.text
    for match in _reporter().finditer(text) if _TITLE in text else ():
        before = (m for m in reversed(sentence.mentions) if m.type in ORGANISATIONS and m.end <= match.start())
        org = next((m for m in before if _DATED.fullmatch(text, m.end, match.start())), None)
        for name in re.finditer(r"[^、\s]+", match["names"]) if org is not None else ():
            if is_person_name(name.group()):
                start = match.start("names") + name.start()
                person = Mention(start, start + len(name.group()), "Person", name.group(), _RULE, 0.85)
                yield Post(person, org, _TITLE, match.start(), person.end, _RULE)
