"""Figures that were counted in tables of full reports by hand, against what the analyses say of those tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.analysis import AnalysisResult, Corpus, analyse, corpus_of
from kg.build import run_build
from kg.content import read_content
from kg.store import GraphStore

Tables = Callable[[str, str], Corpus]


@pytest.fixture
def tables(shared_reports: tuple[Path, ...], tmp_path: Path) -> Tables:
    """The corpus of a part of the first report, from the last line that begins so to the source line under it."""

    def corpus(first: str, last: str) -> Corpus:
        text = shared_reports[0].read_text(encoding="utf-8")
        start = text.rindex(f"\n{first}")
        end = text.index("资料来源", text.rindex(f"\n{last}"))
        (tmp_path / "part.txt").write_text(text[start:end], encoding="utf-8")
        return corpus_of(read_content(GraphStore.open(run_build([tmp_path / "part.txt"], tmp_path / "graph").out)))

    return corpus


def part(result: AnalysisResult, name: str) -> list[dict[str, object]]:
    (found,) = (one for one in result.parts if one.name == name)
    return [dict(zip(found.columns, (row.words(n) for n in range(len(row.cells))), strict=True)) for row in found.rows]


def test_approvals_of_the_first_nine_months_of_2024(tables: Tables) -> None:
    """Tables 5 and 6: 38 rows (number 31 stands there twice), six of them of 推想."""
    result = analyse(tables("图表 5 2024", "图表 6 2024"), "concentration")
    (together,) = part(result, "all")
    assert str(together["largest"]).startswith("推想医疗")
    assert (together["approvals"], together["share"]) == ("38", "16")
    groups = {row["group"]: (row["approvals"], row["holders"]) for row in part(result, "groups")}
    assert groups["动脉瘤"] == ("4", "4")
    assert groups["颅内出血"] == ("3", "3")


def test_the_pipelines_of_ai_drug_companies(tables: Tables) -> None:
    """Tables 19 to 21: 5 updated, 15 stopped (of which the report itself says that 3 were in phase I), 16 new."""
    result = analyse(tables("图表 19 2023", "图表 21 39"), "funnel", {"count": "programme"})
    rows = {
        row["stage"]: tuple(row[name] for name in ("drugs", "new", "updated", "stopped"))
        for row in part(result, "stages")
    }
    assert rows == {
        "Phase 1": ("18", "15", "0", "3"),
        "Phase 2": ("14", "1", "4", "9"),
        "Phase 3": ("4", "0", "1", "3"),
    }


def test_what_one_investor_holds_and_when_it_came_in(tables: Tables) -> None:
    """Table 24: 14 companies, nine of them in 2023 and five in 2024."""
    corpus = tables("图表 24 2023", "图表 24 2023")
    timeline = part(analyse(corpus, "timeline", {"kind": "Funding"}), "periods")
    assert [(row["period"], row["Funding"]) for row in timeline] == [("2023", "9"), ("2024", "5")]
    investors = part(analyse(corpus, "syndicates"), "investors")
    assert [(row["investor"], row["count"]) for row in investors] == [("英伟达", "14")]
