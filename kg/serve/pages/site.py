"""What all pages of one build share: things, facts by thing, reports with their text, what was held back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.content import Content, FactRecord, ReportRecord, read_content
from kg.documents import NameInReport, ReportDocument, read_documents
from kg.namespaces import Namespaces
from kg.outputs import QUALITY_DATA
from kg.serve.live import Snapshot
from kg.serve.pages.recent import Recent


@dataclass(frozen=True, slots=True)
class Rivals:
    """Two facts of two reports that do not agree on a slot, with the value of each."""

    slot: str
    fact: FactRecord
    value: str
    rival: FactRecord
    rival_value: str


@dataclass(frozen=True, slots=True)
class Site:
    """One build as the pages read it; ``quality`` is ``quality.json``."""

    content: Content
    namespaces: Namespaces
    facts: Mapping[str, FactRecord]
    of_thing: Mapping[str, tuple[FactRecord, ...]]
    of_report: Mapping[str, tuple[FactRecord, ...]]
    reports: Mapping[str, ReportRecord]
    documents: Mapping[str, ReportDocument]
    names: Mapping[str, tuple[tuple[str, NameInReport], ...]]
    quality: Mapping[str, Any]
    rivals: Mapping[str, tuple[Rivals, ...]]
    rendered: Recent = field(default_factory=Recent)

    def facts_of(self, iri: str) -> tuple[FactRecord, ...]:
        """The facts that a thing has a part in."""
        return self.of_thing.get(iri, ())

    def stem_of(self, fact: FactRecord) -> str:
        """The stem of the report that states ``fact``."""
        report = self.content.reports.get(fact.report)
        return report.stem if report else fact.report.rpartition("/")[2]


def site_of(snapshot: Snapshot) -> Site:
    """The site of ``snapshot``, made once for each build."""
    return snapshot.once(_read_site)


def _read_site(snapshot: Snapshot) -> Site:
    content = read_content(snapshot.store)
    of_thing: dict[str, list[FactRecord]] = defaultdict(list)
    of_report: dict[str, list[FactRecord]] = defaultdict(list)
    for fact in content.facts:
        of_report[fact.report].append(fact)
        for iri in fact.things:
            of_thing[iri].append(fact)
    stems = [str(entry["stem"]) for entry in snapshot.manifest["inputs"]]
    documents = read_documents(snapshot.folder, stems)
    names: dict[str, list[tuple[str, NameInReport]]] = defaultdict(list)
    for stem, document in documents.items():
        for name in document.names:
            names[name.iri].append((stem, name))
    quality = _quality(snapshot)
    return Site(
        content=content,
        namespaces=snapshot.namespaces,
        facts={fact.iri: fact for fact in content.facts},
        of_thing={iri: tuple(facts) for iri, facts in of_thing.items()},
        of_report={iri: tuple(sorted(facts, key=_by_place)) for iri, facts in of_report.items()},
        reports={report.stem: report for report in content.reports.values() if report.stem in stems},
        documents=documents,
        names={iri: tuple(found) for iri, found in names.items()},
        quality=quality,
        rivals=_rivals(quality, content),
    )


def _by_place(fact: FactRecord) -> tuple[int, int, str]:
    return fact.start, fact.end, fact.iri


def _quality(snapshot: Snapshot) -> Mapping[str, Any]:
    """``quality.json`` of the build; nothing of an older build that wrote none."""
    path = snapshot.folder / QUALITY_DATA
    empty: dict[str, Any] = {
        name: []
        for name in ("skipped", "quarantined", "refused", "left_out", "odd_types", "conflicts", "merges", "proposals")
    }
    return empty | json.loads(path.read_text(encoding="utf-8")) if path.is_file() else empty


def _rivals(quality: Mapping[str, Any], content: Content) -> Mapping[str, tuple[Rivals, ...]]:
    """The disagreements of the build by each fact in them; a fact is known by its kind, report and quote."""
    by_words: dict[tuple[str, str, str], list[FactRecord]] = defaultdict(list)
    for fact in content.facts:
        report = content.reports.get(fact.report)
        by_words[fact.kind, report.title if report else "", fact.quote].append(fact)
    found: dict[str, list[Rivals]] = defaultdict(list)
    for row in quality["conflicts"]:
        ours = by_words.get((row["kind"], row["report"], row["quote"]), [])
        theirs = by_words.get((row["kind"], row["other_report"], row["other_quote"]), [])
        for fact in ours:
            for rival in theirs:
                if not set(fact.things).isdisjoint(rival.things) or not fact.things:
                    found[fact.iri].append(Rivals(row["slot"], fact, row["value"], rival, row["other_value"]))
                    found[rival.iri].append(Rivals(row["slot"], rival, row["other_value"], fact, row["value"]))
    return {iri: tuple(pairs) for iri, pairs in found.items()}
