"""Names that only their surroundings tell: a conditional random field over the words that no rule has named.

The rules know names by lists and by structure; 析木生物 or 秦岚 has neither. The field has read the annotated news of
``extract/training`` and looks at a word, its neighbours, their classes in jieba's dictionary and what the rules said
of them (Lafferty et al. 2001; trained by ``make tagger``). It only adds people, companies and institutions
where the rules found nothing, and only looks at clauses that hold a word which can be part of such a name.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pycrfsuite
from spacy.tokens import Doc

from extract.lexicon import DATA, any_word, word_set
from extract.mention import Mention
from extract.mentions.coined import is_plain
from extract.mentions.people import name_length
from extract.mentions.tags import CLOSED_CLASSES, begins_in, text_of, word_classes, words_in

#: What a label of the field stands for.
TYPES = {"C": "Company", "N": "Institution", "E": "Person"}
#: The least probability of a name, by its type: people are told better than companies.
_LEAST = {"C": 0.75, "N": 0.75, "E": 0.6}
#: What is less probable is a guess that counts where the report repeats the name.
_GUESS = 0.4
GUESSED = "tagger.guess"
#: A mention that is surer than this is none of the field's business.
_SURE = 0.6
#: A probability of the field that saw texts of one kind is worth less on another.
_WORTH = 0.85
_OUTSIDE = "O"
_OPENING = '“"「『《('
_JOINED = "说称道表向对与和在由被将于曾已则"
#: 安全性, 依从性: what ends in one of these is a property
_ABSTRACT = "性度率化"
_SHORTEST_BODY = 4
_ADVERB = re.compile("^[所拟最更]|[已较仍尚仅]")
_STOPS = frozenset(",。;:!?")
_HAN = re.compile(r"[一-鿿]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.\-]*")
_NAME_CLASS = "nr"
_BORDER = ("^", "^", "^", "^", "^")
#: Word lists whose words are told apart, in the order in which they count.
_KINDS = {
    "org_suffix_company": "company",
    "product_heads": "product",
    "disease_heads": "disease",
    "titles": "title",
    "company_officers": "title",
    "naming_verbs": "names",
    "bringing_verbs": "brings",
    "product_kinds": "kind",
    "drug_forms": "drug",
}


def model_path() -> Path:
    """The trained field of this package."""
    return DATA / "models" / "names.crfsuite"


@cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model_path()))
    return tagger


def find_tagged(doc: Doc, known: Sequence[Mention]) -> Iterator[Mention]:
    """The names that the field reads where no mention of ``known`` stands."""
    text = text_of(doc)
    for start, end, words, marks in clauses_of(doc, known):
        tagger = _tagger()
        tagger.set(features_of(words, marks))
        for first, last, label in spans_of(tagger.tag()):
            if label not in TYPES or any(mark != _OUTSIDE for mark in marks[first:last]):
                continue
            sure = min(tagger.marginal(_label(label, place, first), place) for place in range(first, last))
            begin, stop = _trimmed(text, start[first], end[last - 1])
            if label == "E":
                stop = _end_of_person(text, begin, stop)
            if sure >= _GUESS and _can_be(text[begin:stop], label):
                rule = f"tagger.{TYPES[label].lower()}" if sure >= _LEAST[label] else GUESSED
                yield Mention(begin, stop, TYPES[label], text[begin:stop], rule, round(sure * _WORTH, 2))


def _label(label: str, place: int, first: int) -> str:
    return f"{'B' if place == first else 'I'}-{label}"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a mark or 由 before it and what the segmenter joins to its end: 卫屹|说, 星禾数医|向."""
    start += text[start] in _OPENING or text.startswith("由", start)
    return start, end - (end - start > 2 and text[end - 1] in _JOINED)


def _end_of_person(text: str, start: int, stop: int) -> int:
    """Where a name behind a title ends, wherever the segmenter cuts it: 主任|陆砚舟|告诉, CEO|陆砚|更有."""
    titled = text[start] in word_set("family_names") and any_word("titles", "WORDS$").search(text[:start][-8:])
    return start + (name_length(text, start) or stop - start) if titled else stop


def _can_be(name: str, label: str) -> bool:
    """Whether a stretch has the form of a name of its type."""
    if label == "E" and (name in word_set("after_person") or name in word_set("no_names")):
        return False  # 博士毕业于, 白皮书
    if label == "E":
        return 2 <= len(name) <= 4 and name[-1] not in _ABSTRACT if _HAN.fullmatch(name) else len(name) > 3
    if label == "N" and (len(name) < _SHORTEST_BODY or _HAN.fullmatch(name) is None):
        return False
    if _ADVERB.search(name):
        return False  # 所募资金, 估值已较
    stem = any_word("org_suffix_company", "WORDS$").sub("", name)
    plain = stem in word_set("generic_org_stems") or (_HAN.fullmatch(stem) is not None and is_plain(stem))
    return bool(stem) and not plain and not any_word("no_company").search(name)


def clauses_of(doc: Doc, known: Sequence[Mention]) -> Iterator[tuple[list[int], list[int], list[str], list[str]]]:
    """The clauses that can hold an unknown name: begins, ends, words, and what the rules say of each word."""
    words = words_in(doc)
    kinds = _kinds()
    odd = [
        place
        for place, word in enumerate(words)
        if _is_odd(word) or (kinds.get(word) == "company" and place and _is_stem(words[place - 1]))
    ]
    if not odd:
        return
    begins = begins_in(doc)
    ends = [begin + len(word) for begin, word in zip(begins, words, strict=True)]
    marks = marks_of(begins, ends, known)
    unnamed = [place for place in odd if marks[place] == _OUTSIDE]
    stops = [-1, *(place for place, word in enumerate(words) if word in _STOPS), len(words)]
    for before, stop in itertools.pairwise(stops):
        if bisect_left(unnamed, before) < bisect_left(unnamed, stop):
            cut = slice(before + 1, stop)
            yield begins[cut], ends[cut], words[cut], marks[cut]


@cache
def _is_odd(word: str) -> bool:
    """Whether a word can be part of a name that no list holds."""
    known = word_classes().get(word)
    if _HAN.fullmatch(word):
        # 赋能, 智慧: words that the dictionary lacks, or takes for a person's name, are no names
        return (known is None or known.startswith(_NAME_CLASS)) and word not in word_set("new_words")
    return known is None and word[0].isalpha() and word[0].isupper()


@cache
def _is_stem(word: str) -> bool:
    """Whether a word before 生物, 科技 and the like may be a 字号 or the end of one: 砚|禾|生物, 青囊|影像."""
    if not _HAN.fullmatch(word) or len(word) > 2 or word in word_set("generic_org_stems"):
        return False
    return not is_plain(word) if len(word) > 1 else word_classes().get(word, "x") not in CLOSED_CLASSES


def marks_of(begins: Sequence[int], ends: Sequence[int], known: Sequence[Mention]) -> list[str]:
    """For each word the mention that covers it (``BCompany``, ``ICompany``, with ``?`` where it is unsure) or ``O``."""
    marks = [_OUTSIDE] * len(begins)
    place = 0
    for mention in sorted(known):
        while place < len(ends) and ends[place] <= mention.start:
            place += 1
        inside, lead = place, "B"
        while inside < len(begins) and begins[inside] < mention.end:
            marks[inside] = f"{lead}{mention.type}{'' if mention.confidence >= _SURE else '?'}"
            inside, lead = inside + 1, "I"
    return marks


def features_of(words: Sequence[str], marks: Sequence[str]) -> list[list[str]]:
    """What the field sees of each word: the words around it, their forms, classes and marks, and pairs of these."""
    seen = [_BORDER, _BORDER, *map(_seen, words), _BORDER, _BORDER]
    around = ["^", "^", *marks, "^", "^"]
    return [_features(seen[n : n + 5], around[n : n + 5]) for n in range(len(words))]


_Seen = tuple[str, str, str, str, str]


@cache
def _seen(word: str) -> _Seen:
    """A word, its form, its class, its kind in our lists, and whether it begins like a person's name."""
    klass = word_classes().get(word)
    family = len(word) <= 3 and (word[0] in word_set("family_names") or word[:2] in word_set("family_names"))
    return word, _form(word), "-" if klass is None else klass[:2], _kinds().get(word, ""), "F" if family else ""


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for name, kind in reversed(_KINDS.items()) for word in word_set(name)}


def _form(word: str) -> str:
    if _HAN.fullmatch(word):
        return f"h{min(4, len(word))}"
    if _LATIN.fullmatch(word):
        return "A" if word[0].isupper() and word[1:].islower() else "AA" if word.isupper() else "a"
    return "0" if word[0].isdigit() else word if len(word) == 1 else "x"


def _features(seen: Sequence[_Seen], marks: Sequence[str]) -> list[str]:
    """What is seen of the word in the middle of five and of its neighbours, and what their marks are."""
    a, b, c, d, e = seen
    # written out: no loop makes them as fast
    return [
        *(f"w0={b[0]}", f"w1={c[0]}", f"w2={d[0]}"),
        *(f"s0={b[1]}", f"s1={c[1]}", f"s2={d[1]}"),
        *(f"c0={a[2]}", f"c1={b[2]}", f"c2={c[2]}", f"c3={d[2]}", f"c4={e[2]}"),
        *(f"k0={b[3]}", f"k1={c[3]}", f"k2={d[3]}", f"k3={e[3]}"),
        *(f"t0={marks[1]}", f"t1={marks[2]}", f"t2={marks[3]}"),
        f"F2={c[4]}",
        f"last={c[0][-1]}",
        f"ends={c[0][-2:]}",
        f"ckk={c[2]}{d[3]}{e[3]}",
        f"ssk={c[1]}{d[1]}{e[3]}",
        f"w12={b[0]}|{c[0]}",
        f"w23={c[0]}|{d[0]}",
        f"cF={b[2]}{c[4]}{c[1]}{d[1]}",
        f"wt={b[0]}{marks[3]}",
        f"tw={marks[1]}{d[0]}",
    ]


def spans_of(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The names of a row of labels (``B-C``, ``I-C``, ``O``): first word, word behind the last, label."""
    first = 0
    while first < len(labels):
        last = first + 1
        if labels[first].startswith("B-"):
            label = labels[first][2:]
            while last < len(labels) and labels[last] == f"I-{label}":
                last += 1
            yield first, last, label
        first = last
