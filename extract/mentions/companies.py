"""Company names by structure: the registered name (地名 + 字号 + 行业 + 组织形式) and the short one (字号 + 行业)."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc

from extract.lexicon import alternatives, any_word, word_set
from extract.mention import Mention
from extract.mentions.coined import is_plain, is_strange
from extract.mentions.gazetteer import place_prefix
from extract.mentions.tags import CLOSED_CLASSES, VERB_CLASSES, text_of, word_classes
from extract.required import Finder

_REGISTERED = Finder(
    r"[\w·()（）&-]{3,40}?(?:股份有限公司|有限责任公司|有限公司|株式会社|合伙企业(?:\(有限合伙\))?)(?:[一-鿿]{2,6}分公司)?"
)
_LEGAL = re.compile(r"(?:股份|责任)?有限")
_SHORTEST_REGISTERED = 6
_SHORTEST_STEM = 4
_SURE_LEAD = 3
#: and a short name's own words no fewer
_SHORTEST_NAME = 2
#: what may stand right before the place that a registered name begins with: 董事会同意向|杭州…有限公司
_BEFORE_PLACE = re.compile(r"[向对给从将把被由与和及在为是系即拟其该了于至以有过]|公司|同意|股东|企业|机构")
#: 华东医健集团与|讯飞医疗科技股份有限公司: two firms
_FIRM_AND = re.compile(r"(?:集团|公司|医疗|科技|智能|生物|药业|医药|健康)[和与及](?=[一-鿿]{4})")
_PLACE_AND = re.compile(r"[和与及](?=[一-鿿]{2})")
#: what no coined name ends in, before its suffix: 的医疗, 在生物
_NO_LAST = frozenset("的地得了着过在与和及或等是有为以于对向从由把被将让给跟同到至各该其此每某本这那又也都还很最更非不")
_NO_STEM = "地得"
_LEADS = "由与和及被向对将从据在为于给让把经同以叫"
_MEASURE = re.compile(r"[\d余多几数一二两三四五六七八九十百千][家款个项名所只支]")
#: 省药监局|医疗器械处: what a body is for; 胸痛|三联征影像: what a disease is called
_OF_BODY = re.compile(r"(?:药监|医保|卫健|发改|科技|工信|经信|科创)(?:局|委|厅)|[征症炎癌瘤]$")
#: 累计修正诊断|3.1万例: what is counted is no firm
_COUNTED = re.compile(r"(?:超过?|近|约|逾)?\d[\d.,]*[万亿千]?余?[例次份人张件]")
#: 5|秒内智能: the unit of a figure
_UNIT = re.compile(r"\d ?(?:秒|分钟?|小?时|[天周月年级倍度例起条元万亿])")
_POINTING = re.compile("[该此这那]")
#: 研发|商德铭医疗
_TRADE = re.compile(
    r"(?:研发|开发|供应|提供|服务|运营|制造|生产|软件|设备|器械|机器人|代理|经销|集成|方案|分销|承包|平台|投资)$"
)
#: 德铭医疗|器械行业, 某某智能|化: the words that make a suffix a part of a phrase
_GOES_ON = re.compile(
    r"[化型级类式界圈]|(?:医院|疾病|医生|服务|健康(?!科技|公司|集团)|机构|资源|行业|领域|市场|产业|体系|卫生|保险|保障|数据|资料|美容|废物|人员|专家|事业|(?:创新|引导|产业|成长|天使)?基金|流通|商业|检验所|管理(?!层|团队|公司|集团))"
)
#: 南枝国际|资产管理: a house of money and the arm of it that invests
_ARM = re.compile(
    r"(?:资产管理|资管|另类投资|私募股权|股权投资|直投|成长基金|生命科学基金|战略投资)(?:部|公司)?(?![一-鿿]?(?:行业|规模|业务|产品))"
)
#: 罗氏|股份公司: the form of the firm is a part of its name
_FORM = re.compile(r"(?:股份公司|集团公司|控股集团|集团股份公司)")
#: 中国移动|江西公司
_OF_PLACE = re.compile(r"公司(?![一-鿿]?(?:章程|法))")
#: 中信建投|国际: the arm of a broker that brings firms to the stock exchange
_ABROAD = re.compile(r"国际(?=[、,。;()和与及为]|$|担任|联席|证券|融资)")
_HAN = re.compile(r"[一-鿿]+")
#: 2021|年|岚凯迪医药, 合作方|仍为|岚凯迪制药, 坊间所|传|岚凯迪医疗: what the segmenter joins to the front of a 字号
_JOINED = re.compile(
    r"(?<=\d)(?:日[讯电]|[年月日])|(?<=[(,])即|(?<=所)传|[仍还均也]?[为是](?=.{2})|(?<=[业购投资标作发产请册])方[为是]?|(?<=场)上有|援引|引述|(?<=经)销商|股东"
    r"|(?<=此)番|(?<=[\u4e00-\u9fff])商(?=.{3})"
)


@cache
def _short() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('org_suffix_company')})(?![一-鿿]*?(?:有限公司))")


def find_companies(doc: Doc, known: list[Mention]) -> list[Mention]:
    """Registered names wherever they stand; short names only beside a cue, as 精准医疗 is no company."""
    return find_registered(text_of(doc)) + _find_short(doc, known) + find_branches(text_of(doc), known)


def find_registered(text: str) -> list[Mention]:
    """``上海鹰瞳医疗科技有限公司``: from the nearest place name or boundary to the form of company."""
    found = []
    for match in _REGISTERED.finditer(text):
        start = match.start() + _lead(match.group())
        opened = text.rfind("(", start, match.end())
        if opened >= 0 and ")" not in text[opened : match.end()]:
            start = opened + 1  # 脉图智能(上海脉图智能科技有限公司) is a name and its full form
        start = max(start, text.rfind("的", start, match.end() - _SHORTEST_REGISTERED) + 1)
        while start < match.end() and text[start] in ")-":
            start += 1
        name = text[start : match.end()]
        if len(name) >= 7 or re.match(r"[一-鿿]{2}", name):
            found.append(Mention(start, match.end(), "Company", name, "company.registered", 0.95))
    return found


def _lead(words: str) -> int:
    """How many characters stand before a registered name: 由上海… and 收购了北京…, but none of 北京和睦医疗….

    A name begins with its place; a word that could lead up to a name and stands inside one is part of it.
    """
    form = _LEGAL.search(words)
    body = words[: form.start()] if form else words
    for joint in _PLACE_AND.finditer(body):
        # 珠海和佳医疗: a name whose 字号 begins with 和; nobody would join a place and a company
        for length in (4, 3, 2):
            start = joint.start() - length
            if start >= 0 and place_prefix().fullmatch(body, start, joint.start()):
                return start
    if joined := [match.end() for match in _FIRM_AND.finditer(body)]:
        return joined[-1]
    found = [(match.end(), len(match.group())) for match in any_word("company_lead").finditer(body)]
    found = [(end, length) for end, length in found if len(body) - end >= _SHORTEST_STEM]  # 高瓴投资|管理有限公司
    if sure := [end for end, length in found if length >= _SURE_LEAD]:
        return sure[-1]  # 在香港设立全资子公司|星桥国际有限公司: no name holds such a word
    leads = [end for end, _ in found]
    before_place = [m.end() for m in _BEFORE_PLACE.finditer(body)]
    placed = [end for end in sorted({*leads, *before_place}) if place_prefix().match(words, end)]
    if placed:
        return placed[-1]
    return 0 if not leads or place_prefix().match(words) else leads[-1]


def find_branches(text: str, known: list[Mention]) -> list[Mention]:
    """The branch of a known company: 罗氏|中国 before its people or deeds, 中国移动|宁波分公司, Orvane| Asia."""
    found = []
    for mention in known:
        arm = _ARM.match(text, mention.end) if mention.type == "Investor" and mention.confidence >= 0.6 else None
        if arm is not None:
            name = text[mention.start : arm.end()]
            found.append(Mention(mention.start, arm.end(), "Investor", name, "company.branch", 0.8))
        sure = mention.type == "Company" and mention.confidence >= 0.6 and mention.end - mention.start >= 2
        branch = _branch_behind(text, mention) if sure else None
        if branch is not None:
            name = text[mention.start : branch.end()]
            found.append(Mention(mention.start, branch.end(), "Company", name, "company.branch", 0.8))
    return found


def _branch_behind(text: str, firm: Mention) -> re.Match[str] | None:
    """What goes on with the name of a known firm: 罗氏|中国, 罗氏|股份公司, 中国移动|江西公司, 中信证券|国际."""
    branch = _branch().match(text, firm.end) or _FORM.match(text, firm.end)
    if branch is None and any_word("brokers", "WORDS$").fullmatch(firm.name):
        branch = _ABROAD.match(text, firm.end)
    place = place_prefix().match(text, firm.end) if branch is None else None
    return _OF_PLACE.match(text, place.end()) if place else branch


@cache
def _branch() -> re.Pattern[str]:
    posts = rf"(?:负责人|{alternatives('company_officers')}|总监|经理|副总)"
    told = rf"(?:研发|市场|医学|商业|运营|事务|政府事务|前|首席)*{posts}"
    doing = "宣布|表示|与|将|旗下|发布|推出|签|达成|合作|联合|就|携手|任命|员工|裁员|总部|研发中心|[,。;:、()]|等|$"
    region = rf" (?:{alternatives('latin_regions')})(?![A-Za-z])"
    return re.compile(rf"中国(?={told}|(?:{doing}))|(?:[一-鿿]{{2,4}}?)?分公司|{region}")


def _find_short(doc: Doc, known: list[Mention]) -> list[Mention]:
    text = text_of(doc)
    listed = [(m.start, m.end) for m in known]
    firms = {m.start for m in known if m.type == "Company" and m.rule == "gazetteer" and len(m.name) > 3}
    after = any_word("company_cue_after")
    before = any_word("company_cue_before", "WORDS$")
    places = {m.end for m in known if m.type == "Place"}  # 苏州的|风帆科技 is a company, whatever the word
    found = []
    for match in _short().finditer(text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is None or span.end_char != match.end() or any(s < match.end() <= e for s, e in listed):
            continue
        start = _stem_start(doc, min(span.start_char, match.start()), span.start)
        if text[start] in _LEADS and match.start() - start > 2:
            start += 1  # 由曜衡医疗: the segmenter joins what stands before a coined name to it
        start = _behind_words(text, _behind_kind(text, start), match.start())
        stem = text[start : match.start()]
        if not stem or _MEASURE.match(text, start - 1) or _POINTING.search(stem) or _UNIT.match(text, start - 1):
            continue  # 十余家主流制药, 2021年6月该|软件
        if not 2 <= len(stem) <= 4 or not _HAN.fullmatch(stem) or _is_word(stem):
            continue
        if start in firms or stem[0] in _NO_STEM or any_word("common_bodies", "^WORDS").match(stem):
            continue  # 星桥智能|影像产品, 更好|地为基层医疗, 医院间|信息
        placed = _is_named_for_place(stem, match.group()) or (
            start - 1 in places and text[start - 1] == "的" and match.group() in word_set("org_suffix_sure")
        )
        if _is_word_pair(stem) and not placed:
            continue
        cues = bool(after.match(text, match.end())) + bool(before.search(text[max(0, start - 6) : start]))
        if _GOES_ON.match(text, match.end()) or _COUNTED.match(text, match.end()) or _OF_BODY.search(stem):
            continue
        if placed or _is_coined(doc, start, match.start(), match.group()):
            found.append(Mention(start, match.end(), "Company", text[start : match.end()], "company.coined", 0.62))
            continue
        # without two cues the report has to repeat the name before it counts (learn.py)
        found.append(
            Mention(start, match.end(), "Company", text[start : match.end()], "company.short", 0.45 + 0.1 * cues)
        )
    return found


def _stem_start(doc: Doc, start: int, first: int) -> int:
    last = start
    for token in reversed(doc[max(0, first - 2) : first]):
        word = token.text
        if token.idx + len(word) != start or not _HAN.fullmatch(word) or word in word_set("boundary"):
            break
        closed = word_classes().get(word, "x") in CLOSED_CLASSES | VERB_CLASSES
        # 熵临生物: a coined name falls to single characters, of which one may be a word of grammar elsewhere
        inside = len(word) == 1 and start == last and word not in _NO_LAST
        if (closed and not inside) or len(text_of(doc)[token.idx : start]) > 4:
            break
        start = token.idx
    return start


def _is_word_pair(stem: str) -> bool:
    """Whether a stem is a word of the language or two of them: 公开, 分析医学."""
    words = word_classes()
    return is_plain(stem) or any(stem[:i] in words and stem[i:] in words for i in range(2, len(stem) - 1))


def _behind_kind(text: str, start: int) -> int:
    """Where a short name begins behind what the segmenter joined to it: a stroke, or the end of 研发商."""
    joined = text[start] in "丨|" or (text[start] == "商" and _TRADE.search(text[:start]))
    return start + 1 if joined else start


def _behind_words(text: str, start: int, end: int) -> int:
    """Where a 字号 begins behind the kind of firm that the segmenter leaves before it: 子公司|岚凯迪, 药企|曜衡."""
    kinds = [match.end() for match in any_word("kinds_of_firms").finditer(text, start, end)]
    start = max([start, *(place for place in kinds if end - place >= _SHORTEST_NAME)])
    joined = _JOINED.match(text, start, end)
    return joined.end() if joined and end - joined.end() >= _SHORTEST_NAME else start


def _is_named_for_place(stem: str, suffix: str) -> bool:
    """Whether a 字号 is a place that no list holds, before a suffix that only companies have: 江浦|药业."""
    sure = suffix in word_set("org_suffix_sure") and word_classes().get(stem) == "ns"
    return sure and not place_prefix().fullmatch(stem)


def _is_coined(doc: Doc, start: int, end: int, suffix: str) -> bool:
    """Whether a 字号 is no word: the segmenter leaves it in pieces or joins what its dictionary does not hold."""
    named = text_of(doc)[start:end] + suffix
    sure = suffix in word_set("org_suffix_sure") and not any_word("no_company").search(named)
    return sure and is_strange(doc, start, end)


def _is_word(stem: str) -> bool:
    if stem in word_set("generic_org_stems"):
        return True
    # a 字号 is coined; two dictionary words of the field side by side are a phrase
    return any(
        stem.startswith(word) and stem[len(word) :] in word_set("generic_org_stems")
        for word in word_set("generic_org_stems")
    )
