"""The named queries: ``*.rq`` files beside this one, with a head comment and parameters that are bound, not pasted.

The head of a file::

    # title: 融资事件 | Funding rounds
    # description: 谁投了谁…… | Who invested in whom ...
    # topic: capital
    # chart: bar year rounds currency
    # param: company company - | 融资企业的名称或别名 | name or other name of the company
    # param: since year - | 起始年份 | first year

A ``topic`` is a row of ``topics.tsv``, under which a gallery files the query. The line ``chart`` is for queries whose
rows make a picture: its type (``bar``, ``line``), the column of the x axis, that of the height, and the column that
parts the series, if there is one. A ``param`` line is name, type, default (``-``: none), then what it is in Chinese
and in English. The types are

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
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType

from queries.parameters import TYPES, Parameter, QueryError

CHARTS = ("bar", "line")
_HEAD = re.compile(r"^# (?P<key>title|description|topic|chart|param): (?P<rest>.+)$", re.MULTILINE)
_VALUES = re.compile(r"VALUES \((?P<names>(?:\?\w+ ?)+)\) \{ \((?:UNDEF ?)+\) \}")


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of queries in a gallery."""

    name: str
    label_zh: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Chart:
    """How the rows of a query make a picture: columns for the x axis, the height and, if any, the series."""

    type: str
    x: str
    y: str
    series: str | None = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One query of the catalogue; ``text`` is the file, runnable as it stands with every parameter unset."""

    name: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    topic: Topic
    chart: Chart | None
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
                raise QueryError(f"query {self.name} has no parameter {name!r}: {_hint(name, known)}")
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
        raise QueryError(f"no query is called {name!r}: {_hint(name, queries)}")
    return queries[name]


def _hint(name: str, known: Collection[str]) -> str:
    """The nearest of the ``known`` names, or all of them where none is near."""
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"choose from {', '.join(known)}" if known else "it has none"


@cache
def load_topics() -> Mapping[str, Topic]:
    """The topics of ``topics.tsv``, in the order in which a gallery shows them."""
    lines = Path(__file__).with_name("topics.tsv").read_text(encoding="utf-8").splitlines()
    topics = (Topic(*line.split("\t")) for line in lines[1:])
    return MappingProxyType({topic.name: topic for topic in topics})


def read_query(path: Path) -> NamedQuery:
    """The query in this file."""
    text = path.read_text(encoding="utf-8")
    head: dict[str, list[str]] = {"title": [], "description": [], "topic": [], "chart": [], "param": []}
    for line in _HEAD.finditer(text):
        head[line["key"]].append(line["rest"])
    if len(head["title"]) != 1 or len(head["description"]) != 1 or len(head["topic"]) != 1 or len(head["chart"]) > 1:
        raise QueryError(
            f"{path}: needs one '# title: 中文 | English', one '# description: 中文 | English', one '# topic: name' "
            "and at most one '# chart: type x y'"
        )
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
        topic=_topic(path, head["topic"][0]),
        chart=_chart(path, head["chart"][0]) if head["chart"] else None,
        parameters=parameters,
        text=text,
    )


def _topic(path: Path, name: str) -> Topic:
    topics = load_topics()
    if name not in topics:
        raise QueryError(f"{path}: no topic is called {name!r}: choose from {', '.join(topics)}")
    return topics[name]


def _chart(path: Path, line: str) -> Chart:
    words = line.split()
    if len(words) not in (3, 4) or words[0] not in CHARTS:
        raise QueryError(f"{path}: '{line}': write a chart as '{'|'.join(CHARTS)} x y [series]'")
    return Chart(*words)


def _parameter(path: Path, line: str) -> Parameter:
    declaration, label_zh, label_en = _split(path, line, 3)
    words = declaration.split(maxsplit=2)
    if len(words) != 3:
        raise QueryError(f"{path}: '{line}': write a param as 'name type default | 中文 | English'")
    name, kind, default = words
    if kind not in TYPES and "." not in kind:
        raise QueryError(f"{path}: parameter {name} has type {kind!r}: choose from {', '.join(sorted(TYPES))}")
    return Parameter(name, kind, None if default == "-" else default, label_zh, label_en)


def _split(path: Path, line: str, parts: int) -> list[str]:
    pieces = [piece.strip() for piece in line.split("|")]
    if len(pieces) != parts or not all(pieces):
        raise QueryError(f"{path}: '{line}' needs {parts} parts with ' | ' between them")
    return pieces
