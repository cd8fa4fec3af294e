"""Questions about things themselves: who they are, what they are called, who says so, who competes, how two relate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.questions import Question
from kg.ask.conditions import Reading
from kg.ask.pattern import nodes
from kg.ask.written import LONGEST, Written

#: Topics in the order in which they are tried, with the fewest things that each needs.
_LEAST_THINGS = {"competitors": 1, "names": 1, "sources": 1, "relation": 2, "versus": 2, "about": 1}

_EVIDENCE = """  ?fact mai:rule ?rule ; a ?kind ; prov:wasDerivedFrom ?evidence .
  ?evidence oa:hasSelector/oa:exact ?quote ; oa:hasSource/dcterms:title ?report ."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with the things that it is about, one tuple of IRIs for each name in the question."""

    name: str
    things: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]


def topic_of(question: Question, readings: Sequence[Reading], *, planned: bool) -> Topic | None:
    """The topic that a question names; with things and no plan, what is known about them."""
    named = [reading for reading in readings if reading.things]
    things = tuple(tuple(sorted(thing.iri for thing in reading.things)) for reading in named)
    words = tuple(reading.span.words for reading in named)
    types = {entity_type for reading in named for thing in reading.things for entity_type in thing.types}
    others = {cue.value for cue in question.cued("ask") if not cue.value.startswith("@")} - types
    for name, least in _LEAST_THINGS.items():
        if name == "names" and planned and others:
            continue  # 华为的大模型叫什么名字 asks for models, not for names of 华为
        if len(things) >= least and (question.says("topic", name) and not (planned and name in ("about", "sources"))):
            return Topic(name, things, words)
    if planned or not things:
        return None
    if len(things) > 1:
        return Topic("versus" if question.says("op", "compare") else "relation", things, words)
    return Topic("about", things, words)


def write_topic(topic: Topic) -> Written:
    """The query for a topic."""
    first = nodes(topic.things[0])
    writer = {"names": _names, "sources": _sources, "competitors": _competitors, "about": _about}.get(topic.name)
    if writer is not None:
        return writer(first)
    return _versus(topic) if topic.name == "versus" else _relation(first, nodes(topic.things[1]))


def _about(things: str) -> Written:
    text = (
        f"SELECT DISTINCT ?kind ?quote ?report ?fact WHERE {{\n  VALUES ?thing {{ {things} }}\n  ?fact ?slot ?thing .\n"
        f"{_EVIDENCE}\n}}\nORDER BY ?kind ?report ?quote ?fact\nLIMIT {LONGEST}"
    )
    return Written(
        text, {"?kind": "kind", "?quote": "quote", "?report": "report", "?fact": "fact"}, "?kind", ("?fact",)
    )


def _names(things: str) -> Written:
    text = (
        f"SELECT DISTINCT ?thing ?name WHERE {{\n  VALUES ?thing {{ {things} }}\n"
        "  ?thing rdfs:label|skos:altLabel ?name .\n}\nORDER BY ?thing ?name"
    )
    return Written(text, {"?thing": "thing", "?name": "name"}, "?name", ())


def _sources(things: str) -> Written:
    text = (
        f"SELECT ?report (COUNT(DISTINCT ?fact) AS ?count) WHERE {{\n  VALUES ?thing {{ {things} }}\n"
        "  ?fact ?slot ?thing ; mai:rule ?rule ; prov:wasDerivedFrom/oa:hasSource/dcterms:title ?report .\n}\n"
        "GROUP BY ?report\nORDER BY DESC(?count) ?report"
    )
    return Written(text, {"?report": "report", "?count": "count"}, "?report", ())


def _competitors(things: str) -> Written:
    text = (
        "SELECT ?rival (COUNT(DISTINCT ?disease) AS ?count)\n"
        '  (GROUP_CONCAT(DISTINCT ?name; SEPARATOR="、") AS ?diseases) WHERE {\n'
        f"  VALUES ?thing {{ {things} }}\n"
        "  ?thing mai:develops/mai:targets ?disease .\n  ?rival mai:develops/mai:targets ?disease .\n"
        "  ?disease rdfs:label ?name .\n  FILTER(?rival != ?thing)\n}\n"
        "GROUP BY ?rival\nORDER BY DESC(?count) ?rival\nLIMIT 50"
    )
    return Written(text, {"?rival": "rival", "?count": "count", "?diseases": "diseases"}, "?rival", ())


def _relation(one: str, other: str) -> Written:
    text = (
        "SELECT DISTINCT ?kind ?quote ?report ?fact WHERE {\n"
        f"  VALUES ?one {{ {one} }}\n  VALUES ?other {{ {other} }}\n"
        f"  ?fact ?slot1 ?one ; ?slot2 ?other .\n{_EVIDENCE}\n}}\nORDER BY ?kind ?report ?quote ?fact\nLIMIT {LONGEST}"
    )
    return Written(
        text, {"?kind": "kind", "?quote": "quote", "?report": "report", "?fact": "fact"}, "?kind", ("?fact",)
    )


def _versus(topic: Topic) -> Written:
    everything = nodes(iri for things in topic.things for iri in things)
    text = (
        f"SELECT ?thing ?kind (COUNT(DISTINCT ?fact) AS ?count) WHERE {{\n  VALUES ?thing {{ {everything} }}\n"
        "  ?fact ?slot ?thing ; a ?kind ; mai:rule ?rule .\n}\nGROUP BY ?thing ?kind\nORDER BY ?kind ?thing"
    )
    return Written(text, {"?thing": "thing", "?kind": "kind", "?count": "count"}, "?thing", ())
