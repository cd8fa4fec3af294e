"""What is measured is written as the reader reads it, and moves what --min-confidence keeps."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from extract.confidence import COLUMNS, MeasuredRule, rule_shift
from extract.lexicon import read_rows
from kg.cli import main
from kg.evaluation import evaluate_graph
from kg.evaluation.calibration import measured_table
from kg.evaluation.scores import RuleScore


def test_a_measured_table_can_be_read_and_takes_the_old_measure_out_again(tmp_path: Path) -> None:
    score = RuleScore(facts=4, matched=3, claimed=4 * (0.7 + rule_shift("table.approval")))
    path = tmp_path / "measured.tsv"
    path.write_text(measured_table({"table.approval": score, "none": RuleScore()}), encoding="utf-8")
    (row,) = read_rows(path, COLUMNS)
    assert (row["rule"], row.number("facts"), row.number("right")) == ("table.approval", 4, 3)
    assert row.number("claimed") == pytest.approx(0.7, abs=0.001)


def test_the_counts_on_other_reports_are_added() -> None:
    before = {"rule.one": MeasuredRule(6, 3, 0.6), "rule.two": MeasuredRule(2, 2, 0.5)}
    rows = measured_table({"rule.one": RuleScore(facts=2, matched=1, claimed=2 * 1.0)}, before).splitlines()[-2:]
    assert rows == ["rule.one\t8\t4\t0.700", "rule.two\t2\t2\t0.500"]


def test_the_command_writes_the_table_and_names_a_place_that_cannot_be_written(
    sample_graph: Path, tmp_path: Path
) -> None:
    out = tmp_path / "measured.tsv"
    done = CliRunner().invoke(main, ["eval", "rules", "-g", str(sample_graph), "--write-rules", str(out)])
    assert done.exit_code == 0
    assert "rules are measured in" in done.stderr
    assert len(list(read_rows(out, COLUMNS))) > 20
    once = {row["rule"]: row.number("facts") for row in read_rows(out, COLUMNS)}
    options = ["eval", "rules", "-g", str(sample_graph), "--add"]
    assert CliRunner().invoke(main, [*options, "--write-rules", str(out)]).exit_code == 0
    assert {row["rule"]: row.number("facts") for row in read_rows(out, COLUMNS)} == {r: 2 * n for r, n in once.items()}
    assert CliRunner().invoke(main, options).exit_code == 2
    lost = tmp_path / "no" / "folder.tsv"
    failed = CliRunner().invoke(main, ["eval", "rules", "-g", str(sample_graph), "--write-rules", str(lost)])
    assert failed.exit_code == 1
    assert str(lost) in failed.stderr
    missing = CliRunner().invoke(main, [*options, "--write-rules", str(lost)])
    assert missing.exit_code == 1
    assert "cannot add to" in missing.stderr


def test_a_higher_confidence_gives_more_precision_and_less_recall(sample_graph: Path, sample_annotations: Path) -> None:
    scores = [
        evaluate_graph(sample_graph, sample_annotations, min_confidence=least).facts["ALL"].relaxed
        for least in (0.0, 0.7, 0.9)
    ]
    assert scores[0].precision <= scores[1].precision <= scores[2].precision
    assert scores[0].recall > scores[1].recall > scores[2].recall
