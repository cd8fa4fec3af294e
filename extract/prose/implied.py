"""What a fact says besides: who holds an approval or publishes a product develops it, a drug for a disease targets it.

The guide that annotators follow asks for these facts beside the approval, the release and the pipeline; tables give
them row by row (``extract.tables``), prose here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ontology.model import EntityRef, Fact, Phrase, Value

#: Kind -> the slot of the thing, and the slot of those who make it.
_MAKERS = {"Approval": ("product", "holder"), "Release": ("product", "publishers"), "Pipeline": ("drug", "developer")}
_INDICATED = {"Approval": "product", "Pipeline": "drug"}
_MADE = frozenset({"Product", "AIModel", "Drug"})
#: How much less sure the implied fact is.
_LESS = 0.05


def implied(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The Develops and Targets facts that the approvals, releases and pipelines of prose imply, with their evidence."""
    for fact in facts:
        if fact.evidence.source == "prose":
            yield from _makers(fact)
            yield from _targets(fact)


def with_holders(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, an approval without a holder given to the one company that the report says makes the product."""
    facts = list(facts)
    makers: dict[Value, set[Value]] = {}
    for fact in facts:
        product, company = fact.args.get("product"), fact.args.get("company")
        if fact.kind == "Develops" and isinstance(product, EntityRef) and isinstance(company, EntityRef):
            makers.setdefault(product, set()).add(company)
    return [_held(fact, makers) for fact in facts]


def _held(fact: Fact, makers: dict[Value, set[Value]]) -> Fact:
    product = fact.args.get("product")
    if fact.kind != "Approval" or "holder" in fact.args or not isinstance(product, EntityRef):
        return fact
    known = makers.get(product, set())
    return replace(fact, args={**fact.args, "holder": next(iter(known))}) if len(known) == 1 else fact


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


def _fact(kind: str, args: dict[str, Value | tuple[Value, ...]], source: Fact) -> Fact:
    rule = f"implied.{source.kind.lower()}"
    return Fact(kind, args, source.evidence, rule, round(source.confidence - _LESS, 3), source.modality)
