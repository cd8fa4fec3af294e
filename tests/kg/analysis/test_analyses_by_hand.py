"""Each analysis on a graph so small that a person can tell what must come out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from small_graphs import iri, stated

from kg.analysis import AnalysisResult, Corpus, Row, analyse
from kg.analysis.timeline import period_of
from kg.content import FactRecord
from kg.errors import NotFoundError, SettingError

Corpora = Callable[..., Corpus]


def table(result: AnalysisResult, part: str, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of a part, things as their names."""
    (found,) = (one for one in result.parts if one.name == part)
    places = [found.columns.index(column) for column in columns]
    return [tuple(_plain(row, place) for place in places) for row in found.rows]


def _plain(row: Row, place: int) -> Any:
    cell = row.cells[place]
    return cell if isinstance(cell, int | float | None) else row.words(place)


FUNDINGS = [
    stated("Funding", company="甲", investor=["红杉", "启明"], round="A轮", date="2020"),
    stated("Funding", company="甲", investor="腾讯", round="B轮", date="2021"),
    stated("Funding", company="乙", investor=["红杉", "启明"], date="2022"),
    stated("Funding", company="乙", investor=["红杉", "启明"], date="2022", report="B"),
]


def test_syndicates(corpus: Corpora) -> None:
    result = analyse(corpus(*FUNDINGS), "syndicates")
    assert table(result, "groups", "investors", "companies", "count") == [
        ("启明、红杉", "乙、甲", 2),
        ("启明、红杉、腾讯", "甲", 1),
    ]
    assert table(result, "pairs", "investor", "co_investor", "count", "rounds") == [
        ("启明", "红杉", 2, 2),
        ("启明", "腾讯", 1, 0),
        ("红杉", "腾讯", 1, 0),
    ]
    assert table(result, "investors", "investor", "count") == [("启明", 2), ("红杉", 2), ("腾讯", 1)]
    assert table(analyse(corpus(*FUNDINGS), "syndicates", {"least": 2}), "pairs", "count") == [(2,)]


def test_competitors(corpus: Corpora) -> None:
    facts = [
        stated("Approval", holder="甲", product="一", indication=["肺结节", "骨折"]),
        stated("Approval", holder="乙", product="二", indication=["肺结节", "颅内动脉瘤", "动脉瘤"]),
        stated("Pipeline", developer="丙", drug="X", indication=["颅内动脉瘤", "动脉瘤"]),
    ]
    result = analyse(corpus(*facts), "competitors")
    assert table(result, "pairs", "company", "competitor", "count", "overlap", "diseases") == [
        ("丙", "乙", 1, 0.5, "颅内动脉瘤"),  # 动脉瘤 beside it is no second disease
        ("乙", "甲", 1, 0.33, "肺结节"),
    ]
    assert table(result, "diseases", "disease", "count")[0] == ("动脉瘤", 2)
    only = analyse(corpus(*facts), "competitors", {"company": "甲"})
    assert table(only, "pairs", "company", "competitor") == [("乙", "甲")]


def test_whitespace(corpus: Corpora) -> None:
    facts = [
        stated("Approval", holder="甲", product="一", indication="肺结节", authority="FDA"),
        stated("Approval", holder="乙", product="二", indication="肺结节", authority="国家药监局"),
        stated("Approval", holder="乙", product="三", indication="骨折", authority="国家药监局"),
        stated("UsesTechnology", subject="甲", technology="深度学习"),
        stated("UsesTechnology", subject="丙", technology="区块链"),
        stated("UsesTechnology", subject="丙", technology="人工智能"),
    ]
    result = analyse(corpus(*facts), "whitespace")
    assert table(result, "taken", "disease", "technology", "count", "by") == [("肺结节", "深度学习", 1, "甲")]
    assert table(result, "gaps", "disease", "technology", "companies_in_disease", "users", "expected") == [
        ("肺结节", "区块链", 2, 1, 1.0),
        ("骨折", "区块链", 1, 1, 0.5),
        ("骨折", "深度学习", 1, 1, 0.5),
    ]
    across = analyse(corpus(*facts), "whitespace", {"across": "authority"})
    assert table(across, "gaps", "disease", "authority") == [("骨折", "FDA")]


def test_portfolio(corpus: Corpora) -> None:
    facts = [
        stated("Deal", party=["甲", "乙"], dealType="license", upfront=(1e7, "USD"), total=(9e8, "USD"), date="2023"),
        stated("Deal", party=["甲", "丙"], upfront=(2e7, "USD"), milestone=(3e7, 5e7, "USD"), date="2024"),
        stated("Deal", party=["甲", "丙"], date="2022", amount=(1, "CNY")),
        stated("Pipeline", drug="X", developer="乙", partner="甲", stage="Phase 1"),
    ]
    result = analyse(corpus(*facts), "portfolio", {"company": "甲"})
    assert table(result, "deals", "partners", "date") == [("丙", "2024"), ("乙", "2023"), ("丙", "2022")]
    assert table(result, "pipeline", "drug", "partners") == [("X", "乙")]
    # 900 of the total, which holds the upfront; 20 and at least 30 of the other.
    assert "USD 950M" in result.finding.en
    league = analyse(corpus(*facts), "portfolio")
    assert table(league, "companies", "company", "count", "deals") == [("甲", 2, 3), ("丙", 1, 2), ("乙", 1, 1)]


def test_a_deal_of_many_parties_is_a_list_and_makes_no_partners(corpus: Corpora) -> None:
    facts = [
        stated("Deal", party=["甲", "乙", "丙", "丁", "戊"], dealType="partnership", upfront=(5e8, "USD"), date="2024"),
        stated("Deal", party=["甲", "乙"], dealType="license", total=(1e8, "USD"), date="2023"),
    ]
    result = analyse(corpus(*facts), "portfolio", {"company": "甲"})
    assert table(result, "deals", "partners") == [("",), ("乙",)]
    assert "USD 100M" in result.finding.en
    network = corpus(*facts).network
    assert {edge["relation"] for *_, edge in network.edges(data=True)} == {"licensesWith"}


def test_a_drug_counts_once_at_its_furthest_stage(corpus: Corpora) -> None:
    facts = [
        stated("Pipeline", drug="X", developer="甲", indicationText="肺癌", stage="Phase 1", status="new"),
        stated("Pipeline", drug="X", developer="甲", indicationText="胃癌", stage="II期", status="stopped"),
        stated("Pipeline", drug="Y", developer="甲", stage="Phase 2", status="updated"),
        stated("Pipeline", drug="Z", developer="乙"),
    ]
    result = analyse(corpus(*facts), "funnel")
    columns = ("stage", "drugs", "new", "updated", "stopped", "unstated", "names")
    assert table(result, "stages", *columns) == [
        ("Phase 2", 2, 0, 1, 1, 0, "X、Y"),
        ("unstated", 1, 0, 0, 0, 1, "Z"),
    ]
    programmes = analyse(corpus(*facts), "funnel", {"count": "programme"})
    assert table(programmes, "stages", "stage", "drugs") == [("Phase 1", 1), ("Phase 2", 2), ("unstated", 1)]


def test_timeline(corpus: Corpora) -> None:
    facts = [
        stated("Approval", product="一", date="2020-01-15"),
        stated("Approval", product="一", date="2020-01", report="B"),
        stated("Release", product="二", date="2022"),
        stated("Release", product="三"),
    ]
    result = analyse(corpus(*facts), "timeline")
    assert table(result, "periods", "period", "events", "Approval", "Release") == [("2020", 1, 1, 0), ("2022", 1, 0, 1)]
    assert result.charts[0].labels == ("2020", "2021", "2022")  # type: ignore[union-attr]
    assert "1" in result.notes[0].zh
    assert table(analyse(corpus(*facts), "timeline", {"period": "quarter"}), "periods", "period") == [("2020-Q1",)]


@pytest.mark.parametrize(
    ("date", "period", "expected"),
    [
        ("2024-12", "quarter", "2024-Q4"),
        ("2024-03-31", "quarter", "2024-Q1"),
        ("2024-04-01", "month", "2024-04"),
        ("2024", "month", ""),
        ("2023/2024", "year", ""),
        ("去年", "year", ""),
    ],
)
def test_periods(date: str, period: str, expected: str) -> None:
    assert period_of(date, period) == expected


CHAIN = [
    stated("Develops", company="甲", product="一", confidence=0.9),
    stated("Targets", product="一", disease="肺结节", confidence=0.8),
    stated("Targets", product="二", disease="肺结节", confidence=0.8),
    stated("Develops", company="乙", product="二", confidence=0.5),
    stated("Deal", party=["甲", "丙"], dealType="partnership", confidence=0.9),
    stated("Deal", party=["丙", "丁"], dealType="partnership", confidence=0.9),
    stated("Deal", party=["丁", "戊"], dealType="partnership", confidence=0.9),
    stated("Deal", party=["戊", "乙"], dealType="partnership", confidence=0.99),
    stated("LocatedIn", org="甲", place="北京"),
    stated("LocatedIn", org="乙", place="北京"),
]


def test_paths_are_the_shortest_and_the_strongest_with_the_words_of_each_hop(corpus: Corpora) -> None:
    result = analyse(corpus(*CHAIN), "path", {"source": "甲", "target": "乙"})
    assert table(result, "paths", "kind", "hops", "strength", "route") == [
        ("shortest", 4, 0.722, "甲 → 丙 → 丁 → 戊 → 乙"),
        ("shortest", 4, 0.288, "甲 → 一 → 肺结节 → 二 → 乙"),
    ]
    hops = table(result, "hops", "path", "step", "from", "relation", "to", "quote")
    assert len(hops) == 8
    assert hops[4] == (2, 1, "甲", "研发 develops", "一", "甲 一")
    through = analyse(corpus(*CHAIN), "path", {"source": "甲", "target": "乙", "through": "all"})
    assert table(through, "paths", "kind", "route") == [
        ("shortest", "甲 → 北京 → 乙"),
        ("strong", "甲 → 丙 → 丁 → 戊 → 乙"),
    ]


def test_a_hop_that_two_claims_support_is_stronger(corpus: Corpora) -> None:
    facts = [
        stated("Deal", party=["甲", "乙"], date="2020", confidence=0.5),
        stated("Deal", party=["甲", "乙"], date="2021", confidence=0.6),
    ]
    result = analyse(corpus(*facts), "path", {"source": "甲", "target": "乙"})
    assert table(result, "paths", "strength") == [(0.8,)]


def test_no_path_says_what_to_try(corpus: Corpora) -> None:
    facts = [stated("Develops", company="甲", product="一"), stated("Develops", company="乙", product="二")]
    result = analyse(corpus(*facts), "path", {"source": "甲", "target": "乙"})
    assert result.is_empty
    assert "--through all" in result.finding.en


def test_similar(corpus: Corpora) -> None:
    facts = [
        stated("Segment", company="甲", segment="影像"),
        stated("Segment", company="乙", segment="影像"),
        stated("Segment", company="丙", segment="制药"),
        stated("Funding", company="甲", investor="红杉"),
        stated("Funding", company="丙", investor="红杉"),
        stated("Funding", company="丁", investor="红杉"),
    ]
    result = analyse(corpus(*facts), "similar", {"thing": "甲", "measure": "jaccard"})
    assert table(result, "things", "thing", "likeness", "shared") == [
        ("丁", 0.5, "红杉"),
        ("乙", 0.5, "影像"),
        ("丙", 0.333, "红杉"),
    ]
    # The segment is shared by two, the investor by three: what is rarer makes 乙 more like 甲 than 丁 is.
    cosine = analyse(corpus(*facts), "similar", {"thing": "甲"})
    order = [thing for (thing,) in table(cosine, "things", "thing")]
    assert order.index("乙") < order.index("丙")


BARBELL = [
    *(stated("Deal", party=[one, other]) for one, other in ("甲乙", "乙丙", "丙甲")),
    *(stated("Deal", party=[one, other]) for one, other in ("子丑", "丑寅", "寅子")),
    stated("Deal", party=["丙", "中"]),
    stated("Deal", party=["中", "子"]),
    stated("Deal", party=["中", "末"]),
]


def test_brokers_and_bridges_of_two_triangles(corpus: Corpora) -> None:
    result = analyse(corpus(*BARBELL), "brokers", {"least": 1})
    assert table(result, "brokers", "thing", "pieces", "cut_off") == [("中", 3, 4), ("丙", 2, 2), ("子", 2, 2)]
    bridges = {(one, other): cut for one, other, cut in table(result, "bridges", "from", "to", "cut_off")}
    assert {tuple(sorted(pair)): cut for pair, cut in bridges.items()} == {
        ("丙", "中"): 3,
        ("中", "子"): 3,
        ("中", "末"): 1,
    }


def test_communities_of_two_triangles(corpus: Corpora) -> None:
    result = analyse(corpus(*BARBELL), "communities", {"least": 3})
    assert table(result, "communities", "size", "claims", "inside") == [(3, 3, 0.75), (3, 3, 0.75)]
    members = table(result, "members", "community", "thing")
    groups = {name: {thing for one, thing in members if one == name} for name, _ in members}
    assert sorted(map(sorted, groups.values())) == sorted(map(sorted, ("甲乙丙", "子丑寅")))
    assert all(set(name.split("、")) == group for name, group in groups.items())


def test_centrality_of_a_star(corpus: Corpora) -> None:
    star = [stated("Deal", party=["心", leaf]) for leaf in "甲乙丙丁"]
    result = analyse(corpus(*star), "centrality", {"type": "Company"})
    first = table(result, "things", "thing", "neighbours", "claims", "pagerank", "betweenness")[0]
    # PageRank of the middle of a star of four: (0.15/5 + 0.85) / 1.85 = 0.47568.
    assert first == ("心", 4, 4, 0.47568, 1.0)


def changed(report: str, **slots: Any) -> FactRecord:
    return stated("Pipeline", drug="X", developer="甲", report=report, **slots)


def test_changes_between_two_reports(corpus: Corpora) -> None:
    facts = [
        changed("old", stage="Phase 1"),
        changed("new", stage="Phase 2"),
        stated("Metric", subject="甲", indicator="收入", value="5", period="2023", report="old"),
        stated("Metric", subject="甲", indicator="收入", value="6", period="2023", report="new"),
        stated("Metric", subject="甲", indicator="收入", value="9", period="2024", report="new"),
        stated("Develops", company="甲", product="一", report="old"),
        stated("Develops", company="甲", product="一", report="new"),
        stated("Develops", company="乙", product="二", report="new"),
        stated("Develops", company="丙", product="三", report="old"),
    ]
    result = analyse(corpus(*facts), "changes", {"old": "old", "new": "new"})
    assert sorted(table(result, "differences", "kind", "what", "old", "new")) == [
        ("Metric", "value", "5", "6"),
        ("Pipeline", "stage", "Phase 1", "Phase 2"),
    ]
    assert table(result, "new_things", "thing", "claims") == [("乙", 1), ("二", 1)]
    assert table(result, "gone_things", "thing") == [("丙",), ("三",)]
    assert ("Develops", 1, 1, 1) in table(result, "kinds", "kind", "both", "only_old", "only_new")


def test_coverage(corpus: Corpora) -> None:
    facts = [
        stated("Release", product="一", date="2020", report="A"),
        stated("Release", product="一", date="2020", report="B"),
        stated("Release", product="二", date="2022-05", report="B"),
        stated("Develops", company="甲", product="一", report="B"),
    ]
    result = analyse(corpus(*facts), "coverage")
    columns = ("report", "facts", "claims", "only_here", "dated", "newest", "median_year", "lag")
    assert table(result, "reports", *columns) == [
        ("A", 1, 1, 0, 100, "2020", 2020, 4),
        ("B", 3, 3, 2, 67, "2022-05", 2020, 4),
    ]
    assert table(result, "kinds", "kind", "claims", "reports", "shared") == [
        ("Release", 2, 2, 1),
        ("Develops", 1, 1, 0),
    ]


@pytest.mark.parametrize(
    ("name", "given", "error", "words"),
    [
        ("path", {"source": "甲"}, SettingError, "target is needed"),
        ("path", {"source": "甲", "target": "甲"}, SettingError, "two different"),
        ("path", {"source": "甲", "target": "申"}, NotFoundError, "nothing in the graph"),
        ("changes", {"old": "A", "new": "Z"}, NotFoundError, "choose from A"),
        ("changes", {"old": "A", "new": "A"}, SettingError, "two different"),
        ("syndicates", {"least": 0}, SettingError, "the least is 1"),
        ("syndicates", {"least": "many"}, SettingError, "write a number"),
        ("syndicates", {"most": 3}, NotFoundError, "choose from least"),
        ("centrality", {"type": "Planet"}, SettingError, "Company"),
        ("sindicates", {}, NotFoundError, "did you mean syndicates"),
    ],
)
def test_a_wrong_setting_names_the_way_out(
    corpus: Corpora, name: str, given: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        analyse(corpus(*CHAIN), name, given)


def test_a_thing_is_found_by_its_address(corpus: Corpora) -> None:
    assert not analyse(corpus(*CHAIN), "similar", {"thing": iri("甲")}).is_empty
