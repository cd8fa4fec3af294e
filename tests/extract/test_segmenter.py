"""The pipeline's tokenizer: jieba's words, whatever the text."""

from __future__ import annotations

import jieba
import jieba.posseg
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.mentions.dictionary import dictionary
from extract.mentions.pipeline import load_pipeline
from extract.mentions.segmenter import OnePass
from extract.mentions.tags import text_of

_PARTS = st.sampled_from(
    [
        "推想医疗",
        "在",
        "研究",
        "生命",
        "起源",
        "结合成",
        "分子时",
        "曜衡",
        "AI",
        "3.0",
        "%",
        "。",
        " ",
        "\n",
        "龘",
        "药品",
    ]
)
_TEXTS = st.one_of(st.lists(_PARTS, max_size=20).map("".join), st.text(max_size=40))


@settings(max_examples=200, deadline=None)
@given(_TEXTS)
def test_one_pass_cuts_as_jieba_does(text: str) -> None:
    theirs = jieba.Tokenizer()
    theirs.FREQ, theirs.total, theirs.initialized = dictionary().counts, dictionary().total, True
    assert list(OnePass().cut(text)) == list(theirs.cut(text))
    assert list(OnePass().cut(text, HMM=False)) == list(theirs.cut(text, HMM=False))


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_tokens_spell_the_text(text: str) -> None:
    doc = load_pipeline().make_doc(text)
    assert doc.text == text == text_of(doc)


def test_the_dictionary_is_jiebas_own() -> None:
    assert OnePass().FREQ is jieba.dt.FREQ is dictionary().counts


def test_the_dictionary_is_read_as_jieba_reads_it() -> None:
    known, theirs = dictionary(), jieba.Tokenizer()
    assert (known.counts, known.total) == theirs.gen_pfdict(theirs.get_dict_file())
    assert known.classes == jieba.posseg.POSTokenizer(theirs).word_tag_tab
