"""Which numbers of a sentence are figures of the industry, and not terms of a deal or countings of the text itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lexicon import any_word, word_set
from extract.prose.places import listed_ills
from extract.prose.whose import clause_of
from extract.values.numbers import Quantity, find_quantities

_ROUND = r"(?:[A-H]\d?[+]{0,2}|天使[+]?|种子[+]?|战略|Pre-[A-Z]+)轮|"
#: 星桥医疗的A轮融资落定,金额1.2亿元: of the round or deal that the clauses before it tell
_OF_THE_DEAL = re.compile(
    r"(?:[后前]者|其|双方|两者)?(?:其中|其余|剩余|余款|尾款|总?金额|总额|总价|规模|合计|募得|募资(?!净))"
)
#: 双方签下新药发现合作,潜在总额6.8亿元
_POSSIBLE = re.compile(r"(?:潜在|交易|合作|协议|合同)(?:交易|合作)?(?:总额|总价|总金额|金额|总价值|价值)")
_SIGNED = re.compile(r"(?:签下|签署|签订|达成|敲定|订立)[^。;]{0,40}(?:合作|协议|合同|合约|授权|许可)")
_PUT_IN = re.compile(r"(?:一共|合计|总共|共|联合)?投了(?:约|近|逾|超过?)*$")
#: 收购之后|净利润分别不低于4000万元和6000万元: what is promised to be earned is no term
_EARNED = re.compile(
    r"^[^,。;]{0,24}(?:(?:净利润?|营业收入|营收|EBITDA)(?:分别|均|合计|累计|将|应)*(?:不低于|不少于|达到|为|亏损|盈利)"
    r"|同期(?:则|为)?(?:亏损|盈利))"
)
#: 星桥医疗的新一轮金额为3亿元, 与甲医院达成一项总额2亿元|的采购协议
_NEW_ROUND = re.compile(r"(?:新一|[本该此]|[上这]一|最近一|最后一)轮(?:的|融资)*(?:总?金额|总额|规模)")
_AGREED = re.compile(
    r"(?:达成|签署|签订|签下|订立|敲定)了?[^,。;]{0,8}(?:总额|总价|总金额|金额|总价值|价值)(?:约|近|达|超过?|为)*$"
)
#: B轮投后估值18亿元 is no amount of the round
_VALUED = re.compile(r"估值|市值|(?:新签|在手|累计|全年|存量|待履行|中标)[^,。;]{0,10}(?:合同|订单)(?:总|金)?额")
#: AUC为0.96, 综合得分61.3: numbers without a unit that measure all the same
_SCORED = re.compile(
    r"(?:AUC值?|曲线下面积|相关系数|Kappa值?|得分|评分|Dice系数|DICE值|Dice值|F1值?|风险比|比值比|PSI|NPS)(?:\([^()]*\))?"
    r"(?:均|也|仅|只|约|分别|已|则|就|高)*(?:为|达到?|是|超过|:|=|提升[至到]|[升降]至|[由从])?$"
)
#: 每10万名儿童有4名医师: the first is what the second is counted by
_PER = "每"
#: a number in words counts the text's own parts, but 握有三款产品, 走过四轮融资
_LISTED_UNITS = frozenset("家款张台轮")
_COUNTED = re.compile(r"(?:(?<![没具还])有|[融走装]过|[融走]了|装了|引进|包含|完成|走过|披露过)(?:了|约|近)*$")
#: 手握三条管线, 用两块算力卡: with a verb of having or doing before it, more is counted in words
_HAD_UNITS = frozenset({*_LISTED_UNITS, *"条项块例座起套"})
_HAD = re.compile(
    r"(?:手[里中上头]还?有|手握|握有|拥有|持有|手持|坐拥|取得|拿下|拿到|获得|斩获|推出|发布|签下|完成|开展|启动|部署|搭建|建成|建有|建立"
    r"|新增|(?<![采使作适试费应])用|引进|采购|设有|设立|布局|开通|收获)(?:了|约|近)*$"
)
_TIMES = frozenset({"秒", "分钟", "小时", "天", "周", "个月", "年"})
#: 历时六周, 只用一年, 至少要十年: how long something took may be told in words
_SPENT = re.compile(
    r"(?:历时|耗时|用时|花费?了?|(?<![采使作适试费应])用了?|需要?|(?<![只需重])要)(?:约|近|至少|大约|短短|不到)*$"
)
#: 十分钟|内即可重建
_SOON = re.compile(r"之?内(?:即|便|就)(?:能|可)")
#: 不低于|5%|的受试者占比达83%, 超过|500次|的不足一成: a condition that belongs to the figure behind it
_CONDITION = re.compile(
    r"(?:以上|以下|及以上|左右)?的[^,。;、\d]{0,12}?(?:占比|比例|比重|不足|占)[^,。;、\d]{0,6}?(?:\d|[一二三四五六七八九]成)"
)
#: 单笔过|亿元|的有19起
_SIZE_OF = re.compile(r"(?:以上)?的?(?:融资|交易|项目|事件|大额)*(?:共|仅|只|达到?|有|为|约|超过?)*\d+[起笔例宗件项]")
#: AUC为0.93,优于人工的0.86
_BETTER = re.compile(r",(?:明显|显著|远|略|均)*(?:优于|高于|低于|好于|不及|逊于)[^,。;:、的]{2,16}的$")
_SCORED_BEFORE = re.compile(r"(?:AUC值?|曲线下面积|系数|DICE值|Dice值|F1值?|评分)[^,。;]{0,6}\d")
#: 镥-177, 一款百万|医疗险: digits that are part of a word
_NAMED = re.compile(r"[锝镥锕碘镓锆铜钇氟铼镭锶铅砹]-?\d{2,3}[一-鿿]?$|款百万$")
#: 符合条件的1类创新药: a class, no count
_CLASS = re.compile(r"(?:创新药|改良型?|新药|化药|化学药|生物药|生物制品|中药|抗癌药|肿瘤药|仿制药|药物)")
_NOT_NEEDED = re.compile(r"(?:不需要|不用|无需|无须|不必)(?:用|要)?$")
#: 拿到新一轮3亿元|融资, 获得6000万欧元|注资
_FUNDS = re.compile(
    r"(?:人民币)?(?:左右|以上)?的?[A-Za-z+一-鿿]{0,6}?(?:融资(?!事件|总|额|规模|轮)|注资|增资(?!额)|战略投资)"
)


def figures_of_the_field(
    text: str, covered: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]], deal: int | None
) -> list[Quantity]:
    """The quantities outside names and counts in brackets that measure something and are no terms of a deal."""
    return [
        q
        for q in find_quantities(text)
        if not any(
            s < q.end and q.start < e for s, e in [*covered, *(() if q.is_percent or q.unit in _TIMES else taken)]
        )
        and not text.startswith(_PER, q.start - 1)
        and _measures(q, text)
        and not (
            q.is_money
            and (
                _is_of_a_deal(text, q)
                or (deal is not None and q.start >= deal and not _EARNED.search(_clause(text, q)))
            )
        )
    ]


def _counts_in_words(quantity: Quantity, text: str) -> bool:
    """Whether a number in words counts something: 十余款, 增长三倍, 手握三条管线, 历时六周."""
    if quantity.unit in _TIMES:
        return bool(_SPENT.search(text, 0, quantity.start) or _SOON.match(text, quantity.end))
    if quantity.unit == "倍":
        return quantity.low > 1
    if "十" in quantity.text and quantity.unit:
        return quantity.unit not in word_set("measuring_units")
    if quantity.unit in ("个", "种", "类", "大") and listed_ills(text, quantity):
        return quantity.low > 1
    if quantity.unit in _LISTED_UNITS and _COUNTED.search(text, 0, quantity.start):
        return True
    return quantity.low > 1 and quantity.unit in _HAD_UNITS and _HAD.search(text, 0, quantity.start) is not None


def _is_of_a_deal(text: str, quantity: Quantity) -> bool:
    """Whether an amount is one of a deal or a round, which have slots for it."""
    clause, terms = _clause(text, quantity), any_word("deal_terms", _ROUND + "WORDS")
    if _FUNDS.match(text, quantity.end):
        return True
    if _POSSIBLE.match(clause) and _SIGNED.search(text, 0, quantity.start):
        return True
    if _PUT_IN.search(text, 0, quantity.start) and re.search(_ROUND[:-1], text[: quantity.start]):
        return True  # B轮在2023年,甲资本与乙创投一共投了3亿元
    if _SIZE_OF.match(text, quantity.end) and "单笔" in clause:
        return True
    if _NEW_ROUND.search(clause) or _AGREED.search(text, 0, quantity.start):
        return True
    told = terms.search(clause) is not None and not _VALUED.search(clause)
    return told or bool(_OF_THE_DEAL.match(clause) and terms.search(text[: quantity.start]))


def _clause(text: str, quantity: Quantity) -> str:
    """The clause of a figure, to its commas."""
    start, end = clause_of(text, quantity)
    return text[start:end]


def _measures(quantity: Quantity, text: str) -> bool:
    """Whether a quantity is a figure of the industry: it has a unit or a scale, and counts no part of the text."""
    if quantity.unit in ("级", "期", "层", "排") or (quantity.unit == "类" and _CLASS.match(text, quantity.end)):
        return False
    if not (quantity.is_percent or re.search(r"\d|百|千|万|亿", quantity.text)):
        return _counts_in_words(quantity, text)
    if _NAMED.search(text, 0, quantity.end):
        return False
    if _CONDITION.match(text, quantity.end) or _NOT_NEEDED.search(text, 0, quantity.outer_start):
        return False
    if not quantity.unit and quantity.low < 1 and _BETTER.search(text, 0, quantity.outer_start):
        return _SCORED_BEFORE.search(text, 0, quantity.start) is not None
    if not quantity.unit and quantity.low < 1000 and _SCORED.search(text, 0, quantity.outer_start):
        return True
    counts = quantity.low >= 10 and quantity.approx in ("over", "under")  # 100+应用, 20余省市, 专利超过700
    if not (quantity.unit or quantity.is_money or quantity.is_percent or quantity.low >= 1e4 or counts):
        return False
    if not quantity.unit and re.match(r"\.[A-Z]{2}", text[quantity.end :]):
        return False  # a stock's code: 688393.SH
    after = text[quantity.end : quantity.end + 8]
    stop = any_word("metric_stop_nouns", "(?:大|个|种|类)?(?:主要|核心|关键|不同|重要)?的?WORDS").match(after)
    return not (stop and quantity.low < 30 and not quantity.is_percent and not quantity.is_money)
