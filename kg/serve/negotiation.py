"""Which form of an answer a client wants: the Accept header of RFC 9110, and suffixes of addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Range:
    kind: str
    subtype: str
    parameters: tuple[str, ...]
    quality: float

    def fit(self, media_type: str) -> int | None:
        """How exactly this range names ``media_type``: the more the better, none if it does not."""
        kind, _, subtype = media_type.partition("/")
        if (self.kind, self.subtype) == (kind, subtype):
            return 2 + len(self.parameters)
        if self.subtype == "*" and self.kind in (kind, "*"):
            return 1 if self.kind == kind else 0
        return None


def preferred(accept: str | None, offered: Sequence[str]) -> str | None:
    """The one of ``offered`` media types that ``accept`` wants most, the earlier one among equals; none fits: None.

    Without a header, or with one that cannot be read at all, anything goes and the first is given.
    """
    ranges = _ranges(accept or "*/*") or _ranges("*/*")
    best, most = None, 0.0
    for media_type in offered:
        quality = _quality(ranges, media_type)
        if quality > most:
            best, most = media_type, quality
    return best


def wants_html(accept: str | None) -> bool:
    """Whether the client is a browser rather than a program."""
    return preferred(accept, ["text/plain", "application/json", "text/html"]) == "text/html"


def _quality(ranges: Iterable[_Range], media_type: str) -> float:
    fits = [(fit, one.quality) for one in ranges if (fit := one.fit(media_type)) is not None]
    return max(fits)[1] if fits else 0.0


def _ranges(accept: str) -> list[_Range]:
    ranges = (_range(part) for part in accept[:4000].split(","))
    return [one for one in ranges if one is not None]


def _range(part: str) -> _Range | None:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    kind, _, subtype = name.partition("/")
    if name == "*":
        kind = subtype = "*"
    if not kind or not subtype:
        return None
    quality = 1.0
    kept = []
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            quality = _weight(value.strip())
        elif parameter:
            kept.append(parameter)
    return _Range(kind, subtype, tuple(kept), quality)


def _weight(value: str) -> float:
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
