"""How often each rule was right, as the table that ``extract.confidence`` reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from extract.confidence import COLUMNS, rule_shift
from kg.errors import OutputError
from kg.evaluation.scores import RuleScore

_HEAD = """\
# How often each rule was right on annotated reports: its facts, those that annotators confirm, and the mean confidence
# that the rule itself claimed. `make confidence ANNOTATIONS=DIR` writes it; extract/confidence.py says how it is used.
"""


def measured_table(rules: Mapping[str, RuleScore]) -> str:
    """The table as text, a row for each rule, sorted; what an earlier table added to a confidence is taken out."""
    lines = ["\t".join(COLUMNS)]
    for name, score in sorted(rules.items()):
        if score.facts:
            claimed = min(1.0, max(0.0, score.confidence - rule_shift(name)))
            lines.append(f"{name}\t{score.facts}\t{score.matched}\t{claimed:.3f}")
    return _HEAD + "\n".join(lines) + "\n"


def write_measured(rules: Mapping[str, RuleScore], path: Path) -> None:
    """Writes ``measured_table`` to ``path``.

    Raises:
        OutputError: if the file cannot be written.
    """
    try:
        path.write_text(measured_table(rules), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}; name another file") from error
