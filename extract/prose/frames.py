"""What a figure measures, of what: read from the words around it.

A figure stands in one of a few frames: its indicator before it (市场规模达到66亿元), after it (67.8%的收入增长), a
counted noun after it (312家医院获评高级别评级), or none of its own: 由433亿美元增至1395亿美元 is two
figures of one frame.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extract.lexicon import alternatives, any_word, word_set
from extract.values.numbers import Quantity

_CLAUSE = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|[。;!?:、()]")
#: Words in brackets inside a clause: 核心客户(贡献收入50万元或以上的客户)增长至235个.
_GLOSS = re.compile(r"\([^()]{6,40}\)(?=[一-鿿])")
_NUMBER_TAIL = r"[\d.,%~-]+\s?(?:[亿万]?(?:美元|元|人民币|家|个|项|条|例|张|款|倍)?)?"
REGION = re.compile(r"我国|中国|全国|国内|全球|世界|海外|国外|美国|欧洲|日本|欧盟|韩国|印度|英国|德国")
_CHINESE = re.compile(r"[一-鿿]")
_SHARE = re.compile(
    r"(?:^|[,。;:、])(?P<part>[^,。;:、]{1,16}?)(?:约|仅|则|就)?占(?!比)(?:到|据|了)?(?P<whole>[^,。;:占]{2,14}?)的?(?:比例|比重)?(?:约|近|超过?|高达|达|为|不到)*$"
)
_MARKET = re.compile(r"级?(?:的)?(?P<subject>[^,。;的]{0,14}?)市场")


#: A verb of change: what the figure then measures, and the rule; a fall is a growth below zero.
_CHANGES = {
    "增长": ("增长率", "metric.rise"),
    "增加": ("增长率", "metric.rise"),
    "上升": ("增长率", "metric.rise"),
    "上涨": ("增长率", "metric.rise"),
    "提升": ("", "metric.rise"),
    "提高": ("", "metric.rise"),
    "改善": ("改善比例", "metric.rise"),
    "下降": ("增长率", "metric.fall"),
    "下滑": ("增长率", "metric.fall"),
    "下跌": ("增长率", "metric.fall"),
    "降低": ("降低比例", "metric.rise"),
    "减少": ("减少比例", "metric.rise"),
    "缩短": ("缩短比例", "metric.rise"),
    "节省": ("节省比例", "metric.rise"),
    "节约": ("节约比例", "metric.rise"),
    "收窄": ("收窄幅度", "metric.rise"),
}
_CHANGE_AFTER = re.compile(rf"的?(?P<verb>{'|'.join(_CHANGES)})(?=[,。;、]|$)")
_YEARLY = re.compile(r"同比|环比")
_EARNED = re.compile(r"(?:营收|收入|开支|费用|薪酬|利润|销售额|支出|市值)$")
_HELD = re.compile(
    rf"(?P<holder>.{{0,20}}?)(?:累计|共|已)*(?:{alternatives('counting_verbs')}|批准|持有|落地)(?P<thing>[^,。;:、的]{{2,14}})$"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The subject and indicator of a figure and the name of the frame that gave them; ``noun`` is what was counted."""

    subject: str
    indicator: str
    rule: str
    noun: str = ""


def frame_of(
    text: str, quantity: Quantity, last: Frame, topic: str, dates: list[tuple[int, int]], last_amount: Frame
) -> Frame:
    """The frame of a figure in a sentence; ``last`` is the frame of the figure before it, ``last_amount`` that of
    the last one that was no share, ``topic`` what the sentence is about."""
    changed = _change(text, quantity, dates, last_amount) or _changed_after(text, quantity, dates)
    if changed is not None:
        return replace(changed, subject=changed.subject or last.subject or topic)
    before = _words_before(text, quantity, dates)
    after = text[quantity.end :]
    opened = _opened_range().search(text[: quantity.start])
    if opened and not quantity.is_percent:
        return Frame(topic, re.sub(r"(?<=.)(?:增长|下降|提升|增加)$", "", opened["indicator"]), "metric.before")
    market = _MARKET.match(after)
    if market and not quantity.unit and quantity.low >= 1e9:
        return Frame(market["subject"] or topic, "市场规模", "metric.market")
    share = _SHARE.search(text[: quantity.start])
    if share and quantity.is_percent:
        return Frame(_strip(share["part"]) or topic, f"{share['whole']}占比", "metric.share")
    subject, indicator = split_indicator(before)
    if indicator:
        of = _before_bracket(text, quantity)
        return Frame(subject or ("" if of else last.subject) or topic, of + indicator, "metric.before")
    said = "" if _CHINESE.search(re.sub(_NUMBER_TAIL, "", before)) else _said_before(text[: quantity.start])
    if said and not (last.indicator and _steps_on(text, quantity)):
        subject, indicator = split_indicator(said)
        return Frame(subject or topic, indicator, "metric.said")
    if _steps_on(text, quantity) and last.indicator and not _own_words(before):
        return replace(last, rule="metric.from_to")
    named = _named_after(after, quantity)
    if named:
        return Frame(topic, named, "metric.after")
    part = _part_of(text[: quantity.start], after) if quantity.is_percent else ""
    if part:
        return Frame(topic, part, "metric.part")
    if quantity.is_percent or quantity.is_money or quantity.unit in ("倍", "百分点", "分", "秒", "分钟", "小时", "天"):
        return _plain(before, last, topic, among=_among(text, quantity))
    return _counted(text, quantity, before, after, last, topic)


def _change(text: str, quantity: Quantity, dates: list[tuple[int, int]], amount: Frame) -> Frame | None:
    """收入同比增长18% is the 收入增长率, 时间缩短60% the 时间缩短比例; 增长至 tells no change but the new figure."""
    if not (quantity.is_percent or quantity.unit in ("倍", "百分点")):
        return None
    match = _change_pattern().search(_clause_before(text, quantity, dates))
    if match is None:
        return None
    base = _strip(re.sub(r"(?:将|把|使|令)", "", _strip(match["base"])))
    subject, indicator = split_indicator(base)
    if not indicator:
        subject, indicator = ("", base) if 2 <= len(base) <= 14 else ("", "" if base else amount.indicator)
    if not indicator:
        return None
    noun, rule = _change_of(match["verb"], indicator, match.group())
    noun = match["verb"] + "倍数" if quantity.unit == "倍" else noun or match["verb"]
    return Frame(subject or ("" if base else amount.subject), indicator + noun, rule)


def _change_of(verb: str, indicator: str, words: str) -> tuple[str, str]:
    """What a verb of change measures: 同比减少 and 费用减少 are growth below zero, 时间减少 is a saving."""
    if verb in ("减少", "降低") and (_YEARLY.search(words) or _EARNED.search(indicator)):
        return "增长率", "metric.fall"
    return _CHANGES[verb]


def _changed_after(text: str, quantity: Quantity, dates: list[tuple[int, int]]) -> Frame | None:
    """研发开支18.73%的下降: the change is told behind its figure."""
    verb = _CHANGE_AFTER.match(text, quantity.end)
    if verb is None or not quantity.is_percent:
        return None
    subject, indicator = split_indicator(_words_before(text, quantity, dates))
    noun, rule = _change_of(verb["verb"], indicator, indicator)
    return Frame(subject, indicator + (noun or verb["verb"]), rule) if indicator else None


def _before_bracket(text: str, quantity: Quantity) -> str:
    """SaaS产品(毛利率77%): the figure in the bracket is of the words before it."""
    match = re.search(r"(?P<of>[一-鿿A-Za-z0-9]{2,16})\([^()]{0,12}$", text[: quantity.start])
    return re.split(any_word("noun_ends"), match["of"])[-1][-8:] if match else ""


@cache
def _opened_range() -> re.Pattern[str]:
    """达成200%的营收增长(从2820万元至8460万元): the range in the bracket is of the indicator before it."""
    change = "|".join(_CHANGES)
    return re.compile(rf"(?P<indicator>{alternatives('indicators')})(?:的)?(?:{change})?\((?:从|由)[^()]*$")


@cache
def _change_pattern() -> re.Pattern[str]:
    degree = r"(?:也|均|则|又|还|已|约|可|将|大幅|显著|明显|进一步|有效|平均|同比|环比|(?:较|比|相比)[^,。;]{0,8})*"
    return re.compile(
        rf"(?:^|(?<=[,。;:、]))(?P<base>[^,。;:、]*?){degree}(?P<verb>{'|'.join(_CHANGES)})(?:了|约|近|超过|超|达到|达|高达|逾|幅度)*$"
    )


def _clause_before(text: str, quantity: Quantity, dates: list[tuple[int, int]]) -> str:
    """The words of the figure's clause before it, without dates."""
    glosses = [m.span() for m in _GLOSS.finditer(text, 0, quantity.start)]
    ends = (m.end() for m in _CLAUSE.finditer(text, 0, quantity.start))
    start = max((end for end in ends if not any(s < end <= e for s, e in glosses)), default=0)
    words = list(text[start : quantity.start])
    for first, last in [*dates, *glosses]:
        for i in range(max(first, start), min(last, quantity.start)):
            words[i - start] = ""
    return "".join(words)


def _words_before(text: str, quantity: Quantity, dates: list[tuple[int, int]]) -> str:
    return _strip(re.sub(rf"^(?:{_NUMBER_TAIL}(?:和|至|到)?)", "", _clause_before(text, quantity, dates)))


def _strip(before: str) -> str:
    """Drop regions and lead-ins from the front, linking words from the end."""
    links, leads = _links(), _leads()
    while True:
        cut = leads.sub("", links.sub("", before))
        if cut == before:
            return before
        before = cut


@cache
def _links() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('metric_links')}|了|的|\(|也|就|均|各|其中|每年|一年|[\d\s./-]+)$")


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?!其他|其它){alternatives('metric_leads')}|{REGION.pattern}|的|年|月|日|[\s,、()])+")


@cache
def _indicator() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('indicators')})$")


def split_indicator(words: str) -> tuple[str, str]:
    """(subject, indicator): 人工智能解决方案市场规模 -> 人工智能解决方案, 市场规模; no known indicator, ("", "")."""
    match = _indicator().search(words)
    if match is None:
        return "", ""
    subject = _idle_end().sub("", re.sub(r"的$", "", words[: match.start()]))
    if len(subject) > 12:
        subject = re.split(r"(?:由|在|按|对|从|使|将|被|与|和|达成|实现)", subject)[-1] or subject
    return subject, match.group()


@cache
def _idle_end() -> re.Pattern[str]:
    """甲公司上半年, 甲公司达成: what stands between a subject and its indicator and tells nothing."""
    idle = "|".join(sorted((word for word in word_set("metric_leads") if len(word) > 1), key=len, reverse=True))
    return re.compile(rf"(?<=..)(?:{idle})+$")


def _said_before(before: str) -> str:
    """市场规模也呈现增长,由2022年的...: the words up to an indicator that the clause before has named alone."""
    clauses = [clause for clause in re.split(_CLAUSE, before) if clause]
    named = _indicator_told().search(clauses[-2]) if len(clauses) > 1 else None
    return _strip(named["words"]) if named else ""


@cache
def _indicator_told() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<words>[^,。;:]*(?:{alternatives('indicators')}))(?:也|则|都|将|正|已|仍)*(?:呈|保持|持续|快速|稳步|不断|实现|有所|大幅|显著|逐年|连续|一路|达历史|创历史|创新高|最)"
    )


def _own_words(before: str) -> bool:
    """核心客户增长至235个 has a subject of its own; 增长至235个 and 从43万元至75万元 go on from the figure before."""
    return len(before) >= 4 and not re.search(r"\d", before)


def _steps_on(text: str, quantity: Quantity) -> bool:
    """Whether the figure continues the one before it: 增至, 降至, 至, 到."""
    return (
        re.search(
            r"(?:增至|增长至|增长到|增加至|上升至|提升至|提高至|降至|下降至|缩短至|收窄至|减少到|达到|至|到|为)(?:\d{4}年的?)?(?:约|近)?$",
            text[: quantity.start],
        )
        is not None
    )


def _named_after(after: str, quantity: Quantity) -> str:
    """67.8%的收入增长 -> 收入增长; 40%以上 has no name after it."""
    match = re.match(
        rf"的?(?P<words>[^,。;、的和]{{0,12}}?(?:{alternatives('indicators')}))(?=[,。;、和及与()]|$)", after
    )
    return match["words"] if match and (quantity.is_percent or quantity.is_money) else ""


def _part_of(before: str, after: str) -> str:
    """72%的企业涉及肺结节 -> 涉及肺结节的企业占比; 覆盖85%的出院患者 -> 覆盖出院患者占比."""
    noun, rest = _noun_and_rest(after) if after.startswith("的") else ("", "")
    if not noun:
        return ""
    said = f"{rest}的" if 2 <= len(rest) <= 16 else _verb_before(before)
    return f"{said}{noun}占比"


def _among(text: str, quantity: Quantity) -> bool:
    """毛利率为42.1%,其中甲业务43.7%: a part of what the figure before was of."""
    return re.search(r"[,;。(]其中[^,。;:、]*$", text[: quantity.start]) is not None


def _plain(before: str, last: Frame, topic: str, *, among: bool) -> Frame:
    if 2 <= len(before) <= 16:
        if last.indicator and (among or last.rule in ("metric.share", "metric.member")):
            return Frame(before, last.indicator, "metric.member")  # 影像AI占21%: the whole was said before
        return Frame(topic, before, "metric.phrase")
    of, _, named = before.rpartition("的")
    if 2 <= len(named) <= 12 and len(of) <= 16:
        return Frame(of, named, "metric.phrase")
    if before:
        return Frame("", "", "metric.unread")
    return replace(last, subject=last.subject or topic, rule="metric.carried")


def _counted(text: str, quantity: Quantity, before: str, after: str, last: Frame, topic: str) -> Frame:
    """312家医院获评高级别电子病历评级 -> 获评高级别电子病历评级医院数."""
    noun, rest = _noun_and_rest(after)
    noun = noun or last.noun
    verb = _verb_before(text[: quantity.start])
    if noun:
        if rest.startswith("的"):
            noun, rest = noun + re.sub(r"中$", "", rest), ""
        said = rest if 2 <= len(rest) <= 16 else ""
        return Frame(topic, f"{verb}{said}{noun}数", "metric.counted", noun)
    held = _HELD.match(before)
    if held:
        return Frame(_strip(held["holder"]) or topic, held["thing"] + "数量", "metric.held", held["thing"])
    before = _without_verb(before)
    if 2 <= len(before) <= 16:
        shared = last.indicator if last.rule == "metric.held" else ""
        own = re.sub(r"^的", "", before.removeprefix(topic)) if topic else before
        if own != before and len(own) >= 2:  # 甲公司核心客户235个
            return Frame(topic, shared or own + "数量", "metric.subject", last.noun)
        return Frame(before, shared or before + "数量", "metric.subject", last.noun)
    return replace(last, subject=last.subject or topic, rule="metric.carried")


def _without_verb(words: str) -> str:
    """收集到新发布的医疗大模型 is about 医疗大模型."""
    cut = re.sub(rf"^.{{0,4}}(?:{alternatives('counting_verbs')}|收集|统计)(?:到|了|出|过)", "", words)
    return re.sub(r"(?:共|共有|累计)$", "", cut.rpartition("的")[2] if cut != words and "的" in cut else cut)


def _noun_and_rest(after: str) -> tuple[str, str]:
    match = re.match(r"(?:的)?([^,。;、:()“”\d]{2,30})", after)
    if match is None:
        return "", ""
    words = match.group(1)
    cut = any_word("noun_ends").search(words[1:])
    noun = words[: cut.start() + 1] if cut else words
    if len(noun) < 2 or len(noun) > 14 or noun in word_set("metric_stop_nouns"):
        return "", ""
    rest = words[len(noun) :] if cut else ""
    if rest.startswith("的"):  # 1221家基层网点的覆盖, 102条获批临床的药物管线
        return noun, "" if rest[1:] in word_set("counting_verbs") else rest
    return noun, rest


def _verb_before(before: str) -> str:
    match = re.search(
        rf"(?P<verb>{alternatives('counting_verbs')})(?:了|共|总计|共计|超过|超|近|约|出|有|至|到|着)*$", before
    )
    return match["verb"] if match else ""
