"""Measures graph pages in Chromium without a network: seconds until they answer, frames while panning, complaints.

make bench-pictures
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

import kg.viz.page
from benchmarks.synthetic import synthetic_graph
from kg.viz import write_page

FLAGS = ["--headless=new", "--no-sandbox", "--no-first-run", "--disable-background-networking"]
#: Without a graphics card Chromium draws WebGL in software, which is the slowest case there is.
SOFTWARE = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
PAN_STEPS = 40
COUNT_FRAMES = """() => { window.frames_seen = 0;
  const next = () => { window.frames_seen += 1; requestAnimationFrame(next); }; requestAnimationFrame(next); }"""


def measure(browser: Any, path: Path) -> tuple[float, float, int]:
    """Seconds from opening to a drawn, answering page; frames a second while panning; complaints of the console."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_offline(True)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    begun = time.monotonic()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=yes]", timeout=120_000)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    ready = time.monotonic() - begun
    page.evaluate(COUNT_FRAMES)
    page.mouse.move(800, 60)
    page.mouse.down()
    begun = time.monotonic()
    for step in range(PAN_STEPS):
        page.mouse.move(800 - 6 * step, 60 + 3 * step)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
    frames = page.evaluate("window.frames_seen") / (time.monotonic() - begun)
    page.mouse.up()
    context.close()
    return ready, frames, len(problems)


def main() -> None:
    """Print one line for each size and way of drawing."""
    print("nodes  drawn by     HTML kB  ready s  frames/s  complaints")
    sizes = [int(size) for size in sys.argv[1:]] or [400, 2000, 20_000]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS + SOFTWARE)
        for size in sizes:
            graph = synthetic_graph(size)
            for name, flat in (("vis-network", 1_000_000), ("sigma.js", 0)):
                if name == "vis-network" and size > 5000:
                    continue
                kg.viz.page.FLAT = flat
                path = Path(folder) / f"{size}-{name}.html"
                write_page(graph, path, limit=30_000)
                ready, frames, complaints = measure(browser, path)
                kilobytes = path.stat().st_size // 1000
                print(f"{size:>5}  {name:<11}  {kilobytes:>7}  {ready:>7.1f}  {frames:>8.1f}  {complaints}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
