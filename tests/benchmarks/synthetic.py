"""A graph of any size with names and sentences of its own, to measure pages with."""

from __future__ import annotations

import random

import pyoxigraph as ox

from kg.store import GraphStore

HEAD = """@base <https://medai-kg.example/id/> . @prefix mai: <https://medai-kg.example/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix dcterms: <http://purl.org/dc/terms/> .
"""
#: Of each hundred things so many are of a type.
SHARES = {"Company": 22, "Product": 60, "Disease": 10, "Hospital": 8}
NAMES = {"Company": "企业", "Product": "影像辅助诊断软件", "Disease": "病种", "Hospital": "医院"}
YEARS = ("2019", "2020", "2021-06", "2022-03-11", "2023", "2024-01")
REPORTS = 5


def synthetic_graph(things: int) -> GraphStore:
    """A graph of ``things`` things in five reports, each product with a maker and a disease; always the same."""
    chance = random.Random(things)
    count = {name: things * share // 100 for name, share in SHARES.items()}
    rows = [
        f'<report/r{one}> a mai:ReadReport ; rdfs:label "样例报告{one}"@zh ; dcterms:identifier "r{one}" .'
        for one in range(REPORTS)
    ]
    for name, number in count.items():
        rows += [
            f'<{name.lower()}/t{one}> a mai:{name} ; rdfs:label "{NAMES[name]}{one}"@zh .' for one in range(number)
        ]

    def one_of(name: str) -> int:
        # Few are named often and most seldom, as in reports.
        return int(count[name] * chance.random() ** 3)

    for product in range(count["Product"]):
        ties = [("Develops", "company", "company", "product"), ("Targets", "disease", "disease", "product")]
        if chance.random() < 0.4:
            ties.append(("Deployment", "site", "hospital", "product"))
        for kind, slot, thing, other in ties:
            number = one_of(thing.capitalize())
            rows.append(
                _fact(
                    f"{kind}{product}",
                    kind,
                    f"mai:{slot} <{thing}/t{number}> ; mai:{other} <product/t{product}>",
                    chance,
                )
            )
    return GraphStore.in_memory(ox.parse(input=HEAD + "\n".join(rows), format=ox.RdfFormat.TRIG))


def _fact(name: str, kind: str, slots: str, chance: random.Random) -> str:
    quote = f"样例报告中关于{name}的一句话，写明了产品、企业与年份，供页面显示之用。"
    date = f' ; mai:date "{chance.choice(YEARS)}"' if kind == "Deployment" else ""
    about = f'mai:rule "synthetic" ; mai:confidence {chance.choice((0.6, 0.75, 0.9))} ; mai:modality "asserted"'
    evidence = f"<fact/{name}/evidence>"
    return (
        f"<fact/{name}> a mai:{kind} ; {slots}{date} ; {about} ; prov:wasDerivedFrom {evidence} . "
        f'{evidence} oa:hasSource <report/r{chance.randrange(REPORTS)}> ; mai:foundIn "prose" ; '
        f'oa:hasSelector [ oa:exact "{quote}" ; oa:start 10 ; oa:end 40 ] .'
    )
