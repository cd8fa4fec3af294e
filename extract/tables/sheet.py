"""Collects what a table yields: facts with their place, entities with their mentions, and what was held back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.document import Document
from extract.mention import Mention, Tagger
from extract.reading_of import Reading
from extract.tables.cells import Words
from extract.tables.checked import Draft, checked
from extract.tables.context import Context
from extract.tables.knowledge import confidences
from ontology.model import (
    EntityRef,
    Evidence,
    Fact,
    LocalEntity,
    MentionSpan,
    Phrase,
    Quarantined,
    Refused,
    Value,
)

Span = tuple[int, int]


@dataclass(slots=True)
class _Known:
    """An entity while the table is read."""

    ref: EntityRef
    aliases: dict[str, str]
    mentions: set[Span]


class Sheet:
    """The growing outcome of one table."""

    def __init__(self, document: Document, tagger: Tagger, context: Context) -> None:
        self.context = context
        self._document = document
        self._tagger = tagger
        self._tagged: dict[str, list[Mention]] = {}
        self._entities: dict[EntityRef, _Known] = {}
        self._facts: dict[str, Fact] = {}
        self._quarantined: list[Quarantined] = []
        self._refused: dict[tuple[str, str, Span], Refused] = {}

    def tag(self, words: Words) -> list[tuple[Mention, Words]]:
        """The mentions in a stretch, each with its own stretch."""
        if words.text not in self._tagged:
            self._tagged[words.text] = sorted(self._tagger(words.text))
        return [(mention, words.part(mention.start, mention.end)) for mention in self._tagged[words.text]]

    def entity(
        self, type_: str, words: Words, *, qualifier: str | None = None, aliases: Iterable[tuple[Words, str]] = ()
    ) -> EntityRef:
        """Note that the cell names an entity there; ``aliases`` are other names of it with their reasons."""
        ref = EntityRef(type_, words.text, qualifier)
        known = self._entities.setdefault(ref, _Known(ref, {}, set()))
        known.mentions.add((words.start, words.end))
        for alias, reason in aliases:
            known.aliases.setdefault(alias.text, reason)
            known.mentions.add((alias.start, alias.end))
        return ref

    def named_around(self, type_: str, name: str) -> EntityRef:
        """Note an entity that the caption or the source line names for all rows."""
        ref = EntityRef(type_, name)
        known = self._entities.setdefault(ref, _Known(ref, {}, set()))
        if span := self.context.around.find(name):
            known.mentions.add(span)
        return ref

    def fact(self, kind: str, draft: Draft, span: Span, rule: str) -> None:
        """Add a fact read at ``span``; the same statement twice in a table is one fact."""
        args, reasons = checked(kind, draft)
        for reason in reasons:
            self.refuse(kind, reason, span)
        if args is None:
            return
        key = f"{kind}{sorted((slot, _plain(value)) for slot, value in args.items())}"
        if key not in self._facts:
            self._facts[key] = Fact(kind, args, self._cite(span), rule, confidences()[rule])

    def refuse(self, kind: str, reason: str, span: Span) -> None:
        """Count a candidate that was not asserted."""
        self._refused.setdefault((kind, reason, span), Refused(kind, reason, self._cite(span)))

    def quarantine(self, reason: str, span: Span) -> None:
        """Hold back a row that the OCR invented."""
        self._quarantined.append(Quarantined(self._cite(span), reason))

    def reading(self) -> Reading:
        """All that the table gave."""
        entities = tuple(self._local(known) for known in self._entities.values())
        return Reading(tuple(self._facts.values()), entities, tuple(self._quarantined), tuple(self._refused.values()))

    def _local(self, known: _Known) -> LocalEntity:
        raw = self._document.raw
        return LocalEntity(
            known.ref.type,
            known.ref.name,
            tuple(known.aliases),
            dict(known.aliases),
            tuple(MentionSpan(start, end, raw[start:end]) for start, end in sorted(known.mentions)),
            known.ref.qualifier,
        )

    def _cite(self, span: Span) -> Evidence:
        start, end = span
        return Evidence.cite(
            doc=self._document.stem,
            text=self._document.raw,
            start=start,
            end=end,
            source="table",
            where=self.context.around.where,
        )


def _plain(value: Value | tuple[Value, ...]) -> str:
    if isinstance(value, tuple):
        return "|".join(_plain(member) for member in value)
    if isinstance(value, Phrase):
        return value.text
    return repr(value)
