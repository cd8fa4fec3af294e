"""What a company's section tells without saying whose it is: products, approvals and pipelines are the company's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.mention import Mention
from extract.prose.clauses import Clause
from extract.prose.sentences import Sentence
from ontology.model import EntityRef, Evidence, Fact

_MADE = frozenset({"Product", "AIModel"})
_OTHERS = frozenset({"Company", "Investor"})
#: How sure a name must be that opens its clause, that stands in quotation marks, and that fills its line.
_HEADS, _QUOTED, _ALONE = 0.6, 0.62, 0.5
#: Behind “端云融合”大模型 stands what is called so: a manner, no product
_OF_A_KIND = re.compile(
    r"[”\"」](?:大?模型|技术|架构|模式|战略|理念|项目|课题|计划|专项|工程|活动|奖|的(?:要求|概念|定义))"
)
_SET_OUT = re.compile(r"(?:对|使用|采用|所谓|名为)[“\"「]$")
_QUOTES = ("“", '"', "「")
#: how far before a product's name something may stand that opens its clause: 如, 例如, 其中
_OPENER = 3
_CONFIDENCE = 0.6
#: Whose a fact is that a company's section tells without saying it, and how much less sure that is.
_OWNER = {"Approval": "holder", "Pipeline": "developer"}
_LESS_SURE = 0.9


def own_products(sentence: Sentence, clauses: Sequence[Clause], owner: Mention) -> Iterator[Mention]:
    """The products of a sentence in the section of ``owner`` that stand alone on their line, in quotation marks, or
    as what their clause is about; none where another company is named, too."""
    if any(m.type in _OTHERS and m.name != owner.name for m in sentence.mentions):
        return
    starts = {item.mention.start for clause in clauses for item in clause.subject.things}
    for mention in sentence.mentions:
        if mention.type not in _MADE or mention.confidence < _ALONE:
            continue
        alone = mention.end - mention.start >= len(sentence.text.strip()) - 2
        heads = mention.start in starts and _opens(sentence.text, mention.start) and mention.confidence >= _HEADS
        if alone or heads or (mention.confidence >= _QUOTED and _quoted(sentence.text, mention)):
            yield mention


def _quoted(text: str, mention: Mention) -> bool:
    before = text[: mention.start]
    return before.endswith(_QUOTES) and not _SET_OUT.search(before) and not _OF_A_KIND.match(text, mention.end)


def _opens(text: str, start: int) -> bool:
    """Whether a name is the first of its clause but for 如 or 其中."""
    clause = max(text.rfind(mark, 0, start) for mark in ",。;:!?") + 1
    return start - clause <= _OPENER


def owned(fact: Fact, sentence: Sentence, owner: Mention | None) -> Fact:
    """The fact with the company of the section as its holder or developer, where the sentence names no company."""
    slot = _OWNER.get(fact.kind)
    if owner is None or slot is None or slot in fact.args or fact.modality != "asserted":
        return fact
    if owner.type != "Company" or any(m.type in _OTHERS and m.name != owner.name for m in sentence.mentions):
        return fact
    args = {**fact.args, slot: EntityRef(owner.type, owner.name)}
    return replace(fact, args=args, confidence=round(fact.confidence * _LESS_SURE, 3))


def of_section(mention: Mention, owner: Mention, evidence: Evidence) -> Fact:
    """The Develops fact that the section's company makes the product."""
    made = {"company": EntityRef(owner.type, owner.name), "product": EntityRef(mention.type, mention.name)}
    return Fact("Develops", made, evidence, "implied.section", _CONFIDENCE)
