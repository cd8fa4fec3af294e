"""The clause around a figure, cut into words and parted into who, verb, what, and what is counted behind it.

``星桥医疗可平均节约药物合成时间约40%`` parts into the holder 星桥医疗, the verb 节约 and the thing 药物合成时间. The
words come from jieba; names stay whole; word lists say which words link, which are verbs, and which begin anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache

from extract.lexicon import DATA, read_rows, word_set
from extract.mentions.segmenter import words_of
from extract.mentions.tags import CLOSED_CLASSES, word_classes

#: What a run of nouns may not begin or end with.
_EDGES = frozenset({"的", "之", "和", "与", "及", "以及", "或"})
#: Words of closed classes that are part of a noun phrase all the same.
_NOMINAL = frozenset({"其他", "其它", "其余", "每千", "日均", "人均", "认证", "许可", "批件", "展商", "备案"})
_INSIDE = frozenset({"的", "之", "和", "与", "及", "以及", "/", "+", "-"})
REGION = re.compile(
    r"我国|全省|全市|全区|全县|我省|我市|本省|本市|(?<!其)中国|全国|国内|全球|世界|海外|国外|美国|欧洲|日本|欧盟|韩国|印度|英国|德国"
)
_NUMERALS = frozenset("一二三四五两双")
_NUMERIC = re.compile(r"[\d.,%~/年月日-]+")
#: Classes of jieba's dictionary that end a run of nouns, beside the closed ones: words of place, times, numerals.
_ENDS = CLOSED_CLASSES | {"f", "t", "m", "mq", "y", "zg"}
_NOUNS_ALL_THE_SAME = re.compile(r"[一-鿿]*(?:率|额|量|数|比|价|费|期|值|度|人|者|均|龄|眼底)$")


class Part(Enum):
    """What a word does in the clause of a figure."""

    NOUN = auto()
    NAME = auto()
    VERB = auto()
    LIGHT = auto()  # 实现, 拥有: says that a figure is had, not what of
    CHANGE = auto()
    LINK = auto()
    MOVER = auto()  # 将, 使: what it moves before the verb
    INSIDE = auto()
    REGION = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Change:
    """A verb of change: what it makes of the thing that changed, and the sign of the figure."""

    noun: str
    rule: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands before a figure: ``holder`` 将 ``thing`` ``change`` 40%, ``holder`` ``verb`` ``thing`` 40%.

    ``reached`` tells a figure that something rose or fell to (增至, 达到), ``change`` one that it rose or fell by.
    """

    holder: str = ""
    verb: str = ""
    thing: str = ""
    change: str = ""
    reached: bool = False
    light: bool = False
    named: bool = False  # the thing is a name and nothing else


@cache
def changes() -> dict[str, Change]:
    """The verbs of ``data/prose/changes.tsv``."""
    return {
        row["verb"]: Change(row["measures"], row["rule"])
        for row in read_rows(DATA / "prose" / "changes.tsv", ("verb", "measures", "rule"))
    }


@lru_cache(maxsize=4096)
def _part(word: str) -> Part:
    if word in changes():
        return Part.CHANGE
    if word in word_set("movers"):
        return Part.MOVER
    if word in word_set("light_verbs"):
        return Part.LIGHT
    if word in word_set("metric_links") or _NUMERIC.fullmatch(word):
        return Part.LINK
    if word in word_set("counting_verbs"):
        return Part.VERB
    if word in _INSIDE:
        return Part.INSIDE
    if REGION.fullmatch(word):
        return Part.REGION
    if word in _NOMINAL or word in word_set("counters"):
        return Part.NOUN
    if word in word_set("metric_leads"):
        return Part.END
    if not re.search(r"[\w]", word):
        return Part.END
    if word_classes().get(word, "n") in _ENDS and not _NOUNS_ALL_THE_SAME.fullmatch(word):
        return Part.END
    return Part.NOUN


def cut(text: str, names: Iterable[str]) -> list[tuple[str, Part]]:
    """The words of a text with what they do; ``names`` that stand in it stay whole."""
    known = sorted({name for name in names if name in text}, key=lambda name: (-len(name), name))
    words: list[tuple[str, Part]] = []
    for place, piece in enumerate(re.split("(" + "|".join(map(re.escape, known)) + ")", text) if known else [text]):
        if place % 2:
            words.append((piece, Part.REGION if REGION.fullmatch(piece) else Part.NAME))
            continue
        # jieba knows 获得, not 获评: the words of our own lists that it lacks are cut out first
        for part in _own_words().split(piece):
            told = [part] if _own_words().fullmatch(part) else words_of(part)
            words.extend((word, _part(word)) for whole in told for word in _apart(whole) if word.strip())
    return _placed(words)


def _between_nouns(words: Sequence[tuple[str, Part]], place: int) -> bool:
    (before, part_before), (word, part), (_, part_after) = words[place - 1 : place + 2]
    nouns = part_before is Part.NOUN and part_after is Part.NOUN and len(before) > 1
    nominal = part is Part.VERB and word_classes().get(word) in _NOMINAL_CLASSES
    return nominal and nouns and before not in word_set("bare_subjects")


def _apart(word: str) -> Sequence[str]:
    """The dictionary holds 价格下降 and 系统对 as one word each; here the verb and the preposition stand alone."""
    if len(word) > 3 and word[-2:] in changes() and word not in word_set("indicators"):
        return word[:-2], word[-2:]
    if len(word) > 3 and word[:2] in word_set("counting_verbs") and REGION.fullmatch(word[2:]):
        return word[:2], word[2:]  # 覆盖全国
    if len(word) > 2 and word[-1] == "对":
        return word[:-1], word[-1]
    return (word,)


def _placed(words: list[tuple[str, Part]]) -> list[tuple[str, Part]]:
    """临床前阶段 is one noun phrase: a word of place between two nouns belongs to them."""
    for place in range(1, len(words) - 1):
        inner = words[place][0] in word_set("inner_places") and words[place + 1][1] is Part.NOUN
        if inner and words[place - 1][1] is Part.NOUN:
            words[place] = (words[place][0], Part.NOUN)
        if words[place + 1][0].startswith("性") and words[place][1] is Part.END:
            words[place] = (words[place][0], Part.NOUN)  # 及时性质检项
    for place, (word, _) in enumerate(words[:-1]):
        first = not place or words[place - 1][1] is not Part.NOUN
        if word in ("计划", "目标") and first and words[place + 1][1] is Part.VERB:
            words[place] = (word, Part.LINK)  # 计划入组54名受试者, 行动计划 is a noun
    for place, (word, part) in enumerate(words[:-1]):
        rare = part is Part.END and len(word) == 1 and word_classes().get(word) == "zg" and word not in "今仍较"
        if rare and words[place + 1][1] is Part.NOUN:
            words[place] = (word, Part.NOUN)  # 靶|区, 砺|康: a name that the dictionary lacks
    for place in range(1, len(words) - 1):
        if _between_nouns(words, place):
            words[place] = (words[place][0], Part.NOUN)  # 医院服务板块
    for place, (word, _) in enumerate(words[:-1]):
        if word[:1] in _NUMERALS and words[place + 1][1] is Part.NOUN:
            words[place] = (word, Part.NOUN)  # 三类证, 两癌筛查
    return words


@cache
def _own_words() -> re.Pattern[str]:
    lists = ("metric_links", "counting_verbs", "light_verbs", "reaching", "metric_leads", "indicators")
    listed = {word for name in lists for word in word_set(name)} | set(changes())
    # a long indicator is cut out whatever the dictionary says: 准确率高达 is no 率高
    # 其中市财政投入 has no 其中市
    kept = {"其中", "互认", *(word for word in word_set("indicators") if len(word) > 2)}
    apart = {word for word in listed if len(word) > 1 and words_of(word) != [word]}
    missing = sorted(kept | apart, key=lambda word: (-len(word), word))
    return re.compile(f"({'|'.join(map(re.escape, missing))})")


def before_figure(words: Sequence[tuple[str, Part]]) -> Wording:
    """Part the words of a clause that end where its figure begins."""
    end, change, reached = _tail(words)
    if end and not change and _is_deed(*words[end - 1]):
        return Wording(_holder(words, end - 1), words[end - 1][0], reached=reached)
    thing, start = _run(words, end)
    compared = change or any(word in word_set("comparing") for word, _ in words[end:])
    if thing and compared and start and words[start - 1][0] in word_set("compared_with"):
        thing, start = _run(words, _back(words, start, _SKIPPED))
    if thing and words[start][0] == "的" and any(part is Part.NAME for _, part in words[start:end]):
        return Wording(thing=thing, change=change, reached=reached)  # 公司自主研发的“慧眼”系统已在300家医院落地
    place = _back(words, start, {Part.END, Part.LINK}) if thing else start
    place = place if place and words[place - 1][1] in _VERBS else start
    verb, light = "", False
    if place and words[place - 1][1] in _VERBS:
        verb, part = words[place - 1]
        if thing and place == start and part is Part.VERB and _is_modifier(words, place - 1, thing):
            thing, start, verb = verb + thing, place - 1, ""
            if start and words[start - 1][1] in _VERBS:
                verb, part = words[start - 1]
                start -= 1
            elif start and words[start - 1][1] in _RUNS:
                more, start = _run(words, start)
                thing = more + thing
        else:
            start = place - 1
        light = bool(verb) and part is Part.LIGHT
    named = (
        bool(thing) and start < end and all(part is Part.NAME for _, part in words[start:end] if part is not Part.END)
    )
    return Wording(_holder(words, start), verb, thing, change, reached, light, named)


def _is_deed(word: str, part: Part) -> bool:
    """Whether a word that no list holds is a verb: 平台汇聚了3000万份病历."""
    plain = part is Part.NOUN and len(word) == 2 and word_classes().get(word) in _DEEDS
    return plain and word not in word_set("indicators") and word not in _NOMINAL


def is_deed_noun(thing: str, unit: str) -> bool:
    """Whether a run of nouns is something done so often: 筛查, 筛查肺结节20万人次."""
    first = words_of(thing)[0] if thing else ""
    often = unit in _OFTEN or first == thing
    return often and word_classes().get(first) in ("v", "vn") and first not in word_set("indicators")


def _is_modifier(words: Sequence[tuple[str, Part]], place: int, thing: str) -> bool:
    """Whether a verb belongs to the noun behind it: 研发开支, 销售费用率, 实现服务收入."""
    verb = words[place][0]
    if place and words[place - 1][1] in _VERBS:
        return True
    return verb + thing in word_set("indicators") or (
        word_classes().get(verb) in _NOMINAL_CLASSES and _MODIFIED.fullmatch(thing) is not None
    )


#: what deeds are counted by, not people or things
_OFTEN = frozenset({"人次", "例次", "次", "场次"})
_DEEDS = frozenset({"v", "vd", "vi", "ad", "d"})
#: Classes of verbs that are nouns as well: 销售, 服务, 研发.
_NOMINAL_CLASSES = frozenset({"vn", "n", "j", "an", "nz"})
_MODIFIED = re.compile(r".{0,6}(?:率|额|量|费用|费|收入|利润|成本|开支|支出|人数|周期|规模|金额|占比|比例|比重)")
_VERBS = frozenset({Part.VERB, Part.LIGHT, Part.CHANGE})
_SKIPPED = frozenset({Part.END, Part.LINK, Part.MOVER, Part.INSIDE, Part.REGION})
_RUNS = frozenset({Part.NOUN, Part.NAME, Part.INSIDE, Part.REGION})


def _tail(words: Sequence[tuple[str, Part]]) -> tuple[int, str, bool]:
    """Where the words end that only tie a clause to its figure, the change they tell, and whether it is reached."""
    place, change, reached = len(words), "", False
    while place:
        word, part = words[place - 1]
        if part is Part.CHANGE:
            change = change or ("" if reached else word)
        elif part not in _SKIPPED:
            break
        reached = reached or (word in word_set("reaching") and not change)
        place -= 1
    return place, change, reached


def _back(words: Sequence[tuple[str, Part]], place: int, parts: Iterable[Part]) -> int:
    while place and words[place - 1][1] in parts:
        place -= 1
    return place


def _run(words: Sequence[tuple[str, Part]], end: int) -> tuple[str, int]:
    """The nouns that end at ``end`` and where they begin; 的 and 和 stay inside, regions are left out."""
    start = _back(words, end, _RUNS)
    kept = [word for word, part in words[start:end] if part is not Part.REGION]
    while kept and kept[0] in _EDGES:
        kept.pop(0)
    while kept and kept[-1] in _EDGES:
        kept.pop()
    return "".join(kept), start


def _holder(words: Sequence[tuple[str, Part]], place: int) -> str:
    """Who has the figure: the nouns before the verb that stand behind no preposition."""
    while place:
        place = _back(words, place, _SKIPPED)
        holder, start = _run(words, place)
        if not holder:
            return ""
        if not (start and words[start - 1][0] in word_set("prepositions")):
            return holder
        place = start - 1
    return ""


#: 3家|有全球影响力的企业, 2款具备问诊能力的产品
_HAVING = frozenset({"有", "具有", "具备", "拥有"})
#: of them there are no eleven: what they do or make is counted
_UNCOUNTED = frozenset({"AI", "人工智能"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What stands behind a figure: the noun that is counted, and what is said of it (``said``的``noun``)."""

    noun: str = ""
    said: str = ""


def after_figure(words: Sequence[tuple[str, Part]]) -> Counted:
    """Part the words of a clause that begin where its figure ends: 家医院获评高级别, 名来自高校的博士."""
    place = 0
    while place < len(words) and words[place][0] in word_set("after_number"):
        place += 1
    first = place
    if first < len(words) and words[first][0] in word_set("prepositions"):
        return Counted("", _said(words[first:]))
    while place < len(words) and words[place][1] in _RUNS and words[place][0] not in word_set("noun_ends"):
        if place > first and _does(words, place):
            break
        place += 1
    if place == len(words) - 1 > first and _names_a_use(words, place):
        return Counted("".join(word for word, _ in words[first:]))
    noun, _ = _run(words[first:place], place - first)
    ends = [n for n in range(first, len(words) - 1) if words[n][0] == "的"]
    does = first < len(words) and (words[first][1] in (Part.VERB, Part.CHANGE) or words[first][0] in _HAVING)
    made = bool(ends) and noun in _UNCOUNTED
    if noun and not made:
        return Counted(noun, _said(words[place:]))
    if not ends or not (does or made):
        return Counted(noun)
    head = ends[-1] + 1
    ends_noun = word_set("noun_ends")
    stop = next(
        (n for n in range(head, len(words)) if words[n][1] not in _RUNS or words[n][0] in ends_noun), len(words)
    )
    noun, _ = _run(words[head:stop], stop - head)
    if made:  # 11条AI参与研发的管线更新状态
        return Counted("".join(word for word, _ in words[first:head]) + noun, _said(words[stop:]))
    return Counted(noun, "".join(word for word, _ in words[first : ends[-1]]))


#: 搭|起了, 写|好了
_FINISHED = re.compile(r"[起出下上完到成好]?[了过着]")


def _does(words: Sequence[tuple[str, Part]], place: int) -> bool:
    """Whether what is counted does something: 42名患者|接受治疗, 8个省份|搭起了控制中心."""
    word, part = words[place]
    if words[place - 1][0] in _INSIDE:
        return False
    finished = _FINISHED.match("".join(word for word, _ in words[place + 1 : place + 3])) is not None
    return part is Part.NOUN and (finished or (word_classes().get(word) == "v" and len(word) == 2))


def _names_a_use(words: Sequence[tuple[str, Part]], place: int) -> bool:
    """AI应用 is one noun, 医院应用 is what hospitals do."""
    word, part = words[place - 1]
    return words[place][0] == "应用" and (part is Part.NAME or word.isascii())


def _said(words: Sequence[tuple[str, Part]]) -> str:
    """What a clause says of the noun before it: it begins with a verb or a preposition."""
    while words and (words[0][1] is Part.LINK or words[0][0] in word_set("idle_adverbs")):
        words = words[1:]
    if not words:
        return ""
    word, part = words[0]
    listed = word in word_set("noun_ends") or word in word_set("prepositions")
    told = word == "的" or part in _VERBS or listed or _is_deed(word, part)
    return "".join(word for word, _ in words) if told else ""


#: 展会期间, 政策层面: when or where a sentence plays is not what it is about
_SETTING = re.compile(r"(?:方面|时|后|前|期间|层面|现场|当天|当日|之际|之间|会上|会后|以来|角度|过程|阶段|背景)$")


def opening_noun(text: str) -> str:
    """The nouns that a sentence begins with, behind its lead-in words; "" where it begins with a verb."""
    words = cut(text, ())
    first = next(
        (n for n, (_, part) in enumerate(words) if part not in (Part.END, Part.LINK, Part.REGION, Part.INSIDE)),
        len(words),
    )
    if any(word in word_set("prepositions") for word, _ in words[:first]):
        return ""
    if first and first < len(words) and _is_deed(*words[first]):
        return ""  # 全省建成5个模型
    stop = next((n for n in range(first, len(words)) if words[n][1] not in _RUNS), len(words))
    noun, _ = _run(words[first:stop], stop - first)
    return noun if 2 <= len(noun) <= 12 and not _SETTING.search(noun) else ""
