"""Tables of released models, of companies' platforms, and of models by sector."""

from __future__ import annotations

from collections.abc import Sequence

from extract.mention import Mention
from extract.tables.cells import Words, is_absent, phrases, trimmed_name
from extract.tables.checked import Draft
from extract.tables.columns import Column
from extract.tables.described import read_described
from extract.tables.knowledge import thresholds
from extract.tables.names import organisation, organisations, product
from extract.tables.records import Record
from extract.tables.sheet import Sheet
from extract.tables.technologies import read_means
from extract.tables.treatment import diseases_acted_on
from extract.tables.values import date_of
from ontology.model import EntityRef


def read_releases(records: Sequence[Record], sheet: Sheet) -> None:
    """Each row is a Release of a model, and Develops for each publisher."""
    for record in records:
        words = record.get("model", "product")
        model = product(words, sheet, type_="AIModel") if words else None
        if model is None:
            sheet.refuse("Release", "the row names no model", record.span)
            continue
        publisher_words = record.get("publishers", "company", "developer", "holder")
        publishers = organisations(publisher_words, "Company", sheet) if publisher_words else []
        scenario_words = record.get("scenarios")
        sheet.fact(
            "Release",
            {
                "product": model,
                "publishers": tuple(publishers),
                "date": date_of(record.get("date"), "Release", record, sheet),
                "scenarios": tuple(part.text for part in phrases(scenario_words)) if scenario_words else (),
            },
            record.span,
            "table.release",
        )
        for publisher in publishers:
            sheet.fact("Develops", {"company": publisher, "product": model}, record.span, "table.release.develops")
        read_purpose(model, record, sheet)
        read_described(record, model, sheet)


def read_purpose(thing: EntityRef, record: Record, sheet: Sheet) -> None:
    """What a description says that a thing works with, and for which diseases it is."""
    read_means(thing, record, sheet)
    for disease in diseases_acted_on(record, sheet):
        sheet.fact("Targets", {"product": thing, "disease": disease}, record.span, "table.purpose")


def read_platforms(records: Sequence[Record], sheet: Sheet) -> None:
    """Each row says which company has which product."""
    for record in records:
        company_words, product_words = record.get("company", "holder", "developer"), record.get("product")
        company = organisation(company_words, "Company", sheet) if company_words else None
        named = product(product_words, sheet, holder=company) if product_words else None
        if company is None or named is None:
            sheet.refuse("Develops", "the row lacks the company or the product", record.span)
            continue
        sheet.fact("Develops", {"company": company, "product": named}, record.span, "table.platform")
        read_purpose(named, record, sheet)
        read_described(record, named, sheet)


def read_sectors(records: Sequence[Record], sheet: Sheet, columns: Sequence[Column]) -> None:
    """A grid of models (rows) and sectors (columns): a Release with the sectors whose cell is filled.

    The first columns hold a group and the model; the header may be short by one, as the OCR drops an empty
    first cell: then the sectors are counted from the model's column on.
    """
    sectors = [column.header for column in columns if column.header]
    for record in records:
        named = _model(record, sheet)
        if named is None:
            continue
        column, words = named
        filled = [c.index - column.index - 1 for c, _ in record.pairs if c.index > column.index]
        scenarios = tuple(sectors[place] for place in filled if place < len(sectors))
        if model := _entity(words, sheet):
            sheet.fact("Release", {"product": model, "scenarios": scenarios}, record.span, "table.sector")


def _model(record: Record, sheet: Sheet) -> tuple[Column, Words] | None:
    """The first cell, or the one behind a group's name."""
    front = [(column, words) for column, words in record.pairs if column.index < 2]
    for column, words in front:
        if _whole(words, sheet) is not None:
            return column, words
    return front[-1] if len(front) == 2 and _name_like(front[-1][1]) else None


def _whole(words: Words, sheet: Sheet) -> Mention | None:
    models = [m for m, part in sheet.tag(words) if m.type in ("AIModel", "Product") and part.text == words.text]
    return models[0] if models else None


def _name_like(words: Words) -> bool:
    return len(words.text) <= thresholds()["matrix.name"] and not is_absent(words.text) and "、" not in words.text


def _entity(words: Words, sheet: Sheet) -> EntityRef | None:
    name = trimmed_name(words)
    return sheet.entity("AIModel", name) if name.text else None


def read_model_groups(records: Sequence[Record], sheet: Sheet, columns: Sequence[Column]) -> None:
    """A header of fields over cells of models: a Release of each model in the field that reaches over it.

    A field's header stands over the first of its models, the header cells beside it are empty.
    """
    fields = [(column.index, column.header) for column in columns if column.index and column.header]
    for record in records:
        names = [(column.index, words) for column, words in record.pairs if column.index]
        known = sum(_whole(words, sheet) is not None for _, words in names)
        if not names or known < thresholds()["matrix.names"] * len(names):
            sheet.refuse("Release", "most cells of the row are no known models", record.span)
            continue
        for index, words in names:
            above = [field for at, field in fields if at <= index]
            if model := _entity(words, sheet):
                draft: Draft = {"product": model, "scenarios": tuple(above[-1:])}
                sheet.fact("Release", draft, record.span, "table.sector")
