"""The values of a row's cells; a cell that should hold one and does not is counted, not passed over."""

from __future__ import annotations

from extract.squeeze import squeeze
from extract.tables.cells import Words
from extract.tables.records import Record
from extract.tables.sheet import Sheet
from extract.values.dates import parse_date
from extract.values.deals import find_deal_terms
from extract.values.money import parse_money
from extract.values.stages import parse_stage
from ontology.model import Money


def date_of(words: Words | None, kind: str, record: Record, sheet: Sheet) -> str | None:
    """The ISO date of a cell."""
    if words is None:
        return None
    date = parse_date(words.text) or parse_date(squeeze(words.text).text)
    if date is None:
        sheet.refuse(kind, f"“{words.text}” is no date", record.span)
    return date


def money_of(record: Record, role: str, kind: str, sheet: Sheet) -> Money | None:
    """The amount of a cell, its unit from the header where the cell has none."""
    for column, words in record.pairs:
        if column.role != role:
            continue
        money = parse_money(words.text) or (parse_money(words.text + column.unit) if column.unit else None)
        if money is None:
            sheet.refuse(kind, f"“{words.text}” is no amount of money", record.span)
        return money
    return None


def stage_of(record: Record, kind: str, sheet: Sheet) -> str | None:
    """The stage of a row: of its own column, or of the words behind a drug's name."""
    words = record.get("stage", "drug_stage")
    if words is None:
        return None
    stage = parse_stage(words.text) or parse_stage(words.text.split(maxsplit=1)[-1])
    if stage is None:
        sheet.refuse(kind, f"“{words.text}” is no stage", record.span)
    return stage


def deal_terms_of(record: Record, sheet: Sheet) -> dict[str, Money | None]:
    """Upfront, milestone and total of a deal, from one column or from a column each."""
    words = record.get("amount")
    if words is None:
        return {
            "upfront": money_of(record, "upfront", "Deal", sheet),
            "milestone": money_of(record, "milestone", "Deal", sheet),
        }
    terms = find_deal_terms(words.text)
    found = {"upfront": terms.upfront, "milestone": terms.milestone, "total": terms.total}
    if not any(found.values()):
        sheet.refuse("Deal", f"“{words.text}” is no amount of money", record.span)
    return found
