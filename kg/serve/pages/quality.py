"""The page of what did not become a fact: quarantined, refused, left out, in dispute, waiting for a decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.live import Snapshot
from kg.serve.pages import words
from kg.serve.pages.layout import html
from kg.serve.pages.links import report_url, with_query
from kg.serve.pages.results import heading, pages_by_words
from kg.serve.pages.site import Site, site_of
from kg.serve.pages.words import Words
from kg.tables import visible

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Held:
    """A piece of text that was held back, with its place."""

    quote: str
    report: str
    url: str


@dataclass(frozen=True, slots=True)
class HeldGroup:
    """Pieces held back for the same reason; the first of them as examples."""

    kind: Words
    reason: str
    count: int
    examples: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement."""

    value: str
    report: str
    quote: str
    url: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two reports that give another value for the same."""

    kind: Words
    about: str
    about_url: str
    slot: str
    sides: tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What one report came to."""

    title: str
    stem: str
    url: str
    own_url: str
    facts: int
    quarantined: int
    refused: int
    left_out: int


async def quality_page(request: Request) -> Response:
    """All that was held back; ``?report=STEM`` keeps that of one report."""
    snapshot = await request.app.state.graph.current()
    site = site_of(snapshot)
    asked = request.query_params.get("report", "")
    stem = asked if asked in site.reports else ""
    return html(request, site, "quality.html", key=("quality", stem), values=lambda: quality_values(snapshot, stem))


def quality_values(snapshot: Snapshot, stem: str) -> dict[str, Any]:
    """What the template shows."""
    site = site_of(snapshot)
    quality = site.quality
    return {
        "stem": stem,
        "report": site.reports.get(stem),
        "counts": snapshot.manifest["counts"],
        "reports": [_report(site, entry) for entry in snapshot.manifest["inputs"]],
        "quarantined": _groups(site, _of(quality["quarantined"], stem), most=100),
        "refused": _groups(site, _of(quality["refused"], stem)),
        "left_out": _groups(site, _of(quality["left_out"], stem)),
        "odd_types": _groups(site, _of(quality["odd_types"], stem)),
        "disputes": [_dispute(snapshot, row) for row in quality["conflicts"] if _concerns(site, row, stem)],
        "proposals": quality["proposals"],
        "proposal_lines": "\n".join(_decision(row) for row in quality["proposals"]),
        "merges": quality["merges"],
        "skipped": quality["skipped"],
        "type_words": words.term,
        "reason_words": words.reason,
    }


def _report(site: Site, entry: Mapping[str, Any]) -> ReportRow:
    stem = str(entry["stem"])
    report = site.reports.get(stem)
    left_out = sum(item["doc"] == stem for item in site.quality["left_out"])
    return ReportRow(
        title=report.title if report else stem,
        stem=stem,
        url=report_url(stem),
        own_url=with_query("/quality", report=stem),
        facts=entry["facts"],
        quarantined=entry["quarantined"],
        refused=entry["refused"],
        left_out=left_out,
    )


def _of(items: Iterable[Mapping[str, Any]], stem: str) -> list[Mapping[str, Any]]:
    return [item for item in items if not stem or item["doc"] == stem]


def _groups(site: Site, items: Iterable[Mapping[str, Any]], *, most: int = _EXAMPLES) -> list[HeldGroup]:
    by_reason: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for item in items:
        by_reason[item.get("kind", ""), item["reason"]].append(item)
    ranked = sorted(by_reason.items(), key=lambda group: (-len(group[1]), group[0]))
    return [
        HeldGroup(
            words.term(kind) if kind else Words(""),
            reason,
            len(group),
            tuple(_held(site, item) for item in group[:most]),
        )
        for (kind, reason), group in ranked
    ]


def _held(site: Site, item: Mapping[str, Any]) -> Held:
    report = site.reports.get(item["doc"])
    url = report_url(item["doc"], item["start"], item["end"])
    return Held(visible(item["quote"]), report.title if report else item["doc"], url)


def _concerns(site: Site, row: Mapping[str, Any], stem: str) -> bool:
    report = site.reports.get(stem)
    return report is None or report.title in (row["report"], row["other_report"])


def _dispute(snapshot: Snapshot, row: Mapping[str, Any]) -> Dispute:
    pages = pages_by_words(snapshot)

    def side(prefix: str) -> Side:
        quote, report = row[f"{prefix}quote"], row[f"{prefix}report"]
        return Side(
            row[f"{prefix}value"], report, visible(quote), pages.quotes.get(quote) or pages.reports.get(report, "")
        )

    about = row["about"]
    return Dispute(
        words.term(row["kind"]), about, pages.things.get(about, ""), heading(row["slot"]), (side(""), side("other_"))
    )


def _decision(row: Mapping[str, Any]) -> str:
    """The row of a decisions file that takes a proposal on."""
    return "\t".join((row["type"], row["name"], row["into"], row["reason"], f"{row['score']:g}", "accept"))
