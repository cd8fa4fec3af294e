"""The parameters of a named query: their types, and the RDF terms that are bound for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ontology.schema import ENTITY_TYPES, load_schema

XSD = "http://www.w3.org/2001/XMLSchema#"
NAME_TYPES = frozenset({"entity", *(name.lower() for name in ENTITY_TYPES)})
_NUMBERS = {
    "integer": (r"-?[0-9]+", "integer", "12"),
    "number": (r"-?[0-9]+(\.[0-9]+)?", "decimal", "0.75"),
}
TYPES = NAME_TYPES | {"text", "year", "kind"} | set(_NUMBERS)


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
