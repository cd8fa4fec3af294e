"""From a build and a folder of annotations to all figures: read, pair, count, explain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.evaluation.causes import Mistake
from kg.evaluation.fact_mistakes import fact_mistakes
from kg.evaluation.matching import match_text
from kg.evaluation.merges import MergeScore, WrongMerge, merge_scores
from kg.evaluation.records import AnnotationError, read_annotations, read_exports
from kg.evaluation.scores import (
    RuleScore,
    Scores,
    fact_scores,
    rule_scores,
    slot_scores,
    source_scores,
    thing_scores,
)
from kg.evaluation.thing_mistakes import thing_mistakes
from kg.outputs import read_manifest, standing_output


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one comparison; each ``Scores`` has a row ``ALL``.

    ``reports`` are annotated and in the graph, ``absent`` are annotated only (all of theirs counts as missed),
    ``unknown_kinds`` counts annotated facts that were passed over because the schema has no such kind.
    """

    reports: tuple[str, ...]
    absent: tuple[str, ...]
    unknown_kinds: Mapping[str, int]
    entities: Scores
    facts: Scores
    sources: Scores
    slots: Scores
    rules: Mapping[str, RuleScore]
    merges: Mapping[str, MergeScore]
    wrong_merges: tuple[WrongMerge, ...]
    mistakes: tuple[Mistake, ...]


def evaluate_graph(graph: Path, annotations: Path, *, min_confidence: float = 0.0) -> Evaluation:
    """Compare the build at ``graph`` with the annotated reports in the folder ``annotations``.

    Only annotated reports count; of the build, only facts that are at least as sure as ``min_confidence``.

    Raises:
        AnnotationError: if the annotations cannot be read, or none of their reports is in the graph.
        OutputError: if there is no build at ``graph``.
    """
    annotated = read_annotations(annotations)
    exported = read_exports(graph, min_confidence=min_confidence)
    absent = tuple(one.name for one in annotated if one.name not in exported.reports)
    if len(absent) == len(annotated):
        raise AnnotationError(
            f"{graph} holds none of the reports annotated in {annotations} ({_few(absent)}); "
            f"build the graph from these reports: kg build REPORTS -o {graph}"
        )
    matches = [match_text(one, exported) for one in annotated]
    merges, wrong_merges = merge_scores(matches)
    unknown = sum((Counter(one.unknown_kinds) for one in annotated), Counter[str]())
    return Evaluation(
        reports=tuple(one.name for one in annotated if one.name not in absent),
        absent=absent,
        unknown_kinds=dict(sorted(unknown.items())),
        entities=thing_scores(matches),
        facts=fact_scores(matches),
        sources=source_scores(matches),
        slots=slot_scores(matches),
        rules=rule_scores(matches),
        merges=merges,
        wrong_merges=wrong_merges,
        mistakes=tuple(one for match in matches for one in (*thing_mistakes(match), *fact_mistakes(match))),
    )


def _few(names: tuple[str, ...]) -> str:
    return "、".join(names[:3]) + (" …" if len(names) > 3 else "")


def bundled_annotations(graph: Path) -> Path | None:
    """The annotations of the bundled sample reports if ``graph`` was built from exactly these, else None.

    Raises:
        OutputError: if there is no build at ``graph``.
    """
    # Only this needs the reading room, which takes long to load.
    from extract.reading import read_report
    from extract.samples import annotation_folder, sample_paths

    built = {(entry["stem"], entry["sha256"]) for entry in read_manifest(standing_output(graph))["inputs"]}
    bundled = {(path.stem, read_report(path).sha256) for path in sample_paths()}
    return annotation_folder() if built == bundled else None
