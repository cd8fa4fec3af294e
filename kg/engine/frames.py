"""What a worker is asked and what it says: frames of a kind, a length and a content, over its stdin and stdout.

The worker is never believed: it runs what users wrote, so its frames are JSON and bytes. The question is pickled,
for it comes from us.
"""

from __future__ import annotations

import json
import pickle
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, BinaryIO

from kg.store import QueryDataset, Term

HEADER = struct.Struct(">cI")
#: Larger answers come in several frames.
CHUNK = 64 * 1024
Say = Callable[["Kind", bytes], None]


class Kind(Enum):
    """What a frame holds."""

    QUESTION = b"Q"
    READY = b"R"
    DATA = b"D"
    END = b"E"
    ERROR = b"X"


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its bounds: seconds, rows or triples, bytes of the answer (None: unbounded).

    The forms are the media types for either kind of answer; None says that the client accepts none of ours.
    """

    text: str
    seconds: float
    rows: int | None = None
    size: int | None = None
    parameters: Mapping[str, Term] = field(default_factory=dict)
    dataset: QueryDataset | None = None
    table_form: str | None = "application/sparql-results+json"
    graph_form: str | None = "application/n-triples"


def write_frame(stream: BinaryIO, kind: Kind, content: bytes = b"") -> None:
    """Put a frame on ``stream``."""
    stream.write(HEADER.pack(kind.value, len(content)) + content)
    stream.flush()


def read_question(stream: BinaryIO) -> Question | None:
    """The next question on ``stream``, none at its end."""
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    _, length = HEADER.unpack(header)
    question: Question = pickle.loads(stream.read(length))
    return question


def pack_question(question: Question) -> bytes:
    """The frame that asks ``question``."""
    content = pickle.dumps(question)
    return HEADER.pack(Kind.QUESTION.value, len(content)) + content


def pack(record: Mapping[str, Any]) -> bytes:
    """The content of a frame that holds a record."""
    return json.dumps(record).encode("utf-8")


def unpack(content: bytes) -> dict[str, Any]:
    """The record in the content of a frame."""
    record: dict[str, Any] = json.loads(content)
    return record
