"""Whether what a sentence says something uses is its means: 深度学习 is, the AI of AI平台 or of 等AI技术 is not."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import alternatives, word_set
from extract.mention import Mention

#: 机器学习、知识图谱等一系列AI技术: the list names the means, the word behind it only their kind
_SUMMED_UP = re.compile(r"[^,。;:等]等(?!企业|公司|机构|厂商|医院)[^,。;:、将把在用]{0,8}$")
#: AI技术,如机器学习、知识图谱
_SPELT_OUT = re.compile(r"(?:技术|算法|手段)?[,(]?(?:如|例如|譬如|比如|包括)")


def is_means(technology: Mention, text: str) -> bool:
    """Whether a technology that a sentence's rule found is itself what is used there.

    Only of words so wide that they name the whole field is this in doubt: 通过AI产品, 依托AI基因.
    """
    if technology.name not in word_set("umbrella_technologies") or technology.start == technology.end:
        return True
    before, after = text[: technology.start], text[technology.end :]
    if _SUMMED_UP.search(before) or _SPELT_OUT.match(after):
        return False
    return _kind_of_thing().match(after) is None


@cache
def _kind_of_thing() -> re.Pattern[str]:
    return re.compile(rf"[-+]|(?:技术)?[“\"]?(?:{alternatives('ai_of_what')})")
