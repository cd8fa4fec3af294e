"""Things that nothing but the look of their names tells: “霁岚问道”, LungPilot.

A quoted word that is none of the language is what somebody calls a thing, unless what stands around it says that it is
a company, a prize or a plan; so is a Latin word with a capital inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from extract.lexicon import any_word, word_set
from extract.mention import Mention
from extract.mentions.coined import is_strange
from extract.mentions.latin import is_tested
from extract.mentions.quoted import is_figure
from extract.mentions.tags import text_of
from extract.required import Finder

#: the name alone, without the number of its version: “霁岚2.0”
_QUOTED = Finder(r"“(?P<name>[^“”\"\n。,;:、()+—]{2,10})”")
_VERSION = re.compile(r"(?:[ -]?[VvA-Z]?\d+(?:\.\d+)*)?$")
_CAMEL = re.compile(r"(?<![A-Za-z0-9-])[A-Z]?[a-z]+(?:[A-Z]+[a-z]+)*[A-Z][A-Za-z0-9]*(?:-[A-Z0-9]+)?(?![A-Za-z0-9-])")
_REACH = 16
#: 底层模型|PathLine, 抗体语言模型|AbLoom
_OF_KIND = re.compile(r"(?:模型|算法)“?$")
_KIND_BEHIND = re.compile(r"”? ?(?:大?模型|算法)")
#: (下称“霁岚”), 证券简称“霁岚”: a short form is of what the text defines it for
_SHORT_FORM = re.compile(
    r"(?:简称|下称|全称|统称|俗称|原名|曾用名|[(:]|所谓|[誉称喻视][为作]|称之为|堪称|自称|打破|以往|过往)[的是了为]?$"
)
_NO_THING = re.compile(r"(?:奖|榜|杯|赛|计划|帮|派|节|日|实验室|基金)$")
#: 同行|LungPilot, 一家名为|“霁岚”
_COMPANY_BEFORE = re.compile(
    r"(?:公司|企业|厂商|集团|同行|对手|对手方|商|标的|团队|创企|药企|实验室|投资方|股东|一家(?:名为|名叫|叫做?))$|同行[^,。;]{1,8}[、和与]$"
)
_COMPANY_AFTER = re.compile(
    r"\d|的?[^,。;:、的]{0,4}(?:公司|集团|团队|股权|股份)|(?:宣布|公告|连获|完成|获投|成立于|创立于|递表|挂牌|洽谈|实验室|奖)"
)
_QUOTED_CONFIDENCE, _CAMEL_CONFIDENCE = 0.62, 0.61
_MODEL = re.compile(r"模型$|GPT$|LM$")


def find_things(doc: Doc, known: Sequence[Mention]) -> Iterator[Mention]:
    """Products and models by their coined names; what overlaps a ``known`` sure mention is none."""
    text = text_of(doc)
    taken = [(m.start, m.end) for m in known if m.confidence >= _CAMEL_CONFIDENCE or m.rule == "gazetteer"]
    found = [*_quoted(doc, text), *_camel(text)] if "“" in text or _CAMEL.search(text) else []
    for mention in found:
        if not any(start < mention.end and mention.start < end for start, end in taken):
            yield mention


def _quoted(doc: Doc, text: str) -> Iterator[Mention]:
    for match in _QUOTED.finditer(text):
        start, end = match.span("name")
        stem = _VERSION.sub("", match["name"])
        before = text[max(0, match.start() - _REACH) : match.start()]
        if _is_company(before, text, match.end()) or any_word("no_product_after_quote", r"[^,。;、]{0,4}?WORDS").match(
            text, match.end()
        ):
            continue
        if (
            len(stem) > 1
            and not (is_figure(stem) or _NO_THING.search(stem))
            and is_strange(doc, start, start + len(stem))
        ):
            yield _thing(text, start, end, _QUOTED_CONFIDENCE)


def _camel(text: str) -> Iterator[Mention]:
    for match in _CAMEL.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()].rstrip("“")
        if (
            match.group() in word_set("latin_common")
            or text[match.start() - 1 : match.start()] == "《"
            or _is_company(before, text, match.end())
        ):
            continue
        yield _thing(text, match.start(), match.end(), _CAMEL_CONFIDENCE)


def _thing(text: str, start: int, end: int, confidence: float) -> Mention:
    name = text[start:end]
    if is_tested(text, end):
        return Mention(start, end, "Report", name, "latin.trial", confidence)
    model = _MODEL.search(name) or _OF_KIND.search(text, max(0, start - 4), start) or _KIND_BEHIND.match(text, end)
    return Mention(start, end, "AIModel" if model else "Product", name, "coined.thing", confidence)


def _is_company(before: str, text: str, end: int) -> bool:
    """Whether what stands around a coined word makes it the name of a company."""
    return bool(_SHORT_FORM.search(before) or _COMPANY_BEFORE.search(before) or _COMPANY_AFTER.match(text, end))
