"""``kg analyze`` as a user meets it: every analysis, every format, pictures, quotes, and what goes wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from kg.analysis import load_catalogue
from kg.cli import main
from kg.tables import FORMATS

EXAMPLES = [example for one in load_catalogue().analyses.values() for example in one.examples]


def run(*args: str, graph: Path | None = None) -> Result:
    extra = ("-g", str(graph)) if graph is not None else ()
    return CliRunner().invoke(main, ["analyze", *args, *extra], prog_name="kg", catch_exceptions=False)


def test_the_list_has_every_analysis_in_both_languages() -> None:
    rows = list(csv.DictReader(io.StringIO(run("--list", "--format", "csv").stdout)))
    assert [row["analysis"] for row in rows] == list(load_catalogue().analyses)
    assert all(row["题目"] and row["title"] for row in rows)
    assert run().stdout == run("--list").stdout


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_help_runs(example: str, sample_graph: Path, tmp_path: Path) -> None:
    done = run(*shlex.split(example), "--picture", str(tmp_path / "out.svg"), graph=sample_graph)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.strip()
    for path in tmp_path.glob("*.svg"):
        assert ElementTree.parse(path).getroot().tag.endswith("svg")


@pytest.mark.parametrize("name", load_catalogue().analyses)
def test_the_help_of_an_analysis_says_what_it_shows_and_what_not(name: str) -> None:
    text = " ".join(run(name, "--help").stdout.split())
    analysis = load_catalogue().analyses[name]
    assert analysis.title.zh in text
    assert "Examples:" in text
    assert all(f"--{one.name.replace('_', '-')}" in text for one in analysis.parameters if not one.argument)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_the_rows(form: str, sample_graph: Path) -> None:
    done = run("concentration", "--format", form, "--quotes", graph=sample_graph)
    assert done.exit_code == 0
    if form == "json":
        record = json.loads(done.stdout)
        row = record["parts"]["groups"][0]
        assert all(record["quotes"][fact] for fact in row["facts"])
        assert record["finding"]["zh"]
    elif form == "jsonl":
        assert {"group", "quotes"} <= json.loads(done.stdout.splitlines()[0]).keys()
    elif form in ("csv", "tsv"):
        rows = list(csv.DictReader(io.StringIO(done.stdout), delimiter="," if form == "csv" else "\t"))
        assert rows[0]["quotes"].startswith("「")
        assert "HHI" in done.stderr
    else:
        assert "「" in done.stdout
        assert "HHI" in done.stdout


def test_another_part_and_addresses_of_things(sample_graph: Path) -> None:
    done = run("concentration", "--part", "all", "--iri", "--format", "csv", graph=sample_graph)
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert row["largest"].startswith("https://")


def test_rows_that_are_not_shown_are_announced(sample_graph: Path) -> None:
    assert "--top 0 shows all" in run("concentration", "--top", "1", graph=sample_graph).stderr
    assert "--top" not in run("concentration", "--top", "0", graph=sample_graph).stderr


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("concentraton",), 2, "did you mean concentration"),
        (("concentration", "--by", "moon"), 2, "indication"),
        (("concentration", "--since", "soon"), 2, "2024-03"),
        (("concentration", "--picture", "out.png"), 2, ".svg"),
        (("concentration", "--part", "none"), 2, "groups"),
        (("concentration", "--report", "zzz"), 1, "no report is called"),
    ],
)
def test_what_goes_wrong_is_one_line_with_a_way_out(
    args: tuple[str, ...], code: int, words: str, sample_graph: Path
) -> None:
    done = run(*args, graph=None if args[0] == "concentraton" else sample_graph)
    assert done.exit_code == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_an_empty_result_says_why_and_what_to_try(sample_graph: Path) -> None:
    done = run("concentration", "--since", "2099", graph=sample_graph)
    assert done.exit_code == 0
    assert "--since" in done.stdout


def test_output_is_the_same_in_every_process(sample_graph: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from kg.cli import main; from kg.analysis import load_catalogue; import shlex\n"
        "for one in load_catalogue().analyses.values():\n"
        "    args = ['analyze', *shlex.split(one.examples[0]), '-g', sys.argv[1], '--format', 'json', '--quotes']\n"
        "    main([*args, '--picture', f'{sys.argv[2]}/{one.name}.svg'], standalone_mode=False)\n"
    )
    seen = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        out.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", program, str(sample_graph), str(out)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        seen.append((done.stdout, {path.name: path.read_bytes() for path in out.iterdir()}))
    assert seen[0] == seen[1]


def test_every_column_and_part_has_its_words(sample_graph: Path) -> None:
    labels = load_catalogue().columns
    for name, analysis in load_catalogue().analyses.items():
        record = json.loads(run(*shlex.split(analysis.examples[0]), "--format", "json", graph=sample_graph).stdout)
        assert record["parts"].keys() <= analysis.parts.keys(), name
        columns = {column for rows in record["parts"].values() for row in rows for column in row} - {"facts"}
        assert columns <= labels.keys(), name
