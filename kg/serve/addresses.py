"""Which address on this server stands for which IRI: the path is what follows the base of the graph, under any base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote_to_bytes

from kg.namespaces import Namespaces

_ESCAPE = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
#: ASCII that may stand in a path as it is.
_PLAIN = "/:@!$&'()*+,;=~-._"


def address_of(iri: str, namespaces: Namespaces) -> str:
    """The address of a page or document about ``iri``; empty for an IRI that is not under the base of the graph."""
    if not iri.startswith(namespaces.base):
        return ""
    path, mark, fragment = iri.removeprefix(namespaces.base).partition("#")
    # A percent sign of an IRI (A%2FB) is kept from being resolved on the way: it arrives as %25.
    return f"/{quote(path, safe=_PLAIN)}{mark}{quote(fragment, safe=_PLAIN)}"


def iris_of(raw_path: bytes, namespaces: Namespaces) -> Iterator[str]:
    """The IRIs that a client may mean by a path as it came over the wire, the likeliest first, none if it is no text.

    Either the path was written by ``address_of``, so all escapes are resolved; or a client resolved the IRI itself
    against this server, so escapes of the IRI (``A%2FB``) stand as they are and only those of non-ASCII are resolved.
    """
    seen = set()
    for decode in (unquote_to_bytes, _decode_beyond_ascii):
        try:
            path = decode(raw_path).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if path not in seen and path.isprintable():
            seen.add(path)
            yield namespaces.base + path.lstrip("/")


def _decode_beyond_ascii(raw_path: bytes) -> bytes:
    return _ESCAPE.sub(lambda run: _resolved(run[0]), raw_path)


def _resolved(escapes: bytes) -> bytes:
    octets = unquote_to_bytes(escapes)
    return b"".join(bytes([octet]) if octet > 0x7F else b"%%%02X" % octet for octet in octets)
