"""Runs the application: takes the port, says where it listens, ends on Ctrl-C."""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Callable

import uvicorn

from kg.errors import ServeError
from kg.serve.app import create_app
from kg.serve.guard import GuardedProtocol
from kg.serve.settings import ServeSettings

#: Connections beyond these are told to come back later.
_MAX_CONNECTIONS = 500
_KEEP_ALIVE_SECONDS = 10
_GOODBYE_SECONDS = 3


def serve(settings: ServeSettings, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until a signal ends it; ``ready`` is told the address once requests are answered.

    Raises:
        KgError: if there is no graph to serve, or the address cannot be taken.
    """
    app = create_app(settings)
    # Its warnings are about what clients do wrong, which is not for the user to mend.
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    with _listening(host, port) as listener:
        config = uvicorn.Config(
            app,
            http=GuardedProtocol,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            limit_concurrency=_MAX_CONNECTIONS,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=_GOODBYE_SECONDS,
        )
        _Server(config, ready=lambda: ready(_address(listener))).run(sockets=[listener])


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach ``host``."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


class _Server(uvicorn.Server):
    """A server that tells when it is up."""

    def __init__(self, config: uvicorn.Config, *, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def _listening(host: str, port: int) -> socket.socket:
    """A socket bound to the address, before anything else starts: a port in use is the user's to know at once."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise ServeError(f"{host} is no address of this machine ({error.strerror}); try --host 127.0.0.1") from error
    try:
        if socket.SO_REUSEADDR and hasattr(socket, "AF_UNIX"):  # on Windows it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise ServeError(
            f"cannot listen on {host} port {port}: {error.strerror}; choose another with --port, or 0 for any free one"
        ) from error
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
