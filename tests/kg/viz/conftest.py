"""The graph of ``graph.trig``, and pages of it opened in Chromium without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.store import GraphStore


@pytest.fixture(scope="session")
def store() -> GraphStore:
    quads = ox.parse(path=str(Path(__file__).with_name("graph.trig")), format=ox.RdfFormat.TRIG)
    return GraphStore.in_memory(quads)


@dataclass
class OpenPage:
    """A page in the browser with what it complained of and asked for."""

    page: Any
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.page, name)

    def said(self, message: str) -> None:
        """Keep what the console says; how quick the driver finds WebGL in software is no complaint of the page."""
        if "GL Driver Message" not in message and "GPU stall" not in message:
            self.problems.append(message)

    def search(self, text: str) -> None:
        """Find ``text`` and wait until the camera stands still."""
        self.page.fill("#search", text)
        self.page.keyboard.press("Enter")
        self.page.wait_for_timeout(600)

    def address(self) -> str:
        """The fragment of the address, once the page has written one."""
        for _ in range(100):
            fragment = str(self.page.evaluate("location.hash"))
            if fragment:
                break
            self.page.wait_for_timeout(100)
        return fragment

    def colours(self) -> int:
        """How many colours the canvas shows: one or none is a blank."""
        return int(
            self.page.evaluate(
                """() => {
                  const drawn = document.querySelector("#canvas canvas");
                  const copy = new OffscreenCanvas(drawn.width, drawn.height);
                  const context = copy.getContext("2d", { willReadFrequently: true });
                  context.drawImage(drawn, 0, 0);
                  const { data } = context.getImageData(0, 0, drawn.width, drawn.height);
                  return new Set(new Uint32Array(data.buffer)).size;
                }"""
            )
        )


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Callable[..., OpenPage]]:
    """Opens a file offline; anything that the page asks for or complains of is kept."""
    contexts = []

    def open_file(
        path: Path, *, fragment: str = "", width: int = 1280, height: int = 800, ready: bool = True
    ) -> OpenPage:
        context = chromium.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        context.set_offline(True)
        contexts.append(context)
        opened = OpenPage(context.new_page())
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("pageerror", lambda error: opened.problems.append(str(error)))
        opened.page.on("console", lambda message: opened.said(f"{message.type}: {message.text}"))
        opened.page.on("dialog", lambda dialog: opened.problems.append(f"dialog: {dialog.message}"))
        opened.page.goto(path.as_uri() + fragment)
        if ready:
            opened.page.wait_for_selector("html[data-ready=yes]")
        return opened

    yield open_file
    for context in contexts:
        context.close()
