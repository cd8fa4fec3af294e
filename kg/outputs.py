"""What a build leaves in its folder, and how to find and recognise it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from kg.errors import OutputError

MANIFEST = "manifest.json"
STORE_FOLDER = "store"
DOCUMENTS_FOLDER = "documents"
QUALITY_DATA = "quality.json"
CACHE_FOLDER = ".cache"
LOCK_FILE = ".lock"
GENERATOR = "medai-kg"
#: Changes whenever the files of a build change their form.
FORMAT = 1

#: All that a build writes; anything else in the folder is the user's and stays.
BUILD_OUTPUTS = frozenset(
    {
        "entities.jsonl",
        "facts.jsonl",
        "graph.html",
        "graph.trig",
        "graph.ttl",
        "proposals.tsv",
        "quality.md",
        MANIFEST,
        QUALITY_DATA,
        DOCUMENTS_FOLDER,
        STORE_FOLDER,
        CACHE_FOLDER,
        LOCK_FILE,
    }
)


def former_output(target: Path) -> Path:
    """Where a build puts the output that it replaces, for the moment of the swap."""
    return target.with_name(f".{target.name}.old")


def standing_output(out: Path) -> Path:
    """Where the output ``out`` stands now: a build killed in mid-swap leaves it beside its place."""
    if out.exists():
        return out
    former = former_output(Path(os.path.realpath(out)))
    return former if former.is_dir() else out


def read_manifest(graph: Path) -> dict[str, Any]:
    """What the build that made ``graph`` says about itself.

    Raises:
        OutputError: if the folder was not made by ``kg build``, or by one whose files had another form.
    """
    if not (graph / MANIFEST).is_file():
        raise OutputError(f"{graph} holds no graph; make one with: kg build REPORTS -o {graph}")
    manifest = _manifest(graph)
    if manifest is None:
        raise OutputError(f"{graph / MANIFEST} is damaged or not ours; build the graph again with kg build")
    if manifest.get("format", FORMAT) != FORMAT:
        raise OutputError(f"{graph} was built by another version of medai-kg; build it again with kg build")
    return manifest


#: What tells one build from another: device, inode, size and time of its manifest.
BuildMark = tuple[int, int, int, int]


def build_mark(graph: Path) -> BuildMark | None:
    """The mark of the build at ``graph``, none where there is no build."""
    try:
        about = (graph / MANIFEST).stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns


def is_build_output(folder: Path) -> bool:
    """Whether ``kg build`` of any version made ``folder``."""
    return _manifest(folder) is not None


def _manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest in ``folder`` if it is one of ours and whole."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        whole = manifest["generator"] == GENERATOR and isinstance(manifest["settings"]["base"], str)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return dict(manifest) if whole else None
