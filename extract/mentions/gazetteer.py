"""The gazetteers: names that morphology cannot know, each with its type, its canonical name and a flag."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from extract.folding import fold_text
from extract.lexicon import DATA, LexiconError, read_rows, word_set
from extract.mentions.automaton import NameAutomaton
from extract.squeeze import squeeze

COLUMNS = ("name", "aliases", "note")
#: What a gazetteer file's name begins with, and the entity type of its rows.
TYPES = {
    "aimodel": "AIModel",
    "company": "Company",
    "disease": "Disease",
    "drug": "Drug",
    "exchange": "Exchange",
    "hospital": "Hospital",
    "institution": "Institution",
    "investor": "Investor",
    "person": "Person",
    "place": "Place",
    "policy": "Policy",
    "product": "Product",
    "regulator": "Regulator",
    "report": "Report",
    "technology": "Technology",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A listed name: ``canonical`` is the first name of its row, ``needs_context`` marks names that are also words,
    ``journal`` those of where reports are published, which a text only mentions."""

    type: str
    name: str
    canonical: str
    needs_context: bool
    journal: bool = False


def vague_names(note: str, names: Sequence[str]) -> set[str]:
    """The names of a row that are also common words: all of it (``ambiguous``) or those listed (``ambiguous:依图``)."""
    found: set[str] = set()
    for part in note.split("; "):
        flag, _, listed = part.partition(":")
        if flag in ("ambiguous", "needs context"):
            found |= set(listed.split("|")) if listed else set(names)
    return found


@cache
def deictic_names() -> frozenset[str]:
    """Listed names that only point (``deictic:我国|国内``): they stand for a thing that the text has to name."""
    found: set[str] = set()
    for path in sorted((DATA / "gazetteer").glob("place*.tsv")):
        for row in read_rows(path, COLUMNS):
            for part in row["note"].split("; "):
                flag, _, names = part.partition(":")
                found |= set(names.split("|")) if flag == "deictic" else set()
    return frozenset(found)


def only_points(name: str, named: Set[str]) -> bool:
    """Whether a name only points (国内) at what none of the names of the report says (中国)."""
    if name not in deictic_names():
        return False
    known = canonical_names()
    meant = known["Place", name]
    return not any(known.get(("Place", other.lower())) == meant for other in named - deictic_names())


@cache
def listed_names() -> tuple[Listed, ...]:
    """Every name and alias of every gazetteer file, in file and row order.

    Raises:
        LexiconError: on a file whose name begins with no known type, or a bad row.
    """
    entries: list[Listed] = []
    for path in sorted((DATA / "gazetteer").glob("*.tsv")):
        prefix = path.stem.split("_")[0]
        if prefix not in TYPES:
            raise LexiconError(f"{path.name}: a gazetteer's name begins with one of {', '.join(TYPES)}")
        for row in read_rows(path, COLUMNS):
            names = (row["name"], *row.listed("aliases"))
            vague = vague_names(row["note"], names)
            journal = "journal" in row["note"].split("; ")
            for name in names:
                listed = Listed(TYPES[prefix], _shown(name), _shown(row["name"]), name in vague, journal)
                entries.append(listed)
    return tuple(entries)


@cache
def gazetteer_automaton() -> NameAutomaton[Listed]:
    """One automaton over all gazetteers; a name under two types keeps the first (files sort by type).

    Texts are folded before they are read (大塚 becomes 大冢), so the names are looked for as folding writes them, too.
    """
    listed = listed_names()
    return NameAutomaton(
        (name, entry) for entry in listed for name in dict.fromkeys((entry.name, fold_text(entry.name)))
    )


def printed_name(entry: Listed, found: str) -> str:
    """A listed name as the text has it, but for what folding makes of it: 大塚, not 大冢."""
    return found if found.lower() == entry.name.lower() else entry.name


def _shown(name: str) -> str:
    """The name as a squeezed text has it; most have no space and are that already."""
    return squeeze(name).text if " " in name else name


#: How sure a listed name is on sight; one below ``entities.SURE`` needs a cue or a fact.
SURE, WEAK, VAGUE = 0.92, 0.5, 0.4


def listed_confidence(entry: Listed) -> float:
    """A name that is also a common word is vague; fields of use and slogans are weak."""
    if entry.needs_context:
        return VAGUE
    if entry.journal:
        return WEAK
    if entry.type == "Technology":
        weak = entry.name in word_set("technology_weak") or entry.name.endswith(_weak_ends())
        return WEAK if weak else SURE
    if entry.type == "Policy":
        return WEAK if entry.name in word_set("policy_weak") else SURE
    return SURE


@cache
def _weak_ends() -> tuple[str, ...]:
    return tuple(sorted(word_set("technology_weak_ends")))


@cache
def canonical_names() -> dict[tuple[str, str], str]:
    """(type, lowered name) -> canonical name: what the resolver's alias layer reads."""
    names: dict[tuple[str, str], str] = {}
    for entry in listed_names():
        names.setdefault((entry.type, entry.name.lower()), entry.canonical)
    return names


@cache
def place_prefix() -> re.Pattern[str]:
    """Matches a listed place at the beginning of a name, with its 省 or 市."""
    places = sorted((entry.name for entry in listed_names() if entry.type == "Place"), key=lambda n: (-len(n), n))
    return re.compile(rf"(?:{'|'.join(map(re.escape, places))})(?:省|市)?" if places else "(?!)")
