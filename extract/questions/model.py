"""What a question says: the names, cues, times and values in it, each with its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that a question may use. ``key`` is what the owner of a ``QuestionReader`` knows the thing by.

    ``is_value`` marks words of a text (三类证数量) that name no thing: a cue inside of them comes first.
    """

    name: str
    key: str
    is_value: bool = False


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """Things that ``text[start:end]`` may mean, by key; ``near`` says that it is only a part of their names."""

    start: int
    end: int
    words: str
    keys: tuple[str, ...]
    near: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that says what is asked: ``role`` and ``value`` as in ``data/questions/cues.tsv``."""

    start: int
    end: int
    words: str
    role: str
    value: str


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """From the ISO date ``since`` to ``until``, at the precision given and both included; None is open."""

    start: int
    end: int
    words: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class ValueSpan:
    """A value in canonical form: ``what`` is a slot (``round``, ``stage``, ``class`` ...), ``top`` or ``rank``.

    ``bound`` is "from" for what begins with the value (二期及以后), "to" for what ends with it, "before" for what comes
    before it.
    """

    start: int
    end: int
    words: str
    what: str
    value: str
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was read; ``unknown`` are its words that nothing accounts for."""

    text: str
    names: tuple[NamedSpan, ...] = ()
    cues: tuple[Cue, ...] = ()
    time: TimeSpan | None = None
    values: tuple[ValueSpan, ...] = ()
    unknown: tuple[str, ...] = ()

    def cued(self, role: str) -> tuple[Cue, ...]:
        """The cues of one role, in the order of the question."""
        return tuple(cue for cue in self.cues if cue.role == role)

    def says(self, role: str, value: str) -> bool:
        """Whether a word gives this cue."""
        return any(cue.role == role and cue.value == value for cue in self.cues)
