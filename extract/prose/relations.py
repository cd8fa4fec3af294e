"""Applies the prose rules to a sentence: matches become candidate facts over mentions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.mention import Mention
from extract.prose.encode import CLOSE, OPEN, Encoded, Item, encode
from extract.prose.modality import modality_of
from extract.prose.patterns import ProseRule, prose_rules
from extract.prose.sentences import Sentence
from extract.prose.subjects import Context, anaphors, unsaid_subject
from ontology.model import Modality
from ontology.schema import load_schema

_RESPECTIVELY = re.compile(r"分别|依次")
_MARK = re.compile(rf"{OPEN}[A-Z](\d+){CLOSE}")
#: Kinds whose free words may hold names of things: those names stay words.
_WORDY_KINDS = frozenset({"Segment"})
_WORDS_ONLY = frozenset({"Product", "AIModel", "Drug", "Disease", "Technology", "Policy", "Report"})
#: An unsaid subject costs something, an unsaid subject of a name that nothing confirms costs more.
_IMPLICIT_COST, _GUESS_COST = 0.12, 0.2
_BRAND = 0.45

Filler = Mention | str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact before its evidence is cut: ``start``–``end`` are characters of the sentence."""

    kind: str
    args: Mapping[str, Filler | tuple[Filler, ...]]
    start: int
    end: int
    rule: str
    confidence: float
    modality: Modality


def find_relations(sentence: Sentence, context: Context) -> list[Candidate]:
    """The candidates of a sentence, explicit subjects first; an unsaid subject adds only what is still missing."""
    items = sorted((Item(m) for m in sentence.mentions), key=lambda i: i.mention.start)
    items = sorted([*items, *anaphors(sentence, context)], key=lambda i: i.mention.start)
    prefix = unsaid_subject(sentence, context, items)
    found: list[Candidate] = []
    for wordy in (False, True):
        rules = [rule for rule in prose_rules() if (rule.kind in _WORDY_KINDS) is wordy]
        shown = [i for i in items if not wordy or i.mention.type not in _WORDS_ONLY]
        found += _apply(rules, encode(sentence.text, shown, prefix), sentence.text)
    return found


def _apply(rules: Sequence[ProseRule], encoded: Encoded, sentence: str) -> Iterator[Candidate]:
    for rule in rules:
        for match in rule.pattern.finditer(encoded.text):
            yield from _candidates(rule, match, encoded, sentence)


def _candidates(rule: ProseRule, match: re.Match[str], encoded: Encoded, sentence: str) -> Iterator[Candidate]:
    fillers: dict[str, list[Filler]] = {}
    implicit = False
    for slot, words in match.groupdict().items():
        if not words:
            continue
        marks = [encoded.items[int(m.group(1))] for m in _MARK.finditer(words)]
        implicit = implicit or any(item.implicit for item in marks)
        name = slot.rstrip("2")  # parties and parties2 are two places of one slot
        fillers.setdefault(name, []).extend([i.mention for i in marks] if marks else [words.strip(' “”"')])
    if not fillers:
        return
    start, end = encoded.span(match.start(), match.end())
    modality = modality_of(
        sentence, start, end, [(i.mention.start, i.mention.end) for i in encoded.items if i.mention.end > 1]
    )
    guessed = [m for values in fillers.values() for m in values if isinstance(m, Mention) and m.confidence < _BRAND]
    confidence = (
        rule.confidence - (_IMPLICIT_COST if implicit else 0.0) - (_GUESS_COST if implicit and guessed else 0.0)
    )
    respectively = _RESPECTIVELY.search(match.group()) is not None
    for args in spread(rule.kind, fillers, respectively=respectively):
        yield Candidate(rule.kind, {**rule.fixed, **args}, start, end, rule.name, confidence, modality)


def spread(
    kind: str, fillers: Mapping[str, Sequence[Filler]], *, respectively: bool = False
) -> Iterator[dict[str, Filler | tuple[Filler, ...]]]:
    """One argument set per combination: a slot that holds a list keeps it, any other makes one fact an element.

    ``Develops(company=[A, B], product=[P])`` gives two facts, ``Release(publishers=[A, B])`` one. ``respectively``
    (分别) pairs lists of one length instead: A with P, B with Q.
    """
    slots = {slot.name: slot for slot in load_schema().kinds[kind].slots}
    whole = {name: tuple(values) for name, values in fillers.items() if slots[name].many}
    single = {name: values for name, values in fillers.items() if not slots[name].many}
    lists = [values for values in single.values() if len(values) > 1]
    rows: Iterable[tuple[Filler, ...]] = itertools.product(*single.values())
    if respectively and len(lists) > 1 and len({len(values) for values in lists}) == 1:
        length = len(lists[0])
        rows = zip(*(values if len(values) > 1 else [values[0]] * length for values in single.values()), strict=True)
    for combination in rows:
        yield {**whole, **dict(zip(single, combination, strict=True))}
