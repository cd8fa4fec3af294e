"""Words as XML can hold them: OCR leaves form feeds and worse in quotes."""

from __future__ import annotations

import pyoxigraph as ox


def xml_safe(words: str) -> str:
    """``words`` with U+FFFD for every character that XML forbids."""
    return "".join(char if char in "\t\n\r" or " " <= char not in "\ufffe\uffff" else "\ufffd" for char in words)


def xml_triple(triple: ox.Triple) -> ox.Triple:
    """``triple`` with an object that XML can hold."""
    words = triple.object
    if not isinstance(words, ox.Literal) or xml_safe(words.value) == words.value:
        return triple
    safe = xml_safe(words.value)
    literal = ox.Literal(safe, language=words.language) if words.language else ox.Literal(safe, datatype=words.datatype)
    return ox.Triple(triple.subject, triple.predicate, literal)
