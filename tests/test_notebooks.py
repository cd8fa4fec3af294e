"""Every notebook runs from top to bottom, says the same in every run, and is stored without outputs."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))

#: What a notebook does with the last value of a cell: all the forms in which it may be shown.
SHOW = """
def _show(value):
    if value is not None:
        print(repr(value), getattr(value, "_repr_html_", str)(), sep="\\n")
"""


def cells(path: Path, kind: str = "code") -> list[dict[str, Any]]:
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def script(path: Path) -> str:
    """The cells one after the other, the last value of each shown."""
    parts = [SHOW]
    for cell in cells(path):
        tree = ast.parse("".join(cell["source"]))
        last = tree.body[-1]
        if isinstance(last, ast.Expr):
            tree.body[-1] = ast.Expr(ast.Call(ast.Name("_show", ast.Load()), [last.value], []))
        parts.append(ast.unparse(ast.fix_missing_locations(tree)))
    return "\n\n".join(parts)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all notebooks: the samples are read once, and only built again."""
    return tmp_path_factory.mktemp("notebooks")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_from_top_to_bottom_and_says_the_same_again(path: Path, folder: Path) -> None:
    (folder / "notebook.py").write_text(script(path), encoding="utf-8")
    said = []
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "notebook.py"],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            check=False,
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stdout)
    assert said[0] == said[1]
    assert len(said[0]) > 500


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_is_stored_without_outputs(path: Path) -> None:
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(path))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_begins_with_a_question_and_ends_with_what_was_learnt(path: Path) -> None:
    words = ["".join(cell["source"]) for cell in cells(path, "markdown")]
    assert "**Question:**" in words[0]
    assert "## What was learnt" in words[-1]


def test_the_five_questions_are_there() -> None:
    assert {path.stem for path in NOTEBOOKS} >= {
        "the-approvals-race",
        "money-and-syndicates",
        "the-ai-drug-pipeline",
        "from-a-claim-to-its-sentence",
        "your-own-report-in-ten-minutes",
    }
