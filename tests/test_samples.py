"""The bundled reports and their annotations agree with each other and with the schema."""

import codecs
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from extract.samples import annotation_folder, sample_paths
from ontology.schema import load_schema

REPORTS = sample_paths()
MAX_ENTITY_QUOTE = 40
MAX_FACT_QUOTE = 60


def decoded(path: Path) -> str:
    """The text of a sample, without the reader that is under test elsewhere."""
    raw = path.read_bytes()
    if raw.startswith(codecs.BOM_UTF8):
        return raw.decode("utf-8-sig")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def annotations(path: Path, part: str) -> list[dict[str, Any]]:
    lines = (annotation_folder() / f"{path.stem}.{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def values(argument: Any) -> list[Any]:
    return argument if isinstance(argument, list) else [argument]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(params=REPORTS, ids=lambda path: path.stem)
def report(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_there_are_six_reports_in_three_encodings() -> None:
    assert len(REPORTS) == 6
    assert list(REPORTS) == sorted(REPORTS)
    starts_with_mark = [path.stem for path in REPORTS if path.read_bytes().startswith(codecs.BOM_UTF8)]
    assert starts_with_mark == ["funding-and-deals-2024"]
    with pytest.raises(UnicodeDecodeError):
        (REPORTS[0].parent / "ai-pharma-pipelines-2023.txt").read_text(encoding="utf-8")


def test_a_report_says_that_it_is_made_up(report: Path) -> None:
    assert "本文为软件演示而编写" in decoded(report)


def test_quotes_are_verbatim(report: Path) -> None:
    text = decoded(report)
    for part, limit in (("entities", MAX_ENTITY_QUOTE), ("facts", MAX_FACT_QUOTE)):
        for row in annotations(report, part):
            assert row["doc"] == report.stem
            assert row["quote"] in text
            assert 0 < len(row["quote"]) <= limit


def test_names_stand_in_the_report(report: Path) -> None:
    # A name that wrapped in its cell has the other cells of the row between its halves.
    wrapped = {"东南沿海急救联合实验室"}
    text = squeezed(decoded(report))
    names = {name for row in annotations(report, "entities") for name in (row["name"], *row["aliases"])}
    assert {name for name in names if squeezed(name) not in text} <= wrapped


def test_an_entity_is_annotated_once(report: Path) -> None:
    keys = [(row["type"], row["name"]) for row in annotations(report, "entities")]
    assert len(keys) == len(set(keys))


def test_a_fact_is_annotated_once(report: Path) -> None:
    keys = [json.dumps([row["kind"], row["args"]], sort_keys=True) for row in annotations(report, "facts")]
    assert len(keys) == len(set(keys))


def test_facts_fit_the_schema(report: Path) -> None:
    types_of = defaultdict(set)
    for row in annotations(report, "entities"):
        for name in (row["name"], *row["aliases"]):
            types_of[name].add(row["type"])
    schema = load_schema()
    for row in annotations(report, "facts"):
        slots = {slot.name: slot for slot in schema.kinds[row["kind"]].slots}
        assert row["source"] in {"table", "prose"}
        assert row["where"]
        for name, argument in row["args"].items():
            slot = slots[name]
            assert isinstance(argument, list) == slot.many, (row["kind"], name)
            if slot.values:
                assert set(values(argument)) <= set(slot.values)
            if slot.value == "entity":
                for value in values(argument):
                    assert types_of[value] & set(slot.types), (
                        f"{row['kind']}.{name}: {value} is {types_of[value] or 'nothing'}"
                    )
            elif slot.value == "money":
                assert set(argument) == {"value", "currency"}
            elif slot.value == "number":
                assert isinstance(argument, int | float)


def test_all_kinds_are_exercised() -> None:
    kinds = {row["kind"] for path in REPORTS for row in annotations(path, "facts")}
    assert kinds == set(load_schema().kinds)


def test_the_reports_contradict_one_another_somewhere() -> None:
    certificates = {
        (path.stem, row["args"]["value"])
        for path in REPORTS
        for row in annotations(path, "facts")
        if row["kind"] == "Metric" and row["args"]["subject"] == "澄影集团"
    }
    assert certificates == {("imaging-approvals-2024", 14), ("listed-companies-2024", 12)}
