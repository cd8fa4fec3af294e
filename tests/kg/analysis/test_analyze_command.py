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

from kg.analysis import analyse, corpus_of, load_catalogue
from kg.cli import main
from kg.content import Content
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


#: Every analysis in one process: results and pictures on stdout.
PROGRAM = """
import json, sys
from pathlib import Path
from kg.analysis import analyse, corpus_of, load_catalogue
from kg.analysis.tabling import result_record
from kg.charts.svg import svg
from kg.content import read_content
from kg.store import GraphStore
content = read_content(GraphStore.open(Path(sys.argv[1])))
corpus = corpus_of(content)
for name in load_catalogue().analyses:
    result = analyse(corpus, name, json.loads(sys.argv[2]).get(name))
    print(json.dumps(result_record(result, content, quotes=True)), *map(svg, result.charts))
"""
SETTINGS = {
    "path": {"source": "鹰瞳科技", "target": "糖尿病视网膜病变"},
    "similar": {"thing": "鹰瞳科技"},
    "changes": {"old": "funding", "new": "listed"},
}


def test_results_and_pictures_are_the_same_in_every_process(sample_graph: Path) -> None:
    seen = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(sample_graph), json.dumps(SETTINGS)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_every_column_and_part_has_its_words(sample_content: Content) -> None:
    labels = load_catalogue().columns
    corpus = corpus_of(sample_content)
    for name, analysis in load_catalogue().analyses.items():
        result = analyse(corpus, name, SETTINGS.get(name))
        assert {part.name for part in result.parts} <= analysis.parts.keys(), name
        assert {column for part in result.parts if part.rows for column in part.columns} <= labels.keys(), name
