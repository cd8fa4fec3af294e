"""Finding things by what people type: a name, another name, part of one, or its pinyin."""

from __future__ import annotations

import bisect
import difflib
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pypinyin import Style, pinyin

from extract.folding import fold_text
from kg.content import EntityRecord
from kg.serve.live import Snapshot
from kg.serve.pages.site import site_of

#: A character with several readings multiplies the ways to spell a name: no more than these are known.
_MOST_SPELLINGS = 8
#: Longer names are found by their characters; nobody types the pinyin of a sentence.
_LONGEST_SPELT = 30
_LONGEST_QUERY = 100
_NEAR = 5
#: Chinese is read as a whole, since neighbours tell how a character is read; other characters one by one.
_RUNS = re.compile(r"[^\x00-\x7f]+|.")


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, and the name it was found by where that is not its own."""

    thing: EntityRecord
    facts: int
    by: str


@dataclass(frozen=True, slots=True)
class _Key:
    """One way to find a thing: the name it stands for; ``rank`` orders names before other names before pinyin."""

    thing: int
    name: str
    rank: int


class SearchIndex:
    """All things by all their names. One string holds all keys, a line each, so that a search is a search in text."""

    def __init__(self, things: Iterable[EntityRecord], facts: Mapping[str, int]) -> None:
        self._things = sorted(things, key=lambda thing: (-facts.get(thing.iri, 0), len(thing.label), thing.iri))
        self._facts = [facts.get(thing.iri, 0) for thing in self._things]
        lines: list[str] = []
        self._keys: list[_Key] = []
        for number, thing in enumerate(self._things):
            for folded, key in _keys(number, thing):
                lines.append(folded)
                self._keys.append(key)
        self._text = "\n" + "\n".join(lines) + "\n"
        self._starts = list(itertools.accumulate((len(line) + 1 for line in lines), initial=1))[:-1]

    def find(self, words: str, *, types: Iterable[str] = (), limit: int = 20) -> list[Hit]:
        """Up to ``limit`` things for what was typed, the best first; ``types`` keeps those of one of these types."""
        wanted = folded(words[:_LONGEST_QUERY])
        best: dict[int, tuple[tuple[int, int], _Key]] = {}
        allowed = frozenset(types)
        for score, key in self._matches(wanted):
            if allowed and allowed.isdisjoint(self._things[key.thing].types):
                continue
            if key.thing not in best or score < best[key.thing][0]:
                best[key.thing] = (score, key)
        ranked = sorted(best.items(), key=lambda item: (item[1][0], item[0]))[:limit]
        return [self._hit(key) for _, (_, key) in ranked]

    def all(self) -> list[Hit]:
        """All things, those with most facts first."""
        return [Hit(thing, facts, "") for thing, facts in zip(self._things, self._facts, strict=True)]

    def near(self, words: str) -> list[Hit]:
        """Things whose name is spelt like what was typed, for a reader who found nothing."""
        wanted = folded(words[:_LONGEST_QUERY])
        names: dict[str, _Key] = {}
        for place, key in enumerate(self._keys):
            names.setdefault(self._line(place), key)
        alike = difflib.get_close_matches(wanted, names, n=_NEAR, cutoff=0.5)
        return [self._hit(key) for key in {names[name].thing: names[name] for name in alike}.values()]

    def _matches(self, wanted: str) -> Iterator[tuple[tuple[int, int], _Key]]:
        """Keys that hold ``wanted``, scored: whole before beginning before inside, names before pinyin."""
        at = self._text.find(wanted) if wanted else -1
        while at >= 0:
            place = bisect.bisect_right(self._starts, at) - 1
            key = self._keys[place]
            begins, ends = self._text[at - 1] == "\n", self._text[at + len(wanted)] == "\n"
            fit = 0 if begins and ends else 1 if begins else 2
            # Initials and syllables in the middle of a spelling match far too much.
            if key.rank < 2 or fit < 2:
                yield (fit, key.rank), key
            at = self._text.find(wanted, at + 1)

    def _line(self, place: int) -> str:
        end = self._starts[place + 1] - 1 if place + 1 < len(self._starts) else len(self._text) - 1
        return self._text[self._starts[place] : end]

    def _hit(self, key: _Key) -> Hit:
        thing = self._things[key.thing]
        return Hit(thing, self._facts[key.thing], "" if key.name == thing.label else key.name)


def index_of(snapshot: Snapshot) -> SearchIndex:
    """The search index of a snapshot, made once."""
    return snapshot.once(_make_index)


def _make_index(snapshot: Snapshot) -> SearchIndex:
    site = site_of(snapshot)
    return SearchIndex(site.content.entities.values(), {iri: len(facts) for iri, facts in site.of_thing.items()})


def folded(words: str) -> str:
    """``words`` without what a reader would not mind: width, case, blanks and marks, Traditional characters."""
    plain = fold_text(unicodedata.normalize("NFKC", words)).casefold()
    return "".join(char for char in plain if char.isalnum() or char in "+#")


def _keys(number: int, thing: EntityRecord) -> Iterator[tuple[str, _Key]]:
    seen: set[str] = set()
    for rank, names in enumerate(((thing.label,), thing.aliases)):
        for name in names:
            if (plain := folded(name)) and plain not in seen:
                seen.add(plain)
                yield plain, _Key(number, name, rank)
    for name in (thing.label, *thing.aliases):
        for spelling in spellings(name):
            if spelling not in seen:
                seen.add(spelling)
                yield spelling, _Key(number, name, 2)


def _readings(run: str) -> list[list[str]]:
    """The ways to read each character of a run: pinyin of Chinese ones, others as they are."""
    return [[run]] if run.isascii() else pinyin(run, style=Style.NORMAL, heteronym=True)


def spellings(name: str) -> list[str]:
    """Pinyin of a name, whole and by initials, for each reading of its characters.

    >>> spellings("推想")
    ['tuixiang', 'tx']
    """
    plain = folded(name)
    if len(plain) > _LONGEST_SPELT or plain.isascii():
        return []
    readings = list(itertools.chain.from_iterable(map(_readings, _RUNS.findall(plain))))
    whole: list[str] = []
    initials: list[str] = []
    for way in itertools.islice(itertools.product(*readings), _MOST_SPELLINGS):
        whole.append("".join(way))
        initials.append("".join(part[0] if part.isalpha() else part for part in way))
    return list(dict.fromkeys([*whole, *initials]))
