"""What a figure measures, of what: read from the words around it.

A figure stands in one of a few frames: its indicator before it (市场规模达到66亿元), after it (67.8%的收入增长), a
counted noun after it (312家医院获评高级别电子病历评级), or none of its own: 由433亿美元增至1395亿美元 is two
figures of one frame.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.lexicon import alternatives, any_word, word_set
from extract.prose.places import Around, Frame, Place, named_holder, place_of, split_indicator, told_clauses
from extract.prose.wording import Change, Wording, changes, cut
from extract.values.numbers import Quantity

_SHARE = re.compile(
    r"(?:^|[,。;:、])(?P<part>[^,。;:、]{1,16}?)(?:约|仅|则|就)?占(?!比)(?:到|据|了)?(?P<whole>[^,。;:占]{2,14}?)的?(?:比例|比重)?(?:约|近|超过?|高达|达|为|不到)*$"
)
_EARLIER = re.compile(
    r"(?P<words>[^,。;:、]{2,12}?)(?:已|也)?[从由](?:早期|最初|人工|过去|原来|原先|此前|以往|传统)[^,。;:、\d]{0,4}的"
    r"(?P<to>[^,。;:、]{1,14}[至到为])?$"
)
#: 基于超过10万份病历: what software was trained on is a figure of the software
TRAINED_ON = re.compile(r"(?:基于|利用|使用|采用|学习|收集|纳入)了?(?:超过?|近|约|逾|上|海量)*$")
_TAKES = re.compile(r"(?:在|[仅只](?:需要?|用了?|要|花了?)|需要?)(?:约|大约|短短|最快)*$")
_DONE = re.compile(
    r"(?:的时间)?(?:之?内)?(?:就|即|便)?(?:能够?|可以?)?(?:自动|智能|快速)?"
    r"(?P<deed>(?:完成|出|生成|得到|给出|获得|输出|设计|识别|处理|测量)[^,。;:、()]{1,18}?)(?=[,。;:、()]|$)"
)
_USED_FOR = re.compile(r"(?:左右|以上)?(?P<said>(?:用于|用在|来自|源于|属于|花在)[^,。;:、()]{2,12})")
_MEMBER = re.compile(r"%(?:左右|以上)?[、和](?P<name>[^,。;:、%]{2,20})$")
_MARKET = re.compile(r"级?(?:的)?(?P<subject>[^,。;的]{0,14}?)市场")
_YEARLY = re.compile(r"同比|环比|较?(?:上年|去年)")
_EARNED = re.compile(r"(?:营收|收入|开支|费用|薪酬|利润|销售额|支出|市值)$")
_COUNTS = re.compile(r"(?:数|量)$")
_WITHIN = re.compile(r"中(?:仅|只|约|有|近|超过?|就|已)*$")
_OF_THE_COUNT = frozenset({"占比", "比例", "比重"})
_MEASURED = frozenset({"百分点", "倍", "分", "秒", "分钟", "小时", "天", "个月", "年", "毫秒"})
_LASTING = frozenset({"天", "个月", "年"})
_LONGEST = 20


def frame_of(around: Around, quantity: Quantity, topic: str, last: Frame, last_amount: Frame) -> Frame:
    """The frame of a figure in a sentence; ``last`` is the frame of the figure before it, ``last_amount`` that of
    the last one that was no share, ``topic`` what the sentence is about."""
    place = place_of(around, quantity, topic)
    return (
        _changed(place, last, last_amount)
        or _opened(place)
        or _market(place)
        or _from_earlier(place, last)
        or _done_within(place)
        or _share(place)
        or _next_member(place, last)
        or _told_behind(place, at_once=True)
        or (_part_of(place, last) if _WITHIN.search(place.before) else None)
        or _measured(place, last, last_amount)
        or _went_on(place, last)
        or _told_behind(place)
        or _part_of(place, last)
        or _phrase(place, last)
        or _count(place, last)
        or replace(last, subject=last.subject or topic, rule="metric.carried")
    )


def frame_behind(text: str, quantity: Quantity, names: Sequence[str]) -> Frame | None:
    """What the last figure of a list is told to measure behind it, for all of the list: 8张、6张三类证."""
    place = replace(place_of(Around(text, names=names), quantity, ""), wording=Wording())
    told = _told_behind(place)
    if told is None and not quantity.is_percent and not quantity.is_money:
        told = _count(place, Frame("", "", ""))
    return told if told is not None and told.indicator else None


def _changed(place: Place, last: Frame, amount: Frame) -> Frame | None:
    """收入同比增长18% is the 收入增长率, 时间缩短60% the 时间缩短比例, 提高成功率12% its 提高."""
    wording = place.wording
    behind = _change_behind().match(place.text, place.quantity.end)
    held = wording.holder if wording.light and split_indicator(wording.holder)[1] else ""
    thing = wording.thing or held  # 营收实现从1亿至3亿元的200%增长率
    if behind and place.quantity.is_percent and thing and (not behind["rate"] or split_indicator(thing)[1]):
        return _change_frame(place, behind["verb"], thing, last)
    if not place.is_ratio:
        return _grown_by(place)
    if wording.change:
        behind_it = place.counted.noun if place.behind.startswith("的") else ""  # 可节省5%的医疗支出
        return _change_frame(place, wording.change, behind_it or wording.thing, amount)
    if wording.verb and not wording.thing and place.quantity.unit == "倍":
        return Frame(place.holder, wording.verb + "倍数", "metric.rise")
    if wording.verb in changes() and wording.thing:
        return _change_frame(place, wording.verb, wording.thing, amount)
    return None


def _grown_by(place: Place) -> Frame | None:
    """净亏损额较2022年减少3700万元: by how much an amount of money changed."""
    wording = place.wording
    subject, indicator = split_indicator(wording.thing.removesuffix("额"))
    by = place.quantity.is_money and wording.change in ("减少", "增加", "下降", "降低") and not wording.reached
    if not by or not indicator:
        return None
    return Frame(subject or place.topic, f"{indicator}{wording.change}额", "metric.rise")


def _change_frame(place: Place, verb: str, thing: str, amount: Frame) -> Frame | None:
    subject, indicator = split_indicator(thing)
    if not indicator:
        subject, indicator = ("", thing) if thing else ("", amount.indicator)
    if not indicator or len(indicator) > _LONGEST:
        return None
    change = _change_of(verb, indicator, place.before)
    noun = verb + "倍数" if place.quantity.unit == "倍" else change.noun or verb
    subject, indicator = _owned(place, subject, indicator)
    return Frame(subject or ("" if thing else amount.subject) or place.topic, indicator + noun, change.rule)


def _change_of(verb: str, indicator: str, words: str) -> Change:
    """What a verb of change measures: 同比减少 and 费用减少 are growth below zero, 时间减少 is a saving."""
    if verb in ("减少", "降低") and (_YEARLY.search(words) or _EARNED.search(indicator)):
        return Change("增长率", "metric.fall")
    return changes()[verb]


@cache
def _change_behind() -> re.Pattern[str]:
    """研发开支18.73%的下降: the change is told behind its figure."""
    return re.compile(rf"的?(?P<verb>{'|'.join(changes())})(?P<rate>率|幅度?|速)?(?=[,。;、]|$)")


@cache
def _opened_range() -> re.Pattern[str]:
    """达成200%的营收增长(从2820万元至8460万元): the range in the bracket is of the indicator before it."""
    return re.compile(
        rf"(?P<indicator>{alternatives('indicators')})(?:的)?(?:{'|'.join(changes())})?\((?:从|由)[^()]*$"
    )


def _opened(place: Place) -> Frame | None:
    opened = _opened_range().search(place.ahead)
    if opened is None or place.quantity.is_percent:
        return None
    return Frame(place.topic, re.sub(r"(?<=.)(?:增长|下降|提升|增加)$", "", opened["indicator"]), "metric.before")


def _market(place: Place) -> Frame | None:
    """打开了百亿市场."""
    market = _MARKET.match(place.behind)
    if market is None or place.quantity.unit or place.quantity.low < 1e9:
        return None
    return Frame(market["subject"] or place.topic, "市场规模", "metric.market")


def _from_earlier(place: Place, last: Frame) -> Frame | None:
    """命中率从早期的0.8%升至6.5%: the indicator stands before 从, when it was so behind it."""
    earlier = _EARLIER.search(place.ahead)
    if earlier is None:
        return None
    if earlier["to"]:
        return replace(last, rule="metric.from_to") if last.indicator else None
    words = _without_leads(earlier["words"])
    subject, indicator = split_indicator(words)
    return Frame(subject or place.topic, indicator or words, "metric.before") if len(words) <= _LONGEST else None


def _done_within(place: Place) -> Frame | None:
    """在120秒内完成勾画 takes 完成勾画用时, 只需要3分钟就能出结果 takes 出结果用时."""
    if place.quantity.unit not in _MEASURED or not _TAKES.search(place.before):
        return None
    done = _DONE.match(place.text, max(place.quantity.end, place.quantity.outer_end))
    return Frame(place.holder, done["deed"].rpartition("的")[2] + "用时", "metric.takes") if done else None


def _share(place: Place) -> Frame | None:
    """手术软件占融资金额的46%."""
    share = _SHARE.search(place.ahead) if place.quantity.is_percent else None
    if share is None:
        return None
    part, _, _ = share["part"].rpartition("的") if share["part"].endswith("的") else (share["part"], "", "")
    return Frame(_without_leads(part) or place.topic, f"{share['whole']}占比", "metric.share")


def _next_member(place: Place, last: Frame) -> Frame | None:
    """其中甲业务43.7%、乙业务32.1%、丙业务58.1%的好成绩: each share is of the next member of the list."""
    member = _MEMBER.search(place.ahead) if place.quantity.is_percent and last.indicator else None
    if member is None or last.rule not in ("metric.member", "metric.carried"):
        return None
    return Frame(member["name"], last.indicator, "metric.member", last.noun)


def _measured(place: Place, last: Frame, amount: Frame) -> Frame | None:
    """星桥医疗毛利率为70%: the words before the figure end in an indicator."""
    wording = place.wording
    had = wording.light and not wording.thing  # 海外市场营收实现从155万元至923万元
    subject, indicator = split_indicator(wording.holder if had else wording.thing)
    if not indicator:
        return _pointed(place) or _said_earlier(place, last)
    if indicator in ("亏损", "盈利") and split_indicator(wording.holder or subject)[1]:
        rule = "metric.loss" if indicator == "亏损" else "metric.before"
        return Frame(place.topic, wording.holder or subject, rule)  # 经调整EBITDA从亏损3.27亿元至盈利3110万元
    if had:
        return Frame(subject or place.topic, indicator, "metric.before")
    if wording.verb in word_set("counting_verbs") and not subject:
        return None
    of = "" if subject or wording.holder else _before_bracket(place)
    subject, indicator = _owned(place, subject, indicator)
    before = amount if indicator in _OF_THE_COUNT else last  # 管线9条,占比60%
    return Frame(subject or ("" if of else before.subject) or place.topic, of + indicator, "metric.before")


def _owned(place: Place, subject: str, indicator: str) -> tuple[str, str]:
    """Who has the indicator: 人工智能将阅片时间... tells of 人工智能 and its 阅片时间, 治疗成本 of no 治疗."""
    subject, holder = named_holder(subject), named_holder(place.wording.holder)
    if not subject:
        return holder, indicator
    owner = holder or place.topic
    if indicator in word_set("process_indicators") and owner and subject != owner:
        return owner, subject + indicator
    return subject, indicator


def _pointed(place: Place) -> Frame | None:
    """净利润依然为亏损,但该指标从1.83亿元收窄: what 该指标 and 这一数字 point back to."""
    if place.wording.thing not in ("指标", "数字", "数据", "数值", "比例"):
        return None
    named = list(re.finditer(alternatives("indicators"), place.ahead[: place.ahead.rfind(place.wording.thing)]))
    return Frame(place.topic, named[-1].group(), "metric.said") if named else None


def _said_earlier(place: Place, last: Frame) -> Frame | None:
    """市场规模也呈现增长,由2022年的...: the words up to an indicator that the clause before has named alone."""
    if place.wording.thing or (last.indicator and place.wording.reached):
        return None
    clauses = told_clauses(place.ahead)
    named = _indicator_told().search(clauses[-2]) if len(clauses) > 1 else None
    if named is None:
        return None
    subject, indicator = split_indicator(_without_leads(named["words"]))
    return Frame(subject or place.topic, indicator, "metric.said")


@cache
def _indicator_told() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<words>[^,。;:]*(?:{alternatives('indicators')}))(?:也|则|都|将|正|已|仍)*(?:呈|保持|持续|快速|稳步|不断|实现|有所|大幅|显著|逐年|连续|一路|达历史|创历史|创新高|最)"
    )


def _went_on(place: Place, last: Frame) -> Frame | None:
    """增至1395亿美元: the figure goes on from the one before it."""
    if place.wording.thing or not place.wording.reached or not last.indicator:
        return None
    return replace(last, rule="metric.from_to")


def _told_behind(place: Place, *, at_once: bool = False) -> Frame | None:
    """67.8%的收入增长 -> 收入增长; 40%以上 has no name after it. ``at_once`` asks for 实现了43.7%的毛利率."""
    if not (place.quantity.is_percent or place.quantity.is_money):
        return None
    if at_once and not (place.behind.startswith("的") and (place.wording.light or not place.wording.thing)):
        return None
    match = _named_behind().match(place.behind)
    return Frame(place.holder, match["words"], "metric.after") if match else None


@cache
def _named_behind() -> re.Pattern[str]:
    return re.compile(rf"的?(?P<words>[^,。;、的和%]{{0,12}}?(?:{alternatives('indicators')}))(?=[,。;、和及与()]|$)")


def _part_of(place: Place, last: Frame) -> Frame | None:
    """72%的企业涉及肺结节 -> 涉及肺结节的企业占比; 覆盖85%的出院患者 -> 覆盖出院患者占比."""
    if _WITHIN.search(place.before) and place.quantity.is_percent:  # 总费用中仅有7%左右用于预防
        used = _USED_FOR.match(place.behind)
        said = used["said"] if used else place.counted.said
        if 2 <= len(said) <= 16:
            return Frame(place.wording.thing or place.topic, said + "占比", "metric.part")
    counted, verb = place.counted, place.wording.verb
    if last.rule == "metric.part" and verb == "占" and place.wording.holder and not place.wording.thing:
        return Frame(last.subject, place.wording.holder + "占比", "metric.part")  # 而治疗占80%
    if not place.quantity.is_percent or not place.behind.startswith("的") or not 2 <= len(counted.noun) <= 14:
        return None
    if place.wording.thing and last.rule in ("metric.share", "metric.member"):
        return None
    said = f"{counted.said}的" if 2 <= len(counted.said) <= 16 else "" if place.wording.thing else verb
    if place.wording.named and counted.noun in ("股权", "股份"):
        return Frame(place.wording.thing, counted.noun + "占比", "metric.part")  # 收购星桥医疗51%的股权
    holder = place.holder if _is_led(place, verb) else split_indicator(counted.noun)[0] or counted.noun
    return Frame(holder, f"{said}{counted.noun}占比", "metric.part")


def _is_led(place: Place, verb: str) -> bool:
    """Whether something before a share says whose it is; 80%的高端器械依赖进口 is of 高端器械, whatever came before."""
    told = place.wording.thing or place.wording.holder or verb
    return bool(told) or place.counted.noun in word_set("bare_subjects") or bool(re.search("[在对从于]", place.before))


def _phrase(place: Place, last: Frame) -> Frame | None:
    """单次检测费用约200元: what stands before a share, an amount or a time is what it measures."""
    quantity, wording = place.quantity, place.wording
    if not (quantity.is_percent or quantity.is_money or quantity.unit in _MEASURED):
        return None
    if quantity.unit in _LASTING and not last.indicator:
        return Frame("", "", "metric.unread")  # 短短2年: how long something took is no figure of the industry
    thing = wording.thing
    if not thing or (wording.named and not wording.verb):
        return replace(last, subject=wording.thing or last.subject or place.topic, rule="metric.carried")
    if last.indicator and not wording.verb and (_among(place) or last.rule in ("metric.share", "metric.member")):
        return Frame(thing, last.indicator, "metric.member")  # 影像AI占21%: the whole was said before
    if quantity.is_money and thing.endswith("市场") and len(thing) > 3:
        return Frame(thing.removesuffix("市场"), "市场规模", "metric.market")
    if len(thing) <= 16:
        return Frame(place.holder, thing, "metric.phrase", owner=thing)
    of, _, named = thing.rpartition("的")
    if 2 <= len(named) <= 12 and len(of) <= 16:
        return Frame(of, named, "metric.phrase")
    return Frame("", "", "metric.unread")


def _among(place: Place, *, near: bool = True) -> bool:
    """毛利率为42.1%,其中甲业务43.7%: a part of what the figure before was of. Not ``near``: further off."""
    return re.search(r"[,;。(]其中[^,。;:、]*$" if near else r"[,;。(]其中[^。;]*$", place.ahead) is not None


def _count(place: Place, last: Frame) -> Frame | None:
    """312家医院获评高级别电子病历评级 -> 获评高级别电子病历评级医院数; 发表论文500篇 -> 发表论文数."""
    counted, wording = place.counted, place.wording
    noun = counted.noun if 2 <= len(counted.noun) <= 14 and counted.noun not in word_set("metric_stop_nouns") else ""
    verb = "" if wording.light or wording.thing else wording.verb
    if noun:
        return _counted_noun(place, last, noun, verb)
    if last.noun and not wording.thing:
        said = re.sub(r"^的", "", counted.said) if 2 <= len(counted.said) <= 16 else ""
        holder = named_holder(wording.holder) or last.subject or place.topic
        return Frame(holder, f"{verb}{said}{last.noun}数", "metric.counted", last.noun)
    thing = wording.thing
    if not thing and wording.verb and not wording.light and not last.indicator:
        return Frame(place.holder, wording.verb + "数量", "metric.held", wording.verb)  # 共参与投资超过70起
    if not thing or len(thing) > _LONGEST:
        return None
    if not counted.noun and 2 <= len(counted.said) <= 24 and not wording.verb:
        return Frame(place.holder, f"{counted.said}{thing}数", "metric.counted", thing)
    if wording.verb and not wording.named:
        verb = "" if wording.light else wording.verb
        return Frame(place.holder, f"{verb}{thing}数量", "metric.held", thing)
    if wording.named:
        shared = last.indicator if last.rule in ("metric.held", "metric.counted") else ""
        return Frame(thing, shared or thing + "数量", "metric.subject", last.noun)
    if _COUNTS.search(thing):
        return Frame(place.holder, thing, "metric.phrase")
    if last.indicator and _among(place, near=False) and not wording.verb:
        return Frame(thing, last.indicator, "metric.member", last.noun)  # 其他国家和地区30起: of what was counted
    own = re.sub(r"^的", "", named_holder(thing).removeprefix(place.topic)) if place.topic else thing  # 公司员工
    if own != thing and len(own) >= 2:  # 甲公司核心客户235个
        return Frame(place.topic, own + "数量", "metric.subject", last.noun)
    of, what = _parted(thing)
    return Frame(named_holder(wording.holder) or of or thing, what + "数量", "metric.subject", last.noun)


def _counted_noun(place: Place, last: Frame, noun: str, verb: str) -> Frame:
    """The count of the noun behind the figure, with what is said of it, for whoever has it."""
    counted = place.counted
    owner = re.match(r"的(?P<owner>[一-鿿A-Za-z]{2,16})$", counted.said)
    if owner and verb:  # 包含6327例数据的标准数据库
        return Frame(owner["owner"], f"{verb}{noun}数", "metric.counted", noun)
    said = "" if counted.said.startswith("的") or not 2 <= len(counted.said) <= 16 else counted.said
    had = verb or place.holds_itself or TRAINED_ON.search(place.ahead)
    holder = place.holder if had else ""  # 93家中国AI药企 are nobody's
    listed = place.ahead.endswith(("、", "和", "与", "及")) and last.rule == "metric.counted"
    if listed and (not place.before or (last.noun and place.before.rstrip("和与及以").endswith(last.noun))):
        holder = "" if last.subject == last.noun else last.subject  # 推出10个平台、100个应用
    return Frame(holder or noun, f"{verb}{said}{noun}数", "metric.counted", noun)


def _parted(thing: str) -> tuple[str, str]:
    """AI药物研发相关融资事件 are 融资事件 of AI药物研发."""
    match = re.fullmatch(r"(?P<of>.{2,}?)(?:的|领域)?(?:相关的?|的)(?P<what>[^的]{3,})", thing)
    return (match["of"], match["what"]) if match else ("", thing)


def _before_bracket(place: Place) -> str:
    """SaaS产品(毛利率77%): the figure in the bracket is of the words before it."""
    match = re.search(r"(?P<of>[一-鿿A-Za-z]{2,16})\([^()]{0,12}$", place.ahead)
    return re.split(any_word("noun_ends"), match["of"])[-1][-8:] if match else ""


def _without_leads(words: str) -> str:
    parts = cut(words, ())
    while parts and (parts[0][0] in word_set("metric_leads") or parts[0][0] in ("的", "年")):
        parts = parts[1:]
    return "".join(word for word, _ in parts)
