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
#: what those are called behind whose work their names stand; who only writes (文|) has no title
_TITLES = {"作者": "作者", "编辑": "编辑", "责编": "编辑"}
_LONGEST_LINE = 60
#: between who publishes a text and 记者: 11月20日讯(, 贵阳11月20日电
_DATED = re.compile(
    r"》?\s*(?:[一-鿿]{0,6}(?:\d{4}年)?\d{1,2}月\d{1,2}日)?(?:[一-鿿]{0,4}[讯电])?\s*[(【\[|/]?\s*(?:首席|特约|见习|实习)?"
)


@cache
def _reporter() -> re.Pattern[str]:
    name = rf"(?:{FOREIGN_NAME}|[一-鿿]{{2,3}})"
    end = r"(?=[\s)】\],。;/|、]|\d|报道|摄影|发自|$)"
    return re.compile(rf"记者[:\s|/]*(?P<names>{name}(?:[、\s]{name}(?=[\s、)】\],]))*){end}")


@cache
def _author() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<what>文|作者|采写|撰文|编辑|责编)[|:/丨]\s*(?:《[^《》]{{2,12}}》)?\s*(?P<name>{FOREIGN_NAME}|[一-鿿]{{2,3}}?)"
        r"(?=[^一-鿿]|编辑|责编|摄影|$)"
    )


def authors(sentence: Sentence) -> Iterator[Post]:
    """The posts of those whose names stand behind 文|, 作者| and 编辑|, in a line that names who publishes the text."""
    text = sentence.text
    org = next((m for m in sentence.mentions if m.type in ORGANISATIONS), None)
    for match in _author().finditer(text) if org is not None and len(text) <= _LONGEST_LINE else ():
        if is_person_name(match["name"]):
            person = Mention(*match.span("name"), "Person", match["name"], _RULE, 0.85)
            yield Post(person, org, _TITLES.get(match["what"], ""), match.start(), match.end(), _RULE)


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
