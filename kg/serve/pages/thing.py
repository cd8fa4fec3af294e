"""The page of a thing: its names and where each comes from, its facts with their quotes, its neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from kg.content import EntityRecord
from kg.serve.addresses import address_of
from kg.serve.live import Snapshot
from kg.serve.pages import words
from kg.serve.pages.facts import FactTable, fact_tables
from kg.serve.pages.layout import html
from kg.serve.pages.links import report_url, with_query
from kg.serve.pages.neighbours import Neighbourhood, neighbourhood
from kg.serve.pages.site import Site, site_of
from kg.serve.pages.words import Words


@dataclass(frozen=True, slots=True)
class NameSource:
    """A report that uses a name, with the place where it does first."""

    report: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class NameView:
    """A name of a thing: the reports that use it, why it is one, and the line that would part it from the thing."""

    name: str
    sources: tuple[NameSource, ...]
    reason: str
    decision: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report that names the thing, how often, and where first."""

    title: str
    date: str
    url: str
    mentions: int


@dataclass(frozen=True, slots=True)
class ThingPage:
    """All that the page of a thing shows."""

    iri: str
    path: str
    label: str
    types: tuple[tuple[str, Words], ...]
    names: tuple[NameView, ...]
    reports: tuple[ReportView, ...]
    tables: tuple[FactTable, ...]
    facts: int
    neighbourhood: Neighbourhood
    csv_url: str
    graph_url: str
    forms: tuple[tuple[str, str], ...]


def thing_view(site: Site, snapshot: Snapshot, thing: EntityRecord) -> ThingPage:
    """The page of ``thing`` as plain values."""
    facts = site.facts_of(thing.iri)
    path = thing.iri.removeprefix(site.namespaces.id)
    url = address_of(thing.iri, site.namespaces)
    return ThingPage(
        iri=thing.iri,
        path=path,
        label=thing.label,
        types=tuple((name, words.term(name)) for name in thing.types),
        names=tuple(_names(site, thing)),
        reports=tuple(_reports(site, thing)),
        tables=tuple(fact_tables(site, facts, own=thing.iri)),
        facts=len(facts),
        neighbourhood=neighbourhood(snapshot, thing.iri),
        csv_url=with_query("/facts.csv", thing=path),
        graph_url=with_query("/graph", around=path),
        forms=tuple((label, f"{url}.{suffix}") for label, suffix in FORMS),
    )


#: Other forms of the same page, by suffix.
FORMS = (("Turtle", "ttl"), ("JSON-LD", "jsonld"), ("JSON", "json"))


def _names(site: Site, thing: EntityRecord) -> list[NameView]:
    """The names of a thing, its own first."""
    used: dict[str, dict[str, NameSource]] = defaultdict(dict)
    for stem, local in site.names.get(thing.iri, ()):
        for name, reason in {local.name: "", **local.aliases}.items():
            spans = [span for span in local.spans if _says(site, stem, span, name)] or list(local.spans[:1])
            url = report_url(stem, *spans[0]) if spans else report_url(stem)
            used[name].setdefault(stem, NameSource(_title(site, stem), url, words.reason(reason) or reason))
    merges = {
        row["name"]: row for row in site.quality["merges"] if row["into"] == thing.label and row["type"] in thing.types
    }
    return [
        NameView(name, tuple(used[name].values()), *_reason(merges, name))
        for name in dict.fromkeys((thing.label, *thing.aliases))
    ]


def _reason(merges: Mapping[str, Mapping[str, str]], name: str) -> tuple[str, str]:
    """Why a name was merged into the thing, and the row of a decisions file that takes it out again."""
    row = merges.get(name)
    if row is None:
        return "", ""
    return words.reason(row["reason"]) or row["reason"], "\t".join(
        (row["type"], row["name"], row["into"], row["reason"], "", "refuse")
    )


def _says(site: Site, stem: str, span: tuple[int, int], name: str) -> bool:
    raw = site.documents[stem].text.raw[span[0] : span[1]]
    return "".join(raw.split()) == "".join(name.split())


def _reports(site: Site, thing: EntityRecord) -> list[ReportView]:
    views = []
    for stem in thing.docs:
        spans = sorted(span for where, name in site.names.get(thing.iri, ()) if where == stem for span in name.spans)
        report = site.reports.get(stem)
        url = report_url(stem, *spans[0]) if spans else report_url(stem)
        views.append(ReportView(_title(site, stem), report.date if report else "", url, len(set(spans))))
    return sorted(views, key=lambda view: (-view.mentions, view.title))


def _title(site: Site, stem: str) -> str:
    report = site.reports.get(stem)
    return report.title if report else stem


def thing_response(request: Request, snapshot: Snapshot, thing: EntityRecord) -> Response:
    """The page of a thing as HTML."""
    site = site_of(snapshot)
    return html(
        request,
        site,
        "thing.html",
        key=("thing", thing.iri),
        values=lambda: {"thing": thing_view(site, snapshot, thing), "query": quote(thing.label, safe="")},
    )
