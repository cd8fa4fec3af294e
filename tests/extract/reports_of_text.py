"""Reports from a few lines of text, sentences with names marked by hand, and facts in the form that exports show."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pytest
from hypothesis import settings

from extract.document import Block, BlockKind, Document
from extract.folding import fold
from extract.mention import Mention
from extract.prose.encode import LETTERS, MADE_TECHNOLOGY, WEAK_TECHNOLOGY
from extract.prose.reader import ProseFact, read_prose
from extract.prose.sentences import Sentence
from extract.prose.subjects import Context
from ontology.model import (
    Contribution,
    EntityRef,
    Fact,
    LocalEntity,
    MentionSpan,
    Money,
    Phrase,
    Refused,
    ReportInfo,
    Value,
)

#: For tests over made-up text: enough of it to find a slip, and no clock, for a busy computer is no bug.
quick = settings(max_examples=40, deadline=None)

_TYPES = {letter: type_ for type_, letter in LETTERS.items()} | {
    WEAK_TECHNOLOGY: "Technology",
    MADE_TECHNOLOGY: "Technology",
}
_MARKED = re.compile(r"\[(?P<letter>[A-Z]) (?P<name>[^\[\]]+)\]")
_HEADING = re.compile(r"(#+) (.*)")


def bug(*row: object, reason: str) -> object:
    """A row that says what should be and is not yet; ``reason`` tells what happens instead."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))


def make_report(text: str, *, stem: str = "report", date: str = "2024-06", title: str = "") -> Document:
    """A report whose paragraphs are the lines of ``text``; ``# `` begins a heading, ``- `` a list item."""
    blocks: list[Block] = []
    path: list[str] = []
    start = 0
    for line in text.split("\n"):
        heading = _HEADING.fullmatch(line)
        kind, body, level = BlockKind.PARAGRAPH, line, 0
        if heading:
            kind, body, level = BlockKind.HEADING, heading[2], len(heading[1])
            path = path[: level - 1]
        elif line.startswith("- "):
            kind, body = BlockKind.LIST_ITEM, line[2:]
        if body.strip():
            folded = fold(body, base=start + len(line) - len(body))
            block = Block(kind, folded.text, folded.offsets, start, start + len(line), level, tuple(path))
            blocks.append(block)
        if heading:
            path.append(fold(body).text)
        start += len(line) + 1
    return Document(stem, f"{stem}.txt", text, "utf-8", "0" * 64, title=title, date=date, blocks=tuple(blocks))


def marked(text: str) -> tuple[str, tuple[Mention, ...]]:
    """``[C 星桥医疗]发布[P 灵犀]`` -> the plain words and a mention for each pair of brackets, sure but for [W ]."""
    mentions: list[Mention] = []
    plain = ""
    cursor = 0
    for match in _MARKED.finditer(text):
        plain += text[cursor : match.start()]
        start = len(plain)
        plain += match["name"]
        sure = 0.5 if match["letter"] == WEAK_TECHNOLOGY else 0.9
        mentions.append(Mention(start, len(plain), _TYPES[match["letter"]], match["name"], "test", sure))
        cursor = match.end()
    return plain + text[cursor:], tuple(mentions)


def sentence_of(
    text: str, *, kind: BlockKind = BlockKind.PARAGRAPH, first: bool = True, section: tuple[str, ...] = ()
) -> Sentence:
    """One sentence whose names are marked by hand."""
    plain, mentions = marked(text)
    offsets = tuple(range(len(plain)))
    block = Block(kind, plain, offsets, 0, len(plain), section=section)
    return Sentence(plain, mentions, offsets, block, first)


def company(name: str) -> Mention:
    """A company that a heading or a sentence before has named."""
    return Mention(0, len(name), "Company", name, "test", 0.9)


def context_about(name: str) -> Context:
    """What a reader knows inside a section about a company."""
    return Context(section_org=company(name)) if name else Context()


def read_marked(*texts: str, about: str = "", date: str = "2024-06") -> list[ProseFact | Refused]:
    """What the prose reader makes of a paragraph of marked sentences in a section about a company."""
    section = (about,) if about else ()
    sentences = [sentence_of(text, first=index == 0, section=section) for index, text in enumerate(texts)]
    raw = "".join(sentence.text for sentence in sentences)
    start = 0
    placed = []
    for sentence in sentences:
        placed.append(replace(sentence, offsets=tuple(range(start, start + len(sentence.text)))))
        start += len(sentence.text)
    document = Document("report", "report.txt", raw, "utf-8", "0" * 64, date=date)
    orgs = {section: company(about)} if about else {}
    return [item for item in read_prose(document, placed, orgs) if isinstance(item, ProseFact | Refused)]


def plain_value(value: Value | tuple[Value, ...]) -> object:
    """A value as the exports show it."""
    if isinstance(value, tuple):
        return [plain_value(member) for member in value]
    if isinstance(value, EntityRef):
        return value.name
    if isinstance(value, Phrase):
        return value.text
    if isinstance(value, Money):
        return (value.value, value.currency)
    return value


def plain_args(fact: Fact) -> dict[str, object]:
    """The arguments of a fact as the exports show them."""
    return {slot: plain_value(value) for slot, value in fact.args.items()}


@dataclass(frozen=True)
class Read:
    """What a report gave, with short ways to ask for it."""

    document: Document
    contribution: Contribution

    def facts(self, kind: str) -> list[dict[str, object]]:
        return [plain_args(fact) for fact in self.raw_facts(kind)]

    def raw_facts(self, kind: str) -> list[Fact]:
        return [fact for fact in self.contribution.facts if fact.kind == kind]

    def refused(self, kind: str) -> list[str]:
        return [item.reason for item in self.contribution.refused if item.kind == kind]

    def entity(self, type_: str, name: str) -> LocalEntity | None:
        found = [e for e in self.contribution.entities if (e.type, e.name) == (type_, name)]
        return found[0] if found else None

    def names(self, type_: str) -> list[str]:
        return [entity.name for entity in self.contribution.entities if entity.type == type_]


def facts_of(items: list[ProseFact | Refused]) -> Iterator[Fact]:
    """The facts among what the prose reader yields."""
    return (item.fact for item in items if isinstance(item, ProseFact))


def contribution_of(stem: str, *entities: LocalEntity) -> Contribution:
    """What a report gives that only names these things."""
    info = ReportInfo(stem, f"{stem}.txt", "", "", "", "utf-8", "0" * 64, 0, 0)
    return Contribution(info, entities=entities)


def thing(
    type_: str, name: str, *, times: int = 1, aliases: Mapping[str, str] | None = None, holder: str | None = None
) -> LocalEntity:
    """An entity as one report names it, ``times`` over; ``aliases`` with the report's reason for each."""
    places = tuple(MentionSpan(index * 100, index * 100 + len(name), name) for index in range(times))
    reasons = dict(aliases or {})
    return LocalEntity(type_, name, tuple(sorted(reasons)), reasons, places, holder)
