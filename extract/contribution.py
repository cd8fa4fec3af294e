"""All that one report gives: names, then facts of tables and prose, then the entities that both speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from extract.confidence import calibrated
from extract.distinct import distinct
from extract.document import Block, BlockKind, Document
from extract.entities import SURE, EntityCollector
from extract.mention import Mention
from extract.mentions.automaton import NameAutomaton
from extract.mentions.edges import at_full_length
from extract.mentions.gazetteer import only_points, place_prefix
from extract.mentions.learn import apart_from_places, learned_names
from extract.mentions.pipeline import tag, tag_texts, with_learned
from extract.mentions.predicates import without_predicates
from extract.mentions.quoted import brand_of, find_definitions
from extract.mentions.short_forms import short_forms, taught_by
from extract.prose.events import gather, with_deployers
from extract.prose.families import named_families
from extract.prose.implied import implied, of_the_text, with_holders, with_supposed
from extract.prose.imprint import read_imprint
from extract.prose.kinds import named_means
from extract.prose.licences import of_granters
from extract.prose.makers import with_named_makers
from extract.prose.reader import ProseFact, read_prose
from extract.prose.sentences import Sentence, split_sentences
from extract.prose.targets import named_targets
from extract.reading_of import Reading
from extract.report_text import report_text
from extract.section_orgs import section_orgs
from extract.squeeze import pieces, squeeze
from extract.tables import read_table
from extract.tagged import PROSE, TaggedBlock
from ontology.model import Contribution, EntityRef, Evidence, Fact, Refused, ReportInfo

#: Blocks that only name things: a contents page or a disclaimer states no fact.
_NAMES_ONLY = frozenset({BlockKind.CONTENTS, BlockKind.BOILERPLATE})
#: What a technology may be called with or without, and how long a name is that can do without.
_METHOD, _SHORTEST_METHOD = "技术", 3
#: So many characters show which table it was that could not be read.
_HEAD_OF_TABLE = 120


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
    orgs = section_orgs(tagged)
    for item in read_prose(document, sentences, orgs):
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
    facts = with_named_makers(with_supposed(facts, supposed))
    facts = of_granters([*facts, *implied(facts)])
    facts.extend(named_families(facts, sentences, document.stem, document.raw))
    facts.extend(named_targets(facts))
    facts.extend(named_means(facts))
    kept = distinct(calibrated(with_deployers(gather(of_the_text(with_holders(facts), orgs.get(()))))))
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
    blocks = [block for block in document.blocks if block.kind in PROSE | _NAMES_ONLY and block.text.strip()]
    parts = [(block, piece) for block in blocks for piece in pieces(squeeze(block.text))]
    texts = [piece.text for _, piece in parts]
    first = at_full_length(texts, [mentions for _, mentions in tag_texts(texts)])
    companies = {m.name for mentions in first for m in mentions if m.type == "Company"}
    first = [apart_from_places(mentions, companies) for mentions in first]
    shortened = short_forms("\n".join(texts), first)
    taught = [*learned_names(texts, first, readings), *taught_by(shortened)]
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
        if definition.of_end in ends:
            collector.add_alias(ends[definition.of_end], definition.alias, definition.reason)
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
        if item.block.kind in PROSE:
            yield from split_sentences(item.block, item.text, item.offsets, list(item.mentions))


def _keep(item: ProseFact, facts: list[Fact], collector: EntityCollector) -> None:
    facts.append(item.fact)
    for mention, start, end in item.mentions:
        collector.add_mention(replace(mention, confidence=max(mention.confidence, 0.6)), start, end)


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
