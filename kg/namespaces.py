"""The IRIs of the graph: readable, the same in every build, and safe for any name a text may hold."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from kg.errors import SettingError
from ontology.schema import BASE, ENTITY_TYPES

#: What the ontology, the shapes, the rules and the queries are written with.
DEFAULT_BASE = BASE

#: Entity types in the order of the schema: the first type that a thing has gives its IRI path.
TYPE_ORDER = ENTITY_TYPES

#: Vocabularies beside ours, by prefix.
VOCABULARIES = {
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# RFC 3987 `ucschar` without its blanks and format characters: invisible, and as bidi marks forbidden in IRIs.
_UCS = (
    r"\u00a1-\u00ac\u00ae-\u167f\u1681-\u180d\u180f-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff"
    r"\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd"
)
_KEEP = re.compile(rf"[A-Za-z0-9_\-.~!$&()*+,;=:@{_UCS}]")
_MAX_SEGMENT = 160
_CUT_SEGMENT = 120


def segment(name: str) -> str:
    """The part of an IRI that stands for ``name``: ``推想 医疗`` gives ``推想_医疗``, ``A/B`` gives ``A%2FB``.

    Different names give different segments, but for blanks against underscores and for Unicode composition
    (``unique_segments`` parts those). Names of hundreds of characters are cut and get a hash at the end.
    """
    normal = unicodedata.normalize("NFC", name)
    pieces = [_encode(char) for char in normal]
    text = "".join(pieces)
    if len(text) > _MAX_SEGMENT:
        return f"{_cut(pieces)}~{_digest(normal)[:12]}"
    # An empty or dotted segment would be lost when a client resolves the IRI.
    return {"": "%20", ".": "%2E", "..": "%2E%2E"}.get(text, text)


def unique_segments(names: Iterable[str]) -> dict[str, str]:
    """A segment for each of ``names``: where ``A B`` and ``A_B`` would share one, the second gets a hash."""
    taken: set[str] = set()
    segments = {}
    for name in sorted(set(names)):
        plain = segment(name)
        segments[name] = f"{plain}~{_digest(name)[:12]}" if plain in taken else plain
        taken.add(segments[name])
    return segments


def _encode(char: str) -> str:
    if char == " ":
        return "_"
    if _KEEP.match(char):
        return char
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


def _cut(pieces: list[str]) -> str:
    kept, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > _CUT_SEGMENT:
            break
        kept.append(piece)
    return "".join(kept)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Namespaces:
    """Mints the IRIs of one graph; ``base`` is the setting of the build that made it."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        parts = urlsplit(self.base)
        bad = not parts.scheme or not parts.netloc or not self.base.endswith("/") or parts.query or parts.fragment
        if bad or not _is_iri(self.base):
            raise SettingError(f"base {self.base!r} is no web address ending in '/'; write it as {DEFAULT_BASE}")

    @property
    def ontology(self) -> str:
        """The IRI that classes and properties start with."""
        return f"{self.base}ontology#"

    @property
    def id(self) -> str:
        """The IRI that all things start with."""
        return f"{self.base}id/"

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Prefixes known in every query and used in every file: ours first, then the aligned vocabularies."""
        kinds = [*(name.lower() for name in TYPE_ORDER), "fact", "derivation", "graph", "quarantine"]
        ours = {"mai": self.ontology, "concept": f"{self.base}concept/", "id": self.id} | {
            kind: f"{self.id}{kind}/" for kind in kinds
        }
        return ours | VOCABULARIES

    def term(self, local: str) -> NamedNode:
        """A class or property of the ontology: ``mai:<local>``."""
        return NamedNode(self.ontology + local)

    def entity(self, types: tuple[str, ...], part: str) -> NamedNode:
        """The IRI of a thing by the segment of its key: ``id:company/推想医疗``."""
        return NamedNode(f"{self.id}{first_type(types).lower()}/{part}")

    def report(self, stem: str) -> NamedNode:
        """The IRI of a report, which is also the graph of what it asserts."""
        return NamedNode(f"{self.id}report/{segment(stem)}")

    def graph(self, name: str) -> NamedNode:
        """One of the graphs beside the reports: entities, derived, derivations, ontology, quarantine."""
        return NamedNode(f"{self.id}graph/{name}")

    def fact(self, digest: str) -> NamedNode:
        """The IRI of a fact, by the digest of its content."""
        return NamedNode(f"{self.id}fact/{digest}")

    def derivation(self, digest: str) -> NamedNode:
        """The IRI of the trace of a derived edge, by the digest of the edge."""
        return NamedNode(f"{self.id}derivation/{digest}")

    def quarantine(self, digest: str) -> NamedNode:
        """The IRI of a quarantined piece of text, by the digest of its place."""
        return NamedNode(f"{self.id}quarantine/{digest}")

    def rebase(self, text: str) -> str:
        """``text`` (an IRI, Turtle or SPARQL of the package) with our default base replaced by this graph's."""
        return text if self.base == DEFAULT_BASE else text.replace(DEFAULT_BASE, self.base)

    def shorten(self, iri: str) -> str:
        """``iri`` with the longest known prefix, for people: ``mai:Approval``, ``id:company/推想医疗``."""
        ours = ("mai", "concept", "id")
        known = [*((prefix, self.prefixes[prefix]) for prefix in ours), *VOCABULARIES.items()]
        for prefix, start in known:
            if iri.startswith(start):
                return f"{prefix}:{iri[len(start) :]}"
        return iri


def first_type(types: tuple[str, ...]) -> str:
    """The type that a thing is filed under: the first of ``types`` in the order of the schema."""
    return min(types, key=lambda name: (TYPE_ORDER.index(name) if name in TYPE_ORDER else len(TYPE_ORDER), name))


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return not re.search(r"[\s<>\"{}|\\^`]", text)


@lru_cache(maxsize=4096)
def local_name(iri: str) -> str:
    """Last part of an IRI, after ``#`` or ``/``: ``…/ontology#dealType`` → ``dealType``."""
    return iri.rpartition("#")[2].rpartition("/")[2]
