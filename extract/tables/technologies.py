"""Tables that say which technologies an application or a field uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.tables.cells import Words, phrases, sentences, trimmed_name
from extract.tables.checked import Draft
from extract.tables.knowledge import parts, thresholds, umbrella_terms
from extract.tables.names import phrase, technology_core
from extract.tables.records import Record
from extract.tables.sheet import Sheet
from ontology.model import EntityRef, Phrase

#: Between two members of a list: 基于深度学习和知识图谱
_LISTED = re.compile(r"(?:等)?(?:技术|算法)?(?:[、,/+]|以及|[和与及])(?:技术|算法)?")


def read_applications(records: Sequence[Record], sheet: Sheet) -> None:
    """Each row is a use of AI; its description names methods."""
    for record in records:
        label = record.get("scenarios")
        for _, text in record.all("text"):
            if label is not None:
                read_methods(label.squeezed(), text, sheet, "table.technology", whole_field=True)


def read_methods(label: Words, text: Words, sheet: Sheet, rule: str, *, whole_field: bool) -> None:
    """The methods that a description names, as technologies of its label."""
    same = [part for mention, part in sheet.tag(label) if mention.type == "Technology" and part.text == label.text]
    subject = phrase(label, [sheet.entity("Technology", part) for part in same])
    for sentence in sentences(text):
        for method in _methods(sentence.squeezed(), label.text, sheet, whole_field=whole_field):
            draft: Draft = {"subject": subject, "technology": sheet.entity("Technology", method)}
            sheet.fact("UsesTechnology", draft, (sentence.start, sentence.end), rule)


def read_trends(records: Sequence[Record], sheet: Sheet) -> None:
    """A comparison of then and now: the methods belong to the topic of the caption."""
    topic = sheet.context.get("topic")
    if not topic:
        return
    for record in records:
        for _, text in record.pairs[1:]:
            for method in _methods(text.squeezed(), topic, sheet, whole_field=False):
                draft: Draft = {"subject": Phrase(topic), "technology": sheet.entity("Technology", method)}
                sheet.fact("UsesTechnology", draft, (text.start, text.end), "table.trend")


def read_comparisons(records: Sequence[Record], sheet: Sheet) -> None:
    """Things beside each other, a column or a row each: what is told of their models or core technologies."""
    for record in records:
        label = record.pairs[0][1].squeezed().text
        of_row = parts("methods")["row"].fullmatch(label)
        for column, words in record.pairs[1:]:
            subject = column.header if of_row else label
            if subject and (of_row or parts("methods")["row"].fullmatch(column.header)):
                _list_methods(Phrase(subject), words, record, sheet)


def _list_methods(subject: Phrase, words: Words, record: Record, sheet: Sheet) -> None:
    for member in phrases(words):
        if len(member.text) <= thresholds()["methods.name"]:
            technology = sheet.entity("Technology", technology_core(trimmed_name(member), sheet))
            draft: Draft = {"subject": subject, "technology": technology}
            sheet.fact("UsesTechnology", draft, (words.start, words.end), "table.comparison")


def read_means(thing: EntityRef, record: Record, sheet: Sheet) -> None:
    """What the description of a product says that it works with: 基于深度学习和知识图谱的..., 用AI捕捉..."""
    for _, text in record.all("text"):
        for sentence in (sentence.squeezed() for sentence in sentences(text)):
            end = -1
            for mention, part in sheet.tag(sentence):
                if mention.type != "Technology":
                    continue
                between = sentence.text[end : mention.start] if end >= 0 else ""
                if not (end >= 0 and _LISTED.fullmatch(between)) and not _led(sentence.text[: mention.start]):
                    continue
                end = mention.end
                technology = sheet.entity("Technology", technology_core(part, sheet))
                draft: Draft = {"subject": Phrase(thing.name, (thing,)), "technology": technology}
                sheet.fact("UsesTechnology", draft, (sentence.start, sentence.end), "table.means")


def _led(before: str) -> bool:
    return parts("methods")["led_by"].search(before) is not None


def _methods(text: Words, subject: str, sheet: Sheet, *, whole_field: bool) -> Iterator[Words]:
    """The methods of a text; AI itself only where the subject does not say it already.

    ``机器学习算法(如支持向量机、随机森林)`` names the two in brackets and not the class before them.
    """
    listed = list(_enumerated(text, sheet))
    classes = {opening for opening, _ in listed}
    yield from (method for _, members in listed for method in members)
    inside = {place for _, members in listed for method in members for place in method.offsets}
    for mention, part in sheet.tag(text):
        if mention.type != "Technology" or part.start in inside or mention.end in classes:
            continue
        name = _whole_name(text, mention.start, mention.end, sheet)
        umbrella = name.text.lower() in umbrella_terms()
        if parts("methods")["method"].search(name.text) and name.text not in subject and (whole_field or not umbrella):
            yield name


def _enumerated(text: Words, sheet: Sheet) -> Iterator[tuple[int, list[Words]]]:
    """The bracketed lists that hold at least one known method, with the place of their bracket."""
    for match in parts("methods")["enumeration"].finditer(text.text):
        members = phrases(text.part(*match.span(1)))
        known = any(
            mention.type == "Technology" and parts("methods")["method"].search(mention.name)
            for member in members
            for mention, _ in sheet.tag(member)
        )
        if known and len(members) > 1 and all(len(m.text) <= thresholds()["methods.name"] for m in members):
            yield match.start(), members


def _whole_name(text: Words, start: int, end: int, sheet: Sheet) -> Words:
    """The mention with the nouns before it: 呼吸运动自适应 + 补偿技术; 人工智能技术 is 人工智能."""
    core = technology_core(text.part(start, end), sheet)
    if len(core.text) < end - start or not core.text.endswith("技术"):
        return core
    grown = parts("methods")["grows_over"].search(text.text[:start])
    return text.part(grown.start(1), end) if grown else text.part(start, end)
