"""What a client gets when something goes wrong: a page for people, JSON or a line of text for programs."""

from __future__ import annotations

import http
import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kg.errors import (
    BusyError,
    KgError,
    NotFoundError,
    QueryRefusedError,
    QueryTimeoutError,
    QueryTooLargeError,
    StoreError,
    UnacceptableError,
)
from kg.serve.negotiation import preferred
from kg.serve.rendering import page

_log = logging.getLogger("kg.serve")
_FORMS = ["text/plain", "application/json", "text/html"]
_WORDS = {
    404: "这里没有内容 · There is nothing at this address.",
    405: "不支持这种请求方式 · This address does not take this method.",
    500: "服务器出错了 · Something went wrong that should not; the log of kg serve says what.",
}
_SOON = {"Retry-After": "5"}
#: The status of each error of ours that is no mistake in the request, and what the client may do.
_STATUS: tuple[tuple[type[KgError], int, dict[str, str]], ...] = (
    (NotFoundError, 404, {}),
    (UnacceptableError, 406, {}),
    (QueryRefusedError, 403, {}),
    (QueryTimeoutError, 503, {}),
    (QueryTooLargeError, 503, {}),
    (BusyError, 503, _SOON),
    (StoreError, 503, _SOON),
)


def error_response(
    request: Request, status: int, message: str = "", *, headers: dict[str, str] | None = None
) -> Response:
    """``message`` in the form that the client accepts, text where it accepts none of ours."""
    message = message or _WORDS.get(status) or http.HTTPStatus(status).phrase
    headers = {"Vary": "Accept", "Cache-Control": "no-store"} | (headers or {})
    form = preferred(request.headers.get("accept"), _FORMS)
    if form == "text/html":
        title = f"{status} {http.HTTPStatus(status).phrase}"
        return page("error.html", status=status, headers=headers, title=title, message=message)
    if form == "application/json":
        return JSONResponse({"status": status, "error": message}, status_code=status, headers=headers)
    return PlainTextResponse(message + "\n", status_code=status, headers=headers)


def kg_error_response(request: Request, error: KgError) -> Response:
    """An error of ours: a thing that is not in the graph, something that the user can mend, or a bound that was hit."""
    status, headers = next(((status, more) for kind, status, more in _STATUS if isinstance(error, kind)), (400, {}))
    return error_response(request, status, str(error), headers=headers)


async def http_error(request: Request, error: Exception) -> Response:
    """An error that names its status."""
    assert isinstance(error, HTTPException)
    allowed = (error.headers or {}).get("Allow", "")
    if request.method == "OPTIONS" and allowed:
        return Response(status_code=204, headers={"Allow": f"{allowed}, OPTIONS"})
    # The phrase of the status says less than our sentence for it.
    detail = "" if error.detail == http.HTTPStatus(error.status_code).phrase else error.detail
    return error_response(request, error.status_code, detail, headers=dict(error.headers or {}))


async def kg_error(request: Request, error: Exception) -> Response:
    """An error that our code raised for the user to read."""
    assert isinstance(error, KgError)
    return kg_error_response(request, error)


async def unexpected_error(request: Request, error: Exception) -> Response:
    """A mistake of ours: it goes to the log, the client learns nothing of our insides."""
    return error_response(request, 500)


HANDLERS = {HTTPException: http_error, KgError: kg_error, Exception: unexpected_error}
