"""Takes the README's picture: the graph page of the bundled samples with one company opened.

make picture
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from extract.samples import sample_paths
from kg.build import run_build

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SETTLED_MS = 2500


def main(picture: Path, name: str) -> None:
    """Build the samples, open their page offline, find ``name``, and save what is seen."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        graph = run_build(sample_paths(), Path(folder) / "graph").out
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 860})
        page.goto((graph / "graph.html").as_uri())
        page.wait_for_timeout(SETTLED_MS)
        page.get_by_role("combobox").first.fill(name)
        page.wait_for_timeout(500)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_timeout(SETTLED_MS)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "鹰瞳科技")
