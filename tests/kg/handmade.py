"""A small report made by hand, with every sort of slot in it, and what it becomes."""

from collections.abc import Sequence
from dataclasses import replace

from kg.facts import select_facts
from kg.namespaces import Namespaces
from kg.rdf import graph_quads
from kg.store import GraphStore
from ontology.model import (
    Contribution,
    Entity,
    EntityRef,
    Evidence,
    Fact,
    LocalEntity,
    Money,
    Phrase,
    Quarantined,
    Refused,
    ReportInfo,
    Resolution,
)
from ontology.schema import load_schema

#: A report that is read in no time, for tests that build.
REPORT = "一、融资\n2024年5月，脉图智能完成2亿元B轮融资，由红杉中国领投。\n推想医疗成立于2016年，总部位于北京。\n"

STEM = "影像 2024"
TEXT = """表1 2024年获批产品
肺结节CT影像辅助检测软件\t推想医疗科技股份有限公司\t国家药监局\t肺结节以及放疗勾画\t2024-01
推想医疗完成数千万人民币B轮融资，红杉中国领投。
预计2030年中国医疗AI市场规模达到1200.5亿元。
推想医疗与联影医疗在2024年3月达成合作，首付款300万美元。
口口口口囗囗口口
"""


def cite(quote: str, *, source: str = "prose", where: str = "") -> Evidence:
    """The evidence for ``quote``, wherever it stands in the text."""
    start = TEXT.index(quote)
    return Evidence.cite(doc=STEM, text=TEXT, start=start, end=start + len(quote), source=source, where=where)


PRODUCT = EntityRef("Product", "肺结节CT影像辅助检测软件")
HOLDER = EntityRef("Company", "推想医疗科技股份有限公司")
SHORT = EntityRef("Company", "推想医疗")
PARTNER = EntityRef("Company", "联影医疗")
NMPA = EntityRef("Regulator", "国家药监局")
DISEASE = EntityRef("Disease", "肺结节")
INVESTOR = EntityRef("Investor", "红杉中国")
PLACE = EntityRef("Place", "中国")

APPROVAL = Fact(
    kind="Approval",
    args={
        "product": PRODUCT,
        "holder": HOLDER,
        "authority": NMPA,
        "indication": Phrase("肺结节以及放疗勾画", (DISEASE,)),
        "date": "2024-01",
    },
    evidence=cite(TEXT.split("\n")[1], source="table", where="表1 2024年获批产品"),
    rule="table.approval",
    confidence=0.95,
)
FUNDING = Fact(
    kind="Funding",
    args={
        "company": SHORT,
        "round": "B轮",
        "amount": Money(None, "CNY", 2e7, 1e8, "数千万人民币"),
        "investors": (INVESTOR,),
    },
    evidence=cite(TEXT.split("\n")[2]),
    rule="funding.completes",
    confidence=0.85,
)
FORECAST = Fact(
    kind="Metric",
    args={
        "subject": Phrase("医疗AI"),
        "indicator": "市场规模",
        "value": 120050000000.0,
        "unit": "元",
        "period": "2030",
        "region": Phrase("中国", (PLACE,)),
    },
    evidence=cite(TEXT.split("\n")[3]),
    rule="metric.reaches",
    confidence=0.8,
    modality="forecast",
)
DEAL = Fact(
    kind="Deal",
    args={
        "deal_type": "partnership",
        "parties": (SHORT, PARTNER),
        "upfront": Money(3e6, "USD", text="300万美元"),
        "date": "2024-03",
    },
    evidence=cite(TEXT.split("\n")[4]),
    rule="deal.partners",
    confidence=0.6,
)


def made_by_hand() -> Contribution:
    refs = (PRODUCT, HOLDER, SHORT, PARTNER, NMPA, DISEASE, INVESTOR, PLACE)
    return Contribution(
        report=ReportInfo(STEM, f"{STEM}.txt", "影像AI盘点", "衡度研究院", "2024-07", "utf-8", "0" * 64, len(TEXT), 6),
        entities=tuple(LocalEntity(ref.type, ref.name) for ref in refs),
        facts=(APPROVAL, FUNDING, FORECAST, DEAL),
        quarantine=(Quarantined(cite("口口口口囗囗口口"), "the same character over and over"),),
        refused=(Refused("Funding", "no company", cite("红杉中国领投")),),
    )


def resolved_by_hand() -> Resolution:
    def entity(ref: EntityRef, *aliases: str) -> Entity:
        return Entity((ref.type,), ref.name, ref.name, aliases, (STEM,))

    infervision = entity(SHORT, "推想医疗科技股份有限公司")
    others = {ref: entity(ref) for ref in (PRODUCT, PARTNER, NMPA, DISEASE, INVESTOR, PLACE)}
    entity_of = {SHORT: infervision, HOLDER: infervision, **others}
    return Resolution(tuple(dict.fromkeys(entity_of.values())), entity_of)


def store_of(
    contribution: Contribution, resolution: Resolution, *, base: str = Namespaces().base, facts: Sequence[Fact] = ()
) -> GraphStore:
    """The graph of one report in memory, with other ``facts`` where they are given."""
    contribution = replace(contribution, facts=tuple(facts)) if facts else contribution
    selection = select_facts([contribution], resolution, load_schema(), min_confidence=0)
    names = Namespaces(base)
    quads = graph_quads([contribution], resolution.entities, selection.facts, namespaces=names)
    return GraphStore.in_memory(quads, base=base)
