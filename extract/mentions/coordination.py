"""A list is of one kind: what stands between names of a type is a name of that type.

``智业软件、金蝶医疗、广州海鹞、健康160以及山东顺能`` holds two names nobody listed; ``深度学习以及实时感知技术`` makes
the second as sure as the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.lexicon import any_word, word_set
from extract.mention import Mention
from extract.mentions.lists import is_member
from extract.mentions.parts import made_of
from extract.mentions.tags import CLOSED_CLASSES, VERB_CLASSES, word_classes
from extract.required import Finder

_JOINT = r"(?:、|以及|和|与|及)"
#: 与 stands before a partner, too
_LIST_JOINT = r"(?:、|以及|和|及)"
_LATIN_WORDS = frozenset({"latin.brand", "coined.thing"})
_RUN = Finder(rf"[^,。;:!?、\s“”《》]{{2,24}}(?:{_JOINT}[^,。;:!?、\s“”《》]{{2,24}})+")
_FILLED = frozenset({"Company", "Investor", "Hospital", "Institution", "Technology", "Disease"})
_FIRMS = frozenset({"Company", "Investor"})
_LONGEST_WHOLE = 12
#: So many known members of one type tell the type of any list.
_MANY = 3
_CONFIDENCE = 0.66
#: Technologies stand in lists with fields, tasks and devices: their neighbours tell too little.
_UNSURE = 0.55
_SURE = 0.6
#: what goes on with a clause: jieba's classes of set phrases, adverbs and pronouns; how long a word is
_PHRASES = frozenset({"i", "l", "d", "r"})
_COPULAS = ("是", "有")
_LONGEST_WORD = 4


def promote_coordinated(text: str, mentions: list[Mention]) -> list[Mention]:
    """Unsure mentions that a joint ties to a sure one of their type become sure."""
    sure = {(m.start, m.type) for m in mentions if m.confidence >= _SURE} | {
        (m.end, m.type) for m in mentions if m.confidence >= _SURE
    }
    firms = {(m.end, m.type) for m in mentions if m.confidence >= _SURE and m.type in ("Company", "Investor")}
    firms |= {(m.start, m.type) for m in mentions if m.confidence >= _SURE and m.type in ("Company", "Investor")}
    return [_promoted(text, m, sure, firms) for m in mentions]


def _promoted(text: str, mention: Mention, sure: set[tuple[int, str]], firms: set[tuple[int, str]]) -> Mention:
    """A mention with the sureness of its neighbours; a Latin word beside a firm is one: Alder Capital和|Orvane领投."""
    owned = text[mention.start - 1 : mention.start] == "的" and any((mention.start - 1, of) in firms for of in _FIRMS)
    if mention.rule in _LATIN_WORDS and not owned and not any(sign.isdigit() for sign in mention.name):
        for type_ in ("Company", "Investor"):
            if _tied(text, replace(mention, type=type_), firms, _LIST_JOINT) and not _tied(text, mention, sure):
                return replace(mention, type=type_, confidence=_CONFIDENCE)
    if mention.confidence < _SURE and mention.rule != "gazetteer" and _tied(text, mention, sure):
        return replace(mention, confidence=_CONFIDENCE)
    return mention


def _tied(text: str, mention: Mention, sure: set[tuple[int, str]], joint: str = _JOINT) -> bool:
    left = re.search(rf"{joint}$", text[max(0, mention.start - 2) : mention.start])
    right = re.match(joint, text[mention.end : mention.end + 2])
    return bool(
        (left and (mention.start - len(left.group()), mention.type) in sure)
        or (right and (mention.end + len(right.group()), mention.type) in sure)
    )


def fill_lists(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """New mentions for the members between known ones of one type: at least two that are half of the list, or three."""
    sure = [m for m in mentions if m.confidence >= _SURE]
    fields = [m for m in mentions if m.confidence < _SURE and m.rule == "gazetteer" and m.type == "Technology"]
    starts, ends = {m.start: m for m in sure}, {m.end: m for m in sure}
    for run in _RUN.finditer(text):
        members = [part for member in _members(run) for part in _parted(text, member, starts)]
        known = [m for m in (_known(starts, ends, text, *span) for span in members) if m is not None]
        yield from _siblings(text, members, known)
        types = {m.type for m in known if m.type in _FILLED}
        enough = len(known) >= _MANY or 2 * len(known) >= len(members)
        if types == {"Company", "Investor"}:
            types = {"Investor"}  # 投资方包括|星桥医疗、云亭国际和南枝创投
        if len(known) < 2 or len(types) != 1 or not enough:
            continue
        (type_,) = types
        if type_ == "Technology":
            yield from _whole_members(text, members[1:], ends)
        for start, end in members[1:]:  # the first member's left edge is unknown
            name = any_word("list_ends", r"WORDS|\d+[张项个家款种]").split(text[start:end])[0]
            name = name[: name.rindex("医院") + 2] if type_ == "Hospital" and "医院" in name else name
            bounds = sure if type_ == "Technology" else [*sure, *fields]
            free = not any(_blocks(m, start, start + len(name)) for m in bounds)
            if any(m.start == start and _is_predicate(m, name[m.end - start :]) for m in sure):
                continue  # 鹰瞳科技参展: a verb behind a known name
            if free and is_member(name) and not any_word("no_list_member").search(name) and _fits(name, type_):
                confidence = _UNSURE if type_ == "Technology" else _CONFIDENCE
                yield Mention(start, start + len(name), type_, name, "list.between", confidence)


def _siblings(text: str, members: list[tuple[int, int]], known: list[Mention]) -> Iterator[Mention]:
    """数字心、数字脑、数字胸: a member that begins as known things do and is as long as they are is one of them."""
    things = [m for m in known if m.type in ("Product", "AIModel")]
    taken = {m.start for m in known}
    for start, end in members:
        stop = any_word("list_ends").search(text, start + 2, end)
        name = text[start : stop.start() if stop else end]
        like = [m for m in things if len(m.name) == len(name) >= 3 and m.name[:2] == name[:2]]
        if len(like) > 1 and start not in taken and is_member(name):
            yield Mention(start, start + len(name), like[0].type, name, "list.sibling", _CONFIDENCE)


def _parted(text: str, member: tuple[int, int], starts: dict[int, Mention]) -> list[tuple[int, int]]:
    """A member in two where a known firm follows a last 和: 云亭国际|和|南枝创投."""
    start, end = member
    for joint in re.finditer(r"[和与及]", text[start:end]):
        cut = start + joint.start()
        known = starts.get(cut + 1)
        if known is not None and known.type in _FIRMS and cut - start > 1:
            return [(start, cut), (cut + 1, end)]
    return [member]


def _is_predicate(mention: Mention, rest: str) -> bool:
    """Whether what stands behind a known name goes on with the clause: a verb, or behind a firm a word of grammar or a
    set phrase, if no last part of a firm's name ends it (星桥医疗|紧随其后, 星桥医疗|是绕不开的名字)."""
    classes = word_classes()
    if not rest or mention.type not in _FIRMS or any_word("org_suffix_company", "WORDS$").search(rest):
        return bool(rest) and classes.get(rest, "x").startswith("v")
    first = next((rest[:n] for n in range(_LONGEST_WORD, 0, -1) if rest[:n] in classes), "")
    begins = CLOSED_CLASSES | _PHRASES if len(first) == 1 else CLOSED_CLASSES | VERB_CLASSES | _PHRASES
    return first in _COPULAS or classes.get(first, "x") in begins


def _fits(name: str, type_: str) -> bool:
    """Whether a member can be of the list's type: a disease ends like one, a hospital is more than common words."""
    if type_ == "Disease":
        return name not in word_set("disease_stop") and any_word("disease_heads", "WORDS$").search(name) is not None
    if type_ in ("Hospital", "Institution"):
        return not made_of(name, word_set("generic_modifiers") | word_set("generic_hospitals"))
    return True


def _whole_members(text: str, members: list[tuple[int, int]], ends: dict[int, Mention]) -> Iterator[Mention]:
    """深度数据挖掘 between joints is one technology, though a list knows only 数据挖掘."""
    for start, end in members:
        tail = ends.get(end)
        if tail is None or start >= tail.start or end - start > _LONGEST_WHOLE or not is_member(text[start:end]):
            continue
        lead = text[start : tail.start]
        if not any_word("no_list_member").search(lead) and not any_word("list_ends").search(lead):
            yield Mention(start, end, tail.type, text[start:end], "list.whole", 0.7)


def _known(starts: dict[int, Mention], ends: dict[int, Mention], text: str, start: int, end: int) -> Mention | None:
    """The sure mention that a member is, but for a count behind it or the words before the first one."""
    counted = re.search(r"\d+[张项个家款种]?$", text[start:end])
    stop = start + counted.start() if counted else end
    mention = starts.get(start)
    return mention if mention is not None and mention.end >= stop - 1 else ends.get(stop)


def _blocks(mention: Mention, start: int, end: int) -> bool:
    """A sure mention inside a member speaks against it, unless it is a place or the beginning of the name."""
    return (
        mention.start < end
        and start < mention.end
        and mention.type != "Place"
        and not (mention.start == start and mention.end < end)
    )


def _members(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    cursor = run.start()
    joints = list(re.finditer(r"、|以及", run.group()))
    joints += re.finditer(r"(?<=[病症炎癌瘤])[和与及](?=[^、]{2,}$)", run.group())  # A、B和C病
    for joint in joints:
        yield cursor, run.start() + joint.start()
        cursor = run.start() + joint.end()
    yield cursor, run.end()
