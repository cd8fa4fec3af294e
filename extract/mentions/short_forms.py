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
_FIRMS = ("Company", "Investor")
#: a short name and the registered one
_FORMS = 2
#: what a company is said to do, or goes on with behind its name
_ACTS = (
    r"(?:[则也已还将把被从对向在于的与和同](?!型|化)|\d{4}年|\d{1,2}月|去年|今年|目前|近日|宣布|完成|签|推出|发布|成立|创立|创始|获|拿|研发|自研"
    r"|表示|称|计划|收购|上市|递表|出身|起家|选择|押注|账上|联合|旗下|团队|方面|董事长|CEO|总裁)"
)
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
    named = [m for block in mentions for m in block]
    things = {m.name for m in named if m.type not in _FIRMS and m.confidence >= _SURE}
    companies = [m for m in named if m.type in _FIRMS]
    owners: dict[str, dict[str, Mention]] = {}
    for mention in companies:
        stem = stem_of(mention.name)
        if stem and (mention.confidence >= _SURE or (stem not in things and _acts_often(stem, whole))):
            owners.setdefault(stem, {})[mention.name] = mention
    for stem, named_so in owners.items():  # 澄影集团 and 澄影科技: 澄影 may mean either
        named_so.update({m.name: m for m in companies if m.name.startswith(stem) and m.name != stem})
    found = {m.name for m in companies}  # of those that are known already the resolver says whose they are
    for mention in companies:
        for short in _of_registered(mention.name, whole):
            if short not in found and not re.search(
                rf"{re.escape(short)}\((?:全称|即)?[为:]?{re.escape(mention.name)}", whole
            ):
                owners.setdefault(short, {})[mention.name] = mention
    ones = {stem: _the_one(named_so) for stem, named_so in sorted(owners.items()) if not _is_listed(stem)}
    return {stem: one for stem, one in ones.items() if one is not None and whole.count(stem) > whole.count(one.name)}


def _the_one(named: Mapping[str, Mention]) -> Mention | None:
    """The company that all of the names are of, 澄镜生物 and 澄镜生物科技有限公司; None where they are of several."""
    cores = sorted({_core(name) for name in named}, key=len)
    if any(not longer.startswith(cores[0]) for longer in cores) or len(cores) > _FORMS:
        return None
    if len(cores) == _FORMS and not any(_FORM.search(name) for name in named if _core(name) == cores[1]):
        return None  # 澄影 and 澄影投资 are two
    return max(named.values(), key=lambda mention: (mention.confidence, len(mention.name), mention.name))


def _core(name: str) -> str:
    """A company's name without its place and form."""
    return _place_and_own(name)[1]


def _place_and_own(name: str) -> tuple[str, str]:
    """The place that a registered name begins with, empty where none does, and what is left without form and seat."""
    core = _SEAT.sub("", _FORM.sub("", name))
    place = place_prefix().match(core) if core != name else None
    return (place.group(), core[place.end() :]) if place else ("", core)


def _acts_often(stem: str, whole: str) -> bool:
    """Whether a text says of a stem by itself what it says of companies, more than once: 砺元则收下…, 砺元的家底…."""
    deeds = re.compile(rf"(?<![“\u4e00-\u9fff]){re.escape(stem)}(?={_ACTS})")
    return len(deeds.findall(whole)) >= _OFTEN


def _of_registered(name: str, whole: str) -> Iterator[str]:
    """What a registered name is called without its place and form: 脉屿智能 of 杭州脉屿智能科技有限公司, also
    岚络放疗 of 苏州岚络放疗设备有限公司 where the text says so again and again.
    """
    if not _FORM.search(name):
        return
    place, own = _place_and_own(name)
    said = whole.count(name)
    for end in range(len(own), _SHORTEST_SHORT - 1, -1):
        short = own[:end]
        if _suffixed().fullmatch(short):
            yield short
            yield from _bare(stem_of(short), place, whole)
        elif whole.count(short) - said >= _OFTEN and not is_plain(short):
            yield short
            return


def _bare(stem: str, place: str, whole: str) -> Iterator[str]:
    """宁波澄镜, or 澄镜 alone, where a text goes on with it: of 宁波澄镜智能科技有限公司."""
    if stem and place and re.search(rf"{re.escape(place + stem)}{_ACTS}", whole):
        yield place + stem
    if stem and _acts_often(stem, whole):
        yield stem


def taught_by(shortened: Mapping[str, Mention]) -> Iterator[Mention]:
    """What to look for in the report: the stems as companies, and the names that only their stems make sure."""
    for stem, owner in shortened.items():
        yield Mention(0, len(stem), "Company", stem, "learned", _CONFIDENCE)
        if owner.confidence < _SURE:
            yield Mention(0, len(owner.name), "Company", owner.name, "learned", _CONFIDENCE)


def _is_listed(stem: str) -> bool:
    """Whether a stem is a name of its own in the lists."""
    return any(hit.start == 0 and hit.end == len(stem) for hit in gazetteer_automaton().find(stem))
