"""What a report tells twice is one fact: of two that say the same, the surer or the fuller one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.prose.events import is_told_again
from ontology.model import Fact

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
#: What happens to a company once: prose that says less of a round than a row of a table tells of the same round.
_HAPPENS_ONCE = frozenset({"Funding", "Listing"})


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
    deals = [f for together in places.values() for f in together if f.kind == "Deal"]
    for together in places.values():
        for fact in together:
            if is_told_again(fact, deals):
                continue
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
