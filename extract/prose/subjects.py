"""Who is meant: 公司, 该企业, 其, 该系统, or nothing at all, from the section's heading and the sentences before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from extract.document import BlockKind
from extract.lexicon import alternatives, any_word
from extract.mention import Mention
from extract.prose.clauses import LEFT, Clause, Subject
from extract.prose.encode import Item
from extract.prose.kinship import hospital_of, is_of
from extract.prose.others import brings_news
from extract.prose.places import Frame
from extract.prose.sellers import is_bought, seller
from extract.prose.sentences import Sentence
from extract.prose.stand_ins import ANAPHOR_COST, PAIRED_TYPES, bought_in, former_and_latter, stand_in, targets
from extract.required import Finder

#: 它以2亿元收购了南枝科技: what only a company does
_AS_FIRM = (
    r"(?!由|是由|经)(?:[^,。;:]{0,20}(?:收购|并购|买[下断]|控股|融资|募资|上市|敲钟|营收|收入囊中|净利|裁员|成立于|创立于|总部)"
    r"|(?:又|还|也|已|曾|再)?[与和同跟把将][^,。;:]{1,30}?(?:签[署订下约了]|订立|缔结|结盟|达成|共建|合作|联合(?!用药|治疗|疗法|使用)"
    r"|联手|携手|许可给|授权给|授予|转让|[卖交]给))"
)
_ORGANISATION = re.compile(
    r"(?:该|本|这家|此)(?:企业|公司|集团|机构|团队)"
    rf"|(?:(?<=[,。;年月底末])|^)它(?![们的])(?={_AS_FIRM})|(?<=由)其(?=[与和同独自])"
    r"|(?:(?<=[,。;:、年月底末是由将对把称向与同])|^)(?:公司|企业|团队|集团(?=于|则|也|还|已|将|在|以|与|全资|控股|拟|正|又|完成|实现|收购|宣布|\d)|其(?=总部|创始|旗下|股东|子公司))(?=[^\s、司业的成化]|成立|成功)"
)
#: 这家2016年在苏州成立的公司, 这家深圳药企: the words between say what is known of it
_THIS_ONE = re.compile(
    r"这家(?:(?!医院|大学|[,。;:“”]).){1,24}?(?P<noun>企业|公司|药企|厂商|独角兽|机构|巨头|龙头|[供服运制设]\w商)"
    r"(?![一-鿿]{0,3}大学)"
)
_BODY = re.compile(r"(?:该|我|本)(?:院|校|所|医院|大学|研究院|研究所|实验室|中心)(?![一-鿿]?长)")
#: a department of the hospital that tells of itself: 心血管内科又引进了灵犀, 该科与南枝科技合作
_WARD = re.compile(
    r"(?:(?:(?<=[,。;年月日起])|^)(?:[一-鿿]{0,6}(?:内|外|妇产|儿|眼|急诊|影像|放射|病理|检验|超声|皮肤|肿瘤|骨|神经|康复)科)|该科室?)"
    r"(?=(?:又|也|还|则|已|率先|正|就|便|于|从)?(?:引[进入]|启用|上线|接入|部署|使用|应用|用上|采购|配备|购|与|和|联合))"
)
#: 【融资】 at the head of a paragraph: an item of its own in a round-up
_ITEM_LABEL = re.compile(r"^(?:【[^】]{1,12}】|\d+[.、]|编者按)")
#: 其 before the words up to a thing's name, if they only say what kind of thing it is
_ITS = re.compile(
    r"(?<![尤极何莫与及])其(?=(?!中|实|余|他|次|间|后|利用|使用|采用|基于|通过)(?:[^,。;:、]{0,18}"
    r"(?:的|自研|研发|开发|首[款个]|核心|主打|软件|系统|平台|机器人|模型|产品|设备|工具|助手|引擎|大脑|中台|小程序|应用|数据库|管线|药物|抑制剂|仪|一体机|工作站|试剂盒|手环))?[“\"]?$)"
)
#: 与南枝科技相比, 除南枝科技外: who is set aside is not meant
_SET_ASIDE = re.compile(
    r"(?:相比|不同|类似|一样|之外|外|旗下的?[A-Za-z一-鿿]{2,14}?(?:也|则|等)?(?:领投|跟投|参投|参与|投资))"
)
#: no topic of its sentence: whom somebody works with, comes from or is compared with
_ASIDE = re.compile(
    r"(?:与|和|同|跟|向|对|被|由|据|给了?|予|替|告诉|告知)(?:[^,。;:、的是将]{0,12}(?:公司|企业|药企|商|机构|巨头|集团|龙头))?$"
    r"|(?:曾|原|前|此前|早年)[^,。;:]{0,8}[是任为在]?[^,。;:]{0,8}$"
    r"|(?:收购|并购|买下|入股|参股)了?[^,。;:]{0,14}$"
    r"|(?:母公司|控股股东|大股东|[客用]户|对手|伙伴|合作方|供应商|经销商|投资方)(?:则|就)?[是为][^,。;:]{0,6}$"
    r"|(?:来自|毕业于|[任就供]职于|出身于?|源自|加入)[^,。;:]*$"
)
#: 林一帆是甲公司的算法总监, 星桥是甲公司孵化的子公司: the text does not go on with the employer or the parent
_HIS_POST = re.compile(r"的?[^,。;:、]{0,10}(?:总监|总裁|科学家|工程师|研究员|负责人|顾问|子公司)(?=[,。;]|$)")
#: 星桥医疗是南枝集团|的全资子公司
_PARENT = re.compile(r"的?(?:全资|控股|旗下)+的?(?:子公司|公司|企业)(?=[,。;])")
_IS_AT = re.compile(r"(?:^|[,。;])[^,。;:是]{1,6}[是任]")
#: whom a clause turns to is not who its subject is
_TOWARDS = re.compile(r"[一-鿿A-Za-z][^,。;:]{0,8}[向与同]$")
_ITSELF = frozenset({"公司", "企业", "集团"})
_LATE = 24
_LABELS = frozenset({"Product", "AIModel", "Drug", "Technology"})
_THINGS = ("Product", "AIModel", "Drug")
#: A line of a paragraph of its own is no longer than this where it is a title.
_TITLE = 40
_IT = Finder(rf"(?:(?<=[,。;年月日底末初])|^)它(?![们的]|{_AS_FIRM})")
_STOPPED = re.compile(r"[。;；!?！？,，]")


#: 医药周报 2026-01-09, 文|林一帆: a line that says when or by whom a text was written is no title
_BYLINE = re.compile(
    r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}|(?:^|[^一-鿿])(?:文|作者|来源|编辑|撰文|记者|出品)\s*[|/:丨]|记者\s|讯$"
)


@dataclass
class Context:
    """What the text has spoken of so far: the section's own company and thing, the last company and product,
    and whom the last clause was about."""

    section: tuple[str, ...] | None = None  # before the first sentence
    section_org: Mention | None = None
    last_org: Mention | None = None
    last_body: Mention | None = None
    #: the hospital that tells of itself: 我院 in a post of its own
    home: Mention | None = None
    last_product: Mention | None = None
    #: the last software or device, and the last drug, by whether it was a drug
    last_of_kind: dict[bool, Mention] = field(default_factory=dict)
    #: the people that were named, the last one last
    people: dict[str, Mention] = field(default_factory=dict)
    #: whether the paragraph opens with another company than the section's
    turned: bool = False
    #: whether the paragraph opens with the company that it is about, and a colon
    labelled: bool = False
    label: Mention | None = None
    subject: Subject = field(default_factory=Subject)
    topics: tuple[Item, ...] = ()
    title: Subject = field(default_factory=Subject)
    title_path: tuple[str, ...] = ()
    #: the firm that was last said to be bought: 标的公司
    bought: Mention | None = None
    #: the companies and things of the sentence before, in order
    named: tuple[Mention, ...] = ()
    #: the last share and the last amount of the sentence before, by whether it was a share
    measured: dict[bool, Frame] = field(default_factory=dict)

    @property
    def org(self) -> Mention | None:
        """The company that an unsaid subject means."""
        return self.last_org or self.section_org

    @property
    def org_of_text(self) -> Mention | None:
        """The company that the section is about, or else the last one that the text spoke of."""
        return self.section_org or self.last_org

    @property
    def own_org(self) -> Mention | None:
        """The company of the section, where the paragraph does not open with another: a round-up tells of several."""
        return None if self.turned else self.section_org

    def enter(self, sentence: Sentence, section_org: Mention | None) -> None:
        """Move to a sentence: a new section forgets the last one's subjects, a new paragraph only the product."""
        if sentence.block.section != self.section:
            self.section, self.section_org = sentence.block.section, section_org
            self.last_org = self.last_body = self.last_product = None
            self.last_of_kind = {}
        elif sentence.first and self.section_org is not None:
            self.last_org = None
        if sentence.first and _ITEM_LABEL.match(sentence.text):
            self.last_org = self.last_body = self.last_product = None
            self.last_of_kind = {}
            self.title, self.title_path = Subject(), ()
            self.section_org = _item_org(sentence) or (None if _is_only_label(sentence) else section_org)
        if sentence.first:
            labelled = _labelled_org(sentence)
            if labelled is not None or self.labelled:
                self.section_org, self.last_org = labelled or section_org, None
            self.labelled = labelled is not None
            self.measured, self.named, self.turned = {}, (), False
            self.label = _label(sentence)
            self.last_product = self.label or self.last_product
            self.subject, self.topics = self.title, ()

    def leave(self, sentence: Sentence, clauses: Sequence[Clause]) -> None:
        """Remember what the sentence spoke of."""
        self.named = tuple(m for m in sentence.mentions if m.type in PAIRED_TYPES and m.confidence >= 0.45)
        companies = [m for m in sentence.mentions if m.type == "Company" and m.confidence >= 0.45]
        # 林一帆曾任职于南枝科技,后创办星桥医疗: the text goes on with the second
        current = [m for m in companies if not LEFT.search(sentence.text[: m.start]) and not only_tells(m)]
        current = [m for m in current if not brings_news(sentence.text, m)]
        if len(current) > 1 and is_of(sentence.text, current[0], current[1]):
            current = current[1:]
        # 国家药监局的批件显示,杭州星桥医疗...: whom a text names first is whom it goes on with, be it late
        late = len(sentence.text) if self.org is None else _LATE
        if current and _is_topic(sentence.text, current[0], late):
            self.last_org = current[0]
            self.turned = self.turned or self._turns(sentence, current[0])
        if self.bought is not None and targets(sentence, self.bought):
            self.last_org, self.turned = self.bought, True
        self.bought = bought_in(sentence) or self.bought
        bodies = [m for m in sentence.mentions if m.type in ("Hospital", "Institution") and m.confidence >= 0.6]
        if bodies:
            self.last_body = bodies[0]
        products = [m for m in sentence.mentions if m.type in _THINGS and m.confidence >= 0.45]
        if products:
            self.last_product = products[0]
            self.last_of_kind |= {m.type == "Drug": m for m in reversed(products)}
        last = next((clause for clause in reversed(clauses) if not clause.aside), None)
        if last is not None:
            self.subject, self.topics = last.subject, last.leaves
        if sentence.first and _is_title(sentence) and not _BYLINE.search(sentence.text):
            told = clauses[-1].subject if clauses and not clauses[-1].unsaid else Subject()
            told = told if len(told.owners) <= 1 else Subject()
            under = sentence.block.section
            if told or not self.title_path or under[: len(self.title_path)] != self.title_path:
                # 创新点 under the heading of a product is still about the product
                named = any(item.mention.type in _THINGS for item in told.things)
                heading = named and sentence.block.kind is BlockKind.HEADING
                self.title, self.title_path = told, (*under, sentence.block.text) if heading else ()

    def _turns(self, sentence: Sentence, topic: Mention) -> bool:
        """Whether a paragraph opens with another company than the section's, and not as one that holds its shares."""
        if not sentence.first or self.section_org is None or "其" in sentence.text:
            return False
        return self.section_org.name not in (m.name for m in sentence.mentions) and topic.start <= _LATE

    def unsaid(self, sentence: Sentence) -> Subject:
        """Whom a sentence is about that begins without a subject: the label of its paragraph, whom the sentence
        before was about, or the company of the section; a heading begins anew."""
        if sentence.block.kind is BlockKind.HEADING:
            return Subject()
        if self.label is not None and not sentence.first:
            return Subject(things=(Item(self.label, ANAPHOR_COST),))
        if self.subject:
            return _dearer(self.subject)
        if self.org is not None and not any(m.type == "Company" for m in sentence.mentions):
            return Subject(owners=(Item(self.org, ANAPHOR_COST),))
        return Subject()


def _labelled_org(sentence: Sentence) -> Mention | None:
    """The company that a paragraph of a round-up opens with as its label: 星桥医疗:南枝科技前副总裁出任首席商务官."""
    first = sentence.mentions[0] if sentence.mentions else None
    if first is None or first.type != "Company" or sentence.block.kind is BlockKind.HEADING or only_tells(first):
        return None
    return first if first.start <= 2 and sentence.text.startswith(":", first.end) else None


def _is_only_label(sentence: Sentence) -> bool:
    """【短讯】 alone on its line: items of others follow."""
    return sentence.text.startswith("【") and sentence.text.rstrip().endswith("】")


def _item_org(sentence: Sentence) -> Mention | None:
    """The company that an item of a round-up is about, by its label: 【星桥医疗完成B轮融资】."""
    end = sentence.text.find("】")
    named = [m for m in sentence.mentions if m.type == "Company" and m.end <= end and not only_tells(m)]
    return named[0] if named and (named[0].start <= 1 or len({m.name for m in named}) == 1) else None


def _is_title(sentence: Sentence) -> bool:
    """A heading, or a short line without a full stop: what stands under it is about what it names."""
    line = sentence.block.text
    return sentence.block.kind is BlockKind.HEADING or (len(line) <= _TITLE and not _STOPPED.search(line))


def _dearer(subject: Subject) -> Subject:
    owners = tuple(replace(item, cost=ANAPHOR_COST) for item in subject.owners)
    return Subject(owners, tuple(replace(item, cost=ANAPHOR_COST) for item in subject.things))


def _label(sentence: Sentence) -> Mention | None:
    """The thing that a paragraph's label names: ``康复机器人:融合了...`` is about 康复机器人."""
    return next(
        (
            m
            for m in sentence.mentions
            if m.start <= 2 and sentence.text[m.end : m.end + 1] == ":" and m.type in _LABELS
        ),
        None,
    )


def _is_topic(text: str, mention: Mention, late: int) -> bool:
    """A company is a sentence's topic unless it stands ``late`` in it or as somebody's partner."""
    before = text[: mention.start]
    if len(before) > late or _ASIDE.search(before) or only_tells(mention):
        return False
    if _IS_AT.search(before) and _HIS_POST.match(text, mention.end):
        return False
    return _ORGANISATION.search(before) is None  # 公司由张三创立,团队来自星桥医疗: 公司 goes on meaning whom it meant


def only_tells(mention: Mention) -> bool:
    """中信证券, 弗若斯特沙利文: whose figures are quoted is not whom a text goes on with."""
    return any_word("teller_tails", "WORDS$").search(mention.name) is not None


def anaphors(sentence: Sentence, context: Context) -> list[Item]:
    """Items for the words that stand for the current company or product."""
    items: list[Item] = []
    for match in _ORGANISATION.finditer(sentence.text):
        # a text about a company calls it 公司, whoever is named beside it
        own = context.own_org if match.group() in _ITSELF else None
        if match.group() in _ITSELF and _TOWARDS.search(sentence.text, 0, match.start()):
            own = own or context.org_of_text  # 南枝集团已向公司采购...
        org = own or _nearest(sentence, match.start(), ("Company",)) or context.org
        if org is not None:
            items.append(stand_in(match, org))
    for match in _THIS_ONE.finditer(sentence.text):
        org = _nearest(sentence, match.start(), ("Company",)) or context.org
        if org is not None:
            items.append(stand_in(match, org, "noun"))
    for match in _its(sentence):
        org = _nearest(sentence, match.start(), ("Company",)) or context.org
        if is_bought(sentence.text, match.start()):
            org = seller(sentence, match.start(), org, (context.last_org, context.section_org))
        if org is not None:
            items.append(stand_in(match, org))
    items += former_and_latter(sentence, context.named)
    items += targets(sentence, context.bought)
    for match in _BODY.finditer(sentence.text):
        spoken = context.home if match.group() in ("我院", "我医院") else None
        body = _nearest(sentence, match.start(), ("Hospital", "Institution")) or spoken or context.last_body
        if body is not None:
            items.append(stand_in(match, hospital_of(body)))
    if context.home is not None:
        items += [stand_in(match, context.home) for match in _WARD.finditer(sentence.text)]
    items += _things_meant(sentence, context)
    taken = [(m.start, m.end) for m in sentence.mentions]
    return [item for item in items if all(item.mention.end <= s or e <= item.mention.start for s, e in taken)]


def _things_meant(sentence: Sentence, context: Context) -> list[Item]:
    """Items for 该药, 它 and 这款由望舒平台设计的分子: the last thing that was named before them."""
    found = [(match, "") for match in _product_anaphor().finditer(sentence.text)]
    found += [(match, "noun") for match in _described_product().finditer(sentence.text)]
    if not any(item.mention.type in ("Company", *_THINGS) for item in context.subject.items):
        # 临江医院把它接进了门诊。2024年底,它拿到二类证: the thing is meant, not the hospital
        found += [(match, "") for match in _IT.finditer(sentence.text)]
    items = []
    for match, group in found:
        product = _meant_thing(sentence, match, context)
        if product is not None:
            items.append(stand_in(match, product, group) if group else stand_in(match, product))
    return items


def _its(sentence: Sentence) -> list[re.Match[str]]:
    """The 其 of 其肺结节检测软件“肺探”: whose thing it is."""
    ahead = (sentence.text[: m.start] for m in sentence.mentions if m.type in _THINGS)
    return [match for words in ahead if (match := _ITS.search(words))]


def _meant_thing(sentence: Sentence, match: re.Match[str], context: Context) -> Mention | None:
    """What 该平台 and 该药 stand for: the nearest thing of that kind before, or else the nearest of any kind."""
    if match.group() == "它":
        return _nearest(sentence, match.start(), _THINGS) or context.last_product
    is_drug = any_word("drug_anaphors", "WORDS$").search(match.group()) is not None
    types = ("Drug",) if is_drug else ("Product", "AIModel")
    near = _nearest(sentence, match.start(), types) or context.last_of_kind.get(is_drug)
    return near or _nearest(sentence, match.start(), _THINGS) or context.last_product


@cache
def _product_anaphor() -> re.Pattern[str]:
    things = alternatives("product_anaphors")
    # 系统 alone stands for the last one at the head of a clause, before a verb: 平台采用B/S架构
    bare = rf"(?:(?<=[,。;])|^)(?:系统|平台|软件|模型|方案)(?=(?:{alternatives('thing_verbs')}))"
    # 授予它孤儿药资格; at the head of a clause 它 is an unsaid subject
    # 这款TNIK抑制剂
    kind = r"(?:[A-Z][A-Za-z0-9/-]{1,11})?"
    return re.compile(
        rf"(?:该|本|此|同一|这[一款套个台项种]){kind}(?:{things})|{bare}|(?<=[予把将给对用让使])它(?![们的])"
    )


@cache
def _described_product() -> Finder:
    """这款由望舒平台设计的分子: the noun behind what is said of the thing stands for it."""
    things = alternatives("product_anaphors")
    said = r"这[款套台项种个](?:[^,。;:、“”]|、(?=[^的]{2,16}的)){2,30}?的(?:[A-Z][A-Za-z0-9/-]{1,11})?"
    # 同一款脑血管产品: the words before the noun only say its field
    said = rf"(?:{said}|(?:同一?|这|该|此)[款套台][一-鿿]{{1,8}}?)"
    return Finder(rf"{said}(?P<noun>{things})(?![一-鿿]{{0,2}}[A-Za-z“])")


def _nearest(sentence: Sentence, position: int, types: tuple[str, ...]) -> Mention | None:
    """The last name of the types before a place in the sentence: 以柏视医疗为例,该企业的..."""
    before = [m for m in sentence.mentions if m.end <= position and m.type in types and m.confidence >= 0.4]
    kept = [
        m
        for m in before
        if not _SET_ASIDE.match(sentence.text, m.end)
        and not LEFT.search(sentence.text[: m.start])
        and not only_tells(m)
    ]
    if types == ("Company",):
        # 星桥医疗与南枝科技签约,公司还...: whom somebody works with is not who goes on
        kept = [
            m for m in kept if not _ASIDE.search(sentence.text[: m.start]) and not _PARENT.match(sentence.text, m.end)
        ] or kept
    return kept[-1] if kept else None


def nearest_company(sentence: Sentence, position: int) -> Mention | None:
    """The last company before a place in the sentence that the words there can be about."""
    return _nearest(sentence, position, ("Company",))


def speaks_of_context(sentence: Sentence, context: Context) -> bool:
    """Whether an unsaid subject can be the current company: its section is about it, or 公司 stands for it."""
    return context.section_org is not None or _ORGANISATION.search(sentence.text) is not None
