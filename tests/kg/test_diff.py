"""What changed between two graphs: come, gone, said otherwise, or only standing elsewhere."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.diff import diff_counts, diff_table
from kg.errors import OutputError
from kg.tables import Table

ENTITY = {"id": "id:company/推想医疗", "type": "Company", "name": "推想医疗", "aliases": [], "docs": ["a"]}
FACT = {
    "id": "id:fact/1",
    "doc": "a",
    "kind": "Funding",
    "args": {"company": "推想医疗", "amount": {"value": 100, "currency": "CNY"}, "investors": ["红杉中国", "启明创投"]},
    "evidence": {"start": 10, "end": 14, "quote": "推想获投", "source": "prose", "where": ""},
    "rule": "funding.completes",
    "confidence": 0.9,
}


def graph(folder: Path, entities: list[dict[str, object]], facts: list[dict[str, object]]) -> Path:
    folder.mkdir()
    manifest = {"generator": "medai-kg", "format": 1, "settings": {"base": "https://medai-kg.example/"}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    for name, records in (("entities.jsonl", entities), ("facts.jsonl", facts)):
        text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return graph(tmp_path / "old", [ENTITY], [FACT])


def changes(table: Table) -> list[tuple[object, ...]]:
    return [(row["change"], row["what"], row["detail"]) for row in table.records()]


def test_a_graph_differs_in_nothing_from_itself(old: Path) -> None:
    assert diff_table(old, old).rows == ()
    assert diff_counts(diff_table(old, old)) == "the graphs say the same"


def test_what_came_and_went_is_told_with_its_quote(old: Path, tmp_path: Path) -> None:
    other = FACT | {"id": "id:fact/2", "args": {"company": "联影医疗"}}
    table = diff_table(old, graph(tmp_path / "new", [], [other]))
    assert changes(table) == [("removed", "entity", ""), ("removed", "fact", "推想获投"), ("added", "fact", "推想获投")]
    assert table.records()[1]["name"] == "company: 推想医疗; amount: 100 CNY; investors: 红杉中国、启明创投"
    assert diff_counts(table) == "entity: 1 removed; fact: 1 removed, 1 added"


def test_a_change_says_from_what_to_what(old: Path, tmp_path: Path) -> None:
    new = graph(tmp_path / "new", [ENTITY | {"aliases": ["推想科技"]}], [FACT | {"confidence": 0.8}])
    assert changes(diff_table(old, new)) == [
        ("changed", "entity", "aliases:  → 推想科技"),
        ("changed", "fact", "confidence: 0.9 → 0.8"),
    ]


def test_a_fact_that_stands_elsewhere_has_moved(old: Path, tmp_path: Path) -> None:
    moved = FACT | {"id": "id:fact/3", "evidence": FACT["evidence"] | {"start": 20, "end": 24}}  # type: ignore[operator]
    table = diff_table(old, graph(tmp_path / "new", [ENTITY], [moved]))
    assert changes(table) == [("moved", "fact", "characters 10–14 → 20–24")]


def test_a_fact_with_another_amount_and_place_is_one_that_changed(old: Path, tmp_path: Path) -> None:
    args = FACT["args"] | {"amount": {"value": 120, "currency": "CNY"}}  # type: ignore[operator]
    evidence = FACT["evidence"] | {"start": 30, "end": 36, "quote": "推想获1.2亿"}  # type: ignore[operator]
    new = graph(tmp_path / "new", [ENTITY], [FACT | {"id": "id:fact/5", "args": args, "evidence": evidence}])
    assert changes(diff_table(old, new)) == [
        ("changed", "fact", "amount: 100 CNY → 120 CNY; quote: 推想获投 → 推想获1.2亿")
    ]


def test_another_round_of_the_same_company_is_another_fact(old: Path, tmp_path: Path) -> None:
    args = {"company": "推想医疗", "round": "D轮", "amount": {"value": 9, "currency": "USD"}, "date": "2024"}
    evidence = FACT["evidence"] | {"quote": "推想再获D轮"}  # type: ignore[operator]
    new = graph(tmp_path / "new", [ENTITY], [FACT | {"id": "id:fact/6", "args": args, "evidence": evidence}])
    assert [row["change"] for row in diff_table(old, new).records()] == ["removed", "added"]


def test_a_quote_with_a_line_separator_of_unicode_is_one_record(old: Path, tmp_path: Path) -> None:
    odd = FACT | {"id": "id:fact/4", "evidence": FACT["evidence"] | {"quote": "推想\u2028获投\x85"}}  # type: ignore[operator]
    assert len(diff_table(old, graph(tmp_path / "new", [ENTITY], [FACT, odd])).rows) == 1


def test_a_damaged_export_is_named(old: Path, tmp_path: Path) -> None:
    new = graph(tmp_path / "new", [ENTITY], [FACT])
    (new / "facts.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(OutputError, match=r"facts\.jsonl cannot be read"):
        diff_table(old, new)


def test_the_command_tells_a_script_whether_anything_changed(old: Path, tmp_path: Path) -> None:
    new = graph(tmp_path / "new", [ENTITY], [])
    runs = [CliRunner().invoke(main, ["diff", str(old), str(other), "--exit-code"]) for other in (old, new)]
    assert [run.exit_code for run in runs] == [0, 1]
    assert CliRunner().invoke(main, ["diff", str(old), str(new)]).exit_code == 0
