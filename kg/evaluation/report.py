"""An evaluation as tables: figures by type, kind, source, slot and rule, mistakes by cause, and examples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.evaluation.causes import Cause, Mistake
from kg.evaluation.evaluate import Evaluation
from kg.evaluation.merges import MergeScore
from kg.evaluation.scores import RuleScore, Scores
from kg.tables import Cell, Table

#: The parts of a report in order; the last one is long and printed only if asked for.
PARTS = ("entities", "facts", "sources", "slots", "rules", "merges", "causes", "errors")
_FIGURES = ("tp", "fp", "fn", "P", "R", "F1", "strict tp", "strict P", "strict R", "strict F1")
_DIGITS = 3
_ERRORS = ("missed entity", "false entity", "missed fact", "false fact")
#: How many columns name a row; one where nothing is said.
_NAMING_COLUMNS = {"causes": 2, "errors": 5}

Row = tuple[Cell, ...]


def report_tables(evaluation: Evaluation, *, examples: int | None) -> dict[str, Table]:
    """A table for each of ``PARTS``; ``examples`` of each cause are among the errors, all of them if None."""
    return {
        "entities": _score_table("type", evaluation.entities),
        "facts": _score_table("kind", evaluation.facts),
        "sources": _score_table("source", evaluation.sources),
        "slots": _score_table("kind", evaluation.slots),
        "rules": _rule_table(evaluation.rules),
        "merges": _merge_table(evaluation.merges),
        "causes": _cause_table(evaluation.mistakes),
        "errors": _error_table(evaluation.mistakes, examples),
    }


def for_people(table: Table) -> Table:
    """The table with its shares to the third digit, so that they stand under one another, and in 80 columns."""
    columns = tuple(column.replace("strict ", "s.") for column in table.columns)
    rows = tuple(
        tuple(f"{cell:.{_DIGITS}f}" if isinstance(cell, float) else cell for cell in row) for row in table.rows
    )
    return Table(columns, rows)


def long_table(tables: Mapping[str, Table]) -> Table:
    """Several of those tables as one, for formats that hold only one: part, row, figure, value."""
    rows: list[Row] = []
    for part, table in tables.items():
        named = _NAMING_COLUMNS.get(part, 1)
        for row in table.rows:
            name = ": ".join(map(str, row[:named]))
            rows += [(part, name, *figure) for figure in zip(table.columns[named:], row[named:], strict=True)]
    return Table(("part", "row", "figure", "value"), tuple(rows))


def _score_table(name: str, scores: Scores) -> Table:
    rows: list[Row] = []
    for row, score in scores.items():
        relaxed, strict = score.relaxed, score.strict
        shares = [round(share, _DIGITS) for share in (relaxed.precision, relaxed.recall, relaxed.f1)]
        strict_shares = [round(share, _DIGITS) for share in (strict.precision, strict.recall, strict.f1)]
        rows.append((row, relaxed.tp, relaxed.fp, relaxed.fn, *shares, strict.tp, *strict_shares))
    return Table((name, *_FIGURES), tuple(rows))


def _rule_table(rules: Mapping[str, RuleScore]) -> Table:
    rows: list[Row] = [
        (
            rule,
            score.facts,
            score.matched,
            score.strict,
            round(score.precision, _DIGITS),
            round(score.confidence, _DIGITS),
        )
        for rule, score in rules.items()
    ]
    return Table(("rule", "facts", "matched", "strict", "precision", "confidence"), tuple(rows))


def _merge_table(merges: Mapping[str, MergeScore]) -> Table:
    rows: list[Row] = [
        (type_, score.right, score.wrong, score.apart, round(score.precision, _DIGITS), round(score.recall, _DIGITS))
        for type_, score in merges.items()
    ]
    return Table(("type", "right", "wrong", "apart", "precision", "recall"), tuple(rows))


def _cause_table(mistakes: Sequence[Mistake]) -> Table:
    rows: list[Row] = []
    for group in _by_cause(mistakes):
        first = group[0]
        example = f"{first.name} {first.says}"
        rows.append((_error(first), first.cause.title, len(group), first.cause.meaning(first.side), example))
    return Table(("error", "cause", "count", "meaning", "example"), tuple(rows))


def _error_table(mistakes: Sequence[Mistake], examples: int | None) -> Table:
    rows: list[Row] = [
        (one.report, _error(one), one.name, one.cause.title, one.says, one.instead, one.quote)
        for group in _by_cause(mistakes)
        for one in group[:examples]
    ]
    return Table(("report", "error", "what", "cause", "says", "instead", "quote"), tuple(rows))


def _error(mistake: Mistake) -> str:
    """``missed fact``, ``false entity``."""
    return f"{'missed' if mistake.side == 'missed' else 'false'} {mistake.what}"


def _by_cause(mistakes: Sequence[Mistake]) -> list[list[Mistake]]:
    """Mistakes that have error and cause in common; of each error the most frequent cause first."""
    groups: dict[tuple[str, Cause], list[Mistake]] = defaultdict(list)
    for mistake in mistakes:
        groups[_error(mistake), mistake.cause].append(mistake)
    causes = tuple(Cause)
    keys = sorted(groups, key=lambda key: (_ERRORS.index(key[0]), -len(groups[key]), causes.index(key[1])))
    return [groups[key] for key in keys]
