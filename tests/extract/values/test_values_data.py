"""The value tables: every row loads, and a bad row is refused with its file and line."""

from pathlib import Path

import pytest

from extract.lexicon import LexiconError
from extract.values import words
from extract.values.calendar_points import relative_years, year_parts
from extract.values.labels import label_rows
from extract.values.words import approximators, currencies, scales, units


def test_no_table_repeats_a_word() -> None:
    for name in ("units", "scales", "currencies", "undisclosed", "not_before", "not_after", "deal_roles"):
        path = words.DATA / "values" / f"{name}.tsv"
        first = [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()]
        assert len(first) == len(set(first)), name


def test_every_table_loads() -> None:
    assert units()["个百分点"].canonical == "百分点"
    assert scales()["万亿"] == 1e12
    assert currencies("after")["美金"].code == "USD"
    assert set(approximators("before").values()) == {"about", "over", "under"}
    assert year_parts()["上半年"].last_month == 6
    assert relative_years()["去年"] == "1"
    assert all(label_rows(name) for name in ("stages", "rounds", "approval_classes"))


def test_a_bad_factor_names_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scales.tsv").write_text("printed\tfactor\tneeds_currency\n万\tviel\tno\n", encoding="utf-8")
    monkeypatch.setattr(words, "_FOLDER", tmp_path)
    scales.cache_clear()
    with pytest.raises(LexiconError, match=r"scales.tsv:2: factor is 'viel'"):
        scales()
    monkeypatch.undo()
    scales.cache_clear()


def test_a_broken_pattern_names_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stages.tsv").write_text("pattern\tcanonical\n(\tIND\n", encoding="utf-8")
    monkeypatch.setattr(words, "_FOLDER", tmp_path)
    label_rows.cache_clear()
    with pytest.raises(LexiconError, match=r"stages.tsv:2: '\(' is no regular expression"):
        label_rows("stages")
    monkeypatch.undo()
    label_rows.cache_clear()
