"""Questions in many words: read as meant, answered with what the samples say."""

import csv
from pathlib import Path

import pytest

from kg.ask import Answer, Asker, example_questions
from kg.content import Content
from ontology.schema import load_schema

LINES = Path(__file__).with_name("questions.tsv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader((line for line in LINES if line and not line.startswith("#")), delimiter="\t"))
OPERATIONS = {
    "count": "计数",
    "most": "按数量从多到少",
    "largest": "按金额或数值从大到小",
    "first": "按时间从早到晚",
    "compare": "逐个比较",
    "common": "共同的",
    "whether": "有没有",
}


def said(answer: Answer) -> str:
    """All that the answer holds, as one text."""
    return "\n".join("\t".join(map(str, row)) for row in answer.table.rows)


@pytest.mark.parametrize("row", ROWS, ids=[row["question"] for row in ROWS])
def test_a_question_is_read_as_meant_and_answered(asker: Asker, row: dict[str, str]) -> None:
    answer = asker.ask(row["question"])
    meanings = [part.meaning for part in answer.understood]
    assert f"a mai:{row['kind']} " in answer.sparql
    assert any(f"（{row['kind']}）" in meaning for meaning in meanings)
    if row["operation"] in OPERATIONS:
        assert any(meaning.startswith(OPERATIONS[row["operation"]]) for meaning in meanings)
    elif row["kind"] != "Deal":
        assert load_schema().kind(row["kind"]).slot(row["asked"]).label_zh in meanings
    if row["answer"] == "-":
        assert not answer.table.rows
    else:
        assert [name for name in row["answer"].split("、") if name not in said(answer)] == []


def test_there_are_more_than_twenty_five_shapes() -> None:
    shapes = {(row["kind"], row["asked"], row["operation"]) for row in ROWS}
    assert len(shapes) > 25


def test_an_answer_shows_sparql_that_any_engine_runs_and_the_quotes(asker: Asker) -> None:
    answer = asker.ask("谁投了脉图智能？")
    assert answer.sparql.startswith("PREFIX ")
    assert all(f"PREFIX {name}:" in answer.sparql for name in ("mai", "prov", "oa", "dcterms"))
    assert any("脉图智能" in fact.quote and "红杉中国" in fact.quote for fact in answer.facts)


def test_a_count_rests_on_quotes_too(asker: Asker) -> None:
    answer = asker.ask("澄影医疗一共有多少张三类证？")
    assert answer.table.rows == ((3,),)
    assert len({fact.slots["product"] for fact in answer.facts if fact.kind == "Approval"}) == 3


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("鹰瞳科技还叫什么？", "Airdoc"),
        ("Airdoc有哪些别名", "鹰瞳科技"),
        ("介绍一下鹰瞳科技", "敲钟时间早于其他同行"),
        ("鹰瞳科技", "敲钟时间早于其他同行"),
        ("哪些报告提到鹰瞳科技", "医疗AI公司财报横评"),
        ("望舒医疗的竞争对手有哪些？", "推想医疗"),
        ("望舒医疗的竞品", "推想医疗"),
        ("脉图智能和红杉中国是什么关系", "融资"),
        ("比较望舒医疗和澄影医疗", "审批"),
    ],
)
def test_questions_about_things_themselves(asker: Asker, question: str, words: str) -> None:
    assert words in said(asker.ask(question))


@pytest.mark.parametrize("question", ["今天天气怎么样", "推荐一只股票", "？？？", "的了吗", "x" * 3000])
def test_what_is_not_understood_gets_near_questions(asker: Asker, question: str) -> None:
    answer = asker.ask(question)
    assert not answer.answered
    assert len(answer.nearest) == 5
    assert "没有看懂" in answer.sentence_zh


def test_words_that_were_passed_over_are_named(asker: Asker) -> None:
    answer = asker.ask("澄影医疗在火星上拿了哪些三类证")
    assert any("火星" in word for word in answer.unknown)


def test_a_part_of_a_name_is_taken_and_said_to_be_one(asker: Asker) -> None:
    answer = asker.ask("望舒有哪些产品？")
    assert any("望舒医疗" in part.meaning and "按部分名称匹配" in part.meaning for part in answer.understood)


def test_nothing_found_is_not_told_as_nothing_there(asker: Asker) -> None:
    answer = asker.ask("鹰瞳科技的融资情况")
    assert answer.answered
    assert not answer.table.rows
    assert "不等于没有" in answer.sentence_zh
    assert answer.nearest


def test_every_example_of_the_graph_is_understood(asker: Asker, sample_content: Content) -> None:
    examples = example_questions(sample_content)
    assert len(examples) > 30
    assert [example for example in examples if not asker.ask(example).answered] == []


def test_the_same_question_gets_the_same_answer(asker: Asker) -> None:
    assert asker.ask("谁的三类证最多？") == asker.ask("谁的三类证最多？")
