"""Companies that a word beside them gives away: 公司猎户星空, 影禾医脉董事长, 美迪西(688202.SH), 资料来源:熙软科技."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from extract.lexicon import alternatives, any_word, word_set
from extract.mention import Mention
from extract.mentions.backers import find_backers
from extract.mentions.coined import find_coined, is_strange
from extract.mentions.firms import find_firms
from extract.mentions.latin import NUMBER
from extract.mentions.parts import made_of
from extract.mentions.tags import CLOSED_CLASSES, VERB_CLASSES, text_of, word_classes
from extract.required import Finder

_SOURCE = re.compile(r"(?:资料|数据|图片|信息)?来源:(?P<names>[^。;\n]{2,80})$")
_INSTITUTION = re.compile(r"(?:研究院|研究所|智库|中心|协会|学会|联盟|大学|咨询|数据库|委员会|期刊|杂志)$")
_LONGEST_NAME = 6
#: what stands before the place in a name: 云美|华东
_STEM = 2
#: 药企曜衡|则, 母公司曜衡|早: what the segmenter joins to the end of a name, which has two characters at least
_NO_END = frozenset("则把早又也都就将")
_LEAST_NAME = 2
_AI_ROLE = Finder(
    r"(?:AI|人工智能)(?![替取]代|代替|帮助|协助|赋能|提醒|告诉)[^的被把让给是和与及对将为在可能无不会要\W\da-zA-Z]{0,6}?"
    r"(?:师|医生|助理|助手|管家|教练|护士|药师|医助(?![理手]))(?!傅|范|级|资|生|们|的?工作)"
)
_ROLE_AI = Finder(
    r"(?:(?<=[、,。:;(和与及])[一-鿿]{0,3}?|(?<=[“\"])[一-鿿]{0,7}?)"
    r"(?:师|医生|顾问|医助|教练|助理|助手|护士)AI(?![A-Za-z0-9]|(?!等|的|和)[一-鿿])"
)
#: 星桥医疗的|肺部AI: what a firm has for a part of the body or a disease
_AI_BEHIND = r"AI(?=$|[,。;、)同已也均则又还先在率将可能获通进入拿取覆预装接打]|和|与|及|产品|系列)(?:系列?产品|产品)?"
_OF_PART = rf"(?:的|旗下|其|自家|推出|上线|研发)(?P<name>WORDS{{1,2}}(?:部|病)?{_AI_BEHIND})"
_AI_OF_DISEASE = re.compile(_AI_BEHIND)
_BEFORE_OWN = re.compile(r"(?:的|旗下|其|自家|推出|上线|研发|AI[、和与及])$")
_COINED_KIND = re.compile(r"的(?P<name>[一-鿿]{2,3}?)(?:系统|平台|机器人|软件)(?![一-鿿]?(?:性|化|级|商|公司))")
_VEHICLE = re.compile(r"(?:旗下|一致行动人|持股平台|关联方|子公司|控股股东|员工平台|投资主体)的?$")
_VEHICLE_NAME = re.compile(
    r"(?P<name>[一-鿿]{2})(?=以|合计|持[有股]|负责|承担|运营|主导|研发|开发|推出|生产|拥有|则|也|于|为|是|分别|共同|认购|受让|出资|增资|[,、。;)]|[和与及])"
)
_FOR_DISEASE = re.compile(
    r"(?P<what>(?:防控|筛查|诊断|检测|管理)?(?:AI|人工智能)(?:影像|(?:辅助)?(?:诊断|检测|筛查|分析|评估))?产品"
    r"|(?:智能)?(?:辅助)?(?:分诊|筛查|检测|诊断|分析|评估|预警|随访|管理|定量|分割)产品)"
)
#: 叫“灵犀”的|肺炎筛查产品 has its name before it
_CALLED_SO = re.compile(r"”的[^,。;:、]{0,8}$")
_CERTIFIED = re.compile(r"(?P<what>(?:AI)?产品)(?:陆续|先后|均|又|已|率先|成功)*(?:获批|获得?[^,。;]{0,12}[证批])")
_CLAUSE = r"(?:^|(?<=[,。;:!?、“”《(]))(?:近日|日前|今日|昨日|据悉|其中|随后|此前|例如|比如|如|而|据|对|由)?"
_COINED = r"(?P<name>[一-鿿A-Za-z][一-鿿A-Za-z0-9·.-]{1,11}?)"
#: No coined name begins with these: 大模型|正以肉眼可见的速度
_NO_FIRST = frozenset("任正将已能可会是在为被把从向对与和及或也都还更最不未使让令拟所就则虽若因其")
#: nor ends in one of these: 王一诺|任|首席科学家, 现|为|董事长
_NO_LAST = frozenset("任为是兼的做当系由让请称说共")
#: 系统年化筛查量, 软件三类证: what is measured of the system or given for it, no name of it
_MEASURES = frozenset("量率数额值例次证差中0123456789")
_NAME = re.compile(r"[一-鿿]{3,6}|[A-Z][A-Za-z]{2,}[A-Za-z0-9]*(?: [A-Z][A-Za-z0-9]+)*")


_LATIN_NAME = (
    r"WORDS(?=(?P<name>(?!V\d)[A-Z][A-Za-z0-9-]+(?: [A-Z][A-Za-z0-9]+)*"
    rf"(?: {NUMBER})?))"
)
#: 算法|ECG-NX, 软件|LungPilot PE: what is a part of the name behind the kind
_MAY_BE_INSIDE = frozenset({"Technology", "Product", "AIModel"})
_PART_REACH = 14
_SHORTEST_LATIN, _SHORTEST_PART = 4, 3


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternatives('maker_cues')})"
        r"(?=(?P<name>[A-Z][A-Za-z0-9]{3,}(?: [A-Z][A-Za-z]+)*|[a-z]{8,}(?![a-zA-Z0-9-])|[一-鿿]{2,8}))"
    )


def find_cued(doc: Doc, known: list[Mention]) -> Iterator[Mention]:
    """Unknown company names right behind a maker's cue, or alone in a source line."""
    text = text_of(doc)
    taken = [(m.start, m.end) for m in known if m.confidence >= 0.6]
    inner = {(m.start, m.end) for m in known if m.type == "Place"}
    for match in _cue().finditer(text):
        start = match.start("name")
        end = match.end("name") if text[start].isascii() else _end_of_name(doc, start)
        end -= end - start > _LEAST_NAME and text[end - 1] in _NO_END
        name = text[start:end]
        # 子公司|云美华东: a place ends the name
        free = not any(s < end and start < e for s, e in taken if not (start < s < e == end and (s, e) in inner))
        placed = any(e == end and s - start == _STEM for s, e in inner)
        strange = is_no_word(name) if name.isascii() else placed or is_strange(doc, start, end)
        if free and strange and 3 <= len(name) <= 16 and not _common(name) and not _is_post(name):
            yield Mention(start, end, "Company", name, "cue.maker", 0.62 if name.isascii() else 0.55)
    yield from _before_cue(doc, taken)
    yield from find_coined(doc, known)
    yield from find_firms(doc, known)
    yield from find_backers(doc, known)
    yield from _named_behind_kind(doc, known, taken)
    yield from _vehicles(doc, known)
    yield from _called(doc, taken)
    yield from _ai_roles(text, known)
    yield from _of_part(text, known, taken)
    yield from _of_maker(doc, known)
    yield from _products_for(text, known)
    source = _SOURCE.search(text)
    if source:
        yield from _from_source(source, taken)


@cache
def _cued_behind() -> Finder:
    prefixes = alternatives("title_prefixes")
    officers = rf"(?:{prefixes}){{0,3}}(?:{alternatives('company_officers')})"
    return Finder(rf"{_CLAUSE}{_COINED}(?={officers}|{alternatives('company_deeds')})")


def _before_cue(doc: Doc, taken: list[tuple[int, int]]) -> Iterator[Mention]:
    """A coined name between the start of its clause and a company's officer or deed."""
    text = text_of(doc)
    for match in _cued_behind().finditer(text):
        start, end = match.span("name")
        kind = any_word("kinds_of_firms").match(text, start, end)
        start = kind.end() if kind else start  # 主办方|云衡励展
        free = not any(s < end and start < e for s, e in taken)
        if free and end - start > 1 and _coined(doc, start, end):
            yield Mention(start, end, "Company", text[start:end], "cue.officer", 0.66)


def _is_post(name: str) -> bool:
    return bool(any_word("company_officers").search(name) or any_word("titles", "WORDS$").search(name))


def _coined(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch holds no common noun of an organisation, no verb and no function word, and is no one word."""
    name = text_of(doc)[start:end]
    if any_word("company_not_alone", "^WORDS|WORDS$").search(name) or _common(name) or name[-1] in _NO_LAST:
        return False
    span = doc.char_span(start, end, alignment_mode="expand")
    words = [token.text for token in span or ()]
    classes = word_classes()
    if words and classes.get(words[-1]) in ("d", "m", "ad", "f", "q", "t"):
        return False  # 辉明科技|二度|递表
    if name[0] in _NO_FIRST:
        return False  # 任|中国区影像
    return len(name) <= 8 and not any(
        word in word_set("boundary") or (len(word) > 1 and classes.get(word, "x") in CLOSED_CLASSES | VERB_CLASSES)
        for word in words
    )


_CALLED = Finder(
    r"(?:名为|名叫|叫做|叫作|命名为|取名为?|称为)[“\"]?(?P<name>[A-Za-z][A-Za-z0-9-]{2,20}|[一-鿿]{2,6}?)[”\"]?"
    r"的(?P<kind>[^,。;:、的]{0,10}?(?:模型|系统|平台|软件|机器人|工具|应用|算法))"
)


def _called(doc: Doc, taken: list[tuple[int, int]]) -> Iterator[Mention]:
    """名为MUSK的AI模型: what a thing of a kind is called."""
    for match in _CALLED.finditer(text_of(doc)):
        start, end = match.span("name")
        if not _common(match["name"]) and not any(s < end and start < e for s, e in taken):
            type_ = "AIModel" if match["kind"].endswith("模型") else "Product"
            yield Mention(start, end, type_, match["name"], "cue.called", 0.7)


@cache
def _of_figure() -> re.Pattern[str]:
    """系统定位误差小于1.2毫米, 产品销往90多个国家: words that lead to a figure are no name."""
    return re.compile(rf"^(?:{alternatives('counting_verbs')})|(?:{alternatives('indicators')})$|[\d几多数]$")


def _named_behind_kind(doc: Doc, known: list[Mention], taken: list[tuple[int, int]]) -> Iterator[Mention]:
    """智能问诊机器人豹小秘, 分级软件ProstaGrade: a coined name right behind the kind of thing it is."""
    for match in any_word("product_kinds_latin", _LATIN_NAME).finditer(text_of(doc)):
        start, end = match.span("name")
        if end - start < _SHORTEST_LATIN and not _is_brought_out(text_of(doc), match.start()):
            continue  # 独立健康应用AQ has to be brought out to be told from 系统CT
        inside = {(m.start, m.end) for m in known if m.type in _MAY_BE_INSIDE and end - start > m.end - m.start}
        free = not any(s < end and start < e for s, e in taken if not (start <= s < e <= end and (s, e) in inside))
        if free and not _common(match["name"]):
            type_ = "AIModel" if match.group().endswith(("模型", "算法")) else "Product"
            yield Mention(start, end, type_, match["name"], "cue.kind_latin", 0.66)
    for match in any_word("product_kinds", "WORDS(?=(?P<name>[一-鿿]{2,5}))").finditer(text_of(doc)):
        start = match.start("name")
        end = _end_of_name(doc, start)
        name = text_of(doc)[start:end]
        if (
            3 <= len(name) <= 5
            and not _common(name)
            and not any_word("titles").match(name)
            and word_classes().get(name[:2], "x") not in VERB_CLASSES
            and name[0] not in _NO_FIRST
            and name[-1] not in _MEASURES
            and not _of_figure().search(name)
            and not any(s < end and start < e for s, e in taken)
        ):
            yield Mention(start, end, "Product", name, "cue.kind", 0.45)


def _is_brought_out(text: str, end: int) -> bool:
    """Whether the clause before ``end`` says that somebody brings something out."""
    return any_word("naming_verbs", "WORDS[^,。;:、“”]{0,12}$").search(text[max(0, end - 24) : end]) is not None


def _ai_roles(text: str, known: list[Mention]) -> Iterator[Mention]:
    """AI营养师, 营养师AI, 小熙AI运营助理: software that is called after whom it stands in for."""
    taken = [(m.start, m.end) for m in known if m.confidence >= 0.6 and m.type != "Technology"]
    for match in itertools.chain(_AI_ROLE.finditer(text), _ROLE_AI.finditer(text)):
        free = not any(s < match.end() and match.start() < e for s, e in taken)
        if free and match.group() not in word_set("generic_roles"):
            yield Mention(match.start(), match.end(), "Product", match.group(), "cue.ai_role", 0.62)


def _of_part(text: str, known: list[Mention], taken: list[tuple[int, int]]) -> Iterator[Mention]:
    """肺部AI, 骨折AI: software that a firm has for a part of the body or a disease."""
    if "AI" not in text or not _AI_OF_DISEASE.search(text):
        return
    for disease in (m for m in known if m.type == "Disease"):
        tail = _AI_OF_DISEASE.match(text, disease.end)
        if tail and _BEFORE_OWN.search(text, max(0, disease.start - 3), disease.start):
            yield Mention(disease.start, tail.end(), "Product", text[disease.start : tail.end()], "cue.of_part", 0.64)
    of_part = any_word("disease_modifiers", _OF_PART)
    ends = _AI_OF_DISEASE.finditer(text)
    near = (of_part.search(text, max(0, end.start() - _PART_REACH), end.end() + 1) for end in ends)
    for match in filter(None, near):
        start, end = match.start("name"), match.end()
        if end - start > _SHORTEST_PART and not any(
            s < end and start < e and (e - s) >= (end - start) for s, e in taken
        ):
            yield Mention(start, end, "Product", text[start:end], "cue.of_part", 0.64)


def _of_maker(doc: Doc, known: list[Mention]) -> Iterator[Mention]:
    """星桥医疗的|云鉴系统: a coined name before its kind, right behind whose it is."""
    text = text_of(doc)
    for maker in (m for m in known if m.type == "Company" and m.confidence >= 0.6):
        match = _COINED_KIND.match(text, maker.end)
        if match is None:
            continue
        start, end = match.span("name")
        free = not any(m.start < end and start < m.end for m in known if m.confidence >= 0.6)
        if free and is_strange(doc, start, end) and not made_of(match["name"], word_set("generic_modifiers")):
            yield Mention(start, match.end(), "Product", text[start : match.end()], "cue.of_maker", 0.62)


def _vehicles(doc: Doc, known: list[Mention]) -> Iterator[Mention]:
    """通过旗下|江浦云禾|以...: the firm through which another one holds or buys, named for a place."""
    text = text_of(doc)
    for place in (m for m in known if m.type == "Place" and _VEHICLE.search(text, max(0, m.start - 8), m.start)):
        match = _VEHICLE_NAME.match(text, place.end)
        if match and match["name"] not in word_classes():
            name = text[place.start : match.end()]
            yield Mention(place.start, match.end(), "Company", name, "cue.vehicle", 0.66)


def _products_for(text: str, known: list[Mention]) -> Iterator[Mention]:
    """Software called after what it is for: 动脉瘤AI产品, 近视防控AI产品; a certified method is one: CT-FFR产品获批."""
    for mention in known:
        method = mention.type == "Technology" and mention.confidence >= 0.6 and mention.name not in word_set("no_users")
        kind = _FOR_DISEASE if mention.type == "Disease" else _CERTIFIED if method else None
        match = kind.match(text, mention.end) if kind else None
        sure = match is not None and (method or any(word in match["what"] for word in ("AI", "人工智能")))
        if match and (sure or not _CALLED_SO.search(text, 0, mention.start)):
            end = match.end("what")
            confidence = 0.65 if sure else 0.45  # 肺炎筛查产品 may be any: a fact has to confirm it
            yield Mention(mention.start, end, "Product", text[mention.start : end], "cue.for", confidence)


def _from_source(source: re.Match[str], taken: list[tuple[int, int]]) -> Iterator[Mention]:
    for part in re.finditer(r"[^、,，]+", source["names"]):
        name = part.group().strip()
        start = source.start("names") + part.start() + part.group().index(name) if name else 0
        end = start + len(name)
        if not _NAME.fullmatch(name) or _common(name) or any(s < end and start < e for s, e in taken):
            continue
        kind = "Institution" if _INSTITUTION.search(name) else "Company"
        yield Mention(start, end, kind, name, "cue.source", 0.66)


def _end_of_name(doc: Doc, start: int) -> int:
    """A coined name ends where a verb, a function word or punctuation begins."""
    end = start
    span = doc.char_span(start, min(start + _LONGEST_NAME, len(text_of(doc))), alignment_mode="expand")
    for token in span or ():
        if token.idx < start:
            continue
        word = token.text
        if token.idx != end or not re.fullmatch(r"[一-鿿A-Za-z0-9]+", word) or word in word_set("boundary"):
            break
        if word_classes().get(word, "x") in CLOSED_CLASSES | VERB_CLASSES:
            break
        end = token.idx + len(word)
    return end if end - start <= _LONGEST_NAME else start


def is_no_word(name: str) -> bool:
    """Whether a Latin name is none of the words that Chinese texts use: avelinmedical, but not biotech."""
    return not name.islower() or name not in word_set("english_words")


def _common(name: str) -> bool:
    if name.isascii():
        return all(word in word_set("latin_common") for word in name.split(" "))
    if word_classes().get(name, "") != "" or any_word("no_company").search(name) is not None:
        return True
    # 普遍亏损收窄: a coined name begins with no adverb
    return any(word_classes().get(name[:length]) in ("a", "ad", "d") for length in (2, 3))
