"""The start page: what the graph holds, and where to begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.content import EntityRecord, FactRecord, ReportRecord
from kg.serve.addresses import address_of
from kg.serve.live import Snapshot
from kg.serve.pages import words
from kg.serve.pages.ask import examples
from kg.serve.pages.layout import html
from kg.serve.pages.links import report_url, with_query
from kg.serve.pages.site import Site, site_of
from kg.serve.pages.words import Words
from queries import load_queries, load_topics

_LARGE_TYPES = ("Company", "Product", "Disease", "Investor", "Regulator", "Policy")
_LARGE = 8
_RECENT_KINDS = ("Approval", "Funding", "Deal", "Release", "Issues")
_RECENT = 10
_TRIES = 6


@dataclass(frozen=True, slots=True)
class Counted:
    """A type of thing or a kind of fact with how many there are, as a share of the most frequent one."""

    name: str
    label: Words
    count: int
    share: int
    url: str


@dataclass(frozen=True, slots=True)
class Link:
    """A page to go to, with a remark beside."""

    text: str
    url: str
    beside: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A report with what was read from it."""

    report: ReportRecord
    url: str
    characters: int
    facts: int
    quarantined: int


async def start_page(request: Request) -> Response:
    """Counts, reports, questions to begin with, things with most facts, and the latest events."""
    snapshot = await request.app.state.graph.current()
    site = site_of(snapshot)
    return html(request, site, "start.html", key=("start",), values=lambda: start_values(site, snapshot))


def start_values(site: Site, snapshot: Snapshot) -> dict[str, Any]:
    """What the template shows."""
    manifest = snapshot.manifest
    return {
        "counts": manifest["counts"],
        "types": _counted(manifest["types"], "type"),
        "kinds": _counted(manifest["kinds"], "kind"),
        "reports": [_card(site, entry) for entry in manifest["inputs"]],
        "large": [(name, words.term(name), _largest(site, name)) for name in _LARGE_TYPES],
        "recent": _recent(site),
        "topics": _topics(),
        "tries": [Link(one, with_query("/ask", q=one)) for one in examples(snapshot)[:_TRIES]],
    }


def _counted(counts: Mapping[str, int], parameter: str) -> list[Counted]:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    most = ranked[0][1] if ranked else 1
    return [
        Counted(name, words.term(name), count, round(100 * count / most), with_query("/search", **{parameter: name}))
        for name, count in ranked
    ]


def _card(site: Site, entry: Mapping[str, Any]) -> ReportCard:
    stem = str(entry["stem"])
    report = site.reports.get(stem) or ReportRecord("", stem, stem)
    return ReportCard(report, report_url(stem), entry["characters"], entry["facts"], entry["quarantined"])


def _largest(site: Site, name: str) -> list[Link]:
    """The things of a type that most facts speak of."""
    things = [thing for thing in site.content.entities.values() if name in thing.types and site.facts_of(thing.iri)]
    ranked = sorted(things, key=lambda thing: (-len(site.facts_of(thing.iri)), thing.iri))[:_LARGE]
    return [_thing_link(site, thing) for thing in ranked]


def _thing_link(site: Site, thing: EntityRecord) -> Link:
    return Link(thing.label, address_of(thing.iri, site.namespaces), str(len(site.facts_of(thing.iri))), thing.type)


def _recent(site: Site) -> list[tuple[str, Words, Link]]:
    """The latest dated events: day, kind, and the fact in a few words."""
    dated = [fact for fact in site.content.facts if fact.kind in _RECENT_KINDS and fact.date]
    latest = sorted(dated, key=lambda fact: (fact.date, fact.iri), reverse=True)
    seen: Counter[str] = Counter()
    found = []
    for fact in latest:
        says = _says(site, fact)
        seen[says] += 1
        if seen[says] == 1:
            found.append((fact.date, words.term(fact.kind), Link(says, address_of(fact.iri, site.namespaces))))
    return found[:_RECENT]


def _says(site: Site, fact: FactRecord) -> str:
    names = [site.content.entities[iri].label for iri in fact.things if iri in site.content.entities]
    extra = [words.listed(slot, fact.text(slot)) for slot in ("round", "dealType") if slot in fact.slots]
    return " · ".join([*names[:4], *extra, *([fact.amount] if fact.amount else [])])


def _topics() -> list[tuple[Words, list[Link]]]:
    """The first questions of each topic of the gallery."""
    found = []
    for topic in load_topics().values():
        queries = [query for query in load_queries().values() if query.topic.name == topic.name]
        links = [Link(query.title_zh, f"/queries/{query.name}", query.title_en) for query in queries[:4]]
        if links:
            found.append((Words(topic.label_zh, topic.label_en), links))
    return found
