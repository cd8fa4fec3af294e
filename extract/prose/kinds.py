"""The kind of model that a thing is said to be beside its name: “协济”病理大模型, 多模态大模型“协济” are large models.

What a product is called tells its means where the kind is a technology, as it tells its disease (``targets.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.mentions.gazetteer import gazetteer_automaton
from ontology.model import Args, EntityRef, Fact, Phrase

_TOLD_OF = frozenset({"Develops", "Release", "Approval", "Deployment", "Deal"})
_MADE = frozenset({"Product", "AIModel"})
_CONFIDENCE = 0.7
_KIND = r"([^\s,，。;；:：、()（）《》“”\"「」的了]{0,8}大(?:语言)?模型)"
#: “协济”罕见病|大模型 as one name
_IN_NAME = re.compile(rf"^[“\"「][^“”\"「」]+[”\"」]{_KIND}$")
_BRAND = re.compile(r"^[“\"「]([^“”\"「」]+)[”\"」]")
_BEHIND = re.compile(rf"[”\"」]{_KIND}")
_BEFORE = re.compile(rf"{_KIND}[“\"「]?$")


def named_means(facts: Iterable[Fact]) -> Iterator[Fact]:
    """A UsesTechnology fact, with the same evidence, for every prose fact whose product is told with its kind of
    model."""
    told: set[tuple[str, str]] = set()
    for fact in list(facts):
        product = fact.args.get("product")
        if fact.kind not in _TOLD_OF or fact.evidence.source != "prose" or not isinstance(product, EntityRef):
            continue
        kind = kind_of_model(product.name, fact.evidence.quote) if product.type in _MADE else ""
        own = _BRAND.search(product.name)
        said = (own[1] if own else product.name, kind)
        if kind and said not in told:
            told.add(said)
            args: Args = {"subject": Phrase(product.name, (product,)), "technology": EntityRef("Technology", kind)}
            yield Fact("UsesTechnology", args, fact.evidence, "uses.kind_of_model", _CONFIDENCE, fact.modality)


def kind_of_model(name: str, text: str) -> str:
    """The technology that a thing is said to be in ``text``, "" if none: the longest listed one that ends its kind."""
    whole = _IN_NAME.match(name)
    if whole:
        return _listed(whole[1])
    for found in re.finditer(re.escape(name), text):
        kind = _BEHIND.match(text, found.end()) or _BEFORE.search(text, 0, found.start())
        if kind:
            return _listed(kind[1])
    return ""


def _listed(kind: str) -> str:
    for start in range(len(kind)):
        entry = gazetteer_automaton().get(kind[start:])
        if entry is not None and entry.type == "Technology":
            return kind[start:]
    return ""
