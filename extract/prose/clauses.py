"""Whose clause it is: a clause that names no subject of its own goes on with the subject of the clause before.

``星桥医疗推出灵犀,用于肺结节筛查``: the second clause says nothing of who, so 星桥医疗 is carried into it, and
灵犀, that the first clause brought, is its topic.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extract.lexicon import alternatives, word_set
from extract.mention import Mention
from extract.mentions.segmenter import words_of
from extract.mentions.tags import VERB_CLASSES, word_classes
from extract.prose.apposed import ITS_PERMIT, KIND_OF_DRUG, MEANT_FOR, is_apposed, is_nameless, says_which
from extract.prose.clause_spans import clause_spans
from extract.prose.encode import Insert, Item
from extract.prose.glosses import gloss_end
from extract.prose.kinship import ORGANISATIONS, child_of, set_up
from extract.prose.others import OF_SCHOLARS, brings_news, is_founded_on, is_of_other, is_spoken, made_with, of_scholar
from extract.prose.triggers import trigger_words

#: A subject stands at the head of its clause: behind a date, an adverb or a place, not further on.
_HEAD = 18
_JOINT = re.compile(r"(?:[、,/]|以及|[和与及])[“\"]?")
_THINGS = frozenset({"Product", "AIModel", "Drug"})
_KINDS_OF_THINGS = frozenset({"Disease", "Technology"})
_SUBJECTS = ORGANISATIONS | _THINGS | {"Technology"}
#: what may stand between a maker and the thing that is the subject: 星桥医疗自主研发的灵犀获得...
_OWNED = re.compile(
    r"(?:[^,。;:⟨⟩]{0,12}?的|旗下|自研|这一|这款|该)?"
    r"(?:[^,。;:的]{0,8}|[^,。;:的]{2,16}(?:软件|系统|平台|机器人|模型|引擎|助手|设备|产品|智能体|[抑激拮降调][制动抗解节][剂]|分子|药物?|疫苗|抗体|注射液|疗法|制剂|导管|支架|仪|应用|小程序|工具|方案|一体机|工作站|算法))[“\"]?$"
)
#: Between a field and the company that it describes: 影像AI头部企业星桥医疗.
_DESCRIBED = 8
_OF_THE_SAME = re.compile(
    r"(?:旗下|自研|自主研发|自主开发|核心产品|代表产品|(?<![尤极与])其(?![中他余次])|公司)的?[^,。;:]{0,8}$"
)
#: The kind of thing right before its name, with the verbs that are part of such nouns.
_KIND_NOUN = re.compile(
    r"(?:检测|筛查|诊断|分析|识别|评估|管理|治疗|预警|监测|规划|辅助|分诊)+[一-鿿]{0,2}(?:软件|系统|平台|机器人|模型|产品|设备|工具|助手)[“\"]?$"
)
#: 早期股东里有|岚桥创投: a name behind one of these is what the clause says of its subject
#: 11月获|药监局, 经|药监局, 凭“|灵犀: nor what was gone through or relied on
_LEADS_ON = re.compile(
    r"(?:[里中内单](?:还|已|也)?有|(?<![但于可还就])是|(?<![因作])为|[叫系给到着获受遭凭]|(?<!财)经|(?<!不)过)[“\"「]?$"
)
#: 总部位于苏州的|星桥医疗, 控股子公司|星桥医疗: a clause that opens with where somebody sits, what he does or
#: whose he is tells of him
_WHO_IS = re.compile(
    r"(?:而|但|其中,?|同样|同为|同是|另一家|一家|一向|一直|长期|刚刚?|新近|已|也|曾)*"
    r"(?:总部|注册|来自|位于|地处|坐落|扎根|身处|立足|成立|创立|创办|诞生|脱胎|孵化自|背靠|隶属|主打|主攻|主营|主做|专注|专攻|专做|专门做"
    r"|深耕|聚焦|从事|致力|以[^,。;:、]{1,10}(?:起家|见长|著称|闻名|为主))[^,。;:]*的"
    r"|(?:\d{4}年|[今去前同]年)(?:\d{1,2}月)?[才刚就便]?(?:在[^,。;:、的]{2,6})?(?:成立|创立|创办|诞生|起步|注册)的"
    r"|(?:其|公司|集团|旗下|全资|控股|附属|海外)*[子分]公司[“\"]?"
)
#: What ends before a subject though it holds a verb: 位于上海的, 自成立以来, 据介绍
_DESCRIBES = re.compile(r"(?:的|以来|之?[后前时中际下]|据[^,]{1,4})[^,。;的]{0,6}$")
#: 以灵犀为主: what a clause is mainly about is spoken of further on.
_MAINLY = re.compile(r"[”\"]?(?:系列)?为(?:主|核心|代表|龙头|拳头产品)")
#: 就灵犀注射液达成许可: what a contract is about is spoken of further on
_DEALT = re.compile(r"(?<![一-鿿]成)就[^,。;:]{0,12}$")
_TAKES = re.compile(
    r"借助|引[入进]|接入|采[购用]|购[买入置]|收购|投资|部署|试用|使用|[用装]上|借力|联[合手]|携手|[从向与](?=.)"
)
_MEANS = re.compile(r"(?:基于|依托|借助|利用|采用|接入|搭载|使用|通过)了?[“\"]?$")
#: 这家由临江大学孵化的|公司: the name behind 这家 only describes a firm
_THIS_FIRM = re.compile(r"[^,。;“”]{1,24}的(?:公司|企业|药企|厂商|独角兽|机构)(?![“\"A-Za-z])")
#: 9月14日,: a clause that only says when is of the one behind it.
_ONLY_WHEN = re.compile(
    r"(?:[一-鿿]{0,4}?(?:[今去前同当次翌]年|\d{4}年))?(?:同月|当月|\d{1,2}月)?(?:\d{1,2}日)?"
    r"(?:[年月]?[初中末底]|[上中下]旬|[早晚]间?|当[天晚日]|同日|次日|近日|日前|随后|此后|此前|不久)?(?:前后|之?后|起)?"
    r"(?:的?(?:[A-H]\+{0,2}|Pre-?[A-C]|天使\+?|种子)轮(?:融资)?[里中]?)?,"
)
#: 原南枝科技总裁加入公司, 林一帆曾任南枝科技总监: a firm that somebody left is not whom a text goes on with
LEFT = re.compile(
    r"(?:(?:^|[,。;:、是为和与])(?:原|前)"
    r"|(?:曾经?|此前|先后|历|早年|之前)(?:一?直)?(?:[任是为]|担任|出任|[在于]|(?:供|任|就)职(?:[于在]|过)?|效力于?|服务于|执掌|领导)过?)$"
)
#: 1. or ● before the name that a line of a list begins with
_LABEL = re.compile(r"(?:[(（]?\d{1,2}[)）.、]|[●•◆▶①-⑳-])?\s*")
_SURE = 0.45
#: 同城的星桥医疗: its 同 is no word of the clause
_SAME = re.compile(r"同(?:城|样|日|期|年|天|行|月|时|属|为|一)")
_HANDLED = re.compile(r"[将把对就与向被以]")
#: A deed before a thing is no longer than this: 共售出; longer words tell its kind: 血管介入手术机器人
_FEW = 4
#: What it costs in sureness to carry a subject on to the next clause.
_CARRIED = 0.04


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what a clause is about: the maker that was named with a thing (星桥医疗的灵犀), and the thing itself."""

    owners: tuple[Item, ...] = ()
    things: tuple[Item, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.owners or self.things)

    @property
    def items(self) -> tuple[Item, ...]:
        """What the clause is about: the things, or else the organisations."""
        return self.things or self.owners


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause at ``start``–``end`` of its sentence and its subject, of which ``unsaid`` does not stand in it;
    ``topics`` are the things that the clauses before brought up, ``leaves`` those that the next one may speak of.
    What stands ``aside`` says who invested or what somebody said: the text goes on with whom it spoke of before."""

    start: int
    end: int
    subject: Subject
    unsaid: Subject = Subject()
    topics: tuple[Item, ...] = ()
    leaves: tuple[Item, ...] = ()
    aside: bool = False


@cache
def _not_before_subject() -> re.Pattern[str]:
    verbs = {word for row in trigger_words().values() for word in row if len(word) > 1 and word.isalpha()}
    return re.compile("|".join([alternatives("before_objects"), *sorted(verbs)]))


@cache
def brings() -> re.Pattern[str]:
    """The verbs by which somebody brings up a thing."""
    return re.compile(alternatives("bringing_verbs"))


def clauses_of(text: str, items: Sequence[Item], before: Subject, topics: tuple[Item, ...] = ()) -> list[Clause]:
    """The clauses of a sentence; ``before`` and ``topics`` are what a first clause without a subject is about."""
    clauses: list[Clause] = []
    subject = before
    for start, end in clause_spans(text, items):
        inside = [i for i in items if start <= i.mention.start < end]
        own, scholar = _own_subject(text, start, inside), False
        unsaid, carried = Subject(), subject
        if clauses and own.things and not own.owners and _only_says_what(text, clauses[-1], own, end):
            own = Subject()
        if own:
            labelled = bool(clauses) and not own.owners and _is_label(text, clauses[-1])
            owners = subject.owners if labelled or _owned_by_other(text, start, own) else ()
            subject, unsaid, topics = Subject(own.owners or owners, own.things), Subject(owners), ()
        elif scholar := of_scholar(text, start, inside):
            subject = Subject()
        elif is_of_other(text, start, end, inside):
            subject, topics = Subject(), ()
        else:
            unsaid = subject
        if not own.things and is_nameless(text, start, end):
            subject, unsaid, topics = Subject(subject.owners), Subject(unsaid.owners), ()
        leaves = topics if subject.things else _brought(text, start, inside, own) or topics
        aside = scholar or _invests(text, own) or is_spoken(text, start)
        clauses.append(Clause(start, end, subject, unsaid, topics, leaves, aside))
        firm = set_up(text, start, end, [i.mention for i in inside])
        founded = next((i for i in inside if i.mention is firm), None)
        subject, topics = carried if aside else Subject((founded,)) if founded else subject, leaves
    return _led_in(text, _timed(text, clauses))


def _only_says_what(text: str, before: Clause, own: Subject, end: int) -> bool:
    return is_apposed(text, (before.start, before.end), before.subject.things, own.things[-1], end)


def _timed(text: str, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, one that only says when left to the one behind it: 甲局出台A;9月14日,乙委发布B."""
    timed = list(clauses)
    for place, (clause, following) in enumerate(itertools.pairwise(clauses)):
        own = following.subject and not following.unsaid
        if own and clause.unsaid and _ONLY_WHEN.fullmatch(text, clause.start, clause.end):
            timed[place] = replace(clause, subject=Subject(), unsaid=Subject(), topics=())
    return timed


def _invests(text: str, own: Subject) -> bool:
    """Whether a clause only says who invested: ...,启明创投跟投."""
    if not own.owners:
        return False
    only_investors = all(item.mention.type == "Investor" for item in own.owners)
    return only_investors or _investing().match(text, own.owners[-1].mention.end) is not None


@cache
def _investing() -> re.Pattern[str]:
    return re.compile(rf"[^,。;:]{{0,8}}?(?:{alternatives('investing_verbs')})(?![了过]?[^,。;:\d]{{2}})")


def _led_in(text: str, clauses: list[Clause]) -> list[Clause]:
    """依托深度学习,星桥医疗推出灵犀: a clause that leads in to another is about what that one is about."""
    told = next((n for n, clause in enumerate(clauses) if clause.subject and not clause.unsaid), 0)
    if not told or told > 2 or not _leads_in().match(text, clauses[told - 1].start):
        return clauses
    head = clauses[told]
    ahead = replace(clauses[told - 1], subject=head.subject, unsaid=head.subject, topics=head.leaves)
    return [*clauses[: told - 1], ahead, *clauses[told:]]


@cache
def _leads_in() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('clause_openers')})*(?:{alternatives('leading_prepositions')})")


def _own_subject(text: str, start: int, inside: Sequence[Item]) -> Subject:
    """The subject that a clause names at its head, with all its members: 星桥医疗和南枝科技..."""
    first = _first_of(text, start, inside)
    if first is None:
        return Subject()
    if (thing := made_with(text, start, inside, first)) is not None:
        return Subject(things=(thing,))
    child = child_of(text, [item.mention for item in inside], first)
    by_parent = child != first and text[start : inside[first].mention.start] == "由"
    if not by_parent and not _at_head(_without_places(text, start, inside[:first]), start, inside[first].mention):
        return Subject()
    first = child
    last = _list_end(text, inside, first)
    members = tuple(item for item in inside[first : last + 1] if item.mention.type != "Place")
    if members[0].mention.type not in ORGANISATIONS:
        return Subject(things=members)
    owned = _owned(text, inside, last)
    return Subject(members, owned) if owned else Subject(owners=members)


def _first_of(text: str, start: int, inside: Sequence[Item]) -> int | None:
    """The first name that can be a subject; a field before a name only describes it: 影像AI企业星桥医疗."""
    places = [n for n, item in enumerate(inside) if item.mention.type in _SUBJECTS and _can_stand(item, start, text)]
    for place, following in itertools.pairwise([*places, None]):
        if place is None or following is None or inside[place].mention.type != "Technology":
            return place
        between = text[inside[place].mention.end : inside[following].mention.start]
        described = inside[following].mention.type != "Technology" and len(between) <= _DESCRIBED
        if not described or _not_before_subject().search(between) or "、" in between:
            return place
    return None


def _without_places(text: str, start: int, inside: Sequence[Item]) -> str:
    """The text with the places and fields of a clause blanked: the 以 of 以色列的星桥医疗 and the 接 of
    脑机接口企业星桥医疗 are no words of the clause."""
    for item in inside:
        place = item.mention
        if place.type in ("Place", "Technology") and place.start - start < _HEAD:
            text = f"{text[: place.start]}{'〓' * (place.end - place.start)}{text[place.end :]}"
    return text


def _at_head(text: str, start: int, mention: Mention) -> bool:
    gap = text[start : mention.start]
    if brings_news(text, mention):
        return False
    if gap == "以" and text.startswith("为例", mention.end):
        return True
    if gap.startswith("作为") and gap.endswith("的"):
        return True
    if gap.endswith("原") or LEFT.search(text[start - 1 : mention.start] if start else gap):
        return False
    plain = KIND_OF_DRUG.sub("", gap) if mention.type == "Drug" else gap
    plain = _SAME.sub("", _KIND_NOUN.sub("", plain))  # 其眼底分析软件灵犀: the 分析 is no verb of the clause
    if OF_SCHOLARS.match(text, mention.end):
        return False
    if gap.startswith("这家"):
        return not _THIS_FIRM.match(text, mention.end)
    if mention.type == "Company" and _WHO_IS.fullmatch(gap):
        return True
    if mention.type in _THINGS and says_which(text, gap, mention):
        return True
    if mention.type == "Technology" and gap.startswith(("一款", "一种", "一类")):
        return False  # 进度最快的是XQ-107,一款|双抗,...
    if len(gap) > _HEAD or "、" in gap or _not_before_subject().search(plain) or _LEADS_ON.search(gap):
        return False
    return bool(_DESCRIBES.search(gap) or plain.endswith("的")) or not _has_verb(plain)


@lru_cache(maxsize=4096)
def _has_verb(words: str) -> bool:
    """Whether words hold a plain verb, so that a name behind them is its object: 目前控制着|南枝科技."""
    classes = word_classes()
    return any(len(word) > 1 and classes.get(word, "x") in VERB_CLASSES for word in words_of(words))


def _owned_by_other(text: str, start: int, own: Subject) -> bool:
    """星桥医疗宣布:旗下灵犀获批: the thing is of the one that was spoken of."""
    if own.owners:
        return False
    first = own.things[0].mention.start
    return _OF_THE_SAME.search(text, start, first) is not None or MEANT_FOR.fullmatch(text, start, first) is not None


def _is_label(text: str, clause: Clause) -> bool:
    """Whether a clause is nothing but a company and a colon, as in a list: 1.星桥医疗:肺结节检测软件,11月6日获批."""
    owners = clause.subject.owners
    if len(owners) != 1 or not text.endswith(":", 0, clause.end):
        return False
    name = owners[0].mention
    return _LABEL.fullmatch(text, clause.start, name.start) is not None and name.end == clause.end - 1


def _can_stand(item: Item, start: int, text: str) -> bool:
    """A name that nothing confirms is a subject only where the clause begins with it; 人工智能 does nothing itself,
    nor does the authority of 国家药监局三类证于3月到手."""
    if item.mention.type == "Regulator" and ITS_PERMIT.match(text, item.mention.end):
        return False
    if item.mention.type == "Technology" and item.mention.name in word_set("no_users"):
        return False
    return item.mention.confidence >= _SURE or item.cost > 0 or item.mention.start == start


def _list_end(text: str, inside: Sequence[Item], first: int) -> int:
    last = first
    while last + 1 < len(inside):
        between = text[gloss_end(text, inside[last].mention.end) : inside[last + 1].mention.start]
        member = last + 1 + _is_seat(text, inside[last + 1 : last + 3])
        if inside[member].mention.type not in _SUBJECTS or not _JOINT.fullmatch(between.lstrip('”"')):
            break
        last = member
    return last


def _is_seat(text: str, two: Sequence[Item]) -> bool:
    """Whether the first of two names only says where the hospital behind it is: 临江的江湾医院、南岭的|北汀医院."""
    types = tuple(item.mention.type for item in two)
    return types == ("Place", "Hospital") and text[two[0].mention.end : two[1].mention.start] == "的"


def _owned(text: str, inside: Sequence[Item], last: int) -> tuple[Item, ...]:
    """The thing of the maker that is the real subject: 星桥医疗的灵犀 is about 灵犀."""
    thing = last + 1
    while thing < len(inside) and inside[thing].mention.type in _KINDS_OF_THINGS:
        thing += 1  # 星桥医疗的|肺结节软件“灵犀”
    if thing >= len(inside) or inside[thing].mention.type not in _THINGS:
        return ()
    between = text[gloss_end(text, inside[last].mention.end) : inside[thing].mention.start]
    if not _OWNED.fullmatch(between) or ("的" not in between and brings().search(between)):
        return ()
    if "的" in between and _TAKES.search(between.partition("的")[0]):
        return ()  # 临江医院借助南枝的灵犀平台: whose it is stands behind the verb
    if "的" not in between and _HANDLED.search(between):
        return ()  # 星桥医疗将灵犀的权益授予...
    if len(between) <= _FEW and "的" not in between and "旗下" not in between and _has_verb(between.rstrip("“")):
        return ()  # 星桥医疗共售出灵犀30台
    if "的" not in between and _MEANS.search(between):
        return ()  # 星桥医疗基于灵犀打造...: what it works with is not what the clause is about
    return tuple(inside[thing : _list_end(text, inside, thing) + 1])


def _brought(text: str, start: int, inside: Sequence[Item], own: Subject) -> tuple[Item, ...]:
    """The things that a clause brings up behind a verb: 推出灵犀 makes 灵犀 the topic of the clauses that follow."""
    taken = {item.mention.start for item in (*own.owners, *own.things)}
    things = [n for n, i in enumerate(inside) if i.mention.type in _THINGS and i.mention.start not in taken]
    if not things:
        return ()
    if len(things) > 1 and is_founded_on(text, start, inside[things[1]].mention, inside[things[0]].mention):
        things = things[1:]
    thing = inside[things[0]].mention
    dealt = _DEALT.search(text, start, thing.start) is not None
    mainly = text[: thing.start].rstrip('“"').endswith("以") and _MAINLY.match(text, thing.end)
    if not dealt and not mainly and not brings().search(text, start, thing.start):
        return ()
    return tuple(inside[things[0] : _list_end(text, inside, things[0]) + 1])


def inserts(clauses: Sequence[Clause]) -> list[Insert]:
    """What to write before the clauses that leave their subject unsaid: ``⟨C⟩的⟨P⟩``, topics in small letters."""
    found = []
    for clause in clauses:
        carried = _unsaid(clause.unsaid, clause.start)
        topics = tuple(_at(item, clause.start, topic=True) for item in clause.topics)
        if carried or topics:
            found.append(Insert(clause.start, carried, topics))
    return found


def _unsaid(subject: Subject, place: int) -> tuple[tuple[Item, ...], ...]:
    groups = (subject.owners, subject.things)
    return tuple(tuple(_at(item, place) for item in group) for group in groups if group)


def _at(item: Item, place: int, *, topic: bool = False) -> Item:
    mention = item.mention
    moved = Mention(place, place, mention.type, mention.name, mention.rule, mention.confidence)
    return Item(moved, max(item.cost, _CARRIED), topic)
