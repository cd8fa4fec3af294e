"""The short form of a company's name that a text goes on with: 澄目 after 澄目科技."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from extract.lexicon import alternatives, word_set
from extract.mention import Mention
from extract.mentions.coined import is_plain
from extract.mentions.gazetteer import gazetteer_automaton, place_prefix

_SURE = 0.6
_CONFIDENCE = 0.7
_SHORTEST, _LONGEST = 2, 4
#: 脉屿智能: the short name of a registered one, and how often a text says one that ends in no word for a trade
_SHORTEST_SHORT, _OFTEN = 4, 2
_FORM = re.compile(r"(?:股份|集团)*(?:有限责任公司|有限公司)$")
_SEAT = re.compile(r"\([一-鿿]{2,4}\)")


@cache
def _suffixed() -> re.Pattern[str]:
    return re.compile(rf"(?P<stem>[一-鿿]{{{_SHORTEST},{_LONGEST}}}?)(?:{alternatives('org_suffix_company')})+")


def stem_of(name: str) -> str:
    """What of a company's short name is its own: ``澄目`` of ``澄目科技``; empty where that is a word or a place."""
    match = _suffixed().fullmatch(name)
    stem = match["stem"] if match else ""
    plain = not stem or is_plain(stem) or stem in word_set("generic_org_stems") or place_prefix().fullmatch(stem)
    return "" if plain else stem


def short_forms(whole: str, mentions: Iterable[Sequence[Mention]]) -> Mapping[str, Mention]:
    """The stems that a report's text uses by themselves, each with the one company of the report whose name it is of.

    ``whole`` is the report's text; ``mentions`` are those of its pieces.
    """
    companies = [m for block in mentions for m in block if m.type in ("Company", "Investor")]
    owners: dict[str, dict[str, Mention]] = {}
    for mention in companies:
        if mention.confidence >= _SURE and (stem := stem_of(mention.name)):
            owners.setdefault(stem, {})[mention.name] = mention
    for stem, named in owners.items():  # 澄影集团 and 澄影科技: 澄影 may mean either
        named.update({m.name: m for m in companies if m.name.startswith(stem) and m.name != stem})
    for mention in companies:
        for short in _of_registered(mention.name, whole):
            owners.setdefault(short, {})[mention.name] = mention
    return {
        stem: next(iter(named.values()))
        for stem, named in sorted(owners.items())
        if len(named) == 1 and whole.count(stem) > whole.count(next(iter(named))) and not _is_listed(stem)
    }


def _of_registered(name: str, whole: str) -> Iterator[str]:
    """What a registered name is called without its place and form: 脉屿智能 of 杭州脉屿智能科技有限公司; also 岚络放疗 of
    苏州岚络放疗设备有限公司, where the text says so again and again.
    """
    core = _FORM.sub("", name)
    if core == name:
        return
    place = place_prefix().match(core)
    own = _SEAT.sub("", core[place.end() :] if place else core)
    said = whole.count(name)
    for end in range(len(own), _SHORTEST_SHORT - 1, -1):
        short = own[:end]
        if _suffixed().fullmatch(short):
            yield short
        elif whole.count(short) - said >= _OFTEN and not is_plain(short):
            yield short
            return


def short_mention(stem: str) -> Mention:
    """What to look for in the report: the stem as a company."""
    return Mention(0, len(stem), "Company", stem, "learned", _CONFIDENCE)


def _is_listed(stem: str) -> bool:
    """Whether a stem is a name of its own in the lists."""
    return any(hit.start == 0 and hit.end == len(stem) for hit in gazetteer_automaton().find(stem))
