"""Tables of approved products and of licensed laboratories."""

from __future__ import annotations

from collections.abc import Sequence

from extract.tables.cells import Words
from extract.tables.checked import Draft
from extract.tables.knowledge import parts
from extract.tables.names import diseases_in, organisation, phrase, product
from extract.tables.records import Record
from extract.tables.sheet import Sheet
from extract.tables.technologies import read_means
from extract.tables.treatment import diseases_acted_on, diseases_of
from extract.tables.values import date_of
from ontology.model import EntityRef, Phrase


def read_approvals(records: Sequence[Record], sheet: Sheet) -> None:
    """Each row is an Approval; with a product also Develops, and Targets or UsesTechnology by what it is for."""
    for record in records:
        _read_approval(record, sheet)


def _read_approval(record: Record, sheet: Sheet) -> None:
    holder_words = record.get("holder", "company", "developer", "site")
    holder = organisation(holder_words, "Company", sheet) if holder_words else None
    product_words = record.get("product")
    approved = product(product_words, sheet, holder=holder) if product_words else None
    if holder is None and approved is None:
        sheet.refuse("Approval", "the row names neither product nor holder", record.span)
        return
    class_words = record.get("class")
    sheet.fact(
        "Approval",
        {
            "product": approved,
            "holder": holder,
            "authority": _authority(sheet),
            "class": class_words.squeezed().text if class_words else sheet.context.get("class"),
            "indication": _indication(record, sheet),
            "date": date_of(record.get("date"), "Approval", record, sheet),
        },
        record.span,
        "table.approval",
    )
    if approved is not None and product_words is not None:
        _read_product(approved, holder, product_words, record, sheet)


def _authority(sheet: Sheet) -> EntityRef | None:
    name = sheet.context.get("authority")
    return sheet.named_around("Regulator", name) if name else None


def _indication(record: Record, sheet: Sheet) -> Phrase | None:
    """The indication of its own column, else the one disease of the product's name or of a description."""
    words = record.get("indication")
    if words is not None:
        return phrase(words, diseases_in(words.squeezed(), sheet))
    described = [record.get("product"), *(text for _, text in record.all("text"))]
    for text in described:
        diseases = diseases_in(text.squeezed(), sheet) if text is not None else []
        if len(diseases) == 1:
            return Phrase(diseases[0].name, tuple(diseases))
    return None


def _read_product(approved: EntityRef, holder: EntityRef | None, words: Words, record: Record, sheet: Sheet) -> None:
    if holder is not None:
        sheet.fact("Develops", {"company": holder, "product": approved}, record.span, "table.approval.develops")
    read_means(approved, record, sheet)
    for disease in _diseases(words, record, sheet):
        sheet.fact("Targets", {"product": approved, "disease": disease}, record.span, "table.approval.targets")
    indication = record.get("indication")
    if indication is not None:
        _read_technology(approved, indication.squeezed(), record, sheet)


def _diseases(words: Words, record: Record, sheet: Sheet) -> list[EntityRef]:
    """The diseases of the product's name; what the name leaves open stands in the indication or description."""
    named = diseases_in(words.squeezed(), sheet)
    indication = record.get("indication")
    if indication is not None:
        whole = diseases_of(indication, sheet)
        return named + _others(whole, named)
    if named:
        return named + _others(diseases_acted_on(record, sheet), named)
    return [disease for _, text in record.all("text") for disease in diseases_in(text.squeezed(), sheet)]


def _others(diseases: list[EntityRef], named: list[EntityRef]) -> list[EntityRef]:
    """The diseases that are no wider or narrower words for one of ``named``."""
    return [d for d in diseases if not any(d.name in other.name or other.name in d.name for other in named)]


def _read_technology(approved: EntityRef, indication: Words, record: Record, sheet: Sheet) -> None:
    """An indication such as CT-FFR is not a disease but the method; CT or MR alone is where it looks."""
    rules = parts("generic_products")
    if not rules["method"].fullmatch(indication.text) or rules["modality"].fullmatch(indication.text):
        return
    technology = sheet.entity("Technology", indication)
    draft: Draft = {"subject": Phrase(approved.name, (approved,)), "technology": technology}
    sheet.fact("UsesTechnology", draft, record.span, "table.approval.technology")
