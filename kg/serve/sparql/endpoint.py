"""``/sparql``: reads the request, has a worker run the query, gives the answer on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from tempfile import SpooledTemporaryFile
from typing import IO

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from kg.engine.frames import CHUNK, Question
from kg.engine.process import Outcome
from kg.errors import KgError
from kg.serve.errors import error_response, kg_error_response
from kg.serve.sparql.description import service_description
from kg.serve.sparql.request import SparqlRequest, read_request
from kg.serve.sparql.running import run_question

_METHODS = "GET, HEAD, POST, OPTIONS"
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "X-Row-Limit, X-Truncated, Retry-After",
}
_PREFLIGHT = {
    "Allow": _METHODS,
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
#: An answer is kept whole before its first byte goes out, so that its headers are true; in memory up to this.
_IN_MEMORY = 1024 * 1024


async def sparql(request: Request) -> Response:
    """The endpoint."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=_CORS | _PREFLIGHT)
    settings = request.app.state.settings
    try:
        asked = await read_request(request, max_bytes=settings.query_bytes)
        answer = await (service_description(request) if asked is None else _answer(request, asked))
    except HTTPException as error:
        answer = error_response(request, error.status_code, error.detail, headers=dict(error.headers or {}))
    except KgError as error:
        answer = kg_error_response(request, error)
    answer.headers.update(_CORS)
    return answer


async def _answer(request: Request, asked: SparqlRequest) -> Response:
    settings = request.app.state.settings
    question = Question(
        asked.query,
        settings.timeout,
        rows=settings.rows,
        size=settings.answer_bytes,
        dataset=asked.dataset,
        table_form=asked.table_form,
        graph_form=asked.graph_form,
    )
    spool: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    try:
        outcome = await run_question(request, question, spool.write)
    except BaseException:
        spool.close()
        raise
    return _response(outcome, spool, row_limit=settings.rows)


def _response(outcome: Outcome, spool: IO[bytes], *, row_limit: int) -> Response:
    size = spool.tell()
    spool.seek(0)
    headers: Mapping[str, str] = {
        "Content-Type": f"{outcome.form}; charset=utf-8" if outcome.form.startswith("text/") else outcome.form,
        "Content-Length": str(size),
        "Vary": "Accept",
        "Cache-Control": "no-cache",
        "X-Row-Limit": str(row_limit),
    }
    if outcome.truncated:
        headers = {**headers, "X-Truncated": f"only the first {outcome.rows} are given"}
    if size < CHUNK:
        with spool:
            return Response(spool.read(), headers=headers)
    return StreamingResponse(_chunks(spool), headers=headers)


async def _chunks(spool: IO[bytes]) -> AsyncIterator[bytes]:
    with spool:
        while piece := spool.read(CHUNK):
            yield piece


ROUTES = [Route("/sparql", sparql, methods=["GET", "POST", "OPTIONS"], name="sparql")]
