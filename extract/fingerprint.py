"""A hash of all that decides what a report yields: the code and data of this package, and the libraries under it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_ROOT = Path(__file__).parent
_SUFFIXES = frozenset({".py", ".tsv", ".txt", ".cfg"})
_LIBRARIES = ("jieba", "spacy", "pyahocorasick", "opencc")


@cache
def rules_fingerprint() -> str:
    """Sixty-four hexadecimal digits; equal fingerprints and equal text give equal contributions."""
    digest = hashlib.sha256()
    schema = _ROOT.parent / "ontology"
    files = [path for path in _ROOT.rglob("*") if path.suffix in _SUFFIXES and "samples" not in path.parts]
    for path in sorted([*files, schema / "shapes.ttl", schema / "model.py"]):
        digest.update(path.relative_to(_ROOT.parent).as_posix().encode())
        digest.update(path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library}={version(library)}".encode())
    return digest.hexdigest()
