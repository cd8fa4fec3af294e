"""Parameters of the named queries: types, defaults, what they refuse, how they are bound."""

import re

import pytest

from queries import QueryError, load_queries, load_topics, named_query
from queries.catalogue import read_query
from queries.parameters import NAME_TYPES

CHINESE = re.compile(r"[\u4e00-\u9fff]")
HEAD = "# title: 甲 | A\n# description: 乙 | B\n# topic: deals\n"


def test_there_is_a_query_for_every_question_of_the_first_day():
    assert len(load_queries()) >= 45


@pytest.mark.parametrize("query", load_queries().values(), ids=lambda query: query.name)
def test_titles_and_parameters_are_told_in_both_languages(query):
    english = [query.title_en, query.description_en, *(parameter.label_en for parameter in query.parameters)]
    chinese = [query.title_zh, query.description_zh, *(parameter.label_zh for parameter in query.parameters)]
    assert not any(CHINESE.search(re.sub("三类|A\\+轮", "", text)) for text in english)
    assert all(CHINESE.search(text) for text in chinese)


@pytest.mark.parametrize("query", load_queries().values(), ids=lambda query: query.name)
def test_parameter_types_are_known_and_closed_lists_come_from_the_schema(query):
    for parameter in query.parameters:
        free = parameter.type in NAME_TYPES | {"text", "year", "integer", "number"}
        assert free != bool(parameter.choices)


def test_a_value_is_quoted_and_cannot_leave_its_place(in_oxigraph):
    hostile = '") } ?s ?p ?o . FILTER("\\\n" = "'
    text = named_query("funding").bound({"company": hostile})
    assert '\\") } ?s ?p ?o' in text
    assert in_oxigraph(text) == []


def test_unset_empty_and_default_values():
    query = named_query("approval_holders")
    assert 'VALUES (?_class ?_since ?_until) { ("三类" UNDEF UNDEF) }' in query.bound()
    assert query.bound({"class": "", "since": " "}) == query.bound()
    assert 'VALUES (?_class ?_since ?_until) { ("CE" "2020" UNDEF) }' in query.bound({"class": "CE", "since": "2020"})


def test_choices_and_names():
    parameters = {parameter.name: parameter for parameter in named_query("deals").parameters}
    assert parameters["deal_type"].choices == ("partnership", "license", "acquisition", "procurement", "platform")
    assert parameters["company"].takes_name
    assert not parameters["since"].takes_name


@pytest.mark.parametrize(
    ("query", "values", "message"),
    [
        ("funding", {"compny": "推想"}, "query funding has no parameter 'compny': did you mean company"),
        ("funding", {"since": "24"}, "since='24' is not a year: give four digits"),
        ("deals", {"deal_type": "licence"}, "deal_type='licence' is not one of partnership, license"),
        ("least_certain", {"below": "low"}, "below='low' is no number: give it as 0.75"),
        ("conflicts", {"kind": "Fund"}, "kind='Fund' is not one of Approval, Funding"),
    ],
)
def test_a_value_that_does_not_fit_is_answered_with_what_would(query, values, message):
    with pytest.raises(QueryError, match=message):
        named_query(query).bound(values)


def test_a_misspelt_query_is_answered_with_the_nearest():
    with pytest.raises(QueryError, match="no query is called 'fundings': did you mean funding"):
        named_query("fundings")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * WHERE {}", "needs one '# title"),
        (HEAD.replace(" | B", "") + "SELECT * WHERE {}", "'乙' needs 2 parts"),
        (HEAD.replace("deals", "dals") + "SELECT * WHERE {}", "no topic is called 'dals': choose from approvals"),
        (HEAD + "# chart: pie a b\nSELECT * WHERE {}", "write a chart as"),
        (HEAD + "# param: year | 年 | year\nSELECT * WHERE {}", "write a param as 'name type default"),
        (HEAD + "# param: a colour - | 甲 | A\nVALUES (?_a) { (UNDEF) }", "parameter a has type 'colour'"),
        (HEAD + "# param: a text - | 甲 | A\nVALUES (?_b) { (UNDEF) }", "name different parameters"),
    ],
)
def test_a_faulty_query_file_is_refused(tmp_path, text, message):
    path = tmp_path / "query.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QueryError, match=message):
        read_query(path)


def test_every_topic_has_queries_and_charts_name_columns(everywhere):
    queries = load_queries().values()
    assert {query.topic.name for query in queries} == set(load_topics())
    for query in queries:
        if query.chart:
            columns = set().union(*everywhere[0](query.bound()))
            assert {query.chart.x, query.chart.y, query.chart.series or query.chart.x} <= columns, query.name
