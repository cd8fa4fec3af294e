"""Names that no list and no structure tells: what the trained field adds to the rules, and what it leaves alone."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.mention import Mention
from extract.mentions.pipeline import load_pipeline, mentions_of, tag
from extract.mentions.tagger import clauses_of, find_tagged, marks_of, spans_of
from extract.training import news_folder, unseen_folder
from extract.training.names import annotated_texts, train


def tagged(text: str) -> set[tuple[str, str]]:
    return {(m.type, m.name) for m in tag(text) if m.rule.startswith("tagger.")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("联合创始人、CEO顾闻舟从一开始就把病种选得很窄。", ("Person", "顾闻舟")),
        ("公司公告,董事会选举总裁沈既明为新任董事长。", ("Person", "沈既明")),
        ("2023年,苍柏病理曾完成A轮融资。", ("Company", "苍柏病理")),
    ],
)
def test_a_name_is_told_by_what_stands_around_it(text: str, name: tuple[str, str]) -> None:
    assert name in tagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "AI赋能医疗,智能化水平提升,营收与毛利双双增长。",
        "系统保障手术的安全性与依从性。",
        "推动医疗智慧化成为趋势。",
        "产品先后获得CE认证。",
    ],
)
def test_words_of_the_field_are_no_names(text: str) -> None:
    assert tagged(text) == set()


def test_what_the_rules_have_named_stays_as_it_is() -> None:
    doc = load_pipeline()("推想医疗CEO沈既明表示,InferRead已经获批。")
    known = [m for m in mentions_of(doc) if not m.rule.startswith("tagger.")]
    added = list(find_tagged(doc, known))
    assert all(m.end <= k.start or k.end <= m.start for m in added for k in known)


def test_only_clauses_with_an_unknown_word_are_looked_at() -> None:
    doc = load_pipeline().make_doc("公司发展很快,砚禾生物完成融资,市场规模扩大。")
    assert ["".join(words) for _, _, words, _ in clauses_of(doc, [])] == ["砚禾生物完成融资"]


def test_marks_say_what_the_rules_say_of_each_word() -> None:
    known = [Mention(2, 6, "Company", "推想医疗", "gazetteer", 0.9), Mention(6, 7, "Person", "沈", "cue", 0.4)]
    assert marks_of([0, 2, 4, 6, 7], [2, 4, 6, 7, 9], known) == ["O", "BCompany", "ICompany", "BPerson?", "O"]


spans = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3), st.sampled_from("CNE")), max_size=6)


@given(spans)
def test_spans_of_labels_are_those_that_were_written(parts: list[tuple[int, int, str]]) -> None:
    labels: list[str] = []
    written = []
    for gap, length, label in parts:
        labels += ["O"] * gap
        written.append((len(labels), len(labels) + length, label))
        labels += [f"B-{label}", *[f"I-{label}"] * (length - 1)]
    assert list(spans_of(labels)) == written


def test_training_on_the_same_texts_gives_the_same_model(tmp_path: Path) -> None:
    folder = tmp_path / "few"
    (folder / "texts").mkdir(parents=True)
    for text, names in list(annotated_texts([news_folder()]))[:3]:
        (folder / "texts" / text.name).write_bytes(text.read_bytes())
        (folder / names.name).write_bytes(names.read_bytes())
    models = [tmp_path / "one.crfsuite", tmp_path / "two.crfsuite"]
    counts = {train([folder], model) for model in models}
    assert len(counts) == 1
    assert counts.pop() > 20
    assert models[0].read_bytes() == models[1].read_bytes()


@pytest.mark.parametrize(("folder", "count"), [(news_folder(), 138), (unseen_folder(), 12)])
def test_every_annotation_of_the_news_stands_in_its_text(folder: Path, count: int) -> None:
    texts = list(annotated_texts([folder]))
    assert len(texts) == count
    for text, names in texts:
        facts = names.with_name(names.name.replace(".entities.", ".facts."))
        raw = text.read_text(encoding="utf-8")
        for line in (*names.read_text(encoding="utf-8").splitlines(), *facts.read_text(encoding="utf-8").splitlines()):
            assert json.loads(line)["quote"] in raw, names.name
