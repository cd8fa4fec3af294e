"""Which files a build reads, and how it calls them: never by the order in which they were named."""

import hashlib
import json
from pathlib import Path

import pytest

from kg.inputs import Inputs, find_inputs


def write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text or f"报告 {path}", encoding="utf-8")
    return path


def stems(inputs: Inputs) -> list[str]:
    return [source.stem for source in inputs.sources]


def test_folders_are_opened_and_what_is_no_report_is_passed_over(tmp_path: Path) -> None:
    for name in ("a.txt", "deep/b.md", "deep/er/c", ".hidden.txt", ".git/d.txt", "README.md", "deep/readme.txt"):
        write(tmp_path / name)
    output = tmp_path / "output"
    write(output / "manifest.json", json.dumps({"generator": "medai-kg", "settings": {"base": "https://a.example/"}}))
    write(output / "quality.md")
    (output / "store").mkdir()
    assert stems(find_inputs([tmp_path])) == ["a", "b", "c"]
    assert stems(find_inputs([output])) == []


def test_a_readme_that_is_named_is_read(tmp_path: Path) -> None:
    assert stems(find_inputs([write(tmp_path / "README.md")])) == ["README"]


def test_the_order_of_the_paths_does_not_matter(tmp_path: Path) -> None:
    files = [write(tmp_path / name) for name in ("b.txt", "a.txt", "sub/a.txt", "c.txt")]
    files.append(write(tmp_path / "copy.txt", "报告"))
    files.append(write(tmp_path / "original.txt", "报告"))
    assert find_inputs(files) == find_inputs(files[::-1]) == find_inputs([*files, tmp_path])


def test_the_same_file_twice_is_one_file(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    link = tmp_path / "b.txt"
    link.symlink_to(file)
    inputs = find_inputs([file, tmp_path, file, link])
    assert stems(inputs) == ["a"]
    assert not inputs.notes


def test_the_same_text_twice_is_read_once_and_told(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.txt", "报告"), write(tmp_path / "b.txt", "报告")
    inputs = find_inputs([two, one])
    assert stems(inputs) == ["a"]
    assert inputs.notes == (f"{two}: the same text as {one}, read once",)


@pytest.mark.parametrize(("one", "two"), [("x/a.txt", "y/a.txt"), ("a.txt", "a.md"), ("a b.txt", "a_b.txt")])
def test_reports_of_one_name_are_told_apart_by_their_text(tmp_path: Path, one: str, two: str) -> None:
    files = [write(tmp_path / one), write(tmp_path / two)]
    inputs = find_inputs(files)
    digests = [hashlib.sha256(file.read_bytes()).hexdigest()[:8] for file in files]
    assert set(stems(inputs)) == {f"{file.stem}-{digest}" for file, digest in zip(files, digests, strict=True)}
    assert len(inputs.notes) == 2


def test_a_file_that_cannot_be_opened_is_left_to_the_reader(tmp_path: Path) -> None:
    inputs = find_inputs([tmp_path / "gone.txt", tmp_path / "lost.txt"])
    assert stems(inputs) == ["gone", "lost"]
