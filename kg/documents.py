"""``documents/STEM.json``: the text of a report with its blocks and tables, and every name in it with its thing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.codec import read_text, text_record
from kg.errors import OutputError
from kg.namespaces import segment
from kg.outputs import DOCUMENTS_FOLDER
from kg.rdf_facts import EntityIris
from ontology.model import Contribution, ReportText, Resolution


@dataclass(frozen=True, slots=True)
class NameInReport:
    """What one report calls a thing: the name, other names with the reason for each, and where the name stands."""

    iri: str
    name: str
    aliases: Mapping[str, str]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A report as its readers see it, with the names that were recognised in it."""

    stem: str
    text: ReportText
    names: tuple[NameInReport, ...]


def document_path(stem: str) -> str:
    """Where the document of a report stands in the output, as in its IRI: ``documents/STEM.json``."""
    return f"{DOCUMENTS_FOLDER}/{segment(stem)}.json"


def document_json(contribution: Contribution, resolution: Resolution, iris: EntityIris) -> str:
    """The document of one report as JSON: ``{"stem", "text": {"raw", "blocks"}, "names": [...]}``."""
    names = [
        {
            "id": iris[resolution.entity_of[entity.ref]].value,
            "name": entity.name,
            "aliases": dict(sorted(entity.alias_reasons.items())),
            "spans": [[span.start, span.end] for span in entity.mentions],
        }
        for entity in contribution.entities
        if entity.ref in resolution.entity_of
    ]
    record = {
        "stem": contribution.report.stem,
        "text": text_record(contribution.text),
        "names": sorted(names, key=lambda name: (str(name["id"]), str(name["name"]))),
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_documents(graph: Path, stems: Iterable[str]) -> dict[str, ReportDocument]:
    """The documents of these reports in the output ``graph``; those of a build that kept none are missing.

    Raises:
        OutputError: if one is damaged.
    """
    found = {}
    for stem in stems:
        path = graph / document_path(stem)
        if path.is_file():
            found[stem] = _read(path)
    return found


def _read(path: Path) -> ReportDocument:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return ReportDocument(record["stem"], read_text(record["text"]), tuple(map(_name, record["names"])))
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise OutputError(f"{path} is damaged ({error}); build the graph again with kg build") from error


def _name(item: Mapping[str, Any]) -> NameInReport:
    spans = tuple((start, end) for start, end in item["spans"])
    return NameInReport(item["id"], item["name"], item["aliases"], spans)
