"""Addresses of pages that stand for no IRI, percent-encoded."""

from __future__ import annotations

from urllib.parse import quote, urlencode

#: Characters of a path that need no escape.
_PATH = "/:@!$&'()*+,;=~"


def report_url(stem: str, start: int | None = None, end: int | None = None) -> str:
    """The page of a report, open and lit at these characters.

    The place stands in the query for the server, which picks the part, and in the fragment for the browser, which
    scrolls to it.
    """
    path = "/doc/" + quote(stem, safe=_PATH)
    return path if start is None else f"{path}?c={start}-{end}#c={start}-{end}"


def with_query(path: str, **values: str) -> str:
    """``path`` with the values that are not empty as its query."""
    given = {name: value for name, value in values.items() if value}
    return f"{path}?{urlencode(given)}" if given else path
