"""A build from end to end: the same bytes whatever the order and the hash seed, nothing lost when it is killed."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from subprocess import DEVNULL

import pytest
from click.testing import CliRunner
from handmade import REPORT
from pyoxigraph import RdfFormat, parse

from extract.reading import read_report
from extract.samples import sample_paths
from kg.build import BuildReport, run_build
from kg.cli import main
from kg.errors import BuildError, OutputError, SettingError
from kg.outputs import read_manifest
from kg.reading import ReadReport
from kg.store import GraphStore

KG = [sys.executable, "-c", "from kg.cli import main; main()"]


def files_of(out: Path) -> dict[str, str]:
    """Every file but the store's, whose bytes are the engine's own, by name with its hash."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.relative_to(out).parts[0] != "store"
    }


def records(out: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / name).read_text(encoding="utf-8").split("\n") if line]


def report_file(folder: Path, name: str = "brief.txt", text: str = REPORT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


class Watch:
    """A progress that remembers which files were read anew."""

    def __init__(self) -> None:
        self.fresh: list[str] = []

    def found(self, *_: object) -> None:
        pass

    def read(self, source: object, outcome: ReadReport | str) -> None:
        if isinstance(outcome, ReadReport) and not outcome.cached:
            self.fresh.append(outcome.source.stem)

    def stage(self, name: str) -> None:
        pass


def test_a_build_leaves_all_that_tools_rely_on(sample_graph: Path) -> None:
    assert {entry.name for entry in sample_graph.iterdir()} == {
        ".cache",
        "documents",
        "entities.jsonl",
        "facts.jsonl",
        "graph.html",
        "graph.trig",
        "graph.ttl",
        "manifest.json",
        "proposals.tsv",
        "quality.json",
        "quality.md",
        "store",
    }


def test_every_quote_stands_at_its_place_in_the_report(sample_graph: Path) -> None:
    texts = {path.stem: read_report(path).raw for path in sample_paths()}
    facts = records(sample_graph, "facts.jsonl")
    assert len(facts) > 100
    for fact in facts:
        evidence = fact["evidence"]
        assert isinstance(evidence, dict)
        assert texts[str(fact["doc"])][evidence["start"] : evidence["end"]] == evidence["quote"]


def test_store_and_trig_say_the_same(sample_graph: Path) -> None:
    in_file = set(parse(path=str(sample_graph / "graph.trig"), format=RdfFormat.TRIG))
    # The store writes numbers its own way (120.0 as 120), so what it holds is compared after the same passage.
    assert set(GraphStore.in_memory(in_file).quads()) == set(GraphStore.open(sample_graph).quads())


def test_files_and_manifest_agree(sample_graph: Path) -> None:
    manifest = read_manifest(sample_graph)
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((sample_graph / name).read_bytes()).hexdigest() == digest
    assert [entry["file"] for entry in manifest["inputs"]] == [path.name for path in sample_paths()]


def test_the_same_reports_give_the_same_bytes(sample_graph: Path, tmp_path: Path) -> None:
    """Another process, another hash seed, another order of files, several workers: not a byte differs."""
    out = tmp_path / "again"
    paths = [str(path) for path in reversed(sample_paths())]
    subprocess.run(
        [*KG, "build", *paths, "-o", str(out), "--workers", "2", "--quiet"],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
    )
    assert files_of(out) == files_of(sample_graph)


def test_a_report_that_came_and_went_leaves_no_trace(sample_graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    shutil.copytree(sample_graph, out)
    watch = Watch()
    run_build([*sample_paths(), report_file(tmp_path)], out, progress=watch)
    assert watch.fresh == ["brief"]
    assert files_of(out) != files_of(sample_graph)
    watch = Watch()
    run_build(sample_paths(), out, progress=watch)
    assert watch.fresh == []
    assert files_of(out) == files_of(sample_graph)


def test_a_damaged_cache_is_read_again(tmp_path: Path) -> None:
    out, path = tmp_path / "graph", report_file(tmp_path)
    run_build([path], out)
    before = files_of(out)
    for entry in (out / ".cache").iterdir():
        entry.write_text("{", encoding="utf-8")
    watch = Watch()
    run_build([path], out, progress=watch)
    assert watch.fresh == ["brief"]
    assert files_of(out) == before


def test_a_bad_file_is_skipped_with_one_line_and_exit_code_one(tmp_path: Path) -> None:
    good = report_file(tmp_path)
    (tmp_path / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (tmp_path / "empty.txt").touch()
    out = tmp_path / "graph"
    result = CliRunner().invoke(main, ["build", str(tmp_path), "-o", str(out)])
    assert result.exit_code == 1
    skipped = [line for line in result.stderr.splitlines() if line.startswith("kg: skipped ")]
    assert [line.split()[2] for line in skipped] == ["empty.txt", "photo.txt"]
    assert "Traceback" not in result.stderr
    assert [entry["stem"] for entry in read_manifest(out)["inputs"]] == [good.stem]
    assert "photo.txt" in (out / "quality.md").read_text(encoding="utf-8")


def test_a_passage_that_a_rule_fails_on_is_told_and_the_exit_code_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extract.prose import reader

    def trips(*_: object) -> None:
        raise ValueError("no [such] thing")

    monkeypatch.setattr(reader, "find_careers", trips)
    path, out = tmp_path / "one.txt", tmp_path / "graph"
    path.write_text("推想医疗总部位于北京。", encoding="utf-8")
    result = CliRunner().invoke(main, ["build", str(path), "-o", str(out), "--workers", "1", "--quiet"])
    assert result.exit_code == 1
    said = "kg: one.txt: 1 passage left out, a rule failed on it (ValueError: no [such] thing); report this"
    assert result.stderr.strip() == said
    assert "a rule failed on it" in (out / "quality.md").read_text(encoding="utf-8")


def test_without_one_readable_file_the_former_graph_stays(tmp_path: Path) -> None:
    out = tmp_path / "graph"
    run_build([report_file(tmp_path)], out)
    before = files_of(out)
    (tmp_path / "empty.txt").touch()
    with pytest.raises(BuildError, match=r"none of the 1 files could be read: empty\.txt"):
        run_build([tmp_path / "empty.txt"], out)
    with pytest.raises(BuildError, match="no report to read"):
        run_build([], out)
    assert files_of(out) == before


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"base": "nonsense"}, "no web address"),
        ({"min_confidence": 1.5}, "not between 0 and 1"),
        ({"decisions": Path(__file__)}, "start from the proposals.tsv"),
        ({"decisions": Path("nowhere.tsv")}, "nowhere.tsv"),
    ],
)
def test_a_wrong_setting_is_named_before_anything_is_read(
    tmp_path: Path, settings: dict[str, object], words: str
) -> None:
    with pytest.raises(SettingError, match=words):
        run_build([report_file(tmp_path)], tmp_path / "graph", **settings)  # type: ignore[arg-type]
    assert not (tmp_path / "graph").exists()


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="was not made by kg build"):
        run_build([report_file(tmp_path)], tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["brief.txt"]


def test_a_size_limit_holds_even_for_what_the_cache_knows(tmp_path: Path) -> None:
    path, out = report_file(tmp_path), tmp_path / "graph"
    run_build([path], out)
    with pytest.raises(BuildError, match=r"brief\.txt"):
        run_build([path], out, max_bytes=10)


def test_facts_that_are_not_sure_enough_are_counted_and_not_exported(sample_build: BuildReport, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    shutil.copytree(sample_build.out, out)
    strict = run_build(sample_paths(), out, min_confidence=0.9)
    confidences = [fact["confidence"] for fact in records(out, "facts.jsonl")]
    assert min(confidences) >= 0.9  # type: ignore[type-var]
    assert strict.counts["facts"] < sample_build.counts["facts"]
    assert strict.counts["left_out"] > sample_build.counts["left_out"]
    assert "confidence below 0.9" in (out / "quality.md").read_text(encoding="utf-8")


def test_another_base_moves_the_whole_graph(tmp_path: Path) -> None:
    path = report_file(tmp_path)
    run_build([path], tmp_path / "ours")
    run_build([path], tmp_path / "other", base="https://kg.example.org/")
    ours, other = ((tmp_path / name / "facts.jsonl").read_text(encoding="utf-8") for name in ("ours", "other"))
    assert other == ours.replace("https://medai-kg.example/", "https://kg.example.org/") != ours
    result = CliRunner().invoke(main, ["query", "funding", "--format", "json", "-g", str(tmp_path / "other")])
    assert [row["company"] for row in json.loads(result.stdout)] == ["脉图智能"]
    # Only the page, whose links we do not check here, may speak of where the package's files come from.
    assert "medai-kg.example" not in (tmp_path / "other" / "graph.trig").read_text(encoding="utf-8")


def test_two_reports_of_one_name_are_both_read(tmp_path: Path) -> None:
    report_file(tmp_path, "in/a/brief.txt")
    report_file(tmp_path, "in/b/brief.txt", REPORT.replace("2亿", "3亿"))
    out = tmp_path / "graph"
    result = CliRunner().invoke(main, ["build", str(tmp_path / "in"), "-o", str(out)])
    assert result.exit_code == 0
    stems = [entry["stem"] for entry in read_manifest(out)["inputs"]]
    assert len(set(stems)) == 2
    assert all(stem.startswith("brief-") for stem in stems)
    assert {fact["doc"] for fact in records(out, "facts.jsonl")} == set(stems)
    assert result.stderr.count("another report has this file name") == 2


def test_decisions_are_taken_back_and_stay_in_the_file(sample_graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    shutil.copytree(sample_graph, out)
    text = (out / "proposals.tsv").read_text(encoding="utf-8")
    head, *rows = text.splitlines()
    if not rows:
        pytest.skip("the bundled reports give no proposal")
    marked = "\n".join([head, *(row.removesuffix("\t") + "\taccept" for row in rows)]) + "\n"
    decisions = tmp_path / "decided.tsv"
    decisions.write_text(marked, encoding="utf-8")
    before = len(records(sample_graph, "entities.jsonl"))
    run_build(sample_paths(), out, decisions=decisions)
    assert len(records(out, "entities.jsonl")) < before
    once = files_of(out)
    run_build(sample_paths(), out, decisions=out / "proposals.tsv")
    assert files_of(out) == once


def test_dry_run_writes_nothing(tmp_path: Path) -> None:
    path, out = report_file(tmp_path), tmp_path / "graph"
    result = CliRunner().invoke(main, ["build", str(path), "-o", str(out), "--dry-run"])
    assert result.exit_code == 0
    assert "to be read" in result.stdout
    assert [entry.name for entry in tmp_path.iterdir()] == ["brief.txt"]
    run_build([path], out)
    result = CliRunner().invoke(main, ["build", str(path), "-o", str(out), "--dry-run"])
    assert "unchanged" in result.stdout


def test_a_build_tells_of_each_report_and_what_to_do_next(tmp_path: Path) -> None:
    out = tmp_path / "graph"
    result = CliRunner().invoke(main, ["build", str(report_file(tmp_path)), "-o", str(out)])
    assert result.stdout == ""
    assert "brief: " in result.stderr
    assert f"kg query --list -g {out}" in result.stderr
    (name,) = re.findall(r"kg show (.*) -g", result.stderr)
    assert name in {str(entity["name"]) for entity in records(out, "entities.jsonl")}
    quiet = CliRunner().invoke(main, ["build", str(report_file(tmp_path)), "-o", str(out), "--quiet"])
    assert (quiet.stdout, quiet.stderr, quiet.exit_code) == ("", "", 0)


def test_killed_in_the_middle_the_former_graph_answers(sample_graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    shutil.copytree(sample_graph, out)
    before = files_of(out)
    fresh = report_file(tmp_path, text=REPORT + "附注。\n" * 50)
    process = subprocess.Popen([*KG, "build", str(fresh), "-o", str(out)], stdout=DEVNULL, stderr=DEVNULL)
    stage = tmp_path / ".graph.tmp-build"
    deadline = time.monotonic() + 60
    while not stage.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert stage.exists()
    assert files_of(out) == before
    assert len(GraphStore.open(out)) == len(GraphStore.open(sample_graph))
    run_build([fresh], out)
    assert [entry["stem"] for entry in read_manifest(out)["inputs"]] == ["brief"]
    assert not stage.exists()
