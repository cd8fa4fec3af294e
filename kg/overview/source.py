"""The graph as the overview reads it: claims, words of the vocabulary, and the sentences behind facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kg.analysis import corpus_of
from kg.analysis.corpus import Corpus
from kg.analysis.result import Text
from kg.content import Content, FactRecord, Sum, read_content
from kg.overview.model import Quote, words
from kg.store import GraphStore
from ontology.concepts import load_schemes
from ontology.schema import MAI, load_schema, load_vocabulary


@dataclass(frozen=True)
class Source:
    """A graph, opened for reading."""

    store: GraphStore

    @cached_property
    def content(self) -> Content:
        """All that the graph says."""
        return read_content(self.store)

    @cached_property
    def corpus(self) -> Corpus:
        """Its asserted claims."""
        return corpus_of(self.content)

    @cached_property
    def values(self) -> dict[str, str]:
        """Chinese words for the values of closed lists: ``license`` → ``授权许可``."""
        slots = (slot for kind in load_schema().kinds.values() for slot in kind.slots)
        meant = {
            value: load_schemes()[slot.scheme].find(value) for slot in slots if slot.scheme for value in slot.values
        }
        return {value: concept.label_zh for value, concept in sorted(meant.items()) if concept}

    def label(self, name: str) -> Text:
        """The label of a kind or slot of the schema."""
        term = load_vocabulary().get(MAI + name)
        return Text(term.label_zh, term.label_en) if term else words().get(name, Text(name, name))

    @cached_property
    def _names(self) -> dict[str, str]:
        """Names that people read in place of those of data: titles of reports, Chinese words of kinds and types."""
        titles = {report.stem: f"《{report.title}》" for report in self.content.reports.values() if report.title}
        types = {entity.type for entity in self.content.entities.values()}
        return titles | {name: self.label(name).zh for name in sorted({*load_schema().kinds, *types})}

    def told(self, cell: str) -> str:
        """A cell of an analysis as people read it."""
        return self._names.get(cell, cell)

    def retold(self, text: Text) -> Text:
        """A sentence of an analysis with the titles of reports in place of their files' names."""
        zh, en = text.zh, text.en
        for name in sorted((name for name in self._names if len(name) > 6), key=len, reverse=True):
            if self._names[name].startswith("《"):
                zh, en = zh.replace(name, self._names[name]), en.replace(name, self._names[name])
        return Text(zh, en)

    def cell(self, fact: FactRecord, slot: str) -> str:
        """Words of a slot; of a phrase slot without a thing, the words as printed."""
        texts = [self.values.get(value.text, value.text) for value in fact.slots.get(slot, ())]
        return "、".join(texts) or fact.text(f"{slot}Text")

    def quotes(self, facts: Iterable[str]) -> tuple[Quote, ...]:
        """The sentences behind claims, each place once, by report and in the order of the text."""
        statements = {
            (statement.report, statement.start, statement.end): statement
            for fact in facts
            for statement in self.corpus.statements[fact]
        }
        return tuple(self.quote(statements[place]) for place in sorted(statements))

    def quote(self, fact: FactRecord) -> Quote:
        """The sentence that a fact was read from."""
        report = self.content.reports.get(fact.report)
        kind = words()[fact.source].zh if fact.source in words() else fact.source
        parts = (fact.where, kind, f"{words()['characters'].zh} {fact.start}–{fact.end}")
        place = " · ".join(part for part in parts if part)
        return Quote(fact.quote, report.title if report else "", place, fact.confidence)

    @staticmethod
    def money(fact: FactRecord) -> Sum | None:
        """The amount that stands for a fact, as figures."""
        slots = (fact.slots[slot] for slot in ("amount", "total", "upfront", "milestone") if slot in fact.slots)
        return next((value.sum for values in slots for value in values if value.sum is not None), None)

    def largest(self, facts: Iterable[FactRecord]) -> list[tuple[str, list[FactRecord]]]:
        """Facts with an amount by currency, the commonest currency first, in each the largest amount first."""
        by_currency: dict[str, list[tuple[Decimal, FactRecord]]] = {}
        for fact in facts:
            money = self.money(fact)
            if money is not None:
                by_currency.setdefault(money.currency, []).append((Decimal(str(money.low)), fact))
        ranked = sorted(by_currency.items(), key=lambda item: (-len(item[1]), item[0]))
        return [
            (currency, [fact for _, fact in sorted(found, key=lambda pair: (-pair[0], pair[1].iri))])
            for currency, found in ranked
        ]


def latest(facts: Iterable[FactRecord]) -> list[FactRecord]:
    """Dated facts, the latest first."""
    dated = sorted((fact for fact in facts if fact.date), key=lambda fact: fact.iri)
    return sorted(dated, key=lambda fact: fact.date.split("/")[-1], reverse=True)
