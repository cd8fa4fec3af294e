"""A build that fails, is killed or meets another leaves an output that works, and never what is not its own."""

import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.outputs import former_output, read_manifest, standing_output
from kg.staging import staged_output


def fill(stage: Path, version: str) -> None:
    (stage / "store").mkdir()
    (stage / "facts.jsonl").write_text(version, encoding="utf-8")
    manifest = {
        "generator": "medai-kg",
        "format": 1,
        "settings": {"base": "https://medai-kg.example/"},
        "version": version,
    }
    (stage / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def build(out: Path, version: str) -> None:
    with staged_output(out) as stage:
        fill(stage, version)


def version(out: Path) -> str:
    return str(read_manifest(standing_output(out))["version"])


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "reports graph"


def test_a_new_output_takes_the_place_of_the_former_and_nothing_else_is_left(out: Path) -> None:
    build(out, "one")
    build(out, "two")
    assert version(out) == "two"
    assert names(out) == ["facts.jsonl", "manifest.json", "store"]
    assert names(out.parent) == [out.name]


def test_what_the_user_put_there_stays(out: Path) -> None:
    out.mkdir()
    (out / ".gitkeep").touch()
    build(out, "one")
    (out / "notes.md").write_text("mine", encoding="utf-8")
    (out / "graph.html").write_text("the build's", encoding="utf-8")
    build(out, "two")
    assert (out / "notes.md").read_text(encoding="utf-8") == "mine"
    assert names(out) == [".gitkeep", "facts.jsonl", "manifest.json", "notes.md", "store"]


def test_a_build_that_fails_leaves_the_former_output(out: Path) -> None:
    build(out, "one")
    with pytest.raises(FileExistsError), staged_output(out) as stage:
        (stage / "store").write_text("half a graph", encoding="utf-8"), fill(stage, "two")
    assert version(out) == "one"
    assert names(out.parent) == [out.name]


@pytest.mark.parametrize("content", ["photo.jpg", "manifest.json", "store"])
def test_a_folder_of_something_else_is_not_replaced(out: Path, content: str) -> None:
    out.mkdir()
    (out / content).write_text("{}", encoding="utf-8")
    with pytest.raises(OutputError, match=r"not made by kg build.*-o"):
        build(out, "one")
    assert names(out) == [content]
    assert names(out.parent) == [out.name]


def test_the_output_of_another_version_is_not_read_but_may_be_replaced(out: Path) -> None:
    build(out, "one")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    (out / "manifest.json").write_text(json.dumps(manifest | {"format": 0}), encoding="utf-8")
    with pytest.raises(OutputError, match="another version"):
        version(out)
    build(out, "two")
    assert version(out) == "two"


def test_a_file_is_not_replaced(out: Path) -> None:
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="is a file"):
        build(out, "one")
    assert out.read_text(encoding="utf-8") == "mine"


def test_a_link_to_a_folder_stays_a_link(out: Path, tmp_path: Path) -> None:
    build(tmp_path / "real", "one")
    out.symlink_to(tmp_path / "real")
    build(out, "two")
    assert out.is_symlink()
    assert version(out) == version(tmp_path / "real") == "two"


def test_two_builds_do_not_write_to_one_output(out: Path) -> None:
    with staged_output(out) as stage:
        with pytest.raises(OutputError, match="another build is writing"):
            build(out, "two")
        fill(stage, "one")
    assert version(out) == "one"


def killed(out: Path, moment: str) -> None:
    """Run a build in another process that kills itself at ``moment``, as kill -9 or a power cut would."""
    program = f"""
        import os, signal, sys
        from pathlib import Path
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        import kg.staging
        from test_staging import fill
        def die(*_):
            os.kill(os.getpid(), signal.SIGKILL)
        {moment}
        with kg.staging.staged_output(Path({str(out)!r})) as stage:
            fill(stage, "killed")
            if not {moment!r}:
                die()
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


MOMENTS = {
    "while it writes": ("", "one"),
    "when the former output has gone": (
        "rename = Path.rename; Path.rename = lambda *places: (rename(*places), die())",
        "one",
    ),
    "when the new one is in place": ("kg.staging._retire = die", "killed"),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_any_moment_an_output_stays_and_the_next_build_clears_up(out: Path, moment: str) -> None:
    build(out, "one")
    (out / "notes.md").write_text("mine", encoding="utf-8")
    code, standing = MOMENTS[moment]
    killed(out, code)
    assert version(out) == standing
    build(out, "two")
    assert version(out) == "two"
    assert (out / "notes.md").read_text(encoding="utf-8") == "mine"
    assert names(out.parent) == [out.name]


def test_a_first_build_that_is_killed_leaves_nothing_in_the_way(out: Path) -> None:
    killed(out, "")
    assert not out.exists()
    build(out, "two")
    assert names(out.parent) == [out.name]


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    yield folder
    folder.chmod(0o700)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_may_not_be_written_is_named(locked: Path) -> None:
    with pytest.raises(OutputError, match="choose another folder"):
        build(locked / "graph", "one")


def test_a_place_below_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="choose another folder"):
        build(tmp_path / "file" / "graph", "one")


def test_the_former_output_stands_beside_the_new(out: Path) -> None:
    assert former_output(out).parent == out.parent
