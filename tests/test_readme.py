"""The README keeps its word: its commands run, and its accuracy is the evaluation's."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def kg(arguments: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which ``kg build`` has put the graph of the samples into output/."""
    folder = tmp_path_factory.mktemp("readme")
    built = kg(["build", "-o", "output", "--quiet"], folder)
    assert built.returncode == 0, built.stderr
    return folder


def commands() -> list[str]:
    block = re.search(r"<!-- commands.*?-->\n```sh\n(.*?)```", README, re.DOTALL)
    assert block is not None
    return [line for line in block.group(1).splitlines() if line.startswith("kg ")]


@pytest.mark.parametrize("line", commands())
def test_a_command_of_the_first_ten_minutes_runs(line: str, folder: Path) -> None:
    arguments = shlex.split(line, comments=True)[1:]
    done = kg(arguments, folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert "Traceback" not in done.stderr


def test_accuracy_is_what_the_evaluation_says(folder: Path) -> None:
    table = re.search(r"<!-- accuracy.*?-->\n(.*?)<!-- end of accuracy -->", README, re.DOTALL)
    assert table is not None
    printed = {
        name: tuple(float(x) for x in figures.split("|"))
        for name, figures in re.findall(r"^\| ([a-z ]+) \| ([\d. |]+?) \|$", table.group(1), re.MULTILINE)
    }
    done = kg(["eval", "-g", "output", "--format", "json"], folder)
    assert done.returncode == 0, done.stderr
    assert printed == relaxed_figures(json.loads(done.stdout))


def relaxed_figures(evaluation: dict[str, list[dict[str, object]]]) -> dict[str, tuple[float, ...]]:
    """The rows that the README prints, rounded as it prints them."""
    sources = {row["source"]: row for row in evaluation["sources"]}
    rows = {
        "things": evaluation["entities"][-1],
        "facts": evaluation["facts"][-1],
        "facts in tables": sources["table"],
        "facts in prose": sources["prose"],
    }
    return {name: tuple(round(float(str(row[key])), 2) for key in ("P", "R", "F1")) for name, row in rows.items()}
