"""Tables of policies, of companies by segment, of diseases by department."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tables.cells import listed_names, phrases
from extract.tables.knowledge import organisation_types
from extract.tables.names import diseases_in, organisation, organisations
from extract.tables.records import Record
from extract.tables.sheet import Sheet
from extract.tables.technologies import read_methods
from extract.tables.values import date_of
from ontology.model import EntityRef

_TITLE = re.compile(r"《([^《》]*[^《》\s][^《》]*)》?")


def read_policies(records: Sequence[Record], sheet: Sheet) -> None:
    """Each row is the issue of a document, by its issuers where a column names them."""
    for record in records:
        words = record.get("policy")
        if words is None:
            sheet.refuse("Issues", "the row names no document", record.span)
            continue
        title = _TITLE.search(words.text)
        policy = sheet.entity("Policy", (words.part(*title.span(1)) if title else words).squeezed())
        issuer_words = record.get("issuer", "publishers")
        issuers: list[EntityRef | None] = [*organisations(issuer_words, "Regulator", sheet)] if issuer_words else []
        for issuer in issuers or [None]:
            date = date_of(record.get("date"), "Issues", record, sheet)
            sheet.fact("Issues", {"issuer": issuer, "policy": policy, "date": date}, record.span, "table.policy")


def read_bodies(records: Sequence[Record], sheet: Sheet) -> None:
    """The working groups of the rows are part of the organisation that the caption names before the word for them."""
    parent = sheet.context.get("parent")
    if not parent:
        return
    whole = sheet.named_around(_type_of(parent), parent)
    for record in records:
        words = record.get("body")
        for name in listed_names(words) if words else []:
            child = sheet.entity(_type_of(name.text), name)
            sheet.fact("PartOf", {"child": child, "parent": whole}, record.span, "table.body")


def _type_of(name: str) -> str:
    return next((type_ for pattern, type_ in organisation_types() if pattern.fullmatch(name)), "Institution")


def read_segments(records: Sequence[Record], sheet: Sheet) -> None:
    """Each company of the list is in the row's segment; its description may name technologies."""
    for record in records:
        segment, companies = record.get("segment"), record.get("companies")
        if segment is None or companies is None:
            sheet.refuse("Segment", "the row lacks the segment or the companies", record.span)
            continue
        name = segment.squeezed().text
        for words in listed_names(companies):
            if company := organisation(words, "Company", sheet):
                sheet.fact("Segment", {"company": company, "segment": name}, record.span, "table.segment")
        for _, text in record.all("text"):
            read_methods(segment.squeezed(), text, sheet, "table.segment.technology", whole_field=False)


def read_diseases(records: Sequence[Record], sheet: Sheet) -> None:
    """Departments and the diseases they look for: targets of what the caption speaks of."""
    topic = sheet.context.get("topic")
    if not topic:
        return
    subject = sheet.named_around("Technology", topic)
    for record in records:
        words = record.get("indication")
        for part in phrases(words) if words else []:
            for disease in diseases_in(part, sheet):
                sheet.fact("Targets", {"product": subject, "disease": disease}, record.span, "table.diseases")
