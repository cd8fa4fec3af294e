"""Applies the prose rules to a sentence: matches become candidate facts over mentions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extract.mention import Mention
from extract.prose.clauses import Clause, clauses_of, inserts
from extract.prose.encode import CLOSE, MADE_TECHNOLOGY, OPEN, UNSAID, Encoded, Item, encode
from extract.prose.glosses import without_glosses
from extract.prose.modality import modality_of
from extract.prose.patterns import ProseRule, expand, join_rules, prose_rules
from extract.prose.required import RuleIndex
from extract.prose.sentences import Sentence
from extract.prose.stand_ins import ANAPHOR_COST
from extract.prose.subjects import Context, anaphors
from ontology.model import Modality
from ontology.schema import load_schema

RESPECTIVELY = re.compile(r"分别|依次")
_MARK = re.compile(rf"{OPEN}[A-Za-z](\d+){UNSAID}?{CLOSE}")
_LETTER = re.compile(rf"{OPEN}([A-Za-z])")
_JOINTS = re.compile(r"[、,/]|以及|[和与及]")
#: A member of a list that is no name, beside some that are.
_BARE_MEMBER = re.compile(rf"(?:^|[、,])[^、,{OPEN}{CLOSE}()]{{2,12}}[、,]|、[^、,{OPEN}{CLOSE}()]{{2,12}}$")
#: What a gloss holds is another name of the same thing.
_GLOSS = re.compile(r"\([^()]*\)")
#: 手术机器人XQ-1: a technology before a thing of a list says its kind
_DESCRIBING = re.compile(
    rf"{OPEN}[TWQS{MADE_TECHNOLOGY}]\d+{UNSAID}?{CLOSE}(?=[^、,/+()和与及{OPEN}{CLOSE}]{{0,8}}{OPEN}[PMD]\d)"
)
_OF_THINGS = ("product", "drug", "child")
#: Between a disease and the thing that is for it: 治疗痛风的口服新药XQ-1
_DESCRIBED = re.compile(rf"(?:患者)?的(?:[^,。;{OPEN}{CLOSE}]|{OPEN}[TW]\d+{CLOSE}){{0,14}}{OPEN}[DPMQ](\d+){CLOSE}")
_CAN_DO = re.compile(r"(?:可以?|能够?|可用[来于]|用[于来]|帮助|协助|支持|实现|[来去])$")
#: Kinds whose free words may hold names of things: those names stay words.
WORDY_KINDS = frozenset({"Segment"})
WORDS_ONLY = frozenset({"Product", "AIModel", "Drug", "Disease", "Technology", "Policy", "Report"})
#: Kinds that 分别 says nothing of: 基于X,甲和乙分别搭建了A与B
_OF_ALL = frozenset({"UsesTechnology", "Targets", "Approval", "Listing"})
#: Kinds whose joins say what a thing is meant for, and the modalities that others' and their joins may have.
_MEANT = frozenset({"Approval", "Pipeline"})
_JOINED_AS = (("asserted",), ("asserted", "planned"))
_THINGS = frozenset({"Product", "AIModel", "Drug"})
_STOPS = tuple(",。;:")
#: An unsaid subject beside a name that nothing confirms costs more.
_GUESS_COST = 0.1
_BRAND = 0.45

Filler = Mention | str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact before its evidence is cut: ``start``–``end`` are characters of the sentence."""

    kind: str
    args: Mapping[str, Filler | tuple[Filler, ...]]
    start: int
    end: int
    rule: str
    confidence: float
    modality: Modality


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its names and what stands for names, in order, and its clauses with their subjects."""

    sentence: Sentence
    items: tuple[Item, ...]
    clauses: tuple[Clause, ...]


def parse(sentence: Sentence, context: Context) -> Parsed:
    """Who each clause of a sentence is about, from its names, 公司, 该系统, and what was said before."""
    glossed = without_glosses(sentence.text, sentence.mentions)
    ill = {m.start for m in glossed if m.type == "Disease"}
    named = [m for m in glossed if not _is_permit(m) and not _is_deed(m, sentence.text, ill)]
    items = [*(Item(m) for m in named), *anaphors(sentence, context)]
    items.sort(key=lambda item: item.mention.start)
    clauses = clauses_of(sentence.text, items, context.unsaid(sentence), context.topics)
    return Parsed(sentence, tuple(items), tuple(clauses))


def _is_deed(mention: Mention, text: str, ill: Set[int]) -> bool:
    """Whether a method is only what somebody can do about a disease: 可|辅助诊断|痛风."""
    if mention.type != "Technology" or mention.end not in ill:
        return False
    return _CAN_DO.search(text, 0, mention.start) is not None


def _is_permit(mention: Mention) -> bool:
    """Whether a named measure is what a thing is granted, so that rules read its words: 获FDA孤儿药资格."""
    return mention.type in ("Policy", "Product") and _permit().fullmatch(mention.name) is not None


@cache
def _permit() -> re.Pattern[str]:
    return re.compile(expand("{permit}"))


def find_relations(parsed: Parsed) -> list[Candidate]:
    """The candidates of a sentence."""
    found: list[Candidate] = []
    text = parsed.sentence.text
    unsaid = inserts(parsed.clauses)
    named = [item for item in parsed.items if item.mention.type not in WORDS_ONLY]
    encoded = encode(text, parsed.items, unsaid)
    possible = _rule_index().possible(text)
    for wordy in (False, True):
        if wordy and len(named) < len(parsed.items):
            encoded = encode(text, named, unsaid)
        found += _apply(_rule_index().rules(possible & _fitting_rules(_letters(encoded), wordy)), encoded, text)
        if not wordy:
            found = _absorbed(_with_joins(found, encoded, text))
    return found


def _absorbed(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those that name less than another of their kind; what they add goes to that one."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (-len(_names(c)), c.args.get("deal_type") == "partnership")):
        names = _names(candidate)
        place = next((n for n, fuller in enumerate(kept) if _absorbs(fuller, candidate, names)), None)
        if place is None:
            kept.append(candidate)
        else:
            kept[place] = replace(kept[place], args={**candidate.args, **kept[place].args})
    return kept


def _absorbs(fuller: Candidate, candidate: Candidate, names: frozenset[tuple[str, str]]) -> bool:
    same = fuller.kind == candidate.kind and fuller.modality == candidate.modality
    # 肺炎、骨龄等多张三类证: what is told in words of its own is a fact of its own
    words = candidate.args.get("indication")
    told = isinstance(words, str) and fuller.args.get("indication", words) != words
    mine, theirs = candidate.args.get("deal_type"), fuller.args.get("deal_type")
    if same and mine == "partnership" != theirs:
        # 甲医院与乙公司签约,引进后者的灵犀: what the contract is about says more than that there is one
        return all(any(slot == s and _is_called(name, n) for s, n in _names(fuller)) for slot, name in names)
    return same and not told and mine == theirs and names < _names(fuller)


def _is_called(name: str, other: str) -> bool:
    """Whether two names are of one thing, printed in full and short: 苏州星桥医疗科技有限公司, 星桥医疗."""
    return name in other or other in name


def _names(candidate: Candidate) -> frozenset[tuple[str, str]]:
    """The names that a candidate holds, with their slots."""
    slots = ((slot, value if isinstance(value, tuple) else (value,)) for slot, value in candidate.args.items())
    return frozenset((slot, one.name) for slot, values in slots for one in values if isinstance(one, Mention))


def _with_joins(found: list[Candidate], encoded: Encoded, sentence: str) -> list[Candidate]:
    """The candidates with what else their sentence says of the same deed: who invested beside who led."""
    kinds = {candidate.kind for candidate in found}
    for kind, pattern in join_rules():
        if kind in kinds:
            for match in pattern.finditer(encoded.text):
                # 获准开展试验,拟用于胃癌: what a thing is meant for is planned and true
                if _modality(match, encoded, sentence) in _JOINED_AS[kind in _MEANT]:
                    told, _ = _fillers(match, encoded)
                    place = encoded.span(match.start(), match.end())
                    same = [c for c in found if c.kind == kind]
                    whose = _thing_described(match, encoded)
                    found = [
                        made
                        for c in found
                        for made in (
                            _joined(c, told)
                            if c.kind == kind and not _apart(c, place, sentence, same) and _is_of(c, whose)
                            else [c]
                        )
                    ]
    return found


def _thing_described(match: re.Match[str], encoded: Encoded) -> str:
    """The thing that the words of a join describe: 针对痛风的|灵犀注射液, empty where they describe none."""
    described = _DESCRIBED.match(encoded.text, match.end())
    return encoded.items[int(described[1])].mention.name if described else ""


def _is_of(candidate: Candidate, thing: str) -> bool:
    """Whether a candidate is about the thing, or about none: 治疗痛风的XQ-1已完成I期,XQ-2获批 says 痛风 of XQ-1."""
    names = (candidate.args.get("product"), candidate.args.get("drug"))
    about = [name.name for name in names if isinstance(name, Mention)]
    return not thing or not about or thing in about


def with_joins(found: list[Candidate], parsed: Parsed) -> list[Candidate]:
    """The candidates of a sentence that cues told, with what else it says of the same deeds."""
    if not any(candidate.kind == kind for candidate in found for kind, _ in join_rules()):
        return found
    text = parsed.sentence.text
    return _with_joins(found, encode(text, parsed.items, inserts(parsed.clauses)), text)


def _apart(candidate: Candidate, place: tuple[int, int], sentence: str, same: Sequence[Candidate]) -> bool:
    """Whether a semicolon, or a later deed of the kind, parts a candidate from what is said at ``place``:
    that is of another deed. 2021年完成A轮,甲领投,2023年完成B轮,乙领投: 乙 is in the later one only."""
    if ";" in sentence[candidate.end : place[0]] or ";" in sentence[place[1] : candidate.start]:
        return True
    nearer = (c for c in same if candidate.end <= c.start <= place[0] or c.end <= place[0] < candidate.start)
    return any(other.args.get("round", "") != candidate.args.get("round", "") for other in nearer)


def _joined(candidate: Candidate, fillers: Mapping[str, Sequence[Filler]]) -> list[Candidate]:
    """The candidate with what is said of it; one for each name that a slot of one name is given: 用于胃癌和肝癌."""
    slots = {slot.name: slot for slot in load_schema().kinds[candidate.kind].slots}
    args = dict(candidate.args)
    rows = [args]
    taken = {filler.name for filler in args.values() if isinstance(filler, Mention)}
    for name, read in fillers.items():
        values = [value for value in read if not (isinstance(value, Mention) and value.name in taken)]
        had = args.get(name)
        if not values:
            continue
        if slots[name].many:
            both = tuple(dict.fromkeys((*(had if isinstance(had, tuple) else ()), *values)))
            rows = [{**row, name: both} for row in rows]
        elif had is None:
            rows = [{**row, name: value} for row in rows for value in values]
    return [replace(candidate, args=row) for row in rows]


def _letters(encoded: Encoded) -> frozenset[str]:
    return frozenset(_LETTER.findall(encoded.text))


@cache
def _rule_index() -> RuleIndex[ProseRule]:
    return RuleIndex(prose_rules(), [rule.required for rule in prose_rules()])


@lru_cache(maxsize=1024)
def _fitting_rules(letters: frozenset[str], wordy: bool) -> int:
    return _rule_index().where(lambda rule: (rule.kind in WORDY_KINDS) is wordy and rule.can_match(letters))


def _apply(rules: Iterable[ProseRule], encoded: Encoded, sentence: str) -> Iterator[Candidate]:
    for rule in rules:
        for match in rule.pattern.finditer(encoded.text):
            yield from _candidates(rule, match, encoded, sentence)


def _candidates(rule: ProseRule, match: re.Match[str], encoded: Encoded, sentence: str) -> Iterator[Candidate]:
    read, cost = _fillers(match, encoded)
    if not read:
        return
    fillers = _fitting(rule.kind, read)
    start, end = encoded.span(match.start(), match.end())
    modality = _modality(match, encoded, sentence)
    guessed = [m for values in fillers.values() for m in values if isinstance(m, Mention) and m.confidence < _BRAND]
    confidence = rule.confidence - cost - (_GUESS_COST if cost >= ANAPHOR_COST and guessed else 0.0)
    respectively = RESPECTIVELY.search(match.group()) is not None
    for args in spread(rule.kind, fillers, respectively=respectively):
        yield Candidate(rule.kind, {**rule.fixed, **args}, start, end, rule.name, confidence, modality)


def _fitting(kind: str, fillers: Mapping[str, Sequence[Filler]]) -> dict[str, Sequence[Filler]]:
    """The fillers without names of other types beside those that a slot takes: 投资了手术机器人领域的|甲公司."""
    slots = {slot.name: slot for slot in load_schema().kinds[kind].slots}
    fitting: dict[str, Sequence[Filler]] = {}
    for name, values in fillers.items():
        right = [value for value in values if isinstance(value, Mention) and value.type in slots[name].types]
        # 由靶点发现引擎望舒和分子生成引擎听雨组成: the method only says what kind of part it is
        things = [value for value in right if isinstance(value, Mention) and value.type in _THINGS]
        right = things if kind == "PartOf" and things else right
        fitting[name] = right if right and slots[name].value == "entity" else values
    return fitting


def _fillers(match: re.Match[str], encoded: Encoded) -> tuple[dict[str, list[Filler]], float]:
    """What a match puts into each slot, and what the dearest of it costs in sureness."""
    fillers: dict[str, list[Filler]] = {}
    cost = 0.0
    for slot, found in match.groupdict().items():
        if not found:
            continue
        words = _DESCRIBING.sub("", found) if slot.startswith(_OF_THINGS) else found
        marks = [encoded.items[int(m.group(1))] for m in _MARK.finditer(_GLOSS.sub("", words))]
        cost = max([cost, *(item.cost for item in marks)])
        name = slot.rstrip("23")  # parties and parties2 are two places of one slot
        members: list[Filler] = [i.mention for i in marks] or [words.strip(' “”"')]
        if marks and _BARE_MEMBER.search(words):
            members = _members(words, encoded)
        fillers.setdefault(name, []).extend(members)
    return fillers, cost


def _members(words: str, encoded: Encoded) -> list[Filler]:
    """The members of a list of which only some are names: 肺炎、骨龄、冠脉."""
    members: list[Filler] = []
    for part in _JOINTS.split(words):
        mark = _MARK.search(part)
        if mark:
            members.append(encoded.items[int(mark.group(1))].mention)
        elif part.strip():
            members.append(part.strip(' “”"'))
    return members


def _modality(match: re.Match[str], encoded: Encoded, sentence: str) -> Modality:
    start, end = encoded.span(match.start(), match.end())
    if sentence[start : start + 1] in _STOPS:
        start += 1  # the words before the mark that a rule begins with are of another clause
    names = [(i.mention.start, i.mention.end) for i in encoded.items if i.mention.end > i.mention.start]
    return modality_of(sentence, start, end, names)


def spread(
    kind: str, fillers: Mapping[str, Sequence[Filler]], *, respectively: bool = False
) -> Iterator[dict[str, Filler | tuple[Filler, ...]]]:
    """One argument set per combination: a slot that holds a list keeps it, any other makes one fact an element.

    ``Develops(company=[A, B], product=[P])`` gives two facts, ``Release(publishers=[A, B])`` one. ``respectively``
    (分别) pairs lists of one length instead: A with P, B with Q.
    """
    slots = {slot.name: slot for slot in load_schema().kinds[kind].slots}
    whole = {name: tuple(values) for name, values in fillers.items() if slots[name].many}
    single = {name: values for name, values in fillers.items() if not slots[name].many}
    lists = [values for values in single.values() if len(values) > 1]
    if respectively and len(lists) == 1 and len(whole) == 1 and len(lists[0]) == len(*whole.values()):
        yield from _paired(whole, single, len(lists[0]))
        return
    rows: Iterable[tuple[Filler, ...]] = itertools.product(*single.values())
    if respectively and len(lists) == 1 and len(single) > 1 and kind not in _OF_ALL:
        return  # 甲和乙分别推出A与B, of which one is not known: nobody can say whose the other is
    if respectively and len(lists) > 1 and len({len(values) for values in lists}) == 1:
        length = len(lists[0])
        rows = zip(*(values if len(values) > 1 else [values[0]] * length for values in single.values()), strict=True)
    for combination in rows:
        yield {**whole, **dict(zip(single, combination, strict=True))}


def _paired(
    whole: Mapping[str, Sequence[Filler]], single: Mapping[str, Sequence[Filler]], length: int
) -> Iterator[dict[str, Filler | tuple[Filler, ...]]]:
    """甲和乙分别发布A与B: a list slot is filled with the one member that the other list's member goes with."""
    for place in range(length):
        members = {name: (values[place],) for name, values in whole.items()}
        yield {**members, **{name: values[place if len(values) > 1 else 0] for name, values in single.items()}}
