"""``quality.md``: what each report gave, and everything that did not become a fact, with the reason."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.facts import BuiltFact
from kg.rdf_facts import concept_of
from kg.store import Solutions
from ontology.model import Contribution, Evidence, Quarantined, Refused, Resolution

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_QUOTE_LENGTH = 90
_PROPOSALS_SHOWN = 20
_WORDS_SHOWN = 12

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class QualityFigures:
    """What ``quality_report`` tells: the outcome of each stage of a build."""

    contributions: Sequence[Contribution]
    skipped: Sequence[tuple[str, str]]
    resolution: Resolution
    facts: Sequence[BuiltFact]
    left_out: Sequence[Refused]
    odd: Sequence[Refused]
    derived: Mapping[str, int]
    conflicts: Solutions
    figure_conflicts: Solutions


def quality_report(figures: QualityFigures) -> str:
    """The whole of ``quality.md``."""
    parts = [
        "# Quality of this graph",
        _summary(figures),
        *_section("Reports", _reports(figures)),
        *_section("Facts by kind and report", _kinds(figures)),
        *_section("Files that could not be read", _skipped(figures)),
        *_section("Quarantined text", _quarantined(figures)),
        *_section("Refused candidates", _refusals(item for one in figures.contributions for item in one.refused)),
        *_section("Facts left out of the exports", _refusals(figures.left_out)),
        *_section("Facts about a thing of an unexpected type", _refusals(figures.odd)),
        *_section("Disagreements", _conflicts(figures.conflicts)),
        *_section("Figures that disagree", _conflicts(figures.figure_conflicts)),
        *_section("Merged names", _merges(figures)),
        *_section("Proposed merges", _proposals(figures)),
        *_section("Words that no concept stands for", _unmapped(figures.facts)),
        *_section("Rules that read facts", _rules(figures)),
        *_section("Rules that derive edges", _derived(figures)),
    ]
    return "\n\n".join(parts) + "\n"


def _section(title: str, body: str) -> list[str]:
    return [f"## {title}", body]


def _summary(figures: QualityFigures) -> str:
    quarantined = sum(len(contribution.quarantine) for contribution in figures.contributions)
    refused = sum(len(contribution.refused) for contribution in figures.contributions)
    sentences = (
        f"{len(figures.contributions)} reports gave {len(figures.facts)} facts",
        f"about {len(figures.resolution.entities)} things.",
        f"{quarantined} pieces of text are quarantined, {refused} candidates were refused,",
        f"{len(figures.left_out)} facts are left out, {len(figures.resolution.proposals)} merges wait for a decision.",
    )
    return " ".join(sentences)


def _reports(figures: QualityFigures) -> str:
    facts = Counter(built.fact.evidence.doc for built in figures.facts)
    things = Counter(stem for entity in figures.resolution.entities for stem in entity.docs)
    rows = [
        (
            one.report.stem,
            one.report.title,
            one.report.date,
            one.report.encoding,
            one.report.blocks,
            things[one.report.stem],
            facts[one.report.stem],
            len(one.quarantine),
            len(one.refused),
        )
        for one in figures.contributions
    ]
    heads = ("report", "title", "date", "encoding", "blocks", "things", "facts", "quarantined", "refused")
    return _table(heads, rows)


def _kinds(figures: QualityFigures) -> str:
    counts = Counter((built.fact.kind, built.fact.evidence.doc) for built in figures.facts)
    forecasts = Counter(built.fact.kind for built in figures.facts if built.fact.modality == "forecast")
    stems = [one.report.stem for one in figures.contributions]
    rows = []
    for kind in sorted({kind for kind, _ in counts}):
        of_kind = [counts[kind, stem] for stem in stems]
        rows.append((kind, sum(of_kind), forecasts[kind], *of_kind))
    return _table(("kind", "facts", "of them forecasts", *stems), rows)


def _skipped(figures: QualityFigures) -> str:
    return _table(("file", "reason"), figures.skipped)


def _quarantined(figures: QualityFigures) -> str:
    items: list[Quarantined] = [item for one in figures.contributions for item in one.quarantine]
    rows = [(*_place(item.evidence), item.reason, _short(item.evidence.quote)) for item in items]
    return _table(("report", "characters", "reason", "text"), sorted(rows))


def _refusals(items: Iterable[Refused]) -> str:
    groups: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for item in items:
        groups[item.kind, item.reason].append(item.evidence)
    rows = []
    for (kind, reason), places in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        example = min(places, key=lambda evidence: (evidence.doc, evidence.start, evidence.end))
        rows.append((len(places), kind, reason, *_place(example), _short(example.quote)))
    return _table(("count", "kind", "reason", "for example in", "characters", "text"), rows)


def _conflicts(found: Solutions) -> str:
    rows = [
        [_short(term.value) if term is not None and hasattr(term, "value") else "" for term in row] for row in found
    ]
    return _table([name.replace("_", " ") for name in found.variables], rows)


def _merges(figures: QualityFigures) -> str:
    rows = [(merge.type, merge.name, merge.into, merge.reason) for merge in figures.resolution.merges]
    return _table(("type", "name", "into", "reason"), sorted(rows))


def _proposals(figures: QualityFigures) -> str:
    proposals = sorted(figures.resolution.proposals, key=lambda item: (-item.score, item.type, item.name, item.into))
    rows = [(item.type, item.name, item.into, item.reason, f"{item.score:g}") for item in proposals]
    table = _table(("type", "name", "into", "reason", "score"), rows[:_PROPOSALS_SHOWN])
    if not rows:
        return table
    more = f"The first {_PROPOSALS_SHOWN} of {len(rows)}. " if len(rows) > _PROPOSALS_SHOWN else ""
    how = "Write `accept` or `refuse` behind rows of `proposals.tsv` and build again with `--decisions proposals.tsv`."
    return f"{more}{how}\n\n{table}"


def _unmapped(facts: Iterable[BuiltFact]) -> str:
    """For each slot with a scheme of concepts how many of its words mean one, and the commonest that do not."""
    known: Counter[tuple[str, str]] = Counter()
    unknown: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for built in facts:
        for slot, values in built.slots:
            for words in (value for value in values if slot.scheme and isinstance(value, str)):
                if concept_of(slot, words):
                    known[built.fact.kind, slot.name] += 1
                else:
                    unknown[built.fact.kind, slot.name][words] += 1
    rows = []
    for kind, name in sorted(known.keys() | unknown.keys()):
        rest = sorted(unknown[kind, name].items(), key=lambda item: (-item[1], item[0]))
        examples = "、".join(_short(words) for words, _ in rest[:_WORDS_SHOWN])
        rows.append((kind, name, known[kind, name], sum(unknown[kind, name].values()), examples))
    return _table(("kind", "slot", "with a concept", "without", "the commonest without"), rows)


def _rules(figures: QualityFigures) -> str:
    groups: dict[str, list[BuiltFact]] = defaultdict(list)
    for built in figures.facts:
        groups[built.fact.rule].append(built)
    rows = [
        (rule, len(group), f"{sum(built.fact.confidence for built in group) / len(group):.2f}", _kinds_of(group))
        for rule, group in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    ]
    return _table(("rule", "facts", "confidence", "kinds"), rows)


def _kinds_of(group: Iterable[BuiltFact]) -> str:
    return ", ".join(sorted({built.fact.kind for built in group}))


def _derived(figures: QualityFigures) -> str:
    return _table(("rule", "edges"), sorted(figures.derived.items()))


def _place(evidence: Evidence) -> tuple[str, str]:
    return evidence.doc, f"{evidence.start}–{evidence.end}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTE_LENGTH else text[:_QUOTE_LENGTH] + "…"


def _table(heads: Sequence[str], rows: Iterable[Row]) -> str:
    lines = [_line(row) for row in rows]
    if not lines:
        return "None."
    return "\n".join([_line(heads), _line(["---"] * len(heads), escape=False), *lines])


def _line(cells: Iterable[Any], *, escape: bool = True) -> str:
    texts = [str(cell) for cell in cells]
    return f"| {' | '.join(_escape(text) if escape else text for text in texts)} |"


def _escape(text: str) -> str:
    """``text`` as Markdown that shows it and does nothing else."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
