"""HTTP for clients of every kind: who sends too slowly, reads too slowly or speaks no HTTP loses the connection."""

from __future__ import annotations

import asyncio
import http
import sys

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds in which the head of a request must be there, and its body after it.
HEAD_SECONDS = 10.0
BODY_SECONDS = 30.0
#: Seconds in which a client must take what waits for it: some 64 kB, or the rest of the answer.
READ_SECONDS = 20.0
_LOOK_SECONDS = 2.0


class GuardedProtocol(H11Protocol):
    """One connection, looked at every few seconds."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to watch."""
        super().connection_made(transport)
        now = self.loop.time()
        self._their_state: type[h11.Sentinel] = h11.IDLE  # type: ignore[name-defined]
        self._state_since = now
        self._taken_at = now
        self._look = self.loop.call_later(_LOOK_SECONDS, self._watch)

    def connection_lost(self, exc: Exception | None) -> None:
        """Watch no longer."""
        self._look.cancel()
        super().connection_lost(exc)

    def resume_writing(self) -> None:
        """The client has taken most of what waited."""
        self._taken_at = self.loop.time()
        super().resume_writing()

    def on_response_complete(self) -> None:
        """The next request has its own time."""
        self._state_since = self.loop.time()
        super().on_response_complete()

    def handle_events(self) -> None:
        """Read requests; what breaks the protocol in the middle of an answer ends the connection."""
        try:
            super().handle_events()
        except h11.LocalProtocolError:
            self.transport.abort()

    def send_400_response(self, msg: str) -> None:
        """Refuse what cannot be read: 431 for a head that is too long, else 400."""
        error = sys.exc_info()[1]
        status = getattr(error, "error_status_hint", 400)
        reason = http.HTTPStatus(status).phrase
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Connection", "close")]
        answer = h11.Response(status_code=status, headers=headers, reason=reason)
        for event in (answer, h11.Data(data=f"{reason}\n".encode()), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _watch(self) -> None:
        now = self.loop.time()
        if self._is_late(now):
            self.transport.abort()
        else:
            self._look = self.loop.call_later(_LOOK_SECONDS, self._watch)

    def _is_late(self, now: float) -> bool:
        if self.transport.get_write_buffer_size() == 0:
            self._taken_at = now
        state = self.conn.their_state
        if state is not self._their_state:
            self._their_state, self._state_since = state, now
        waited = now - self._state_since
        # While an answer is on its way the state of the client stays DONE: only its reading counts then.
        return (
            (state is h11.IDLE and waited > HEAD_SECONDS)
            or (state is h11.SEND_BODY and waited > BODY_SECONDS)
            or now - self._taken_at > READ_SECONDS
        )
