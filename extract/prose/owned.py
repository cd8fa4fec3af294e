"""What a company's section tells without saying whose it is: products, approvals and pipelines are the company's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.mention import Mention
from extract.prose.clauses import Clause
from extract.prose.relations import Candidate, Parsed
from extract.prose.sentences import Sentence
from extract.prose.stand_ins import ANAPHOR_COST
from extract.prose.subjects import Context, only_tells
from ontology.model import EntityRef, Evidence, Fact

_MADE = frozenset({"Product", "AIModel"})
_COINED_TYPES = frozenset({*_MADE, "Drug"})
#: the rules that find names that somebody made up
_COINED_RULES = frozenset({"quoted.name", "coined.thing", "latin.drug_code", "latin.brand"})
_OTHERS = frozenset({"Company", "Investor"})
_MAKERS = frozenset({*_OTHERS, "Institution", "Hospital"})
#: 孤独症早期干预软件“|星芽, 候选药|XQ-101: the kind of thing before its name
_KIND_BEFORE = re.compile(
    r"(?:软件|系统|平台|机器人|模型|产品|设备|工具|助手|引擎|智能体|算法|疫苗|抗体|注射液|药物|新药|抑制剂|激动剂|拮抗剂|降解剂|疗法"
    r"|候选药|候选分子|分子|小程序|应用|一体机|试剂盒|贴|仪|手环|导管|支架)[“\"「]?$"
)
#: How sure a name must be that opens its clause, that stands in quotation marks, and that fills its line.
_HEADS, _QUOTED, _ALONE = 0.6, 0.62, 0.5
#: “灵犀”|甲状腺超声机器人: the kind of thing behind its name
_KIND_BEHIND = re.compile(r"[”\"][^,。;:、“”的是与和]{0,10}(?:软件|系统|机器人|试剂盒|助手|智能体|小程序|一体机|贴|仪)")
#: 进展最快的|XQ-101, 管线中的|XQ-101, 拳头产品|“灵犀”, 首个候选药物|XQ-101: one of those that somebody has
_OF_HIS = re.compile(
    r"(?:(?<!目)最[^,。;:的]{1,6}的?是?|(?:在研|在审|待批|申报|研发)中?的(?:还有)?[“\"]?|还有[^,。;:“”的]{0,12}的[“\"]|管线[里中]?(?:的|还有)|(?:首|[第另][一二三四]|一)[款个]的?|新(?:推出|增|立项|上线|发布)的"
    r"|(?:首[个款]|核心|拳头|主力|主打|当家|明星|王牌|看家|旗舰|另一?[个款条]|重磅|在研)"
    r"(?:产品|管线|资产|本领|本事|软件|候选(?:药物?|分子)|项目|药物|系统|平台|型号|机型)(?:[是为叫]|名为)?[^,。;:“”的与和]{0,8}[“\"]?)$"
)
#: 对照药物|ZB-300, 接入了问诊助手|“灵犀”: a thing that somebody compares with or takes from others
_NOT_HIS = re.compile(
    r"(?:对照|竞品|竞对|对标|同类|原研|进口|现有|使用|采用|引进|引入|采购|购置|接入|基于|依托|借助|相比|优于|[与和同]"
    r"|前者|后者|对方|同行|友商|对手|市面上|某[一-鿿]{0,4}|买[走下]|拿下|取得|受让|获授)[^,。;:]{0,14}$"
)
#: 连锁品牌|“星桥”, “星桥”|品牌, 据灵犀数据库|统计: a name to sell under, a source of figures
_BRAND = re.compile(r"品牌[“\"「]?$")
_SOURCE = re.compile(
    r"[”\"」]?(?:等?[两三四几]?个?品牌|(?:数据库|平台)?的?(?:最新)?(?:数据|统计|报告)?(?:显示|统计|监测|测算|披露))"
)
#: 杭州|云灯的招募系统“灵犀”: of a firm whose name nobody has found
_UNKNOWN_OWNER, _NEAR = re.compile(r"[一-鿿]{2,6}的(?=[^,。;:的]{2,16}$)"), 24
#: 向|南枝科技|交付XQ-101: whom a thing is given is not whose it is
_GIVEN = re.compile(r"[向给为对][^,。;:]{0,6}$")
#: Behind “端云融合”大模型 stands what is called so: a manner, no product
_OF_A_KIND = re.compile(
    r"[”\"」](?:大?模型|技术|架构|模式|战略|理念|项目|课题|计划|专项|工程|活动|奖|的(?:要求|概念|定义))"
)
_SET_OUT = re.compile(r"(?:对|使用|采用|所谓|名为)[“\"「]$")
_QUOTES = ("“", '"', "「")
#: how far before a product's name something may stand that opens its clause: 如, 例如, 其中
_OPENER = 3
_CONFIDENCE = 0.6
#: Whose a fact is that a company's section tells without saying it, and how much less sure that is.
_OWNER = {"Approval": "holder", "Pipeline": "developer"}
_LESS_SURE = 0.9
_SEVERAL = 2
_WITH = ("与", "和", "同", "跟")
_TOGETHER = re.compile(r"[^,。;:]{0,6}(?:合作|联合|共同|携手)")
#: 南枝科技以2000万美元首付款拿走XQ-101的权益: of two firms, nobody knows which one makes the drug
_LICENSED = re.compile(r"权[益利]|授权|许可给|[首预]付")


def own_products(sentence: Sentence, clauses: Sequence[Clause], context: Context) -> Iterator[tuple[Mention, Mention]]:
    """The products of a sentence with whose they are, where it does not say so: of the company of the section those
    that stand alone on their line, in quotation marks, or as what their clause is about, none where another company
    is named, too; those that only a coined name can be of (“灵犀”, XQ-101) of whom their clause or the text is about,
    where nobody else is named before them."""
    owner = context.own_org
    others = [m for m in sentence.mentions if m.type in _OTHERS and (owner is None or m.name != owner.name)]
    starts = {item.mention.start for clause in clauses for item in clause.subject.things}
    for mention in sentence.mentions:
        if mention.type not in _COINED_TYPES or mention.confidence < _ALONE:
            continue
        alone = mention.end - mention.start >= len(sentence.text.strip()) - 2
        heads = mention.start in starts and _opens(sentence.text, mention.start) and mention.confidence >= _HEADS
        shown = alone or heads or (mention.confidence >= _QUOTED and _quoted(sentence.text, mention))
        if owner is not None and not others and shown and mention.type in _MADE and _may_be_his(sentence, mention):
            yield mention, owner
        elif _is_coined(mention, sentence, mention.start in starts):
            maker = _maker(mention, sentence, clauses, context)
            if maker is not None and maker.type == "Company":
                yield mention, maker


def is_brand(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name is told to be one that somebody sells under: 旗下连锁品牌“星桥”."""
    return _BRAND.search(sentence.text, 0, mention.start) is not None


def _may_be_his(sentence: Sentence, mention: Mention) -> bool:
    """Whether nothing beside a thing says that it is somebody else's, a brand, or only a source of figures."""
    text = sentence.text
    others = _NOT_HIS.search(text, 0, mention.start) is not None
    return not others and not is_brand(sentence, mention) and _SOURCE.match(text, mention.end) is None


def _is_coined(mention: Mention, sentence: Sentence, heads: bool) -> bool:
    """Whether a name is one that somebody made up for a thing of his, told with the kind of thing that it is."""
    text = sentence.text
    if mention.rule not in _COINED_RULES or _NOT_HIS.search(text, 0, mention.start):
        return False
    if _OF_A_KIND.match(text, mention.end) or _SET_OUT.search(text[: mention.start]):
        return False
    if mention.rule == "latin.drug_code" and (heads or "/" in mention.name):
        return "/" not in mention.name  # CDK12/13双靶点抑制剂: targets
    kind = mention.rule == "quoted.name" and _KIND_BEHIND.match(text, mention.end) is not None
    return kind or any(told.search(text, 0, mention.start) is not None for told in (_OF_HIS, _KIND_BEFORE))


def _maker(mention: Mention, sentence: Sentence, clauses: Sequence[Clause], context: Context) -> Mention | None:
    """Whom the clause of a thing is about, or else the text, if the clause names no other maker before the thing;
    where only the sentences before tell of a company, the sentence names no other before it at all."""
    clause = next((c for c in clauses if c.start <= mention.start < c.end), None)
    if clause is None:
        return None
    own = [item.mention for item in clause.subject.owners if item.cost < ANAPHOR_COST]
    meant = own[0] if len(own) == 1 else context.last_org if context.turned else context.org_of_text
    if meant is None or any(item.mention.name != meant.name for item in clause.subject.owners):
        return None
    far = 0 if not own and context.section_org is None else clause.start
    kinds = _MAKERS if far else _OTHERS
    before = [m for m in sentence.mentions if far <= m.start < mention.start]
    text = sentence.text
    if _LICENSED.search(text, mention.end, mention.end + _NEAR) or any(
        m.type == "Place" and m.start >= clause.start and _UNKNOWN_OWNER.match(text, m.end, mention.start)
        for m in before
    ):
        return None
    others = [m for m in before if m.type in (_MAKERS if m.start >= clause.start else kinds) and m.name != meant.name]
    return meant if all(_GIVEN.search(text, 0, m.start) for m in others) else None


def _quoted(text: str, mention: Mention) -> bool:
    before = text[: mention.start]
    return before.endswith(_QUOTES) and not _SET_OUT.search(before) and not _OF_A_KIND.match(text, mention.end)


def _opens(text: str, start: int) -> bool:
    """Whether a name is the first of its clause but for 如 or 其中."""
    clause = max(text.rfind(mark, 0, start) for mark in ",。;:!?") + 1
    return start - clause <= _OPENER


def owned(fact: Fact, sentence: Sentence, owner: Mention | None) -> Fact:
    """The fact with the company of the section as its holder or developer, where the sentence names no company."""
    slot = _OWNER.get(fact.kind)
    if owner is None or slot is None or slot in fact.args or fact.modality != "asserted":
        return fact
    if owner.type != "Company" or any(m.type in _OTHERS and m.name != owner.name for m in sentence.mentions):
        return fact
    args = {**fact.args, slot: EntityRef(owner.type, owner.name)}
    return replace(fact, args=args, confidence=round(fact.confidence * _LESS_SURE, 3))


def supposed_owner(candidate: Candidate, parsed: Parsed, context: Context) -> Mention | None:
    """Whose an approval or a pipeline is that says it itself no more than by its surroundings: of whom its clause is
    about, else of the one company of the sentence, else of the one that the text speaks of."""
    slot = _OWNER.get(candidate.kind)
    if slot is None or slot in candidate.args or candidate.modality != "asserted":
        return None
    clause = next((c for c in parsed.clauses if c.start <= candidate.start < c.end), None)
    # beside a licence, whom the text last spoke of need not be who makes the drug
    drug = candidate.kind == "Pipeline"
    if drug and _LICENSED.search(parsed.sentence.text):
        return None
    owners = [item.mention for item in clause.subject.owners if not (drug and item.cost)] if clause else []
    told = {m.name: m for m in owners if m.type == "Company"}
    told = told or _bringer(candidate, parsed)
    if not told:
        named = (item.mention for item in parsed.items if item.mention.type == "Company")
        text = parsed.sentence.text
        told = {m.name: m for m in named if not only_tells(m) and not _is_partner(m, text)}
        spoken_of = context.org.name if context.org else ""
        if any(m.start > candidate.start and m.name != spoken_of for m in told.values()):
            return None  # XQ-101终止了Ⅱ期,南枝科技的XQ-205仍在推进
    meant = context.section_org if drug else context.org
    if not told and meant is not None:
        return meant if meant.type == "Company" else None
    return next(iter(told.values())) if len(told) == 1 else None


def _is_partner(mention: Mention, text: str) -> bool:
    """Whether a firm is only whom something is made with: 与南枝科技合作开发的XQ-203."""
    return text[mention.start - 1 : mention.start] in _WITH and _TOGETHER.match(text, mention.end) is not None


def _bringer(candidate: Candidate, parsed: Parsed) -> dict[str, Mention]:
    """Of several firms of a sentence the one whose clause brought the thing up:
    南枝科技跟进;星桥医疗停了XQ-101,该药处于I期."""
    names = {item.mention.name for item in parsed.items if item.mention.type == "Company"}
    thing = candidate.args.get("product") or candidate.args.get("drug")
    if len(names) < _SEVERAL or not isinstance(thing, Mention):
        return {}
    place = next((i.mention.start for i in parsed.items if i.mention.name == thing.name), thing.start)
    clause = next((c for c in parsed.clauses if c.start <= place < c.end), None)
    owners = clause.subject.owners if clause and not clause.subject.things else ()
    return {i.mention.name: i.mention for i in owners if i.mention.type == "Company" and i.cost < ANAPHOR_COST}


def made_by(mention: Mention, owner: Mention, evidence: Evidence) -> Fact:
    """The Develops fact that the section's company makes the product."""
    made = {"company": EntityRef(owner.type, owner.name), "product": EntityRef(mention.type, mention.name)}
    return Fact("Develops", made, evidence, "implied.section", _CONFIDENCE)
