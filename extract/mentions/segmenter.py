"""jieba as the pipeline's tokenizer: its dictionary, its route and its model of unknown words, with less ado.

Segmenting is the largest single cost of reading. The words are those of ``jieba.cut`` to the last one; the savings are
one pass instead of two over the words that may begin at a character, plain lists for the route, and a ``Doc`` made
without aligning the words to the text again, which they spell out already.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from functools import cache
from math import inf, log

import jieba
from jieba import finalseg
from spacy.lang.zh import ChineseTokenizer, Segmenter
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.mentions.dictionary import dictionary

_SPACE = re.compile(r"\s")
#: What jieba takes for words, and what it keeps whole between them.
_WRITTEN = re.compile(r"([一-鿕a-zA-Z0-9+#&._%-]+)")
_SPACES = re.compile(r"(\r\n|\s)")
_NEVER = -inf
jieba.setLogLevel(logging.WARNING)  # its dictionary notice would mix with our progress on stderr


class OnePass(jieba.Tokenizer):  # type: ignore[misc]
    """jieba's tokenizer that looks the words up while it finds the likeliest route, not once before and once then."""

    def __init__(self) -> None:
        super().__init__()
        known = dictionary()
        self.FREQ, self.total, self.initialized = known.counts, known.total, True

    def cut(self, sentence: str, cut_all: bool = False, HMM: bool = True, use_paddle: bool = False) -> Iterator[str]:  # noqa: N803
        """The words of a text; with ``HMM`` the model of unknown words joins what the dictionary leaves single."""
        if cut_all or use_paddle:
            yield from super().cut(sentence, cut_all, HMM, use_paddle)
            return
        for number, block in enumerate(_WRITTEN.split(sentence)):
            if number % 2:
                yield from self._with_unknown(block) if HMM else self._with_latin(block)
                continue
            for place, between in enumerate(_SPACES.split(block)):
                yield from (between,) if place % 2 else between

    def _ends(self, block: str) -> list[int]:
        """For each place where the likeliest word that begins there ends, if the words behind it are the likeliest.

        Of equally likely words the longer one wins, and a character that begins no word stands alone, as in jieba.
        """
        count_of, length, total = self.FREQ.get, len(block), log(self.total)
        alone = log(1) - total
        ends = list(range(1, length + 1))
        sums = [0.0] * (length + 1)
        for start in range(length - 1, -1, -1):
            stop, best = start + 1, _NEVER
            count = count_of(block[start])
            while count is not None:
                if count:
                    score = log(count) - total + sums[stop]
                    if score >= best:
                        best, ends[start] = score, stop
                if stop == length:
                    break
                stop += 1
                count = count_of(block[start:stop])
            sums[start] = alone + sums[start + 1] if best == _NEVER else best
        return ends

    def _with_unknown(self, block: str) -> Iterator[str]:
        """The words of a block; single characters in a row are words of their own only where the model says so."""
        ends, length = self._ends(block), len(block)
        start = loose = 0
        while start < length:
            stop = ends[start]
            if stop - start > 1:
                if loose < start:
                    yield from self._loose(block[loose:start])
                yield block[start:stop]
                loose = stop
            start = stop
        if loose < length:
            yield from self._loose(block[loose:])

    def _loose(self, characters: str) -> Iterable[str]:
        if len(characters) == 1 or self.FREQ.get(characters):
            return characters
        return finalseg.cut(characters)  # type: ignore[no-any-return]

    def _with_latin(self, block: str) -> Iterator[str]:
        """The words of a block that the dictionary holds, single Latin letters and digits in a row joined."""
        ends, length = self._ends(block), len(block)
        start = loose = 0
        while start < length:
            stop = ends[start]
            if stop - start > 1 or not (block[start].isascii() and block[start].isalnum()):
                if loose < start:
                    yield block[loose:start]
                yield block[start:stop]
                loose = stop
            start = stop
        if loose < length:
            yield block[loose:]


@cache
def _words() -> OnePass:
    return OnePass()


def words_of(text: str) -> list[str]:
    """The words of a text that the dictionary holds; what it does not hold comes character by character."""
    return [word for word in _words().cut(text, HMM=False) if word]


class Tokenizer(ChineseTokenizer):
    """spaCy's Chinese tokenizer over ``OnePass``."""

    def __init__(self, vocab: Vocab) -> None:
        dictionary()  # before spaCy asks jieba to read it
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
