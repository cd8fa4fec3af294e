"""Clauses that only say what the thing before them is (灵犀,心电系统,2021年获三类证) or tell of one without name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.mention import Mention
from extract.prose.encode import Item

#: ——“灵犀”(LX-1),: a clause that is nothing but a name
_BEFORE = re.compile(r"[-—–●•◆▶\d.、)(\s]{0,6}[“\"「]?")
_BEHIND = re.compile(r"[”\"」]?(?:\([^()]*\))?,")
#: 其质控软件今年5月获批: a clause about a thing without a name is about none that was named
_NAMELESS = re.compile(
    r"(?:其|旗下|公司|另一[款个]|另有)(?!中|他|余|实)[^,。;:“”]{2,20}(?:软件|系统|产品|机器人)"
    r"(?:于|已|也|则|又|在|今|去|近|刚|早|率|先|均|都|\d|获|通过|拿|取得)"
)
#: 而用于肺结节活检的|灵犀正在审评: what a thing is for stands before it and says nothing else
MEANT_FOR = re.compile(
    r"(?:而|但|其中|另外|另一款|另有|同样|公司|此外)*(?:拟|主要|专门)?"
    r"(?:用于|针对|面向|治疗|适用于|聚焦|瞄准|靶向|应用于)[^,。;:]{1,24}的[^,。;:的]{0,14}[“\"]?"
)
#: 还有一套为胃癌切片打造的|“灵犀”,
_ANOTHER = re.compile(
    r"(?:而|此外|另外)?(?:还|另)有一?[款套个台项种条](?![^,。;:]*(?:采用|使用|接入|基于))[^,。;:]{0,24}"
)
_ENDS = re.compile(r"[”\"]?(?:\([^()]*\))?,")
#: 排在后面的|XQ-212, 曾被寄予厚望的|XQ-033
_RELATIVE = re.compile(
    r"(?:而|但|其中)?(?:排在|曾|被|进[度展]|走在|跑在|最|去年|今年|紧[跟随]|\d{4}年(?:启动|立项|布局))[^,。;:、“”]{0,12}的"
    r"(?:[^,。;:、“”的]{0,12}(?:项目|药物|新药|管线|分子|抑制剂|单抗|疫苗))?[“\"]?"
)
#: 另一款KRAS G12D降解剂|XQ-107: the kind of drug before its code
KIND_OF_DRUG = re.compile(
    r"(?:[A-Za-z0-9α-ω./ -]{2,16})?(?:[口双变][服抗靶构])?(?:抑制|激动|降解|拮抗|调节|阻断|偶联)剂$"
    r"|(?:[A-Za-z0-9α-ω./ -]{2,16})?(?:单抗|双抗|抗体|疫苗|核药|小分子|偶联药物"
    r"|(?:候选|siRNA|ADC)?(?:药物|新药)|候选分子|管线|项目)$"
)
#: 国家药监局|三类证于3月到手: whose authority it is does nothing
ITS_PERMIT = re.compile(
    r"的?(?:第?[二三ⅡⅢ]类|510|De ?Novo|创新医疗|注册证|孤儿药|快速通道|突破性|优先审评|认证|许可证?)"
)
_THINGS = frozenset({"Product", "AIModel", "Drug"})
#: Rules that find a thing by its kind, no name of its own.
_BY_KIND = "head."


def is_apposed(text: str, span: tuple[int, int], things: Sequence[Item], kind: Item, end: int) -> bool:
    """Whether a clause that stops at ``end`` ends with a mere kind of thing or field, behind a clause at ``span`` that
    is nothing but the name of the first of its ``things``."""
    name = things[0].mention if things else None
    if name is None or name.type not in _THINGS or name.start < span[0] or name.rule.startswith(_BY_KIND):
        return False
    bare = _BEFORE.fullmatch(text, span[0], name.start) and _BEHIND.fullmatch(text, name.end, span[1])
    by_kind = kind.mention.type == "Technology" or kind.mention.rule.startswith(_BY_KIND)
    return bool(bare) and by_kind and text[kind.mention.end : end] == ","


def is_nameless(text: str, start: int, end: int) -> bool:
    """Whether the clause is about a thing that is not named: 其质控软件今年5月获批."""
    return _NAMELESS.match(text, start, end) is not None


def says_which(text: str, gap: str, thing: Mention) -> bool:
    """Whether the words before a thing only say which one it is: 还有一套为胃癌切片打造的“灵犀”,目前只拿到了二类证."""
    another = _ANOTHER.fullmatch(gap) and _ENDS.match(text, thing.end)
    return bool(another or MEANT_FOR.fullmatch(gap) or _RELATIVE.fullmatch(gap))
