"""Tables of deals between companies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tables.assets import read_asset
from extract.tables.cells import Words
from extract.tables.checked import Draft
from extract.tables.knowledge import deal_types, parts, thresholds
from extract.tables.names import organisation
from extract.tables.products import products_in
from extract.tables.records import Record
from extract.tables.sheet import Sheet
from extract.tables.values import date_of, deal_terms_of
from ontology.model import EntityRef


def read_deals(records: Sequence[Record], sheet: Sheet) -> None:
    """Each row is a Deal of the two parties, and the partner's segment where a column says it."""
    for record in records:
        own, other = record.get("company", "developer", "holder"), record.get("partner")
        refs = [organisation(words, "Company", sheet) for words in (own, other) if words is not None]
        parties = tuple(dict.fromkeys(ref for ref in refs if ref is not None))
        if not parties:
            sheet.refuse("Deal", "the row names no party", record.span)
            continue
        product = _product(record, parties, sheet)
        sheet.fact(
            "Deal",
            {
                "deal_type": deal_type(record),
                "parties": parties,
                "product": product,
                "purpose": _purpose(record),
                "date": date_of(record.get("date"), "Deal", record, sheet),
                **deal_terms_of(record, sheet),
            },
            record.span,
            "table.deal",
        )
        _read_segment(record, parties, sheet)


def deal_type(record: Record) -> str:
    """acquisition, license or procurement by the verb of the purpose or the amount, else partnership."""
    said = [words.text for words in (record.get("purpose"), record.get("details"), record.get("amount")) if words]
    for name, pattern in deal_types():
        if any(pattern.search(text) for text in said):
            return name
    return "partnership"


def _purpose(record: Record) -> str | None:
    words = record.get("purpose", "details")
    if words is None:
        return None
    text = words.squeezed().text
    longest = int(thresholds()["purpose.longest"])
    if len(text) <= longest:
        return text
    clause = re.match(rf".{{0,{longest}}}[,，。;；]", text)
    return clause[0].rstrip(",，。;；") if clause else text[:longest]


def _product(record: Record, parties: tuple[EntityRef, ...], sheet: Sheet) -> EntityRef | None:
    """What the deal is about: a product that a party made, or the drug that changes hands."""
    for words in (record.get("details"), record.get("purpose")):
        if words is not None and (named := products_in(words, parties, sheet)):
            return named[0].ref
    if deal_type(record) in ("license", "acquisition"):
        return read_asset(record, parties, sheet)
    return None


def _read_segment(record: Record, parties: tuple[EntityRef, ...], sheet: Sheet) -> None:
    words = record.get("partner_segment")
    if words is not None and len(parties) > 1:
        draft: Draft = {"company": parties[-1], "segment": segment_name(words)}
        sheet.fact("Segment", draft, record.span, "table.deal.segment")


def segment_name(words: Words) -> str:
    """The segment without the word company: ``AI制药企业`` -> ``AI制药``."""
    text = words.squeezed().text
    return re.sub(parts("enumeration")["segment_end"].pattern, "", text) or text
