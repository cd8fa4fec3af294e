"""When two names, values or facts say the same: relaxed for what an analyst would accept, strict for the very same."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from kg.evaluation.measure import load_measure
from kg.evaluation.records import Args, FactLine, ThingLine

_NEARLY = 1e-3
_SAME_WORDS = 0.6
#: A name inside another stands for it if it has at least this many characters and this share of the longer one.
_NAME_LENGTH = 4
_NAME_SHARE = 0.6


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """``name`` as it is compared.

    >>> fold("推想医疗科技 股份有限公司")
    '推想医疗科技'
    """
    measure = load_measure()
    plain = unicodedata.normalize("NFKC", name).lower()
    folded = "".join(char for char in plain if not char.isspace() and char not in measure.ignored_characters)
    for _ in range(2):
        form = next((form for form in measure.legal_forms if folded.endswith(form)), "")
        if len(folded) - len(form) >= 2:
            folded = folded.removesuffix(form)
    return folded


@lru_cache(maxsize=1 << 16)
def squeeze(text: str) -> str:
    """``text`` without blanks, width and case: what is left is the very wording."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=1 << 16)
def folded_names(thing: ThingLine) -> frozenset[str]:
    """All names of a thing as they are compared."""
    return frozenset(filter(None, map(fold, thing.names)))


def is_filled(value: Any) -> bool:
    """Whether a slot says anything; zero does."""
    return value is not None and value not in ("", [])


def values(value: Any) -> list[Any]:
    """The values of a slot as a list, none where it is not filled."""
    if isinstance(value, list):
        return value
    return [value] if is_filled(value) else []


def figure(value: Any, unit: Any = None) -> float | None:
    """The number of a value in single units (``3`` of ``亿元`` is 3e8), None if it has none."""
    bare = value.get("value") if isinstance(value, Mapping) else value
    try:
        number = float(str(bare).replace(",", "").rstrip("%+"))
    except ValueError:
        return None
    scales = load_measure().scales.items()
    return number * next((factor for word, factor in scales if str(unit or "").startswith(word)), 1)


def _near(one: float | None, other: float | None, *, within: float = _NEARLY) -> bool:
    if one is None or other is None:
        return False
    return abs(one - other) <= within * max(abs(one), abs(other), 1e-9)


def _currency(value: Any) -> Any:
    return value.get("currency") if isinstance(value, Mapping) else None


class Agreement:
    """Compares values within one text: which printed names stand for one thing is known from its things."""

    def __init__(self, things: Iterable[ThingLine]) -> None:
        self._known: dict[str, frozenset[str]] = defaultdict(frozenset)
        for names in map(folded_names, things):
            for name in names:
                self._known[name] |= names

    def names_of(self, name: str) -> frozenset[str]:
        """All folded names of the thing called ``name``, itself included."""
        folded = fold(name)
        return self._known.get(folded, frozenset()) | {folded}

    def same_thing(self, one: Any, other: Any) -> bool:
        """Whether two names are spelt alike or belong to one thing."""
        first, second = fold(str(one)), fold(str(other))
        if not first or not second:
            return False
        known, too = self._known.get(first, frozenset()), self._known.get(second, frozenset())
        return first == second or bool(known & too) or second in known or first in too

    def same_name(self, one: Any, other: Any) -> bool:
        """Whether two names are of one thing, or one is most of the other (灵医大模型, 灵医医疗大模型)."""
        if self.same_thing(one, other):
            return True
        short, long = sorted((fold(str(one)), fold(str(other))), key=len)
        return len(short) >= _NAME_LENGTH and short in long and len(short) >= _NAME_SHARE * len(long)

    # -- relaxed

    def agrees(self, slot: str, annotated: Any, found: Any, *, units: tuple[Any, Any] = (None, None)) -> bool:
        """Whether an analyst would take ``found`` for what is annotated."""
        if isinstance(annotated, list) or isinstance(found, list):
            return self._lists_agree(slot, values(annotated), values(found))
        match load_measure().comparisons.get(slot, "name"):
            case "date":
                wanted, given = str(annotated), str(found)
                return wanted.startswith(given) or given.startswith(wanted)
            case "money":
                currencies = {_currency(annotated), _currency(found)} - {None}
                return len(currencies) <= 1 and _near(figure(annotated), figure(found))
            case "number":
                return _near(figure(annotated, units[0]), figure(found, units[1]))
            case "words":
                return _similar(fold(str(annotated)), fold(str(found)))
            case _:
                return self.same_name(annotated, found)

    def _lists_agree(self, slot: str, annotated: list[Any], found: list[Any]) -> bool:
        """Whether at least half of the annotated values are there (of some slots, two of them)."""
        if not annotated or not found:
            return False
        hits = sum(any(self.agrees(slot, wanted, given) for given in found) for wanted in annotated)
        least = 2 if slot in load_measure().two_needed and len(annotated) > 1 else 1
        return hits >= max(least, len(annotated) / 2)

    def slot_agrees(self, slot: str, annotated: Args, found: Args) -> bool:
        """Whether two facts agree on a slot that both fill."""
        if slot not in annotated or slot not in found:
            return False
        units = (annotated.get("unit"), found.get("unit"))
        return self.agrees(slot, annotated[slot], found[slot], units=units)

    def groups(self, annotated: FactLine, found: FactLine) -> tuple[bool | None, ...]:
        """For each group of key slots whether it agrees, None where the annotation is silent."""
        return tuple(self._group(group, annotated.args, found.args) for group in load_measure().keys[annotated.kind])

    def _group(self, group: tuple[str, ...], annotated: Args, found: Args) -> bool | None:
        wanted = [slot for slot in group if is_filled(annotated.get(slot))]
        if not wanted:
            return None
        return any(self.slot_agrees(slot, annotated, found) for slot in wanted if is_filled(found.get(slot)))

    def keys_agree(self, annotated: FactLine, found: FactLine) -> bool:
        """Whether ``found`` states the fact that is annotated."""
        if annotated.kind != found.kind:
            return False
        keys = load_measure().keys[annotated.kind]
        return all(self._group(group, annotated.args, found.args) is not False for group in keys)

    def agreeing_slots(self, annotated: FactLine, found: FactLine) -> int:
        """How many annotated slots agree."""
        return sum(self.slot_agrees(slot, annotated.args, found.args) for slot in annotated.args)

    # -- strict

    def equals(self, slot: str, annotated: Args, found: Args) -> bool:
        """Whether two facts say the very same in a slot: equal dates and figures, the same words, the same things."""
        wanted, given = values(annotated.get(slot)), values(found.get(slot))
        if len(wanted) != len(given):
            return False
        units = (annotated.get("unit"), found.get("unit"))
        left = list(given)
        for value in wanted:
            equal = next((other for other in left if self._equal(slot, value, other, units)), None)
            if equal is None:
                return False
            left.remove(equal)
        return True

    def _equal(self, slot: str, annotated: Any, found: Any, units: tuple[Any, Any]) -> bool:
        match load_measure().comparisons.get(slot, "name"):
            case "money":
                same_currency = _currency(annotated) == _currency(found)
                return same_currency and _near(figure(annotated), figure(found), within=1e-9)
            case "number":
                return _near(figure(annotated, units[0]), figure(found, units[1]), within=1e-9)
            case "name":
                return self.same_thing(annotated, found)
            case "words" if slot == "unit":
                return squeeze(_single_unit(annotated)) == squeeze(_single_unit(found))
            case _:
                return squeeze(str(annotated)) == squeeze(str(found))

    def equal_slots(self, annotated: FactLine, found: FactLine) -> int:
        """How many annotated slots are the very same."""
        return sum(self.equals(slot, annotated.args, found.args) for slot in stated_slots(annotated))

    def same_fact(self, annotated: FactLine, found: FactLine) -> bool:
        """Whether two facts are equal in every slot, and neither says more than the other."""
        if annotated.kind != found.kind:
            return False
        stated = stated_slots(annotated)
        return stated == stated_slots(found) and all(self.equals(slot, annotated.args, found.args) for slot in stated)


@lru_cache(maxsize=1 << 16)
def stated_slots(fact: FactLine) -> frozenset[str]:
    """The filled slots; an amount without a single figure (数千万) is not annotated, so it counts as not stated."""
    comparisons = load_measure().comparisons
    filled = {slot for slot, value in fact.args.items() if is_filled(value)}
    vague = {slot for slot in filled if comparisons.get(slot) == "money" and figure(fact.args[slot]) is None}
    return frozenset(filled - vague)


def _single_unit(unit: Any) -> str:
    """``元`` of ``亿元``: the unit of the figure once its scale is multiplied in."""
    words = str(unit)
    scale = next((word for word in load_measure().scales if words.startswith(word)), "")
    return words.removeprefix(scale)


def _similar(one: str, other: str) -> bool:
    if not one or not other:
        return False
    shared = sum((Counter(one) & Counter(other)).values())
    return one in other or other in one or 2 * shared / (len(one) + len(other)) >= _SAME_WORDS
