"""Tables of financing rounds."""

from __future__ import annotations

from collections.abc import Sequence

from extract.tables.cells import phrases
from extract.tables.names import organisation, organisations
from extract.tables.records import Record
from extract.tables.sheet import Sheet
from extract.tables.values import date_of, money_of
from ontology.model import EntityRef


def read_fundings(records: Sequence[Record], sheet: Sheet) -> None:
    """Each row is a Funding; the columns founded and place, and a caption such as …的AI影像企业, say more."""
    for record in records:
        words = record.get("company", "holder")
        company = organisation(words, "Company", sheet) if words else None
        if company is None:
            sheet.refuse("Funding", "the row names no company", record.span)
            continue
        round_words = record.get("round")
        sheet.fact(
            "Funding",
            {
                "company": company,
                "round": round_words.squeezed().text if round_words else None,
                "amount": money_of(record, "amount", "Funding", sheet),
                "date": date_of(record.get("date"), "Funding", record, sheet),
                "investors": tuple(_investors(record, sheet)),
            },
            record.span,
            "table.funding",
        )
        _read_company(company, record, sheet)


def _investors(record: Record, sheet: Sheet) -> list[EntityRef]:
    words = record.get("investors")
    found = organisations(words, "Investor", sheet) if words else []
    if name := sheet.context.get("investor"):
        found.append(sheet.named_around("Investor", name))
    return found


def _read_company(company: EntityRef, record: Record, sheet: Sheet) -> None:
    if founded := date_of(record.get("founded"), "Founded", record, sheet):
        sheet.fact("Founded", {"org": company, "date": founded}, record.span, "table.funding.founded")
    place = record.get("place")
    for name in phrases(place) if place else []:
        where = sheet.entity("Place", name)
        sheet.fact("LocatedIn", {"org": company, "place": where}, record.span, "table.funding.located")
    if segment := sheet.context.get("segment"):
        sheet.fact("Segment", {"company": company, "segment": segment}, record.span, "table.funding.segment")
