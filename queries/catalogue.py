"""The named queries: ``*.rq`` files beside this one, with a head comment and parameters that are bound, not pasted.

The head of a file::

    # title: 融资事件 | Funding rounds
    # description: 谁投了谁…… | Who invested in whom ...
    # param: company company - | 融资企业的名称或别名 | name or other name of the company
    # param: since year - | 起始年份 | first year

A ``param`` line is name, type, default (``-``: none), then what it is in Chinese and in English. The types are

- ``entity``, or an entity type in lower case (``company``, ``disease``): a name, matched with labels and other names;
- ``text``: words to be found anywhere in the text they are compared with;
- ``year`` (four digits), ``integer``, ``number``;
- ``kind``: a kind of fact; ``Deal.deal_type``: one word of the closed list of that slot.

In the query a parameter is a variable with an underscore before its name (a column may then have the name), in a
``VALUES`` row of ``UNDEF``. So the file runs as it stands, and an unset parameter means "all"::

    VALUES (?_company ?_since) { (UNDEF UNDEF) }

``NamedQuery.bound`` writes RDF terms, quoted by the RDF library, into that row. This is plain SPARQL 1.1: every engine
gives the same rows, which pre-binding of variables does not (pyoxigraph binds projected variables only).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from ontology.schema import ENTITY_TYPES, load_schema

XSD = "http://www.w3.org/2001/XMLSchema#"
NAME_TYPES = frozenset({"entity", *(name.lower() for name in ENTITY_TYPES)})
_HEAD = re.compile(r"^# (?P<key>title|description|param): (?P<rest>.+)$", re.MULTILINE)
_VALUES = re.compile(r"VALUES \((?P<names>(?:\?\w+ ?)+)\) \{ \((?:UNDEF ?)+\) \}")


class QueryError(ValueError):
    """A query or a parameter that does not exist, or a value that does not fit it; the message says what would."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query, with what a form or a help page says about it."""

    name: str
    type: str
    default: str | None
    label_zh: str
    label_en: str

    @property
    def choices(self) -> tuple[str, ...]:
        """The words it may be, empty where it is free."""
        if self.type == "kind":
            return tuple(load_schema().kinds)
        kind, dot, slot = self.type.partition(".")
        return load_schema().kind(kind).slot(slot).values if dot else ()

    @property
    def takes_name(self) -> bool:
        """Whether it takes the name of an entity, so that a form can suggest names."""
        return self.type in NAME_TYPES

    def term(self, value: str) -> Literal:
        """The RDF term for a value as typed.

        Raises:
            QueryError: if the value does not fit the type.
        """
        if self.choices and value not in self.choices:
            raise QueryError(f"{self.name}={value!r} is not one of {', '.join(self.choices)}")
        if self.type == "year" and not re.fullmatch(r"[0-9]{4}", value):
            raise QueryError(f"{self.name}={value!r} is not a year: give four digits, as 2024")
        if self.type in _NUMBERS:
            pattern, datatype, example = _NUMBERS[self.type]
            if not re.fullmatch(pattern, value):
                raise QueryError(f"{self.name}={value!r} is no {self.type}: give it as {example}")
            return Literal(value, datatype=NamedNode(XSD + datatype))
        return Literal(value)


_NUMBERS = {
    "integer": (r"-?[0-9]+", "integer", "12"),
    "number": (r"-?[0-9]+(\.[0-9]+)?", "decimal", "0.75"),
}


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One query of the catalogue; ``text`` is the file, runnable as it stands with every parameter unset."""

    name: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    parameters: tuple[Parameter, ...]
    text: str

    def bound(self, values: Mapping[str, str] | None = None) -> str:
        """The query with its parameters set; one that is absent or empty takes its default or means "all".

        Raises:
            QueryError: if a name is no parameter of this query or a value does not fit.
        """
        given = dict(values or {})
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                choices = ", ".join(known) or "it has none"
                raise QueryError(f"query {self.name} has no parameter {name!r}: choose from {choices}")
        terms = {}
        for name, parameter in known.items():
            value = given.get(name, "").strip() or parameter.default
            terms[name] = str(parameter.term(value)) if value else "UNDEF"
        return _VALUES.sub(_filled(terms), self.text)


def _filled(terms: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    def fill(row: re.Match[str]) -> str:
        names = row["names"].split()
        values = " ".join(terms[name.removeprefix("?_")] for name in names)
        return f"VALUES ({' '.join(names)}) {{ ({values}) }}"

    return fill


@cache
def load_queries() -> Mapping[str, NamedQuery]:
    """All named queries of this package, by name, sorted.

    Raises:
        QueryError: if the head of a file is not as described above.
    """
    paths = sorted(Path(__file__).parent.glob("*.rq"))
    return MappingProxyType({path.stem: read_query(path) for path in paths})


def named_query(name: str) -> NamedQuery:
    """The query of that name.

    Raises:
        QueryError: if there is none; the message names the nearest ones.
    """
    queries = load_queries()
    if name not in queries:
        near = get_close_matches(name, queries, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"choose from {', '.join(queries)}"
        raise QueryError(f"no query is called {name!r}: {hint}")
    return queries[name]


def read_query(path: Path) -> NamedQuery:
    """The query in this file."""
    text = path.read_text(encoding="utf-8")
    head: dict[str, list[str]] = {"title": [], "description": [], "param": []}
    for line in _HEAD.finditer(text):
        head[line["key"]].append(line["rest"])
    if len(head["title"]) != 1 or len(head["description"]) != 1:
        raise QueryError(f"{path}: needs one '# title: 中文 | English' and one '# description: 中文 | English'")
    parameters = tuple(_parameter(path, line) for line in head["param"])
    in_rows = {name.removeprefix("?_") for row in _VALUES.finditer(text) for name in row["names"].split()}
    if in_rows != {parameter.name for parameter in parameters}:
        raise QueryError(f"{path}: its param lines and its VALUES rows of UNDEF name different parameters")
    title, description = _split(path, head["title"][0], 2), _split(path, head["description"][0], 2)
    return NamedQuery(
        name=path.stem,
        title_zh=title[0],
        title_en=title[1],
        description_zh=description[0],
        description_en=description[1],
        parameters=parameters,
        text=text,
    )


def _parameter(path: Path, line: str) -> Parameter:
    declaration, label_zh, label_en = _split(path, line, 3)
    words = declaration.split(maxsplit=2)
    if len(words) != 3:
        raise QueryError(f"{path}: '{line}': write a param as 'name type default | 中文 | English'")
    name, kind, default = words
    known = NAME_TYPES | {"text", "year", "kind"} | set(_NUMBERS)
    if kind not in known and "." not in kind:
        raise QueryError(f"{path}: parameter {name} has type {kind!r}: choose from {', '.join(sorted(known))}")
    return Parameter(name, kind, None if default == "-" else default, label_zh, label_en)


def _split(path: Path, line: str, parts: int) -> list[str]:
    pieces = [piece.strip() for piece in line.split("|")]
    if len(pieces) != parts or not all(pieces):
        raise QueryError(f"{path}: '{line}' needs {parts} parts with ' | ' between them")
    return pieces
