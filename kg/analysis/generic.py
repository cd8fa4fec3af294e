"""What is too general to tie two things together: the rows of ``generic.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Generic:
    """Types and names of things that are everywhere."""

    types: tuple[str, ...]
    names: tuple[str, ...]


@cache
def load_generic() -> Generic:
    """The rows beside this module."""
    table = tomllib.loads(Path(__file__).with_name("generic.toml").read_text(encoding="utf-8"))
    return Generic(tuple(table["types"]), tuple(table["names"]))
