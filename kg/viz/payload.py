"""What the page is told about the nodes it draws: names, facts with their quotes, reports, words of the schema.

Everything here is plain JSON. It is text of reports and therefore not to be trusted: ``page_json`` writes it so that
no letter of it can end the script block that carries it.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from kg.content import Content, FactRecord
from kg.inspect import confidence_words
from kg.network import load_projections
from kg.viz.select import Selection
from ontology.concepts import load_schemes
from ontology.schema import MAI, load_schema, load_vocabulary

#: Slots that repeat, word for word, what another slot links to: indicationText beside indication.
PHRASE_ENDING = "Text"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DANGEROUS = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}

Links = dict[tuple[str, str, str], list[dict[str, Any]]]


def page_json(value: object) -> str:
    """``value`` as JSON that may stand between ``<script>`` tags."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).translate(_DANGEROUS)


def keys_of(network: nx.MultiDiGraph) -> dict[str, str]:
    """A short key for each node, as in its IRI: ``company/推想医疗``."""
    return {iri: "/".join(iri.split("/")[-2:]) for iri in network}


def links_of(network: nx.MultiDiGraph) -> Links:
    """The drawn edges: facts that say the same of the same two things share one."""
    links: Links = defaultdict(list)
    for source, target, about in network.edges(data=True):
        links[source, target, about["relation"]].append(about)
    return dict(sorted(links.items()))


def payload(content: Content, network: nx.MultiDiGraph, selection: Selection, links: Links) -> dict[str, Any]:
    """All that the page's script needs beside the nodes and edges that pyvis holds; ``network`` is the whole graph."""
    keys = keys_of(selection.network)
    facts = sorted((fact for fact in content.facts if any(iri in keys for iri in fact.things)), key=_order)
    number = {fact.iri: position for position, fact in enumerate(facts)}
    reports = sorted({fact.report for fact in facts} & content.reports.keys())
    of_thing: dict[str, list[int]] = defaultdict(list)
    for fact in facts:
        for iri in fact.things:
            of_thing[iri].append(number[fact.iri])
    report_number = {iri: position for position, iri in enumerate(reports)}
    return {
        "things": {
            key: {
                "name": content.entities[iri].label,
                "types": content.entities[iri].types,
                "type": content.entities[iri].type,
                "aliases": content.entities[iri].aliases,
                "docs": _titles(content, content.entities[iri].docs),
                "facts": of_thing[iri],
            }
            for iri, key in keys.items()
        },
        "links": [
            {
                "relation": about[0]["relation"],
                "label": {"zh": about[0]["label"], "en": about[0]["label_en"]},
                "facts": [number[one["fact"]] for one in about if one["fact"] in number],
            }
            for about in links.values()
        ],
        "facts": [_fact(fact, keys, report_number) for fact in facts],
        "reports": [_report(content, iri) for iri in reports],
        "others": _others(network, keys),
        "words": _words(content, facts),
        "kinds": dict(sorted(Counter(fact.kind for fact in _drawn(facts, links)).items())),
    }


def _order(fact: FactRecord) -> tuple[bool, str, str, int, str]:
    """In the order of time, then as they are read; undated ones last."""
    return (not fact.date, fact.date, fact.report, fact.start, fact.iri)


def _drawn(facts: Iterable[FactRecord], links: Links) -> list[FactRecord]:
    """The facts that stand behind a drawn edge."""
    behind = {about["fact"] for group in links.values() for about in group}
    return [fact for fact in facts if fact.iri in behind]


def _fact(fact: FactRecord, keys: Mapping[str, str], reports: Mapping[str, int]) -> dict[str, Any]:
    """One fact for the panel: its slots as words, with the key of each thing that is in the picture."""
    phrases = {name.removesuffix(PHRASE_ENDING) for name in fact.slots if name.endswith(PHRASE_ENDING)}
    slots = []
    for name, values in fact.slots.items():
        shown = [[value.text, keys[value.iri]] if value.iri and value.iri in keys else [value.text] for value in values]
        if name in phrases and fact.text(name) == fact.text(name + PHRASE_ENDING):
            phrases.discard(name)
        if name.endswith(PHRASE_ENDING) and name.removesuffix(PHRASE_ENDING) not in phrases:
            continue
        slots.append([name, shown])
    years = sorted(int(year) for year in _YEAR.findall(fact.date))
    return {
        "kind": fact.kind,
        "slots": slots,
        "years": [years[0], years[-1]] if years else [],
        "quote": fact.quote,
        "report": reports.get(fact.report, -1),
        "where": fact.where,
        "source": fact.source,
        "confidence": confidence_words(fact.confidence),
        "modality": fact.modality,
        "place": [fact.start, fact.end],
    }


def _report(content: Content, iri: str) -> dict[str, str]:
    report = content.reports[iri]
    return {"stem": report.stem, "title": report.title, "publisher": report.publisher, "date": report.date}


def _titles(content: Content, stems: Iterable[str]) -> list[str]:
    titles = {report.stem: report.title for report in content.reports.values()}
    return [titles.get(stem, stem) for stem in stems]


def _others(network: nx.MultiDiGraph, keys: Mapping[str, str]) -> list[list[Any]]:
    """Name, type and aliases of the things that are not drawn, so that the search can say that they exist."""
    hidden = (
        (about["label"], about["type"], about["aliases"]) for iri, about in network.nodes(data=True) if iri not in keys
    )
    return sorted([name, kind, *aliases] for name, kind, aliases in hidden)


def _words(content: Content, facts: Iterable[FactRecord]) -> dict[str, dict[str, str]]:
    """Labels of the types, kinds and slots that the page may show, and of the values of closed lists."""
    used = {name for fact in facts for name in (fact.kind, *fact.slots)} | set(load_projections().kinds)
    used |= {name for entity in content.entities.values() for name in entity.types}
    terms = load_vocabulary()
    words = {name: terms[MAI + name] for name in sorted(used) if MAI + name in terms}
    shown = {name: (term.label_zh, term.label_en) for name, term in words.items()}
    for slot in itertools.chain.from_iterable(kind.slots for kind in load_schema().kinds.values()):
        name = slot.path.removeprefix(MAI)
        meant = {value: load_schemes()[slot.scheme].find(value) for value in slot.values} if slot.scheme else {}
        shown |= {f"{name}={value}": (term.label_zh, term.label_en) for value, term in meant.items() if term}
    return {name: {"zh": zh, "en": en} for name, (zh, en) in sorted(shown.items())}
