"""What a clause tells in words that no pattern foresees: a cue of the kind, and names in the roles around it.

The patterns say word for word how a thing is told; journalists tell it in a thousand ways. A row of
``data/prose/cued.tsv`` only asks for a cue (获批, 领投, 投入使用) and, slot by slot, for a name of the right type in
the right place: the subject of the clause, the nearest name before or behind the cue, what the clause before brought
up. It adds what the patterns have left, and is less sure than they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.lexicon import DATA, LexiconError, read_rows
from extract.mention import Mention
from extract.prose.clauses import Clause
from extract.prose.encode import Encoded, Item, encode, letter_of
from extract.prose.modality import modality_of
from extract.prose.patterns import expand, fixed_slots, letters_of
from extract.prose.relations import RESPECTIVELY, WORDS_ONLY, WORDY_KINDS, Candidate, Filler, Parsed, spread
from extract.prose.subjects import ANAPHOR_COST, Context
from ontology.schema import load_schema

_ROLE = re.compile(r"(?P<slot>\w+?)\d?=(?P<types>\w+)@(?P<places>[a-z,]+)(?P<many>\*?)(?P<needed>!?)")
_PLACES = ("subject", "topic", "inside", "before", "after", "beside", "earlier", "context")
_IN_CLAUSE = frozenset({"inside", "before", "after"})
#: What it costs in sureness to look for a name in another clause of the sentence.
_ELSEWHERE_COST = 0.06
_MARKS = re.compile(r"[”\"」]?(?:\([^()]*\))?[,:—-]*")
_JOINT = re.compile(r"[”\"」]?(?:[、,/]|以及|[和与及或])[“\"「]?")


@dataclass(frozen=True, slots=True)
class Role:
    """Where the name of a slot is looked for: ``places`` in order, ``many`` with the rest of its list."""

    slot: str
    letters: frozenset[str]
    places: tuple[str, ...]
    many: bool
    needed: bool


@dataclass(frozen=True, slots=True)
class CuedRule:
    """A row: its cue over the encoded clause, the slots that it sets, and the roles that it asks for."""

    name: str
    kind: str
    confidence: float
    fixed: Mapping[str, str]
    cue: re.Pattern[str]
    roles: tuple[Role, ...]
    #: The letters of each role that only the clause itself can fill.
    here: tuple[frozenset[str], ...]

    def can_match(self, letters: frozenset[str]) -> bool:
        """Whether a clause with names of these letters can fill what it has to fill."""
        return all(letters & need for need in self.here)


@dataclass(frozen=True, slots=True)
class _Told:
    """A clause with its names, the encoded words of its sentence, and the cue that was found there."""

    clause: Clause
    inside: tuple[Item, ...]
    encoded: Encoded
    match: re.Match[str]

    @property
    def cue(self) -> tuple[int, int]:
        """The characters of the sentence that the cue covers."""
        return self.encoded.span(self.match.start(), self.match.end())


@cache
def cued_rules() -> tuple[CuedRule, ...]:
    """Every row of ``data/prose/cued.tsv``.

    Raises:
        LexiconError: naming file and line of a row whose kind, slot, place or cue is unknown or malformed.
    """
    rules = []
    for row in read_rows(DATA / "prose" / "cued.tsv", ("rule", "kind", "confidence", "fixed", "cue", "roles")):
        roles = tuple(_role(row.place, part) for part in row["roles"].split())
        known = {slot.name for slot in load_schema().kind(row["kind"]).slots}
        for role in roles:
            if role.slot not in known:
                raise LexiconError(f"{row.place}: {row['kind']} has no slot {role.slot!r}")
        try:
            cue = re.compile(expand(row["cue"]))
        except (re.error, KeyError) as error:
            raise LexiconError(f"{row.place}: cue {row['cue']!r} does not compile: {error}") from None
        here = tuple(role.letters for role in roles if role.needed and set(role.places) <= _IN_CLAUSE)
        fixed = fixed_slots(row, "cue")
        rules.append(CuedRule(row["rule"], row["kind"], row.number("confidence"), fixed, cue, roles, here))
    return tuple(rules)


def _role(place: str, words: str) -> Role:
    match = _ROLE.fullmatch(words)
    places = tuple(match["places"].split(",")) if match else ()
    if match is None or not set(places) <= set(_PLACES):
        raise LexiconError(f"{place}: role {words!r}: write slot=TYPES@{','.join(_PLACES)} with * and ! behind it")
    return Role(
        match["slot"], frozenset(letters_of(match["types"])), places, bool(match["many"]), bool(match["needed"])
    )


def find_cued(parsed: Parsed, context: Context, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates of a sentence beside those that were ``found`` by patterns."""
    kept = list(found)
    text = parsed.sentence.text
    encoded = encode(text, parsed.items)
    wordy = encode(text, [item for item in parsed.items if item.mention.type not in WORDS_ONLY])
    for clause in parsed.clauses:
        inside = tuple(i for i in parsed.items if clause.start <= i.mention.start < clause.end)
        letters = frozenset(letter_of(item.mention) for item in inside)
        for rule in cued_rules():
            shown = wordy if rule.kind in WORDY_KINDS else encoded
            match = _cue_in(clause, rule, shown) if rule.can_match(letters) else None
            if match is None:
                continue
            for candidate in _candidates(rule, _Told(clause, inside, shown, match), parsed, context):
                if not any(_tells(other, candidate, rule) for other in kept):
                    kept.append(candidate)
                    yield candidate


def _cue_in(clause: Clause, rule: CuedRule, encoded: Encoded) -> re.Match[str] | None:
    first, last = bisect_left(encoded.begins, clause.start), bisect_left(encoded.begins, clause.end)
    return rule.cue.search(encoded.text, first, last)


def _tells(other: Candidate, candidate: Candidate, rule: CuedRule) -> bool:
    """Whether another candidate of the kind holds already all that the rule needs."""
    if other.kind != candidate.kind:
        return False
    needed = [role.slot for role in rule.roles if role.needed]
    return all(_names(candidate.args.get(slot)) <= _names(other.args.get(slot)) for slot in needed)


def _names(value: Filler | tuple[Filler, ...] | None) -> frozenset[str]:
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    return frozenset(one.name if isinstance(one, Mention) else one for one in values)


def _candidates(rule: CuedRule, told: _Told, parsed: Parsed, context: Context) -> Iterator[Candidate]:
    fillers: dict[str, list[Filler]] = {}
    cost = 0.0
    first, last = told.cue
    for role in rule.roles:
        taken = {filler.name for values in fillers.values() for filler in values if isinstance(filler, Mention)}
        items = _filled(role, told, parsed, context, taken)
        if role.needed and not items:
            return
        fillers.setdefault(role.slot, []).extend(item.mention for item in items)
        cost = max([cost, *(item.cost for item in items)])
        within = [item for item in items if item in told.inside]
        first = min([first, *(item.mention.start for item in within)])
        last = max([last, *(item.mention.end for item in within)])
    for group, words in told.match.groupdict().items():
        if words:
            # 聚焦眼科、儿科等领域: the fields are two
            parts = words.split("、") if rule.kind in WORDY_KINDS else [words]
            fillers.setdefault(group.rstrip("23"), []).extend(part for part in parts if part)
    named = [(i.mention.start, i.mention.end) for i in parsed.items]
    modality = modality_of(parsed.sentence.text, first, last, named)
    respectively = RESPECTIVELY.search(parsed.sentence.text, told.clause.start, told.clause.end) is not None
    for args in spread(rule.kind, {k: v for k, v in fillers.items() if v}, respectively=respectively):
        confidence = rule.confidence - cost
        yield Candidate(rule.kind, {**rule.fixed, **args}, first, last, rule.name, confidence, modality)


def _filled(role: Role, told: _Told, parsed: Parsed, context: Context, taken: set[str]) -> list[Item]:
    for place in role.places:
        items = [i for i in _at(place, role, told, parsed, context) if _fits(i, role) and i.mention.name not in taken]
        if items:
            return items if role.many or place == "subject" else items[:1]
    return []


def _fits(item: Item, role: Role) -> bool:
    return letter_of(item.mention) in role.letters


def _at(place: str, role: Role, told: _Told, parsed: Parsed, context: Context) -> list[Item]:
    """The names at a place, the nearest to the cue first, each with the list that it stands in."""
    begin, end = told.cue
    if place == "subject":
        return [*told.clause.subject.owners, *told.clause.subject.things]
    if place == "topic":
        return list(told.clause.topics)
    if place == "context":
        meant = [m for m in (context.org, context.last_product, context.last_body) if m is not None]
        return [Item(mention, ANAPHOR_COST) for mention in meant]
    if place == "earlier":
        return _earlier(role, told, parsed)
    if place == "beside":
        return _beside(told, parsed)
    fitting = [item for item in told.inside if _fits(item, role)]
    if place == "inside":
        near = [item for item in fitting if begin <= item.mention.start < end]
    elif place == "before":
        near = [item for item in reversed(fitting) if item.mention.end <= begin]
    else:
        near = [item for item in fitting if item.mention.start >= end]
    return _list_of(near[0], fitting, parsed.sentence.text) if near else []


def _beside(told: _Told, parsed: Parsed) -> list[Item]:
    """The name right before the clause, which tells what it is: 她创办了甲公司,一家做手术机器人的企业."""
    text, begin = parsed.sentence.text, told.clause.start
    before = (item for item in parsed.items if item.mention.end <= begin)
    return [item for item in before if _MARKS.fullmatch(text, item.mention.end, begin)]


def _earlier(role: Role, told: _Told, parsed: Parsed) -> list[Item]:
    """Whom the nearest clause before was about: 甲公司不缺钱,股东里有乙资本."""
    for clause in reversed(parsed.clauses[: parsed.clauses.index(told.clause)]):
        items = [item for item in (*clause.subject.owners, *clause.subject.things) if _fits(item, role)]
        if items:
            return [replace(item, cost=max(item.cost, _ELSEWHERE_COST)) for item in items]
    return []


def _list_of(item: Item, fitting: Sequence[Item], text: str) -> list[Item]:
    """The names that stand in one list with a name, itself among them."""
    place = fitting.index(item)
    first = last = place
    while first > 0 and _joined(fitting[first - 1], fitting[first], text):
        first -= 1
    while last + 1 < len(fitting) and _joined(fitting[last], fitting[last + 1], text):
        last += 1
    members = list(fitting[first : last + 1])
    members.remove(item)
    return sorted([item, *members], key=lambda member: member.mention.start) if members else [item]


def _joined(one: Item, other: Item, text: str) -> bool:
    return _JOINT.fullmatch(text[one.mention.end : other.mention.start]) is not None
