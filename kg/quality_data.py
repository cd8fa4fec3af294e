"""``quality.json``: what ``quality.md`` tells people, for programs, one record for each thing held back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from kg.quality import QualityFigures
from kg.store import Solutions
from ontology.model import Evidence, Refused


def quality_json(figures: QualityFigures) -> str:
    """The outcome of a build as JSON; texts are cited by report and characters, as evidence is."""
    quarantined = ((item.reason, item.evidence) for one in figures.contributions for item in one.quarantine)
    record = {
        "skipped": [{"file": name, "reason": reason} for name, reason in figures.skipped],
        "quarantined": _sorted({"reason": reason, **_place(evidence)} for reason, evidence in quarantined),
        "refused": _refusals(item for one in figures.contributions for item in one.refused),
        "left_out": _refusals(figures.left_out),
        "odd_types": _refusals(figures.odd),
        "conflicts": _solutions(figures.conflicts),
        "figure_conflicts": _solutions(figures.figure_conflicts),
        "merges": [
            {"type": merge.type, "name": merge.name, "into": merge.into, "reason": merge.reason}
            for merge in sorted(figures.resolution.merges, key=lambda one: (one.type, one.into, one.name, one.reason))
        ],
        "proposals": [
            {"type": one.type, "name": one.name, "into": one.into, "reason": one.reason, "score": one.score}
            for one in sorted(figures.resolution.proposals, key=lambda one: (-one.score, one.type, one.name, one.into))
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _solutions(found: Solutions) -> list[dict[str, str]]:
    return [{name: term.value for name, term in row.items() if hasattr(term, "value")} for row in found.dicts()]


def _refusals(items: Iterable[Refused]) -> list[dict[str, Any]]:
    return _sorted({"kind": item.kind, "reason": item.reason, **_place(item.evidence)} for item in items)


def _place(evidence: Evidence) -> dict[str, Any]:
    return {"doc": evidence.doc, "start": evidence.start, "end": evidence.end, "quote": evidence.quote}


def _sorted(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(records, key=lambda one: (one["doc"], one["start"], one["end"], one.get("kind", ""), one["reason"]))
