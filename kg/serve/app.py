"""The web application: which address is answered by what."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from kg.engine.pool import WorkerPool
from kg.errors import KgError
from kg.serve import pages
from kg.serve.errors import HANDLERS
from kg.serve.headers import SecurityHeaders
from kg.serve.linked import routes as linked
from kg.serve.live import LiveGraph
from kg.serve.rendering import STATIC
from kg.serve.settings import ServeSettings
from kg.serve.sparql import endpoint as sparql

_log = logging.getLogger("kg.serve")


def create_app(settings: ServeSettings) -> Starlette:
    """The application over the graph that ``settings`` name, open and ready to answer.

    ``app.state`` holds ``settings``, ``graph``, the ``LiveGraph`` that pages read from, and ``workers``, where the
    queries of users run.

    Raises:
        KgError: if there is no graph, or it cannot be opened.
    """
    graph = LiveGraph(settings.graph, warm=pages.WARM)
    workers = WorkerPool(size=settings.workers, waiting=settings.waiting, patience=settings.timeout)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        try:
            await workers.start(graph.opened.build)
        except KgError as error:
            # The graph was replaced or removed just now: pages are answered from memory, and a query tries again.
            _log.warning("queries cannot be answered yet: %s", error)
        yield
        await workers.stop()

    app = Starlette(
        routes=[
            *sparql.ROUTES,
            *linked.ROUTES,
            *pages.ROUTES,
            Mount("/static", StaticFiles(directory=STATIC), name="static"),
        ],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers=HANDLERS,
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.graph = graph
    app.state.workers = workers
    # A redirect would repeat the Host header, which anyone may have written.
    app.router.redirect_slashes = False
    return app
