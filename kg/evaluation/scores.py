"""Counts of what was found, missed and made up, and the figures made from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.evaluation.agreement import is_filled, stated_slots
from kg.evaluation.matching import Line, Pairing, TextMatch

ALL = "ALL"


@dataclass(slots=True)
class Tally:
    """Found, made up, missed: true positives, false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, *, tp: int = 0, fp: int = 0, fn: int = 0) -> None:
        """Count some more."""
        self.tp += tp
        self.fp += fp
        self.fn += fn

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """The share of what is annotated that was found."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """The same lines counted twice: as an analyst would, and to the letter."""

    relaxed: Tally
    strict: Tally


@dataclass(slots=True)
class RuleScore:
    """How often a rule of the reader was right, beside the confidence it claims (the mean over its facts)."""

    facts: int = 0
    matched: int = 0
    strict: int = 0
    claimed: float = 0.0

    @property
    def precision(self) -> float:
        """The share of its facts that were found right: what its confidence should be."""
        return self.matched / self.facts if self.facts else 0.0

    @property
    def confidence(self) -> float:
        """The confidence that the rule gave its facts, on average."""
        return self.claimed / self.facts if self.facts else 0.0


Scores = dict[str, Score]
Tallies = dict[str, Tally]


def thing_scores(matches: Sequence[TextMatch]) -> Scores:
    """Things by type."""
    relaxed = _count((match.things for match in matches), lambda thing: thing.type)
    return _scores(relaxed, _count((match.strict_things for match in matches), lambda thing: thing.type))


def fact_scores(matches: Sequence[TextMatch]) -> Scores:
    """Facts by kind."""
    relaxed = _count((match.facts for match in matches), lambda fact: fact.kind)
    return _scores(relaxed, _count((match.strict_facts for match in matches), lambda fact: fact.kind))


def source_scores(matches: Sequence[TextMatch]) -> Scores:
    """Facts by source: those of tables and those of prose."""
    relaxed = _count((match.facts for match in matches), lambda fact: fact.source)
    return _scores(relaxed, _count((match.strict_facts for match in matches), lambda fact: fact.source))


def _count(pairings: Iterable[Pairing[Line]], row: Callable[[Line], str]) -> Tallies:
    tallies: Tallies = defaultdict(Tally)
    for pairing in pairings:
        for annotated, _ in pairing.pairs:
            tallies[row(annotated)].add(tp=1)
        for annotated in pairing.missed:
            tallies[row(annotated)].add(fn=1)
        for found in pairing.extra:
            tallies[row(found)].add(fp=1)
    return tallies


def _scores(relaxed: Tallies, strict: Tallies) -> Scores:
    """The rows by name, and ``ALL`` at the end."""
    names = sorted(relaxed.keys() | strict.keys())
    rows = {name: Score(relaxed.get(name, Tally()), strict.get(name, Tally())) for name in names}
    return {**rows, ALL: Score(_total(relaxed), _total(strict))}


def _total(tallies: Tallies) -> Tally:
    total = Tally()
    for tally in tallies.values():
        total.add(tp=tally.tp, fp=tally.fp, fn=tally.fn)
    return total


def slot_scores(matches: Iterable[TextMatch]) -> Scores:
    """Slots of the facts that were found, by kind: filled right, wrongly or needlessly, not at all."""
    relaxed: Tallies = defaultdict(Tally)
    strict: Tallies = defaultdict(Tally)
    for match in matches:
        for annotated, found in match.facts.pairs:
            hits = match.agreement.agreeing_slots(annotated, found)
            filled = sum(map(is_filled, found.args.values()))
            relaxed[annotated.kind].add(tp=hits, fp=max(0, filled - hits), fn=max(0, len(annotated.args) - hits))
            equal = match.agreement.equal_slots(annotated, found)
            wanted, given = stated_slots(annotated), stated_slots(found)
            strict[annotated.kind].add(tp=equal, fp=len(given) - equal, fn=len(wanted) - equal)
    return _scores(relaxed, strict)


def rule_scores(matches: Iterable[TextMatch]) -> dict[str, RuleScore]:
    """The facts of each rule of the reader, and how many of them are annotated."""
    rules: dict[str, RuleScore] = defaultdict(RuleScore)
    for match in matches:
        for fact in match.found_facts:
            rules[fact.rule].facts += 1
            rules[fact.rule].claimed += fact.confidence
        for _, fact in match.facts.pairs:
            rules[fact.rule].matched += 1
        for _, fact in match.strict_facts.pairs:
            rules[fact.rule].strict += 1
    return {rule: rules[rule] for rule in sorted(rules)}
