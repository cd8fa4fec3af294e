"""The cue words of questions and the words without meaning, read from ``data/questions``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.lexicon import DATA, LexiconError, read_rows
from extract.mentions.automaton import NameAutomaton
from extract.questions.model import Cue
from extract.squeeze import squeeze

FOLDER = DATA / "questions"
#: Ends a word that is a cue only where the question ends.
AT_END = "$"
_QUESTION_END = re.compile(r"[\s?!。？！吗呢啊呀]+$")
ROLES = frozenset({"kind", "ask", "op", "topic", "value", "role"})

#: What one word gives: role and value of each of its rows.
Meanings = tuple[tuple[str, str], ...]


@cache
def cue_meanings() -> dict[str, Meanings]:
    """Each cue word in lower case with all that it says.

    Raises:
        LexiconError: on a row whose role is not known.
    """
    meanings: dict[str, list[tuple[str, str]]] = {}
    for row in read_rows(FOLDER / "cues.tsv", ("role", "value", "words")):
        if row["role"] not in ROLES:
            raise LexiconError(f"{row.place}: role is {row['role']!r}, expected one of {', '.join(sorted(ROLES))}")
        for word in row.listed("words"):
            meanings.setdefault(squeeze(word).text.lower(), []).append((row["role"], row["value"]))
    return {word: tuple(dict.fromkeys(said)) for word, said in meanings.items()}


@cache
def idle_words() -> frozenset[str]:
    """Words that need not be understood."""
    lines = (FOLDER / "idle.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word.lower() for line in lines if not line.startswith("#") for word in line.split())


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    rows = read_rows(FOLDER / "spellings.tsv", ("written", "meant"))
    return tuple((row["written"], row["meant"]) for row in rows)


def respelt(text: str) -> str:
    """``text`` with the colloquial and mistyped words of ``spellings.tsv`` as they are meant: 啥 is 什么."""
    for written, meant in _spellings():
        text = text.replace(written, meant)
    return text


@cache
def _automaton() -> NameAutomaton[Meanings]:
    return NameAutomaton(cue_meanings().items())


def blanked(text: str, taken: list[tuple[int, int]]) -> str:
    """``text`` with line breaks in place of the spans ``taken``; no word holds one."""
    free = list(text)
    for start, end in taken:
        free[start:end] = "\n" * (end - start)
    return "".join(free)


def find_cues(text: str, taken: list[tuple[int, int]]) -> list[Cue]:
    """The cues of ``text`` outside of the spans ``taken``; the longest where two overlap.

    What a longer one leaves over is read again: 投了多少家公司 holds 多少家公司, and then 投了.
    """
    free = blanked(text, taken)
    cues: list[Cue] = []
    while hits := _automaton().find(free):
        cues += [
            Cue(hit.start, hit.end, text[hit.start : hit.end], role, value) for hit in hits for role, value in hit.entry
        ]
        free = blanked(free, [(hit.start, hit.end) for hit in hits])
    return [*cues, *(cue for cue in _last_words(free) if all(cue.start >= other.end for other in cues))]


def _last_words(text: str) -> Iterator[Cue]:
    """The cues that count at the end only: 谁的三类证多？"""
    end = len(_QUESTION_END.sub("", text))
    for word, meanings in cue_meanings().items():
        if word.endswith(AT_END) and text[:end].endswith(word.removesuffix(AT_END)):
            start = end - len(word) + 1
            yield from (Cue(start, end, text[start:end], role, value) for role, value in meanings)
