"""Reads a question: names first, then times and values, then cue words; jieba cuts what is left into words."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import jieba

from extract.folding import fold_text
from extract.mentions.automaton import NameAutomaton, whole_words
from extract.naming import fold_name
from extract.questions.cues import blanked, cue_meanings, find_cues, idle_words, respelt
from extract.questions.model import Cue, KnownName, NamedSpan, Question, ValueSpan
from extract.questions.times import find_time
from extract.squeeze import squeeze
from extract.values import find_approval_classes, find_rounds, find_stages
from extract.values.calendar_points import small_number

jieba.setLogLevel(logging.WARNING)

#: A question is a sentence or two; what is longer is cut here.
LONGEST_QUESTION = 500
_TOP = re.compile(r"(?:前|(?i:top) ?)(\d{1,3}|[一二三四五六七八九十]{1,2})(?![\d年月])(?:名|位|家|个|大|款|项|笔)?")
_RANK = re.compile(r"(?:排名|排)?第([二三四五六七八九十2-9])(?:[多大高早晚名位个家张款笔]|(?<=排名第.))")
_FROM = re.compile(r"(?:临床)?(?:试验)?(?:及其?|或|和)?(?:以后|之后|以上|往后|及后续)")
_TO = re.compile(r"(?:临床)?(?:试验)?(?:及其?|或|和)(?:以前|之前|以下)")
_BEFORE = re.compile(r"(?:临床)?(?:试验)?(?:以前|之前|以下)")
_WORD = re.compile(r"[0-9A-Za-z\u3400-\u9fff]+")
#: How many things a piece of a name may mean: more begin alike (联影) than hold one word by chance (预测).
_MOST_BEGINNING, _MOST_AROUND = 8, 3
_LONGEST_PIECE = 8
_SHORTEST_NAME = 2


class QuestionReader:
    """Reads questions about the things of one graph."""

    def __init__(self, names: Iterable[KnownName]) -> None:
        """``names`` are all names that a question may use; a name of one character, or that is a cue, is left out."""
        keys: dict[str, set[str]] = defaultdict(set)
        values: dict[str, set[str]] = defaultdict(set)
        for known in names:
            spelt = squeeze(fold_text(known.name)).text.lower()
            if len(spelt) >= _SHORTEST_NAME and spelt not in cue_meanings() and spelt not in idle_words():
                (values if known.is_value else keys)[spelt].add(known.key)
        for spelt in keys.keys() & values.keys():
            keys[spelt] |= values.pop(spelt)
        self._keys = {spelt: tuple(sorted(found)) for spelt, found in sorted(keys.items())}
        self._names = NameAutomaton(self._keys.items())
        self._values = NameAutomaton((spelt, tuple(sorted(found))) for spelt, found in sorted(values.items()))

    def read(self, text: str, *, latest_year: int | None = None) -> Question:
        """``text`` as a question; ``latest_year`` is what 今年 and 近三年 count from."""
        folded = respelt(squeeze(fold_text(text[:LONGEST_QUESTION])).text)
        names = _found(self._names, folded, [])
        time = find_time(folded, latest_year=latest_year)
        if time is not None:
            names = [name for name in names if name.end <= time.start or name.start >= time.end]
        taken = [(name.start, name.end) for name in names]
        values = [value for value in _values(folded) if not _touches(value.start, value.end, taken)]
        spans = [*taken, *([(time.start, time.end)] if time else [])]
        cues = _without_hidden(find_cues(folded, spans), names)
        spans += [(cue.start, cue.end) for cue in cues] + [(value.start, value.end) for value in values]
        cued = tuple(_cued_values(cues, folded))
        spans += [(value.start, value.end) for value in cued]
        said = _found(self._values, folded, spans)
        spans += [(span.start, span.end) for span in said]
        near, unknown = self._left_over(folded, spans)
        return Question(
            text=folded,
            names=tuple(sorted([*names, *said, *near], key=lambda name: name.start)),
            cues=tuple(cues),
            time=time,
            values=(*values, *cued),
            unknown=tuple(dict.fromkeys(unknown)),
        )

    def _left_over(self, text: str, spans: list[tuple[int, int]]) -> tuple[list[NamedSpan], list[str]]:
        """Names that the remaining words are a part of, and the words that are none."""
        near = [self._beginning(run) for run in _WORD.finditer(blanked(text, spans))]
        found = [name for name in near if name is not None]
        unknown: list[str] = []
        for start, word in _free_words(text, [*spans, *((name.start, name.end) for name in found)]):
            keys = self._near(word, str.__contains__, most=_MOST_AROUND)
            if keys:
                found.append(NamedSpan(start, start + len(word), word, keys, near=True))
            else:
                unknown.append(word)
        return found, unknown

    def _beginning(self, run: re.Match[str]) -> NamedSpan | None:
        """The longest piece of a run of unread characters that few names begin with: 望舒 of 望舒有.

        jieba knows no such piece and may cut through it.
        """
        text = run.group()
        pieces = [
            (start, end)
            for start in range(len(text) - 1)
            for end in range(start + _SHORTEST_NAME, min(len(text), start + _LONGEST_PIECE) + 1)
            if text[start:end].lower() not in idle_words() and whole_words(text, start, end)
        ]
        for start, end in sorted(pieces, key=lambda piece: (piece[0] - piece[1], piece[0])):
            keys = self._near(text[start:end], str.startswith, most=_MOST_BEGINNING)
            if keys:
                return NamedSpan(run.start() + start, run.start() + end, text[start:end], keys, near=True)
        return None

    def _near(self, word: str, fits: Callable[[str, str], bool], *, most: int) -> tuple[str, ...]:
        """Keys of the names that begin with ``word`` or hold it; none where there are too many to be meant."""
        wanted = fold_name(word)
        if len(wanted) < _SHORTEST_NAME:
            return ()
        found = {
            key
            for name, keys in self._keys.items()
            if fits(name, wanted) and whole_words(name, at := name.index(wanted), at + len(wanted))
            for key in keys
        }
        return tuple(sorted(found)) if len(found) <= most else ()


def _found(automaton: NameAutomaton[tuple[str, ...]], text: str, taken: list[tuple[int, int]]) -> list[NamedSpan]:
    """The names in ``text`` outside of the spans ``taken``."""
    hits = automaton.find(blanked(text, taken))
    return [NamedSpan(hit.start, hit.end, text[hit.start : hit.end], hit.entry) for hit in hits]


def _values(text: str) -> Iterator[ValueSpan]:
    for what, spans in (
        ("round", find_rounds(text)),
        ("stage", find_stages(text)),
        ("class", find_approval_classes(text)),
    ):
        for span in spans:
            yield _valued(text, span.start, span.end, what, span.label)
    if found := _TOP.search(text):
        yield ValueSpan(*found.span(), found.group(), "top", str(small_number(found[1]) or 10))
    if found := _RANK.search(text):
        yield ValueSpan(*found.span(), found.group(), "rank", str(small_number(found[1]) or 2))


def _valued(text: str, start: int, end: int, what: str, value: str) -> ValueSpan:
    """The value with what stands after it: 及以后 opens it to what is later, 以前 to what is earlier."""
    for bound, words in (("from", _FROM), ("to", _TO), ("before", _BEFORE)):
        if found := words.match(text, end):
            return ValueSpan(start, found.end(), text[start : found.end()], what, value, bound)
    return ValueSpan(start, end, text[start:end], what, value)


def _cued_values(cues: Iterable[Cue], text: str) -> Iterator[ValueSpan]:
    """Values that a cue word names: 收购 is the deal type acquisition."""
    for cue in cues:
        if cue.role == "value":
            what, _, value = cue.value.partition("=")
            yield _valued(text, cue.start, cue.end, what, value)


def _without_hidden(cues: list[Cue], names: list[NamedSpan]) -> list[Cue]:
    """Cues outside of names, in the order of the question."""
    spans = [(name.start, name.end) for name in names]
    return sorted(
        (cue for cue in cues if not _touches(cue.start, cue.end, spans)), key=lambda cue: (cue.start, cue.role)
    )


def _touches(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in spans)


def _free_words(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Words of ``text`` outside of ``spans`` that could mean something, with their places."""
    for run in _WORD.finditer(blanked(text, spans)):
        position = run.start()
        for word in jieba.lcut(run.group()):
            if len(word) >= _SHORTEST_NAME and word.lower() not in idle_words() and not word.isdecimal():
                yield position, word
            position += len(word)
