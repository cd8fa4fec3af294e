"""Six short reports written for this project, so that a first build needs no data of one's own.

They look like the real thing (OCR tables, page headers, several encodings), but most companies,
people and figures in them are made up: nothing in them is a source about anybody.
"""

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent
_REPORT_SUFFIXES = frozenset({".txt", ".md"})


def sample_paths() -> tuple[Path, ...]:
    """The bundled reports, sorted by file name."""
    return tuple(sorted(path for path in _FOLDER.iterdir() if path.suffix in _REPORT_SUFFIXES))


def annotation_folder() -> Path:
    """The folder with what a reader should find in the bundled reports, one pair of JSONL files per report."""
    return _FOLDER / "gold"
