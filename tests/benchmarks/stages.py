"""Seconds and KB/s of each stage of reading, beside jieba's bare segmentation of the same text.

    make bench                          the bundled samples, repeated until there is enough text
    make bench REPORTS=~/reports        your own reports

One process, one core, dictionaries loaded before the clock starts; each figure is the median of five passes.
Compare the ratios: the seconds depend on the machine.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba

import extract
from extract.document import Document
from extract.mentions.pipeline import load_pipeline, tag, tag_texts
from extract.reading import read_report
from extract.resolution import resolve
from extract.samples import sample_paths
from extract.squeeze import squeeze
from extract.tables import read_table

PASSES = 5
LIMIT = 20_000_000


def main(arguments: list[str]) -> None:
    """Print one line a stage for the reports named, or for the samples."""
    paths = _reports(arguments) or list(sample_paths())
    size = sum(path.stat().st_size for path in paths)
    documents = [read_report(path, max_bytes=LIMIT) for path in paths]
    list(load_pipeline().pipe(["预热:推想医疗发布产品。"]))
    contributions = [extract.contribute(document) for document in documents]
    characters = sum(len(document.raw) for document in documents)
    print(f"{len(paths)} reports, {size / 1000:.0f} KB, {characters:,} characters; median of {PASSES} passes")
    print(f"{'stage':<34}{'seconds':>9}{'KB/s':>9}{'× jieba':>9}")
    base = _median(lambda: [list(jieba.cut(document.raw)) for document in documents])
    stages: dict[str, Callable[[], object]] = {
        "jieba.cut, for comparison": lambda: [list(jieba.cut(document.raw)) for document in documents],
        "read: bytes to blocks": lambda: [read_report(path, max_bytes=LIMIT) for path in paths],
        "mentions: spaCy pipeline on prose": lambda: [list(tag_texts(_texts(document))) for document in documents],
        "tables: cells to facts": lambda: [_tables(document) for document in documents],
        "contribute: all of a report": lambda: [extract.contribute(document) for document in documents],
        "resolve: names of all reports": lambda: resolve(contributions),
    }
    for name, stage in stages.items():
        seconds = _median(stage)
        print(f"{name:<34}{seconds:>9.3f}{size / 1000 / seconds:>9.0f}{seconds / base:>9.2f}")


def _reports(arguments: list[str]) -> list[Path]:
    found: list[Path] = []
    for argument in arguments:
        path = Path(argument).expanduser()
        found += (
            sorted(p for p in path.iterdir() if p.suffix in (".txt", ".md") and p.stem != "README")
            if path.is_dir()
            else [path]
        )
    return found


def _texts(document: Document) -> list[str]:
    return [squeeze(block.text).text for block in document.blocks if block.table is None and block.text.strip()]


def _tables(document: Document) -> list[object]:
    return [read_table(block, document=document, tagger=tag) for block in document.blocks if block.table is not None]


def _median(stage: Callable[[], object]) -> float:
    times = []
    for _ in range(PASSES):
        start = time.perf_counter()
        stage()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main(sys.argv[1:])
