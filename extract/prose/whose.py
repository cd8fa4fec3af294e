"""Whose a figure is, where the words before it name less: the thing that a trial tries, the software of its maker."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.lexicon import word_set
from extract.prose.counts import TRAINED_ON
from extract.prose.places import TOPICS, Frame
from extract.prose.sentences import Sentence
from extract.prose.subjects import Context
from extract.values.numbers import Quantity

_MADE = frozenset({"Product", "AIModel"})
_TRIED = frozenset({"Product", "AIModel", "Drug"})
_MAKERS = frozenset({"Company", "Institution", "Hospital"})
#: II期临床, 注册临床试验, 多中心研究: what is tried there has the figure
_TRIAL = re.compile(r"(?:试验|临床|研究|验证|队列|(?:I{1,3}|[ⅠⅡⅢⅣ123])[ab]?期)$")
#: 星探已接入“云医”,累计服务...: what a thing is put into is not what is used
_INTO = re.compile(r"(?:接入|嵌入|搭载|基于|依托|进入|登陆|上架|入驻|部署[于在]|接通|打通|对接)了?[“\"]?$")
#: what a model learns from, which is no subject: 训练数据来自3800万份影像
_LEARNT = frozenset({"数据", "语料", "训练数据", "训练语料", "训练集", "训练样本", "语料库", "预训练数据"})
#: 旗下主力机型“灵犀”系统: the words around a name in quotation marks only say what it is
_KIND = re.compile(r"[^的和与及、]{0,12}")


#: what stands before a firm's name and only says whose it is or what kind of firm
_WHAT = re.compile(r"[^的和与及、]{0,10}(?:公司|企业|厂商|旗下|巨头|龙头|对手|同行|软件|系统|平台|大模型|产品)")


#: what companies earn with: 影像软件收入4.35亿元 is of the company that the figures before are of
_EARNS = re.compile(r"^(?:收入|营收|营业收入|销售收入|毛利率?)(?:增长率)?$")
_LINE = re.compile(r"(?:业务|服务|解决方案|软件|设备|产品|板块|耗材|硬件|授权|配套|系统|平台|检测|分部)(?:的)?$")
#: what a trial does with those it counts or measures, and its arms
_TRIES = re.compile(
    r"入组|受试|(?:I{1,3}|[ⅠⅡⅢⅣ一二三四])期临床|随机(?:分|对照|双盲)|安慰剂|给药|用药|盲法|回顾性|前瞻性|多中心|注册临床|临床试验|较?基线|接受了?[^,。;]{0,6}治疗"
)
#: what a regulator has let through is counted, not the regulator
_APPROVED = re.compile(r"(?:局|署|院|会|部|委|中心|FDA|NMPA|PMDA)(?:已|共|累计)*(?:批准|核准|放行|审批通过|备案)$")
_DOSED = re.compile(r"给药|安慰剂|受试者|较基线|高剂量|低剂量")
_ARMS = re.compile(r"安慰剂|基线|对照")
#: what is counted of a device that is used
#: 以DeepSeek-R1|为底座: what a model is built on is not what was trained
_BASE = re.compile(r"(?:以|基于|依托|采用|使用|利用|借助|用|在)了?[“\"「]?$")
_USES = frozenset({"例", "人次", "例次", "次", "份", "台次"})
_PAPERS = frozenset({"Policy", "Report"})
_LISTS = re.compile(
    r"[》”]?(?:\([^()]*\))?[,。;]?(?:其中|首批|一共|共计|共|总计|里|中|并)*(?:列出|列举|列明|列|梳理|明确|提出|遴选|收录|给出|包含|包括|涵盖|纳入|规定|公布|确定|部署)"
    r"(?:了|出)?(?:首批|共计?|约|近|超过?|逾)*"
)
_HAVE_LINES = frozenset({"Company", "Investor", "Institution", "Hospital"})
_TRIED_ON = frozenset({"名", "例", "位", "人", "个", "家"})


def whose(sentence: Sentence, quantity: Quantity, frame: Frame, context: Context, company: str) -> Frame:
    """The frame with whose the figure is; the ``context`` holds what the text has named last, ``company`` is the one
    that the clause or the figures before are of."""
    if not frame.indicator:
        return frame
    approved = _APPROVED.search(frame.subject)
    if approved is not None and frame.rule == "metric.subject":  # 国家药监局批准的三类器械已达183个
        return replace(frame, subject=frame.indicator.removesuffix("数量"), indicator="获批数量")
    if quantity.is_percent and _is_of_trial(sentence, frame):
        return _of_the_tried(sentence, quantity, replace(frame, rule="metric.rise"), context, frame.rule)
    if not quantity.is_percent and (_TRIAL.search(frame.subject) or _is_tried(sentence, quantity, frame)):
        return _of_the_tried(sentence, quantity, frame, context)
    if frame.subject in _LEARNT:
        return _of_the_learner(sentence, quantity, frame, context)
    if company and _is_line(sentence, frame):
        line = frame.subject.removeprefix(company).removeprefix("的").removesuffix("的")
        return replace(frame, subject=company, indicator=line + frame.indicator)
    subject = _software(sentence, quantity, frame) or _document(sentence, quantity, frame)
    return replace(frame, subject=subject or _called(sentence, frame.subject))


def _of_the_learner(sentence: Sentence, quantity: Quantity, frame: Frame, context: Context) -> Frame:
    """训练数据来自3800万份影像 -> 训练影像数 of the model that the text speaks of."""
    made = [m for m in sentence.mentions if m.end <= quantity.start and m.type in _MADE]
    model = made[-1] if made else context.last_of_kind.get(False) or context.last_product
    noun = re.sub(r"^(?:来自|包含|包括|涵盖|覆盖|取自|由|有)(?:于|了)?", "", frame.indicator)
    return replace(frame, subject=model.name, indicator="训练" + noun) if model is not None else frame


def _document(sentence: Sentence, quantity: Quantity, frame: Frame) -> str:
    """《应用场景参考指引》,列出84个应用场景 are of the document, which its issuer stands before."""
    papers = [m for m in sentence.mentions if m.type in _PAPERS and m.end <= quantity.start]
    if not papers or frame.rule not in ("metric.held", "metric.counted"):
        return ""
    return papers[-1].name if _LISTS.fullmatch(sentence.text, papers[-1].end, quantity.outer_start) else ""


def _is_line(sentence: Sentence, frame: Frame) -> bool:
    """Whether a figure is of what a company sells, which has no name: 数据服务收入6900万元."""
    if any(m.name == frame.subject and m.type in _HAVE_LINES for m in sentence.mentions):
        return False
    return _EARNS.match(frame.indicator) is not None and _LINE.search(frame.subject) is not None


def _is_tried(sentence: Sentence, quantity: Quantity, frame: Frame) -> bool:
    """Whether a clause tells of a trial: 212例患者随机入组, 安慰剂组下降20.3毫升."""
    start, end = clause_of(sentence.text, quantity)
    clause = sentence.text[start:end]
    if frame.rule == "metric.counted" or (frame.rule == "metric.held" and "入组" in clause):
        return quantity.unit in _TRIED_ON and _TRIES.search(clause) is not None
    measured = quantity.unit in word_set("measuring_units") and frame.rule in ("metric.rise", "metric.fall")
    return measured and _ARMS.search(sentence.text) is not None


def clause_of(text: str, quantity: Quantity) -> tuple[int, int]:
    """Where the clause of a figure begins and ends, to its commas."""
    start = max(text.rfind(mark, 0, quantity.start) for mark in ",。;:") + 1
    ends = (text.find(mark, quantity.end) for mark in ",。;")
    return start, min((end for end in ends if end >= 0), default=len(text))


def _is_of_trial(sentence: Sentence, frame: Frame) -> bool:
    """Whether a share that the topic, a firm, was taken for tells of a trial of its drug: 给药后体重下降10.3%."""
    firm = not frame.subject or any(m.name == frame.subject and m.type in _MAKERS for m in sentence.mentions)
    return firm and _DOSED.search(sentence.text) is not None


def _of_the_tried(sentence: Sentence, quantity: Quantity, frame: Frame, context: Context, rule: str = "") -> Frame:
    """XQ-12的II期试验入组84例 is of XQ-12, and its indicator 入组 of the trial."""
    frame, told = replace(frame, rule=rule or frame.rule), frame
    tried = [m for m in sentence.mentions if m.type in _TRIED and m.end <= quantity.start]
    drugs = [m for m in tried if m.type == "Drug"]
    if told.rule in ("metric.rise", "metric.fall"):  # the patients of a trial breathe better by a drug
        mention = drugs[-1] if drugs else context.last_of_kind.get(True) or context.last_product
    else:
        mention = tried[-1] if tried else context.last_product
    if mention is None or frame.subject == mention.name:
        return frame
    if not _TRIAL.search(frame.subject):
        return replace(frame, subject=mention.name)
    trial = re.sub(r"^的", "", frame.subject.rpartition(mention.name)[2])
    return replace(frame, subject=mention.name, indicator=trial.rpartition("的")[2] + frame.indicator)


def _software(sentence: Sentence, quantity: Quantity, frame: Frame) -> str:
    """联影发布“元智”大模型,准确率达96%: whose accuracy it is, where only its maker stands at the head."""
    if _is_used(sentence, quantity, frame):
        return _used(sentence, quantity, frame)
    trained = TRAINED_ON.search(sentence.text, max(0, quantity.outer_start - 8), quantity.outer_start)
    if not trained and not frame.indicator.endswith(tuple(word_set("performance_indicators"))):
        return ""
    before = [m for m in sentence.mentions if m.end <= quantity.start]
    models = [m.name for m in before if m.type == "AIModel" and not _BASE.search(sentence.text, 0, m.start)]
    if trained and models:
        return models[-1]
    makers = any(m.name == frame.subject and m.type in _MAKERS for m in before)
    made = [m.name for m in before if m.type in _MADE]
    return made[-1] if makers and made else ""


def _is_used(sentence: Sentence, quantity: Quantity, frame: Frame) -> bool:
    """累计筛查460万人次, 累计完成手术5200例: what is done with a device, in a clause that names nobody."""
    start, end = clause_of(sentence.text, quantity)
    named = any(start <= m.start < quantity.start and m.type in TOPICS for m in sentence.mentions)
    return (
        frame.rule == "metric.held" and quantity.unit in _USES and not named and "公司" not in sentence.text[start:end]
    )


def _used(sentence: Sentence, quantity: Quantity, frame: Frame) -> str:
    """The device that was used, which the clauses before name behind its maker."""
    before = [m for m in sentence.mentions if m.end <= quantity.start and m.type in (*_MADE, *_MAKERS)]
    if any(m.name == frame.subject and m.type != "Company" for m in before):
        return ""
    made = [m.name for m in before if m.type in _MADE and not _INTO.search(sentence.text, 0, m.start)]
    return made[-1] if made else ""


def _called(sentence: Sentence, subject: str) -> str:
    """主力机型“灵犀”系统 is called 灵犀."""
    for mention in sentence.mentions:
        if mention.type not in TOPICS or mention.name == subject:
            continue
        what = subject.removesuffix(mention.name)
        if what != subject and (_WHAT.fullmatch(what) or what.endswith("的")):
            return mention.name  # 控股子公司|南枝科技, 做处方生意的|星桥医疗
        before, quoted, behind = subject.partition(f"“{mention.name}”")
        if quoted and _KIND.fullmatch(before) and _KIND.fullmatch(behind):
            return mention.name
    return subject
