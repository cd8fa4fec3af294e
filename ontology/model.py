"""The value types that both rooms read: facts, their evidence, and what one report contributes.

``extract/`` makes these from text, ``kg/`` turns them into RDF; neither imports the other's
tools. Everything is a frozen value: two equal facts are one fact, and a build can be repeated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Source = Literal["table", "prose"]
Modality = Literal["asserted", "forecast", "planned", "denied"]


@dataclass(frozen=True, slots=True, order=True)
class EntityRef:
    """A thing that a fact points at, by type and by its name as printed.

    ``qualifier`` tells namesakes apart: the holder of a product with a generic name
    (颅内出血CT图像辅助诊断软件 of 推想医疗 is not the one of 深睿博联).
    """

    type: str
    name: str
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the text that may name entities: 代谢性疾病以及2型糖尿病 names two diseases.

    Slots that the schema marks as phrases (indication, subject, region) hold one of these; ``refs``
    is empty where the words name nothing that has a node (放疗勾画).
    """

    text: str
    refs: tuple[EntityRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in units of its currency (ISO 4217); a vague one keeps its words and bounds.

    ``value`` is None where the text gives no single figure (数千万人民币: low 2e7, high 1e8).
    """

    value: float | None
    currency: str
    low: float | None = None
    high: float | None = None
    text: str = ""


#: What a slot can hold: a date or period (``PartialDate``) is an ISO string at its own precision.
Value = EntityRef | Phrase | Money | str | float
Args = Mapping[str, Value | tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read: characters ``start``–``end`` of the report ``doc``, and those characters.

    Offsets count characters of the decoded text; ``where`` is the caption or heading above it.
    """

    doc: str
    start: int
    end: int
    quote: str
    source: Source
    where: str = ""

    @classmethod
    def cite(cls, *, doc: str, text: str, start: int, end: int, source: Source, where: str = "") -> Evidence:
        """Cut the quote out of ``text`` so that it cannot differ from it.

        Raises:
            ValueError: if the span is empty or lies outside the text.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{doc}: span {start}-{end} lies outside the text of {len(text)} characters")
        return cls(doc=doc, start=start, end=end, quote=text[start:end], source=source, where=where)


@dataclass(frozen=True, slots=True)
class Fact:
    """One n-ary statement of a kind of the schema, with the place it was read and the rule that read it.

    ``confidence`` is 0..1: the precision of the rule as measured, not a feeling. ``modality``
    keeps a forecast figure apart from a reported one; planned and denied facts are not exported.
    """

    kind: str
    args: Args
    evidence: Evidence
    rule: str
    confidence: float
    modality: Modality = "asserted"


@dataclass(frozen=True, slots=True)
class MentionSpan:
    """One occurrence of a name in a report, in characters of the decoded text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """A thing as one report names it: the aliases are those that the report itself defines.

    ``alias_reasons`` says for each alias why it is one (``X（简称Y）``, bracketed name, gazetteer row).
    """

    type: str
    name: str
    aliases: tuple[str, ...] = ()
    alias_reasons: Mapping[str, str] = field(default_factory=dict)
    mentions: tuple[MentionSpan, ...] = ()
    qualifier: str | None = None

    @property
    def ref(self) -> EntityRef:
        """The reference that facts of the same report use for this entity."""
        return EntityRef(self.type, self.name, self.qualifier)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """Text that OCR made up or garbled: kept and cited, never asserted."""

    evidence: Evidence
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A candidate fact that failed a type, a range or a mapping, with the reason.

    A whole sentence or table on which a rule failed is one as well, without a kind.
    """

    kind: str
    reason: str
    evidence: Evidence

    @classmethod
    def failure(cls, error: Exception, evidence: Evidence) -> Refused:
        """A passage that nothing was read from, because a rule failed on it with ``error``."""
        return cls("", f"a rule failed on it ({type(error).__name__}: {error})", evidence)

    @property
    def is_failure(self) -> bool:
        """Whether the fault is the rules' and not the text's."""
        return not self.kind


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """The report itself. ``date`` is ISO at the precision printed, empty where it is not printed."""

    stem: str
    file_name: str
    title: str
    publisher: str
    date: str
    encoding: str
    sha256: str
    characters: int
    blocks: int


@dataclass(frozen=True, slots=True)
class TextCell:
    """A table cell by the raw characters of its pieces; ``filled`` if a merged cell above gave it."""

    pieces: tuple[tuple[int, int], ...]
    filled: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of a report: what it is, its raw characters and, if it is a table, its cells.

    Another block may stand inside its span: a footnote that a page break put into a paragraph.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    header: tuple[TextCell, ...] = ()
    rows: tuple[tuple[TextCell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportText:
    """The decoded text of a report, which all offsets count, and its blocks in the order of ``start``."""

    raw: str = ""
    blocks: tuple[TextBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """All that one report gives to the graph; a build is a fold over these."""

    report: ReportInfo
    entities: tuple[LocalEntity, ...] = ()
    facts: tuple[Fact, ...] = ()
    quarantine: tuple[Quarantined, ...] = ()
    refused: tuple[Refused, ...] = ()
    text: ReportText = field(default_factory=ReportText)


@dataclass(frozen=True, slots=True)
class Merge:
    """Two names held to be one thing, with the layer of the resolver that decided it."""

    type: str
    name: str
    into: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A merge that is likely but not proven; a person accepts or refuses it in a decisions file."""

    type: str
    name: str
    into: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Entity:
    """A resolved thing: one node. ``key`` is the readable last part of its IRI, unique within its first type."""

    types: tuple[str, ...]
    key: str
    name: str
    aliases: tuple[str, ...]
    docs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The outcome of resolving the names of all reports: ``entity_of`` finds the node of each reference."""

    entities: tuple[Entity, ...]
    entity_of: Mapping[EntityRef, Entity]
    merges: tuple[Merge, ...] = ()
    proposals: tuple[Proposal, ...] = ()
