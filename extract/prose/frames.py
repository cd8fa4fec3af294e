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
from extract.prose.bars import bar
from extract.prose.growth import changed
from extract.prose.lasting import lasted
from extract.prose.places import (
    LONGEST,
    Around,
    Frame,
    Place,
    named_holder,
    owned,
    place_of,
    split_indicator,
    told_clauses,
    without_leads,
)
from extract.prose.quotes import closed_at
from extract.prose.shares import held_share, is_within, next_member, part_of, share_of
from extract.prose.turns import done_within, told_by_wording
from extract.prose.wording import REGION, Wording, is_deed_noun
from extract.values.numbers import Quantity

_EARLIER = re.compile(
    r"(?P<words>[^,。;:、]{2,12}?)(?:已|也)?[从由](?:早期|最初|人工|过去|原来|原先|此前|以往|传统)[^,。;:、\d]{0,4}的"
    r"(?P<to>[^,。;:、]{1,14}[至到为])?$"
)
#: 基于超过10万份病历: what software was trained on is a figure of the software
TRAINED_ON = re.compile(
    r"(?:基于|利用|使用|采用|学习|收集|纳入|吃下|吃进|吃透|消化|喂入|喂进|喂给它?|投喂|学完|读完|读过|看过)了?(?:超过?|近|约|逾|上|海量)*$"
)
#: 账上最少的时候只剩86万元
_TILL = re.compile(r"账[上面]|手头")
_CASH = re.compile(r"[资现]金|余额|等价物|存款")
_RESULTS = frozenset({"亏损", "净亏", "亏", "盈利"})
_TURNED = re.compile(r"(?:转正|扭亏(?:为盈)?|创新高|创历史新高|翻红)$")
#: 亏损收窄至3000万元 is the loss that is left, 亏损收窄五成 by how much it shrank
_LESS_LOST = re.compile(r"亏损(?:收窄|缩窄|减少|扩大)$")
#: 安慰剂组仅为8%: who is compared in a trial, with nothing said but how much
_ARM = re.compile(
    r"^(?:而|但|相比之下)?(?P<arm>[^,。;:、的]{1,12}(?<![小班机词因模工入出重分])组)(?:则|仅|只|却|也|就|均|分别|为|是|有|达到?|高达)*$"
)
#: AUC为0.93,优于传统瞬时弹性成像的0.86
_BETTER = re.compile(
    r"^(?:明显|显著|远|略|均|大幅|也|稍)*(?:优于|高于|低于|好于|超过|不及|逊于|多于|少于|快于|慢于)(?P<arm>[^,。;:、的]{2,16})的(?:约|近)?$"
)
_PROFIT = re.compile(r"利润$|EBITDA$|净利$|盈利$")
_COUNTS = re.compile(r"(?:数|量)$")
_OF_THE_COUNT = frozenset({"占比", "比例", "比重"})
_MEASURED = frozenset({"百分点", "倍", "分", "秒", "分钟", "小时", "天", "个月", "年", "毫秒"})
_LASTING = frozenset({"天", "个月", "年"})
#: another thing that was done, behind the figure of the one before it: 、远程心电诊断127万份
_LISTED = re.compile(r"\d[^、,。;:()]{0,6}、(?P<what>[^、,。;:()\d]{2,16}?)(?:约|近|超过?|逾|共|达)*$")
_PAPERS = re.compile(r"(?:[一二三]类(?:医疗器械)?注?册?证|注册证|许可证|批件|证书|批文|专利|论文)$")
_DONE_SO_OFTEN = frozenset({"例", "次", "人次", "例次", "台次"})
#: 三年亏掉近9亿元
_LOST = re.compile(r"(?:亏掉|亏了|亏去|净亏|累亏|巨亏)(?:约|近|超过?|逾)*$")
#: 不良反应导致的|停药率, 新签AI相关|合同金额: words that say more of the indicator, and not whose it is
_OF_INDICATOR = re.compile(
    r"(?:导致|引起|引发|所致|造成)$|^(?:[一-四]季度|上半年|下半年)?(?:新签|在手|累计签|待履行)[^的]{0,10}$"
)
_BODIES = re.compile(r"(?:医院|机构|企业|公司|药企|厂商|患者|人群|地区|省份|城市|院区|科室|病种|型号|版本|模型)$")
#: what is done to those that are counted
_DONE_TO = re.compile(r"(?:覆盖|部署|落地|接入|改造|培训|签约|交付|安装|升级|验收|随访|筛查)")
_LET = re.compile(r"(?:获|已|其)*(?:共建|共同建立|建成|设立|公开|发布|上线|开源|批准|核准|认可|许可|获批|备案|在研|在售|上市)")
_TERM = re.compile(r"(?:期|期限|周期|年限|寿命|时长|工期|质保)$")


def frame_of(around: Around, quantity: Quantity, topic: str, last: Frame, last_amount: Frame) -> Frame:
    """The frame of a figure in a sentence; ``last`` is the frame of the figure before it, ``last_amount`` that of
    the last one that was no share, ``topic`` what the sentence is about."""
    place = place_of(around, quantity, topic)
    return (
        lasted(place, last_amount)
        or changed(place, last, last_amount)
        or closed_at(place, last_amount)
        or told_by_wording(place)
        or bar(place)
        or _from_earlier(place, last)
        or done_within(place, last)
        or held_share(place)
        or share_of(place, last, last_amount)
        or next_member(place, last)
        or _told_behind(place, at_once=True)
        or (part_of(place, last) if is_within(place) else None)
        or _other_arm(place, last)
        or _measured(place, last, last_amount)
        or _went_on(place, last)
        or _told_behind(place)
        or part_of(place, last)
        or _phrase(place, last)
        or _uncounted(place)
        or _staff(place)
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


def _from_earlier(place: Place, last: Frame) -> Frame | None:
    """命中率从早期的0.8%升至6.5%: the indicator stands before 从, when it was so behind it."""
    earlier = _EARLIER.search(place.ahead)
    if earlier is None:
        return None
    if earlier["to"]:
        return replace(last, rule="metric.from_to") if last.indicator else None
    words = without_leads(earlier["words"])
    subject, indicator = split_indicator(words)
    if not (indicator or place.is_ratio or place.quantity.is_money or place.quantity.unit in _MEASURED):
        return Frame(words, words + "数量", "metric.before")  # 规则库由原来的3200条扩充至5100条
    return Frame(subject or place.topic, indicator or words, "metric.before") if len(words) <= LONGEST else None


def _other_arm(place: Place, last: Frame) -> Frame | None:
    """AI辅助组检出率为38%,对照组为27%: the same figure of another arm of the trial."""
    arm = (_ARM.match(place.before) or _BETTER.search(place.before)) if last.indicator else None
    return None if arm is None or REGION.match(arm["arm"]) else Frame(arm["arm"], last.indicator, "metric.member")


def _measured(place: Place, last: Frame, amount: Frame) -> Frame | None:
    """星桥医疗毛利率为70%: the words before the figure end in an indicator."""
    wording = place.wording
    if wording.thing[:1] in ("一", "个"):  # 这一比例
        pointed = _pointed(place, last)
        if pointed is not None:
            return pointed
    had = wording.light and not wording.thing  # 海外市场营收实现从155万元至923万元
    subject, indicator = split_indicator(wording.holder if had else wording.thing)
    if not indicator:
        return _pointed(place, last) or _said_earlier(place, last)
    if wording.reached and not place.quantity.is_percent:
        indicator = _LESS_LOST.sub("亏损", indicator)
    if indicator in _RESULTS:
        result = _result(place, subject, indicator, last)
        if result is not None:
            return result
    if had:
        return Frame(subject or place.topic, indicator, "metric.before")
    if wording.verb in word_set("counting_verbs") and not subject:
        return None
    said = subject.removeprefix(place.topic)
    if place.topic and _OF_INDICATOR.search(said):
        return Frame(named_holder(wording.holder) or place.topic, said + indicator, "metric.before")
    of = "" if subject or wording.holder else _before_bracket(place)
    subject, indicator = owned(place, subject, indicator)
    before = amount if indicator in _OF_THE_COUNT else last  # 管线9条,占比60%
    return Frame(subject or ("" if of else before.subject) or place.topic, of + indicator, "metric.before")


def _result(place: Place, subject: str, indicator: str, last: Frame) -> Frame | None:
    """A loss or a gain of what stands before it: EBITDA从亏损3亿元至盈利3110万元; 净利润4127万元,上年则亏损1亿元."""
    rule = "metric.before" if indicator == "盈利" else "metric.loss"
    of = place.wording.holder or subject
    if split_indicator(of)[1]:
        subject, of = split_indicator(of)
        return Frame(subject or place.topic, of, rule)
    if not of and _PROFIT.search(last.indicator):
        return Frame(last.subject or place.topic, last.indicator, rule)
    return None


def _pointed(place: Place, last: Frame) -> Frame | None:
    """净利润依然为亏损,但该指标从1.83亿元收窄: what 该指标 and 这一数字 point back to."""
    if re.sub(r"^[一个]", "", place.wording.thing) not in ("指标", "数字", "数据", "数值", "比例"):
        return None
    if last.indicator:
        return replace(last, subject=last.subject or place.topic, rule="metric.said")
    named = list(re.finditer(alternatives("indicators"), place.ahead[: place.ahead.rfind(place.wording.thing)]))
    return Frame(place.topic, named[-1].group(), "metric.said") if named else None


def _said_earlier(place: Place, last: Frame) -> Frame | None:
    """市场规模也呈现增长,由2022年的...: the words up to an indicator that the clause before has named alone."""
    clauses = told_clauses(place.ahead)
    fresh = len(clauses) > 1 and _TURNED.search(clauses[-2])  # 净亏损1亿元,EBITDA首次转正,为3000万元
    if place.wording.thing or (last.indicator and place.wording.reached and not fresh):
        return None
    named = _indicator_told().search(clauses[-2]) if len(clauses) > 1 else None
    if named is None:
        return None
    subject, indicator = split_indicator(without_leads(named["words"]))
    return Frame(subject or place.topic, indicator, "metric.said")


@cache
def _indicator_told() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<words>[^,。;:]*(?:{alternatives('indicators')}))(?:也|则|都|将|正|已|仍)*(?:呈|保持|持续|快速|稳步|不断|实现|有所|大幅|显著|逐年|连续|一路|首次|转正|扭亏|达历史|创历史|创新高|最)"
    )


def _went_on(place: Place, last: Frame) -> Frame | None:
    """增至1395亿美元: the figure goes on from the one before it."""
    wording = place.wording
    if wording.thing or not wording.reached or not last.indicator or not last.fits(place.quantity):
        return None
    if wording.verb in word_set("counting_verbs") and len(place.counted.noun) >= 2:
        return None  # 每天扫描切片3000张,累计积累了超过100万张数字切片
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
    return re.compile(
        rf"(?:以上|左右)?的?(?P<words>[^,。;、的和%]{{0,12}}?(?:{alternatives('indicators')}))(?=[,。;、和及与()]|$)"
    )


def _phrase(place: Place, last: Frame) -> Frame | None:
    """单次检测费用约200元: what stands before a share, an amount or a time is what it measures."""
    quantity, wording = place.quantity, place.wording
    if not (quantity.is_percent or quantity.is_money or quantity.unit in _MEASURED):
        return None
    thing = wording.thing
    if quantity.unit in _LASTING and _TERM.search(thing):
        return Frame(place.holder, thing.removeprefix(place.topic), "metric.phrase")  # 服务期为36个月
    if quantity.unit in _LASTING and not last.indicator:
        return Frame("", "", "metric.unread")  # 短短2年: how long something took is no figure of the industry
    if quantity.is_money and _LOST.search(place.before):
        return Frame(place.topic, "亏损", "metric.loss")
    if quantity.is_money and _TILL.search(place.before) and not _CASH.search(thing):
        return Frame(place.topic, "账上资金", "metric.phrase")
    if not thing or (wording.named and not wording.verb):
        return replace(last, subject=wording.thing or last.subject or place.topic, rule="metric.carried")
    again = _among(place) or last.rule in ("metric.share", "metric.member") or _is_fellow(place, last)
    if last.indicator and not wording.verb and again:
        return Frame(thing, last.indicator, "metric.member")  # 影像AI占21%: the whole was said before
    if len(thing) == 1 or thing.endswith(tuple(word_set("paying_verbs"))) or place.behind.startswith(("后", "之后")):
        return Frame("", "", "metric.unread")  # 花3200万元买下, 出资8000万元; 给药72小时后
    if quantity.is_money and thing.endswith("市场") and len(thing) > 3:
        return Frame(thing.removesuffix("市场"), "市场规模", "metric.market")
    if len(thing) <= 16:
        return Frame(place.holder or named_holder(thing), thing, "metric.phrase", owner=thing)
    of, _, named = thing.rpartition("的")
    if 2 <= len(named) <= 12 and len(of) <= 16:
        return Frame(of, named, "metric.phrase")
    return Frame("", "", "metric.unread")


def _is_fellow(place: Place, last: Frame) -> bool:
    """三级医院覆盖率达到80%,二级医院达到50%: whether another body of the same kind has the share."""
    thing = place.wording.thing
    kind = _BODIES.search(thing)
    if kind is None or not (place.quantity.is_percent and last.indicator) or place.wording.holder:
        return False
    return kind.group() in place.ahead[: place.ahead.rfind(thing)]


def _among(place: Place, *, near: bool = True) -> bool:
    """毛利率为42.1%,其中甲业务43.7%: a part of what the figure before was of. Not ``near``: further off."""
    return re.search(r"[,;。(]其中[^,。;:、]*$" if near else r"[,;。(]其中[^。;]*$", place.ahead) is not None


def _count(place: Place, last: Frame) -> Frame | None:
    """312家医院获评高级别电子病历评级 -> 获评高级别电子病历评级医院数; 发表论文500篇 -> 发表论文数."""
    counted, wording = place.counted, place.wording
    listed = _LISTED.search(place.ahead) if last.rule == "metric.held" and not counted.noun else None
    if listed is not None and not wording.named:  # 完成远程会诊8.6万例、远程心电诊断127万份
        return Frame(last.subject or place.topic, listed["what"] + "数量", "metric.held")
    if wording.verb and (last.unit == "元" or not last.fits(place.quantity)):
        last = replace(last, indicator="", noun="")  # 亏损8907万元;已装机61台
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
        papers = _PAPERS.search(wording.holder)
        if papers is not None:  # AI影像三类证累计发出137张
            of = named_holder(wording.holder[: papers.start()].removesuffix("的"))
            return Frame(of or place.topic, papers.group() + wording.verb + "数量", "metric.held", papers.group())
        done = wording.holder if place.topic and place.quantity.unit in _DONE_SO_OFTEN else ""
        if done and place.topic not in done:  # 远程手术累计完成400例
            return Frame(place.topic, done + wording.verb + "数量", "metric.held", wording.verb)
        return Frame(place.holder, wording.verb + "数量", "metric.held", wording.verb)  # 共参与投资超过70起
    if not thing or len(thing) > LONGEST:
        return None
    if not counted.noun and 2 <= len(counted.said) <= 24 and not wording.verb:
        return Frame(place.holder, f"{counted.said}{thing}数", "metric.counted", thing)
    if wording.verb and not wording.named:
        verb = "" if wording.light else wording.verb
        holder = (verb == "涉及" and not wording.holder and last.subject) or place.holder  # ...137张,涉及企业58家
        return Frame(holder, f"{verb}{thing}数量", "metric.held", thing)
    if wording.named:
        shared = last.indicator if last.rule in ("metric.held", "metric.counted") else ""
        return Frame(thing, shared or thing + "数量", "metric.subject", last.noun)
    return _named_count(place, last, thing)


def _named_count(place: Place, last: Frame, thing: str) -> Frame:
    """甲公司核心客户235个, 累计筛查1.2万人次: the count of what stands before the figure."""
    if _COUNTS.search(thing):
        return Frame(place.holder, thing, "metric.phrase")
    if is_within(place) and place.topic:  # 14项任务中有7项达到国际水平
        return Frame(place.topic, f"{place.counted.said}{thing}数", "metric.held")
    if last.indicator and _among(place) and place.topic and last.subject == place.topic and len(thing) > 2:
        return Frame(place.topic, thing + "数量", "metric.member", last.noun)  # 其中海外订单32台
    often = place.topic and is_deed_noun(thing, place.quantity.unit) and not last.fits(place.quantity)
    if last.indicator and not often and _among(place, near=False) and not place.wording.verb:
        return Frame(thing, last.indicator, "metric.member", last.noun)  # 其他国家和地区30起: of what was counted
    own = re.sub(r"^的", "", named_holder(thing).removeprefix(place.topic)) if place.topic else thing  # 公司员工
    if own != thing and len(own) >= 2:  # 甲公司核心客户235个
        return Frame(place.topic, own + "数量", "metric.subject", last.noun)
    if len(thing) == 1:
        return Frame("", "", "metric.unread")  # 铺到12个县
    if place.topic and is_deed_noun(thing, place.quantity.unit):
        return Frame(place.topic, thing + "数量", "metric.held")  # 累计筛查1.2万人次
    of, what = _parted(thing)
    holder = named_holder(place.wording.holder)
    holder = holder if len(holder) > 1 else ""  # 获其批准的AI医疗器械已达882款
    return Frame(holder or of or thing, what + "数量", "metric.subject", last.noun)


def _uncounted(place: Place) -> Frame | None:
    """68岁的患者, 0.3毫米的光纤: nothing is counted."""
    return Frame("", "", "metric.unread") if place.quantity.unit in word_set("measuring_units") else None


def _staff(place: Place) -> Frame | None:
    """公司如今有168人, 星桥医疗现有员工400余人, 一家员工不足140人的公司: how many work for a company."""
    thing, noun = place.wording.thing, place.counted.noun
    if place.quantity.unit != "人":
        return None
    if thing in word_set("staff_nouns") and (not noun or place.behind.startswith("的")):
        return Frame(place.holder, thing + "数", "metric.staff")
    whole = bool(thing) and (
        thing in word_set("bare_subjects")
        or place.wording.named
        or (thing == place.topic and not _COUNTS.search(thing))
    )
    if place.wording.verb or noun or not whole:
        return None
    return Frame(place.topic if thing in word_set("bare_subjects") else thing, "员工数", "metric.staff")


def _counted_noun(place: Place, last: Frame, noun: str, verb: str) -> Frame:
    """The count of the noun behind the figure, with what is said of it, for whoever has it."""
    counted = place.counted
    owner = re.match(r"的(?P<owner>[一-鿿A-Za-z]{2,16})$", counted.said)
    if owner and verb and _DONE_TO.fullmatch(owner["owner"]) and place.topic:  # 完成对1221家网点的覆盖
        return Frame(place.topic, f"{owner['owner']}{noun}数", "metric.counted", noun)
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
    match = re.fullmatch(r"(?P<of>.{2,}?)(?:的|领域)?(?:相关的?|的)(?P<what>[^的]{2,})", thing)
    if match is None:
        return "", thing
    return (match["what"], match["what"]) if _LET.fullmatch(match["of"]) else (match["of"], match["what"])


def _before_bracket(place: Place) -> str:
    """SaaS产品(毛利率77%): the figure in the bracket is of the words before it."""
    match = re.search(r"(?P<of>[一-鿿A-Za-z]{2,16})\([^()]{0,12}$", place.ahead)
    return re.split(any_word("noun_ends"), match["of"])[-1][-8:] if match else ""
