"""Reads the prose of a report in order: relations, figures and posts; what 公司 and 其 mean is carried along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cache

from extract.document import BlockKind, Document
from extract.entities import SURE, is_field
from extract.lexicon import alternatives, word_set
from extract.mention import Mention
from extract.mentions.gazetteer import only_points
from extract.prose.anchor import year_of
from extract.prose.attributive import described, its_things
from extract.prose.bylines import authors, reporters
from extract.prose.careers import find_careers
from extract.prose.cued import find_cued
from extract.prose.fields import Fields
from extract.prose.fillers import fill
from extract.prose.former import posts_before_former
from extract.prose.implied import told_by_name
from extract.prose.means import is_means
from extract.prose.metrics import Figure, find_figures
from extract.prose.modality import is_rumour
from extract.prose.owned import is_brand, made_by, own_products, owned, supposed_owner
from extract.prose.relations import Candidate, Filler, Parsed, find_relations, parse, with_joins
from extract.prose.respectively import with_dates
from extract.prose.roles import Post, find_posts, home_of, single_posts, with_owner
from extract.prose.segments import TOLD, is_segment, is_things, segment_words
from extract.prose.sentences import Sentence
from extract.prose.subjects import Context, speaks_of_context
from extract.prose.that_body import at_that_body
from extract.prose.units import units_of
from ontology.model import Args, EntityRef, Evidence, Fact, Money, Phrase, Refused, Value
from ontology.schema import Slot, load_schema

_WIDEST_QUOTE = 240
#: Blocks whose names the text around them does not speak of.
_ASIDE = frozenset({BlockKind.FOOTNOTE, BlockKind.SOURCE})
#: How sure it is that a part of a body is one.
_UNIT = 0.75
#: Kinds whose amounts are not figures of their own.
_MONEY_KINDS = frozenset({"Funding", "Deal"})
#: What people say of firms before it is done, if ever.
_TALKED_OF = frozenset({*_MONEY_KINDS, "Listing", "Approval"})


#: Kinds that say where somebody sits.
_SEATED = frozenset({"LocatedIn", "Founded"})
#: What says that a listing has been applied for, and what says that it is done.
_FILED = re.compile(r"递表|招股书|招股说明书|上市申请|上市辅导|聆讯|冲刺|[递提]交|推进|筹备|谋求|寻求|备战")
_LISTED = re.compile(r"上市(?!申请|聆讯|辅导|公司|许可)|挂牌|登陆|敲钟|叩开")
#: 拟用于治疗痛风: what a thing is meant for is told, though its use is still to come
_MEANT_FOR = re.compile(r"(?:拟|计划|有望|将)(?:开发|主要)?(?:用于|用来|适用于)")
#: A mention and its raw characters.
NamedPerson = tuple[Mention, int, int]


@dataclass(frozen=True, slots=True)
class ProseFact:
    """A fact and the mentions that fill its slots, so that the caller can make entities of them; ``supposed`` has the
    thing that the fact is about where the text does not tell elsewhere who does."""

    fact: Fact
    mentions: tuple[tuple[Mention, int, int], ...]
    supposed: EntityRef | None = None


def read_prose(
    document: Document, sentences: Iterable[Sentence], section_orgs: Mapping[tuple[str, ...], Mention]
) -> Iterator[ProseFact | Refused | NamedPerson]:
    """The facts of a report's prose, in text order; candidates that a slot refuses come back as refused."""
    sentences = list(sentences)
    home = home_of(sentences)
    context = Context(home=home)
    fields = Fields(sentences)
    named = frozenset(m.name for sentence in sentences for m in sentence.mentions)
    firms = frozenset(m.name for s in sentences for m in s.mentions if m.type == "Company" and m.confidence >= SURE)
    year = year_of(document)
    for sentence in sentences:
        aside = sentence.block.kind in _ASIDE
        here = Context(home=home) if aside else context
        if not aside:
            here.enter(sentence, _section_org(sentence.block.section, section_orgs))
        try:
            # all of a sentence or nothing: what a rule read may hang on what the next one tells
            told = list(_read_sentence(sentence, here, fields, document, named, firms, year))
        except Exception as error:  # a sentence that trips a rule must not take its report down
            told = [Refused.failure(error, _cite(sentence, 0, len(sentence.text), document))]
        yield from told


def _read_sentence(
    sentence: Sentence,
    context: Context,
    fields: Fields,
    document: Document,
    named: Set[str],
    firms: Set[str],
    year: int | None,
) -> Iterator[ProseFact | Refused | NamedPerson]:
    parsed = parse(sentence, context)
    candidates = find_relations(parsed)
    candidates += with_joins(list(find_cued(parsed, context, candidates)), parsed)
    candidates = with_dates(described(candidates, parsed), sentence.text, year)
    candidates += [*its_things(parsed, context), *fields.told(parsed)]
    for candidate in candidates:
        company = candidate.args.get("company") if candidate.kind == "Segment" else None
        if isinstance(company, Mention) and is_things(candidate.start, company, parsed.clauses, sentence.text):
            continue
        read = _from_candidate(candidate, sentence, document, year)
        if isinstance(read, ProseFact):
            owner = supposed_owner(candidate, parsed, context)
            supposed = EntityRef(owner.type, owner.name) if owner else None
            read = replace(read, fact=owned(read.fact, sentence, context.own_org), supposed=supposed)
        yield read
    for mention in sentence.mentions:
        makers = frozenset[str]() if is_brand(sentence, mention) else firms
        for told_fact in told_by_name(mention, _cite(sentence, mention.start, mention.end, document), makers):
            yield _told_of(told_fact, sentence, mention)
        yield from _units(mention, sentence, document)
    for mention, maker in own_products(sentence, parsed.clauses, context):
        yield _told_of(
            made_by(mention, maker, _cite(sentence, mention.start, mention.end, document)), sentence, mention
        )
    told = [c for c in candidates if c.kind in _MONEY_KINDS and c.modality == "asserted"]
    taken = [(c.start, c.end) for c in told]
    deals = [c.start for c in told if c.kind == "Deal"]
    for figure in find_figures(parsed, context, anchor_year=year, taken=taken, deal=min(deals, default=None)):
        yield _from_figure(figure, sentence, context, document, named)
    yield from _people(parsed, context, document)
    context.leave(sentence, parsed.clauses)


def _people(parsed: Parsed, context: Context, document: Document) -> Iterator[ProseFact | NamedPerson]:
    """Who holds which post; the people of the sentence are what 他 and 她 mean behind it."""
    sentence = parsed.sentence
    spoken_of = context.org if speaks_of_context(sentence, context) else None
    posts = list(find_posts(sentence, spoken_of, parsed.clauses, context.home))
    posts += posts_before_former(sentence.text, sentence.mentions, posts)
    careers = find_careers(sentence.text, sentence.mentions, posts, spoken_of, context.people)
    told = single_posts(
        with_owner(at_that_body(post, parsed.sentence, context), parsed, context) for post in (*posts, *careers)
    )
    for post in (*told, *reporters(sentence), *authors(sentence)):
        context.people.pop(post.person.name, None)
        context.people[post.person.name] = post.person
        is_told = post.org or post.title
        yield _from_post(post, sentence, document) if is_told else _person_only(post, sentence)


def _units(mention: Mention, sentence: Sentence, document: Document) -> Iterator[ProseFact]:
    for rule, part, whole in units_of(sentence.text, mention):
        args: Args = {"child": EntityRef(part.type, part.name), "parent": EntityRef(whole.type, whole.name)}
        fact = Fact("PartOf", args, _cite(sentence, part.start, part.end, document), rule, _UNIT)
        yield _told_of(fact, sentence, part, whole)


def _told_of(fact: Fact, sentence: Sentence, *mentions: Mention) -> ProseFact:
    """A fact with the names of its sentence that it is told of."""
    return ProseFact(fact, tuple((mention, *sentence.raw_span(mention.start, mention.end)) for mention in mentions))


def _person_only(post: Post, sentence: Sentence) -> NamedPerson:
    """A person named without a post: an entity, no fact."""
    return post.person, *sentence.raw_span(post.person.start, post.person.end)


def _section_org(section: tuple[str, ...], orgs: Mapping[tuple[str, ...], Mention]) -> Mention | None:
    for depth in range(len(section), -1, -1):
        if section[:depth] in orgs:
            return orgs[section[:depth]]
    return None


def _cite(sentence: Sentence, start: int, end: int, document: Document) -> Evidence:
    """The whole sentence, or the clause around the match where the sentence is very long."""
    if len(sentence.text) <= _WIDEST_QUOTE:
        start, end = 0, len(sentence.text)
        while start < end and sentence.text[start].isspace():
            start += 1
        while end > start and sentence.text[end - 1].isspace():
            end -= 1
    raw_start, raw_end = sentence.raw_span(start, end)
    where = sentence.block.section[-1] if sentence.block.section else ""
    return Evidence.cite(
        doc=document.stem, text=document.raw, start=raw_start, end=raw_end, source="prose", where=where
    )


def _from_candidate(
    candidate: Candidate, sentence: Sentence, document: Document, year: int | None
) -> ProseFact | Refused:
    evidence = _cite(sentence, candidate.start, candidate.end, document)
    if candidate.kind in _TALKED_OF and is_rumour(sentence.text, candidate.start, candidate.end):
        return Refused(candidate.kind, "told as a rumour", evidence)
    means = candidate.args.get("technology")
    if candidate.kind == "UsesTechnology" and isinstance(means, Mention) and not is_means(means, sentence.text):
        return Refused(candidate.kind, "a word for the whole field describes a thing or sums up a list", evidence)
    slots = {slot.name: slot for slot in load_schema().kinds[candidate.kind].slots}
    args: dict[str, Value | tuple[Value, ...]] = {}
    mentions: list[tuple[Mention, int, int]] = []
    filled = fill(candidate, sentence.text, year)
    if candidate.kind == "Segment":
        filled = {**filled, "segment": segment_words(str(filled["segment"]), sentence.block.section)}
    for name, filler in filled.items():
        values: tuple[Filler | Money, ...] = filler if isinstance(filler, tuple) else (filler,)
        if name == "place" and candidate.kind in _SEATED:
            values = tuple(_innermost(value, sentence) for value in values)
        taken = [_value(slots[name], value) for value in values]
        if any(value is None for value in taken):
            wrong = next(v for v, made in zip(values, taken, strict=True) if made is None)
            return Refused(candidate.kind, f"{name}: {getattr(wrong, 'type', 'text')} does not fit", evidence)
        kept = tuple(dict.fromkeys(value for value in taken if value is not None))
        if candidate.kind == "Deal" and len(kept) == 1 < len(taken):
            return Refused(candidate.kind, "nobody is a partner of itself", evidence)
        args[name] = kept if slots[name].many else kept[0]
        for value in values:
            if isinstance(value, Mention) and sentence.text[value.start : value.end] == value.name:
                # an unsaid subject and a pronoun are no place where the name stands
                mentions.append((value, *sentence.raw_span(value.start, value.end)))
    return _checked(
        Fact(candidate.kind, args, evidence, candidate.rule, round(candidate.confidence, 3), candidate.modality),
        mentions,
    )


def _innermost(value: Filler | Money, sentence: Sentence) -> Filler | Money:
    """Of places that stand in a row the last, which lies in the others: 总部位于美国波士顿."""
    for mention in sentence.mentions:
        if isinstance(value, Mention) and value.type == mention.type == "Place" and mention.start == value.end:
            value = mention
    return value


def _checked(fact: Fact, mentions: list[tuple[Mention, int, int]]) -> ProseFact | Refused:
    if fact.modality == "planned" and _is_announced(fact):
        fact = replace(fact, modality="forecast")
    quote = fact.evidence.quote
    if fact.kind == "Listing" and _FILED.search(quote) and not _LISTED.search(quote):
        return Refused(fact.kind, "an application is no listing", fact.evidence)
    if fact.modality == "planned" and fact.kind == "Targets" and _MEANT_FOR.search(quote):
        fact = replace(fact, modality="asserted")
    if fact.modality in ("planned", "denied"):
        return Refused(fact.kind, f"said to be {fact.modality}", fact.evidence)
    if fact.kind == "PartOf" and fact.args.get("child") == fact.args.get("parent"):
        return Refused(fact.kind, "a thing is no part of itself", fact.evidence)
    told = fact.args.get({"Issues": "policy", "Release": "product"}.get(fact.kind, ""))
    if isinstance(told, EntityRef) and told.type == "Report" and _is_ranking(told.name) is (fact.kind == "Issues"):
        return Refused(fact.kind, "a ranking is released, a report is issued", fact.evidence)
    investors = fact.args.get("investors")
    if fact.kind == "Funding" and isinstance(investors, tuple) and fact.args.get("company") in investors:
        return Refused(fact.kind, "nobody invests in itself", fact.evidence)
    if reason := _no_site(fact) if fact.kind == "Deployment" else _no_deal(fact):
        return Refused(fact.kind, reason, fact.evidence)
    place = fact.args.get("place")
    if fact.kind == "LocatedIn" and isinstance(place, EntityRef) and place.name in word_set("wide_regions"):
        return Refused(fact.kind, "the place is no seat", fact.evidence)
    if fact.kind == "UsesTechnology" and not _can_use(fact):
        return Refused(fact.kind, "the subject is a method, not a user of it", fact.evidence)
    if fact.kind == "Segment" and not is_segment(str(fact.args["segment"]), told=fact.rule in TOLD):
        return Refused(fact.kind, "the words name no field", fact.evidence)
    return ProseFact(fact, tuple(mentions))


def _no_deal(fact: Fact) -> str:
    """Why the parties of a deal make none, empty where they may: 药监局与卫健委联合公布名单."""
    parties = fact.args.get("parties")
    named = parties if isinstance(parties, tuple) else ()
    authorities = all(isinstance(one, EntityRef) and one.type == "Regulator" for one in named)
    return "authorities that issue something together make no deal" if len(named) > 1 and authorities else ""


def _no_site(fact: Fact) -> str:
    """Why a thing is not in use at the place that a rule found, empty where it may be."""
    site, company, place = fact.args.get("site"), fact.args.get("company"), fact.args.get("place")
    if site is None and isinstance(place, EntityRef) and place.name in word_set("wide_regions"):
        return "the place is no site"
    if not isinstance(site, EntityRef):
        return ""
    if isinstance(company, EntityRef) and company.name == site.name:
        return "who makes a thing is no site of it"
    quote = fact.evidence.quote.replace("，", ",").replace("；", ";")
    behind = quote[quote.find(site.name) + len(site.name) :] if site.name in quote else ""
    return "who tries a thing or worked there uses nothing" if _no_use().match(behind) else ""


@cache
def _no_use() -> re.Pattern[str]:
    return re.compile(rf"[^,。;]{{0,48}}?(?:{alternatives('trial_words')})")


def _is_announced(fact: Fact) -> bool:
    """Whether what is planned is announced with its terms, and so is still to come: 拟以1.8亿元收购."""
    return fact.kind == "Deal" and fact.args.get("deal_type") == "acquisition" and "total" in fact.args


def _is_ranking(name: str) -> bool:
    return name.rstrip("》”").endswith(("榜", "榜单", "排名", "百强"))


def _can_use(fact: Fact) -> bool:
    """人工智能 uses nothing; a product, a company or a field (影像AI) does."""
    subject, technology = fact.args["subject"], fact.args["technology"]
    if not isinstance(subject, Phrase) or not isinstance(technology, EntityRef):
        return False
    if technology.type == "Product" and technology.name in subject.text:
        return False  # 双中台解决方案 and its 双中台
    return subject.text not in word_set("no_users") and subject.text != technology.name


def _value(slot: Slot, filler: Mention | Money | str) -> Value | None:
    if isinstance(filler, Money):
        return filler if slot.value == "money" else None
    if isinstance(filler, str):
        if slot.value == "entity":
            return None
        return Phrase(filler) if slot.value == "phrase" else filler
    if slot.value not in ("entity", "phrase"):
        return filler.name
    if slot.types and filler.type not in slot.types:
        return None
    if slot.value == "phrase":
        return Phrase(filler.name, _pointed_at(filler))
    return EntityRef(filler.type, filler.name)


def _pointed_at(mention: Mention) -> tuple[EntityRef, ...]:
    """What a phrase that is a name points at; a mere field is words."""
    return () if is_field(mention) else (EntityRef(mention.type, mention.name),)


def _from_figure(
    figure: Figure, sentence: Sentence, context: Context, document: Document, names: Set[str]
) -> ProseFact:
    spoken_of = [m for m in (context.org, context.section_org, context.last_product) if m is not None]
    named = [m for m in (*sentence.mentions, *spoken_of) if m.name == figure.subject]  # 公司已获得7张三类证
    args: dict[str, Value | tuple[Value, ...]] = {"value": figure.value}
    if figure.subject:
        args["subject"] = Phrase(figure.subject, tuple(ref for m in named[:1] for ref in _pointed_at(m)))
    for slot, words in (("indicator", figure.indicator), ("unit", figure.unit), ("period", figure.period)):
        if words:
            args[slot] = words
    if figure.region:
        place = next((m for m in sentence.mentions if m.type == "Place" and m.name == figure.region), None)
        known = place is not None and not only_points(place.name, names)
        args["region"] = Phrase(figure.region, (EntityRef("Place", place.name),) if place and known else ())
    evidence = _cite(sentence, figure.start, figure.end, document)
    return ProseFact(Fact("Metric", args, evidence, figure.rule, figure.confidence, figure.modality), ())


def _from_post(post: Post, sentence: Sentence, document: Document) -> ProseFact:
    args: Args = {"person": EntityRef("Person", post.person.name)}
    named = sentence.text[post.person.start : post.person.end] == post.person.name  # not 她
    mentions = [(post.person, *sentence.raw_span(post.person.start, post.person.end))] if named else []
    if post.org is not None:
        args = {**args, "org": EntityRef(post.org.type, post.org.name)}
    if post.title:
        args = {**args, "title": post.title}
    evidence = _cite(sentence, post.start, post.end, document)
    return ProseFact(Fact("Role", args, evidence, post.rule, post.person.confidence), tuple(mentions))
