"""Places by their form: a district within a known city (临江市|云浦区), and what the segmenter knows (青田县)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from extract.lexicon import word_set
from extract.mention import Mention
from extract.mentions.gazetteer import canonical_names, listed_names
from extract.mentions.tags import text_of, word_classes, words_in

#: what a district's name ends in, and what follows no such name: 市区|域, 区|块
_INNER = re.compile(
    r"(?P<name>[一-鿿]{1,4}?)(?:自治[县州]|新区|高新区|经开区|开发区|街道|[区县市镇乡])(?![域间块内外位分级隔镇街县长委政划别场值占盈面售民])"
)
#: 武汉市|城区, 上海|各区, 北京|地区: words, no names of districts
_NO_INNER = re.compile(
    r"[大省城一二三四五六七八九十各全老郊主辖多几两本该个的在和与及、]|[以之]外|其[他余它]|^(?:[市社地城园院病厂校库时小特片山灾新景牧林矿]|一?些|自贸|保税|政|超|上|股|夜|集)$"
)
_KNOWN = re.compile(r"[一-鿿]{2,7}[县市镇州]|[一-鿿]{2,6}(?<![地库山角亚半湾社城园])区")
#: what a list of places is counted in
_COUNT = re.compile(
    r"[一-鿿](?:等?(?:[两三四五六七八九十]|\d{1,2}))个?(?:县市区|市县|区县|县区|县|市|区|州|省份|省|地市|城市|镇)(?!级|[一-鿿]?医院)"
)
_COUNTED = re.compile(
    r"(?:^|[,。;:(省市州于在盖括向到达及达往至])(?P<names>[一-鿿]{2,3}(?:、[一-鿿]{2,3}?){1,8}(?:[和与及][一-鿿]{2,3}?)?)"
    + _COUNT.pattern[len("[一-鿿]") :]
)
_SHORTEST = 2
_ENDS = frozenset("县市镇州区")
_LEVELS = ("省", "市", "州")
_CONFIDENCE = 0.7


def find_places(doc: Doc, known: list[Mention]) -> Iterator[Mention]:
    """The places of a text that no list holds."""
    text = text_of(doc)
    for mention in known:
        if mention.type == "Place" and mention.confidence >= _CONFIDENCE and mention.name not in _wide():
            end = _inner_end(text, mention.end + text.startswith(_LEVELS, mention.end))
            if end is not None:
                yield Mention(mention.start, end, "Place", text[mention.start : end], "place.inner", _CONFIDENCE)
    yield from _listed(text)
    words = words_in(doc)
    for index, word in enumerate(words):
        if word[-1] in _ENDS and _is_known(word):
            start = doc[index].idx
            yield Mention(start, start + len(word), "Place", word, "place.known", _CONFIDENCE)


def _listed(text: str) -> Iterator[Mention]:
    """Places that are counted behind their list: 云浦、青岚和|竹溪三县. The first begins behind what a list follows."""
    for match in _COUNTED.finditer(text) if "、" in text and _COUNT.search(text) else ():
        begin = match.start("names")
        for name in re.split(r"[、和与及]", match["names"]):
            # 在|常州、赴|苏州: what leads up to a place that the segmenter knows
            led = len(name) > _SHORTEST and name not in word_classes() and word_classes().get(name[1:]) == "ns"
            yield Mention(begin + led, begin + len(name), "Place", name[led:], "place.listed", _CONFIDENCE)
            begin += len(name) + 1


def _is_known(word: str) -> bool:
    listed = word_classes().get(word) == "ns" and _KNOWN.fullmatch(word)
    return bool(listed) and not _NO_INNER.search(word[:-1])


@cache
def _wide() -> frozenset[str]:
    """Countries and regions that no district lies right in: 我国|医学影像市场."""
    china = canonical_names()["Place", "我国"]
    return word_set("wide_regions") | {e.name for e in listed_names() if e.type == "Place" and e.canonical == china}


def _inner_end(text: str, start: int) -> int | None:
    """Where the district that begins at ``start`` ends, with the town in it: 云浦区|青石镇."""
    end = None
    while match := _INNER.match(text, end or start):
        if _NO_INNER.search(match["name"]):
            break
        end = match.end()
    return end
