"""Reads the reports of a build, in this process or in several, and keeps what each gave in a cache."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path

from extract import contribute, rules_fingerprint
from extract.document import Document
from extract.reading import UnreadableReportError, read_report
from kg.codec import CodecError, decode, encode
from kg.errors import BuildError
from kg.facts import canonical_json
from kg.inputs import Source
from ontology.model import Contribution, Fact, Refused

#: Changes whenever the codec writes something else.
CACHE_FORMAT = 2
#: Below this many bytes starting other processes (each loads the dictionaries) takes longer than reading.
_WORTH_A_WORKER = 150_000


@dataclass(frozen=True, slots=True)
class Read:
    """What reading one file came to: ``encoded`` is its contribution as JSON, or ``problem`` says why there is none."""

    source: Source
    seconds: float
    encoded: str = ""
    problem: str = ""
    cached: bool = False


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report that was read, and the name of its file in the cache."""

    source: Source
    contribution: Contribution
    seconds: float
    cached: bool


@dataclass(frozen=True, slots=True)
class ReadAll:
    """The reports of a build in the order of their stems, and the files that could not be read, with the reason."""

    reports: tuple[ReadReport, ...]
    skipped: tuple[tuple[Path, str], ...]


#: Called for each file when it is done: with its report, or with the reason why there is none.
OnRead = Callable[[Source, ReadReport | str], None]


def read_all(
    sources: Sequence[Source],
    *,
    old_cache: Path,
    new_cache: Path,
    max_bytes: int,
    workers: int | None,
    on_read: OnRead,
) -> ReadAll:
    """Read ``sources``, taking from ``old_cache`` what it holds; ``new_cache`` gets what this build uses.

    Raises:
        BuildError: if a worker process dies.
    """
    new_cache.mkdir(parents=True, exist_ok=True)
    reports: dict[str, ReadReport] = {}
    skipped: dict[str, tuple[Path, str]] = {}
    for read in _read_each(sources, old_cache=old_cache, max_bytes=max_bytes, workers=workers):
        source = read.source
        if read.problem:
            skipped[source.stem] = (source.path, read.problem)
            on_read(source, read.problem)
            continue
        (new_cache / cache_name(source)).write_text(read.encoded, encoding="utf-8")
        report = ReadReport(source, decode(read.encoded), read.seconds, read.cached)
        reports[source.stem] = report
        on_read(source, report)
    return ReadAll(tuple(reports[stem] for stem in sorted(reports)), tuple(skipped[stem] for stem in sorted(skipped)))


def cache_name(source: Source) -> str:
    """The file that holds what ``source`` gives: its name changes with the text, the name and the rules."""
    key = [CACHE_FORMAT, source.sha256, source.stem, source.path.name, rules_fingerprint()]
    return hashlib.sha256(canonical_json(key).encode("utf-8", "surrogatepass")).hexdigest() + ".json"


def from_cache(source: Source, cache: Path, *, max_bytes: int) -> str | None:
    """The encoded contribution that an earlier build kept, if it is whole."""
    path = cache / cache_name(source)
    if not source.sha256 or source.size > max_bytes or not path.is_file():
        return None
    try:
        text = path.read_text(encoding="utf-8")
        decode(text)
    except (OSError, UnicodeDecodeError, CodecError):
        return None
    return text


def _read_each(sources: Sequence[Source], *, old_cache: Path, max_bytes: int, workers: int | None) -> Iterator[Read]:
    missing = []
    for source in sources:
        encoded = from_cache(source, old_cache, max_bytes=max_bytes)
        if encoded is None:
            missing.append(source)
        else:
            yield Read(source, 0.0, encoded, cached=True)
    count = min(workers or _useful_workers(missing), len(missing))
    if count > 1:
        yield from _read_in_pool(missing, max_bytes=max_bytes, workers=count)
    else:
        yield from (read_one(source, max_bytes) for source in missing)


def _useful_workers(sources: Sequence[Source]) -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, sum(source.size for source in sources) // _WORTH_A_WORKER))


def read_one(source: Source, max_bytes: int) -> Read:
    """Read one report; whatever goes wrong with it concerns no other."""
    start = time.perf_counter()
    try:
        document = replace(read_report(source.path, max_bytes=max_bytes), stem=source.stem)
        encoded = encode(_checked(contribute(document), document))
    except UnreadableReportError as error:
        return Read(source, time.perf_counter() - start, problem=str(error))
    except Exception as error:  # one report that trips a rule must not take the others down
        problem = f"{source.path.name} was left out, a rule failed on it ({type(error).__name__}: {error}); report this"
        return Read(source, time.perf_counter() - start, problem=" ".join(problem.split()))
    return Read(source, time.perf_counter() - start, encoded)


def _checked(contribution: Contribution, document: Document) -> Contribution:
    """``contribution`` without facts whose quote is not what the text says at its place."""

    def cites(fact: Fact) -> bool:
        evidence = fact.evidence
        stands = document.raw[evidence.start : evidence.end] == evidence.quote
        return stands and evidence.doc == document.stem and evidence.start < evidence.end

    wrong = [fact for fact in contribution.facts if not cites(fact)]
    if not wrong:
        return contribution
    refused = [Refused(fact.kind, "the quote does not stand at its place in the text", fact.evidence) for fact in wrong]
    facts = tuple(fact for fact in contribution.facts if cites(fact))
    return replace(contribution, facts=facts, refused=(*contribution.refused, *refused))


def _read_in_pool(sources: Sequence[Source], *, max_bytes: int, workers: int) -> Iterator[Read]:
    context = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker)
    done = False
    try:
        # The longest first, so that no worker is left alone with one at the end.
        ordered = sorted(sources, key=lambda source: (-source.size, source.stem))
        futures: list[Future[Read]] = [pool.submit(read_one, source, max_bytes) for source in ordered]
        for future in as_completed(futures):
            yield future.result()
        done = True
    except BrokenProcessPool as error:
        raise BuildError("a worker process died, perhaps for want of memory; build with --workers 1") from error
    finally:
        pool.shutdown(wait=done, cancel_futures=True)
        if not done:
            # Stopped in the middle: nobody waits for the reports that are still being read.
            for worker in set(multiprocessing.active_children()) - others:
                worker.kill()


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and go when the parent goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
