"""Pages of a running server in Chromium without a network: complaints are kept, foreign requests are refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Browsing:
    """A page of the server at ``url``; ``problems`` are errors, dialogs and requests that leave the server."""

    page: Any
    url: str
    problems: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.page, name)

    def open(self, path: str) -> None:
        self.page.goto(self.url.rstrip("/") + path)

    def focused(self) -> str:
        """Tag, name and text of what has the keyboard."""
        return str(
            self.page.evaluate(
                "() => { const e = document.activeElement;"
                " return [e.tagName, e.getAttribute('aria-label') || '', e.textContent].join('|'); }"
            )
        )


@contextmanager
def browsing(browser: Any, url: str, *, width: int = 1280, height: int = 850) -> Iterator[Browsing]:
    """A page that may reach the server and nothing else."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", accept_downloads=True
    )
    opened = Browsing(context.new_page(), url)

    def guard(route: Any) -> None:
        if route.request.url.startswith((url, "data:", "blob:")):
            route.continue_()
        else:
            opened.problems.append(f"asks for {route.request.url}")
            route.abort()

    context.route("**/*", guard)
    opened.page.on("pageerror", lambda error: opened.problems.append(str(error)))
    opened.page.on("dialog", lambda dialog: opened.problems.append(f"dialog: {dialog.message}"))
    opened.page.on("console", lambda message: _note(opened, message))
    yield opened
    context.close()


def _note(opened: Browsing, message: Any) -> None:
    # Chromium styles what is typed over a selection and forbids it to itself.
    if message.type == "error" and "Applying inline style" not in message.text:
        opened.problems.append(message.text)
