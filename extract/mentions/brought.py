"""What a text says of a thing that somebody makes: who brought it (研发了|…, 其|…) and what came of it (…|获批上市).

A name of common words (AI慢病管理系统) is a kind of thing, unless somebody is said to have made it.
"""

from __future__ import annotations

import re

from extract.lexicon import any_word
from extract.mention import Mention

#: a name of common words has as many characters before its head; how far before it its verb may stand
_SHORTEST_COMMON = 4
_REACH = 22
_FIRST = r"(?:了|的|出了?)?(?:一[个款套种]|[首全]个|[首该本]款)?(?:国内|业内|国产)?(?:首[个款]|领先的|全新的?|新一代)?$"
#: 做的是面向基层医生的|…
_MADE_FOR = r"是[^,。;:、是]{0,3}(?:面向|针对|用于|服务)[^,。;:、]{1,10}的$"
#: 推出面向基层的|全科助手, 上线了基于影像的|…
_BROUGHT_FOR = (
    r"WORDS(?:了|出了?)?(?:一[个款套种]|[首全]个|首款)?"
    r"(?:面向|针对|用于|服务于?|基于|适用于|专为|聚焦)[^,。;:、]{1,14}的$"
)
#: 其用于胸片阅读的|…: what somebody has for a purpose
_OWN_FOR = re.compile(r"(?:其|旗下|公司)(?:面向|针对|用于|服务于?|适用于)[^,。;:、]{1,12}的$")
#: 于2022年4月|获批, 已先后|获得三类证
_MEANWHILE = (
    r"(?:已|也|均|都|又|则|,|还|将|分别|正式|先后|相继|刚刚|成功|率先|近日|日前|同日|当天|今年|去年|于|在"
    r"|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?)*"
)


def is_brought(
    text: str,
    start: int,
    head_start: int,
    makers: dict[int, Mention],
    joined: frozenset[int] = frozenset(),
    shortest: int = _SHORTEST_COMMON,
) -> bool:
    """Whether a maker or its verb stands before a name of common words: 研发了|AI慢病管理系统, 星桥医疗的|..., 其|...

    Such words name a thing only of somebody: a fact has to confirm it. At ``joined`` places stands the 、 behind
    another thing that was brought.
    """
    if head_start - start < shortest:
        return False
    if (text[start - 1 : start] == "的" and start - 1 in makers) or text[start - 1 : start] == "其":
        return True
    before = text[max(0, start - _REACH) : start]
    return (
        start - 1 in joined
        or _OWN_FOR.search(before) is not None
        or any_word("naming_verbs", "WORDS" + _FIRST).search(before) is not None
        or any_word("offering_verbs", "WORDS" + _FIRST).search(before) is not None
        or any_word("offering_verbs", _MADE_FOR).search(before) is not None
        or any_word("naming_verbs", _BROUGHT_FOR).search(before) is not None
    )


def has_fate(text: str, end: int) -> bool:
    """Whether the name that ends at ``end`` is said to be approved, sold or tested, as only a thing is."""
    return any_word("product_fates", _MEANWHILE + "WORDS").match(text, end) is not None
