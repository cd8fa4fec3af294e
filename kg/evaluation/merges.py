"""How well names were resolved: every pair of names that share a node, against the names annotated as one thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.evaluation.agreement import folded_names
from kg.evaluation.matching import TextMatch
from kg.evaluation.records import ThingLine

_Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class MergeScore:
    """Pairs of differently folded names that both sides know: merged rightly, merged wrongly, left apart wrongly."""

    right: int = 0
    wrong: int = 0
    apart: int = 0

    @property
    def precision(self) -> float:
        """The share of merged pairs that are one thing; 1 where nothing was merged."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the annotated pairs that were merged; 1 where nothing was to merge."""
        return self.right / (self.right + self.apart) if self.right + self.apart else 1.0


@dataclass(frozen=True, slots=True)
class WrongMerge:
    """Two names in one node of ``report`` that are annotated as two things."""

    report: str
    type: str
    names: tuple[str, str]


def merge_scores(matches: Iterable[TextMatch]) -> tuple[Mapping[str, MergeScore], tuple[WrongMerge, ...]]:
    """Scores by annotated type with a row ``ALL``, and the wrong pairs.

    A pair is judged in a text only where the annotator knows both names; what the graph adds from elsewhere is not.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[WrongMerge] = []
    for match in matches:
        annotated = _pairs(match.annotated.things)
        known = {name: thing.type for thing in match.annotated.things for name in folded_names(thing)}
        merged = {pair for pair in _pairs(match.found_things) if pair <= known.keys()}
        for pair in sorted(merged | annotated, key=sorted):
            one, other = sorted(pair)
            found = any(pair <= folded_names(thing) for thing in match.found_things) if pair in annotated else True
            verdict = ("right" if found else "apart") if pair in annotated else "wrong"
            if verdict == "apart" and not _both_found(pair, match.found_things):
                continue  # a name that was not found cannot be merged
            for row in (known[one], "ALL"):
                counts[row][verdict] += 1
            if verdict == "wrong":
                wrong.append(WrongMerge(match.annotated.name, known[one], (one, other)))
    rows = sorted(set(counts) - {"ALL"})
    return {row: MergeScore(**counts[row]) for row in (*rows, "ALL")}, tuple(wrong)


def _pairs(things: Iterable[ThingLine]) -> set[_Pair]:
    return set(_all_pairs(things))


def _all_pairs(things: Iterable[ThingLine]) -> Iterator[_Pair]:
    for thing in things:
        yield from map(frozenset, combinations(sorted(folded_names(thing)), 2))


def _both_found(pair: _Pair, things: Iterable[ThingLine]) -> bool:
    names = frozenset[str]().union(*map(folded_names, things))
    return pair <= names
