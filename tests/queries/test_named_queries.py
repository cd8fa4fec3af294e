"""What the named queries answer over the sample graph, and that both engines give the same rows in the same order."""

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from ontology.schema import ontology_path
from queries import load_queries, named_query

QUERIES = load_queries()


def column(rows, *names):
    return [tuple(row.get(name) for name in names) for row in rows]


@pytest.mark.parametrize("name", QUERIES)
def test_both_engines_give_the_same_rows(everywhere, name):
    in_oxigraph, in_rdflib = everywhere
    text = QUERIES[name].bound()
    rows = in_oxigraph(text)
    assert rows, "the graph has something for every query"
    assert rows == in_rdflib(text)


@pytest.mark.parametrize("name", QUERIES)
def test_rows_are_distinct(everywhere, name):
    rows = everywhere[0](QUERIES[name].bound())
    assert len({tuple(row.items()) for row in rows}) == len(rows)


@pytest.mark.parametrize("name", QUERIES)
def test_the_file_runs_as_it_stands(everywhere, name):
    query, in_oxigraph = QUERIES[name], everywhere[0]
    unset = {parameter.name: "" for parameter in query.parameters if parameter.default is None}
    if len(unset) == len(query.parameters):
        assert in_oxigraph(query.text) == in_oxigraph(query.bound(unset))
    else:
        assert in_oxigraph(query.text)


def test_the_ontology_beside_the_data_changes_no_answer(wide_store, everywhere):
    with_ontology, in_oxigraph = Store(), everywhere[0]
    with_ontology.extend(wide_store)
    with_ontology.load(path=ontology_path(), format=RdfFormat.TURTLE, to_graph=NamedNode("https://medai-kg.example/o"))
    for name, query in QUERIES.items():
        solutions = with_ontology.query(query.bound(), use_default_graph_as_union=True)
        assert len(list(solutions)) == len(in_oxigraph(query.bound())), name


def test_an_alias_in_any_case_finds_the_company_in_both_engines(in_oxigraph, in_rdflib):
    text = QUERIES["funding"].bound({"company": "northmed", "since": "2019"})
    rows = in_oxigraph(text)
    assert column(rows, "company", "amount") == [("北辰医疗", 200_000_000), ("北辰医疗", 300_000_000)]
    assert rows == in_rdflib(text)


def test_funding_shows_vague_amounts_and_investors(rows):
    found = rows("funding", company="西岭")
    assert column(found, "printed", "low", "high", "investors") == [
        ("数千万人民币", 20_000_000, 100_000_000, "东海集团")
    ]
    assert column(rows("funding", investor="长河资本"), "company", "investors") == [("北辰医疗", "东海集团、长河资本")]


def test_years_bound_a_search_and_leave_out_the_undated(rows):
    assert column(rows("approvals", since="2021"), "product") == [("肺部影像分析软件",)]
    assert column(rows("approvals", until="2020"), "date") == [("2020-12",), ("2020-11",)]


def test_holders_of_class_three_with_their_indications(rows):
    assert column(rows("approval_holders"), "holder", "approvals", "indications") == [
        ("北辰医疗", 2, "肺结节、骨龄"),
        ("南星智能", 1, "肺部疾病分析"),
    ]


def test_deals_keep_upfront_and_milestones_apart(rows):
    found = rows("deals", deal_type="license")
    assert column(found, "upfront", "milestone", "size", "currency") == [(10_000_000, 90_000_000, 100_000_000, "USD")]
    assert column(rows("deals"), "size") == [(100_000_000,), (80_000_000,), (None,)]


def test_two_reports_disagree_but_not_over_precision(everywhere):
    found = everywhere[0](named_query("conflicts").bound({"between": "two reports"}))
    assert column(found, "kind", "about", "slot", "value", "other_value") == [
        ("Approval", "肺结节CT辅助检测软件", "date", "2020-11", "2020-12"),
        ("Founded", "北辰医疗", "date", "2015", "2016"),
        ("Funding", "北辰医疗", "amount", "200000000 CNY", "300000000 CNY"),
    ]
    (founded,) = everywhere[0](named_query("conflicts").bound({"kind": "Founded"}))
    assert (founded["quote"], founded["other_quote"]) == ("北辰成立于2015年", "北辰于2016年创立")


def test_figures_disagree_but_not_over_the_ends_of_a_range(rows):
    found = rows("figure_conflicts", between="two reports")
    assert column(found, "topic", "period", "value", "other_value") == [
        ("AI医学影像", "2022", 3_000_000_000, 3_200_000_000),
    ]


def test_market_sizes_mark_forecasts(rows):
    found = rows("market_sizes", market="影像")
    assert column(found, "period", "modality") == [("2022", "asserted"), ("2022", "asserted"), ("2030", "forecast")]


def test_a_metric_is_found_by_name_of_its_subject_and_by_a_year_in_its_range(rows):
    assert column(rows("metrics", subject="NorthMed"), "indicator", "value") == [("覆盖医院数", 500)]
    assert column(rows("metrics", subject="北辰", since="2022", until="2022"), "period") == [("2018/2022",)]


def test_a_company_file_words_every_fact(rows):
    found = rows("company_file", company="西岭制药")
    assert {row["kind"] for row in found} == {"Funding", "Deal", "Pipeline"}
    (funding,) = (row for row in found if row["kind"] == "Funding")
    assert funding["statement"] == "amount: 数千万人民币；company: 西岭制药；date: 2021；investor: 东海集团；round: A轮"
    assert funding["quote"] == "西岭制药获数千万人民币A轮投资"


def test_products_for_a_disease_by_one_of_its_names(rows):
    found = rows("disease_products", disease="肺小结节")
    assert {row["product"]: row["developers"] for row in found} == {
        "肺结节CT辅助检测软件": "北辰医疗",
        "肺部影像分析软件": "南星智能",
    }


def test_competitors_share_a_disease(rows):
    assert column(rows("competitors", company="北辰"), "competitor", "shared", "diseases") == [
        ("南星智能", 1, "肺结节")
    ]


def test_a_stopped_pipeline_is_listed_but_not_counted(rows):
    assert column(rows("pipelines", status="stopped"), "developer") == [("南星智能",)]
    assert column(rows("pipelines_by_stage"), "stage", "mechanism", "pipelines") == [("Phase 2", "TNIK抑制剂", 1)]


def test_coverage_counts_every_report(rows):
    columns = ("report", "facts", "from_tables", "forecasts", "entities", "quarantined")
    assert column(rows("coverage"), *columns) == [("乙报告", 12, 3, 0, 9, 1), ("甲报告", 25, 4, 1, 16, 0)]


def test_evidence_opens_the_place_in_the_report(rows):
    (found,) = rows("evidence", entity="林一")
    assert (found["role"], found["quote"], found["end"] - found["start"]) == ("person", "北辰首席执行官林一", 9)


def test_a_quarantined_text_says_why(rows):
    (found,) = rows("quarantine")
    assert (found["reason"], found["where"], found["report"]) == ("同一句话重复多行", "表 9", "乙报告")


def test_an_investor_portfolio(rows):
    assert column(rows("investor_portfolio", investor="东海集团"), "companies", "first", "last", "portfolio") == [
        (2, "2019", "2021", "北辰医疗、西岭制药")
    ]
