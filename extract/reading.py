"""Bytes to text to blocks: a report file read whatever its encoding, or refused with one clear line."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from extract.blocks.assemble import read_layout
from extract.blocks.cues import common_characters
from extract.document import Document
from extract.folding import fold_text

#: How files begin that hold no plain text.
_BINARY_MARKS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, Excel or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE_ENCODINGS = ("gb18030", "big5", "big5hkscs")
_SAMPLE = 20_000
_PLAUSIBLE = 0.2
_CERTAIN = 0.5


class UnreadableReportError(Exception):
    """A report that cannot be read; the message is one line that names the file and the remedy."""


def read_report(path: Path, *, max_bytes: int = 20_000_000) -> Document:
    """The report at ``path`` as a document with blocks.

    ``raw`` is the decoded text with ``\\n`` line ends and without a byte order mark; all offsets count its
    characters. ``sha256`` is the hash of that text in UTF-8 (of the file itself, if that is UTF-8 with
    Unix line ends), so that a report saved again in another encoding is still the same report.

    Raises:
        UnreadableReportError: if the file is missing, empty, too large, or no plain text.
    """
    data = _read_bytes(path, max_bytes)
    raw, encoding = decode(data, path.name)
    layout = read_layout(raw)
    return Document(
        stem=path.stem,
        file_name=path.name,
        raw=raw,
        encoding=encoding,
        sha256=hashlib.sha256(raw.encode("utf-8")).hexdigest(),
        title=layout.front.title,
        publisher=layout.front.publisher,
        date=layout.front.date,
        blocks=layout.blocks,
    )


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise UnreadableReportError(f"{name} is a folder: name the text files in it, or build from the folder")
        size = path.stat().st_size
        if size > max_bytes:
            raise UnreadableReportError(
                f"{name} has {size / 1e6:.1f} MB, the limit is {max_bytes / 1e6:.1f} MB: split it, or raise the limit"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableReportError(f"{name} does not exist: check the path {path}") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableReportError(f"{name} cannot be read ({reason}): check the file and its permissions") from error


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of a file and the name of its encoding, found by content.

    UTF-8 is tried first, for hardly anything else passes for it; then the Chinese encodings, of which the
    one wins whose text holds the largest share of frequent characters.

    Raises:
        UnreadableReportError: if no encoding gives plausible text.
    """
    for mark, kind in _BINARY_MARKS:
        if data.startswith(mark):
            raise UnreadableReportError(f"{name} is {kind}, not plain text: save or convert it as a UTF-8 .txt file")
    text, encoding = _decode_marked(data, name) or _decode_unmarked(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not fold_text(text[:_SAMPLE]) and not fold_text(text):
        raise UnreadableReportError(f"{name} holds no text: check that the OCR or the export worked")
    return text, encoding


def _decode_marked(data: bytes, name: str) -> tuple[str, str] | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableReportError(
                    f"{name} is marked as {encoding} but breaks at byte {error.start}: save it again as UTF-8"
                ) from error
            return text.removeprefix("\ufeff"), encoding
    return None


def _decode_unmarked(data: bytes, name: str) -> tuple[str, str]:
    if b"\0" in data:
        raise UnreadableReportError(f"{name} is a binary file, not plain text: save or convert it as a UTF-8 .txt file")
    utf8 = _attempt(data, "utf-8")
    if utf8 is not None and (utf8.isascii() or _plausibility(utf8) >= _PLAUSIBLE):
        return utf8, "utf-8"
    texts = ((_attempt(data, encoding), encoding) for encoding in _CHINESE_ENCODINGS)
    scored = [(_plausibility(text), text, encoding) for text, encoding in texts if text is not None]
    score, text, encoding = max(scored, key=lambda candidate: candidate[0], default=(0.0, "", ""))
    if utf8 is not None and score < _CERTAIN:
        # Two or three characters of GB18030 may pass for UTF-8 (the 联通 of old Notepad), a report does not.
        return utf8, "utf-8"
    if score < _PLAUSIBLE:
        raise UnreadableReportError(f"{name} is neither UTF-8 nor GB18030 nor Big5 text: save it again as UTF-8")
    return text, encoding


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausibility(text: str) -> float:
    """The share of frequent Chinese characters and marks among those that are not ASCII."""
    sample = [character for character in fold_text(text[:_SAMPLE]) if not character.isascii()]
    if not sample:
        return 0.0
    known = common_characters()
    return sum(character in known or character in "。、《》“”—·" for character in sample) / len(sample)
