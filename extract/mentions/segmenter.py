"""jieba as the pipeline's tokenizer: its dictionary, its route and its model of unknown words, with less ado.

Segmenting is the largest single cost of reading. The words are those of ``jieba.cut`` to the last one; the savings are
one pass instead of two over the words that may begin at a character, and a ``Doc`` made without aligning the words
to the text again, which they spell out already.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from math import log

import jieba
from spacy.lang.zh import ChineseTokenizer, Segmenter
from spacy.tokens import Doc
from spacy.vocab import Vocab

_SPACE = re.compile(r"\s")
jieba.setLogLevel(logging.WARNING)  # its dictionary notice would mix with our progress on stderr


class OnePass(jieba.Tokenizer):  # type: ignore[misc]
    """jieba's tokenizer that looks the words up while it finds the likeliest route, not once before and once then."""

    def __init__(self) -> None:
        super().__init__()
        jieba.initialize()
        # jieba's own dictionary, not a second copy of its 500,000 entries
        self.FREQ, self.total, self.initialized = jieba.dt.FREQ, jieba.dt.total, True

    def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802 - jieba's name
        """Nothing: ``calc`` asks for no graph of words."""
        return {}

    def calc(self, sentence: str, DAG: dict[int, list[int]], route: dict[int, tuple[float, int]]) -> None:  # noqa: N803
        """Fill ``route``: for each place, from the last to the first, the likeliest word there and the sum behind it.

        Of equally likely words the longer one wins, and a character that begins no word stands alone, as in jieba.
        """
        counts, length, total = self.FREQ, len(sentence), log(self.total)
        route[length] = (0, 0)
        for start in range(length - 1, -1, -1):
            last, word = start, sentence[start]
            best: tuple[float, int] | None = None
            while last < length and (count := counts.get(word)) is not None:
                if count:
                    score = log(count) - total + route[last + 1][0]
                    if best is None or score >= best[0]:
                        best = (score, last)
                last += 1
                word = sentence[start : last + 1]
            route[start] = best or (log(1) - total + route[start + 1][0], start)


@cache
def _words() -> OnePass:
    return OnePass()


def words_of(text: str) -> list[str]:
    """The words of a text that the dictionary holds; what it does not hold comes character by character."""
    return [word for word in _words().cut(text, HMM=False) if word]


class Tokenizer(ChineseTokenizer):
    """spaCy's Chinese tokenizer over ``OnePass``."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__(vocab, segmenter=Segmenter.jieba)
        self.jieba_seg: OnePass = OnePass()

    def __call__(self, text: str) -> Doc:
        """The words of a text; both are kept beside the ``Doc``, for spaCy would make them anew at every look."""
        if _SPACE.search(text):
            doc: Doc = super().__call__(text)
            words = [token.text for token in doc]
        else:
            words = [word for word in self.jieba_seg.cut(text) if word]
            doc = Doc(self.vocab, words=words, spaces=[False] * len(words))
        doc.user_data["text"], doc.user_data["words"] = text, words
        return doc
