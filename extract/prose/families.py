"""Names of one family: whose MG-201 is, is MG-305 as well, and 灵犀·问诊 is a part of 灵犀."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from extract.mention import Mention
from extract.prose.implied import UNTOLD
from extract.prose.sentences import Sentence
from ontology.model import EntityRef, Evidence, Fact

_CODE = re.compile(r"(?P<family>[A-Z]{2,7})-?\d{2,6}[A-Za-z]?(?:-\d{1,3})?")
_CONFIDENCE = 0.7
_MADE = frozenset({"Product", "AIModel"})
_DOT = "·"


def family_of(name: str) -> str:
    """The letters that a company's drug codes share: ``MG`` of ``MG-201``; empty for other names."""
    match = _CODE.fullmatch(name)
    return match["family"] if match else ""


def named_families(facts: Iterable[Fact], sentences: Sequence[Sentence], doc: str, raw: str) -> list[Fact]:
    """What the names of one family tell: the parts of things, and whose drugs are."""
    return [*parts_by_name(sentences, doc, raw), *code_families(facts, sentences, doc, raw)]


def code_families(facts: Iterable[Fact], sentences: Iterable[Sentence], doc: str, raw: str) -> Iterator[Fact]:
    """Develops facts for the drugs of a report whose code is of a family that one company of the report develops.

    ``doc`` and ``raw`` are the report's stem and text, for the evidence: the first sentence that names the drug.
    """
    makers: dict[str, dict[str, set[str]]] = {}
    guessed: dict[str, dict[str, set[str]]] = {}
    told: set[str] = set()
    for fact in facts:
        drug, company = fact.args.get("product"), fact.args.get("company")
        if fact.kind != "Develops" or not isinstance(drug, EntityRef) or not isinstance(company, EntityRef):
            continue
        if fact.rule not in UNTOLD:
            told.add(drug.name)
        if (family := family_of(drug.name)) and company.type == "Company":
            (guessed if fact.rule in UNTOLD else makers).setdefault(family, {}).setdefault(company.name, set()).add(
                drug.name
            )
    makers = guessed | makers
    for sentence in sentences:
        for mention in sentence.mentions:
            maker = _maker(makers.get(family_of(mention.name), {})) if mention.type == "Drug" else ""
            if maker and mention.name not in told:
                told.add(mention.name)
                yield _developed(mention, maker, sentence, doc, raw)


def _maker(makers: Mapping[str, Set[str]]) -> str:
    """The one that makes most drugs of a family, empty where several do: partners only make one with him."""
    most = sorted(makers, key=lambda name: len(makers[name]), reverse=True)[:2]
    alone = len(most) == 1 or (len(most) > 1 and len(makers[most[0]]) > len(makers[most[1]]))
    return most[0] if alone else ""


def parts_by_name(sentences: Iterable[Sentence], doc: str, raw: str) -> Iterator[Fact]:
    """PartOf facts for the things whose name opens with that of another one: 灵犀·问诊 is a part of 灵犀."""
    sentences = list(sentences)
    made = {m.name: m for sentence in sentences for m in sentence.mentions if m.type in _MADE}
    for sentence in sentences:
        for mention in sentence.mentions:
            whole = made.get(mention.name.partition(_DOT)[0]) if _DOT in mention.name else None
            if whole is not None and mention.type in _MADE:
                made.pop(mention.name, None)  # told once
                args = {"child": EntityRef(mention.type, mention.name), "parent": EntityRef(whole.type, whole.name)}
                yield Fact("PartOf", args, _cite(sentence, doc, raw), "part.name", _CONFIDENCE)


def _cite(sentence: Sentence, doc: str, raw: str) -> Evidence:
    start, end = sentence.raw_span(0, len(sentence.text))
    return Evidence.cite(doc=doc, text=raw, start=start, end=end, source="prose", where="")


def _developed(drug: Mention, company: str, sentence: Sentence, doc: str, raw: str) -> Fact:
    args = {"company": EntityRef("Company", company), "product": EntityRef("Drug", drug.name)}
    return Fact("Develops", args, _cite(sentence, doc, raw), "implied.code_family", _CONFIDENCE)
