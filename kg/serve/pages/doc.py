"""The page of a report, open at a part or at a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.content import FactRecord, ReportRecord
from kg.serve.addresses import address_of
from kg.serve.pages import words
from kg.serve.pages.facts import FactLine, fact_lines
from kg.serve.pages.layout import html
from kg.serve.pages.links import report_url
from kg.serve.pages.report import BlockView, Marks, Part, blocks_of, part_with, parts_of
from kg.serve.pages.site import Site, site_of
from kg.serve.pages.words import Words

_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class FactThere:
    """A fact that was read from the words that are lit."""

    label: Words
    line: FactLine
    url: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline, with the address that opens the report there."""

    level: int
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All that one part of a report shows."""

    report: ReportRecord
    part: Part
    parts: tuple[Part, ...]
    blocks: tuple[BlockView, ...]
    outline: tuple[Heading, ...]
    lit: tuple[int, int] | None
    facts_there: tuple[FactThere, ...]
    counts: dict[str, int]
    url: str


async def report_page(request: Request) -> Response:
    """One part of a report: that of ``?part=``, or the one that holds the characters ``?c=START-END``."""
    site = site_of(await request.app.state.graph.current())
    asked = request.path_params["stem"]
    stem = _stem(site, asked)
    if stem != asked:
        return RedirectResponse(report_url(stem) + (f"?{request.url.query}" if request.url.query else ""))
    if stem not in site.documents:
        raise HTTPException(
            404, "这份输出不含报告正文，请重新运行 kg build · This build keeps no text; run kg build again."
        )
    place = _PLACE.fullmatch(request.query_params.get("c", ""))
    lit = (int(place[1]), int(place[2])) if place and int(place[1]) < int(place[2]) else None
    asked_part = request.query_params.get("part", "")
    number = int(asked_part) if asked_part.isascii() and asked_part.isdigit() and len(asked_part) < 6 else 1
    return html(
        request,
        site,
        "report.html",
        key=("report", stem, number, lit),
        values=lambda: report_values(site, stem, number=number, lit=lit),
    )


def _stem(site: Site, asked: str) -> str:
    """The stem that was asked for, or the only one that begins so: ``000`` for ``000_9c26…``."""
    found = [asked] if asked in site.reports else [stem for stem in site.reports if asked and stem.startswith(asked)]
    if len(found) != 1:
        raise HTTPException(404, "图谱里没有这份报告 · No report of this graph is called so.")
    return found[0]


def report_values(site: Site, stem: str, *, number: int, lit: tuple[int, int] | None) -> dict[str, Any]:
    """What the template shows of one part."""
    document = site.documents[stem]
    parts = parts_of(document)
    part = part_with(parts, lit[0]) if lit else parts[min(max(number, 1), len(parts)) - 1]
    marks = Marks(site, document, lit)
    url = report_url(stem)
    view = ReportPage(
        report=site.reports[stem],
        part=part,
        parts=tuple(parts),
        blocks=tuple(blocks_of(marks, part)),
        outline=tuple(
            Heading(level, text, f"{url}?part={one.number}#h{start}")
            for one in parts
            for level, text, start in one.headings
        ),
        lit=lit,
        facts_there=tuple(_facts_there(site, marks.facts, lit)) if lit else (),
        counts={"characters": len(document.text.raw), "facts": len(marks.facts), "names": len(document.names)},
        url=url,
    )
    return {"doc": view}


def _facts_there(site: Site, facts: tuple[FactRecord, ...], lit: tuple[int, int]) -> list[FactThere]:
    there = [fact for fact in facts if fact.start < lit[1] and lit[0] < fact.end]
    exact = [fact for fact in there if (fact.start, fact.end) == lit]
    return [
        FactThere(words.term(fact.kind), fact_lines(site, [fact])[0], address_of(fact.iri, site.namespaces))
        for fact in (exact or there)
    ]
