"""What several test files use: the bundled reports, and the larger ones where somebody has them beside the project."""

from pathlib import Path

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
