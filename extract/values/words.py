"""The word tables of amounts, read once: scales, currencies, units, and the words that bend a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extract.lexicon import DATA, LexiconError, Row, read_rows

_FOLDER = DATA / "values"
_LATIN_END = re.compile(r"[A-Za-z]$")


#: 六成|为研发人员 is what a part is, where 第六成为 is none
_UNLESS = {"为": r"为(?!研发|科研|技术|算法|工程师|博士|硕士|本科|医生|女性|男性)"}


class WordsBefore:
    """Looks for words that end where a number begins; the last character decides before the pattern runs."""

    def __init__(self, pattern: str, *, lasts: Iterable[str]) -> None:
        self._pattern = re.compile(f"(?:{pattern}) {{0,2}}$")
        self._lasts = frozenset(lasts)

    def search(self, before: str) -> re.Match[str] | None:
        """The word at the end of ``before``, up to two spaces between."""
        return self._pattern.search(before) if before.rstrip(" ")[-1:] in self._lasts else None


class WordsAfter:
    """Looks for words that begin where a number ends; the first character decides before the pattern runs."""

    def __init__(self, pattern: str, *, firsts: Iterable[str]) -> None:
        self._pattern = re.compile(f" {{0,2}}(?:{pattern})")
        self._firsts = frozenset(firsts)

    def match(self, text: str, position: int) -> re.Match[str] | None:
        """The word at ``position``, up to two spaces between."""
        return self._pattern.match(text, position) if self._first(text, position) in self._firsts else None

    @staticmethod
    def _first(text: str, position: int) -> str:
        return text[position : position + 3].lstrip(" ")[:1]


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency by its ISO 4217 code, with the unit that metrics print for it."""

    code: str
    unit: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A counted unit: 个点 is printed for 百分点, 成 for ten of %; ``hanzi`` tells if 三 may stand before it."""

    canonical: str
    factor: float
    hanzi: str


def value_rows(name: str, columns: tuple[str, ...]) -> list[Row]:
    """The rows of ``data/values/NAME.tsv``.

    Raises:
        LexiconError: on a bad row.
    """
    return list(read_rows(_FOLDER / f"{name}.tsv", columns))


def any_of(words: Iterable[str]) -> str:
    """An alternation, longest first; a word that ends in a Latin letter may not run on into another."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + (r"(?![A-Za-z])" if _LATIN_END.search(word) else "") for word in ordered)


def _number(row: Row, column: str) -> float:
    try:
        return float(row[column])
    except ValueError as error:
        raise LexiconError(f"{row.place}: {column} is {row[column]!r}, expected a number") from error


@cache
def scales() -> dict[str, float]:
    """万 -> 10000.0, million -> 1000000.0."""
    return {row["printed"]: _number(row, "factor") for row in _scale_rows()}


@cache
def free_scales() -> tuple[str, ...]:
    """The scales that need no currency beside them: 亿 and million, but not the M of $50M."""
    return tuple(row["printed"] for row in _scale_rows() if row["needs_currency"] == "no")


def _scale_rows() -> list[Row]:
    return value_rows("scales", ("printed", "factor", "needs_currency"))


@cache
def currencies(place: str) -> dict[str, Currency]:
    """The currency words that may stand ``before`` or ``after`` an amount."""
    rows = value_rows("currencies", ("printed", "code", "unit", "place"))
    return {row["printed"]: Currency(row["code"], row["unit"]) for row in rows if row["place"] in (place, "both")}


@cache
def units() -> dict[str, Unit]:
    """The printed units: 个百分点 -> 百分点."""
    rows = _unit_rows()
    return {row["unit"]: Unit(row["canonical"], _number(row, "factor"), row["hanzi"]) for row in rows}


def _unit_rows() -> list[Row]:
    return value_rows("units", ("unit", "canonical", "factor", "hanzi", "unless_before"))


@cache
def unit_pattern() -> str:
    """An alternation of all units, each with the characters that make it another word (个 in 个性)."""
    parts: list[str] = []
    for row in sorted(_unit_rows(), key=lambda row: (-len(row["unit"]), row["unit"])):
        barred = [_UNLESS.get(text, re.escape(text)) for text in row.listed("unless_before")]
        if _LATIN_END.search(row["unit"]):
            barred.append("[A-Za-z0-9]")
        parts.append(re.escape(row["unit"]) + (f"(?!{'|'.join(barred)})" if barred else ""))
    return "|".join(parts)


@cache
def approximators(place: str) -> dict[str, str]:
    """The words ``before``, ``after`` or before a bare 百 (``hanzi``) -> about, over or under."""
    return {row["word"]: row["approx"] for row in _approximator_rows() if row["place"] == place}


@cache
def approximator_pattern(place: str) -> str:
    """An alternation of those words, each with what makes it part of another word (约 in 节约)."""
    rows = [row for row in _approximator_rows() if row["place"] == place]
    parts: list[str] = []
    for row in sorted(rows, key=lambda row: (-len(row["word"]), row["word"])):
        barred = "".join(f"(?<!{re.escape(text)})" for text in row.listed("unless_after"))
        parts.append(barred + re.escape(row["word"]))
    return "|".join(parts)


def _approximator_rows() -> list[Row]:
    return value_rows("approximators", ("word", "place", "approx", "unless_after"))


@cache
def noted_words(name: str) -> tuple[str, ...]:
    """The words of a guard table, whose second column says why each is there."""
    return tuple(row["word"] for row in value_rows(name, ("word", "note")))
