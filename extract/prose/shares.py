"""Shares: of what a figure is a part, 手术软件占融资金额的46%, 腾讯持股8%, 72%的企业涉及肺结节, 两成用于研发."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.lexicon import any_word, word_set
from extract.prose.places import Frame, Place, named_holder, split_indicator, without_leads

_ABOUT = r"(?:了|到|去|据|约为?|近|将近|超过?|逾|高达|可达|已达|达到|达|为|不到|不足|仅|只有)*$"
#: 软件占收入的46%, 占比 is no verb; 应收账款9亿元,相当于营收的八成 says it of the figure before
_SHARE = re.compile(
    r"(?:^|[,。;:、])(?P<part>[^,。;:、]{0,16}?)(?:约|仅|则|就|已|也|还|便|却|合计|共|大致|独|更|又|均)*"
    r"(?:占(?!比)(?:到|据|了|去了?)?|相当于)(?P<whole>(?![到据了去约近])[^,。;:占]{2,14}?)的?(?:比例|比重)?" + _ABOUT
)
#: 研发开支占收入的比重由2022年的188%收窄到79.4%
_SHARE_FROM = re.compile(
    r"(?:^|[,。;:、])(?P<part>[^,。;:、占]{1,16}?)占(?P<whole>[^,。;:占由从自]{2,14}?)的?(?:比例|比重|份额)"
    r"(?:已|也|则|将|便|进一步)*[由从自][^,。;:、%]{0,14}(?P<to>%[^,。;:、%]{0,14}[至到为成][^,。;:、%]{0,10})?$"
)
#: 由医院牵头研发的占31%, 有医学背景的占到四成: who of those before
_SAID_OF = re.compile(
    r"(?:^|[,。;:、])(?P<said>[^,。;:、]{2,18})的(?:则|就|也|已|约|仅|只)*(?:占(?!比)|只有|仅有|有|(?=不足|不到|超过|仅|逾))"
    + _ABOUT
)
_OF_STAFF = re.compile(
    r"(?P<part>[^,。;:、占]{2,8}?)(?:人员|员工|人才|团队)?(?:则|约|就|即)?占(?:比|到|了|据)?(?:约|近|超过?|逾|达)*$"
)
#: 受访的312家医院中,仅27%设立了审查机制
_AMONG = re.compile(
    r"\d[万余多]*[家名位个例项款](?P<noun>[^,。;:、\d]{2,12}?)(?:里|中|当中|之中),(?:其中)?(?:有|仅|只|约|近|逾|超过?|不到|不足)*$"
)
_USED_FOR = re.compile(r"(?:左右|以上)?(?P<said>(?:用于|用在|来自|源于|属于|花在)[^,。;:、()]{2,12})")
#: 两成用于建设实验室, 八成来自海外: what a share is, told by a verb right behind it
_PART_IS = re.compile(r"(?:左右|以上|以内|多|强|则|都|均|将|已|会|拟|计划)*(?P<said>[^,。;:、()]{2,16})")
_EARNED_BY = re.compile(r"(?:主要|全部)?由(?P<who>.{2,18})(?:贡献|创造|带来)$")
_MEMBER = re.compile(r"%(?:左右|以上)?[、和](?P<name>[^,。;:、%]{2,20})$")
_WITHIN = re.compile(r"中(?:仅|只|约|有|近|超过?|就|已)*$")
#: 3.9%、8.4%和12.1%的股份: of the whole list
_STOCK = re.compile(r"(?:[、和与及]|以及|[\d.]+%)*(?:左右|以上)?的?(?:股份|股权|权益|股本|已发行股份|表决权|投票权)")
_HOLDS = re.compile(r"(?:持股(?:比例)?|占股|股比|持有|握有|保留|控股|控制)[^,。;:、%\d]{0,24}$")
_BUYS = re.compile(
    r"(?:收购|受让|买入|购买|购入|入股|取得|获得|转让|出售|出让|拿下|增持|减持|换得|换取)(?P<name>[^,。;:、%\d]{0,24}?)(?:合计|合共)?$"
)
#: 受让二者合计持有的|南枝科技62%股权: whose the shares were
_OWNED_BY = re.compile(r"^[^,。;]{0,16}(?:合计|所|共同)?持有的?")
_SHARES = "持股比例"
_OUTCOMES = frozenset(
    {"结果", "成绩", "表现", "水平", "目标", "效果", "疗效", "佳绩", "好成绩", "成效", "幅度", "高位", "低位"}
)


def is_within(place: Place) -> bool:
    """总费用中仅有7%: whether the words right before a figure say of what it is a part."""
    return _WITHIN.search(place.before) is not None


def held_share(place: Place) -> Frame | None:
    """腾讯持股12.1%, 张三持有公司8%的股份, 收购南枝科技51%股权: who holds or gets how much of a company."""
    if not place.quantity.is_percent:
        return None
    stock = _STOCK.match(place.text, max(place.quantity.end, place.quantity.outer_end)) is not None
    bought = _BUYS.search(place.before) if stock else None
    if bought is not None:
        return _bought(place, bought["name"])
    holds = _HOLDS.search(place.before)
    if holds is None or not (stock or holds.group().startswith(("持股", "占股", "股比"))):
        return None
    lead = without_leads(place.before[: holds.start()])
    holder = re.split(any_word("holder_ends"), lead, maxsplit=1)[0]
    person = re.split(any_word("titles"), holder.removesuffix("本人"))[-1]  # 星桥医疗董事张三
    return Frame(named_holder(person or holder) or place.topic, _SHARES, "metric.stake")


def _bought(place: Place, name: str) -> Frame:
    """收购南枝科技51%股权 -> 收购南枝科技股权比例, of whoever gets them, or of the firm where nobody else is named."""
    of = named_holder(_OWNED_BY.sub("", re.sub(r"^(?:了|其|其所持|所持)", "", name)).removesuffix("的"))
    buyer = place.topic if place.topic != of else ""
    return Frame(buyer or of, f"收购{of}股权比例", "metric.stake")


def share_of(place: Place, last: Frame, amount: Frame) -> Frame | None:
    """手术软件占融资金额的46%; 互联网医疗占7.5%; 由医院牵头研发的占31%. ``amount`` is what was counted before."""
    if not place.quantity.is_percent:
        return None
    ranged = _SHARE_FROM.search(place.ahead)
    if ranged is not None:
        whole = Frame(place.topic, f"{without_leads(ranged['part'])}占{ranged['whole']}比重", "metric.share")
        return replace(whole, rule="metric.from_to") if ranged["to"] else whole
    said = _SAID_OF.search(place.ahead)
    if said is not None:
        words = re.sub(r"^由", "", without_leads(said["said"]))
        return Frame(amount.subject or place.topic, words + "占比", "metric.part") if 2 <= len(words) <= 18 else None
    share = _SHARE.search(place.ahead)
    if share is None:
        return _alone(place, last, amount)
    part = share["part"].removesuffix("的")
    if share["whole"] == "其中":  # 市场规模达64亿元,算力占其中的35%
        return Frame(amount.subject or place.topic, without_leads(part) + "占比", "metric.share")
    if not part and amount.indicator:
        return Frame(amount.subject or place.topic, f"{amount.indicator}占{share['whole']}比例", "metric.share")
    return Frame(without_leads(part) or place.topic, f"{share['whole']}占比", "metric.share")


def _alone(place: Place, last: Frame, amount: Frame) -> Frame | None:
    """软件占收入的84%,毛利率39%;硬件占16%: the whole is that of the share before."""
    wording = place.wording
    staff = _OF_STAFF.search(place.before) if amount.unit == "人" else None
    if staff is not None:  # 团队320人,研发占八成
        part = staff["part"].removeprefix("其中")
        return Frame(amount.subject or place.topic, part + "人员占比", "metric.share")
    if wording.verb != "占" or wording.thing or not wording.holder or last.rule == "metric.part":
        return None
    indicator = last.indicator if last.indicator.endswith("占比") else "占比"
    return Frame(named_holder(wording.holder) or place.topic, indicator, "metric.share")


def next_member(place: Place, last: Frame) -> Frame | None:
    """其中甲业务43.7%、乙业务32.1%、丙业务58.1%的好成绩: each share is of the next member of the list."""
    member = _MEMBER.search(place.ahead) if place.quantity.is_percent and last.indicator else None
    if member is None or last.rule not in ("metric.member", "metric.carried"):
        return None
    return Frame(member["name"], last.indicator, "metric.member", last.noun)


def part_of(place: Place, last: Frame, amount: Frame) -> Frame | None:
    """72%的企业涉及肺结节 -> 涉及肺结节的企业占比; 覆盖85%的出院患者 -> 覆盖出院患者占比."""
    if not place.quantity.is_percent:
        return None
    if is_within(place):  # 总费用中仅有7%左右用于预防
        used = _USED_FOR.match(place.behind)
        said = used["said"] if used else place.counted.said
        if 2 <= len(said) <= 16:
            return Frame(place.wording.thing or place.topic, said + "占比", "metric.part")
    among = _AMONG.search(place.ahead)
    doing = _PART_IS.match(place.text, max(place.quantity.end, place.quantity.outer_end)) if among else None
    if among is not None and doing is not None and not place.behind.startswith("的"):
        return Frame(among["noun"], doing["said"] + "占比", "metric.part")
    counted, verb = place.counted, place.wording.verb
    if last.rule == "metric.part" and verb == "占" and place.wording.holder and not place.wording.thing:
        return Frame(last.subject, place.wording.holder + "占比", "metric.part")  # 而治疗占80%
    if counted.noun in _OUTCOMES and place.wording.thing:
        return None  # 取得减重12%的结果
    if not place.behind.startswith("的") or not 2 <= len(counted.noun) <= 14:
        return _part_is(place, last, amount)
    if place.wording.thing and last.rule in ("metric.share", "metric.member"):
        return None
    said = f"{counted.said}的" if 2 <= len(counted.said) <= 16 else "" if place.wording.thing else verb
    holder = place.holder if _is_led(place, verb) else split_indicator(counted.noun)[0] or counted.noun
    return Frame(holder, f"{said}{counted.noun}占比", "metric.part")


def _part_is(place: Place, last: Frame, amount: Frame) -> Frame | None:
    """募资5亿元,其中约45%用于研发,两成用于建设实验室: the words behind a share without a name before it."""
    wording = place.wording
    if wording.thing or wording.holder or wording.verb or place.behind.startswith("的"):
        return None
    told = _PART_IS.match(place.text, max(place.quantity.end, place.quantity.outer_end))
    by = _EARNED_BY.match(told["said"]) if told is not None and amount.indicator else None
    if by is not None:  # 收入3亿元,七成由“灵犀”贡献
        return Frame(named_holder(by["who"]), f"{amount.indicator}占比", "metric.part")
    if told is None or not re.match(any_word("part_verbs"), told["said"]):
        return None
    said = re.sub(r"^[为是](?=..)", "", told["said"])  # 六成为研发人员
    return Frame(last.subject or place.topic, said + "占比", "metric.part")


def _is_led(place: Place, verb: str) -> bool:
    """Whether something before a share says whose it is; 80%的高端器械依赖进口 is of 高端器械, whatever came before."""
    told = place.wording.thing or place.wording.holder or verb
    return bool(told) or place.counted.noun in word_set("bare_subjects") or bool(re.search("[在对从于]", place.before))
