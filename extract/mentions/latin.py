"""Latin names in Chinese text: companies by their last word, candidate drugs by their code."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from extract.lexicon import any_word, word_set
from extract.mention import Mention

_WORD = r"[A-Z][A-Za-z0-9®™&'’.-]*"
#: LungPilot| 400, but not 400 of something
NUMBER = r"\d{1,3}(?![\d.%年月日A-Za-z台例家名个套项款人万亿千百次种倍余多])"
_RUN = re.compile(rf"(?<![A-Za-z0-9-])(?:{_WORD}|[a-z]?[A-Z][A-Za-z0-9]+)(?: (?:{_WORD}|{NUMBER}|of|and|for))*")
_DRUG_CODE = re.compile(
    r"(?<![A-Za-z0-9-])(?:[A-Z]{2,7}-?\d{2,5}(?:[A-Za-z]|-\d{2,3})?|(?!NCT|CN|US|EP|WO|ZL|GS)[A-Z]{2,4}-?\d{6,7}"
    r"|[A-Z]{2,5}-[A-Z]{1,2}\d{2,4})(?:/\d+)?(?![A-Za-z0-9-])"
)
#: what a study's code is called, and how many letters it has at least where the word stands behind it
_STUDY = ("研究", "试验")
_STUDY_LETTERS = 5
_LETTERS = string.ascii_uppercase
#: USFound——一个用2亿帧视频预训练的基础模型
_GLOSSED = re.compile(r"(?:——|—|,|\()(?:这是)?(?:一[个款种套]|首个)[^,。;]{0,30}?模型")
#: the name behind a country: a word with a capital in it or a long one
_FROM = (
    r"WORDS(?P<name>(?:[A-Z][A-Za-z&-]*[a-z][A-Za-z&-]*(?: [A-Z][A-Za-z]+)*|[a-z]{8,}))(?![A-Za-z0-9-])"
    r"(?! ?(?:法案|法|指数|试验|研究|数据库|期刊|杂志|[一-鿿]{0,4}(?:大学|医院|诊所|中心|研究[院所]|实验室)))"
)
_LONG_WORD = re.compile(r"[a-z]{8}")
_OTHER_BODY = re.compile(
    r" (?:University|Institute|College|Academy|School|Foundation|Society|Association|Consortium|Hospital|Clinic"
    r"|Ventures|Capital|Partners|Health System|Center)$"
)
_FIRM_FORM = re.compile(r"[a-z](?:Pharma|Bio|Biotech|Therapeutics|Genomics|Robotics|Biosciences|Diagnostics|Oncology)$")
#: 又与Orvane|就某抑制剂达成独家许可
_AGREES = re.compile(r"(?:就|与|同)[^,。;]{2,24}?(?:达成|签|合作)")
#: 授予|Orvane, Orvane|以2亿美元的总额
_GRANTED = re.compile(r"(?:授予|授权给|许可给|转让给|出售给|售予|收购|并购|入股|参股)了?$")
_OF_THING = re.compile(r" ?(?:的?[一-鿿]{0,4}?)(?:系统|平台|软件|产品|业务|资产|模型|机器人|管线|权益)")
_PAYS = re.compile(
    r"(?:将|则|已|也)?(?:以|支付|斥资|出资|豪掷|付出)(?:约|近|超)?\d[\d.]*[亿万千百]*(?:美元|欧元|英镑|港元|元)"
)
_STAGE = re.compile(r"I{1,3}[abAB]?")
#: ORVANE-2|试验, 代号NORTHSTAR的|III期研究; OrvaneBench|榜单
_TRIAL = re.compile(
    r" ?的?(?:I{1,3}V?[ab]?期)?(?:多中心|随机|对照|临床|前瞻性|注册|关键)*(?:试验|研究)"
    r"(?![院所者人员机室组型对药]|中心|团队|小组|报告|平台|工具|系统)"
)
_WHOSE = re.compile(r"(?<![A-Za-z0-9])[A-Z]?[a-z]+[A-Z][A-Za-z0-9]*(?: [A-Z][A-Za-z]*){0,3}$")
_OF_KIND = re.compile(r"(?:系统|软件|平台|机器人|产品|装置|设备|疗法|抑制剂|算法|电极|支架|导管)[A-Za-z0-9 -]{2,30}$")
_NAME_REACH = 36
_CODED = re.compile(r"(?:代号|名为|名叫|称为|命名为)[“\"]?[A-Za-z0-9 -]{1,40}$")
_LETTER_BEHIND_STROKE = re.compile(r"-[A-Z]")
_DEVICE = re.compile(r" ?的?[一-鿿]{0,6}?(?:泵|仪|机|镜|系统|设备|平台|软件|模型|芯片)")
_TOLD = re.compile(r" ?的?研究(?:显示|指出|发现|认为|表明|称|预测|预计|估算)")
_BENCHMARK = re.compile(r" ?(?:评测|测评|榜单|基准|测试集|评估集|题库|排行榜)")
_COMPANY_AFTER = re.compile(r"\s?(?:公司|集团|等企业|等公司)")
_DRUG_CONTEXT = re.compile(r"管线|药|抑制剂|激动剂|拮抗剂|抗体|疗法|临床|适应症|分子|靶|疫苗|化合物")


#: CE MDR IIb, FDA De Novo: what an authority gives
_PERMIT = re.compile(r"(?:FDA|CE|NMPA|PMDA|MFDS|HSA|TGA|MHRA|EMA)[ -]")


def find_latin(text: str) -> list[Mention]:
    """Companies (``… Therapeutics``), investors (``… Ventures``) and, in talk of drugs, drug codes (``ISM3091``)."""
    tails = any_word("latin_company_tails", "(?:^| )WORDS$")
    investors = any_word("latin_investor_tails", " WORDS$")
    bodies = {
        "Institution": any_word("latin_body_tails", " WORDS$"),
        "Hospital": any_word("latin_hospital_tails", " WORDS$"),
    }
    found = []
    for match in _RUN.finditer(text):
        if _STAGE.fullmatch(match.group()) and text.startswith("期", match.end()):
            continue  # 处于IIa期临床
        name = match.group().rstrip(" .-'’&")
        words = name.split(" ")
        if investors.search(name):
            found.append(Mention(match.start(), match.start() + len(name), "Investor", name, "latin.investor", 0.8))
        elif len(words) > 1 and tails.search(name) and not all(word in word_set("latin_common") for word in words):
            found.append(Mention(match.start(), match.start() + len(name), "Company", name, "latin.company", 0.8))
        elif name not in word_set("latin_common") and _COMPANY_AFTER.match(text, match.start() + len(name)):
            found.append(Mention(match.start(), match.start() + len(name), "Company", name, "latin.cue", 0.8))
        elif body := next((of for of, tail in bodies.items() if tail.search(name)), None):
            found.append(Mention(match.start(), match.start() + len(name), body, name, "latin.body", 0.7))
        elif not all(word in word_set("latin_common") or len(word) < 3 for word in words) and (
            not name.isupper() or (len(name) >= _STUDY_LETTERS and _TRIAL.match(text, match.start() + len(name)))
        ):
            found.extend(_brand(text, match.start(), name))
    if found or _LONG_WORD.search(text):
        found.extend(_foreign(text))
    if _DRUG_CONTEXT.search(text):
        found.extend(
            Mention(m.start(), m.end(), "Drug", m.group(), "latin.drug_code", 0.75)
            for m in _DRUG_CODE.finditer(text)
            if _is_drug(text, m)
        )
    return found


def _foreign(text: str) -> Iterator[Mention]:
    """Firms right behind the country they are from: 法国|Orvane的…, 德国|orvanemedical."""
    for match in any_word("countries", _FROM).finditer(text):
        name = match["name"]
        common = name.lower() in word_set("english_words") or name.split(" ")[0] in word_set("latin_common")
        if not common and not _OTHER_BODY.search(name):
            suffix = any_word("org_suffix_company").match(text, match.end())
            start, end = match.start("name"), suffix.end() if suffix else match.end()
            yield Mention(start, end, "Company", text[start:end], "latin.foreign", 0.66)


def _is_firm(text: str, start: int, name: str) -> bool:
    """Whether a Latin name is a firm's by its form (NovaPharma), by the kind of firm right before it or by what only
    firms do right behind it: 药企|Orvane, Orvane|就…达成合作."""
    if any(sign.isdigit() for sign in name):
        return False
    return bool(
        _FIRM_FORM.search(name)
        or any_word("kinds_of_firms", "WORDS$").search(text[max(0, start - 6) : start])
        or (_GRANTED.search(text[max(0, start - 6) : start]) and not _OF_THING.match(text, start + len(name)))
        or _PAYS.match(text, start + len(name))
        or _AGREES.match(text, start + len(name))
        or any_word("latin_firm_deeds").match(text, start + len(name))
    )


def is_tested(text: str, end: int) -> bool:
    """Whether a trial or a benchmark is named by the word that ends at ``end``: ORVANE-2|试验, OrvaneBench|榜单."""
    told = text[end - 1 : end].islower() and _TOLD.match(text, end)  # Orvane|研究显示: whose study it is
    if _OF_KIND.search(text[max(0, end - _NAME_REACH) : end]):
        return False  # 脑机接口系统NX-One|多中心试验: what is tried
    # LungPilot PE|的试验: whose trial it is; a trial's own name is in capitals or said to be one
    whose = _WHOSE.search(text[:end]) and text.startswith("的", end) and not _CODED.search(text[:end])
    return bool((_TRIAL.match(text, end) and not told and not whose) or _BENCHMARK.match(text, end))


def _brand(text: str, start: int, name: str) -> Iterator[Mention]:
    """A brand that no list knows: a fact has to confirm it, or a gloss that says what it is (USFound——一个…模型).

    A person behind a post (CEO Ada Quill) and what a drug aims at (Claudin18.2阳性) are no brands.
    """
    after = text[start + len(name) :]
    titled = text[start - 1 : start] == "《"  # 发表于《OrvaneReview》: where something is published
    if titled or name.split(" ")[0] in word_set("titles") or any_word("after_target").match(after):
        return
    if _PERMIT.match(name):
        return
    if is_tested(text, start + len(name)):
        yield Mention(start, start + len(name), "Report", name, "latin.trial", 0.65)
        return
    if _is_firm(text, start, name):
        yield Mention(start, start + len(name), "Company", name, "latin.firm", 0.66)
        return
    glossed = _GLOSSED.match(after)
    kind = "AIModel" if glossed or re.match(r"\s?(?:大?模型|算法)", after) else "Product"
    yield Mention(start, start + len(name), kind, name, "latin.brand", 0.65 if glossed else 0.4)


def _is_drug(text: str, code: re.Match[str]) -> bool:
    """Whether a code is a drug's: not that of a target (CD19) or of a study (II期研究CLARION-02)."""
    name = code.group()
    if name.split("-")[0] in word_set("latin_common") or any_word("target_families", r"WORDS-?\d+[A-Za-z]?$").match(
        name
    ):
        return False
    if _LETTER_BEHIND_STROKE.search(name) and _DEVICE.match(text, code.end()):
        return False  # XM-A100|注射泵
    letters = len(name) - len(name.lstrip(_LETTERS))
    of_study = text[: code.start()].endswith(_STUDY) or (
        letters >= _STUDY_LETTERS and text.startswith(_STUDY, code.end())
    )
    return not of_study
