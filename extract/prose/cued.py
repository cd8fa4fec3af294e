"""What a clause tells in words that no pattern foresees: a cue of the kind, and names in the roles around it.

The patterns say word for word how a thing is told; journalists tell it in a thousand ways. A row of
``data/prose/cued.tsv`` only asks for a cue (获批, 领投, 投入使用) and, slot by slot, for a name of the right type in
the right place: the subject of the clause, the nearest name before or behind the cue, what the clause before brought
up. It adds what the patterns have left, and is less sure than they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extract.lexicon import DATA, LexiconError, read_rows
from extract.mention import Mention
from extract.prose.clauses import Clause, is_nameless
from extract.prose.encode import Encoded, Item, encode, letter_of
from extract.prose.guesses import may_guess
from extract.prose.kinship import is_of
from extract.prose.markets import told_apart
from extract.prose.modality import modality_of
from extract.prose.patterns import compiled, fixed_slots, letters_of, read_expression
from extract.prose.relations import RESPECTIVELY, WORDS_ONLY, WORDY_KINDS, Candidate, Filler, Parsed, spread
from extract.prose.required import RuleIndex
from extract.prose.segments import is_segment, members_of, segment_words
from extract.prose.subjects import ANAPHOR_COST, Context, only_tells
from ontology.schema import load_schema

_ROLE = re.compile(r"(?P<slot>\w+?)\d?=(?P<types>\w+)@(?P<places>[a-z,]+)(?P<many>\*?)(?P<needed>[!?]?)")
_PLACES = ("subject", "topic", "inside", "before", "after", "beside", "earlier", "nearest", "context", "text", "owner")
_IN_CLAUSE = frozenset({"inside", "before", "after"})
#: What it costs in sureness to look for a name in another clause of the sentence.
_ELSEWHERE_COST = 0.06
#: What another rule is less sure of than this keeps no guess back.
_BELIEVED = 0.5
_MARKS = re.compile(r"[”\"」]?(?:\([^()]*\))?[,:—-]*")
#: Between a company and its thing: 星桥医疗的灵犀, 星桥医疗自主研发的肺结节软件“灵犀”
_OWNS = re.compile(
    r"(?:公司|集团)?(?:(?:的|旗下|自研|自主研发|这款)[^,。;:、和与及⟨⟩]{0,14}|[^,。;:、和与及⟨⟩是]{0,6}子公司)[“\"]?"
)
#: 对照多西他赛的II期试验: what a drug is tried against or with is not what is tried; 因肝损伤停止: nor what it is for
_COMPARED = re.compile(
    r"(?:比较|对比|对照|相比于?|优于|劣于|头对头|联合|联用|替代|媲美|[Vv][Ss]\.?|(?<!基)因|由于|鉴于)$"
)
_MARK = re.compile(r"⟨[A-Za-z](\d+)·?⟩")
#: What parts two facts of one product where the cue itself names it: 获FDA孤儿药资格和CDE突破性治疗认定
_PARTS = {"Approval": "authority", "Funding": "round"}
#: 骨科机器人业务是公司的基本盘,眼科业务收入3亿元: each line of a business is a field of its own
_LINES = frozenset({"cued.trade_earns", "cued.trade_staple", "cued.trade_lines"})
_OF_A_PLACE = re.compile(r"(?:[、,]|以及|[和与及])(?:[一-鿿]{2,5}的)")
_JOINT = re.compile(
    r"[”\"」]?(?:[、,/]|以及|外?加|[和与及或])"
    r"(?:[^,。;:、的和与及“”]{2,12}(?:引擎|平台|系统|软件|模型|机器人|助手|智能体|抑制剂|新药|工具|产品))?[“\"「]?"
)


@dataclass(frozen=True, slots=True)
class Role:
    """Where the name of a slot is looked for: ``places`` in order, ``many`` with the rest of its list.
    A ``guessed`` name is needed too, but what another rule tells without it goes before."""

    slot: str
    letters: frozenset[str]
    places: tuple[str, ...]
    many: bool
    needed: bool
    guessed: bool


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
    if match is None or not set(places) <= set(_PLACES):
        raise LexiconError(f"{place}: role {words!r}: write slot=TYPES@{','.join(_PLACES)} with * and ! or ? behind it")
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
                told = _Told(clause, inside, shown, match)
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


def _tells(other: Candidate, candidate: Candidate, rule: CuedRule, told: _Told) -> bool:
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


def _candidates(rule: CuedRule, told: _Told, parsed: Parsed, context: Context) -> Iterator[Candidate]:
    found: list[tuple[Role, list[Item]]] = []
    for role in rule.roles:
        items = _filled(role, told, parsed, context, [item for _, had in found for item in had])
        if role.needed and not items:
            return
        found.append((role, items))
    yield from _made(rule, told, parsed, found)
    if any("owner" in role.places for role in rule.roles):
        for pair in _fellows(found, told, parsed.sentence.text):
            yield from _made(rule, told, parsed, pair)


def _made(
    rule: CuedRule, told: _Told, parsed: Parsed, found: Sequence[tuple[Role, Sequence[Item]]]
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
    found: Sequence[tuple[Role, Sequence[Item]]], told: _Told, text: str
) -> Iterator[list[tuple[Role, Sequence[Item]]]]:
    """The found names with each further thing and owner of their list instead: 星桥医疗的灵犀与南枝科技的Vela获批."""
    thing = next((n for n, (role, items) in enumerate(found) if role.needed and items), None)
    if thing is None or found[thing][1][0] not in told.inside:
        return
    letters = found[thing][0].letters
    pairs = [(o, i) for i in told.inside if letter_of(i.mention) in letters for o in _owners(i, told.inside, text)]
    joined: list[tuple[Item, Item]] = []
    for owner, item in pairs:
        if joined and not _JOINT.fullmatch(text[joined[-1][1].mention.end : owner.mention.start]):
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


def _owners(item: Item, inside: Sequence[Item], text: str) -> list[Item]:
    """The company whose thing it is, where it stands right before it: 星桥医疗的灵犀."""
    before = [i for i in inside if i.mention.end <= item.mention.start and letter_of(i.mention) in "CNVH"]
    if before and _OWNS.fullmatch(text[before[-1].mention.end : item.mention.start]):
        return before[-1:]
    return []


def _filled(role: Role, told: _Told, parsed: Parsed, context: Context, had: Sequence[Item]) -> list[Item]:
    taken = {item.mention.name for item in had}
    for place in role.places:
        if place == "owner":
            there = [o for item in had[:1] for o in _owners(item, told.inside, parsed.sentence.text)]
        elif place == "earlier":
            there = _earlier(role, told, parsed, taken)
        else:
            there = _at(place, role, told, parsed, context, taken)
        items = [i for i in there if _fits(i, role) and i.mention.name not in taken]
        if role.slot == "parent" and place == "subject":  # 子公司甲与乙大学共建: who comes later is no parent
            items = [i for i in items if i not in told.inside or i.mention.end <= told.cue[0]]
        if role.slot == "company":
            items = [i for i in items if not only_tells(i.mention)]  # 财经日报获悉
        if role.guessed:
            if any(_fits(i, role) and any(name in i.mention.name for name in taken) for i in told.inside):
                return []  # 推出了痛风管理系统: the name says what it is for, and nothing of other things
            items = [i for i in items if may_guess(i, place, taken, told.clause, parsed)]
        if items:
            return items if role.many or place == "subject" else items[:1]
    return []


def _fits(item: Item, role: Role) -> bool:
    return letter_of(item.mention) in role.letters


def _at(place: str, role: Role, told: _Told, parsed: Parsed, context: Context, taken: Set[str]) -> list[Item]:
    """The names at a place, the nearest to the cue first, each with the list that it stands in."""
    begin, end = told.cue
    if place == "subject":
        return [*told.clause.subject.owners, *told.clause.subject.things]
    if place == "topic":
        return list(told.clause.topics)
    if place == "context":
        return _in_context(told, parsed, context, taken)
    if place == "text":
        return _of_text(context)
    if place == "beside":
        return _beside(told, parsed)
    if place == "nearest":
        return _nearest(role, told, parsed)
    text = parsed.sentence.text
    fitting = [item for item in told.inside if _fits(item, role) and not _COMPARED.search(text, 0, item.mention.start)]
    if place == "inside":
        near = [item for item in fitting if begin <= item.mention.start < end]
    elif place == "before":
        near = [item for item in reversed(fitting) if item.mention.end <= begin]
    else:
        near = [item for item in fitting if item.mention.start >= end]
        if role.slot != "parent" and len(near) > 1 and is_of(text, near[0].mention, near[1].mention):
            near = near[1:]  # 授予南枝集团旗下的|星桥医疗
    return _list_of(near[0], fitting, text) if near else []


def _beside(told: _Told, parsed: Parsed) -> list[Item]:
    """The name right before the clause, which tells what it is: 她创办了甲公司,一家做手术机器人的企业."""
    text, begin = parsed.sentence.text, told.clause.start
    before = (item for item in parsed.items if item.mention.end <= begin)
    return [item for item in before if _MARKS.fullmatch(text, item.mention.end, begin)]


def _in_context(told: _Told, parsed: Parsed, context: Context, taken: Set[str]) -> list[Item]:
    """What the text has spoken of; not its company where another without a part stands before: 子公司星桥医疗亏损."""
    others = (item.mention for item in parsed.items if not item.cost and item.mention.name not in taken)
    named = any(mention.type == "Company" and mention.start < told.clause.end for mention in others)
    meant = (None if named else context.org, context.last_product, context.last_body)
    return [Item(mention, ANAPHOR_COST) for mention in meant if mention is not None]


def _of_text(context: Context) -> list[Item]:
    """The company that the text speaks of, though the sentence names another: XQ-12,与南枝科技共同开发."""
    return [Item(m, ANAPHOR_COST) for m in (context.section_org, context.last_org) if m is not None]


def _earlier(role: Role, told: _Told, parsed: Parsed, taken: Set[str]) -> list[Item]:
    """Whom the nearest clause before was about, but for who has a part already: 甲公司不缺钱,股东里有乙资本."""
    for clause in reversed(parsed.clauses[: parsed.clauses.index(told.clause)]):
        items = [i for i in (*clause.subject.owners, *clause.subject.things) if i.mention.name not in taken]
        items = [i for i in items if _fits(i, role)]
        if items:
            return [replace(item, cost=max(item.cost, _ELSEWHERE_COST)) for item in items]
    return []


def _nearest(role: Role, told: _Told, parsed: Parsed) -> list[Item]:
    """The last name before the cue, in whichever clause: 灵犀是一款新药,靶向甲蛋白,瞄准痛风."""
    text = parsed.sentence.text
    if is_nameless(text, told.clause.start, told.clause.end):
        return []
    before = [i for i in parsed.items if i.mention.end <= told.cue[0] and _fits(i, role)]
    before = [i for i in before if not _COMPARED.search(text, 0, i.mention.start)]
    return [replace(item, cost=max(item.cost, _ELSEWHERE_COST)) for item in before[-1:]]


def _list_of(item: Item, fitting: Sequence[Item], text: str) -> list[Item]:
    """The names that stand in one list with a name, itself among them."""
    first = last = fitting.index(item)
    while first > 0 and _joined(fitting[first - 1], fitting[first], text):
        first -= 1
    while last + 1 < len(fitting) and _joined(fitting[last], fitting[last + 1], text):
        last += 1
    members = list(fitting[first : last + 1])
    members.remove(item)
    return sorted([item, *members], key=lambda member: member.mention.start) if members else [item]


def _joined(one: Item, other: Item, text: str) -> bool:
    between = text[one.mention.end : other.mention.start]
    if one.mention.type == other.mention.type == "Place" and not between:
        return True  # 美国波士顿和瑞士巴塞尔
    placed = other.mention.type == "Hospital" and _OF_A_PLACE.fullmatch(between)  # 长沙的湘东医院、南昌的赣抚医院
    return bool(placed or _JOINT.fullmatch(between))
