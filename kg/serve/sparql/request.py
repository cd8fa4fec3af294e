"""What a client asks: the query and the graphs it is for, in any of the three forms of the protocol."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from kg.engine.forms import GRAPH_FORMS, GRAPH_NAMES, TABLE_FORMS, TABLE_NAMES
from kg.serve.negotiation import preferred
from kg.store import UPDATES_REFUSED, QueryDataset

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_BODY_SECONDS = 20.0
_MAX_PARAMETERS = 1000


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """A query, its graphs (None: all), and the media types for a table and for a graph (None: none is accepted)."""

    query: str
    dataset: QueryDataset | None
    table_form: str | None
    graph_form: str | None


async def read_request(request: Request, *, max_bytes: int) -> SparqlRequest | None:
    """The query of ``request``; none if it is a GET that asks for nothing, which means the service description.

    Raises:
        HTTPException: 400, 403, 408, 413 or 415 with words that say what to do.
    """
    address = _parameters(request.scope["query_string"], "the address")
    if request.method != "POST":
        _refuse_update(address)
        query = _only(address, "query")
        if query is None and not address.get("default-graph-uri") and not address.get("named-graph-uri"):
            return None
        return _sparql_request(request, query, address)
    media_type, charset = _content_type(request)
    if media_type == _UPDATE:
        raise HTTPException(403, UPDATES_REFUSED)
    if media_type not in (_FORM, _QUERY):
        raise HTTPException(
            415, f"send the query as {_FORM} or {_QUERY}", headers={"Accept-Post": f"{_FORM}, {_QUERY}"}
        )
    if charset not in ("utf-8", "utf8", ""):
        raise HTTPException(415, f"send the query in UTF-8, not in {charset[:40]!r}")
    body = await _body(request, max_bytes=max_bytes)
    if media_type == _QUERY:
        return _sparql_request(request, _utf8(body, "the query"), address)
    form = _parameters(body, "the form")
    _refuse_update(form)
    return _sparql_request(request, _only(form, "query"), form)


def _sparql_request(request: Request, query: str | None, parameters: Mapping[str, list[str]]) -> SparqlRequest:
    if query is None:
        raise HTTPException(400, "there is no query; send one in the parameter 'query'")
    default, named = (tuple(parameters.get(name, ())) for name in ("default-graph-uri", "named-graph-uri"))
    accept = request.headers.get("accept")
    # Some clients send several names for a form, in the hope that one is understood.
    asked = [name.lower() for name in parameters.get("format", ())]
    tables = (TABLE_NAMES[name] for name in asked if name in TABLE_NAMES)
    graphs = (GRAPH_NAMES[name] for name in asked if name in GRAPH_NAMES)
    return SparqlRequest(
        query,
        QueryDataset(default, named) if default or named else None,
        next(tables, None) or preferred(accept, list(TABLE_FORMS)),
        next(graphs, None) or preferred(accept, list(GRAPH_FORMS)),
    )


def _refuse_update(parameters: Mapping[str, list[str]]) -> None:
    if "update" in parameters:
        raise HTTPException(403, UPDATES_REFUSED)


def _only(parameters: Mapping[str, list[str]], name: str) -> str | None:
    values = parameters.get(name, [])
    if len(values) > 1:
        raise HTTPException(400, f"the parameter {name!r} was given {len(values)} times; give it once")
    return values[0] if values else None


def _parameters(encoded: bytes, place: str) -> dict[str, list[str]]:
    parameters: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(
            _utf8(encoded, place), keep_blank_values=True, errors="strict", max_num_fields=_MAX_PARAMETERS
        )
    except UnicodeDecodeError:
        raise HTTPException(400, f"{place} is not in UTF-8") from None
    except ValueError:
        raise HTTPException(400, f"{place} has more than {_MAX_PARAMETERS} parameters") from None
    for name, value in pairs:
        parameters.setdefault(name, []).append(value)
    return parameters


def _utf8(text: bytes, place: str) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        raise HTTPException(400, f"{place} is not in UTF-8") from None


def _content_type(request: Request) -> tuple[str, str]:
    media_type, *parameters = request.headers.get("content-type", "").lower().split(";")
    pairs = (parameter.partition("=") for parameter in parameters)
    charset = next((value.strip(" \"'") for name, _, value in pairs if name.strip() == "charset"), "")
    return media_type.strip(), charset


async def _body(request: Request, *, max_bytes: int) -> bytes:
    """The body, which must come in good time and not be too long."""
    announced = request.headers.get("content-length", "0")
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            if int(announced) > max_bytes:
                raise _too_long(max_bytes)
            async for piece in request.stream():
                body += piece
                if len(body) > max_bytes:
                    raise _too_long(max_bytes)
    except TimeoutError:
        raise HTTPException(408, "the request did not come in time", headers={"Connection": "close"}) from None
    except ClientDisconnect:
        raise HTTPException(400, "the request was broken off") from None
    return bytes(body)


def _too_long(max_bytes: int) -> HTTPException:
    # Nobody reads the rest of the body, so the connection cannot go on.
    return HTTPException(413, f"a query may have {max_bytes} bytes at most", headers={"Connection": "close"})
