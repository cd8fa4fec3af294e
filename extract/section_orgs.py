"""Which company a text and its sections are about: by headings, by what it calls itself, by how often it is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from extract.document import Block, BlockKind
from extract.entities import SURE
from extract.mention import Mention
from extract.prose.subjects import only_tells
from extract.tagged import PROSE, TaggedBlock

#: A text is about the company that it names so often, with such a share of all that it names.
_OFTEN, _DOMINANT = 3, 0.4
#: It is about the second company of its title that it names so many times as often as the first; news of a firm that
#: is taken over tell of that firm.
_FAR_MORE = 2
_TAKES = re.compile(r"收购|并购|[买吃拿][下断]|入股|控股|引进|收编|纳入|私有化")
_NUMBERED = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]")
#: What a company is called for short has so many characters.
_SHORTEST_NAME = 3
#: 首付款6500万美元,|星桥医疗把…: behind these a clause of a title begins
_BREAKS = frozenset(",!?:|丨— ")
_WILL_BE_CALLED = re.compile(r"[(](?:以下|下文|后文|下)?(?:简称|统称|称)")
_CALLED_COMPANY = re.compile(r"[(](?:以?下简?称|简称)?[^(),。;]{0,24}[“\"](?:本|该)?公司[”\"]")
_NOTICE = re.compile(r"关于.{2,60}(?:公告|通知|声明|提示)$")


def section_orgs(tagged: Sequence[TaggedBlock]) -> Mapping[tuple[str, ...], Mention]:
    """The section paths whose heading names exactly one company: ``5.1 深睿医疗:自研…`` is about 深睿医疗.

    A first heading that all others stand under is the text's title: what it names is what the sections without a
    company of their own are about. Of several news items in one text each has a title of its own.
    """
    orgs: dict[tuple[str, ...], Mention] = {}
    headings = [item for item in tagged if item.block.kind is BlockKind.HEADING]
    items = _items(tagged, headings)
    named = {m.name: m for item in tagged for m in item.mentions if m.type == "Company" and not only_tells(m)}
    for place, item in enumerate(headings):
        # 岭南证券:首予星桥医疗“买入”评级 is about 星桥医疗
        companies = {m.name: m for m in item.mentions if m.type == "Company" and not only_tells(m)}
        if not companies:
            companies = {m.name: m for m in _opening(item, named)}
        path = (*item.block.section, item.block.text)
        if len(companies) == 1:
            orgs[path] = next(iter(companies.values()))
        is_title = place == 0 and all(_is_under(other.block, item.block) for other in headings[1:])
        if (is_title or path in items) and companies:
            first = _spoken_most([*companies.values()], item.block.text, tagged)
            if len(companies) == 1 or _leads(first, item.block.text):
                orgs[() if is_title else path] = first  # 甲智药牵手诺华: the news is about who stands first
    itself = next(filter(None, map(_says_itself, tagged)), None) or _gives_notice(headings)
    if itself is None and not items:
        itself = _introduced(tagged)
    if itself is not None:
        orgs.setdefault((), itself)
    for path in items if itself is None and items else [()]:
        main = _main_company(i for i in tagged if i.block.section[: len(path)] == path) if path not in orgs else None
        if main is not None:
            orgs[path] = main
    return orgs


def _gives_notice(headings: Sequence[TaggedBlock]) -> Mention | None:
    """The company that gives a notice, which its title opens with: 星桥医疗股份有限公司关于对外投资的公告."""
    title = headings[0] if headings and _NOTICE.search(headings[0].block.text) else None
    first = min(title.mentions, default=None) if title else None
    return first if first is not None and first.type == "Company" and first.start == 0 else None


def _spoken_most(companies: Sequence[Mention], title: str, tagged: Iterable[TaggedBlock]) -> Mention:
    """The first company of a title, or else the one that the text names far more often: of 乙公司 in 甲牵手乙."""
    named = Counter(m.name for item in tagged if item.block.kind in PROSE for m in item.mentions)
    first, *_ = sorted(companies)
    most = max(companies, key=lambda m: (named[m.name], -m.start))
    often = 1 if _TAKES.search(title, first.end, max(first.end, most.start)) else _FAR_MORE
    return replace(most, start=0) if named[most.name] > often * max(named[first.name], 1) else first


def _is_under(heading: Block, title: Block) -> bool:
    """Whether a heading is of the text that a title opens: deeper, or numbered where the title is not: 一、协议概况."""
    return heading.level + bool(_NUMBERED.match(heading.text) and not _NUMBERED.match(title.text)) > title.level


def _opening(heading: TaggedBlock, named: Mapping[str, Mention]) -> Iterator[Mention]:
    """The company that a heading opens with inside of a longer name: 星桥医疗2024年中报 is about 星桥医疗."""
    for mention in heading.mentions[:1]:
        opening = max((name for name in named if mention.name.startswith(name)), key=len, default=None)
        if opening is not None and mention.start == 0:
            yield replace(named[opening], start=0, end=len(opening))


def _items(tagged: Sequence[TaggedBlock], headings: Sequence[TaggedBlock]) -> list[tuple[str, ...]]:
    """The outermost sections of a text without a title above them all, such as one of several news items."""
    paths: list[tuple[str, ...]] = [(item.block.text,) for item in headings if item.block.level == 1]
    return paths if paths and any(item.block.section == paths[0] for item in tagged) else []


def _main_company(tagged: Iterable[TaggedBlock]) -> Mention | None:
    """The company that a text is about because it names it far more often than any other."""
    prose = (m for item in tagged if item.block.kind in PROSE for m in item.mentions if m.type == "Company")
    # a name that nothing confirms does not count against it
    named = [m for m in prose if not only_tells(m) and m.confidence >= SURE]
    short = {m.name: _shortest(m.name, named) for m in named}
    most = Counter(short[m.name] for m in named).most_common(2)
    if not most or most[0][1] < _OFTEN or most[0][1] < _DOMINANT * len(named):
        return None
    if len(most) == 2 and most[0][1] < 2 * most[1][1]:
        return None
    return max((m for m in named if m.name == most[0][0]), key=lambda m: m.confidence)


def _shortest(name: str, named: Iterable[Mention]) -> str:
    """The shortest name of a company that stands in its registered name."""
    inside = (m.name for m in named if len(m.name) >= _SHORTEST_NAME and m.name in name)
    return min((name, *inside), key=lambda one: (len(one), one))


def _introduced(tagged: Iterable[TaggedBlock]) -> Mention | None:
    """The one company that a text introduces by its registered name and what it will be called."""
    found = {
        mention.name: mention
        for item in tagged
        for mention in item.mentions
        if mention.type == "Company" and _WILL_BE_CALLED.match(item.text, mention.end)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _says_itself(tagged: TaggedBlock) -> Mention | None:
    """The company that calls itself 公司 in all of a text: 星桥医疗股份有限公司(以下简称“星桥医疗”或“公司”)."""
    for mention in tagged.mentions:
        if mention.type == "Company" and _CALLED_COMPANY.match(tagged.text, mention.end):
            return mention
    return None


def _leads(mention: Mention, title: str) -> bool:
    """Whether a title is about its first company, as at the head of a clause: 甲公司牵手乙公司, not 甲公司与乙公司."""
    heads = mention.start == 0 or title[mention.start - 1] in _BREAKS
    return heads and title[mention.end : mention.end + 1] not in "与和、及跟"
