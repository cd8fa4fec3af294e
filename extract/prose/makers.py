"""Who makes a thing, where sentences disagree: whom one names with the thing, not whom another only goes on about.

``南枝科技收购了星桥医疗。公司的灵犀2021年获批。``: 公司 may be read as the buyer. If the text names 星桥医疗 with 灵犀
elsewhere, the approval is of 星桥医疗.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from extract.folding import fold_text
from extract.prose.implied import GUESSED, HELD, is_called
from ontology.model import EntityRef, Fact, Value

_FIRMS = frozenset({"Company"})


def with_named_makers(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, a maker that their sentence does not name replaced by the one that another sentence names with the
    thing; none where several are named."""
    facts = list(facts)
    named: dict[str, dict[EntityRef, None]] = {}
    told: set[tuple[str, str]] = set()
    for fact in facts:
        thing, maker = _ref(fact.args.get("product")), _ref(fact.args.get("company"))
        if fact.kind == "Develops" and thing and maker and not fact.rule.startswith(GUESSED):
            told.add((thing.name, maker.name))
            if _names(fact, maker):
                named.setdefault(thing.name, {})[maker] = None
    return [_settled(fact, named, told) for fact in facts]


def _settled(fact: Fact, named: Mapping[str, Mapping[EntityRef, None]], told: Set[tuple[str, str]]) -> Fact:
    thing, maker = _pair(fact)
    if thing is None or maker is None or maker.type not in _FIRMS or fact.evidence.source != "prose":
        return fact
    makers = named.get(thing.name, {})
    if (
        (thing.name, maker.name) in told
        or len(makers) != 1
        or any(is_called(maker.name, one) for one in makers)
        or _names(fact, maker)
    ):
        return fact
    return replace(fact, args={**fact.args, HELD[fact.kind][1]: next(iter(makers))})


def _pair(fact: Fact) -> tuple[EntityRef | None, EntityRef | None]:
    """The thing and the maker that a fact tells."""
    slots = HELD.get(fact.kind)
    if slots is None:
        return None, None
    thing, maker = (_ref(fact.args.get(slot)) for slot in slots)
    return thing, maker


def _ref(value: Value | tuple[Value, ...] | None) -> EntityRef | None:
    return value if isinstance(value, EntityRef) else None


def _names(fact: Fact, maker: EntityRef) -> bool:
    """Whether the fact's own sentence names its maker."""
    return maker.name in fold_text(fact.evidence.quote).replace(" ", "") or maker.name in fact.evidence.quote
