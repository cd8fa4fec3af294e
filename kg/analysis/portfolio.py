"""Who a company works with: its deals with partners, dates and money, and the drugs it develops with others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.analysis.corpus import Corpus
from kg.analysis.result import Outcome, Part, Ref, Row
from kg.charts.spec import Bars, Series
from kg.content import EntityRecord, FactRecord
from kg.network import load_projections

TYPES = ("partnership", "license", "acquisition", "procurement", "platform", "")
#: Things of these types are no partners, whatever a sentence seems to say.
NO_PARTIES = frozenset({"Place", "Report"})
_SHOWN = 25
#: Amounts of a deal in the order in which one stands for all: the total holds the others.
_AMOUNTS = ("total", "upfront", "milestone")
_DEALS = ("partners", "deal_type", "product", "date", "upfront", "milestone", "total", "purpose")
_PIPELINE = ("drug", "partners", "indication", "stage", "status")


def analyse(corpus: Corpus, *, company: EntityRecord | None) -> Outcome:
    """The deals of ``company`` with the latest first; without it, all companies by the number of their partners."""
    deals: dict[str, list[FactRecord]] = defaultdict(list)
    for fact in corpus.of_kind("Deal"):
        for party in _organisations(corpus, fact.entities("party")):
            deals[party].append(fact)
    if company is None:
        return _league(corpus, deals)
    own = sorted(deals[company.iri], key=lambda fact: (fact.date, fact.iri), reverse=True)
    rows = tuple(_deal(corpus, company.iri, fact) for fact in own)
    shared = tuple(_drugs(corpus, company.iri))
    partners = _partners(corpus, company.iri, own)
    parts = (Part("deals", _DEALS, rows), Part("pipeline", _PIPELINE, shared))
    values = {"company": company.label, "deals": len(rows), "partners": len(partners),
              "disclosed": _disclosed(own) or "—"}  # fmt: skip
    return Outcome(parts, values, (_picture(corpus, [company.iri], deals),) if rows else ())


def _league(corpus: Corpus, deals: dict[str, list[FactRecord]]) -> Outcome:
    rows = [
        Row(
            (
                corpus.ref(iri),
                len(_partners(corpus, iri, facts)),
                len(facts),
                _disclosed(facts),
                max((fact.date for fact in facts), default=""),
                corpus.refs(_partners(corpus, iri, facts)),
            ),
            tuple(sorted(fact.iri for fact in facts)),
        )
        for iri, facts in deals.items()
    ]
    rows.sort(key=lambda row: (-row.number(1), -row.number(2), row.words(0)))
    part = Part("companies", ("company", "count", "deals", "disclosed", "latest", "partners"), tuple(rows))
    if not rows:
        return Outcome((part,))
    # The table goes by partners, the picture shows deals and goes by these.
    top = [row.cells[0] for row in sorted(rows, key=lambda row: -row.number(2))[:_SHOWN]]
    values = {"company": rows[0].cells[0], "partners": rows[0].cells[1],
              "deals": rows[0].cells[2], "disclosed": rows[0].cells[3] or "—"}  # fmt: skip
    picture = _picture(corpus, [ref.iri for ref in top if isinstance(ref, Ref)], deals)
    return Outcome((part,), values, (picture,))


def _organisations(corpus: Corpus, parties: Iterable[str]) -> set[str]:
    """Parties that can make a deal; a place that a sentence names beside them cannot."""
    return {iri for iri in parties if not NO_PARTIES & set(corpus.content.entities[iri].types)}


def _partners(corpus: Corpus, company: str, facts: Iterable[FactRecord]) -> set[str]:
    """The other parties; a deal with more than a few lists firms that each did deals, and makes no partners."""
    parties = (party for fact in facts if not _lists(fact) for party in fact.entities("party"))
    return _organisations(corpus, parties) - {company}


def _lists(fact: FactRecord) -> bool:
    return any(row.lists(fact) for row in load_projections().rows if row.kind == fact.kind and row.symmetric)


def _deal(corpus: Corpus, company: str, fact: FactRecord) -> Row:
    words = (fact.text(slot) for slot in ("upfront", "milestone", "total", "purpose"))
    names = (corpus.refs(_partners(corpus, company, [fact])), fact.text("dealType"), fact.text("product"), fact.date)
    return Row((*names, *words), (fact.iri,))


def _drugs(corpus: Corpus, company: str) -> list[Row]:
    """What the company develops with another, or another with it."""
    rows = []
    for fact in corpus.of_kind("Pipeline"):
        sides = {*fact.entities("developer"), *fact.entities("partner")}
        if company in sides and len(sides) > 1:
            indication = fact.text("indicationText") or fact.text("indication")
            cells = (
                fact.text("drug"),
                corpus.refs(sides - {company}),
                indication,
                fact.text("stage"),
                fact.text("status"),
            )
            rows.append(Row(cells, (fact.iri,)))
    return sorted(rows, key=lambda row: [row.words(place) for place in range(4)])


def _disclosed(facts: Iterable[FactRecord]) -> str:
    """What the deals disclose, added up by currency: ``USD 570M + CNY 20M``; of a range the lower bound."""
    sums: Counter[str] = Counter()
    for fact in facts:
        if _lists(fact):
            continue  # the sum of a list is nobody's own
        for slot in _AMOUNTS:
            amount = fact.slots[slot][0].sum if slot in fact.slots else None
            if amount is not None:
                sums[amount.currency] += round(amount.low)
                if slot == "total":
                    break
    return " + ".join(f"{currency} {total / 1e6:,.0f}M" for currency, total in sorted(sums.items()))


def _picture(corpus: Corpus, companies: list[str], deals: dict[str, list[FactRecord]]) -> Bars:
    counts = [Counter(fact.text("dealType") for fact in deals[iri]) for iri in companies]
    present = [name for name in TYPES if any(count[name] for count in counts)]
    series = tuple(Series(name or "other", tuple(float(count[name]) for count in counts)) for name in present)
    labels = tuple(corpus.content.entities[iri].label for iri in companies)
    return Bars("portfolio", "交易合作数 · Deals", labels, series)
