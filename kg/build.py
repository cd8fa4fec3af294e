"""``kg build``: from report files to a folder with the graph, everything swapped in at the end."""

from __future__ import annotations

import gc
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from pyoxigraph import Quad

from extract import rules_fingerprint
from extract.lexicon import LexiconError
from extract.resolution import Decision, read_decisions, resolve
from kg import exports
from kg.derive import Derivation, derive
from kg.documents import document_json, document_path
from kg.errors import BuildError, SettingError
from kg.facts import FactSelection, select_facts
from kg.inputs import Source, find_inputs
from kg.namespaces import DEFAULT_BASE, Namespaces
from kg.outputs import (
    CACHE_FOLDER,
    DOCUMENTS_FOLDER,
    FORMAT,
    GENERATOR,
    MANIFEST,
    QUALITY_DATA,
    STORE_FOLDER,
    standing_output,
)
from kg.quality import QualityFigures, quality_report
from kg.quality_data import quality_json
from kg.rdf import entity_iris, graph_quads, sort_quads
from kg.reading import ReadAll, ReadReport, read_all
from kg.staging import staged_output
from kg.store import GraphStore
from ontology.derivation import load_rules
from ontology.model import Entity, Merge, Proposal, Resolution
from ontology.schema import load_schema
from queries import named_query

#: Facts that rules read with less than this are counted, not exported.
DEFAULT_MIN_CONFIDENCE = 0.5
DEFAULT_MAX_BYTES = 20_000_000


class Progress(Protocol):
    """What a build tells while it runs."""

    def found(self, sources: Sequence[Source], notes: Sequence[str]) -> None:
        """The files that will be read, and remarks on them."""

    def read(self, source: Source, outcome: ReadReport | str) -> None:
        """A file is done: its report, or the reason why there is none."""

    def stage(self, name: str) -> None:
        """A later stage begins."""


class Silence:
    """Progress that nobody watches."""

    def found(self, sources: Sequence[Source], notes: Sequence[str]) -> None:
        """Nothing."""

    def read(self, source: Source, outcome: ReadReport | str) -> None:
        """Nothing."""

    def stage(self, name: str) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """How a build went: the files that could not be read with the reason, and the name that most facts speak of."""

    out: Path
    reports: tuple[ReadReport, ...]
    skipped: tuple[tuple[Path, str], ...]
    counts: dict[str, int]
    well_known: str

    @property
    def failures(self) -> int:
        """How many passages were left out because a rule failed on them."""
        return sum(one.is_failure for read in self.reports for one in read.contribution.refused)


@dataclass(frozen=True, slots=True)
class _Settings:
    namespaces: Namespaces
    min_confidence: float
    max_bytes: int
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class _Graph:
    """All that a build knows before it writes."""

    reading: ReadAll
    resolution: Resolution
    selection: FactSelection
    derivation: Derivation
    store: GraphStore
    quads: Sequence[Quad]


def run_build(
    paths: Iterable[Path],
    out: Path,
    *,
    workers: int | None = None,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    decisions: Path | None = None,
    base: str = DEFAULT_BASE,
    max_bytes: int = DEFAULT_MAX_BYTES,
    progress: Progress | None = None,
) -> BuildReport:
    """Read ``paths`` (files and folders) into a graph at ``out``; the same texts give the same bytes.

    ``workers`` is the number of processes that read; without it as many as are worth their start.
    ``decisions`` is a marked ``proposals.tsv`` of an earlier build.

    Raises:
        KgError: if a setting is wrong, no file can be read, or ``out`` cannot be written; the former output stays.
    """
    settings = _settings(base=base, min_confidence=min_confidence, max_bytes=max_bytes, decisions=decisions)
    progress = progress or Silence()
    inputs = find_inputs(paths)
    if not inputs.sources:
        raise BuildError("there is no report to read; name files, or folders with text files in them")
    progress.found(inputs.sources, inputs.notes)
    former_cache = standing_output(out) / CACHE_FOLDER
    with staged_output(out) as stage:
        reading = read_all(
            inputs.sources,
            old_cache=former_cache,
            new_cache=stage / CACHE_FOLDER,
            max_bytes=max_bytes,
            workers=workers,
            on_read=progress.read,
        )
        if not reading.reports:
            raise BuildError(f"none of the {len(inputs.sources)} files could be read: {reading.skipped[0][1]}")
        with _collector_paused():
            graph = _make_graph(reading, settings, progress)
            progress.stage("writing")
            counts = _counts(graph)
            _write(stage, graph, settings, counts)
    return BuildReport(out, reading.reports, reading.skipped, counts, _well_known(graph))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No collection of garbage: all that a build makes once it has read is kept to its end, and walking it again
    and again takes a quarter of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _well_known(graph: _Graph) -> str:
    """The company that most facts point at, to be shown first; any thing where there is no company."""
    mentions: Counter[Entity] = Counter()
    for built in graph.selection.facts:
        mentions.update({value for _, values in built.slots for value in values if isinstance(value, Entity)})
    ranked = sorted(mentions, key=lambda one: ("Company" not in one.types, -mentions[one], one.key, one.types))
    names = [one.name for one in (*ranked, *graph.resolution.entities)]
    return names[0] if names else "NAME"


def _settings(*, base: str, min_confidence: float, max_bytes: int, decisions: Path | None) -> _Settings:
    if not 0 <= min_confidence <= 1:
        raise SettingError(f"min-confidence {min_confidence:g} is not between 0 and 1")
    try:
        decided = read_decisions(decisions) if decisions else ()
    except (LexiconError, OSError, UnicodeDecodeError) as error:
        raise SettingError(f"decisions file {decisions}: {error}; start from the proposals.tsv of a build") from error
    return _Settings(Namespaces(base), min_confidence, max_bytes, decided)


def _make_graph(reading: ReadAll, settings: _Settings, progress: Progress) -> _Graph:
    contributions = [report.contribution for report in reading.reports]
    progress.stage("resolving names")
    resolution = resolve(contributions, decisions=settings.decisions)
    selection = select_facts(contributions, resolution, load_schema(), min_confidence=settings.min_confidence)
    progress.stage("deriving edges")
    quads = graph_quads(contributions, resolution.entities, selection.facts, namespaces=settings.namespaces)
    store = GraphStore.in_memory(quads, base=settings.namespaces.base)
    derivation = derive(store)
    derived = (*derivation.edges, *derivation.traces)
    return _Graph(reading, resolution, selection, derivation, store, sort_quads([*quads, *derived]))


def _counts(graph: _Graph) -> dict[str, int]:
    contributions = [report.contribution for report in graph.reading.reports]
    return {
        "reports": len(contributions),
        "entities": len(graph.resolution.entities),
        "facts": len(graph.selection.facts),
        "forecasts": sum(built.fact.modality == "forecast" for built in graph.selection.facts),
        "derived": len(graph.derivation.edges),
        "quads": len(graph.quads),
        "left_out": len(graph.selection.left_out),
        "odd_types": len(graph.selection.odd),
        "refused": sum(len(one.refused) for one in contributions),
        "quarantined": sum(len(one.quarantine) for one in contributions),
        "merges": len(graph.resolution.merges),
        "proposals": len(graph.resolution.proposals),
    }


def _write(stage: Path, graph: _Graph, settings: _Settings, counts: dict[str, int]) -> None:
    from kg.viz import write_page

    names = settings.namespaces
    iris = entity_iris(graph.resolution.entities, namespaces=names)
    figures = _figures(graph)
    texts = {
        "entities.jsonl": exports.entities_jsonl(iris),
        "facts.jsonl": exports.facts_jsonl(graph.selection.facts, namespaces=names),
        "proposals.tsv": exports.proposals_tsv(graph.resolution.proposals, _decided(settings.decisions)),
        "quality.md": quality_report(figures),
        QUALITY_DATA: quality_json(figures),
    }
    for report in graph.reading.reports:
        texts[document_path(report.source.stem)] = document_json(report.contribution, graph.resolution, iris)
    files = {name: text.encode("utf-8", "replace") for name, text in texts.items()}
    files["graph.trig"] = exports.trig(graph.quads, namespaces=names)
    files["graph.ttl"] = exports.people_turtle(graph.quads, namespaces=names)
    (stage / DOCUMENTS_FOLDER).mkdir()
    for name, content in files.items():
        (stage / name).write_bytes(content)
    write_page(graph.store, stage / "graph.html")
    files["graph.html"] = (stage / "graph.html").read_bytes()
    GraphStore.create(stage / STORE_FOLDER, graph.quads, base=names.base)
    manifest = _manifest(graph, settings, counts, files)
    (stage / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _decided(decisions: Sequence[Decision]) -> list[tuple[Merge | Proposal, bool]]:
    return [(Merge(one.type, one.name, one.into, "decided by a person"), one.accept) for one in decisions]


def _figures(graph: _Graph) -> QualityFigures:
    conflicts, figure_conflicts = (
        graph.store.select(graph.store.namespaces.rebase(named_query(name).bound()))
        for name in ("conflicts", "figure_conflicts")
    )
    return QualityFigures(
        contributions=[report.contribution for report in graph.reading.reports],
        skipped=[(path.name, reason) for path, reason in graph.reading.skipped],
        resolution=graph.resolution,
        facts=graph.selection.facts,
        left_out=graph.selection.left_out,
        odd=graph.selection.odd,
        derived=graph.derivation.counts,
        conflicts=conflicts,
        figure_conflicts=figure_conflicts,
    )


def _manifest(graph: _Graph, settings: _Settings, counts: dict[str, int], files: dict[str, bytes]) -> dict[str, Any]:
    """What was built from what, without a clock: the same input gives the same manifest."""
    facts = Counter(built.fact.evidence.doc for built in graph.selection.facts)
    kinds = Counter(built.fact.kind for built in graph.selection.facts)
    types = Counter(name for entity in graph.resolution.entities for name in entity.types)
    rules = hashlib.sha256("".join(rule.text for rule in load_rules()).encode("utf-8")).hexdigest()
    return {
        "generator": GENERATOR,
        "format": FORMAT,
        "version": version("medai-kg"),
        # The one library whose release could change how the files are written.
        "libraries": {"pyoxigraph": version("pyoxigraph")},
        "settings": {
            "base": settings.namespaces.base,
            "min_confidence": settings.min_confidence,
            "decisions": len(settings.decisions),
        },
        "rules": {"extraction": rules_fingerprint(), "derivation": rules},
        "inputs": [_input(report, facts[report.source.stem]) for report in graph.reading.reports],
        "skipped": [{"file": path.name, "reason": reason} for path, reason in graph.reading.skipped],
        "counts": counts,
        "kinds": dict(sorted(kinds.items())),
        "types": dict(sorted(types.items())),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }


def _input(report: ReadReport, facts: int) -> dict[str, Any]:
    info = report.contribution.report
    return {
        "stem": info.stem,
        "file": info.file_name,
        "sha256": info.sha256,
        "encoding": info.encoding,
        "characters": info.characters,
        "blocks": info.blocks,
        "facts": facts,
        "quarantined": len(report.contribution.quarantine),
        "refused": len(report.contribution.refused),
    }
