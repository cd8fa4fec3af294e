"""What a figure counts: 312家医院获评高级别电子病历评级, 发表论文500篇, 现有员工400余人."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.lexicon import word_set
from extract.prose.places import LONGEST, Frame, Place, is_among, listed_ills, named_holder
from extract.prose.shares import is_within
from extract.prose.wording import REGION, is_deed_noun

_COUNTS = re.compile(r"(?:数|量)$")
#: another thing that was done, behind the figure of the one before it: 、远程心电诊断127万份
_LISTED = re.compile(r"\d[^、,。;:()]{0,6}、(?P<what>[^、,。;:()\d]{2,16}?)(?:约|近|超过?|逾|共|达)*$")
_PAPERS = re.compile(r"(?:[一二三]类(?:医疗器械)?注?册?证|注册证|许可证|批件|证书|批文|专利|论文)$")
_DONE_SO_OFTEN = frozenset({"例", "次", "人次", "例次", "台次"})
#: what is done to those that are counted
_DONE_TO = re.compile(r"(?:覆盖|部署|落地|接入|改造|培训|签约|交付|安装|升级|验收|随访|筛查)")
_LET = re.compile(
    r"(?:获|已|其)*(?:共建|共同建立|建成|设立|公开|发布|上线|开源|批准|核准|认可|许可|获批|备案|在研|在售|上市)"
)
#: 基于超过10万份病历: what software was trained on is a figure of the software
TRAINED_ON = re.compile(
    r"(?:基于|利用|使用|采用|学习|收集|纳入|吃下|吃进|吃透|消化|喂入|喂进|喂给它?|投喂|学完|读完|读过|看过)了?(?:超过?|近|约|逾|上|海量)*$"
)

#: 现有|员工: that there are so many now
_NOW = re.compile(r"^(?:现有|共有|现|全部|目前)(?=[员职雇团研技工人])")


def count(place: Place, last: Frame) -> Frame | None:
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
        fellow = last.rule == "metric.subject" and place.ahead.endswith(f"、{thing}")  # 甲省41家、乙省29家
        shared = last.indicator if last.rule in ("metric.held", "metric.counted") or fellow else ""
        return Frame(thing, shared or thing + "数量", "metric.subject", last.noun)
    return _namedcount(place, last, thing)


def _namedcount(place: Place, last: Frame, thing: str) -> Frame:
    """甲公司核心客户235个, 累计筛查1.2万人次: the count of what stands before the figure."""
    if _COUNTS.search(thing):
        return Frame(place.holder, thing, "metric.phrase")
    if is_within(place) and place.topic:  # 14项任务中有7项达到国际水平
        return Frame(place.topic, f"{place.counted.said}{thing}数", "metric.held")
    if last.indicator and is_among(place) and place.topic and last.subject == place.topic and len(thing) > 2:
        return Frame(place.topic, thing + "数量", "metric.member", last.noun)  # 其中海外订单32台
    often = place.topic and is_deed_noun(thing, place.quantity.unit) and not last.fits(place.quantity)
    if last.indicator and not often and is_among(place, near=False) and not place.wording.verb:
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


def approved_there(place: Place) -> Frame | None:
    """国内获批三类证的医疗器械已达142款 are the devices of a country, no firm's."""
    of, _, what = place.wording.thing.rpartition("的")
    there = REGION.match(place.before) and not (place.topic and place.topic in place.before)
    if not there or not of or len(what) < 2 or place.quantity.is_percent or place.quantity.is_money:
        return None
    if place.counted.noun or place.wording.named or _LET.fullmatch(place.wording.verb) is None:
        return None
    return Frame(what, f"{place.wording.verb}{of}数量", "metric.subject", what)


def listed(place: Place) -> Frame | None:
    """覆盖胃癌、肝癌和肺癌三个病种: how many the list before the figure has."""
    ills = listed_ills(place.text, place.quantity) if place.topic else ""
    return Frame(place.topic, ills, "metric.counted", ills) if ills else None


def uncounted(place: Place) -> Frame | None:
    """68岁的患者, 0.3毫米的光纤: nothing is counted."""
    return Frame("", "", "metric.unread") if place.quantity.unit in word_set("measuring_units") else None


def staff(place: Place) -> Frame | None:
    """公司如今有168人, 星桥医疗现有员工400余人, 一家员工不足140人的公司: how many work for a company."""
    thing, noun = _NOW.sub("", place.wording.thing), place.counted.noun
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
