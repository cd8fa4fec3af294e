"""The rules that derive direct edges from facts, and the query that names the facts behind each edge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.schema import MAI, load_schema, rule_paths
from ontology.triples import SchemaError

_TITLE = re.compile(r"^# title: (?P<zh>.+?) \| (?P<en>.+)$", re.MULTILINE)
_KINDS = re.compile(r"^# kinds: (?P<kinds>.+)$", re.MULTILINE)
_TEMPLATE = re.compile(r"^CONSTRUCT \{ (?P<subject>\?\w+) mai:(?P<property>\w+) (?P<object>\?\w+) \}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One CONSTRUCT rule: ``property`` is the IRI it derives, ``kinds`` the kinds of fact it reads.

    ``text`` makes the edges. ``support_text`` selects ``?subject ?object ?fact``: each edge with a fact it rests on.
    """

    name: str
    property: str
    title_zh: str
    title_en: str
    kinds: tuple[str, ...]
    text: str
    support_text: str


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules of this package, sorted by name.

    Raises:
        SchemaError: if a rule file lacks its head or is not one edge drawn from ``?fact``.
    """
    return tuple(read_rule(path) for path in rule_paths())


def read_rule(path: Path) -> Rule:
    """The rule in this file; every rule draws one edge and calls the fact it reads ``?fact``."""
    text = path.read_text(encoding="utf-8")
    title, kinds, template = _TITLE.search(text), _KINDS.search(text), _TEMPLATE.search(text)
    if title is None or kinds is None:
        raise SchemaError(f"{path}: starts with '# title: 中文 | English' and '# kinds: Kind, Kind'")
    if template is None or "?fact " not in text:
        raise SchemaError(f"{path}: needs a line 'CONSTRUCT {{ ?a mai:property ?b }}' and facts called ?fact")
    names = tuple(name.strip() for name in kinds["kinds"].split(","))
    for name in names:
        load_schema().kind(name)
    select = f"SELECT DISTINCT ({template['subject']} AS ?subject) ({template['object']} AS ?object) ?fact"
    return Rule(
        name=path.stem,
        property=MAI + template["property"],
        title_zh=title["zh"],
        title_en=title["en"],
        kinds=names,
        text=text,
        support_text=text.replace(template[0], select, 1),
    )
