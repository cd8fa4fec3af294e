"""What a build leaves in its folder, and how to find and recognise it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from kg.errors import OutputError

MANIFEST = "manifest.json"
STORE_FOLDER = "store"
CACHE_FOLDER = ".cache"
LOCK_FILE = ".lock"
GENERATOR = "medai-kg"

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
        OutputError: if the folder was not made by ``kg build``.
    """
    path = graph / MANIFEST
    if not path.is_file():
        raise OutputError(f"{graph} holds no graph; make one with: kg build REPORTS -o {graph}")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        ours = manifest["generator"] == GENERATOR and isinstance(manifest["settings"]["base"], str)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutputError(f"{path} is damaged or not ours ({error!r}); build the graph again with kg build") from error
    if not ours:
        raise OutputError(f"{path} was not written by kg build; choose another folder")
    return dict(manifest)
