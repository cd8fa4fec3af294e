"""A product whose name holds a disease is for that disease: 颅内动脉瘤手术计划软件."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from extract.mention import Mention
from extract.mentions.diseases import find_diseases
from extract.mentions.gazetteer import gazetteer_automaton
from ontology.model import EntityRef, Fact

_KINDS = frozenset({"Develops", "Release", "Approval"})
_MADE = frozenset({"Product", "AIModel"})
_CONFIDENCE = 0.72
#: Names of diseases are no longer than this.
_LONGEST = 12


def named_targets(facts: Iterable[Fact]) -> Iterator[Fact]:
    """A Targets fact, with the same evidence, for every prose fact whose product's name holds a disease."""
    for fact in list(facts):
        product = fact.args.get("product")
        if fact.kind not in _KINDS or fact.evidence.source != "prose" or not isinstance(product, EntityRef):
            continue
        if product.type in _MADE:
            for disease in _longest(_diseases_in(product.name)):
                args = {"product": product, "disease": EntityRef("Disease", disease.name)}
                yield Fact("Targets", args, fact.evidence, "targets.in_name", _CONFIDENCE, fact.modality)


def _diseases_in(name: str) -> Iterator[Mention]:
    """The diseases that a name holds, by their parts or by the list: 骨科疾病."""
    yield from find_diseases(name)
    for start, end in itertools.combinations(range(len(name) + 1), 2):
        # every stretch of its own: in 慢病管理系统 the technology 慢病管理 hides the disease
        entry = gazetteer_automaton().get(name[start:end]) if end - start <= _LONGEST else None
        if entry is not None and entry.type == "Disease" and not entry.needs_context:
            yield Mention(start, end, "Disease", name[start:end], "gazetteer")


def _longest(diseases: Iterable[Mention]) -> Iterator[Mention]:
    """The diseases that lie in no longer one: 糖尿病视网膜病变 is not for 糖尿病."""
    found = list({(d.start, d.end): d for d in diseases}.values())
    for disease in found:
        if not any(
            o.start <= disease.start and disease.end <= o.end and len(o.name) > len(disease.name) for o in found
        ):
            yield disease
