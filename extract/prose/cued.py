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
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.lexicon import DATA, LexiconError, read_rows
from extract.mention import Mention
from extract.prose.clauses import Clause
from extract.prose.cue_roles import JOINT, PLACES, Role, Told, filled, owners_of
from extract.prose.encode import Encoded, Item, encode, letter_of
from extract.prose.markets import told_apart
from extract.prose.modality import modality_of
from extract.prose.patterns import compiled, fixed_slots, letters_of, read_expression
from extract.prose.relations import RESPECTIVELY, WORDS_ONLY, WORDY_KINDS, Candidate, Filler, Parsed, spread
from extract.prose.required import RuleIndex
from extract.prose.segments import is_segment, members_of, segment_words
from extract.prose.subjects import Context
from ontology.schema import load_schema

_ROLE = re.compile(r"(?P<slot>\w+?)\d?=(?P<types>\w+)@(?P<places>[a-z,]+)(?P<many>\*?)(?P<needed>[!?]?)")
_IN_CLAUSE = frozenset({"inside", "before", "after"})
#: What another rule is less sure of than this keeps no guess back.
_BELIEVED = 0.5
_MARK = re.compile(r"⟨[A-Za-z](\d+)·?⟩")
#: What parts two facts of one product where the cue itself names it: 获FDA孤儿药资格和CDE突破性治疗认定
_PARTS = {"Approval": "authority", "Funding": "round"}
#: 骨科机器人业务是公司的基本盘,眼科业务收入3亿元: each line of a business is a field of its own
_LINES = frozenset({"cued.trade_earns", "cued.trade_staple", "cued.trade_lines"})


@dataclass(frozen=True, slots=True)
class CuedRule:
    """A row: its cue over the encoded clause, the slots that it sets, and the roles that it asks for."""

    name: str
    kind: str
    confidence: float
    fixed: Mapping[str, str]
    expression: str
    #: What a clause must hold for the cue to stand in it.
    required: tuple[frozenset[str], ...]
    roles: tuple[Role, ...]
    #: The letters of each role that only the clause itself can fill.
    here: tuple[frozenset[str], ...]

    @property
    def cue(self) -> re.Pattern[str]:
        """What tells the deed, compiled when a text first asks for it."""
        return compiled(self.expression)

    @property
    def guesses(self) -> bool:
        """Whether a name of the rule is a guess."""
        return any(role.guessed for role in self.roles)

    def can_match(self, letters: frozenset[str]) -> bool:
        """Whether a clause with names of these letters can fill what it has to fill."""
        return all(letters & need for need in self.here)


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
        if strange := [role.slot for role in roles if role.slot not in known]:
            raise LexiconError(f"{row.place}: {row['kind']} has no slot {strange[0]!r}")
        expression, pieces = read_expression(row, "cue")
        here = tuple(role.letters for role in roles if role.needed and set(role.places) <= _IN_CLAUSE)
        fixed, sure = fixed_slots(row, "cue"), row.number("confidence")
        rules.append(CuedRule(row["rule"], row["kind"], sure, fixed, expression, pieces, roles, here))
    return tuple(rules)


def _role(place: str, words: str) -> Role:
    match = _ROLE.fullmatch(words)
    places = tuple(match["places"].split(",")) if match else ()
    if match is None or not set(places) <= set(PLACES):
        raise LexiconError(f"{place}: role {words!r}: write slot=TYPES@{','.join(PLACES)} with * and ! or ? behind it")
    letters, needed = frozenset(letters_of(match["types"])), match["needed"]
    return Role(match["slot"], letters, places, bool(match["many"]), bool(needed), needed == "?")


def find_cued(parsed: Parsed, context: Context, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates of a sentence beside those that were ``found`` by patterns."""
    kept = list(found)
    text = parsed.sentence.text
    encoded = encode(text, parsed.items)
    named = [item for item in parsed.items if item.mention.type not in WORDS_ONLY]
    wordy = encode(text, named) if len(named) < len(parsed.items) else encoded
    possible = _rule_index().possible(text)
    for clause in parsed.clauses:
        inside = tuple(i for i in parsed.items if clause.start <= i.mention.start < clause.end)
        letters = frozenset(letter_of(item.mention) for item in inside)
        plain, worded = (encoded, *_bounds(clause, encoded)), (wordy, *_bounds(clause, wordy))
        for rule in _rule_index().rules(possible & _fitting_rules(letters)):
            shown, first, last = worded if rule.kind in WORDY_KINDS else plain
            for match in rule.cue.finditer(shown.text, first, last):
                told = Told(clause, inside, shown, match)
                for candidate in _candidates(rule, told, parsed, context):
                    if not any(_tells(o, candidate, rule, told) for o in kept if not told_apart(o, candidate, text)):
                        kept.append(candidate)
                        yield candidate


@cache
def _rule_index() -> RuleIndex[CuedRule]:
    return RuleIndex(cued_rules(), [rule.required for rule in cued_rules()])


@lru_cache(maxsize=1024)
def _fitting_rules(letters: frozenset[str]) -> int:
    return _rule_index().where(lambda rule: rule.can_match(letters))


def _bounds(clause: Clause, encoded: Encoded) -> tuple[int, int]:
    """The encoded characters of a clause."""
    return bisect_left(encoded.begins, clause.start), bisect_left(encoded.begins, clause.end)


def _tells(other: Candidate, candidate: Candidate, rule: CuedRule, told: Told) -> bool:
    """Whether another candidate of the kind holds already all that the rule needs."""
    if other.kind != candidate.kind or other.modality != candidate.modality:
        return False
    slot = _PARTS.get(rule.kind, "")
    parting, had = candidate.args.get(slot), other.args.get(slot)
    if isinstance(parting, str) and isinstance(had, str) and parting != had:
        return False
    if isinstance(parting, Mention) and isinstance(had, Mention) and parting.name != had.name:
        first, last = told.cue
        return not first <= parting.start < last
    if rule.guesses and other.confidence < _BELIEVED:
        return False
    if (
        (other.rule == rule.name or rule.name in _LINES)
        and rule.kind in WORDY_KINDS
        and other.args["segment"] != candidate.args["segment"]
    ):
        return False  # 业务涵盖眼科、儿科
    if rule.kind in WORDY_KINDS and not is_segment(segment_words(str(other.args["segment"]), ())):
        return False  # 另一家子公司: no field was told
    needed = [role.slot for role in rule.roles if role.needed and not role.guessed]
    return all(_names(candidate.args.get(slot)) <= _names(other.args.get(slot)) for slot in needed)


def _names(value: Filler | tuple[Filler, ...] | None) -> frozenset[str]:
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    return frozenset(one.name if isinstance(one, Mention) else one for one in values)


def _candidates(rule: CuedRule, told: Told, parsed: Parsed, context: Context) -> Iterator[Candidate]:
    found: list[tuple[Role, list[Item]]] = []
    for role in rule.roles:
        items = filled(role, told, parsed, context, [item for _, had in found for item in had])
        if role.needed and not items:
            return
        found.append((role, items))
    yield from _made(rule, told, parsed, found)
    if any("owner" in role.places for role in rule.roles):
        for pair in _fellows(found, told, parsed.sentence.text):
            yield from _made(rule, told, parsed, pair)


def _made(
    rule: CuedRule, told: Told, parsed: Parsed, found: Sequence[tuple[Role, Sequence[Item]]]
) -> Iterator[Candidate]:
    """The candidates that a rule makes of the names it has found."""
    fillers: dict[str, list[Filler]] = {}
    for role, items in found:
        fillers.setdefault(role.slot, []).extend(item.mention for item in items)
    for group, words in told.match.groupdict().items():
        if words:
            named = _MARK.sub(lambda mark: told.encoded.items[int(mark.group(1))].mention.name, words)
            # 聚焦眼科、儿科等领域: the fields are two
            parts = members_of(named) if rule.kind in WORDY_KINDS else [named]
            fillers.setdefault(group.rstrip("123456789"), []).extend(part for part in parts if part)
    cost = max((item.cost for _, items in found for item in items), default=0.0)
    within = [item.mention for _, items in found for item in items if item in told.inside]
    first = min([told.cue[0], *(mention.start for mention in within)])
    last = max([told.cue[1], *(mention.end for mention in within)])
    told_until = max(last, told.clause.end)  # D轮融资正在洽谈: what follows the cue in its clause tells how far it is
    names = [(i.mention.start, i.mention.end) for i in parsed.items]
    ends = rule.fixed.get("status") == "stopped"  # 终止, 放弃 deny other deeds
    modality = "asserted" if ends else modality_of(parsed.sentence.text, first, told_until, names)
    shared_out = RESPECTIVELY.search(parsed.sentence.text, told.clause.start, told.clause.end)
    respectively = shared_out is not None and rule.name not in _LINES
    for args in spread(rule.kind, {k: v for k, v in fillers.items() if v}, respectively=respectively):
        yield Candidate(rule.kind, {**rule.fixed, **args}, first, last, rule.name, rule.confidence - cost, modality)


def _fellows(
    found: Sequence[tuple[Role, Sequence[Item]]], told: Told, text: str
) -> Iterator[list[tuple[Role, Sequence[Item]]]]:
    """The found names with each further thing and owner of their list instead: 星桥医疗的灵犀与南枝科技的Vela获批."""
    thing = next((n for n, (role, items) in enumerate(found) if role.needed and items), None)
    if thing is None or found[thing][1][0] not in told.inside:
        return
    letters = found[thing][0].letters
    pairs = [(o, i) for i in told.inside if letter_of(i.mention) in letters for o in owners_of(i, told.inside, text)]
    joined: list[tuple[Item, Item]] = []
    for owner, item in pairs:
        if joined and not JOINT.fullmatch(text[joined[-1][1].mention.end : owner.mention.start]):
            if any(one is found[thing][1][0] for _, one in joined):
                break
            joined = []
        joined.append((owner, item))
    if not any(one is found[thing][1][0] for _, one in joined):
        return
    for owner, item in joined:
        if item is not found[thing][1][0]:
            pair: list[tuple[Role, Sequence[Item]]] = list(found)
            pair[thing] = (found[thing][0], [item])
            yield [(role, [owner]) if "owner" in role.places else (role, items) for role, items in pair]
