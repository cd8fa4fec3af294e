"""Enumerations that say what they list: A、B、C等企业, X、Y等10家医院, P、Q和R三个应用.

A member that no other rule knows is a name of the listed type, because its neighbours are. The head word after the
list (a data row) gives the type; the first member grows to the left as far as a name can.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc

from extract.lexicon import DATA, alternatives, any_word, read_rows, word_set
from extract.mention import Mention
from extract.mentions.coined import NAMES
from extract.mentions.parts import made_of
from extract.mentions.tags import CLOSED_CLASSES, VERB_CLASSES, text_of, word_classes
from extract.required import Finder

_JOINT = re.compile(r"、|以及")
_LAST_JOINT = re.compile(r"(?<=[一-鿿A-Za-z0-9)])(?:和|与|及)(?=[一-鿿A-Za-z0-9])")
_STOP = re.compile(r"[,。;:!?\n\t]|(?:包括|包含|涵盖|例如|譬如|诸如|比如|如|即)(?=[^,。;]*$)")
_LONGEST_MEMBER = 24
#: what the segmenter joins to a coined name behind it: 如星桥|云图
_LEADS = "如由以与对从据在"
_LONGER_THAN_LEAD = 4
_CONFIDENCE = 0.66
_ORGANISATIONS = frozenset({"Company", "Investor", "Hospital", "Institution"})
_SOFTWARE = ("AI", "智能", "智慧", "云", "数字")


#: What every list head is behind: 等, or a count.
_LIST_END = re.compile(r"[等一二两三四五六七八九十\d][一-鿿]")


@cache
def _heads() -> tuple[tuple[Finder, str], ...]:
    rows = read_rows(DATA / "morphology" / "list_heads.tsv", ("words", "type"))
    count = r"(?:\d+|[一二两三四五六七八九十百]+|多|数|几)?[余多]?[家个款项种类大位所]?"
    found = []
    for row in rows:
        words = "|".join(sorted(row.listed("words"), key=lambda w: (-len(w), w)))
        lead = f"(?:{alternatives('list_leads')}){{0,3}}"
        # an 应用场景 is no 应用
        whole = rf"(?:{words})(?!{alternatives('list_head_not_before')})"
        found.append(
            (
                Finder(
                    rf"等(?:等)?{count}{lead}{whole}|(?<=[一-鿿A-Za-z）)])(?:[两三四五六七八九十]+|\d+)[家个款项种大](?:核心|主要|上市|头部|知名|国内|本土)?{whole}"
                ),
                row["type"],
            )
        )
    return tuple(found)


def find_listed(doc: Doc, known: list[Mention]) -> list[Mention]:
    """The unknown members of enumerations, typed by the word after them."""
    text = text_of(doc)
    found: list[Mention] = []
    taken = [(m.start, m.end) for m in known if m.confidence >= 0.6]
    # 声纹筛查、内镜机器人等五家公司: fields are no companies
    fields = [(m.start, m.end) for m in known if m.type == "Technology" and m.rule == "gazetteer"]
    for pattern, type_ in _heads() if _LIST_END.search(text) else ():
        for match in pattern.finditer(text):
            members = _members(doc, match.start(), type_)
            counted = re.match(r"\d+", match.group())
            if counted and int(counted.group()) != len(members):
                continue  # 采访3位专家、调研|20家企业
            bounds = taken + fields if type_ in _ORGANISATIONS else taken
            found += [m for m in members if not any(s < m.end and m.start < e for s, e in bounds)]
    for match in _leading_heads().finditer(text):
        end = (
            next((m.start() for m in re.finditer(r"[。;:!?\n]|等", text[match.end() :])), len(text) - match.end())
            + match.end()
        )
        found += [
            m
            for m in _members(doc, end, "Product")
            if m.start >= match.end() and not any(s < m.end and m.start < e for s, e in taken)
        ]
    return found


@cache
def _leading_heads() -> Finder:
    return Finder(rf"(?:{alternatives('product_list_leads')})(?:主要)?(?:包括|包含|涵盖|有|为)")


def _members(doc: Doc, end: int, type_: str) -> list[Mention]:
    text = text_of(doc)
    stops = list(_STOP.finditer(text, max(0, end - 200), end))
    begin = stops[-1].end() if stops else max(0, end - 200)
    joints = list(_JOINT.finditer(text, begin, end))
    tail = joints[-1].end() if joints else begin
    joints += list(_LAST_JOINT.finditer(text, tail, end))[-1:]  # A、B和C: only the last joint may be 和
    cuts = [begin, *(x for m in joints for x in (m.start(), m.end())), end]
    spans = list(zip(cuts[::2], cuts[1::2], strict=True))
    if len(spans) < 2:
        return []
    first_start = _first_start(doc, *spans[0])
    spans[0] = (first_start, spans[0][1]) if first_start is not None else (spans[0][1], spans[0][1])
    members = []
    for start, stop in spans:
        name = text[start:stop].strip("“”\"' ")
        if is_member(name) and _fits(name, type_):
            first = text.index(name, start)
            members.append(Mention(first, first + len(name), type_, name, "list.member", _CONFIDENCE))
    return members


def _fits(name: str, type_: str) -> bool:
    """Whether a member can be of the list's type: no 呼吸系统 among products, no 狭窄 alone among diseases."""
    if type_ == "Disease":
        return name not in word_set("disease_stop") and not name.endswith("相关")
    if type_ == "AIModel" and word_classes().get(name, "nz") not in NAMES:
        return False  # 影像、语音和混合五大模型
    if type_ == "Product":
        core = any_word("product_heads", "WORDS$").sub("", name)
        # 智能影像云 is a product among products, 健康管理 a field
        common = made_of(core, word_set("generic_modifiers")) and not name.startswith(_SOFTWARE)
        return len(name) >= 3 and not common and not re.search(r"[科系线]$|^[A-Za-z\d]+$", name)
    return True


def is_member(name: str) -> bool:
    """Whether a string between the joints of a list can be a name."""
    return (
        2 <= len(name) <= _LONGEST_MEMBER
        and re.fullmatch(r"[\w·+®™./&() -]+", name) is not None
        and not re.search(r"^\d|的|了", name)
    )


def _first_start(doc: Doc, start: int, stop: int) -> int | None:
    """Where the first member begins: left over tokens to the last verb or function word before it."""
    span = doc.char_span(start, stop, alignment_mode="expand")
    if span is None:
        return None
    brought = list(any_word("naming_verbs", "WORDS(?:了|出了?)").finditer(text_of(doc), start, stop))
    if brought:
        return brought[-1].end()
    for token in reversed(span):
        word, end = token.text, token.idx + len(token.text)
        ends_name = (
            (word in word_set("boundary") and word_classes().get(word, "x").startswith("v"))
            or word_classes().get(word, "x") in CLOSED_CLASSES | VERB_CLASSES
            or re.fullmatch(r"\d+|[家个款项种多]", word)
        )
        if ends_name and end < stop:
            return end
    first = max(start, span.start_char)
    return first + (text_of(doc)[first] in _LEADS and stop - first > _LONGER_THAN_LEAD)
