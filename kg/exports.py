"""The files that other tools rely on: JSON lines, TriG and Turtle, the same bytes for the same graph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.facts import BuiltFact, PhraseValue, SlotValue
from kg.namespaces import Namespaces
from kg.rdf import sort_quads
from kg.rdf_facts import EntityIris
from ontology.model import Entity, Merge, Money, Proposal

PROPOSAL_COLUMNS = ("type", "name", "into", "reason", "score", "decision")


def entities_jsonl(iris: EntityIris) -> str:
    """One line for each thing and type: ``{"id", "type", "name", "aliases", "docs"}``."""
    lines = [
        {
            "id": node.value,
            "type": name,
            "name": entity.name,
            "aliases": list(entity.aliases),
            "docs": list(entity.docs),
        }
        for entity, node in iris.items()
        for name in entity.types
    ]
    return _json_lines(sorted(lines, key=lambda line: (line["id"], line["type"])))


def facts_jsonl(facts: Iterable[BuiltFact], *, namespaces: Namespaces) -> str:
    """One line for each fact, its slots in the order of the schema."""
    lines = [fact_record(built, namespaces=namespaces) for built in facts]
    return _json_lines(sorted(lines, key=lambda line: str(line["id"])))


def fact_record(built: BuiltFact, *, namespaces: Namespaces) -> dict[str, Any]:
    """A fact as ``facts.jsonl`` has it; ``modality`` is there only if the fact is not asserted."""
    fact, evidence = built.fact, built.fact.evidence
    record: dict[str, Any] = {
        "id": namespaces.fact(built.digest).value,
        "doc": evidence.doc,
        "kind": fact.kind,
        "args": {
            slot.name: [_json_value(value) for value in values] if slot.many else _json_value(values[0])
            for slot, values in built.slots
        },
        "evidence": {
            "start": evidence.start,
            "end": evidence.end,
            "quote": evidence.quote,
            "source": evidence.source,
            "where": evidence.where,
        },
        "rule": fact.rule,
        "confidence": fact.confidence,
    }
    return record if fact.modality == "asserted" else record | {"modality": fact.modality}


def _json_value(value: SlotValue) -> Any:
    if isinstance(value, Entity):
        return value.name
    if isinstance(value, PhraseValue):
        return value.text
    if isinstance(value, Money):
        return _json_money(value)
    return value if isinstance(value, str) else _number(value)


def _json_money(money: Money) -> dict[str, Any]:
    record: dict[str, Any] = {"value": _number(money.value), "currency": money.currency}
    bounds = {"min": _number(money.low), "max": _number(money.high)}
    record |= {name: bound for name, bound in bounds.items() if bound is not None}
    # Without a single figure the words of the text are all that a reader has.
    return record | {"text": money.text} if money.value is None and money.text else record


def _number(value: float | None) -> float | int | None:
    """``3.0`` as ``3``: whole figures stay whole for readers of the file."""
    return int(value) if value is not None and float(value).is_integer() else value


def _json_lines(records: Iterable[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def trig(quads: Sequence[ox.Quad], *, namespaces: Namespaces) -> bytes:
    """Everything in the order given, which is that of ``sort_quads``: graph by graph."""
    return ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=used_prefixes(quads, namespaces)) or b""


def turtle(triples: Iterable[ox.Triple], *, namespaces: Namespaces) -> bytes:
    """Triples in the order given, with our prefixes."""
    listed = list(triples)
    return ox.serialize(listed, format=ox.RdfFormat.TURTLE, prefixes=used_prefixes(listed, namespaces)) or b""


def people_turtle(quads: Iterable[ox.Quad], *, namespaces: Namespaces) -> bytes:
    """Things, facts and direct edges in one graph without evidence, for people to read."""
    hidden_graphs = {namespaces.graph(name) for name in ("derivations", "ontology", "quarantine")}
    hidden_classes = {terms.SPECIFIC_RESOURCE, terms.QUOTE_SELECTOR, terms.POSITION_SELECTOR}
    shown = [quad for quad in quads if quad.graph_name not in hidden_graphs and quad.predicate != terms.DERIVED_FROM]
    hidden = {quad.subject for quad in shown if quad.predicate == terms.TYPE and quad.object in hidden_classes}
    merged = {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in shown if quad.subject not in hidden}
    return turtle((quad.triple for quad in sort_quads(merged)), namespaces=namespaces)


def used_prefixes(statements: Iterable[ox.Triple | ox.Quad], namespaces: Namespaces) -> dict[str, str]:
    """The prefixes that ``statements`` need, sorted: one order in, one order out."""
    starts = set()
    for term in {term for statement in statements for term in statement}:
        # Plain words and words in a language are written without their datatype.
        name = term.datatype if isinstance(term, ox.Literal) else term
        if isinstance(name, ox.NamedNode) and name not in (terms.STRING, terms.LANGUAGE_STRING):
            # A prefix ends where the readable part begins: after the last # or /.
            iri = name.value
            starts.add(iri[: max(iri.rfind("#"), iri.rfind("/")) + 1])
    known = sorted(namespaces.prefixes.items())
    return {prefix: start for prefix, start in known if any(used.startswith(start) for used in starts)}


def proposals_tsv(proposals: Sequence[Proposal], decided: Sequence[tuple[Merge | Proposal, bool]] = ()) -> str:
    """Likely merges, one a line, to be marked ``accept`` or ``refuse`` and given back with ``--decisions``.

    Rows that were ``decided`` stay, so that the same file can be given again.
    """
    rows = [(*_proposal_cells(item), "accept" if accept else "refuse") for item, accept in decided]
    rows += [(*_proposal_cells(proposal), "") for proposal in proposals]
    lines = ["\t".join(PROPOSAL_COLUMNS), *("\t".join(map(_cell, row)) for row in sorted(set(rows)))]
    return "\n".join(lines) + "\n"


def _proposal_cells(item: Merge | Proposal) -> tuple[str, str, str, str, str]:
    score = f"{item.score:g}" if isinstance(item, Proposal) else ""
    return (item.type, item.name, item.into, item.reason, score)


def _cell(text: str) -> str:
    return " ".join(text.split())
