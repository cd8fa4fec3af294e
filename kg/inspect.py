"""What a graph holds, and all that it says of one thing: the tables behind ``kg info`` and ``kg show``."""

from __future__ import annotations

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.content import Content, EntityRecord, FactRecord
from kg.errors import NotFoundError
from kg.outputs import read_manifest, standing_output
from kg.store import GraphStore
from kg.tables import Cell, Table
from ontology.schema import load_schema, load_vocabulary

PARTS = ("reports", "types", "kinds", "totals")
_REPORTS = """SELECT ?stem ?title ?publisher ?date WHERE {
  ?report mai:sha256 ?digest ; dcterms:identifier ?stem ; dcterms:title ?title .
  OPTIONAL { ?report dcterms:publisher ?publisher }
  OPTIONAL { ?report dcterms:date ?date }
}"""
_CONFIDENCE_WORDS = ((0.95, "almost certain"), (0.85, "sure"), (0.7, "likely"), (0.0, "doubtful"))
_NEAR = 5


def info_tables(graph: Path) -> dict[str, Table]:
    """Reports, entity types, kinds of fact and totals of the graph at ``graph``, a table for each."""
    manifest = read_manifest(standing_output(graph))
    return {
        "reports": _reports(manifest, GraphStore.open(graph)),
        "types": _types(manifest["types"]),
        "kinds": _kinds(manifest["kinds"]),
        "totals": Table(("what", "count"), tuple(manifest["counts"].items())),
    }


def long_table(tables: Mapping[str, Table]) -> Table:
    """Several of those tables as one, for formats that hold only one: part, name, label, count."""
    rows: list[tuple[Cell, ...]] = []
    for part, table in tables.items():
        for record in table.records():
            name = record.get("report") or record.get("type") or record.get("kind") or record.get("what")
            count = record.get("facts", record.get("things", record.get("count")))
            rows.append((part, name, record.get("中文") or record.get("title"), count))
    return Table(("part", "name", "label", "count"), tuple(rows))


def _reports(manifest: Mapping[str, Any], store: GraphStore) -> Table:
    about = {row["stem"].value: row for row in store.select(_REPORTS).dicts()}  # type: ignore[union-attr]
    rows: list[tuple[Cell, ...]] = []
    for entry in manifest["inputs"]:
        words = {name: term.value for name, term in about.get(entry["stem"], {}).items()}  # type: ignore[union-attr]
        rows.append(
            (
                entry["stem"],
                words.get("title"),
                words.get("publisher"),
                words.get("date"),
                entry["characters"],
                entry["facts"],
                entry["quarantined"],
            )
        )
    columns = ("report", "title", "publisher", "date", "characters", "facts", "quarantined")
    return Table(columns, tuple(rows))


def _types(counts: Mapping[str, int]) -> Table:
    labels = {term.iri.rpartition("#")[2]: term.label_zh for term in load_vocabulary().values()}
    rows = [(name, labels.get(name, ""), count) for name, count in _by_count(counts)]
    return Table(("type", "中文", "things"), tuple(rows))


def _kinds(counts: Mapping[str, int]) -> Table:
    kinds = load_schema().kinds
    rows = []
    for name, count in _by_count(counts):
        slots = ", ".join(slot.name for slot in kinds[name].slots) if name in kinds else ""
        rows.append((name, kinds[name].label_zh if name in kinds else "", count, slots))
    return Table(("kind", "中文", "facts", "slots"), tuple(rows))


def _by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def fold(name: str) -> str:
    """``name`` without what a reader would not mind: width, case, blanks."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def find_things(content: Content, name: str) -> list[EntityRecord]:
    """The things that are called ``name`` (or have that IRI); those whose own name it is before others.

    Raises:
        NotFoundError: if there are none; the message has the nearest names.
    """
    if name in content.entities:
        return [content.entities[name]]
    wanted = fold(name)
    things = list(content.entities.values())
    found = [thing for thing in things if fold(thing.label) == wanted]
    found = found or [thing for thing in things if wanted in map(fold, thing.aliases)]
    if not found:
        near = near_names(things, name)
        hint = f"; did you mean {'、'.join(near)}?" if near else "; see kg info for what the graph holds"
        raise NotFoundError(f"nothing in the graph is called {name!r}{hint}")
    return sorted(found, key=lambda thing: thing.iri)


def near_names(things: Iterable[EntityRecord], name: str) -> list[str]:
    """Up to five names that contain ``name``, or are spelt like it; one for each thing."""
    wanted = fold(name)
    names: dict[str, tuple[str, str]] = {}
    for thing in things:
        for known in (thing.label, *thing.aliases):
            names.setdefault(fold(known), (thing.iri, known))
    inside = sorted((folded for folded in names if wanted and wanted in folded), key=lambda found: (len(found), found))
    alike = difflib.get_close_matches(wanted, sorted(names), n=_NEAR, cutoff=0.5)
    by_thing: dict[str, str] = {}
    for folded in (*inside, *alike):
        iri, known = names[folded]
        by_thing.setdefault(iri, known)
    return list(by_thing.values())[:_NEAR]


@dataclass(frozen=True, slots=True)
class ThingView:
    """One thing with its facts by kind, in the order of the schema."""

    thing: EntityRecord
    facts: Mapping[str, Sequence[FactRecord]]


def view_thing(content: Content, thing: EntityRecord, *, kind: str | None = None) -> ThingView:
    """All facts that ``thing`` has a part in, dated ones in the order of time; ``kind`` picks one kind."""
    by_kind: dict[str, list[FactRecord]] = defaultdict(list)
    for fact in content.facts:
        if thing.iri in fact.things and kind in (None, fact.kind):
            by_kind[fact.kind].append(fact)
    order = [*load_schema().kinds, *sorted(by_kind)]
    facts = {
        name: sorted(by_kind[name], key=lambda fact: (not fact.date, fact.date, fact.report, fact.start, fact.iri))
        for name in dict.fromkeys(order)
        if name in by_kind
    }
    return ThingView(thing, facts)


def slot_words(fact: FactRecord) -> list[tuple[str, str, str]]:
    """The slots of a fact as (name, Chinese label, words); the words of a phrase stand for the things in it."""
    if fact.kind not in load_schema().kinds:
        return [(name, name, fact.text(name)) for name in fact.slots]
    words = []
    for slot in load_schema().kind(fact.kind).slots:
        path = (slot.text_path or slot.path).rpartition("#")[2]
        if fact.text(path):
            words.append((slot.name, slot.label_zh, fact.text(path)))
    return words


def confidence_words(confidence: float) -> str:
    """``sure (0.9)``: a confidence for people."""
    words = next(words for least, words in _CONFIDENCE_WORDS if confidence >= least)
    return f"{words} ({confidence:g})"


def source_words(fact: FactRecord, content: Content) -> str:
    """Where a fact was read: ``003, characters 120–160, table: 图表 5``."""
    report = content.reports.get(fact.report)
    stem = report.stem if report else fact.report.rpartition("/")[2]
    where = f"{fact.source}: {fact.where}" if fact.where else fact.source
    return f"{stem}, characters {fact.start}–{fact.end}, {where}"


def facts_table(content: Content, facts: Iterable[FactRecord], *, iri: bool = False) -> Table:
    """Facts as rows with their slots on one line, the quote and where it stands."""
    rows: list[tuple[Cell, ...]] = []
    for fact in facts:
        report = content.reports.get(fact.report)
        rows.append(
            (
                *((fact.iri,) if iri else ()),
                fact.kind,
                "; ".join(f"{name}: {words}" for name, _, words in slot_words(fact)),
                fact.quote,
                report.stem if report else fact.report.rpartition("/")[2],
                fact.start,
                fact.end,
                fact.source,
                fact.where,
                fact.rule,
                fact.confidence,
                fact.modality,
            )
        )
    columns = ("kind", "fact", "quote", "report", "start", "end", "found in", "where", "rule", "confidence", "modality")
    return Table((*(("id",) if iri else ()), *columns), tuple(rows))
