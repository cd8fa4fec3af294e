"""One round, however many sentences tell it: what neighbouring sentences say of one event is one fact.

``星桥医疗完成B轮融资,金额近亿元。本轮由甲领投,乙跟投。``: the second sentence adds investors to the round of the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ontology.model import Fact, Money, Value
from ontology.schema import load_schema

#: Kinds that are told piece by piece, with the slot that says whose event it is.
_GATHERED = {"Funding": "company", "Listing": "company"}
#: Kinds of which there is hardly a second one: what a title says and the last paragraph is one event.
_ONCE = frozenset({"Listing"})
#: The rule for terms of a deal that the sentences before have told; alone they are no deal.
_TERMS = "deal.terms"
#: Rules for who holds shares: no round, though the text may tell one beside it.
_SHARES = frozenset({"funding.stakes", "funding.holder", "funding.holding", "cued.holds_share"})
#: How far apart, in characters of the report, two sentences about one event may stand.
_NEAR = 300


def gather(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, those about one event joined; a joined fact cites the sentence that says most."""
    done: list[Fact] = []
    for fact in facts:
        place = _told_deal(done, fact) if fact.rule == _TERMS else _same_event(done, fact)
        if place is None:
            done += [] if fact.rule == _TERMS else [fact]
        else:
            done[place] = _joined(done[place], fact)
    return done


def with_deployers(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, where a product is in use with the one company that the same sentence tells to make it.

    ``甲公司的灵犀系统已在乙医院上线``: one rule reads the company there, another the product; it is one deployment.
    """
    facts = list(facts)
    makers: dict[tuple[int, int, Value | tuple[Value, ...]], set[Value | tuple[Value, ...]]] = {}
    for fact in facts:
        if fact.kind == "Develops" and fact.evidence.source == "prose":
            place = (fact.evidence.start, fact.evidence.end, fact.args["product"])
            makers.setdefault(place, set()).add(fact.args["company"])
    return _fullest_use([_deployed(fact, makers) for fact in facts])


def _fullest_use(facts: Sequence[Fact]) -> list[Fact]:
    """The facts without the uses at a site of which a sentence tells the thing besides: 南枝科技已被收购,星桥医疗的灵犀
    在临江医院上线 tells what is in use there, and not that anything of 南枝科技 is."""
    told = {_used_at(fact) for fact in facts if "product" in fact.args}
    return [fact for fact in facts if "product" in fact.args or _used_at(fact) not in told or _used_at(fact) is None]


def _used_at(fact: Fact) -> tuple[int, int, Value | tuple[Value, ...]] | None:
    site = fact.args.get("site") if fact.kind == "Deployment" and fact.evidence.source == "prose" else None
    return None if site is None else (fact.evidence.start, fact.evidence.end, site)


def _deployed(
    fact: Fact, makers: Mapping[tuple[int, int, Value | tuple[Value, ...]], set[Value | tuple[Value, ...]]]
) -> Fact:
    product = fact.args.get("product")
    if fact.kind != "Deployment" or product is None or "company" in fact.args:
        return fact
    known = makers.get((fact.evidence.start, fact.evidence.end, product), set())
    return replace(fact, args={**fact.args, "company": next(iter(known))}) if len(known) == 1 else fact


def _told_deal(done: list[Fact], terms: Fact) -> int | None:
    """根据协议,甲有资格获得3200万美元首付款: the deal of 甲 told shortly before."""
    parties = terms.args.get("parties")
    for place in range(len(done) - 1, -1, -1):
        other = done[place]
        near = 0 <= terms.evidence.start - other.evidence.end <= _NEAR
        of_whom = other.args.get("parties")
        if other.kind == "Deal" and near and isinstance(of_whom, tuple) and isinstance(parties, tuple):
            return place if set(parties) <= set(of_whom) else None
    return None


def _same_event(done: list[Fact], fact: Fact) -> int | None:
    whose = _GATHERED.get(fact.kind)
    if whose is None or fact.evidence.source != "prose" or fact.rule in _SHARES:
        return None
    for place in range(len(done) - 1, -1, -1):
        other = done[place]
        if (
            other.kind == fact.kind
            and other.rule not in _SHARES
            and other.evidence.source == "prose"
            and other.args.get(whose) == fact.args.get(whose)
        ):
            near = fact.evidence.start - other.evidence.end <= _NEAR
            if near or fact.kind in _ONCE:
                if _agree(other, fact):
                    return place
                if fact.kind in _ONCE:
                    continue
            return None
    return None


def _agree(one: Fact, other: Fact) -> bool:
    """Whether no slot of the two holds different things; a day is no other date than its month."""
    for slot in load_schema().kind(one.kind).slots:
        mine, theirs = one.args.get(slot.name), other.args.get(slot.name)
        if slot.many or mine is None or theirs is None or mine == theirs:
            continue
        dates = (
            isinstance(mine, str) and isinstance(theirs, str) and (mine.startswith(theirs) or theirs.startswith(mine))
        )
        if slot.value != "money" and not dates:
            return False
        if slot.value == "money" and not _same_money(mine, theirs):
            return False
    return True


def _same_money(mine: Value | tuple[Value, ...], theirs: Value | tuple[Value, ...]) -> bool:
    """近5亿元 and 接近5亿元人民币 are one amount: the words may differ, the figures not."""
    return isinstance(mine, Money) and isinstance(theirs, Money) and _figures(mine) == _figures(theirs)


def _figures(money: Money) -> tuple[float | None, float | None, float | None, str]:
    return money.value, money.low, money.high, money.currency


def _joined(one: Fact, other: Fact) -> Fact:
    fullest = max((one, other), key=lambda fact: len(fact.args))
    args: dict[str, Value | tuple[Value, ...]] = {**other.args, **one.args}
    for slot in load_schema().kind(one.kind).slots:
        mine, theirs = one.args.get(slot.name), other.args.get(slot.name)
        if isinstance(mine, tuple) and isinstance(theirs, tuple):
            args[slot.name] = tuple(dict.fromkeys((*mine, *theirs)))
        elif isinstance(mine, str) and isinstance(theirs, str):
            args[slot.name] = max(mine, theirs, key=len)
    return replace(fullest, args=args, confidence=max(one.confidence, other.confidence))


def is_told_again(fact: Fact, deals: Iterable[Fact]) -> bool:
    """Whether a deal of which only the parties are told, as a title does, is one that the text tells more of, be it by
    longer or shorter names of the parties."""
    if (
        fact.kind != "Deal"
        or fact.evidence.source != "prose"
        or not fact.args.keys() <= {"deal_type", "parties", "date"}
    ):
        return False
    return any(_is_same_deal(fact, other) for other in deals if other.args.keys() > fact.args.keys())


def _is_same_deal(fact: Fact, other: Fact) -> bool:
    mine, theirs = (_party_names(one) for one in (fact, other))
    alike = len(mine) == len(theirs) and all(any(name in its or its in name for its in theirs) for name in mine)
    one, two = (str(told.args.get("date", "")) for told in (fact, other))
    alike = alike and (one.startswith(two) or two.startswith(one))
    return alike and len(mine) > 1 and fact.args.get("deal_type") in (other.args.get("deal_type"), "partnership")


def _party_names(fact: Fact) -> list[str]:
    parties = fact.args.get("parties")
    return [str(getattr(one, "name", one)) for one in parties] if isinstance(parties, tuple) else []
