"""Products that the text of a deal names, and who of the parties made them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.mention import Mention
from extract.tables.cells import Words, sentences
from extract.tables.checked import Draft
from extract.tables.knowledge import parts
from extract.tables.names import diseases_in, organisations, with_alias
from extract.tables.sheet import Sheet
from ontology.model import EntityRef, Phrase

_TYPES = frozenset({"Product", "AIModel"})
#: So many characters must a product's name share with the start of its maker's: 连心智能放疗云平台, 连心医疗.
_SHARED_NAME = 2
_WORKS_ON = "table.works_on"


@dataclass(frozen=True, slots=True)
class Named:
    """A product with its makers; ``makers`` is empty where the text only names the product."""

    ref: EntityRef
    makers: tuple[EntityRef, ...]


def products_in(words: Words, parties: tuple[EntityRef, ...], sheet: Sheet) -> list[Named]:
    """The products of a text that a party made, or that stand in quotation marks; their facts are noted."""
    found: list[Named] = []
    for sentence in (sentence.squeezed() for sentence in sentences(words)):
        for mention, part in _candidates(sentence, parties, sheet):
            makers = _makers(sentence, mention, parties, sheet)
            if makers or _quoted(sentence, mention):
                name, aliases = with_alias(part)
                named = Named(sheet.entity(mention.type, name, aliases=aliases), makers)
                _note(named, part, sentence, mention, sheet)
                found.append(named)
    return found


def _candidates(sentence: Words, parties: tuple[EntityRef, ...], sheet: Sheet) -> list[tuple[Mention, Words]]:
    """What the tagger takes for a product, and a party's name with a product word behind it: 阿里健康开放平台."""
    found = [(mention, part) for mention, part in sheet.tag(sentence) if mention.type in _TYPES]
    for party in (party for party in parties if party.name in sentence.text):
        own_name = re.escape(party.name) + parts("product_cues")["own_name"].pattern
        for match in re.finditer(own_name, sentence.text):
            found = [pair for pair in found if not match.start() <= pair[0].start < match.end()]
            mention = Mention(match.start(), match.end(), "Product", match[0], "table.own_name")
            found.append((mention, sentence.part(*match.span())))
    for match in parts("product_cues")["works_on"].finditer(sentence.text):
        start, end = match.span(match.lastgroup or 0)
        found = [pair for pair in found if pair[0].end <= start or end <= pair[0].start]
        mention = Mention(start, end, "Product", sentence.text[start:end], _WORKS_ON)
        found.append((mention, sentence.part(start, end)))
    return [pair for pair in found if not any(pair[0].name in party.name for party in parties)]


def _quoted(sentence: Words, mention: Mention) -> bool:
    quotes = '“”"「」『』‘’'
    return sentence.text[mention.start - 1 : mention.start] in quotes and mention.start > 0


def _makers(sentence: Words, mention: Mention, parties: tuple[EntityRef, ...], sheet: Sheet) -> tuple[EntityRef, ...]:
    if mention.rule == _WORKS_ON and len(parties) > 1:
        return parties[-1:]  # a deal that rests on a platform rests on that of the partner
    before = sentence.text[: mention.start].rstrip('“"「『‘')
    after = sentence.text[mention.end :]
    if joint := parts("product_cues")["joint"].search(before):
        partners = organisations(sentence.part(*joint.span(1)), "Company", sheet)
        known = [_same_party(partner, parties) or partner for partner in partners]
        return tuple(dict.fromkeys((*parties[:1], *known)))
    for party in parties:
        same_start = party.name[:_SHARED_NAME].lower() == mention.name[:_SHARED_NAME].lower()
        if same_start or before.endswith((f"{party.name}的", party.name)):
            return (party,)
    if empowers := parts("product_cues")["empowers"].match(after):
        served = after[empowers.end() :]
        others = tuple(party for party in parties if not served.startswith(party.name))
        return others if len(others) < len(parties) else ()
    return ()


def _same_party(partner: EntityRef, parties: tuple[EntityRef, ...]) -> EntityRef | None:
    """搜狗搜索 beside the party 搜狗 is the party."""
    return next((party for party in parties if partner.name.startswith(party.name)), None)


def _note(named: Named, part: Words, sentence: Words, mention: Mention, sheet: Sheet) -> None:
    span = (sentence.start, sentence.end)
    for maker in named.makers:
        sheet.fact("Develops", {"company": maker, "product": named.ref}, span, "table.deal.develops")
    rest = sentence.part(mention.end, len(sentence.text))
    made_for = parts("product_cues")["made_for"].match(rest.text)
    treated = diseases_in(rest.part(made_for.end(), len(rest.text)), sheet)[:1] if made_for else []
    for disease in diseases_in(part, sheet) or treated:
        sheet.fact("Targets", {"product": named.ref, "disease": disease}, span, "table.deal.targets")
    for other, technology in sheet.tag(sentence):
        between = sentence.text[mention.end : other.start]
        if other.type == "Technology" and parts("product_cues")["by_means"].fullmatch(between):
            draft: Draft = {
                "subject": Phrase(named.ref.name, (named.ref,)),
                "technology": sheet.entity("Technology", technology),
            }
            sheet.fact("UsesTechnology", draft, span, "table.deal.technology")
