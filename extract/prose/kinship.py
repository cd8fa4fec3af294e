"""Which organisation is another's: 南枝科技旗下的星桥医疗 speaks of the second one, the first only says whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.mention import Mention
from extract.prose.glosses import gloss_end

ORGANISATIONS = frozenset({"Company", "Investor", "Institution", "Hospital", "Regulator"})
#: Between a parent and its child, who is the one spoken of: 南枝科技旗下的星桥医疗, 南枝科技控股子公司星桥医疗
_BELONGS = re.compile(
    r"(?:集团|公司)?(?:旗下|名下|麾下)的?[^,。;:、与和及了]{0,12}[“\"]?"
    r"|(?:集团|公司)?的?[^,。;:、与和及了是]{0,6}(?:[子分]|合资|附属)公司[“\"]?"
    r"|(?:全资)?(?:控股|分拆|拆分|孵化|剥离|独立)(?:出来?|而来|出去)?的[^,。;:、与和及了]{0,10}[“\"]?"
)
_OF_HOSPITAL = re.compile(r"(?P<hospital>[^,。;]{2,20}?医院)(?![^,。;]*(?:研究|科学|学)院$)[^,。;]{2,}$")
#: What says of which kind a firm is.
_DESCRIBE = frozenset({"Technology", "Disease", "Place"})
#: 设立全资子公司|星桥基因, and what the next clause says of such a firm
_SETS_UP = re.compile(
    r"(?:设立|成立|注册|组建|创办|孵化出?|分拆出|拆分出|剥离出)了?(?:一家)?[^,。;:、]{0,6}(?:公司|企业)?[“\"]?$"
)
_GOES_ON = re.compile(
    r"[”\"]?,(?:主要)?(?:(?:主攻|专攻|主营|专做|主打|专注|专门|负责|承接|从事|聚焦)|(?:首[个款]|核心|拳头|主力|代表)(?:产品|软件|平台|系统))"
)


def is_of(text: str, parent: Mention, child: Mention) -> bool:
    """Whether the words between two organisations say that the second is the first one's, and so that it is meant."""
    if parent.type not in ORGANISATIONS or child.type not in ORGANISATIONS:
        return False
    return _BELONGS.fullmatch(text, gloss_end(text, parent.end), max(child.start, parent.end)) is not None


def child_of(text: str, names: Sequence[Mention], first: int) -> int:
    """Which of the names is meant where the first one only says whose it is, else the first; fields and places between
    them say what it is: 南枝集团旗下的互联网医疗品牌星桥健康."""
    following = next((n for n in range(first + 1, len(names)) if names[n].type not in _DESCRIBE), first)
    return following if following != first and is_of(text, names[first], names[following]) else first


def set_up(text: str, start: int, end: int, names: Sequence[Mention]) -> Mention | None:
    """The firm that a clause ends with as what somebody has set up, where the next clause tells what it does:
    南枝集团在园区设立全资子公司星桥基因,主攻液体活检."""
    firms = [m for m in names if m.type == "Company" and start <= m.start and m.end <= end]
    last = firms[-1] if firms else None
    if last is None or not _SETS_UP.search(text, start, last.start):
        return None
    return last if _GOES_ON.match(text, gloss_end(text, last.end)) else None


def hospital_of(body: Mention) -> Mention:
    """The hospital that a centre or a department of it bears in its name, as 该院 means it behind 临江医院信息中心."""
    named = _OF_HOSPITAL.match(body.name) if body.type == "Institution" else None
    return replace(body, type="Hospital", name=named["hospital"]) if named else body
