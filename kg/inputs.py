"""Which files a build reads: folders opened, doubles dropped, and a name for each report that no other has."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.namespaces import segment
from kg.outputs import is_build_output


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: ``stem`` names the report in the graph, ``sha256`` is of the bytes of the file."""

    path: Path
    stem: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a build by stem, and what to tell about those that share a name or a text."""

    sources: tuple[Source, ...]
    notes: tuple[str, ...] = ()


def find_inputs(paths: Iterable[Path]) -> Inputs:
    """The files that ``paths`` (files and folders) stand for; their order does not matter.

    In folders, hidden files, ``README`` files and the output of earlier builds are passed over; whether a file
    is a text is for the reader to say, by its content.
    """
    found = [_measure(path) for path in _expand(paths)]
    distinct, notes = _without_copies(found)
    sources, renamed = _with_own_stems(distinct)
    return Inputs(tuple(sorted(sources, key=lambda source: source.stem)), (*notes, *renamed))


def _expand(paths: Iterable[Path]) -> list[Path]:
    by_place: dict[str, Path] = {}
    for path in paths:
        for file in _files_below(path) if path.is_dir() else [path]:
            by_place.setdefault(os.path.realpath(file), file)
    return [by_place[place] for place in sorted(by_place)]


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        here = Path(parent)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not is_build_output(here / name))
        if is_build_output(here):
            folders.clear()
            continue
        for name in sorted(files):
            if not name.startswith(".") and Path(name).stem.upper() != "README":
                yield here / name


def _measure(path: Path) -> Source:
    """A file with its hash; one that cannot be opened keeps an empty hash, and the reader will say why."""
    try:
        with path.open("rb") as handle:
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
        return Source(path, path.stem, digest, path.stat().st_size)
    except OSError:
        return Source(path, path.stem, "", 0)


def _without_copies(found: Sequence[Source]) -> tuple[list[Source], list[str]]:
    first: dict[str, Source] = {}
    kept, notes = [], []
    for source in sorted(found, key=lambda source: (source.stem, source.path.name, str(source.path))):
        if source.sha256 and source.sha256 in first:
            notes.append(f"{source.path}: the same text as {first[source.sha256].path}, read once")
            continue
        first[source.sha256] = source
        kept.append(source)
    return kept, notes


def _with_own_stems(found: Iterable[Source]) -> tuple[list[Source], list[str]]:
    by_segment: dict[str, list[Source]] = defaultdict(list)
    for source in found:
        by_segment[segment(source.stem)].append(source)
    sources, notes = [], []
    for group in by_segment.values():
        if len(group) == 1:
            sources += group
            continue
        # The hash of the text, and not the folder or the order, tells them apart: a copy elsewhere has the same name.
        renamed = [Source(one.path, f"{one.stem}-{one.sha256[:8]}", one.sha256, one.size) for one in group]
        sources += renamed
        notes += [f"{one.path}: another report has this file name, so it is called {one.stem}" for one in renamed]
    return sources, notes
