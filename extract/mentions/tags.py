"""Word classes from jieba's own dictionary: one look-up a token, no tagger model.

The classes serve one purpose, to know where a name cannot go on: an adverb, a preposition, a pronoun
or a plain verb ends it. jieba's tagger proper is five times slower and no better at that.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from extract.mentions.dictionary import dictionary

#: jieba classes that never stand inside a name: particles, adverbs, pronouns, prepositions, times ...
CLOSED_CLASSES = frozenset(
    {"c", "d", "df", "e", "o", "p", "r", "rr", "rz", "u", "ud", "ug", "uj", "ul", "uv", "uz", "y"}
)
VERB_CLASSES = frozenset({"v", "vi", "vq", "vd"})


@cache
def word_classes() -> dict[str, str]:
    """Every word of jieba's dictionary with its class, e.g. ``{"推动": "v", ...}``."""
    return dictionary().classes


def text_of(doc: Doc) -> str:
    """The text of a doc, as the tokenizer kept it: spaCy's own property joins the tokens anew at every look."""
    try:
        return doc.user_data["text"]  # type: ignore[no-any-return]
    except KeyError:
        return doc.user_data.setdefault("text", doc.text)  # type: ignore[no-any-return]


def words_in(doc: Doc) -> list[str]:
    """The words of a doc, as the tokenizer kept them."""
    try:
        return doc.user_data["words"]  # type: ignore[no-any-return]
    except KeyError:
        words: list[str] = doc.user_data.setdefault("words", [token.text for token in doc])
        return words


def stands_alone(doc: Doc, start: int, end: int) -> bool:
    """Whether a short name is no accident of two words: 联影 in 关联影像, 教育部 in 教育部门.

    Names of four characters and more never are; a shorter one must not begin or end inside a word of the dictionary.
    """
    name = text_of(doc)[start:end]
    if len(name) > 3 or name.isascii():
        return True
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or (span.start_char == start and span.end_char == end):
        return True
    words = word_classes()
    cut_left = span.start_char < start and span[0].text in words
    cut_right = span.end_char > end and span[-1].text in words
    return not (cut_left or cut_right)
