"""A product whose name holds a disease is for that disease: 颅内动脉瘤手术计划软件."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from extract.mention import Mention
from extract.mentions.diseases import find_diseases
from extract.mentions.gazetteer import gazetteer_automaton
from ontology.model import EntityRef, Fact

_KINDS = frozenset({"Develops", "Release", "Approval", "Deployment"})
_MADE = frozenset({"Product", "AIModel"})
_CONFIDENCE = 0.72
#: 乳腺癌AI辅助检测软件MammoSky: what stands right before a name and says what it is
_SAYS_WHAT = re.compile(
    r"([^\s,，。;；:：、()（）《》“”的和与及]{3,24}?(?:软件|系统|模型|平台|算法|产品|方案|工具|机器人|智能体))[“\"「『]?$"
)
#: “灵犀”是一款|糖尿病视网膜病变辅助诊断软件: what stands right behind a name and says what it is
_IS_WHAT = re.compile(
    r"[”\"』」]?(?:\([^()]*\)|（[^（）]*）)?(?:正?是|为|系)(?:国内|全球|首个?|一|[款个种套项]|获批的?|自研的?)*"
    r"([^\s,，。;；:：、]{3,24}?(?:软件|系统|模型|平台|算法|产品|方案|工具|机器人|智能体))(?=[,，。;；])"
)
_LATIN = re.compile(r"[A-Za-z]{2}")
#: Names of diseases are no longer than this.
_LONGEST = 12


def named_targets(facts: Iterable[Fact]) -> Iterator[Fact]:
    """A Targets fact, with the same evidence, for every prose fact whose product's name holds a disease."""
    told: set[tuple[int, str, str]] = set()
    for fact in list(facts):
        product = fact.args.get("product")
        if fact.kind not in _KINDS or fact.evidence.source != "prose" or not isinstance(product, EntityRef):
            continue
        if product.type in _MADE:
            words = (product.name, *_descriptions(product.name, fact.evidence.quote))
            found = (disease.name for said in words for disease in _longest(_diseases_in(said)))
            for name in found:
                said_of = (fact.evidence.start, product.name, name)
                if said_of in told:
                    continue
                told.add(said_of)
                args = {"product": product, "disease": EntityRef("Disease", name)}
                yield Fact("Targets", args, fact.evidence, "targets.in_name", _CONFIDENCE, fact.modality)


def _descriptions(name: str, text: str) -> Iterator[str]:
    """The words of a text beside a name that say what it is: 颅内动脉瘤破裂风险评估软件“灵犀”, 灵犀是一款..."""
    for found in re.finditer(re.escape(name), text):
        if said := _SAYS_WHAT.search(text, 0, found.start()):
            yield said[1]
        if said := _IS_WHAT.match(text, found.end()):
            yield said[1]


def _diseases_in(name: str) -> Iterator[Mention]:
    """The diseases that a name holds, by their parts or by the list: 骨科疾病."""
    yield from (disease for disease in find_diseases(name) if _whole(name, disease))
    for start, end in itertools.combinations(range(len(name) + 1), 2):
        # every stretch of its own: in 慢病管理系统 the technology 慢病管理 hides the disease
        entry = gazetteer_automaton().get(name[start:end]) if end - start <= _LONGEST else None
        if entry is not None and entry.type == "Disease" and not entry.needs_context:
            found = Mention(start, end, "Disease", name[start:end], "gazetteer")
            yield from (found,) if _whole(name, found) else ()


def _whole(name: str, disease: Mention) -> bool:
    """Whether Latin letters are a word of their own in a name: the RoP of CoroPilot is no disease."""
    return _LATIN.match(name[max(0, disease.start - 1) : disease.start + 1]) is None and (
        _LATIN.match(name[disease.end - 1 : disease.end + 1]) is None
    )


def _longest(diseases: Iterable[Mention]) -> Iterator[Mention]:
    """The diseases that lie in no longer one: 糖尿病视网膜病变 is not for 糖尿病."""
    found = list({(d.start, d.end): d for d in diseases}.values())
    for disease in found:
        if not any(
            o.start <= disease.start and disease.end <= o.end and len(o.name) > len(disease.name) for o in found
        ):
            yield disease
