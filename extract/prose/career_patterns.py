"""How texts tell of a career: the words before and behind the posts that somebody holds one after the other."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import alternatives
from extract.prose.roles import title_pattern

ADDRESS = r"(?:博士|教授|先生|女士|院士|医生|主任)?"
#: what may stand between somebody and the post: when it was, and that there are others
WHEN = (
    r"(?:目前|现在|则|均|都|不再|如今|此前|之前|早前|以前|曾经?|先后|早年|原先|原|一度|长期|最近|同时|还|也|又|亦|另|并|随后|后来|之后|后"
    r"|更早之前|更早|再之前|再往前|再早|其后|其间|期间|早期|[今去前]年|\d{1,2}月(?:\d{1,2}日)?起?|至今|仍|依旧|依然|年?[底初]|现|一直|毕业后|上市[前后]|[回归]国[前后]|创业[之以]?前|加入[^,。;:、]{0,6}(?:[之以]前|前)|(?:今年|现年)?\d{2}岁|(?:今年|去年|\d{1,2}月)*(?:到任|就位|上任)(?=,)|(?:创办|创立|创建|发起)(?=并)|\d{4}年(?:起|开始|前|后)?|在|于|进入(?=[^,。;:]{2,16}(?:工作|任职|从事|负责))"
    r"|(?:加盟|加入|回归|入职|辞职后?|离职后?|回国后?)(?=[,并后])|(?:(?:博士|硕士|本科)(?:后)?)?(?:毕业于|求学于|学成于)[^,。;:]{2,24}(?=,)"
    r"|(?:,|、)(?=此前|之前|曾|如今|现|同时|还|也|目前|并|出任|担任|就任|任|是|做过|来自|创业[之以]?前|上市后|在后者|后(?!者)))*"
)


@cache
def worked() -> re.Pattern[str]:
    """此前任职于|甲公司: the verb before where somebody works or worked, with what stands before it."""
    return re.compile(
        rf"{ADDRESS}{WHEN}(?:{alternatives('worked_at')})(?:了|于)?(?:总部(?:位于|设在|在)?[一-鿿]{{1,5}}的)?"
    )


@cache
def since() -> re.Pattern[str]:
    """曾在|甲公司: what stands before a place that only what was done there tells to be one of work."""
    return re.compile(rf"{ADDRESS}{WHEN}(?:(?<=[在于])|(?<=进入))")


@cache
def title_there() -> re.Pattern[str]:
    """这位甲公司|智慧医疗副总裁: the post right behind a body."""
    return re.compile(rf"(?P<title>[^,。;:、的]{{0,10}}?{title_pattern()})")


@cache
def came() -> re.Pattern[str]:
    """顾盈2019年从|甲公司|加入: what stands before and behind where somebody worked until then."""
    return re.compile(rf"{ADDRESS}{WHEN}从")


CAME_BEHIND = re.compile(r"(?:离职|辞职|跳槽)?(?:后)?(?:加入|加盟|跳槽|转投|来到|离职|挖来|入职|回归)")


@cache
def doing() -> re.Pattern[str]:
    """曾在甲公司|负责神经介入业务: what was done there."""
    return re.compile(rf"[^,。;:、的任当]{{0,8}}?(?:{alternatives('working')})(?!人)[^,。;:]{{0,16}}")


@cache
def holds() -> re.Pattern[str]:
    """现任|公司|董事长: a post with the verb and the body before it."""
    return re.compile(
        rf"{ADDRESS}{WHEN}(?P<at>(?![与和及由为被]|前者)[^,。;:、]{{2,28}}?(?=担任|当|任(?!职|教)))?(?:{alternatives('holding')})(?:过|了)?"
        rf"(?P<of>[^,。;:、]{{0,36}}?)(?P<title>{title_pattern()})(?=[,。;、)及和兼]|并|一职|至今|$)"
    )


@cache
def title_behind() -> re.Pattern[str]:
    """任职于甲公司|,担任副总裁: the post behind where somebody works."""
    return re.compile(
        rf"(?:并|后|期间)?(?:担任|出任|历任|曾任|任|当)?(?P<title>[^,。;:、的]{{0,10}}?{title_pattern()})(?=[,。;、)]|期间|$)"
    )


@cache
def station() -> re.Pattern[str]:
    """What only a person can be said to do, at the head of a clause: 此后加入|甲公司, 留任|副董事长."""
    there = rf"(?:在|进入)[^,。;:、]{{2,16}}?(?:{alternatives('working')})"
    return re.compile(rf"(?<=,){WHEN}(?:{alternatives('stations')}|{there})")
