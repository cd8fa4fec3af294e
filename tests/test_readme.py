"""The README keeps its word: its commands run, and its accuracy is the evaluation's."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from extract.training import unseen_folder

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


def printed_figures(name: str) -> dict[str, tuple[float, ...]]:
    table = re.search(rf"<!-- {name}.*?-->\n(.*?)<!-- end of {name} -->", README, re.DOTALL)
    assert table is not None
    return {
        name: tuple(float(x) for x in figures.split("|"))
        for name, figures in re.findall(r"^\| ([a-z ]+) \| ([\d. |]+?) \|$", table.group(1), re.MULTILINE)
    }


def test_accuracy_is_what_the_evaluation_says(folder: Path) -> None:
    done = kg(["eval", "-g", "output", "--format", "json"], folder)
    assert done.returncode == 0, done.stderr
    assert printed_figures("accuracy") == relaxed_figures(json.loads(done.stdout))


def test_accuracy_on_unseen_news_is_what_the_evaluation_says(folder: Path) -> None:
    built = kg(["build", str(unseen_folder() / "texts"), "-o", "unseen", "--quiet"], folder)
    assert built.returncode == 0, built.stderr
    done = kg(["eval", "--gold", str(unseen_folder()), "-g", "unseen", "--format", "json"], folder)
    assert done.returncode == 0, done.stderr
    figures = relaxed_figures(json.loads(done.stdout))
    assert printed_figures("news accuracy") == {name: figures[name] for name in ("things", "facts")}


def relaxed_figures(evaluation: dict[str, list[dict[str, object]]]) -> dict[str, tuple[float, ...]]:
    """The rows that the README prints, rounded as it prints them."""
    sources = {row["source"]: row for row in evaluation["sources"]}
    rows = {
        "things": evaluation["entities"][-1],
        "facts": evaluation["facts"][-1],
        **{
            f"facts in {name}": sources[key]
            for name, key in (("tables", "table"), ("prose", "prose"))
            if key in sources
        },
    }
    return {name: tuple(round(float(str(row[key])), 2) for key in ("P", "R", "F1")) for name, row in rows.items()}
