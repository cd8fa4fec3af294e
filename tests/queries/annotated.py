"""The bundled reports as their annotations say them, as a graph: what the queries answer over it stands in the reports.

So an expected answer can be checked against the text by hand, and does not move when the extractor reads more or less.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from extract.document import Document
from extract.reading import read_report
from extract.resolution import resolve
from extract.samples import annotation_folder, sample_paths
from kg.derive import derive
from kg.facts import select_facts
from kg.namespaces import Namespaces
from kg.rdf import graph_quads
from kg.store import GraphStore
from ontology.model import Contribution, EntityRef, Evidence, Fact, LocalEntity, Money, Phrase, ReportInfo, Value
from ontology.schema import Slot, load_schema

Record = dict[str, Any]


@cache
def annotated_store() -> GraphStore:
    """The graph of what the annotators read in the bundled reports, with its derived edges."""
    contributions = [_contribution(path) for path in sample_paths()]
    resolution = resolve(contributions)
    selection = select_facts(contributions, resolution, load_schema(), min_confidence=0)
    assert not selection.left_out, selection.left_out
    namespaces = Namespaces()
    store = GraphStore.in_memory(
        graph_quads(contributions, resolution.entities, selection.facts, namespaces=namespaces)
    )
    derive(store)
    return store


def _contribution(path: Path) -> Contribution:
    document = read_report(path)
    things = _records(path.stem, "entities")
    names = {name: (thing["type"], thing["name"]) for thing in reversed(things) for name in _names(thing)}
    return Contribution(
        report=_info(document),
        entities=tuple(LocalEntity(thing["type"], thing["name"], tuple(thing["aliases"])) for thing in things),
        facts=tuple(_fact(record, document, things, names) for record in _records(path.stem, "facts")),
    )


def _records(stem: str, what: str) -> list[Record]:
    lines = (annotation_folder() / f"{stem}.{what}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _info(document: Document) -> ReportInfo:
    return ReportInfo(
        stem=document.stem,
        file_name=document.file_name,
        title=document.title,
        publisher=document.publisher,
        date=document.date,
        encoding=document.encoding,
        sha256=document.sha256,
        characters=len(document.raw),
        blocks=len(document.blocks),
    )


def _names(thing: Record) -> Iterator[str]:
    yield thing["name"]
    yield from thing["aliases"]


def _fact(record: Record, document: Document, things: list[Record], names: Mapping[str, tuple[str, str]]) -> Fact:
    kind = load_schema().kind(record["kind"])
    start = document.raw.index(record["quote"])
    return Fact(
        kind=kind.name,
        args={name: _values(kind.slot(name), value, things, names) for name, value in record["args"].items()},
        evidence=Evidence.cite(
            doc=document.stem,
            text=document.raw,
            start=start,
            end=start + len(record["quote"]),
            source=record["source"],
            where=record["where"],
        ),
        rule="annotated",
        confidence=1.0,
        modality="forecast" if _year(record) > document.date[:4] else "asserted",
    )


def _year(record: Record) -> str:
    """The year that a fact is about, empty where it is told in words (早期, 每周)."""
    return "".join(re.findall(r"^[0-9]{4}", str(record["args"].get("period", ""))))


def _values(
    slot: Slot, value: Any, things: list[Record], names: Mapping[str, tuple[str, str]]
) -> Value | tuple[Value, ...]:
    if isinstance(value, list):
        return tuple(_value(slot, item, things, names) for item in value)
    return _value(slot, value, things, names)


def _value(slot: Slot, value: Any, things: list[Record], names: Mapping[str, tuple[str, str]]) -> Value:
    if slot.value == "entity":
        fitting = [thing for thing in things if value in _names(thing) and thing["type"] in slot.types]
        return EntityRef(fitting[0]["type"], fitting[0]["name"]) if fitting else EntityRef(*names[value])
    if slot.value == "phrase":
        refs = [EntityRef(thing["type"], thing["name"]) for thing in things if thing["type"] in slot.types]
        # 代谢性疾病以及2型糖尿病 names a disease; 影像AI is no AI.
        return Phrase(
            value, tuple(ref for ref in refs if ref.name == value or (ref.type == "Disease" and ref.name in value))
        )
    if slot.value == "money":
        return Money(value["value"], value["currency"])
    return float(value) if slot.value == "number" else str(value)
