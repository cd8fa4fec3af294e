"""People by what stands beside their names: 詹翊强博士, 创始人Gregory Verdine, Dimitri Metaxas教授."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from extract.lexicon import alternatives, any_word, word_set
from extract.mention import Mention
from extract.mentions.tags import text_of, word_classes
from extract.required import Finder

_DEGREES = r"(?:博士|教授|院士|先生|女士|主任医师|副主任医师|主治医师)"
_HAN_NAME = r"(?P<name>[一-鿿]{2,3})"
_WORD = r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_LATIN_NAME = rf"(?P<name>{_WORD}(?: [A-Z]\.?)?(?: (?:de|van|von|der|la))?(?: {_WORD}){{1,2}})"


@cache
def _translated() -> Finder:
    stop = rf"(?=(?:{alternatives('after_person')})|[^一-鿿·]|$)"
    return Finder(rf"(?P<name>[一-鿿]{{1,12}}(?:·[一-鿿]{{1,8}}?){{1,3}}){stop}")


@cache
def _titled() -> Finder:
    return Finder(rf"(?:{alternatives('titles')}|投资人|记者|学者|师从|导师|师承|博士后导师){_LATIN_NAME}(?![A-Za-z])")


#: jieba's classes of the names of people, of parts of them and of translated names
_NAMES = ("nr", "nrfg", "nrt")
#: classes of the words that may stand right behind a person
_MAY_FOLLOW = frozenset({"v", "vd", "vi", "d", "ad", "p", "c", "r"})
#: 许知远说, 许知远也对此表示: at the head of a clause, perhaps with a few words before the verb
_HEAD = r"(?:^|(?<=[,。;:!?”\n]))"
_BETWEEN = (
    r"(?:随后|则|也|还|又|曾|并|便|常|后来|当时|同时|近日|日前|这样|如此|坦率地|笑着"
    r"|[对向][^,。;:]{1,8}?|在[^,。;:]{1,12}?[上中里后时])*"
)


@cache
def _speaks() -> re.Pattern[str]:
    return re.compile(rf"{_HEAD}{_HAN_NAME}{_BETWEEN}(?:{alternatives('spoken')})(?![一-鿿]?明书|法|服)")


@cache
def _kin() -> re.Pattern[str]:
    """师弟丁目; 记者何松) ends with its line or bracket."""
    return re.compile(
        rf"(?:{alternatives('person_kin')}|(?<![一-鿿])(?:文|图文|作者|采写|编译|整理)(?=[:|/丨]))[:|/丨]?"
        r"(?P<name>[一-鿿]{2,3})"
    )


#: what stands behind the author of a text: a date, a mark, the end
_SIGNED = re.compile(r"[^一-鿿A-Za-z]|$|(?:[一-鿿]{2,3})?(?:报道|摄(?!像)|编辑|责编|采写|发自)")


_EXPERTS = re.compile(
    r"(?:^|[,。;:(有由括与聘]|请来|邀请|汇[聚集]|集结|吸引|请到|来自)了?(?P<names>[一-鿿]{2,3}(?:、[一-鿿]{2,3}){1,6})"
    r"等(?:近|超|逾|约|多|数|余)?[\d一二两三四五六七八九十百千]*[余多几]?[位名]"
    r"(?:[一-鿿]{0,6}?)(?:名医|院士|专家|教授|医生|医师|学者|嘉宾|委员|企业家|大咖|主任|院长|科学家)"
)
_WITH_DEGREE = Finder(rf"{_HAN_NAME}{_DEGREES}")
_LATIN_WITH_DEGREE = Finder(rf"(?<![A-Za-z]){_LATIN_NAME}{_DEGREES}")
_ALONE = Finder(r"^(?:(?:独家)?(?:对话|专访|访|对谈))?(?P<name>[一-鿿]{3}):")
_LATIN_TEAM = Finder(
    rf"(?<![A-Za-z]){_LATIN_NAME}(?=等人|课题组|及其(?:同事|团队)|[和与](?:他|她)?的?同事|说|回忆|坦言|直言)"
)


def find_persons(doc: Doc, known: list[Mention]) -> Iterator[Mention]:
    """Names before a degree or a form of address, Latin names behind a post, translated names (X·Y) beside either,
    and whoever speaks or is somebody's fellow."""
    text = text_of(doc)
    yield from _told(doc, known)
    ends = {m.end for m in known if m.confidence >= 0.6 and m.type != "Person"}
    for match in _WITH_DEGREE.finditer(text):
        for start in (match.start(), match.start() + 1):
            name = text[start : match.end("name")]
            if len(name) >= 2 and _is_name(name) and _begins(text, start, ends):
                yield Mention(start, match.end("name"), "Person", name, "person.degree", 0.75)
                break
    yield from _counted(text)
    for pattern in (_titled(), _LATIN_WITH_DEGREE):
        for match in pattern.finditer(text):
            yield Mention(match.start("name"), match.end("name"), "Person", match["name"], "person.latin", 0.75)
    for match in _translated().finditer(text):
        start = match.start("name") + _lead(match["name"])
        before = any_word("titles", "WORDS$").search(text[:start])
        told = before or any_word("after_person").match(text, match.end())
        if told and "·" in text[start : match.end()]:  # “灵枢·书记” is a post and nothing else
            yield Mention(start, match.end(), "Person", text[start : match.end()], "person.translated", 0.7)


def _counted(text: str) -> Iterator[Mention]:
    """陆砚舟、卫屹等近百位名医: people whose list says how many of a profession there are."""
    for match in _EXPERTS.finditer(text) if "等" in text else ():
        start = match.start("names")
        names = match["names"].split("、")
        for name in names if all(_is_name(name) for name in names) else ():
            yield Mention(start, start + len(name), "Person", name, "person.counted", 0.75)
            start += len(name) + 1


def _told(doc: Doc, known: list[Mention]) -> Iterator[Mention]:
    """许知远说, 老同学唐目, 裴明越:一个先生的八年: names without a post."""
    text = text_of(doc)
    taken = [(m.start, m.end) for m in known if m.confidence >= 0.6 and m.type != "Person"]
    for pattern in (_speaks(), _kin(), _ALONE):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if pattern is _kin():
                ends = [n for n in (start + 3, start + 2) if n <= end]
                end = next((n for n in ends if _stops(text, n) or _is_signed(text, match.start(), start, n)), start)
            free = not any(s < end and start < e for s, e in taken)
            signed = pattern is _kin() and _is_signed(text, match.start(), start, end)
            if free and end > start and _is_name(text[start:end]) and (signed or _is_coined(doc, start, end)):
                yield Mention(start, end, "Person", text[start:end], "person.told", 0.7)
    for match in _LATIN_TEAM.finditer(text):
        name = match["name"]
        tails = ("latin_company_tails", "latin_investor_tails")
        if not any(any_word(of, "(?:^| )WORDS$").search(name) for of in tails):
            yield Mention(match.start("name"), match.end("name"), "Person", name, "person.latin", 0.7)


def _is_signed(text: str, lead: int, start: int, end: int) -> bool:
    """Whether a line names its author, whatever words the name is made of: 记者唐砚舟, 文|林砚秋."""
    named = word_classes().get(text[start:end], "nr") in _NAMES and _SIGNED.match(text, end) is not None
    return named and any_word("signing").match(text, lead, start) is not None


def _stops(text: str, end: int) -> bool:
    """Whether a name can end here: before a mark, a verb or another word that follows people."""
    if end == len(text) or not re.match(r"[一-鿿]", text[end]):
        return True
    follows = word_classes().get(text[end : end + 2], "n") in _MAY_FOLLOW
    listed = any_word("after_person").match(text, end) or any_word("person_kin").match(text, end)
    return follows or listed is not None


def _is_coined(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch is words of its own and none of the language: no 方案|说, no 双方."""
    span = doc.char_span(start, end)
    if span is None:
        # the segmenter joins what it does not know: 许知远说
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or any(token.text in word_classes() for token in span):
            return False
    classes = word_classes()
    return not any(len(token.text) > 1 and classes.get(token.text, "nr") not in _NAMES for token in span)


def _lead(name: str) -> int:
    """How many characters of a translated name are a post: 首席执行官 of 首席执行官阿黛·奎隆."""
    posts = list(any_word("titles").finditer(name))
    return posts[-1].end() if posts else 0


def _is_name(name: str) -> bool:
    return name[0] in word_set("family_names") and name not in word_set("no_names")


def _begins(text: str, start: int, ends: set[int]) -> bool:
    """Whether a name can begin here: at the clause's start, behind a name or behind a post."""
    before = text[max(0, start - 8) : start]
    return (
        not before
        or start in ends
        or not re.match(r"[一-鿿A-Za-z0-9]", before[-1])
        or any_word("titles", "WORDS$").search(before) is not None
        or re.search(r"(?:由|据|对|与|和|及|向|如|的|请|院|大学|公司)$", before) is not None
    )
