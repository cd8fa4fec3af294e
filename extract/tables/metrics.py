"""Tables of figures: a label, a header, a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.entities import is_field
from extract.tables.cells import Words
from extract.tables.checked import Draft
from extract.tables.columns import Column, is_number
from extract.tables.context import period_of
from extract.tables.knowledge import units
from extract.tables.names import organisation, phrase
from extract.tables.records import Record
from extract.tables.sheet import Sheet
from extract.tables.values import date_of
from extract.values.numerals import times
from ontology.model import Phrase

_TOTAL = re.compile(r"合计|总计|总额|总数|共计|小计")
_YEARS = re.compile(r"(?:19|20)\d{2}年?(?:[-—~至](?:(?:19|20)\d{2}年?))?E?")
_BRACKET = re.compile(r"[(（]([^()（）]{1,10})[)）]")
_LABELS_NOTHING = frozenset({"value", "index", "date"})


def read_metrics(records: Sequence[Record], sheet: Sheet) -> None:
    """Each figure is a Metric of its row's label; the indicator is the column's header."""
    for record in records:
        for column, words in record.all("value"):
            if not is_number(words.text):
                sheet.refuse("Metric", f"“{words.text}” under {column.header} is no figure", record.span)
                continue
            if _TOTAL.fullmatch(record.pairs[0][1].text):
                continue  # a sum of the rows is a figure of no thing
            draft = _metric(record, column, words, sheet)
            sheet.fact("Metric", draft, record.span, "table.metric")
    _check_totals(records, sheet)


def _metric(record: Record, column: Column, words: Words, sheet: Sheet) -> Draft:
    """A header that is only a year is the period; the caption then names the indicator."""
    caption = sheet.context.around.caption
    indicator = _YEARS.sub("", column.header).strip()
    caption_unit = _unit_of(caption)
    printed_unit = column.unit or (caption_unit if not indicator or "元" in caption_unit else "")
    unit, factor = ("%", 1.0) if words.text.endswith("%") else units().get(printed_unit, (printed_unit, 1.0))
    period = period_of(column.header) or date_of(record.get("date"), "Metric", record, sheet) or period_of(caption)
    return {
        "subject": _subject(record, sheet) or Phrase(_topic(caption)),
        "indicator": indicator or _topic(caption),
        "value": times(float(words.text.rstrip("% ").replace(",", "")), factor),
        "unit": unit,
        "period": period,
    }


def _subject(record: Record, sheet: Sheet) -> Phrase | None:
    """The row's label with what it names; a company column names companies, whoever they are."""
    label = next(((column, words) for column, words in record.pairs if column.role not in _LABELS_NOTHING), None)
    if label is None:
        return None
    column, words = label
    if column.role in ("company", "holder", "developer"):
        company = organisation(words, "Company", sheet)
        return phrase(words, [company] if company else [])
    whole = words.squeezed()
    named = [(m, part) for m, part in sheet.tag(whole) if part.text == whole.text and not is_field(m)]
    return phrase(words, [sheet.entity(m.type, part) for m, part in named])


def _topic(caption: str) -> str:
    """``2022-2023年AI医疗企业营收(千元)及增长率(%)`` -> ``AI医疗企业营收``."""
    bracket = _BRACKET.search(caption)
    return _YEARS.sub("", caption[: bracket.start()] if bracket else caption).strip()


def _unit_of(caption: str) -> str:
    bracket = _BRACKET.search(caption)
    return bracket[1] if bracket else ""


def _check_totals(records: Sequence[Record], sheet: Sheet) -> None:
    """A total that its rows do not add up to is reported, with the figures."""
    for column in sorted({c.index for record in records for c, _ in record.all("value")}):
        figures = [(record, w.text) for record in records for c, w in record.all("value") if c.index == column]
        if len(figures) < 3 or not all(is_number(text) and "%" not in text for _, text in figures):
            continue
        *rows, (last, total) = [(record, float(text.replace(",", ""))) for record, text in figures]
        added = sum(value for _, value in rows)
        if _TOTAL.search(last.pairs[0][1].text) and abs(added - total) > 0.01 * abs(total):
            sheet.refuse("Metric", f"the rows add up to {added:g}, the total says {total:g}", last.span)
