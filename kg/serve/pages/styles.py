"""Colours of the types as a style sheet, so that pages, pictures and the graph agree."""

from __future__ import annotations

from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.pages.layout import kept
from kg.serve.pages.neighbours import type_styles


async def types_css(request: Request) -> Response:
    """One rule for each type of thing: ``.t-Company { --type: #3b73b9 }``."""
    return kept(request, _rules(), "text/css; charset=utf-8")


@cache
def _rules() -> bytes:
    rules = (f".t-{name} {{ --type: {style['colour']}; }}\n" for name, style in type_styles().items())
    return "".join(rules).encode()
