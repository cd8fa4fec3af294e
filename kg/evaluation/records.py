"""Annotations and the exports of a build, read line by line into one form so that they can be compared."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import KgError, OutputError
from kg.outputs import MANIFEST, read_manifest, standing_output
from ontology.schema import ENTITY_TYPES, load_schema

THINGS = ".entities.jsonl"
FACTS = ".facts.jsonl"
GARBLED = ".garbled.txt"
_FORMAT_HELP = "extract/samples/gold/README.md shows the format"

Args = Mapping[str, Any]
Record = dict[str, Any]


class AnnotationError(KgError):
    """The annotations cannot be used; the text names the file and the line."""


@dataclass(frozen=True, slots=True, eq=False)
class ThingLine:
    """One thing, annotated or found, with all its names; a found one has no quote."""

    type: str
    names: tuple[str, ...]
    quote: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class FactLine:
    """One fact, annotated or found; an annotated one has no rule."""

    kind: str
    args: Args
    quote: str
    source: str
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Annotated:
    """What a reader found in the report ``name``; ``garbled`` are the lines that OCR made up.

    ``unknown_kinds`` counts lines of ``NAME.facts.jsonl`` that are no facts of our schema.
    """

    name: str
    things: tuple[ThingLine, ...]
    facts: tuple[FactLine, ...]
    garbled: tuple[str, ...] = ()
    unknown_kinds: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exported:
    """What a build found: things and facts by report; ``reports`` are all that it read."""

    things: Mapping[str, tuple[ThingLine, ...]]
    facts: Mapping[str, tuple[FactLine, ...]]
    reports: frozenset[str]


def read_annotations(folder: Path) -> tuple[Annotated, ...]:
    """The annotated reports of ``folder``, by name.

    Raises:
        AnnotationError: if there are none, a file has no partner, or a line is no annotation.
    """
    if not folder.is_dir():
        raise AnnotationError(f"{folder} is no folder; give --gold the folder with NAME{THINGS} and NAME{FACTS}")
    names = {suffix: _stems(folder, suffix) for suffix in (THINGS, FACTS)}
    if not any(names.values()):
        raise AnnotationError(f"{folder} holds no annotations (NAME{THINGS} and NAME{FACTS}); {_FORMAT_HELP}")
    for name in sorted(names[THINGS] ^ names[FACTS]):
        present, absent = (THINGS, FACTS) if name in names[THINGS] else (FACTS, THINGS)
        raise AnnotationError(f"{folder / (name + present)} has no {name}{absent} beside it; it may be empty")
    return tuple(_annotated(folder, name) for name in sorted(names[FACTS]))


def _stems(folder: Path, suffix: str) -> set[str]:
    return {path.name.removesuffix(suffix) for path in folder.iterdir() if path.name.endswith(suffix)}


def _annotated(folder: Path, name: str) -> Annotated:
    kinds = load_schema().kinds
    facts, unknown = [], Counter[str]()
    for place, record in _annotation_lines(folder / (name + FACTS)):
        fact = _annotated_fact(place, record)
        if fact.kind in kinds:
            facts.append(fact)
        else:
            unknown[fact.kind] += 1
    things = [_annotated_thing(place, record) for place, record in _annotation_lines(folder / (name + THINGS))]
    garbled = folder / (name + GARBLED)
    lines = _read(garbled).split("\n") if garbled.is_file() else []
    return Annotated(name, tuple(things), tuple(facts), tuple(line for line in lines if line.strip()), unknown)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(f"{path} cannot be read as UTF-8 text ({error})") from error


def _annotation_lines(path: Path) -> Iterator[tuple[str, Record]]:
    # Not splitlines(): a quote may hold line separators of Unicode, which are no line ends of JSON lines.
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            record = json.loads(line)
        except ValueError as error:
            raise AnnotationError(f"{place}: not JSON ({error}); each line is one object, {_FORMAT_HELP}") from error
        if not isinstance(record, dict):
            raise AnnotationError(f"{place}: each line is one JSON object; {_FORMAT_HELP}")
        yield place, record


def _annotated_thing(place: str, record: Record) -> ThingLine:
    for key in ("type", "name"):
        if not isinstance(record.get(key), str) or not record[key].strip():
            raise AnnotationError(f'{place}: "{key}" is missing or no text; {_FORMAT_HELP}')
    aliases = record.get("aliases") or []
    if not isinstance(aliases, list):
        raise AnnotationError(f'{place}: "aliases" must be a list of names; {_FORMAT_HELP}')
    return ThingLine(record["type"], _names(record["name"], aliases), str(record.get("quote") or ""))


def _annotated_fact(place: str, record: Record) -> FactLine:
    if not isinstance(record.get("kind"), str):
        raise AnnotationError(f'{place}: "kind" is missing; choose from {", ".join(load_schema().kinds)}')
    if not isinstance(record.get("args"), dict):
        raise AnnotationError(f'{place}: "args" must be an object of slots and values; {_FORMAT_HELP}')
    source = str(record.get("source") or "prose")
    return FactLine(record["kind"], record["args"], str(record.get("quote") or ""), source)


def _names(name: str, aliases: list[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([name, *map(str, aliases)]))


def read_exports(graph: Path, *, min_confidence: float = 0.0) -> Exported:
    """The things and facts of the build at ``graph``; facts that are less sure than ``min_confidence`` are left out.

    Raises:
        OutputError: if the folder holds no build, or one that cannot be read.
    """
    place = standing_output(graph)
    things: dict[str, list[ThingLine]] = defaultdict(list)
    facts: dict[str, list[FactLine]] = defaultdict(list)
    try:
        for record in _exported_lines(place / "entities.jsonl", graph):
            # Types and kinds of a later schema say nothing about what was annotated with this one.
            if record["type"] in ENTITY_TYPES:
                thing = ThingLine(record["type"], _names(record["name"], record.get("aliases") or []))
                for stem in dict.fromkeys(record.get("docs") or []):
                    things[stem].append(thing)
        for record in _exported_lines(place / "facts.jsonl", graph):
            fact = _exported_fact(record)
            if fact.kind in load_schema().kinds and fact.confidence >= min_confidence:
                facts[record["doc"]].append(fact)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OutputError(f"{place} is damaged ({error!r}); build the graph again with kg build") from error
    return Exported(
        {stem: tuple(found) for stem, found in things.items()},
        {stem: tuple(found) for stem, found in facts.items()},
        _reports(place) | things.keys() | facts.keys(),
    )


def _reports(place: Path) -> frozenset[str]:
    """The reports that the build read: one may have given nothing. A folder with bare exports is fine too."""
    if not (place / MANIFEST).is_file():
        return frozenset()
    return frozenset(entry["stem"] for entry in read_manifest(place)["inputs"])


def _exported_lines(path: Path, graph: Path) -> Iterator[Record]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as error:
        raise OutputError(f"{graph} holds no graph; make one with: kg build REPORTS -o {graph}") from error
    except OSError as error:
        raise OutputError(f"{path} cannot be read ({error.strerror}); build the graph again with kg build") from error
    yield from (json.loads(line) for line in lines if line.strip())


def _exported_fact(record: Record) -> FactLine:
    evidence = record.get("evidence") or {}
    return FactLine(
        kind=record["kind"],
        args=dict(record["args"]),
        quote=str(evidence.get("quote") or ""),
        source=str(evidence.get("source") or "prose"),
        rule=str(record.get("rule") or ""),
        confidence=float(record.get("confidence", 1.0)),
    )
