"""What a report prints of itself: who published it, who wrote it (出品机构:某智库, 研究指导:张三, 李四 研究员)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from extract.document import Block, BlockKind, Document
from extract.lexicon import alternatives
from extract.mention import Mention, Tagger
from extract.mentions.people import FOREIGN_NAME, is_person_name
from extract.prose.reader import ProseFact
from extract.prose.roles import title_pattern
from ontology.model import Args, EntityRef, Evidence, Fact

_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.BOILERPLATE, BlockKind.HEADING})
_ORGANISATIONS = ("Company", "Institution", "Investor", "Regulator", "Hospital")
_SPLIT = re.compile(r"[、,;/\s]+")
#: 努尔·买买提(小麦): the name by which one is called stands behind the name
_CALLED = re.compile(r"\([^()]*\)$")
_PUBLISHED = re.compile(r"(?:联合)?(?:出品|发布|发行|出版|编制)(?:机构|单位|方)\s?:\s?(?P<who>[^,。;:\s]{2,30})")
_IS_REPORT = re.compile(r"(?:报告|白皮书|蓝皮书|研究|洞察|图谱|指南|年鉴)$")
_CONTACT = re.compile(r"(?P<name>[一-鿿]{2,3})(?:的?(?:个人)?(?:微信|电话|手机|邮箱|联系方式))?$")
_YEAR = re.compile(r"^(?:19|20)\d\d(?!年)")
_CONFIDENCE = 0.8


@cache
def _duty() -> re.Pattern[str]:
    posts, teams = alternatives("imprint_posts"), alternatives("imprint_teams")
    return re.compile(rf"(?:(?P<title>{posts})|(?:{teams}))\s?:\s?(?P<names>\S.{{0,60}})")


@cache
def _name_and_title() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{FOREIGN_NAME}|[一-鿿]{{2,3}})\s(?P<title>{title_pattern()})")


@cache
def _title_alone() -> re.Pattern[str]:
    return re.compile(rf"[一-鿿]{{0,6}}(?:{title_pattern()})")


def read_imprint(document: Document, tagger: Tagger) -> Iterator[ProseFact]:
    """Posts and the issue of the report itself, where it prints its publisher."""
    if not document.publisher:
        return
    publisher = _reference(document.publisher, tagger)
    lines = [block for block in document.blocks if block.kind in _LINES and len(block.text) <= 80]
    for block in lines:
        text = block.text.strip()
        if duty := _duty().fullmatch(text):
            for name in _SPLIT.split(duty["names"]):
                yield from _post(_CALLED.sub("", name), duty["title"] or "", block, publisher, document)
        elif titled := _name_and_title().fullmatch(text):
            yield from _post(titled["name"], titled["title"], block, publisher, document)
        elif published := _PUBLISHED.fullmatch(text):
            yield from _issue(block, _reference(published["who"], tagger), document)
    for above, block in pairwise(lines):
        contact = _CONTACT.fullmatch(block.text.split("\n")[0].strip())
        if contact and _title_alone().fullmatch(above.text.strip()):
            yield from _post(contact["name"], above.text.strip(), block, publisher, document)


def _reference(name: str, tagger: Tagger) -> EntityRef:
    """The organisation of that name; an unknown one that publishes reports is an institution."""
    whole = next((m for m in tagger(name) if (m.start, m.end) == (0, len(name)) and m.type in _ORGANISATIONS), None)
    return EntityRef(whole.type if whole else "Institution", name)


def _post(name: str, title: str, block: Block, org: EntityRef, document: Document) -> Iterator[ProseFact]:
    place = block.text.find(name)
    if not name or place < 0 or not (is_person_name(name) or "·" in name):
        return
    args: Args = {"person": EntityRef("Person", name), "org": org}
    if title:
        args = {**args, "title": title}
    start, end = block.raw_span(place, place + len(name))
    person = Mention(place, place + len(name), "Person", name, "role.imprint", _CONFIDENCE)
    fact = Fact("Role", args, _cite(block, document), "role.imprint", _CONFIDENCE)
    yield ProseFact(fact, ((person, start, end),))


def _issue(block: Block, issuer: EntityRef, document: Document) -> Iterator[ProseFact]:
    """The report as a thing that its publisher issued; a year printed above its title is no part of its name."""
    title = document.title
    if _YEAR.match(title) and any(other.text.strip() == title[4:] for other in document.blocks):
        title = title[4:]
    if not _IS_REPORT.search(title):
        return
    args: Args = {"issuer": issuer, "policy": EntityRef("Report", title)}
    if document.date:
        args = {**args, "date": document.date}
    yield ProseFact(Fact("Issues", args, _cite(block, document), "issues.imprint", _CONFIDENCE), ())


def _cite(block: Block, document: Document) -> Evidence:
    start, end = block.raw_span(0, len(block.text))
    return Evidence.cite(doc=document.stem, text=document.raw, start=start, end=end, source="prose")
