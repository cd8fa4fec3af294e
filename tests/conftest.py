"""What several test files use: the bundled reports, and the larger ones where somebody has them beside the project."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.samples import annotation_folder
from extract.samples import sample_paths as bundled_reports

ROOT = Path(__file__).resolve().parent.parent


def _beside_the_project(*parts: str) -> Path:
    path = ROOT.parent.joinpath("shared", *parts)
    if not path.exists():
        pytest.skip(f"{path} is not there: this test reads material that is not part of the repository")
    return path


@pytest.fixture(scope="session")
def project_root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def sample_reports() -> tuple[Path, ...]:
    return bundled_reports()


@pytest.fixture(scope="session")
def sample_annotations() -> Path:
    return annotation_folder()


@pytest.fixture(scope="session")
def shared_reports() -> tuple[Path, ...]:
    """Full reports as they come out of OCR."""
    return tuple(sorted(_beside_the_project("reports").glob("*.txt")))


@pytest.fixture(scope="session")
def shared_texts() -> tuple[Path, ...]:
    """The annotated parts of those reports."""
    return tuple(sorted(_beside_the_project("gold", "dev", "texts").glob("*.txt")))


@pytest.fixture(scope="session")
def shared_annotations() -> Path:
    """The folder with the annotations of ``shared_texts``."""
    return _beside_the_project("gold", "dev")


@pytest.fixture(scope="session")
def shared_scorer() -> Path:
    """The script that scores an export against annotations."""
    return _beside_the_project("eval", "score.py")


#: How Chromium starts where it is root's, has no screen, and must ask nobody on the net.
CHROMIUM_ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # WebGL in software, where there is no graphics card.
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for the tests of a file: Playwright does not start twice in a process, and its loop is in the way
    of tests that run one of their own.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
