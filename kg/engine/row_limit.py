"""Cuts an answer after a number of rows while the engine writes it, and leaves a whole document.

The engine writes rows far quicker than Python could, but knows no bound. So its bytes pass through here, where each
place is found at which the document could be cut. What a value holds can look like such a place: JSON strings and
quoted CSV cells are told apart from the marks between them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat

from kg.engine.frames import CHUNK

Send = Callable[[bytes], None]

# In strings of JSON every quote is escaped, so the quote after the brace opens a key: no value can forge this.
_JSON_FIRST = b'"bindings":[{'
_JSON_NEXT = re.compile(rb',\{"[^"\\]+":\{"type":"')
_JSON_ANY_ROW = re.compile(rb"[\[,](?=\{)")
_JSON_STRING = re.compile(rb'"(?:[^"\\]++|\\.|\\\Z)*+(?:"|\Z)', re.DOTALL)
_XML_ROW = re.compile(rb"<result>")
_LINE = re.compile(rb"\n(?=.)", re.DOTALL)
_CSV_LINE = re.compile(rb'(?:[^"\n]++|"[^"]*+")*+\n(?=.)', re.DOTALL)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_NOT_XML = re.compile(rb"[" + re.escape(_CONTROLS) + rb"]|\xef\xbf[\xbe\xbf]")
_UNKNOWN = "\ufffd".encode()


class RowLimitReachedError(Exception):
    """Stops the engine: the answer has been cut and closed."""


@dataclass(frozen=True, slots=True)
class _Form:
    """How a form is cut: where its rows begin, and what closes it. A notice stands where every reader bears one."""

    cuts: Callable[[bytes, int], list[int]]
    closing: bytes
    #: Bytes that a row begins with, which must not be taken for a second row when the rest of it comes.
    skip: int = 0


def _json_cuts(text: bytes, start: int) -> list[int]:
    if b",{}" in text or b"[{}" in text:
        masked = _JSON_STRING.sub(lambda string: b'"' * len(string[0]), text)
        return [row.start() for row in _JSON_ANY_ROW.finditer(masked, start)]
    first = text.find(_JSON_FIRST, start)
    cuts = [] if first < 0 else [first + len(_JSON_FIRST) - 1]
    return cuts + [row.start() for row in _JSON_NEXT.finditer(text, start)]


def _xml_cuts(text: bytes, start: int) -> list[int]:
    return [row.start() for row in _XML_ROW.finditer(text, start)]


def _line_cuts(text: bytes, start: int) -> list[int]:
    return [line.end() for line in _LINE.finditer(text, start)]


def _csv_cuts(text: bytes, start: int) -> list[int]:
    if b'"' not in text:
        return _line_cuts(text, start)
    cuts = []
    while line := _CSV_LINE.match(text, start):
        start = line.end()
        cuts.append(start)
    return cuts


_FORMS = {
    QueryResultsFormat.JSON: _Form(_json_cuts, b"]}}", skip=1),
    QueryResultsFormat.XML: _Form(_xml_cuts, b"</results><!-- truncated: there are more rows --></sparql>", skip=1),
    QueryResultsFormat.CSV: _Form(_csv_cuts, b""),
    QueryResultsFormat.TSV: _Form(_line_cuts, b""),
}


class RowLimit(io.BufferedIOBase):
    """A file for the engine to write into: passes on no more than ``limit`` rows, and stops when ``size`` is passed."""

    def __init__(self, send: Send, form: QueryResultsFormat, *, limit: int | None, size: int | None) -> None:
        self.rows = 0
        self._send = send
        self._form = _FORMS[form]
        self._clean = _xml_safe if form == QueryResultsFormat.XML else bytes
        self._limit = limit
        self._size = size
        self._sent = 0
        self._held = b""
        self._skip = 0
        self._pieces: list[bytes] = []
        self._waiting = 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Take what the engine writes.

        Raises:
            RowLimitReachedError: when a bound is passed.
        """
        self._pieces.append(data)
        self._waiting += len(data)
        if self._waiting >= CHUNK:
            self._pass_on()
        return len(data)

    def finish(self) -> None:
        """Pass on what is left, at the end of the answer."""
        self._pass_on()
        self._emit(self._held)

    def _pass_on(self) -> None:
        text = b"".join([self._held, *self._pieces])
        self._pieces.clear()
        self._waiting = 0
        cuts = self._form.cuts(text, self._skip)
        if self._limit is not None and self.rows + len(cuts) > self._limit:
            self._cut(text, cuts[: self._limit - self.rows + 1])
        if self._size is not None and cuts and self._sent + len(text) > self._size:
            self._cut(text, cuts)
        if cuts:
            self.rows += len(cuts)
            self._emit(text[: cuts[-1]])
            self._skip = self._form.skip
        self._held = text[cuts[-1] :] if cuts else text

    def _cut(self, text: bytes, cuts: list[int]) -> None:
        """End the document before the last of ``cuts``, and the engine with it."""
        self.rows += len(cuts) - 1
        self._emit(text[: cuts[-1]] + self._form.closing)
        raise RowLimitReachedError

    def _emit(self, text: bytes) -> None:
        self._sent += len(text)
        self._send(self._clean(text))


def _xml_safe(text: bytes) -> bytes:
    """``text`` without characters that XML cannot hold: OCR leaves form feeds in quotes."""
    if len(text.translate(None, _CONTROLS)) == len(text) and b"\xef\xbf" not in text:
        return text  # nearly always, and far quicker than looking at each character
    return _NOT_XML.sub(_UNKNOWN, text)
