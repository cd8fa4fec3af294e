"""The pages for people. Each module here answers for one page; this one says which address opens which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.serve.live import Snapshot
from kg.serve.pages.start import start_page


def thing_page(request: Request, snapshot: Snapshot, iri: str) -> Response | None:
    """The page of a thing, a fact or a report; none where the plain page of its triples will do."""
    return None


ROUTES: list[BaseRoute] = [Route("/", start_page, name="start")]

#: What pages need of a graph, made when the graph is opened and not at the first request.
WARM: tuple[Callable[[Snapshot], Any], ...] = ()
