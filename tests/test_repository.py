"""The rules that keep the rooms apart and the code small, read from the source itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("extract", "ontology", "kg", "queries")
SAMPLES = ROOT / "extract" / "samples"
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60

#: What a room must not import, because another room answers for it.
FORBIDDEN_IMPORTS = {
    "extract": {"rdflib", "pyoxigraph", "pyshacl", "kg"},
    "kg": {"jieba", "spacy"},
    "ontology": {"extract", "kg"},
    "queries": {"extract", "kg"},
}
CDN_URL = re.compile(r"//[\w.-]*(?:jsdelivr|unpkg|cdnjs|googleapis)\b")
#: Knowledge must come from the field, never from the files that measure it.
MEASURED_BY = re.compile(r"\bgold\b", re.IGNORECASE)
TEXT_SUFFIXES = {".py", ".tsv", ".txt", ".csv", ".json", ".toml", ".cfg", ".ttl", ".rq", ".html", ".js", ".css", ".j2"}


def python_files(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def text_files(room: str) -> list[Path]:
    """Code and data of a room; the bundled reports are input and not all of them are UTF-8."""
    files = (path for path in (ROOT / room).rglob("*") if path.suffix in TEXT_SUFFIXES)
    return sorted(path for path in files if SAMPLES not in path.parents)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported_packages(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The top-level package of every absolute import, wherever it stands in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.split(".")[0], node.lineno


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function without its decorators and its docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


@pytest.mark.parametrize("room", sorted(FORBIDDEN_IMPORTS))
def test_a_room_leaves_the_tools_of_the_others_alone(room: str) -> None:
    wrong = [
        f"{relative(path)}:{line} imports {package}"
        for path in python_files(room)
        for package, line in imported_packages(parse(path))
        if package in FORBIDDEN_IMPORTS[room]
    ]
    assert not wrong, "\n".join(wrong)


def test_no_file_is_longer_than_the_budget() -> None:
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(*ROOMS)}
    assert not {name: lines for name, lines in lengths.items() if lines > MAX_FILE_LINES}


def test_no_function_is_longer_than_the_budget() -> None:
    long = [
        f"{relative(path)}:{node.lineno} {node.name}: {body_lines(node)} lines"
        for path in python_files(*ROOMS)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and body_lines(node) > MAX_FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


def test_every_module_says_what_it_is_for() -> None:
    silent = [relative(path) for path in python_files(*ROOMS, "tests") if not ast.get_docstring(parse(path))]
    assert not silent


def test_there_is_no_module_for_leftovers() -> None:
    names = {"utils.py", "util.py", "common.py", "helpers.py", "misc.py"}
    assert not [relative(path) for path in python_files(*ROOMS) if path.name in names]


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_is_fetched_from_a_cdn(room: str) -> None:
    wrong = [relative(path) for path in text_files(room) if CDN_URL.search(path.read_text(encoding="utf-8"))]
    assert not wrong


def test_knowledge_does_not_come_from_annotations() -> None:
    files = text_files("extract") + text_files("ontology")
    assert not [relative(path) for path in files if MEASURED_BY.search(path.read_text(encoding="utf-8"))]


def test_lock_names_versions_and_no_index() -> None:
    lines = (ROOT / "requirements-ci.lock").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert pins
    assert not [line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==\S+(?: ; .+)?", line)]
