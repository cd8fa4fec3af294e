"""A page as a response: rendered once for each build, unchanged pages answered with 304."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.pages.site import Site
from kg.serve.rendering import environment

HTML = "text/html; charset=utf-8"


def html(
    request: Request,
    site: Site,
    template: str,
    *,
    key: Hashable | None,
    values: Callable[[], Mapping[str, Any]],
    status: int = 200,
) -> Response:
    """``template`` with ``values``, which are only worked out if the page of this ``key`` is not at hand.

    A page without a key is made each time.
    """

    def made() -> bytes:
        return environment.get_template(template).render(values()).encode("utf-8", "replace")

    body = made() if key is None else site.rendered.get(key, made)
    return kept(request, body, HTML, status=status)


def kept(request: Request, body: bytes, media_type: str, *, status: int = 200) -> Response:
    """``body`` with its tag; nothing but the tag if the client has it already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    # A build may change any page: the client keeps it but asks each time.
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"}
    if status == 200 and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, status_code=status, headers=headers, media_type=media_type)
