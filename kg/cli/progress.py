"""What ``kg build`` shows while it runs: a bar, and a line for each report."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.text import Text

if TYPE_CHECKING:
    from kg.inputs import Source
    from kg.reading import ReadReport


class BuildProgress:
    """A progress bar on stderr where that is a terminal, plain lines where it is not, only problems when ``quiet``."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=self._console,
            transient=True,
            disable=quiet or not self._console.is_terminal,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> BuildProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def found(self, sources: Sequence[Source], notes: Sequence[str]) -> None:
        """Start the bar; remarks on the input come first."""
        for note in notes:
            self._tell(note)
        self._task = self._bar.add_task("reading", total=len(sources))

    def read(self, source: Source, outcome: ReadReport | str) -> None:
        """One line for a report: name, blocks, facts, quarantined, seconds; or why it was skipped."""
        if self._task is not None:
            self._bar.advance(self._task)
        if isinstance(outcome, str):
            self._console.print(Text(f"kg: skipped {outcome}"))
            return
        info = outcome.contribution
        spent = "unchanged" if outcome.cached else f"{outcome.seconds:.1f} s"
        self._tell(
            f"{source.stem}: {info.report.blocks} blocks, {len(info.facts)} facts, "
            f"{len(info.quarantine)} quarantined, {spent}"
        )
        failures = [one.reason for one in info.refused if one.is_failure]
        if failures:
            passages = "1 passage" if len(failures) == 1 else f"{len(failures)} passages"
            said = f"kg: {source.path.name}: {passages} left out, {failures[0]}; report this"
            self._console.print(Text(" ".join(said.split())))

    def stage(self, name: str) -> None:
        """Say what is being done after all reports are read."""
        if self._task is not None:
            self._bar.update(self._task, description=name)

    def _tell(self, line: str) -> None:
        if not self._quiet:
            # Text, not a string: a file name may hold what rich would take for markup.
            self._console.print(Text(line))
