"""Fields of the industry: the words before 企业, 领域 or 赛道, without what only praises them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.lexicon import alternatives, any_word, word_set

#: 均在此布局, 在这一环节完成布局: the field is the one of the heading
_HERE = re.compile(r"^(?:此|这一|该)(?:环节|领域|赛道|场景|方向|市场)?$")
_NUMBERING = re.compile(r"^[\s\d.、()()第章节一二三四五六七八九十●➤■◆·-]+")


@cache
def _praise() -> re.Pattern[str]:
    return re.compile(rf"^.*(?:{alternatives('segment_praise')})")


def segment_words(words: str, section: Sequence[str]) -> str:
    """The field that the words name: 国际医疗影像服务 is 医疗影像服务, 此 is what the section's heading says."""
    if _HERE.match(words):
        return _NUMBERING.sub("", section[-1]) if section else ""
    return _praise().sub("", re.split(r"[了如]", words)[-1])


def is_segment(words: str) -> bool:
    """A field holds a word of the trade and is no clause: 放射性药物剂量测定 yes, 在该阶段 no."""
    trade = any_word("segment_words").search(words)
    whole = re.search(r"[一-鿿]{2}|^[A-Z][A-Za-z+]+$", words) is not None
    clause = re.search(r"[时中后前]$|^(?:研发|开发|生产|研制|提供).+(?:产品|软件|系统|服务|设备)$", words) is not None
    wide = words in word_set("segment_too_wide")
    return bool(trade) and whole and not clause and not wide and not any_word("segment_stop").match(words)
