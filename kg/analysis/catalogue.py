"""The list of analyses, their parameters and their words: the rows of ``catalogue.toml``."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from kg.analysis.result import Text
from kg.errors import NotFoundError

#: What a parameter holds; a thing, report or view is given by name, a type is one of the entity types.
ParameterType = Literal["thing", "report", "type", "choice", "text", "integer", "number"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an analysis; ``argument`` says that it is given by place, ``default`` None that it may lack."""

    name: str
    type: ParameterType
    help: Text
    default: str | int | float | None = None
    choices: tuple[str, ...] = ()
    least: float | None = None
    argument: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """One analysis: its function is ``analyse`` of the module of that name in ``kg.analysis``.

    ``details`` are parts that a page shows only when they are asked for.
    """

    name: str
    title: Text
    shows: Text
    limits: Text
    finding: Text
    empty: Text
    parameters: tuple[Parameter, ...]
    parts: Mapping[str, Text]
    details: frozenset[str]
    examples: tuple[str, ...]

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name.

        Raises:
            NotFoundError: if there is none; the message lists those there are.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = ", ".join(parameter.name for parameter in self.parameters) or "none"
        raise NotFoundError(f"{self.name} has no parameter {name!r}: choose from {known}")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All analyses in the order of the file, and the label of every column."""

    analyses: Mapping[str, Analysis]
    columns: Mapping[str, Text]


@cache
def load_catalogue() -> Catalogue:
    """The rows of ``catalogue.toml``.

    Raises:
        ValueError: if a row lacks a key or has an unknown one.
    """
    path = Path(__file__).with_name("catalogue.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    analyses = {}
    for name, row in table["analysis"].items():
        try:
            analyses[name] = _analysis(name, row)
        except (KeyError, TypeError) as error:
            raise ValueError(f"{path.name}: analysis {name}: {error}") from error
    return Catalogue(analyses, {name: Text(**label) for name, label in table["columns"].items()})


def known_analysis(name: str) -> Analysis:
    """The analysis of that name.

    Raises:
        NotFoundError: if there is none; the message has the nearest names.
    """
    analyses = load_catalogue().analyses
    if name in analyses:
        return analyses[name]
    near = difflib.get_close_matches(name, analyses, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"choose from {', '.join(analyses)}"
    raise NotFoundError(f"there is no analysis {name!r}; {hint}")


def _analysis(name: str, row: Mapping[str, Any]) -> Analysis:
    return Analysis(
        name=name,
        parameters=tuple(_parameter(parameter) for parameter in row.get("parameters", ())),
        parts={part: Text(label["zh"], label["en"]) for part, label in row["parts"].items()},
        details=frozenset(part for part, label in row["parts"].items() if label.get("detail")),
        examples=tuple(row["examples"]),
        **{words: Text(**row[words]) for words in ("title", "shows", "limits", "finding", "empty")},
    )


def _parameter(row: Mapping[str, Any]) -> Parameter:
    if row["type"] not in get_args(ParameterType):
        raise TypeError(f"parameter {row['name']} has the unknown type {row['type']}")
    given = {**row, "help": Text(row["zh"], row["en"]), "choices": tuple(row.get("choices", ()))}
    return Parameter(**{key: value for key, value in given.items() if key not in ("zh", "en")})
