"""Names that end in a telling word: …医院, …实验室, …资本, …辅助诊断软件. The head is a data row.

From the head the name grows to the left over whole tokens until a word that cannot be inside a name:
punctuation, a function word, a plain verb, or another name already found.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from extract.lexicon import any_word, word_set
from extract.mention import Mention
from extract.mentions.automaton import Hit
from extract.mentions.brought import has_fate, is_brought
from extract.mentions.gazetteer import place_prefix
from extract.mentions.head_tokens import can_hold, has_proper_part, inside_name
from extract.mentions.head_words import Head, heads
from extract.mentions.left_edges import behind_home, behind_lead, behind_place, left_edge
from extract.mentions.parts import made_of
from extract.mentions.tags import text_of, word_classes

_LONGEST_QUOTATION = 18
#: a name of common words has as many characters before its head; how far before it a verb of use may stand
_SHORTEST_COMMON, _SHORTEST_MODEL = 4, 2
#: a kind of thing (手术导航系统) is approved, too; a longer name is a thing's own
_TELLING = 6
_REACH = 12
#: a place that no list holds: 青桥街道, 慈明镇
_SETTLED = re.compile(r"[一-鿿]{2}(?:街道|[镇乡])")
#: 最受|资本|青睐
_NO_FIRST = frozenset("最更很所拟")
#: 两家|海岛卫生院: how many of a kind there are
_COUNTED = re.compile(r"[\d余多几数一二两三四五六七八九十百千][家所个]$")
#: 申请人投资|总计15亿元, 甲公司投资|的企业: a deed, no house
_INVESTS = re.compile(r"[的了过额近约超逾不\d]|[总合共累]计|至少|于(?!\d{4}年)")
_BRAND = re.compile(r"(?<![A-Za-z-])(?:[A-Z]{1,3}-)?[A-Z][A-Za-z]*[a-z][A-Za-z0-9-]{2,}")
#: words of grammar that the segmenter joins to the end of a name: 智能|体在
_GOES_ON = frozenset("在将已被与和对从由则也均为向可就")
_TRADE = re.compile(r"(?:公司|企业|厂商|[研开]发商|制造商|生产商|服务商|供应商|巨头|独角兽|创企|赛道|行业|概念股)")
#: 某医院|共建联合实验室: what two bodies do is no part of a name
_DONE = re.compile(r"共建|合作|共同|[、,等]|建立|成立|组建|设立|发布|推出|打造|签署|携手|牵头|上线|引入|也是|均为|都是")
_YEAR_BEFORE = re.compile(r"(?<!\d)20\d{2}(?:年度?)?$")
_NAMED_BY_PARTS = frozenset({"Hospital", "Institution"})
_MADE = frozenset({"Product", "AIModel"})
#: how much surer a name is that somebody is said to have made: 自主研发的医学数据智能平台
_BROUGHT_BONUS, _COMMON_BONUS = 0.2, 0.15
#: and a technology that something is said to use: 采用|视频实时AI技术
_USED = re.compile(
    r"(?:基于|采用|利用|运用|应用|用到|依靠|依赖|结合|融合了?|借助|依托|凭借|引入|搭载)(?:了|其|自研的?|自主研发的|先进的|独有的)*$"
)
_USED_BONUS = 0.25
#: and a document that somebody issues: 印发了|手术机器人临床应用管理办法
_ISSUED_BONUS = 0.2
_SHORTEST_TASK = 4
#: 用药基础上加用该|软件, 全省三级医院|大模型
_POINTS = re.compile(r"该|这款|此款|^(?:全[省市国县院区]|各[级地省市])")
#: what stands before the words of a group's task: a sign, a particle, or the verb that founds the group
_BEFORE_TASK = re.compile(r"设立|[下增]设|设有|成立|组建|组织|包括|牵头|部分|[的了由在为以供]|[^一-鿿A-Za-z·-]")
_OF_COMPANIES = frozenset({"研究院", "研究所", "研究中心", "实验室"})
_ORGANISATION = frozenset({"Hospital", "Institution", "Investor", "Regulator", "Company"})


def find_headed(doc: Doc, known: list[Mention]) -> list[Mention]:
    """Mentions of ``doc`` that end in a head; ``known`` mentions bound them on the left."""
    text = text_of(doc)
    found: list[Mention] = []
    blocked = {m.end: m for m in known if m.type in ("Company", "Investor", "Regulator") and m.confidence >= 0.6}
    diseases = {m.end: m for m in known if m.type == "Disease"}
    named = frozenset(i for m in known if m.type in ("Disease", "Technology") for i in range(m.start, m.end))
    listed = {(m.end, m.type): m for m in known if m.confidence >= 0.9}
    ends = {m.end: m for m in known if m.confidence >= 0.6}
    joined: set[int] = set()
    bodies = {m.end: m for m in known if m.type in _NAMED_BY_PARTS and m.confidence >= 0.6}
    for hit in heads().find(text):
        bounds = blocked | diseases if hit.entry.type == "Technology" else blocked
        if hit.entry.type in _MADE:
            bounds = bounds | {end: m for end, m in bodies.items() if m.type == "Hospital"}
        start = _grow(doc, hit.start, hit.end, hit.entry, bounds, named, frozenset(joined))
        if hit.entry.type == "Institution":
            start = _of_body(text, hit.start, hit.entry, bodies, start)
            start = _of_company(text, hit, blocked, start)
        if start is not None and _is_kind(text, start, hit):
            continue
        if start is not None and hit.entry.type == "Hospital":
            start = _behind_country(text, start, hit)
        if start is None or _is_listed(start, listed.get((hit.end, hit.entry.type)), known):
            continue
        bare = _at_quotation(text, start, hit, ends)
        if bare is None:
            continue  # “觅影”平台 is 觅影 with its kind behind it
        start = bare
        inner = ends.get(hit.start)
        if inner is not None and inner.start <= start and inner.type == hit.entry.type:
            continue  # BERT大模型 is BERT with its kind behind it
        # 联合研发的|骨科大模型: a model of a field needs fewer words than a system
        least = _SHORTEST_MODEL if hit.entry.type == "AIModel" else _SHORTEST_COMMON
        brought = hit.entry.type in _MADE and is_brought(text, start, hit.start, blocked, frozenset(joined), least)
        if brought and text[hit.end : hit.end + 1] in ("、", "和", "与", "及"):
            joined.add(hit.end)
        confidence = _confidence(text[start : hit.start], hit.entry) + _bonus(text, start, hit, brought)
        name = text[start : hit.end]
        found.append(Mention(start, hit.end, hit.entry.type, name, hit.entry.rule, min(0.9, confidence)))
        if hit.entry.type in _NAMED_BY_PARTS:
            bodies[hit.end] = found[-1]
    return found


def _is_kind(text: str, start: int, hit: Hit[Head]) -> bool:
    """Whether what ends in a head says how many of a kind there are, what is done to one or who makes such: 两家|医院,
    赋能|医联体, 手术机器人|公司."""
    if hit.entry.type in _MADE:
        return _TRADE.match(text, hit.end) is not None and not _BRAND.search(text, start, hit.start)
    if hit.entry.word == "投资" and _INVESTS.match(text, hit.end):
        return True
    if hit.entry.type == "Hospital" and _COUNTED.search(text, max(0, start - 3), start):
        return True
    return hit.entry.type in _NAMED_BY_PARTS and text[start : hit.start] in word_set("boundary")


def _at_quotation(text: str, start: int, hit: Hit[Head], ends: dict[int, Mention]) -> int | None:
    """Where a name begins that holds a thing's name in quotation marks: 主打产品|“觅影”肺部辅诊平台; None if there is
    nothing between the quotation and the kind."""
    quoted = [
        m for m in ends.values() if start < m.start < hit.start and text[m.start - 1] == "“" and "+" not in m.name
    ]
    made = [m.start - 1 for m in quoted if m.type in _MADE and hit.entry.type in _MADE]
    return None if any(m.end == hit.start - 1 for m in quoted) else max([start, *made])


def _behind_country(text: str, start: int, hit: Hit[Head]) -> int | None:
    """Where a hospital's name begins behind the country it is in: 美国|安德里癌症中心, but 日本国立医院.

    None where only a kind of hospital follows: 印尼|私立医院.
    """
    country = any_word("countries", r"WORDS(?!国|皇家|癌症|中央|联合|全国|大学)(?=.{2})").match(text, start, hit.start)
    if country is None:
        return start
    return None if _is_generic(text[country.end() : hit.start], hit.entry) else country.end()


def _of_company(text: str, hit: Hit[Head], blocked: dict[int, Mention], start: int | None) -> int | None:
    """Where the name of a company's institute abroad begins: 星桥医疗美国|研究院 is named by the company."""
    home = any_word("countries", r"(?:WORDS|中国|亚洲|欧洲|北美)(?:中央)?$").search(
        text, max(0, hit.start - 6), hit.start
    )
    maker = blocked.get(home.start()) if home and hit.entry.word in _OF_COMPANIES else None
    return maker.start if maker is not None and maker.type == "Company" else start


def _of_body(text: str, head_start: int, head: Head, bodies: dict[int, Mention], start: int | None) -> int | None:
    """Where the name of a part of a body begins: at the body right before it (某大学|人工智能与结构实验室), or, of a
    group, where its list or clause does, whatever words of its task it has (、|数据治理工作组)."""
    group = head.rule == "head.group"
    if head_start in bodies:
        return None if group else start
    begin = max(0, head_start - head.max_before)
    part = _BEFORE_TASK.split(text[begin:head_start])[-1]
    for end in range(head_start - 1, head_start - len(part) - 1, -1):
        if end in bodies:
            apart = text[end] in "和与及" or _DONE.search(text, end, head_start)
            return start if apart else bodies[end].start
    task = re.split("[和与及]", part)[-1]
    if not group or not head.min_before <= len(task) < head.max_before:
        return start
    common = len(task) < _SHORTEST_TASK and made_of(task, word_set("generic_modifiers"))
    return None if common else head_start - len(task)


def _is_listed(start: int, listed: Mention | None, known: list[Mention]) -> bool:
    """Whether a listed name at the same end stays as it is: only a university or a place makes it longer."""
    if listed is None:
        return False
    return not any(m.start == start < listed.start and m.type in ("Institution", "Place") for m in known)


def _grow(
    doc: Doc,
    head_start: int,
    end: int,
    head: Head,
    blocked: dict[int, Mention],
    named: frozenset[int] = frozenset(),
    joined: frozenset[int] = frozenset(),
) -> int | None:
    """Where the name that ends in a head begins, None if it is none; ``named`` are the characters of diseases and
    technologies, of which a product's name may be made (视网膜病变辅助诊断软件)."""
    span = doc.char_span(head_start, end, alignment_mode="expand")
    if span is None:
        return None
    rest = text_of(doc)[end : span.end_char]
    if rest and rest not in word_set("titles") and rest not in _GOES_ON:
        return None  # the head is the beginning of a longer word: 医院 in 医院长, but 医院院长 is of a 医院, 智能|体在
    start = min(span.start_char, head_start)
    if start < head_start and not inside_name(doc[span.start]):
        start = head_start
    start = _leftmost(doc, span.start, start, (head_start, end), head, blocked, named)
    start = left_edge(text_of(doc), start, head_start)
    if head.type in _NAMED_BY_PARTS or head.type == "Investor":
        start = behind_lead(text_of(doc), start, head_start)
    start = _behind_circumstances(doc, start, head_start, head)
    before = text_of(doc)[start:head_start]
    if head.type in _MADE and _POINTS.search(before):
        return None
    if len(before) < head.min_before or (head.type in _ORGANISATION and (before[0] in _NO_FIRST or "+" in before)):
        return None
    if _is_generic(before, head):
        if head.type == "Product" and start in blocked and len(before) >= _SHORTEST_COMMON:
            if blocked[start].type == "Hospital":
                return start  # 中标某市第六人民医院|病历质控系统
            return blocked[start].start  # 百度|AI技术|中台: whose it is is part of the name
        if not (head.type == "Product" and is_brought(text_of(doc), start, head_start, blocked, joined)):
            return None
    if head.type in _NAMED_BY_PARTS and not has_proper_part(doc, start, head_start):
        return None
    return _with_year(text_of(doc), start) if head.type == "Report" else start


def _behind_circumstances(doc: Doc, start: int, head_start: int, head: Head) -> int:
    """Where a name begins behind the country it is from, a 在 or words that lead up to its brand: 英国|生物技术."""
    if head.type in _MADE or head.type == "Technology":
        start = behind_home(text_of(doc), start, head_start)
    if head.type in _MADE:
        start = _at_brand(doc, behind_place(text_of(doc), start, head_start), head_start)
    return start


def _leftmost(
    doc: Doc,
    token_index: int,
    start: int,
    span: tuple[int, int],
    head: Head,
    blocked: dict[int, Mention],
    named: frozenset[int],
) -> int:
    """How far to the left the words before the head at ``span`` go on with its name."""
    text = text_of(doc)
    head_start, end = span
    longest = head.max_before + len(head.word)
    skip_to = start
    for token in reversed(doc[:token_index]):
        if token.idx >= skip_to:
            continue  # inside quotation marks that the name has taken whole
        opened = _quotation_start(text, start) if head.type in _MADE else None
        if opened is not None:
            start = skip_to = opened
            continue
        gap = text[token.idx + len(token.text) : start]
        if (gap and not (gap == " " and token.text[-1].isascii())) or end - token.idx > longest:
            break
        if start in blocked and head.type in ("Product", "AIModel", "Technology"):
            # 星桥医疗大模型 has no other name, and what bears a mark is a brand: DEMETICS®3D手术规划系统
            of_maker = blocked[start].type != "Hospital"
            if (head.type == "AIModel" and start == head_start and of_maker) or text[start] in "®™":
                start = blocked[start].start
            break
        if not can_hold(token, head, named):
            break
        start = token.idx
    return start


def _with_year(text: str, start: int) -> int:
    """Where a report's name begins if its year stands before it: 2023年度…排行榜."""
    year = _YEAR_BEFORE.search(text[max(0, start - 7) : start])
    return start - len(year.group()) if year else start


def _at_brand(doc: Doc, start: int, head_start: int) -> int:
    """Where a Latin brand begins if only words of the dictionary stand before it: 投向|InferOperate手术规划平台."""
    brand = _BRAND.search(text_of(doc), start, head_start)
    if brand is None or brand.start() == start:
        return start
    before = doc.char_span(start, brand.start(), alignment_mode="expand") or ()
    return brand.start() if all(token.text in word_classes() for token in before) else start


def _quotation_start(text: str, end: int) -> int | None:
    """Where the quotation that ends at ``end`` opens: 心血管“形态学+功能学”智能诊断平台 is one name."""
    if end == 0 or text[end - 1] != "”":
        return None
    opened = text.rfind("“", max(0, end - _LONGEST_QUOTATION), end)
    return opened if opened >= 0 else None


def _is_generic(before: str, head: Head) -> bool:
    if head.type not in _ORGANISATION:
        return made_of(before, word_set("generic_modifiers"))
    # 数年内三级医院: whatever stands before a common noun does not make it a name, unless a place begins it
    inside = place_prefix().sub("", before, count=1)
    if inside in ("内", "省内", "市内", "县内", "区内"):
        return True  # 湖北省内医院
    common = any_word("generic_hospitals", "WORDS$").search(before)
    if common is None:
        return False
    if head.type == "Company" or _SETTLED.search(inside):
        return common.start() == 0  # 海通国际|证券, 青桥街道社区|卫生服务中心
    return common.start() == 0 or (len(common.group()) > 1 and not place_prefix().match(before))


def _bonus(text: str, start: int, hit: Hit[Head], brought: bool) -> float:
    """How much surer what stands around a name makes it; of common words, only a fact makes it sure."""
    if hit.entry.type == "Technology":
        return _USED_BONUS if _USED.search(text, max(0, start - _REACH), start) else 0.0
    if hit.entry.type == "Policy":
        issued = any_word("issuing_verbs", "WORDS(?:了|的|实施|执行)?(?:首[个部份]|一系列|一[项份部个])?$")
        return _ISSUED_BONUS if issued.search(text[max(0, start - _REACH) : start]) else 0.0
    if _is_generic(text[start : hit.start], hit.entry):
        return _COMMON_BONUS if brought else 0.0
    fate = hit.entry.type == "Product" and hit.start - start >= _TELLING and has_fate(text, hit.end)
    told = brought or fate
    return _BROUGHT_BONUS if told else 0.0


def _confidence(before: str, head: Head) -> float:
    """A product is surer if its name says more: a Latin brand or a body part and a task."""
    if head.type not in _MADE:
        return head.confidence
    brand = 0.25 if re.search(r"[A-Z][A-Za-z]{2,}", before) else 0.0
    return min(0.9, head.confidence + brand + (0.1 if len(before) >= 8 else 0.0))
