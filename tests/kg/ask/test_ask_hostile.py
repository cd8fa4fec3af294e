"""Names and questions are data: whatever they hold, the query stays ours and answers."""

from dataclasses import replace

import pyoxigraph as ox
import pytest
from handmade import made_by_hand, resolved_by_hand, store_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.ask import Asker
from kg.content import read_content
from kg.store import GraphStore

HOSTILE = ['"} . ?x ?y ?z #', "a' OR '1'='1", "} UNION { ?s ?p ?o", '\\"\\', "<script>alert(1)</script>", "\u202e推想"]

WORDS = [
    "推想医疗",
    "联影医疗",
    "红杉中国",
    "肺结节",
    "三类证",
    "哪些",
    "谁",
    "投资了",
    "最多",
    "共同",
    "比较",
    "2024年",
    "以来",
    "几张",
    "合作",
    "最大",
    "最早",
    "有没有",
    "竞争对手",
    "和",
    "的",
    "市场规模",
    "B轮",
]


@pytest.fixture(scope="module")
def small() -> Asker:
    store = store_of(made_by_hand(), resolved_by_hand())
    return Asker(store, read_content(store))


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_text_slot_stay_words(words: str) -> None:
    store = store_of(made_by_hand(), resolved_by_hand())
    content = read_content(store)
    name = next(iter(content.entities.values()))
    hostile = {**content.entities, name.iri: replace(name, label=words, aliases=())}
    asker = Asker(store, replace(content, entities=hostile))
    answer = asker.ask(f"{words}有哪些产品获批")
    if answer.answered:
        ox.Store().query(answer.sparql)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.sampled_from([*WORDS, *HOSTILE]),
            st.text(max_size=8),
        ),
        max_size=9,
    ).map("".join)
)
def test_any_question_is_answered_or_declined(small: Asker, question: str) -> None:
    answer = small.ask(question)
    assert answer.sentence_zh
    assert answer.answered == bool(answer.sparql)
    if answer.answered:
        assert isinstance(GraphStore.in_memory().query(answer.sparql).rows, tuple)  # type: ignore[union-attr]
