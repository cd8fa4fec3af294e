"""How often each rule was right, as the table that ``extract.confidence`` reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from extract.confidence import COLUMNS, MeasuredRule, read_measured, rule_shift
from extract.lexicon import LexiconError
from kg.errors import OutputError
from kg.evaluation.scores import RuleScore

_HEAD = """\
# How often each rule was right on annotated reports: its facts, those that annotators confirm, and the mean confidence
# that the rule itself claimed. `make confidence ANNOTATIONS=DIR` writes it; extract/confidence.py says how it is used.
"""


def measured_table(rules: Mapping[str, RuleScore], before: Mapping[str, MeasuredRule] | None = None) -> str:
    """The table as text, a row for each rule, sorted; what an earlier table added to a confidence is taken out.

    ``before`` are the counts on other reports, which are added.
    """
    measured = dict(before or {})
    for name, score in rules.items():
        if score.facts:
            claimed = min(1.0, max(0.0, score.confidence - rule_shift(name)))
            measured[name] = _together(measured.get(name), MeasuredRule(score.facts, score.matched, claimed))
    rows = [f"{name}\t{rule.facts}\t{rule.right}\t{rule.claimed:.3f}" for name, rule in sorted(measured.items())]
    return _HEAD + "\n".join(["\t".join(COLUMNS), *rows]) + "\n"


def _together(one: MeasuredRule | None, other: MeasuredRule) -> MeasuredRule:
    """The counts of one rule on two sets of reports."""
    if one is None:
        return other
    facts = one.facts + other.facts
    claimed = (one.facts * one.claimed + other.facts * other.claimed) / facts
    return MeasuredRule(facts, one.right + other.right, claimed)


def write_measured(rules: Mapping[str, RuleScore], path: Path, *, add: bool = False) -> None:
    """Writes ``measured_table`` to ``path``, or adds to the counts that stand there.

    Raises:
        OutputError: if the file cannot be written, or what is to be added to cannot be read.
    """
    try:
        before = read_measured(path) if add else None
    except (LexiconError, OSError) as error:
        raise OutputError(f"cannot add to {path}: {error}") from error
    try:
        path.write_text(measured_table(rules, before), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}; name another file") from error
