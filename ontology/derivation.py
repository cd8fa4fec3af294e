"""The rules that derive direct edges from facts, and the query that names what each edge follows from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.schema import MAI, load_schema, rule_paths
from ontology.triples import SchemaError

_TITLE = re.compile(r"^# title: (?P<zh>.+?) \| (?P<en>.+)$", re.MULTILINE)
_KINDS = re.compile(r"^# kinds: (?P<kinds>.+)$", re.MULTILINE)
_FROM = re.compile(r"^# from: (?P<variables>\?\w+(?: \?\w+)*)$", re.MULTILINE)
_TEMPLATE = re.compile(r"^CONSTRUCT \{ (?P<subject>\?\w+) mai:(?P<property>\w+) (?P<object>\?\w+) \}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One CONSTRUCT rule: ``property`` is the IRI it derives, ``kinds`` the kinds of fact it reads.

    ``text`` makes the edges. ``support_text`` selects ``?subject ?object`` and what the edge follows from: the
    variables ``premises``, each bound to a fact or to the derivation of another edge, or unbound. A rule that is
    ``drawn_together`` draws a conclusion from several facts rather than restating one of them as an edge.
    """

    name: str
    property: str
    title_zh: str
    title_en: str
    kinds: tuple[str, ...]
    premises: tuple[str, ...]
    text: str
    support_text: str
    drawn_together: bool


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules of this package, sorted by name.

    Raises:
        SchemaError: if a rule file lacks its head or is not one edge drawn from ``?fact``.
    """
    return tuple(read_rule(path) for path in rule_paths())


def read_rule(path: Path) -> Rule:
    """The rule in this file.

    Raises:
        SchemaError: as ``parse_rule``; the message begins with the file.
    """
    try:
        return parse_rule(path.stem, path.read_text(encoding="utf-8"))
    except SchemaError as error:
        raise SchemaError(f"{path}: {error}") from error


def parse_rule(name: str, text: str) -> Rule:
    """The rule that ``text`` writes: it draws one edge and calls a fact it reads ``?fact``.

    Other premises are named in a line ``# from: ?fact ?other``.

    Raises:
        SchemaError: if the head or the template is missing, or a kind is not in the schema.
    """
    title, kinds, template = _TITLE.search(text), _KINDS.search(text), _TEMPLATE.search(text)
    if title is None or kinds is None:
        raise SchemaError("starts with '# title: 中文 | English' and '# kinds: Kind, Kind'")
    if template is None or "?fact " not in text:
        raise SchemaError("needs a line 'CONSTRUCT { ?a mai:property ?b }' and facts called ?fact")
    names = tuple(kind.strip() for kind in kinds["kinds"].split(","))
    for kind in names:
        load_schema().kind(kind)
    listed = _FROM.search(text)
    premises = tuple(listed["variables"].replace("?", "").split()) if listed else ("fact",)
    wanted = " ".join(f"?{variable}" for variable in premises)
    select = f"SELECT DISTINCT ({template['subject']} AS ?subject) ({template['object']} AS ?object) {wanted}"
    return Rule(
        name=name,
        property=MAI + template["property"],
        title_zh=title["zh"],
        title_en=title["en"],
        kinds=names,
        premises=premises,
        text=text,
        support_text=text.replace(template[0], select, 1),
        drawn_together=len(premises) > 1 or "COUNT(" in text,
    )
