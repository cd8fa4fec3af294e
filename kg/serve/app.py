"""The web application: which address is answered by what."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from kg.serve import pages
from kg.serve.errors import HANDLERS
from kg.serve.headers import SecurityHeaders
from kg.serve.live import LiveGraph
from kg.serve.rendering import STATIC
from kg.serve.settings import ServeSettings


def create_app(settings: ServeSettings) -> Starlette:
    """The application over the graph that ``settings`` name, open and ready to answer.

    ``app.state`` holds ``settings`` and ``graph``, the ``LiveGraph`` that requests read from.

    Raises:
        KgError: if there is no graph, or it cannot be opened.
    """

    graph = LiveGraph(settings.graph, warm=pages.WARM)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield

    app = Starlette(
        routes=[*pages.ROUTES, Mount("/static", StaticFiles(directory=STATIC), name="static")],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers=HANDLERS,
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.graph = graph
    return app
