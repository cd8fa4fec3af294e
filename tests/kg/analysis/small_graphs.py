"""Facts without a text, for graphs that a person can count on paper."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from kg.content import Content, EntityRecord, FactRecord, ReportRecord, SlotValue, Sum

ID = "https://medai-kg.example/id/"
#: Slots that hold words; all others hold things, whose type is the slot's usual one.
WORDS = frozenset(
    {"date", "period", "approvalClass", "round", "dealType", "stage", "status", "scenario", "segment", "mechanism",
     "purpose", "indicationText", "title", "indicator", "unit", "value", "subjectText", "listingRule"}
)  # fmt: skip
TYPES = {
    "product": "Product", "drug": "Drug", "investor": "Investor", "disease": "Disease", "indication": "Disease",
    "technology": "Technology", "authority": "Regulator", "site": "Hospital", "place": "Place", "policy": "Policy",
    "person": "Person", "exchange": "Exchange", "issuer": "Regulator", "region": "Place",
}  # fmt: skip
MONEY = frozenset({"amount", "total", "upfront", "milestone"})


def iri(name: str, kind: str = "Company") -> str:
    return f"{ID}{kind.lower()}/{name}"


def stated(
    kind: str, *, report: str = "A", confidence: float = 0.9, modality: str = "asserted", **slots: Any
) -> FactRecord:
    """A fact: ``stated("Funding", company="甲", investor=["红杉", "启明"], amount=(2e8, "CNY"), date="2024")``."""
    filled = {name: _values(name, value) for name, value in slots.items()}
    words = repr((kind, report, sorted(filled.items())))
    digest = hashlib.sha256(words.encode()).hexdigest()[:12]
    return FactRecord(
        iri=f"{ID}fact/{digest}", kind=kind, slots=filled, confidence=confidence, modality=modality, rule="by hand",
        quote=" ".join(value.text for values in filled.values() for value in values), start=int(digest[:4], 16),
        end=int(digest[:4], 16) + 10, source="prose", where="", report=f"{ID}report/{report}",
    )  # fmt: skip


def _values(name: str, value: Any) -> tuple[SlotValue, ...]:
    if name in MONEY:
        *bounds, currency = value
        return (SlotValue(f"{bounds[0]:,.0f} {currency}", sum=Sum(bounds[0], bounds[-1], currency)),)
    values = value if isinstance(value, list | tuple) else [value]
    if name in WORDS:
        return tuple(SlotValue(str(words)) for words in values)
    return tuple(SlotValue(words, iri(words, TYPES.get(name, "Company"))) for words in values)


def content_of(facts: Iterable[FactRecord]) -> Content:
    """A content with these facts, the things that they name, and their reports."""
    facts = tuple(facts)
    docs: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    for fact in facts:
        for values in fact.slots.values():
            for value in values:
                if value.iri:
                    labels[value.iri] = value.text
                    docs.setdefault(value.iri, set()).add(fact.report.rpartition("/")[2])
    types = {key.lower(): key for key in ("Company", *TYPES.values())}
    entities = {}
    for one, label in labels.items():
        name = types[one.split("/")[-2]]
        entities[one] = EntityRecord(one, label, name, (name,), (), tuple(sorted(docs[one])))
    reports = {fact.report: fact.report.rpartition("/")[2] for fact in facts}
    records = {one: ReportRecord(one, stem, f"报告{stem}", "", "2024") for one, stem in reports.items()}
    return Content(entities, facts, records)
