"""The knowledge of the table rules: small tables in ``extract/data/tables``, read once and checked by their readers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.lexicon import DATA, LexiconError, Row, read_rows

TABLES = DATA / "tables"


def _rows(name: str, *columns: str) -> list[Row]:
    return list(read_rows(TABLES / f"{name}.tsv", columns))


def _compiled(row: Row, column: str = "pattern") -> re.Pattern[str]:
    try:
        return re.compile(row[column], re.IGNORECASE)
    except re.error as error:
        raise LexiconError(f"{row.place}: {column} is no regular expression: {error}") from error


def _alternation(name: str) -> re.Pattern[str]:
    rows = _rows(name, "pattern", "why")
    for row in rows:
        _compiled(row)
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows), re.IGNORECASE)


@cache
def header_roles() -> tuple[tuple[re.Pattern[str], str], ...]:
    """(header pattern, role), in the order in which they are tried."""
    return tuple((_compiled(row, "header"), row["role"]) for row in _rows("headers", "header", "role"))


@cache
def role_tests() -> dict[str, tuple[str, str]]:
    """Role -> (name of the test that its cells must pass, the role it is otherwise)."""
    return {row["role"]: (row["test"], row["otherwise"]) for row in _rows("roles", "role", "test", "otherwise")}


@dataclass(frozen=True, slots=True)
class KindRow:
    """When a table is of a kind: ``needs`` are alternatives of roles, all of them; ``cue`` may be empty."""

    kind: str
    needs: tuple[frozenset[str], ...]
    without: frozenset[str]
    cue: str


@cache
def kind_rows() -> tuple[KindRow, ...]:
    """The table kinds, in the order in which they are tried."""
    return tuple(
        KindRow(
            row["kind"],
            tuple(frozenset(group.split("|")) for group in row["needs"].split()),
            frozenset(row["without"].split()),
            row["cue"],
        )
        for row in _rows("kinds", "kind", "needs", "without", "cue")
    )


@cache
def cues() -> dict[str, re.Pattern[str]]:
    """Cue name -> pattern that a caption or header must contain."""
    return {row["cue"]: _compiled(row) for row in _rows("cues", "cue", "pattern")}


@dataclass(frozen=True, slots=True)
class ContextRow:
    """What a text around a table says of all its rows: the slot, where to look, and the value or the group."""

    slot: str
    kinds: frozenset[str]
    where: tuple[str, ...]
    pattern: re.Pattern[str]
    value: str


@cache
def context_rows() -> tuple[ContextRow, ...]:
    """The context rules, in the order in which they are tried."""
    return tuple(
        ContextRow(row["slot"], frozenset(row.listed("kinds")), row.listed("where"), _compiled(row), row["value"])
        for row in _rows("context", "slot", "kinds", "where", "pattern", "value")
    )


@cache
def deal_types() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(deal type, pattern of its verbs), in the order in which they are tried."""
    return tuple((row["deal_type"], _compiled(row)) for row in _rows("deal_types", "deal_type", "pattern"))


@cache
def organisation_types() -> tuple[tuple[re.Pattern[str], str], ...]:
    """(pattern of a whole name, entity type)."""
    return tuple((_compiled(row), row["type"]) for row in _rows("organisations", "pattern", "type"))


@cache
def absent_pattern() -> re.Pattern[str]:
    """What a whole cell says when it names nothing."""
    return _alternation("not_a_name")


@cache
def name_cuts() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    """(end or start, pattern to cut, whether a person's name stood before it)."""
    rows = _rows("name_cuts", "where", "pattern", "then", "why")
    return tuple((row["where"], _compiled(row), row["then"] == "person") for row in rows)


@cache
def person_tails() -> re.Pattern[str]:
    """A person's name behind an organisation."""
    return _alternation("person_tails")


@cache
def joins() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(left or right, pattern): a space beside such words does not separate two names."""
    return tuple((row["side"], _compiled(row)) for row in _rows("list_joins", "side", "pattern"))


@cache
def parts(name: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a data file with the columns ``part`` and ``pattern``."""
    return {row["part"]: _compiled(row) for row in _rows(name, "part", "pattern")}


def list_pattern(part: str) -> re.Pattern[str]:
    """What separates the members of a list of ``part``."""
    return parts("enumeration")[part]


@cache
def units() -> dict[str, tuple[str, float]]:
    """A unit as a header or caption prints it -> the unit of the fact and what its figures are multiplied by."""
    rows = _rows("units", "unit", "unit_of_fact", "factor")
    return {row["unit"]: (row["unit_of_fact"], float(row["factor"])) for row in rows}


@cache
def umbrella_terms() -> frozenset[str]:
    """Technologies that name a whole field, in lower case."""
    return frozenset(row["term"].lower() for row in _rows("umbrella_terms", "term", "why"))


@cache
def thresholds() -> dict[str, float]:
    """The limits of the table rules by name."""
    return {row["name"]: float(row["value"]) for row in _rows("thresholds", "name", "value", "meaning")}


@cache
def confidences() -> dict[str, float]:
    """Rule -> the share of its facts that are right."""
    return {row["rule"]: float(row["confidence"]) for row in _rows("rules", "rule", "confidence")}
