"""Reads the data files beside this package: one table shape per file, a bad row refused by file and line.

Knowledge is rows: a company, a trigger word or a pattern is a line in ``extract/data``, never code.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


class LexiconError(Exception):
    """A data file has a row that its reader cannot use; the message names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a data file with the place it stands at, for messages."""

    values: dict[str, str]
    place: str

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def listed(self, column: str) -> tuple[str, ...]:
        """The column split at ``|``: ``推想科技|Infervision`` -> ("推想科技", "Infervision")."""
        return tuple(part for part in self.values[column].split("|") if part)

    def number(self, column: str) -> float:
        """The column as a number.

        Raises:
            LexiconError: naming the row, if it is none.
        """
        try:
            return float(self.values[column])
        except ValueError:
            raise LexiconError(f"{self.place}: {column} {self.values[column]!r} is no number") from None


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a tab-separated file whose header must be ``columns``; ``#`` lines are comments.

    Raises:
        LexiconError: if the header differs, a row has another number of cells, or the first cell is empty.
    """
    with path.open(encoding="utf-8", newline="") as handle:
        lines = csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        header: tuple[str, ...] | None = None
        for number, cells in enumerate(lines, 1):
            if not cells or cells[0].startswith("# "):
                continue
            if header is None:
                header = tuple(cells)
                if header != columns:
                    raise LexiconError(f"{path.name}:{number}: the columns are {header}, expected {columns}")
                continue
            if len(cells) != len(columns):
                raise LexiconError(f"{path.name}:{number}: {len(cells)} cells where {len(columns)} are expected")
            if not cells[0].strip():
                raise LexiconError(f"{path.name}:{number}: the first cell ({columns[0]}) is empty")
            yield Row(dict(zip(columns, (cell.strip() for cell in cells), strict=True)), f"{path.name}:{number}")


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of ``data/words/NAME.txt``: separated by white space, ``#`` begins a comment line.

    Raises:
        LexiconError: if there is no such file.
    """
    path = DATA / "words" / f"{name}.txt"
    if not path.is_file():
        raise LexiconError(f"{path}: no such word list")
    words: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            words.update(line.split())
    return frozenset(words)


@cache
def alternatives(name: str) -> str:
    """A word list as a regular-expression alternation, longest first so that no entry hides a longer one."""
    return "|".join(re.escape(word) for word in sorted(word_set(name), key=lambda w: (-len(w), w)))


@cache
def any_word(name: str, form: str = "WORDS") -> re.Pattern[str]:
    """A word list as a compiled pattern; in ``form`` the word WORDS stands for the list: ``WORDS$``.

    Compiled once: the lists are long, and Python's own cache of patterns is too small to keep them.
    """
    return re.compile(form.replace("WORDS", f"(?:{alternatives(name)})"))
