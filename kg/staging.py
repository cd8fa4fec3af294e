"""A build writes beside its output and swaps in at the end: killed at any moment, an output stays that works."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import OutputError
from kg.outputs import BUILD_OUTPUTS, LOCK_FILE, former_output, is_build_output


@contextmanager
def staged_output(out: Path) -> Iterator[Path]:
    """A new folder that takes the place of ``out`` when the block ends well, and vanishes when it does not.

    Raises:
        OutputError: if ``out`` is not ours to replace, cannot be written, or another build is writing to it.
    """
    target = Path(os.path.realpath(out))
    stage = target.with_name(f".{target.name}.tmp-build")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        stage.mkdir(exist_ok=True)
        lock = _lock(stage, out)
    except OSError as error:
        raise OutputError(f"cannot write beside {out}: {error.strerror}; choose another folder with -o") from error
    try:
        _empty(stage)
        _recover(target)
        check_replaceable(target)
        yield stage
        _swap(stage, target)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        os.close(lock)


def check_replaceable(out: Path) -> None:
    """Pass if ``out`` is absent, empty but for hidden files, or the output of a build.

    Raises:
        OutputError: if it is anything else: a build must not delete what it did not write.
    """
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out} is a file; choose a folder with -o")
    if not out.is_dir() or not any(not entry.name.startswith(".") for entry in out.iterdir()):
        return
    if not is_build_output(out):
        raise OutputError(
            f"{out} is not empty and was not made by kg build; choose another folder with -o, or empty it first"
        )


def _recover(target: Path) -> None:
    """Finish the swap that a killed build began."""
    old = former_output(target)
    if old.is_dir():
        if target.exists():
            _retire(old, target)
        else:
            old.rename(target)


def _swap(stage: Path, target: Path) -> None:
    old = former_output(target)
    try:
        if target.exists():
            target.rename(old)
        try:
            stage.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    except OSError as error:
        raise OutputError(f"cannot put the new graph at {target}: {error.strerror}; choose a folder with -o") from error
    with suppress(OSError):
        (target / LOCK_FILE).unlink()
    _retire(old, target)


def _retire(old: Path, target: Path) -> None:
    """Bring the user's own files over from the former output, then delete it."""
    if not old.is_dir():
        return
    for entry in sorted(old.iterdir()):
        if entry.name not in BUILD_OUTPUTS and not (target / entry.name).exists():
            with suppress(OSError):
                entry.rename(target / entry.name)
    shutil.rmtree(old, ignore_errors=True)


def _empty(stage: Path) -> None:
    """Clear what a killed build left, but for the lock that is held."""
    for entry in stage.iterdir():
        if entry.name == LOCK_FILE:
            continue
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _lock(stage: Path, out: Path) -> int:
    """Hold the folder against another build; the system lets go of it when this process ends, however it ends."""
    handle = os.open(stage / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        import fcntl
    except ImportError:  # Windows: two builds at once are not told apart there
        return handle
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
            os.close(handle)
            raise OutputError(f"another build is writing to {out}; wait for it, or choose another folder") from None
    return handle
