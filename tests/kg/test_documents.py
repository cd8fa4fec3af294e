"""``documents/`` keeps each report as it stands, and its blocks and cells hold every word that a fact cites."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.reading import read_report
from extract.samples import sample_paths
from kg.documents import ReportDocument, document_path, read_documents
from kg.errors import OutputError

STEMS = [path.stem for path in sample_paths()]


@pytest.fixture(scope="module")
def documents(sample_graph: Path) -> dict[str, ReportDocument]:
    return read_documents(sample_graph, STEMS)


def test_the_text_is_the_report_as_read(documents: dict[str, ReportDocument]) -> None:
    assert {stem: one.text.raw for stem, one in documents.items()} == {
        path.stem: read_report(path).raw for path in sample_paths()
    }


def test_all_that_a_fact_cites_lies_in_a_cell_or_a_block(
    documents: dict[str, ReportDocument], sample_graph: Path
) -> None:
    for line in (sample_graph / "facts.jsonl").read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        text = documents[fact["doc"]].text
        shown: set[int] = set()
        for block in text.blocks:
            cells = [*block.header, *(cell for row in block.rows for cell in row)]
            spans = [piece for cell in cells for piece in cell.pieces] if cells else [(block.start, block.end)]
            shown.update(position for span in spans for position in range(*span))
        cited = range(fact["evidence"]["start"], fact["evidence"]["end"])
        assert not {text.raw[at] for at in cited if at not in shown} - set("\t\n |"), fact["evidence"]["quote"]


def test_names_stand_where_they_are_said_to(documents: dict[str, ReportDocument], sample_graph: Path) -> None:
    known = {json.loads(line)["id"] for line in (sample_graph / "entities.jsonl").open(encoding="utf-8")}
    for one in documents.values():
        assert one.names
        for name in one.names:
            assert name.iri in known
            assert all(one.text.raw[start:end].strip() for start, end in name.spans)


def test_names_keep_the_reason_for_each_other_name(documents: dict[str, ReportDocument]) -> None:
    reasons = [reason for one in documents.values() for name in one.names for reason in name.aliases.values()]
    assert reasons
    assert all(reasons)


def test_quality_data_cites_what_was_held_back(sample_graph: Path, documents: dict[str, ReportDocument]) -> None:
    record = json.loads((sample_graph / "quality.json").read_text(encoding="utf-8"))
    held = [*record["quarantined"], *record["refused"], *record["left_out"]]
    assert record["quarantined"]
    for item in held:
        assert documents[item["doc"]].text.raw[item["start"] : item["end"]] == item["quote"]
        assert item["reason"]


def test_a_damaged_document_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / document_path("a")
    path.parent.mkdir()
    path.write_text('{"stem": "a"}', encoding="utf-8")
    with pytest.raises(OutputError, match=r"a\.json is damaged"):
        read_documents(tmp_path, ["a", "b"])
