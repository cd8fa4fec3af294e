"""Whose a figure is, where the words before it name less: the thing that a trial tries, the software of its maker."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.lexicon import word_set
from extract.mention import Mention
from extract.prose.frames import TRAINED_ON
from extract.prose.places import TOPICS, Frame
from extract.prose.sentences import Sentence
from extract.values.numbers import Quantity

_MADE = frozenset({"Product", "AIModel"})
_TRIED = frozenset({"Product", "AIModel", "Drug"})
_MAKERS = frozenset({"Company", "Institution", "Hospital"})
#: II期临床, 注册临床试验, 多中心研究: what is tried there has the figure
_TRIAL = re.compile(r"(?:试验|临床|研究|验证|队列|(?:I{1,3}|[ⅠⅡⅢⅣ123])[ab]?期)$")
#: 旗下主力机型“灵犀”系统: the words around a name in quotation marks only say what it is
_KIND = re.compile(r"[^的和与及、]{0,12}")


def whose(sentence: Sentence, quantity: Quantity, frame: Frame, spoken_of: Mention | None) -> Frame:
    """The frame with whose the figure is; ``spoken_of`` is the last thing that the text has named."""
    if not frame.indicator:
        return frame
    if not quantity.is_percent and _TRIAL.search(frame.subject):
        return _of_the_tried(sentence, quantity, frame, spoken_of)
    return replace(frame, subject=_software(sentence, quantity, frame) or _called(sentence, frame.subject))


def _of_the_tried(sentence: Sentence, quantity: Quantity, frame: Frame, spoken_of: Mention | None) -> Frame:
    """XQ-12的II期试验入组84例 is of XQ-12, and its indicator 入组 of the trial."""
    tried = [m for m in sentence.mentions if m.type in _TRIED and m.end <= quantity.start]
    mention = tried[-1] if tried else spoken_of
    if mention is None or frame.subject == mention.name:
        return frame
    trial = re.sub(r"^的", "", frame.subject.rpartition(mention.name)[2])
    return replace(frame, subject=mention.name, indicator=trial.rpartition("的")[2] + frame.indicator)


def _software(sentence: Sentence, quantity: Quantity, frame: Frame) -> str:
    """联影发布“元智”大模型,准确率达96%: whose accuracy it is, where only its maker stands at the head."""
    trained = TRAINED_ON.search(sentence.text, max(0, quantity.outer_start - 8), quantity.outer_start)
    if not trained and not frame.indicator.endswith(tuple(word_set("performance_indicators"))):
        return ""
    before = [m for m in sentence.mentions if m.end <= quantity.start]
    makers = any(m.name == frame.subject and m.type in _MAKERS for m in before)
    made = [m.name for m in before if m.type in _MADE]
    return made[-1] if makers and made else ""


def _called(sentence: Sentence, subject: str) -> str:
    """主力机型“灵犀”系统 is called 灵犀."""
    for mention in sentence.mentions:
        if mention.type not in TOPICS or mention.name == subject:
            continue
        before, quoted, behind = subject.partition(f"“{mention.name}”")
        if quoted and _KIND.fullmatch(before) and _KIND.fullmatch(behind):
            return mention.name
    return subject
