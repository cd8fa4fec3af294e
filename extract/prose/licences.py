"""Who grants a licence: whose the licensed thing is, and not who takes its rights.

``甲公司把XQ-101的海外权益授予乙公司``: XQ-101 is 甲's. Where a text goes on about 乙, rules that look for the company
last spoken of would give it to 乙.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from extract.prose.families import family_of
from extract.prose.implied import GUESSED
from ontology.model import EntityRef, Fact, Value

#: Rules of licences that name first who grants the rights, and those that name first who takes them.
_GRANTER_FIRST = frozenset(
    {
        *("deal.license", "deal.license_out", "deal.license_latter", "deal.license_give", "deal.license_grants"),
        *("deal.license_to", "deal.license_agreed", "deal.license_about"),
        "cued.rights_from",  # its first role is whom they come from
    }
)
_TAKER_FIRST = frozenset(
    {
        *("deal.license_from", "deal.license_in", "deal.license_get_from", "deal.license_brings", "deal.agency"),
        *("deal.license_rights", "cued.rights_of", "cued.pays_for_rights"),
        "cued.rights_to",  # its first role is who is given them
    }
)
_MADE = frozenset({"Product", "AIModel", "Drug"})
_TWO = 2
_RULE, _MOST, _LESS = "implied.licence", 0.7, 0.05
#: Thing -> who grants its rights and who takes them.
_Licences = Mapping[Value, tuple[Value, Value]]


def of_granters(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, each licensed thing made by who grants the licence and none by who takes it."""
    facts = _whole(list(facts))
    licences = _licences(facts)
    if not licences:
        return facts
    families = {family_of(str(getattr(thing, "name", ""))): pair for thing, pair in licences.items()}
    facts = [_developed_by_granter(fact, licences, families) for fact in facts]
    kept = [fact for fact in facts if not _is_takers(fact, licences, families)]
    told = {(fact.args.get("company"), fact.args.get("product")) for fact in kept if fact.kind == "Develops"}
    for fact in facts:
        product = fact.args.get("product")
        if fact.kind != "Deal" or not isinstance(product, EntityRef) or product not in licences:
            continue
        granter, _ = licences[product]
        if (granter, product) not in told:
            told.add((granter, product))
            args = {"company": granter, "product": product}
            sure = round(min(_MOST, fact.confidence - _LESS), 3)
            kept.append(replace(fact, kind="Develops", args=args, rule=_RULE, confidence=sure))
    return kept


def _whole(facts: list[Fact]) -> list[Fact]:
    """The facts, a licence of which a sentence tells the parties in one clause and the thing in another as one:
    甲与乙订立许可协议,后者获得XQ-101的权利."""
    deals = [fact for fact in facts if _is_licence(fact)]
    told = {id(part): whole for part in deals for whole in deals if _completes(whole, part)}
    if not told:
        return facts
    wholes = {id(whole) for whole in told.values()}
    return [_both(told[id(fact)], fact) if id(fact) in told else fact for fact in facts if id(fact) not in wholes]


def _completes(whole: Fact, part: Fact) -> bool:
    """Whether a licence tells both parties of one of which the same sentence tells the thing and one party."""
    if "product" in whole.args or "product" not in part.args or whole.evidence != part.evidence:
        return False
    one, both = _parties(part), _parties(whole)
    return len(one) == 1 and len(both) == _TWO and set(one) < set(both)


def _both(whole: Fact, part: Fact) -> Fact:
    one = _parties(part)
    other = tuple(party for party in _parties(whole) if party not in one)
    return replace(part, args={**whole.args, **part.args, "parties": (*one, *other)})


def _parties(deal: Fact) -> tuple[Value, ...]:
    parties = deal.args.get("parties")
    return parties if isinstance(parties, tuple) else ()


def _is_licence(fact: Fact) -> bool:
    return fact.kind == "Deal" and fact.args.get("deal_type") == "license" and fact.modality == "asserted"


def _licences(facts: Iterable[Fact]) -> _Licences:
    """The licences of which the text tells who grants them; none of a thing that two rules read otherwise."""
    found: dict[Value, set[tuple[Value, Value]]] = {}
    for fact in facts:
        product = fact.args.get("product")
        if not _is_licence(fact) or not isinstance(product, EntityRef) or product.type not in _MADE:
            continue
        if len(_parties(fact)) == _TWO and fact.rule in _GRANTER_FIRST | _TAKER_FIRST:
            first, second = _parties(fact)
            found.setdefault(product, set()).add((first, second) if fact.rule in _GRANTER_FIRST else (second, first))
    return {product: next(iter(pairs)) for product, pairs in found.items() if len(pairs) == 1}


def _developed_by_granter(fact: Fact, licences: _Licences, families: Mapping[str, tuple[Value, Value]]) -> Fact:
    """The fact, a pipeline of a licensed drug or of its family that was given to the taker given to the granter."""
    drug = fact.args.get("drug")
    if fact.kind != "Pipeline" or fact.evidence.source != "prose" or not isinstance(drug, EntityRef):
        return fact
    pair = licences.get(drug) or families.get(family_of(drug.name) or drug.name)
    if pair is None or fact.args.get("developer") != pair[1]:
        return fact
    return replace(fact, args={**fact.args, "developer": pair[0]})


def _is_takers(fact: Fact, licences: _Licences, families: Mapping[str, tuple[Value, Value]]) -> bool:
    """Whether a fact says that a thing is made by who only took a licence of it, or of another of its family."""
    product = fact.args.get("product")
    if fact.kind != "Develops" or fact.evidence.source != "prose" or not isinstance(product, EntityRef):
        return False
    pair = licences.get(product)
    if pair is None and fact.rule.startswith(GUESSED):
        pair = families.get(family_of(product.name) or product.name)
    return pair is not None and fact.args.get("company") == pair[1]
