"""Firms called after words: a rare word before a telling suffix (青澜医药), a Latin name behind its place, an
unusual name right behind the kind of firm (眼科公司青澜视野), a house whose figures are quoted (据青澜数据统计)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Doc, Token

from extract.lexicon import any_word, word_set
from extract.mention import Mention
from extract.mentions.coined import is_plain, is_strange
from extract.mentions.dictionary import dictionary, is_rare
from extract.mentions.gazetteer import place_prefix
from extract.mentions.tags import CLOSED_CLASSES, VERB_CLASSES, text_of, word_classes
from extract.required import Finder

_CONFIDENCE = 0.66
#: what may stand right before a firm's name that begins no clause: 携手|…, 对话|…, 位于苏州的|…
_BEFORE = re.compile(
    r"(?:^|[,。;:!?、“”《(|丨】>·—]|[与和及同跟由被向给对为是的]|携手|联合|联手|收购|并购|买下|入股|投资|来自|对话|专访|走进|旗下|同行|友商"
    r"|代理商|经销商|绕不开|前身|接待|调研|据|援引|引述|引用|创办|创立|成立|注册了?|办起|加入|离开|加盟|开始使用|采用|采购)$"
)
#: 青澜医疗|基金, 海澜科技|大学: what the suffix is only the middle of
_GOES_ON = re.compile(
    r"[化型级类式界圈部局院所组网园区城展馆奖类股板]|医院|疾病|医生|服务|机构|资源|行业|领域|市场|产业|体系|卫生|保险|保障|数据|资料|器械|设备|废物|人员"
    r"|专家|事业|基金|大学|学院|平台|系统|软件|技术|研究|产品|工程|创新|管理"
)
_NO_STEM = re.compile(r"^[再先从论看谈的了着过在与和及或该本各此某每主专更最不所]")
#: suffixes that stand behind common words too: 随访机器人, 质控智能
_WEAK = frozenset({"机器人", "基因", "智能", "生命科学", "医疗器械"})
_LATIN = re.compile(
    r"的(?P<name>[A-Z][A-Za-z]*[a-z][A-Za-z]*(?: [A-Z][A-Za-z]+)*)(?![A-Za-z0-9-]| ?(?:法案|指数|试验|研究|数据库|期刊"
    r"|杂志|[一-鿿]{0,4}(?:大学|医院|诊所|中心|学院|研究[院所]|实验室|系统|平台|软件|模型|机器人|疗法)|教授|博士|医生))"
)
#: 武汉的|岚漪|走了另一条路
_HAN_PLACED = re.compile(
    r"的(?P<name>[一-鿿]{2,5}?)(?=(?:则|也|还|已|刚|又|近日|日前|今年|去年|随后|\d{1,2}月)*(?:逆势|走[了的上]|把|靠|押[注宝]|早在|结盟|选择|瞄准|盯上"
    r"|抢先|紧随|宣布|完成|推出|发布|上线|获批|拿下|递表|登陆|签下|收购|买下|主攻|专攻|专做|出身))"
)
_NO_FIRM = re.compile(
    r" (?:University|Institute|College|Academy|School|Foundation|Hospital|Clinic|Klinik|Centre|Center"
    r"|Ventures|Capital)$"
)
_INVESTS = re.compile(r"(?:两家|三家)?(?:共同|联合|独家|合计|以基石)*(?:领投|跟投|参投|投资者身份|认购)")
#: 眼科公司|青澜视野|7月完成…: the kind of firm behind what it makes or where it is, and what may follow a name
_KIND = (
    r"(?:[一-鿿A-Z](?![家该本各等些批数类])[一-鿿A-Z](?:公司|企业|厂商|巨头|龙头)|(?:全资|控股)?子公司|母公司|药企|险企|械企|车企|软件商|器械商|设备商|流通商|经销商|代理商|供应商"
    r"|服务商|运营商|集成商|体检机构|检测机构|检验机构|连锁(?:药房|眼科|口腔|品牌)|检验连锁品牌|医疗品牌|康复品牌|科技平台|保险平台)"
)
_FOLLOWS = (
    r"[,。;:、()—”|丨]|$|的|也|又|则|都|已|正|早|把|将|与|和|同|于|在|因|以|凭|靠|为|从|向|对|运营|主导|牵头|上周|本周|上月|去年|今年|近日|日前|昨日|\d|联手|合作|离职|供应|承接|提供"
    r"|负责|公告|宣布|完成|签|推出|发布|推|做|任|担任|获|拿|入|更|称|表示|开发|研发|通过"
)
_APPOSED = Finder(rf"{_KIND}(?P<name>[一-鿿]{{2,6}}?|[A-Z][a-z]+[一-鿿]{{2}})(?={_FOLLOWS})")
#: 医疗企业|出圈: behind a word that means many firms as well, only what a clause goes on with tells a short name
_MANY = re.compile(r"(?:公司|企业|厂商|巨头|龙头)$")
_GOES_ON_SO = re.compile(r"[的又把将与和签\d]|联手|宣布|完成|推出|发布")
_NO_DEED = re.compile(
    r"入局|出海|出圈|突围|扎堆|亮相|内卷|破局|[降涨]价|裁员|停产|倒闭|转型|拿证|上市|融资|扩产|换帅|搭伙|崛起|领跑|追赶|布局|加码|抱团|跟进"
)
_NO_NAME = re.compile(
    r"^[做叫之名自有较很太最共积能可需无不没会的了着过在与和及或该本各此某每由将已正曾为是从向被把让给并也还都只就则而因其内间们对]|(?:放缓|信息|试验)$"
)
#: 据|青澜数据|统计, 青澜智库|发布的《…》
_TELLER = Finder(
    r"(?:^|(?<=[,。;:(”])|(?<=据)|(?<=援引)|(?<=引用)|(?<=引述)|(?<=机构))(?P<name>(?![据由])[一-鿿]{2,3}?(?P<end>咨询|数据|智库|研究院|研究社))"
    r"(?=(?:(?:\d{4}年)?\d{1,2}月|今年|近日|日前|最新|同期)*(?:\d{1,2}月|\d{1,2}日)?(?:发布|公布|称|统计|测算|估算|预计|预测|指出|显示|认为|的?《"
    r"|的(?:[一-鿿]{0,4}(?:报告|预测|统计|数据|测算))))"
)
#: 是|岚漪电商|前副总裁: whose post somebody has left
_FORMER = Finder(
    r"(?:^|(?<=[,。;:、(是由与和及]))(?P<name>(?:(?![由是原与和曾])[一-鿿]){3,6}?)前(?:研发|市场|销售|产品|技术|算法|高级|首席|执行|联席|资深|中国区)*"
    r"(?:副?总裁|副?总监|副?总经理|高管|工程师|研究员|科学家|合伙人|董事长|CEO|CTO|COO|CFO|[一-鿿]{2}官)"
)
#: Orvane|医疗: a Latin 字号 before a Chinese suffix
_LATIN_STEM = re.compile(r"(?<![A-Za-z0-9.-])[A-Z][a-z]+[A-Za-z]*$")
#: 拿到|岚漪天使基金|的1000万元, 投资方是苏州的|岚漪科创基金
_FUND = Finder(
    r"(?:(?<=[,;:、与和由及了到的])|(?<=投资[方人]为)|(?<=投资[方人]是)|(?<=投资者)|(?<=来自)|(?<=又有)|(?<=股东))(?P<name>(?P<stem>(?![由与和及为是了到])[一-鿿]{2,4}?)"
    r"(?:天使|创新|科创|启航|引导|产业|成长|种子|医疗|医疗健康|健康|医健|生命科学|先进制造|并购|创业|校友)?基金)"
    r"(?=(?:共同|联合|独家|继续|分别|均|也|则)*(?:[,。;、()]|$|领投|跟投|参投|投资|出资|持股|跟进|与|和|及|的?[\d两数]|完成|宣布|合计|认购|注资))"
)
_NO_FUND = re.compile(
    r"^[也还就均]|有|国家|政府|产业|社保|主权|公募|私募|对冲|美元|人民币|专项|科学|投资|风险|保险|养老|慈善|公益|医疗|医保|地方|本地|多[家只支]|[家只支笔期]$"
    r"|^[一两三几该本这某各原]|机构|资本|股东|创新|天使|成长|母$|子$|指数|股票|债券"
)
#: 岚漪影像|则…: a coined word before what also ends common phrases, between what leads up to a name and what goes on
_LOOSE_FORM = (
    r"(?P<stem>[一-鿿]{2,3}?)(?:集团|控股|影像|诊断|信息|数据|电子|光电|精密|光学|病理|介入|视界|分子|蛋白|网络|云影|药研|智研|智械|临床|智医|数智|数科|精工|智控|智造|医数|器械|数通)"
    r"(?=[,、。;:()]|$|的(?!一)|是|则|也|在|把|将|与|和|及|\d|今年|去年|近日|日前|宣布|孵化|持股|作价|承接|干的|合作|共同|联合|创始|旗下|自研|推出|发布|完成|研发|投入|一家)"
)
_LOOSE, _LOOSE_HERE = Finder(_LOOSE_FORM), re.compile(_LOOSE_FORM)
#: 浙江|医数通|的质控系统, 转让给|浙江|医数通|,
_MAKES_HERE = re.compile(
    r"(?P<name>[一-鿿]{3,4}?)的(?:[^,。;:、的]{0,10}?(?:机器人|软件|系统|平台|模型|算法|检测仪)|.{0,10}?“[^“”]{2,12}”(?:获|进入|已|拿|通过))"
)
_SOLD_TO = re.compile(r"(?:转让给|出售给|卖给|转给|售予|转让予|过户给)了?$")
_SOLD_HERE = re.compile(r"(?P<name>[一-鿿]{3,4}?)(?=[,、。;()]|$)")
_NOT_IN_NAMES = VERB_CLASSES | {"a", "ad", "an", "i", "l", "f", "s", "t"}
_SHORTEST_STEM, _LONGEST_LATIN = 2, 24
_BODIES = frozenset({"智库", "研究院", "研究社"})


def find_firms(doc: Doc, known: list[Mention]) -> Iterator[Mention]:
    """Firms whose names are words, by what stands around them."""
    text = text_of(doc)
    taken = [(m.start, m.end) for m in known if m.confidence >= 0.6 and m.type != "Place"]
    placed = {m.end: m.start for m in known if m.type == "Place" and m.confidence >= 0.6}
    for start, end, type_, rule in (
        *_rare(doc, placed),
        *_behind_place(doc, placed),
        *_behind_kind(doc),
        *_tellers(doc),
        *_loose(doc, placed),
        *_named_with_place(text, placed),
        *_of_place_alone(doc, placed),
        *_former(doc),
        *_with_latin(text),
        *_funds(text),
    ):
        if not any(s < end and start < e for s, e in taken):
            yield Mention(start, end, type_, text[start:end], rule, _CONFIDENCE)


@cache
def _suffixed() -> Finder:
    suffixes = "|".join(sorted(word_set("org_suffix_sure") - _WEAK, key=lambda word: (-len(word), word)))
    return Finder(rf"(?P<stem>[一-鿿]{{2}})(?:{suffixes})(?:集团)?")


def _rare(doc: Doc, placed: Mapping[int, int]) -> Iterator[tuple[int, int, str, str]]:
    """A rare word of the language before a suffix of firms, where a name may stand: 青澜医药, but not 助力医疗."""
    text = text_of(doc)
    for match in _suffixed().finditer(text):
        start, stem = match.start(), match["stem"]
        span = doc.char_span(start, match.end("stem"))
        if span is None or len(span) > 1 or _GOES_ON.match(text, match.end()):
            continue
        if not (is_plain(stem) and is_rare(stem)) or _NO_STEM.search(stem) or place_prefix().fullmatch(stem):
            continue
        if stem in word_set("generic_org_stems") or any_word("no_company").search(match.group()):
            continue
        if start in placed or _BEFORE.search(text[max(0, start - 5) : start]) or _kind_before(text, start):
            yield start, match.end(), "Company", "firm.rare"


def _loose(doc: Doc, placed: Mapping[int, int]) -> Iterator[tuple[int, int, str, str]]:
    """A coined word before a suffix that phrases end in as well, where a name may stand: 岚漪影像, but not 乳腺影像."""
    text = text_of(doc)
    for match in _LOOSE.finditer(text):
        start, end = match.span("stem")
        stem = match["stem"]
        if _NO_STEM.search(stem) or _NO_NAME.search(stem):
            continue
        if not is_strange(doc, start, end) or _common_in(doc, start, end):
            continue
        if start in placed or _BEFORE.search(text[max(0, start - 5) : start]) or _kind_before(text, start):
            yield start, match.end(), "Company", "firm.loose"


def _named_with_place(text: str, placed: Mapping[int, int]) -> Iterator[tuple[int, int, str, str]]:
    """上海|博识影像: a rare word behind a place, which is part of the name, before a suffix that phrases end in."""
    for end, start in sorted(placed.items()):
        match = _LOOSE_HERE.match(text, end)
        stem = match["stem"] if match else ""
        rare = (
            bool(stem) and (stem not in word_classes() or is_rare(stem)) and stem not in word_set("generic_org_stems")
        )
        if match and rare and not _NO_STEM.search(stem) and not _NO_NAME.search(stem):
            yield start, match.end(), "Company", "firm.loose"


def _of_place_alone(doc: Doc, placed: Mapping[int, int]) -> Iterator[tuple[int, int, str, str]]:
    """浙江|医数通|的质控系统, 转让给|浙江|医数通: a strange word behind a place, where only a firm may stand."""
    text = text_of(doc)
    for end, start in sorted(placed.items()):
        match = _MAKES_HERE.match(text, end) or (_SOLD_TO.search(text, 0, start) and _SOLD_HERE.match(text, end))
        if not match or _NO_NAME.search(match["name"]) or _NO_STEM.search(match["name"]):
            continue
        if not any_word("no_company").search(match["name"]) and is_strange(doc, *match.span("name")):
            yield start, match.end("name"), "Company", "firm.of_place"


def _kind_before(text: str, start: int) -> bool:
    return any_word("kinds_of_firms", "WORDS$").search(text[max(0, start - 6) : start]) is not None


def _behind_place(doc: Doc, placed: Mapping[int, int]) -> Iterator[tuple[int, int, str, str]]:
    """波士顿的|Orvane: a Latin name behind where it is, unless it is a body's or a thing's; 武汉的|岚漪|走了…."""
    text = text_of(doc)
    for end in sorted(placed):
        chinese = _HAN_PLACED.match(text, end)
        if chinese and not _NO_NAME.search(chinese["name"]) and not any_word("no_company").search(chinese["name"]):
            start, stop = chinese.span("name")
            if chinese["name"] not in word_set("company_not_alone") and _is_unusual(doc, start, stop):
                yield start, stop, "Company", "firm.placed"
        match = _LATIN.match(text, end)
        if match is None or _NO_FIRM.search(match["name"]) or match["name"] in word_set("latin_common"):
            continue
        type_ = "Investor" if _INVESTS.match(text, match.end()) else "Company"
        yield (*match.span("name"), type_, "firm.placed")


def _behind_kind(doc: Doc) -> Iterator[tuple[int, int, str, str]]:
    """眼科公司|青澜视野, 药企|青澜: an unusual name between the kind of firm and what goes on with the clause."""
    text = text_of(doc)
    for match in _APPOSED.finditer(text):
        start, end = match.span("name")
        name = match["name"]
        if _NO_NAME.search(name) or any_word("no_company").search(name) or name in word_set("company_not_alone"):
            continue
        many = len(name) <= _SHORTEST_STEM and _MANY.search(text, match.start(), start)
        if _NO_DEED.search(name) or name in word_set("new_words") or (many and not _GOES_ON_SO.match(text, end)):
            continue
        if name[0].isascii() or _is_unusual(doc, start, end) or _has_form(doc, start, end):
            yield start, end, "Company", "firm.apposed"


def _has_form(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch ends as the names of firms do and begins with no word of the field: 岚漪药业集团."""
    name = text_of(doc)[start:end]
    suffix = any_word("org_suffix_company", "WORDS(?:集团)?$").search(name)
    stem = name[: suffix.start()] if suffix else ""
    span = doc.char_span(start, start + len(stem), alignment_mode="expand") if stem else None
    if len(stem) < _SHORTEST_STEM or stem in word_set("generic_org_stems"):
        return False
    return span is not None and not any(_is_common(token) for token in span)


def _former(doc: Doc) -> Iterator[tuple[int, int, str, str]]:
    """岚漪电商|前副总裁: the firm that somebody has left."""
    for match in _FORMER.finditer(text_of(doc)):
        start, end = match.span("name")
        name = match["name"]
        bad = _NO_NAME.search(name) or any_word("no_company").search(name) or name in word_classes()
        if (
            not bad
            and not any_word("company_not_alone", "^WORDS|WORDS$").search(name)
            and not _common_in(doc, start, end)
        ):
            yield start, end, "Company", "firm.former"


def _common_in(doc: Doc, start: int, end: int) -> bool:
    return any(_is_common(token) for token in doc.char_span(start, end, alignment_mode="expand") or ())


def _with_latin(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Orvane|医疗: a Latin name with a suffix of firms."""
    for match in any_word("org_suffix_sure").finditer(text):
        stem = _LATIN_STEM.search(text[max(0, match.start() - _LONGEST_LATIN) : match.start()])
        common = stem is None or stem.group() in word_set("latin_common")
        if stem and not common and match.group() not in _WEAK and not _GOES_ON.match(text, match.end()):
            yield match.start() - len(stem.group()), match.end(), "Company", "firm.latin"


def _funds(text: str) -> Iterator[tuple[int, int, str, str]]:
    """A fund that is told by who invests, pays or holds: 拿到|岚漪天使基金|的1000万元."""
    for match in _FUND.finditer(text):
        if not _NO_FUND.search(match["stem"]):
            yield (*match.span("name"), "Investor", "firm.fund")


def _tellers(doc: Doc) -> Iterator[tuple[int, int, str, str]]:
    """据|青澜数据|统计: who is quoted for figures."""
    for match in _TELLER.finditer(text_of(doc)):
        start, end = match.span("name")
        stem = match["name"][: -len(match["end"])]
        if not _NO_NAME.search(stem) and _is_unusual(doc, start, start + len(stem)):
            yield start, end, "Institution" if match["end"] in _BODIES else "Company", "firm.teller"


def _is_unusual(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch holds a rare word, one that no dictionary holds or single characters in a row, and no common
    verb, word of grammar or post."""
    name = text_of(doc)[start:end]
    counts = dictionary().counts
    if word_classes().get(name, "")[:1] in ("v", "f", "s", "d", "t") or (
        name in counts and counts[name] and not is_rare(name)
    ):
        return False  # 换帅, 名下
    if any_word("titles", "WORDS$").search(name) or any_word("company_officers").search(name):
        return False
    tokens = list(doc.char_span(start, end, alignment_mode="expand") or ())
    if any(_is_common(token) or (token.idx + len(token.text) > end and token.text in counts) for token in tokens):
        return False  # 积极|参与: the stretch ends inside a word
    odd = any(len(t.text) > 1 and (not counts.get(t.text) or is_rare(t.text)) for t in tokens)
    return odd or any(len(a.text) == len(b.text) == 1 for a, b in itertools.pairwise(tokens))


def _is_common(token: Token) -> bool:
    """Whether a word is a verb, an adverb, a quality or one of grammar, which no such name holds."""
    word = token.text
    if word_classes().get(word) == "a" and is_rare(word):
        return False
    classes = CLOSED_CLASSES | _NOT_IN_NAMES if len(word) > 1 else CLOSED_CLASSES
    return word_classes().get(word, "x") in classes or word in word_set("boundary")
