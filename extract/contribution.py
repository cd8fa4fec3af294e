"""All that one report gives: names, then facts of tables and prose, then the entities that both speak of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from extract.confidence import calibrated
from extract.document import Block, BlockKind, Document
from extract.entities import SURE, EntityCollector
from extract.mention import Mention
from extract.mentions.automaton import NameAutomaton
from extract.mentions.gazetteer import only_points, place_prefix
from extract.mentions.learn import apart_from_places, learned_names
from extract.mentions.pipeline import tag, tag_texts, with_learned
from extract.mentions.predicates import without_predicates
from extract.mentions.quoted import brand_of, find_definitions
from extract.mentions.short_forms import short_forms, short_mention
from extract.prose.events import gather, with_deployers
from extract.prose.families import named_families
from extract.prose.implied import implied, with_holders, with_supposed
from extract.prose.imprint import read_imprint
from extract.prose.reader import ProseFact, read_prose
from extract.prose.sentences import Sentence, split_sentences
from extract.prose.subjects import only_tells
from extract.prose.targets import named_targets
from extract.reading_of import Reading
from extract.report_text import report_text
from extract.squeeze import pieces, squeeze
from extract.tables import read_table
from ontology.model import Contribution, EntityRef, Evidence, Fact, Refused, ReportInfo

#: Blocks that only name things: a contents page or a disclaimer states no fact.
_NAMES_ONLY = frozenset({BlockKind.CONTENTS, BlockKind.BOILERPLATE})
#: Blocks whose sentences state facts.
_PROSE = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.CAPTION,
        BlockKind.SOURCE,
        BlockKind.FOOTNOTE,
    }
)
#: Kinds that a report states once, however often it repeats the sentence.
_STATED_ONCE = frozenset(
    {
        "Develops",
        "Targets",
        "UsesTechnology",
        "Segment",
        "PartOf",
        "LocatedIn",
        "Deployment",
        "Role",
        "Release",
        "Issues",
    }
)
#: What a technology may be called with or without, and how long a name is that can do without.
_METHOD, _SHORTEST_METHOD = "技术", 3
#: So many characters show which table it was that could not be read.
_HEAD_OF_TABLE = 120
#: A text is about the company that it names so often, with such a share of all that it names.
_OFTEN, _DOMINANT = 3, 0.4
_NUMBERED = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]")
#: What a company is called for short has so many characters.
_SHORTEST_NAME = 3
_WILL_BE_CALLED = re.compile(r"[(](?:以下|下文|后文|下)?(?:简称|统称|称)")
_CALLED_COMPANY = re.compile(r"[(](?:以?下简?称|简称)?[^(),。;]{0,24}[“\"](?:本|该)?公司[”\"]")
#: What happens to a company once: prose that says less of a round than a row of a table tells of the same round.
_HAPPENS_ONCE = frozenset({"Funding", "Listing"})


@dataclass(frozen=True, slots=True)
class TaggedBlock:
    """A prose block with its squeezed text, the way back to raw characters, and its mentions."""

    block: Block
    text: str
    offsets: tuple[int, ...]
    mentions: tuple[Mention, ...]


def contribute(document: Document) -> Contribution:
    """Read one report: every fact with its evidence, every name with its places, and what was held back."""
    readings = [_read_table(block, document) for block in document.blocks if block.table is not None]
    tagged, shortened = _tag_prose(document, readings)
    collector = EntityCollector()
    facts: list[Fact] = []
    refused: list[Refused] = [r for reading in readings for r in reading.refused]
    for reading in readings:
        facts.extend(reading.facts)
        collector.add_local(reading.entities)
    named = frozenset(m.name for block in tagged for m in block.mentions)
    for block in tagged:
        _collect_mentions(block, collector, named)
    _collect_brands(tagged, collector)
    for stem, company in shortened.items():
        collector.add_alias(company, stem, "the short form of its name")
    _collect_levels(tagged, collector)
    sentences = list(_sentences(tagged))
    supposed: dict[int, EntityRef] = {}
    for item in read_prose(document, sentences, _section_orgs(tagged)):
        if isinstance(item, Refused):
            refused.append(item)
        elif isinstance(item, tuple):
            collector.add_mention(*item)
        else:
            if item.supposed is not None:
                supposed[len(facts)] = item.supposed
            _keep(item, facts, collector)
    for told in read_imprint(document, tag):
        _keep(told, facts, collector)
    facts = with_supposed(facts, supposed)
    facts.extend(list(implied(facts)))
    facts.extend(named_families(facts, sentences, document.stem, document.raw))
    facts.extend(named_targets(facts))
    kept = distinct(calibrated(with_deployers(gather(with_holders(facts)))))
    collector.add_facts(kept)
    return Contribution(
        report=_info(document),
        entities=collector.entities(),
        facts=tuple(kept),
        quarantine=tuple(q for reading in readings for q in reading.quarantined),
        refused=tuple(refused),
        text=report_text(document),
    )


def _read_table(block: Block, document: Document) -> Reading:
    try:
        return read_table(block, document=document, tagger=tag)
    except Exception as error:  # a table that trips a rule must not take its report down
        end = min(block.end, block.start + _HEAD_OF_TABLE)
        place = Evidence.cite(doc=document.stem, text=document.raw, start=block.start, end=end, source="table")
        return Reading(refused=(Refused.failure(error, place),))


def _tag_prose(document: Document, readings: list[Reading]) -> tuple[list[TaggedBlock], Mapping[str, Mention]]:
    """The report's prose with its names, and the short forms that it uses of companies' names."""
    blocks = [block for block in document.blocks if block.kind in _PROSE | _NAMES_ONLY and block.text.strip()]
    parts = [(block, piece) for block in blocks for piece in pieces(squeeze(block.text))]
    texts = [piece.text for _, piece in parts]
    first = [mentions for _, mentions in tag_texts(texts)]
    companies = {m.name for mentions in first for m in mentions if m.type == "Company"}
    first = [apart_from_places(mentions, companies) for mentions in first]
    shortened = short_forms("\n".join(texts), first)
    taught = [*learned_names(texts, first, readings), *map(short_mention, shortened)]
    learned = NameAutomaton((mention.name, mention) for mention in taught)
    tagged = []
    for (block, piece), known in zip(parts, first, strict=True):
        offsets = tuple(block.offsets[i] for i in piece.offsets)
        mentions = without_predicates(piece.text, with_learned(piece.text, known, learned))
        tagged.append(TaggedBlock(block, piece.text, offsets, tuple(mentions)))
    return tagged, shortened


def _collect_mentions(tagged: TaggedBlock, collector: EntityCollector, named: Set[str]) -> None:
    for mention in tagged.mentions:
        if not only_points(mention.name, named):
            collector.add_mention(mention, tagged.offsets[mention.start], tagged.offsets[mention.end - 1] + 1)
        if mention.type == "Company" and (seat := _seat(mention)):
            collector.add_mention(seat, tagged.offsets[seat.start], tagged.offsets[seat.end - 1] + 1)
    ends = {mention.end: mention for mention in tagged.mentions}
    for mention in tagged.mentions:
        maker = ends.get(mention.start)
        if maker is not None and maker.type == "Company" and mention.type in ("Product", "AIModel"):
            collector.add_alias(mention, tagged.text[maker.start : mention.end], "named together with its maker")
        if alias := _as_method(mention, tagged.text):
            collector.add_alias(mention, alias, "named together with its kind")
    for definition in find_definitions(tagged.text):
        closed = tagged.text[definition.of_end - 1] in "》”"  # a name ends before the marks around it
        whole = ends.get(definition.of_end) or (ends.get(definition.of_end - 1) if closed else None)
        if whole is not None:
            collector.add_alias(whole, definition.alias, definition.reason)
    drugs = {m.start: m for m in tagged.mentions if m.type == "Drug"}
    for drug in drugs.values():
        other = drugs.get(drug.end + 1)
        if other and tagged.text[drug.end] == "(" and tagged.text[other.end : other.end + 1] == ")":
            collector.add_alias(
                drug, other.name, "a drug's other name in brackets: " + other.name
            )  # 奥雷替尼片(QX-101)


def _as_method(mention: Mention, text: str) -> str:
    """A technology with the word 技术 behind it or without it: 磁导航 and 磁导航技术 are one; else nothing."""
    if mention.type != "Technology" or mention.confidence < SURE:
        return ""
    if text.startswith(_METHOD, mention.end):
        return mention.name + _METHOD
    bare = mention.name.removesuffix(_METHOD)
    return bare if bare != mention.name and len(bare) >= _SHORTEST_METHOD else ""


def _seat(mention: Mention) -> Mention | None:
    """The place in brackets within a registered name: 星桥智能(无锡)有限公司."""
    inside = re.search(r"[(（]([一-鿿]{2,6})[)）](?=.*公司)", mention.name)
    if inside is None or not place_prefix().fullmatch(inside.group(1)):
        return None
    start = mention.start + inside.start(1)
    return Mention(start, start + len(inside.group(1)), "Place", inside.group(1), "place.seat", 0.8)


def _collect_brands(tagged: Iterable[TaggedBlock], collector: EntityCollector) -> None:
    """A brand that one product of the report carries is another name of it; one that several carry is a family."""
    products: dict[str, dict[str, Mention]] = {}
    for block in tagged:
        for mention in block.mentions:
            if brand := brand_of(mention):
                products.setdefault(brand, {})[mention.name] = mention
    for brand, carriers in sorted(products.items()):
        if len(carriers) == 1:
            (mention,) = carriers.values()
            collector.add_alias(mention, brand, "the brand before its kind")


def _collect_levels(tagged: Iterable[TaggedBlock], collector: EntityCollector) -> None:
    """省医保局 is the body of the province that the report names with it once: 云江省医保局."""
    bodies = {m.name: m for block in tagged for m in block.mentions if m.type == "Regulator"}
    for name in sorted(bodies):
        whole = [other for other in bodies if other != name and other.endswith(name)]
        if name[0] in "省市区县" and len(whole) == 1:
            collector.add_alias(bodies[whole[0]], name, "its level alone, where one place is spoken of")


def _sentences(tagged: Iterable[TaggedBlock]) -> Iterator[Sentence]:
    for item in tagged:
        if item.block.kind in _PROSE:
            yield from split_sentences(item.block, item.text, item.offsets, list(item.mentions))


def _section_orgs(tagged: Sequence[TaggedBlock]) -> Mapping[tuple[str, ...], Mention]:
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
            first = _spoken_most([*companies.values()], tagged)
            if len(companies) == 1 or _leads(first, item.block.text):
                orgs[() if is_title else path] = first  # 甲智药牵手诺华: the news is about who stands first
    itself = next(filter(None, map(_says_itself, tagged)), None) or (None if items else _introduced(tagged))
    if itself is not None:
        orgs.setdefault((), itself)
    for path in items if itself is None and items else [()]:
        main = _main_company(i for i in tagged if i.block.section[: len(path)] == path) if path not in orgs else None
        if main is not None:
            orgs[path] = main
    return orgs


def _spoken_most(companies: Sequence[Mention], tagged: Iterable[TaggedBlock]) -> Mention:
    """The first company of a title, or else the one that the text names far more often: of 乙公司 in 甲牵手乙."""
    named = Counter(m.name for item in tagged if item.block.kind in _PROSE for m in item.mentions)
    first, *_ = sorted(companies)
    most = max(companies, key=lambda m: (named[m.name], -m.start))
    return replace(most, start=0) if named[most.name] > 2 * max(named[first.name], 1) else first


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
    prose = (m for item in tagged if item.block.kind in _PROSE for m in item.mentions if m.type == "Company")
    named = [m for m in prose if not only_tells(m)]
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
    """Whether a title's first company is whom it is about: 甲公司牵手乙公司, not 甲公司与乙公司."""
    return mention.start == 0 and title[mention.end : mention.end + 1] not in "与和、及跟"


def _keep(item: ProseFact, facts: list[Fact], collector: EntityCollector) -> None:
    facts.append(item.fact)
    for mention, start, end in item.mentions:
        collector.add_mention(replace(mention, confidence=max(mention.confidence, 0.6)), start, end)


def distinct(facts: Iterable[Fact]) -> list[Fact]:
    """The facts without repetitions: of two that say the same, the surer one, else the first, stays."""
    best: dict[str, Fact] = {}
    for fact in facts:
        args = sorted((slot, str(value)) for slot, value in fact.args.items())
        place = "" if fact.kind in _STATED_ONCE else f"{fact.evidence.start}-{fact.evidence.end}"
        key = f"{fact.kind}|{args}|{place}"
        if key not in best or fact.confidence > best[key].confidence:
            best[key] = fact
    return sorted(
        _fullest(best.values()),
        key=lambda f: (f.evidence.start, f.evidence.end, f.kind, str(sorted(map(str, f.args.items())))),
    )


def _fullest(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Of the facts of one kind that a sentence, a row or, where it is stated once, a report gives, those that say
    no less than another."""
    places: dict[tuple[str, int, int], list[Fact]] = {}
    for fact in facts:
        once = fact.kind in _STATED_ONCE and fact.evidence.source == "prose"
        place = (0, 0) if once else (fact.evidence.start, fact.evidence.end)
        places.setdefault((fact.kind, *place), []).append(fact)
    whole = [(f.kind, _said(f)) for together in places.values() for f in together if f.kind in _HAPPENS_ONCE]
    for together in places.values():
        for fact in together:
            if not (any(fact.args.items() < other.args.items() for other in together) or _is_retold(fact, whole)):
                yield fact


def _is_retold(fact: Fact, whole: Iterable[tuple[str, frozenset[tuple[str, object]]]]) -> bool:
    """Whether prose says less of a round or a listing than another fact of the ``whole`` report does."""
    if fact.kind not in _HAPPENS_ONCE or fact.evidence.source != "prose":
        return False
    said = _said(fact)
    return any(fact.kind == kind and said < other for kind, other in whole)


def _said(fact: Fact) -> frozenset[tuple[str, object]]:
    """The slots with their values, a thing by its name alone: an investor of a table is a company of the prose."""
    slots = ((slot, value if isinstance(value, tuple) else (value,)) for slot, value in fact.args.items())
    return frozenset((slot, getattr(one, "name", one)) for slot, values in slots for one in values)


def _info(document: Document) -> ReportInfo:
    return ReportInfo(
        stem=document.stem,
        file_name=document.file_name,
        title=document.title,
        publisher=document.publisher,
        date=document.date,
        encoding=document.encoding,
        sha256=document.sha256,
        characters=len(document.raw),
        blocks=len(document.blocks),
    )
