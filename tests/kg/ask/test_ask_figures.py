"""Sums, averages, counts over time, seconds, exceptions and what is missing; and words that were not used."""

import pytest

from kg.ask import Answer, Asker


def said(answer: Answer) -> str:
    """All that the answer holds, as one text."""
    return "\n".join("\t".join(map(str, row)) for row in answer.table.rows)


@pytest.mark.parametrize("question", ["澄影科技一共融了多少钱", "澄影科技融资总额", "澄影科技累计融了多少"])
def test_amounts_are_added_up_by_currency_and_what_is_told_twice_once(asker: Asker, question: str) -> None:
    answer = asker.ask(question)
    assert [tuple(map(str, row)) for row in answer.table.rows] == [("CNY", "320000000", "1")]
    assert "3.2亿" in answer.sentence_zh
    assert "模糊金额取下限" in answer.sentence_zh
    assert any("3.2亿" in fact.quote for fact in answer.facts)


def test_one_round_with_two_amounts_is_told_as_a_range(asker: Asker) -> None:
    assert "CNY 1.8亿–2亿（1 笔）" in asker.ask("脉图智能一共融了多少钱").sentence_zh


def test_an_average_is_by_currency_too(asker: Asker) -> None:
    answer = asker.ask("平均每笔融资多少钱")
    assert {row[0] for row in answer.table.rows} == {"CNY", "HKD", "USD"}


def test_who_raised_most_is_told_by_amount_and_not_by_number(asker: Asker) -> None:
    assert str(asker.ask("哪家融到的钱最多").table.rows[0][0]) == "澄影科技"
    answer = asker.ask("脉图智能和澄影科技谁融的钱多")
    assert [(str(row[0]), str(row[2])) for row in answer.table.rows] == [
        ("澄影科技", "320000000"),
        ("脉图智能", "180000000"),
    ]


@pytest.mark.parametrize("question", ["每年获批多少个产品", "各年获批数量", "哪一年获批的产品最多", "获批产品按年分布"])
def test_facts_are_counted_by_year(asker: Asker, question: str) -> None:
    answer = asker.ask(question)
    years = {str(row[0]): int(str(row[1])) for row in answer.table.rows}
    assert list(years) == sorted(years)
    assert years["2024"] == max(years.values())
    assert "最多的是 2024" in answer.sentence_zh


def test_a_named_thing_can_be_left_out(asker: Asker) -> None:
    answer = asker.ask("除了岚桥创投还有哪些投资机构")
    assert "红杉中国" in said(answer)
    assert "岚桥创投" not in {str(row[0]) for row in answer.table.rows}


@pytest.mark.parametrize("question", ["哪家公司融资次数第二多", "融资次数排名第二的公司"])
def test_the_second_are_all_that_share_the_second_number(asker: Asker, question: str) -> None:
    assert asker.ask(question).sentence_zh.startswith("数量排第 2 的：曙内医疗、脉图智能（各 2）")


@pytest.mark.parametrize("question", ["没有拿证的融资公司有哪些", "哪些融过资的公司没有拿证", "融过资但没获批的企业"])
def test_those_without_are_told_with_a_caution(asker: Asker, question: str) -> None:
    answer = asker.ask(question)
    names = {str(row[0]) for row in answer.table.rows}
    assert "序元生物" in names
    assert "脉图智能" not in names
    assert "不等于没有" in answer.sentence_zh


def test_a_no_about_one_company_asks_whether(asker: Asker) -> None:
    assert "有：" in asker.ask("脉图智能没有融资吗").sentence_zh


@pytest.mark.parametrize("question", ["哪些公司既拿了证又融过资", "融过资的公司里哪些有三类证"])
def test_two_kinds_of_fact_may_both_be_asked_for(asker: Asker, question: str) -> None:
    names = {str(row[0]) for row in asker.ask(question).table.rows} | set(said(asker.ask(question)).split())
    assert "脉图智能" in names
    assert "序元生物" not in names


def test_a_stage_or_round_may_begin_or_end_a_range(asker: Asker) -> None:
    later, earlier = said(asker.ask("二期及以后的管线")), said(asker.ask("B轮以前的融资"))
    assert "Phase 2" in later
    assert "Phase 1\t" not in later
    assert "A轮" in earlier
    assert "B轮" not in earlier


@pytest.mark.parametrize("question", ["澄影科技股价多少", "澄影科技有多少厂房"])
def test_a_word_that_is_not_understood_is_said_before_the_answer(asker: Asker, question: str) -> None:
    answer = asker.ask(question)
    assert answer.sentence_zh.startswith("（没有用上“")
    assert answer.sentence_en.startswith("(Passed over: ")


def test_the_half_of_a_question_that_was_not_answered_is_named(asker: Asker) -> None:
    assert "成立" in asker.ask("澄影科技是哪年成立的，创始人是谁").unknown


def test_a_condition_is_never_dropped_until_nothing_is_left(asker: Asker) -> None:
    assert not asker.ask("用区块链的产品").table.rows


def test_latin_words_are_no_parts_of_names(asker: Asker) -> None:
    answer = asker.ask("which company has most approvals")
    assert [part.words for part in answer.understood if "部分名称" in part.meaning] == []
    assert str(answer.table.rows[0][0]) == "脉图智能"


def test_colloquial_and_traditional_words_are_read(asker: Asker) -> None:
    assert asker.ask("澄影醫療有哪些三類證").table == asker.ask("澄影医疗有哪些三类正").table
    assert "三类证" in said(asker.ask("澄影医疗都有啥证"))
