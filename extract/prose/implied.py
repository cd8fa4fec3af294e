"""What a fact says besides: who holds an approval or publishes a product develops it, a drug for a disease targets it.

The guide that annotators follow asks for these facts beside the approval, the release and the pipeline; tables give
them row by row (``extract.tables``), prose here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from extract.mention import Mention
from extract.mentions.gazetteer import gazetteer_automaton
from ontology.model import EntityRef, Evidence, Fact, Phrase, Value

#: Kind -> the slot of the thing, and the slot of those who make it.
_MAKERS = {"Approval": ("product", "holder"), "Release": ("product", "publishers"), "Pipeline": ("drug", "developer")}
#: Kind -> the slot of the thing, and the slot of its maker that prose leaves unsaid.
HELD = {
    "Approval": ("product", "holder"),
    "Pipeline": ("drug", "developer"),
    "Deployment": ("product", "company"),
}
_INDICATED = {"Approval": "product", "Pipeline": "drug"}
_MADE = frozenset({"Product", "AIModel", "Drug"})
#: The makers of each thing, in the order in which they are told.
_Makers = Mapping[Value, Mapping[Value, None]]
#: How much less sure the implied fact is.
_LESS = 0.05
#: How much less sure a fact is whose maker only its surroundings tell.
_SUPPOSED = 0.9
_IN_NAME, _BY_NAME = "implied.name", "part.name"
_LETTER_RULE = "implied.letter"
_LETTER = re.compile(
    r"(?P<issuers>[^《》]{3,60}?)关于.{4,}的(?:通知|意见|公告|通告|批复|决定|公示|函|复函|指导意见|实施意见)(?:\([^()]*\))?"
)
_OFFICE = re.compile(r"(?:部|委|局|办|厅|司|署|院|中心|办公厅|办公室|委员会|政府)$")
#: Rules that tell who makes a thing by what else is told of it.
GUESSED = "implied."
#: Rules that guess a maker: what the text tells goes before.
UNTOLD = frozenset({_IN_NAME, "implied.section"})
#: Rules of acquisitions that name the firm that is bought first, and the one that says that two become one.
_BOUGHT_FIRST, _MERGER, _PAIR = frozenset({"deal.acquired_by", "deal.once_acquired"}), "deal.merge", 2
#: 收购其23%的股权: who holds no more than half has no subsidiary; 收购仍在洽谈: nor who has not bought yet
_SHARE, _HALF = re.compile(r"(\d{1,3}(?:\.\d+)?)%(?:左右)?的?(?:股权|股份|权益)"), 50
_TO_COME = re.compile(
    r"否认|猜测|坊间|传言|传闻|(?:将|会|要|欲|想)(?:收购|并购|买下)|洽谈|意向|拟收购|计划收购|考虑收购|传出|有意|终止收购|收购(?:失败|告吹|要约)|[竞邀]购|剥离|出售"
)
_SURE_OF_PART = 0.62
#: A product that bears its maker's name is at least so sure and has so many characters of its own.
_NAMED = 0.4
_OWN_WORDS = 2


def implied(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The Develops and Targets facts that the approvals, releases and pipelines of prose imply, and whose a firm is
    that was bought, with their evidence."""
    facts = list(facts)
    parts = {frozenset((fact.args.get("child"), fact.args.get("parent"))) for fact in facts if fact.kind == "PartOf"}
    for fact in facts:
        if fact.evidence.source == "prose":
            yield from _makers(fact)
            yield from _targets(fact)
            yield from (part for part in _bought(fact) if frozenset(part.args.values()) not in parts)


def told_by_name(mention: Mention, evidence: Evidence, firms: Set[str] = frozenset()) -> Iterator[Fact]:
    """What a name itself tells: who makes a product, of those in the gazetteer and the ``firms`` of the text, who
    issues a letter."""
    maker = maker_in_name(mention, evidence, firms)
    if maker is not None:
        yield maker
    yield from issuers_in_name(mention, evidence)


def maker_in_name(mention: Mention, evidence: Evidence, firms: Set[str] = frozenset()) -> Fact | None:
    """百度文心大模型 is of 百度: the Develops fact that a product's own name tells, None if it names no company."""
    if mention.type not in ("Product", "AIModel") or mention.confidence < _NAMED:
        return None
    # without its own words: a listed product would hide the company at its beginning
    hits = gazetteer_automaton().find(mention.name[:-_OWN_WORDS])
    makers = [hit for hit in hits if hit.start == 0 and hit.entry.type == "Company" and not hit.entry.needs_context]
    bare = mention.name.lstrip("“")
    own = (firm for firm in firms if bare.startswith(firm) and len(bare.rstrip("”")) - len(firm) >= _OWN_WORDS)
    maker = max((*own, *(mention.name[: hit.end] for hit in makers)), key=len, default="")
    if not maker:
        return None
    company = EntityRef("Company", maker)
    args: dict[str, Value | tuple[Value, ...]] = {
        "company": company,
        "product": EntityRef(mention.type, mention.name),
    }
    return Fact("Develops", args, evidence, _IN_NAME, 0.72)


def issuers_in_name(mention: Mention, evidence: Evidence) -> Iterator[Fact]:
    """An official letter begins with who sends it: 甲局、乙部办公厅关于开展…的通知 is of 甲局 and of 乙部办公厅."""
    letter = _LETTER.fullmatch(mention.name) if mention.type == "Policy" else None
    names = re.split(r"[、,\s]+", letter["issuers"]) if letter else []
    if names and all(_OFFICE.search(name) for name in names):
        policy = EntityRef("Policy", mention.name)
        for name in names:
            yield Fact(
                "Issues", {"issuer": EntityRef("Regulator", name), "policy": policy}, evidence, _LETTER_RULE, 0.8
            )


def with_holders(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, approvals without a holder, pipelines without a developer and deployments without a company given to
    the one company that the report says makes the thing; a maker that only a product's name tells goes where the report
    tells its maker."""
    facts = _told_makers(facts)
    makers = _makers_told(facts)
    return [_held(fact, makers) for fact in facts]


def of_the_text(facts: Iterable[Fact], company: Mention | None) -> list[Fact]:
    """The facts, approvals of the prose whose holder nothing tells given to the one ``company`` that the whole text is
    about."""
    if company is None or company.type != "Company":
        return list(facts)
    holder = EntityRef(company.type, company.name)
    return [
        replace(fact, args={**fact.args, "holder": holder}, confidence=round(fact.confidence * _SUPPOSED, 3))
        if fact.kind == "Approval" and "holder" not in fact.args and fact.evidence.source == "prose"
        else fact
        for fact in facts
    ]


def with_supposed(facts: Sequence[Fact], supposed: Mapping[int, EntityRef]) -> list[Fact]:
    """The facts, approvals without a holder and pipelines without a developer given to the one company that is told to
    make the thing, or, where nobody is, to the one that is ``supposed`` to for the fact at that place."""
    told = _makers_told([*facts, *(made for fact in facts for made in _makers(fact))], without=UNTOLD)
    return [_given(fact, told, supposed.get(place)) for place, fact in enumerate(facts)]


def _given(fact: Fact, told: _Makers, supposed: EntityRef | None) -> Fact:
    given = _held(fact, told) if fact.kind in _INDICATED else fact
    thing, holder = HELD.get(fact.kind, ("", ""))
    made = fact.args.get(thing)
    if (
        given is not fact
        or supposed is None
        or holder in fact.args
        or not isinstance(made, EntityRef)
        or _known(made, told)
    ):
        return given
    return replace(fact, args={**fact.args, holder: supposed}, confidence=round(fact.confidence * _SUPPOSED, 3))


def is_called(name: str, other: Value) -> bool:
    """Whether a firm is one that is printed in full elsewhere, or short: 苏州星桥医疗科技有限公司, 星桥医疗."""
    return isinstance(other, EntityRef) and (name in other.name or other.name in name)


def _makers_told(facts: Iterable[Fact], without: frozenset[str] = frozenset()) -> _Makers:
    """Who makes each thing, from the Develops facts of other rules than those ``without``."""
    makers: dict[Value, dict[Value, None]] = {}
    for fact in facts:
        product, company = fact.args.get("product"), fact.args.get("company")
        told = fact.kind == "Develops" and fact.rule not in without
        if told and isinstance(product, EntityRef) and isinstance(company, EntityRef):
            known = makers.setdefault(product, {})
            if not any(is_called(company.name, other) for other in known):
                known[company] = None
    return makers


def _told_makers(facts: Iterable[Fact]) -> list[Fact]:
    """The facts without the makers that names tell where the text tells them itself."""
    facts = list(facts)
    told = {fact.args.get("product") for fact in facts if fact.kind == "Develops" and fact.rule not in UNTOLD}
    names = {product.name for product in told if isinstance(product, EntityRef)}
    facts = _of_named(facts)
    kept = [fact for fact in facts if fact.rule not in UNTOLD or not _is_told(fact.args.get("product"), names)]
    return _with_parts(kept)


def _of_named(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, those that a name tells of the firm that the text names by that word and more: in a report on
    星桥医疗 the 星桥晓医 is of 星桥医疗, not of a 星桥 that it never speaks of."""
    values = (value for fact in facts if fact.rule != _IN_NAME for value in fact.args.values())
    flat = (one for value in values for one in (value if isinstance(value, tuple) else (value,)))
    firms = {one.name for one in flat if isinstance(one, EntityRef) and one.type == "Company"}
    return [_of_fuller(fact, firms) if fact.rule == _IN_NAME else fact for fact in facts]


def _of_fuller(fact: Fact, firms: set[str]) -> Fact:
    company = fact.args.get("company")
    if not isinstance(company, EntityRef) or company.name in firms:
        return fact
    fuller = [name for name in firms if name.startswith(company.name)]
    return replace(fact, args={**fact.args, "company": EntityRef("Company", min(fuller, key=len))}) if fuller else fact


def _with_parts(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, and for each part of a product whose maker nobody tells the maker of the whole."""
    makers = _makers_told(facts)
    parts = []
    for fact in facts:
        child, parent = fact.args.get("child"), fact.args.get("parent")
        if not isinstance(child, EntityRef) or not isinstance(parent, EntityRef) or child in makers:
            continue
        if fact.kind == "PartOf" and child.type in _MADE and fact.modality == "asserted":
            owners = makers.get(parent, {})
            if fact.rule == _BY_NAME and len(owners) > 1:
                continue  # several made the whole: nobody knows who made this part
            parts += [_fact("Develops", {"company": owner, "product": child}, fact) for owner in owners]
    return [*facts, *parts]


def _is_told(product: Value | tuple[Value, ...] | None, told: set[str]) -> bool:
    """Whether a product's maker is told, or that of a product with a wider or narrower name: 通用灵犀平台, 灵犀平台."""
    return isinstance(product, EntityRef) and any(name in product.name or product.name in name for name in told)


def _held(fact: Fact, makers: _Makers) -> Fact:
    thing, holder = HELD.get(fact.kind, ("", ""))
    made = fact.args.get(thing)
    if not holder or holder in fact.args or not isinstance(made, EntityRef):
        return fact
    known = _known(made, makers)
    return replace(fact, args={**fact.args, holder: next(iter(known))}) if len(known) == 1 else fact


def _known(made: EntityRef, makers: _Makers) -> Mapping[Value, None]:
    """Who makes a thing, or else the things whose names hold its own or the other way round: 灵犀, “灵犀”影像平台."""
    if made in makers:
        return makers[made]
    mine = made.name.strip("“”")
    found: dict[Value, None] = {}
    for other, known in makers.items():
        theirs = other.name.strip("“”") if isinstance(other, EntityRef) and other.type in _MADE else ""
        if min(len(mine), len(theirs)) >= _OWN_WORDS and (mine in theirs or theirs in mine):
            found.update(known)
    return found


def _makers(fact: Fact) -> Iterator[Fact]:
    slots = _MAKERS.get(fact.kind)
    product = fact.args.get(slots[0]) if slots else None
    if slots is None or not isinstance(product, EntityRef) or product.type not in _MADE:
        return
    makers = fact.args.get(slots[1])
    for maker in makers if isinstance(makers, tuple) else (makers,):
        if isinstance(maker, EntityRef):
            yield _fact("Develops", {"company": maker, "product": product}, fact)


def _targets(fact: Fact) -> Iterator[Fact]:
    product = fact.args.get(_INDICATED.get(fact.kind, ""))
    indication = fact.args.get("indication")
    if isinstance(product, EntityRef) and isinstance(indication, Phrase):
        for disease in indication.refs:
            if disease.type == "Disease":
                yield _fact("Targets", {"product": product, "disease": disease}, fact)


def _bought(fact: Fact) -> Iterator[Fact]:
    """Whose a firm is that another one has bought whole or for the most part."""
    parties = fact.args.get("parties")
    if fact.kind != "Deal" or fact.args.get("deal_type") != "acquisition" or fact.modality != "asserted":
        return
    if not isinstance(parties, tuple) or len(parties) != _PAIR or fact.rule == _MERGER:
        return
    parent, child = reversed(parties) if fact.rule in _BOUGHT_FIRST else parties
    firms = isinstance(parent, EntityRef) and isinstance(child, EntityRef) and parent.type == child.type == "Company"
    shares = [float(share) for share in _SHARE.findall(fact.evidence.quote)]
    if firms and not (shares and max(shares) <= _HALF) and not _TO_COME.search(fact.evidence.quote):
        made = _fact("PartOf", {"child": child, "parent": parent}, fact)
        yield replace(made, confidence=min(made.confidence, _SURE_OF_PART))


def _fact(kind: str, args: dict[str, Value | tuple[Value, ...]], source: Fact) -> Fact:
    rule = f"implied.{source.kind.lower()}"
    return Fact(kind, args, source.evidence, rule, round(source.confidence - _LESS, 3), source.modality)
