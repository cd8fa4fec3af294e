"""Names in quotation marks: “数智本草”, 「粉红关AI」; and definitions: X(以下简称Y), Y(X)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.lexicon import any_word, word_set
from extract.mention import Mention
from extract.mentions.brought import has_fate
from extract.mentions.head_words import heads
from extract.mentions.parts import made_of
from extract.mentions.tags import word_classes

_SHORTEST_ALONE = 4
_LONGEST_COINED = 10
#: how far around a quotation its kind and its verb are looked for
_REACH = 24
_MODEL = re.compile(r"大模型$|基础模型$|GPT$")
_IS_MODEL = re.compile(r"模型(?:—{1,2}|:)?$")
#: “双量级”模型架构 and “霁云”系统工程 name no product
_NO_KIND = re.compile(r"架构|战略|理念|模式|概念|体系|路线|思路|工程|化(?!验)|论")
#: “无接触式”服务方案: of what manner a thing is
MANNER = re.compile(r"[式性化]$|(?<!模)型$")
#: 从“拿证”到“卖货”: stages, no things
_FROM_TO = re.compile(r"[从由][^,。;:“”]{0,4}“$|”(?:[走迈转变]?[到向至为]|迈入|升级为)“$")
_FROM_TO_AFTER = re.compile(r"”?(?:[走迈转变]?[到向至]|变为|变成|迈入|升级为)[^,。;:“”]{0,4}“")
#: “一中心三平台”, “1+3+N”: what a plan counts
_COUNTS = re.compile(r"[一二两三四五六七八九十百千\d](?:[一-鿿]{1,3}[一二两三四五六七八九十百千\d][一-鿿]|\+[\dNX])")
_PHRASE = re.compile(r"[的了是和与及不为更最就都要让从到+、,]|^\d")
#: 一个是面向基层医生的“问渠助诊”
_MADE_FOR = re.compile(r"是[^,。;:、是“”]{0,4}(?:面向|针对|用于|服务于?|专为|帮助|辅助)[^,。;:、“”]{1,14}的$")
#: 上线了基于某大模型的“问渠智能门诊”
_BASED = (
    r"(?:WORDS|带来|展出|展示|亮出)(?:了|出)?[^,。;:、“”]{0,6}?"
    r"(?:基于|依托|搭载|采用|面向|针对|用于)[^,。;:、“”]{1,12}的$"
)
_FIRST = r"国内|国际|全国|全球|业内|业界|行业|首[个款家台]|第一[个款]|一[款个套]|全新|新一代|最新|医疗|AI|智能|的"
#: some texts open a quotation with the mark that closes it: ”智诊”大模型
_QUOTED = re.compile(r"[“”「\"]([^“”「」\"\n。;]{2,36})[”」\"]")
_DEFINITION = re.compile(
    r"\((?:以下|下文|后文|下)?(?:简称|全称|又称|又名|称|原名|曾用名|英文名?|商品名称?|通用名|(?:研发|项目|产品)?代号|即)(?:为|:|是)?"
    r"[“\"《「]?([^()“”\"《》「」、,。;]{2,30}?)(?:[”\"》」](?:[或、,]|以及)[^()。;]{1,20}|[”\"》」]?)\)"
)
_CLOSING = ("》", "”", "」")
_FULL_FORM = re.compile(r"\(([^()]{4,30}(?:有限公司|有限责任公司))\)")
_GLOSS = re.compile(r"\(([A-Za-z][A-Za-z0-9 .&®™/-]{1,40})\)")
_BRAND = re.compile(
    r"(?P<latin>[A-Z][A-Za-z0-9®.-]*[a-z][A-Za-z0-9®.-]+(?: [A-Z][A-Za-z0-9]+)*)[一-鿿]{2}"
    r"|“(?P<quoted>[^“”]{2,12})”[一-鿿A-Za-z]{2}"
)
_VERSION = re.compile(r"[ -]?[Vv]?\d+(?:\.\d+)*(?: ?[一-鿿]+版| ?[A-Z][a-z]+)?$")
_WITHIN_PLAN = re.compile(r"(?<=计划)(“[^“”。]{3,36}”(?:重点|重大)?(?:专项|项目))")

#: what may stand between a name and its kind: “小愈”医学影像基座模型; a verb or a function word may not
_ATTRIBUTE = r"[^是为将做和与及在了被把由对从的等也不,。;:、()“”《》 ]{1,12}?"
#: “星桥三基因检测试剂盒(荧光PCR法)”: a registered name ends in how the thing works
_BY_METHOD = re.compile(r"\([^()]{2,14}法\)$")
#: “星桥影像AI”, but not “懂医生的AI”
_OWN_AI = re.compile(r".{2,8}AI")
_SPOKEN = re.compile(r"[的了是让就都更最不给我你他有没要把,。!?]")
#: 手术机器人公司「析木机器人」, 药企“昂和”: the kind of firm right before a quotation, but not 该公司“灵犀平台”
_FIRM_BEFORE = re.compile(
    r"(?:[一-鿿A-Za-z](?<![该本这那旗下])(?:公司|企业|厂商|品牌商|研发商|服务商|供应商)|药企|械企|险企|独角兽)$"
)
_COMPANY_BEFORE = re.compile(r"(?:公司|企业|厂商|集团|机构|同行|对手|简称|下称|[(:])$")
#: jieba's classes of words that somebody only stresses beside a kind of thing: 给设备“瘦身”
_STRESSED = frozenset({"v", "vn", "a", "ad", "d", "i", "l"})


@dataclass(frozen=True, slots=True)
class Definition:
    """``alias`` at ``start:end`` is said by the text to name the same thing as the mention that ends at ``of_end``."""

    of_end: int
    start: int
    end: int
    alias: str
    reason: str


def find_quoted(text: str) -> list[Mention]:
    """Quoted products: a head follows (“觅影”AI辅诊引擎), leads (智能体“小愈”) or ends them, or a verb names them."""
    follow = any_word("quoted_kinds", f"(?:-|的|{_ATTRIBUTE})?WORDS")
    found = []
    for match in _QUOTED.finditer(text):
        inner = match.group(1)
        before = text[max(0, match.start() - _REACH) : match.start()]
        tail = follow.match(text, match.end())
        kind = any_word("quoted_kinds", "WORDS(?:—{1,2}|:|叫|名叫|名为|取名|名唤)?$").search(before)
        if (tail and _NO_KIND.match(text, tail.end())) or _is_sum(inner) or "、" in inner or is_figure(inner):
            continue
        if word_classes().get(inner) in _STRESSED:
            kind = None
            tail = tail if tail and tail.end() - tail.start() < _SHORTEST_ALONE else None  # “下场”研发模型
        if _FROM_TO.search(before) or _FROM_TO_AFTER.match(text, match.end()):
            continue
        if not tail and _FIRM_BEFORE.search(before) and not _PHRASE.search(inner) and not is_figure(inner):
            found.append(Mention(match.start(1), match.end(1), "Company", inner, "quoted.firm", 0.7))
            continue
        if (tail and _is_of_kind(tail.group(), before)) or (kind and not _PHRASE.search(inner)):
            confidence = 0.7
        elif _ends_in_kind(inner, before):
            confidence = 0.65
        elif _is_approved(inner, before, text, match.end()):
            confidence = 0.64
        elif _is_named(inner, before, text[match.end() : match.end() + _REACH]):
            confidence = 0.62
        else:
            continue
        model = _MODEL.search(inner) or any(_IS_MODEL.search(near.group()) for near in (tail, kind) if near)
        type_ = "AIModel" if model else "Product"
        found.append(Mention(match.start(1), match.end(1), type_, inner, "quoted.name", confidence))
    return found


def is_figure(inner: str) -> bool:
    """Whether a quoted word is no name but says how a thing is or, in a figure, what it does: “无感式”, “上岗”."""
    return MANNER.search(inner) is not None or _COUNTS.match(inner) is not None or inner in word_set("quoted_figures")


def _is_of_kind(tail: str, before: str) -> bool:
    """Whether the kind behind a quotation is its own: “灵犀”大模型, but a “生物年龄”的模型 only measures that."""
    return not tail.startswith("的") or any_word("naming_verbs", "WORDS(?:了|的|出)?$").search(before) is not None


def _ends_in_kind(inner: str, before: str) -> bool:
    """Whether a quotation ends in a kind of product and names it: “问渠助手”, 其“AI中台”, but no “人工智能产品”."""
    inner = _BY_METHOD.sub("", inner)
    head = any_word("product_heads", "WORDS$").search(inner)
    if head is None:
        of_kind = _OWN_AI.fullmatch(inner) or any(
            hit.end == len(inner) and hit.entry.type == "Product" and hit.start >= hit.entry.min_before
            for hit in heads().find(inner)
        )
        return bool(of_kind) and not _SPOKEN.search(inner) and not made_of(inner, word_set("generic_modifiers"))
    return len(inner) >= _SHORTEST_ALONE and (
        before.endswith("其") or not made_of(inner[: head.start()], word_set("generic_modifiers"))
    )


def _is_approved(inner: str, before: str, text: str, end: int) -> bool:
    """Whether what only happens to a thing is said behind its quoted name, whatever its kind: “知衡”取得FDA许可."""
    named = inner not in word_classes() and not _PHRASE.search(inner) and not _COMPANY_BEFORE.search(before)
    return named and has_fate(text, end)


def _is_sum(inner: str) -> bool:
    """Whether a quoted word only adds common words: “AI+机器人”."""
    return "+" in inner and all(made_of(part, word_set("generic_modifiers") | {"机器人"}) for part in inner.split("+"))


def _is_named(inner: str, before: str, after: str) -> bool:
    """Whether a verb that names products stands before a quoted word that is no phrase: 推出了国内首个“灵犀”."""
    named = any_word("naming_verbs", rf"WORDS(?:了|的|出|的是)?(?:{_FIRST})*$").search(before)
    kind_named = any_word("naming_verbs", r"WORDS[^,。;:、“”]{2,20}[师家手员体台统件]?(?:—{1,2}|:)$").search(before)
    based = len(inner) >= _SHORTEST_ALONE and any_word("naming_verbs", _BASED).search(before)
    made_for = _MADE_FOR.search(before) or based
    return bool(
        len(inner) <= _LONGEST_COINED
        and not _PHRASE.search(inner)
        and inner not in word_classes()
        and (named or kind_named or made_for)
        and not any_word("no_product_after_quote", r"[^,。;、]{0,4}?WORDS").match(after)
    )


def brand_of(mention: Mention) -> str:
    """The brand that a product's name begins with, or "": InferOperate Suite手术规划平台, “灵犀”影像平台, 灵犀4.0."""
    if mention.rule == "joined.name" and mention.type in ("Product", "AIModel"):
        return _VERSION.sub("", mention.name)
    brand = _BRAND.match(mention.name) if mention.type in ("Product", "AIModel") else None
    return (brand["latin"] or brand["quoted"]) if brand else ""


def find_definitions(text: str) -> list[Definition]:
    """Aliases that the text itself defines in brackets after a name."""
    found = [
        # 《…管理办法》(下称《办法》): the name ends before the mark that closes it
        Definition(
            m.start() - text.startswith(_CLOSING, m.start() - 1),
            m.start(1),
            m.end(1),
            m.group(1),
            "text says so: " + m.group(),
        )
        for m in _DEFINITION.finditer(text)
    ]
    found.extend(
        Definition(m.end(), m.start(1), m.end(1), m.group(1), "the programme within its plan: " + m.group())
        for m in _WITHIN_PLAN.finditer(text)
    )
    taken = {d.start for d in found}
    found.extend(
        Definition(m.start(), m.start(1), m.end(1), m.group(1), "name in brackets: " + m.group())
        for pattern in (_GLOSS, _FULL_FORM)
        for m in pattern.finditer(text)
        if m.start(1) not in taken
    )
    return found
