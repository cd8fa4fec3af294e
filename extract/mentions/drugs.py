"""Drugs by the form of their names: 伊司特韦片, 奥雷替尼, dalutinib; and Latin names behind their kind: 抑制剂zelopran.

A Chinese name is its syllables and its stem (奥|雷|替尼), between its salt and its form (盐酸|…|片). A Latin name is
known by its stem, or by what stands before it: the kind of drug, or whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.lexicon import alternatives, any_word, word_set
from extract.mention import Mention
from extract.mentions.gazetteer import canonical_names
from extract.required import Finder

_CONTEXT = re.compile(r"药|临床|获批|治疗|适应症|患者|注射|抑制|靶|疫苗|给药|期|剂")
#: so many characters has a name at least with its stem
_SHORTEST, _SHORTEST_LATIN = 3, 7
#: such a Latin word stands for itself: no part of a longer name, no acronym, no CamelCase brand
_LATIN = re.compile(r"(?<![A-Za-z0-9.@/&-])(?<![A-Za-z] )[A-Za-z][a-z]{5,18}(?![A-Za-z0-9.@/&-])(?! [A-Za-z])")
_REACH = 12
#: 福司特先生 is a person, 普利制药 a company
_NOT_BEHIND = "先生|女士|博士|教授|医生|院士|制药|药业|公司|集团|科技|生物|医药|医疗|厂"
_MAKERS = frozenset({"Company", "Investor", "Institution"})


def find_drugs(text: str, known: Sequence[Mention]) -> list[Mention]:
    """The drugs of a text that speaks of drugs; ``known`` organisations bound the Chinese names."""
    if not _CONTEXT.search(text):
        return []
    makers = {m.end: m for m in known if m.type in _MAKERS and m.confidence > 0.4}
    return [*_chinese(text, makers), *_latin(text, makers)]


@cache
def _name() -> Finder:
    syllables = "".join(sorted(word_set("drug_syllables")))
    return Finder(
        rf"(?:{alternatives('drug_salts')})?(?P<core>[{syllables}]{{1,6}}?(?:{alternatives('drug_stems')}))"
        rf"(?![{syllables}]{{0,3}}(?:{alternatives('drug_stems')}))"
        rf"(?:{alternatives('drug_forms')})?(?!{_NOT_BEHIND})"
    )


def _chinese(text: str, makers: dict[int, Mention]) -> Iterator[Mention]:
    for match in _name().finditer(text):
        # 恒瑞|阿美替尼: the last character of the maker could begin the drug's name
        start = next((end for end in range(match.end() - 1, match.start(), -1) if end in makers), match.start())
        name = text[start : match.end()]
        if len(match["core"]) - max(0, start - match.start("core")) >= _SHORTEST:
            yield Mention(start, match.end(), "Drug", name, "drug.stem", 0.8)


def _latin(text: str, makers: dict[int, Mention]) -> Iterator[Mention]:
    for match in _LATIN.finditer(text):
        name = match.group()
        if name in word_set("latin_common") or name.lower() in word_set("english_words"):
            continue
        if ("Company", name.lower()) in canonical_names():
            continue
        before = text[max(0, match.start() - _REACH) : match.start()].rstrip(" ")
        stem = len(name) >= _SHORTEST_LATIN and any_word("inn_stems", "WORDS$").search(name)
        kind = any_word("drug_kinds", "WORDS$").search(before)
        # 礼来的zelopran: whose it is tells a drug where no brand of a device is written so
        owned = name.islower() and before.endswith("的") and match.start() - 1 in makers
        if stem or kind or owned:
            yield Mention(match.start(), match.end(), "Drug", name, "drug.latin", 0.75 if stem else 0.66)
