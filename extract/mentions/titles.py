"""Documents named in 《》: a policy or a report, told apart by the words of the title."""

from __future__ import annotations

import re

from extract.lexicon import any_word
from extract.mention import Mention

_TITLE = re.compile(r"《([^《》\n]{2,80})》")
_BRACKETED_TAIL = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")


def find_titles(text: str) -> list[Mention]:
    """《关于…的意见》 -> Policy, 《…白皮书》 -> Report; the name is what stands between the marks."""
    return [
        Mention(m.start(1), m.end(1), title_type(m.group(1)), m.group(1).strip(), "title.marks", 0.9)
        for m in _TITLE.finditer(text)
    ]


def title_type(title: str) -> str:
    """The entity type of a titled document: Policy if its words are those of a regulator, else Report."""
    core = _BRACKETED_TAIL.sub("", title)
    if any_word("title_report", r"WORDS(?:\s*\d*$|[:：])").search(core):
        return "Report"
    return "Policy" if any_word("title_policy").search(core) else "Report"
