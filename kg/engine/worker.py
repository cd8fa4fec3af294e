"""The process that runs queries: ``python -m kg.engine.worker STORE BASE``, asked over stdin, answering on stdout."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from kg.engine.confinement import allow_many_files, confine, ended_after, peak_memory
from kg.engine.forms import GRAPH_FORMS, TABLE_FORMS
from kg.engine.frames import CHUNK, Kind, Question, Say, pack, read_question, write_frame
from kg.engine.row_limit import RowLimit, RowLimitReachedError
from kg.errors import KgError, QueryError, UnacceptableError
from kg.store import ENGINE_ERRORS, GraphStore
from kg.xml_words import xml_triple

#: Forms in which a remark can stand behind the last triple.
_NOTICES = {
    ox.RdfFormat.TURTLE: "# truncated: there are more triples\n",
    ox.RdfFormat.N_TRIPLES: "# truncated: there are more triples\n",
    ox.RdfFormat.RDF_XML: "<!-- truncated: there are more triples -->\n",
}


def main(store: Path, base: str) -> None:
    """Open the store, give up what is not needed, and answer until nobody asks any more."""

    def say(kind: Kind, content: bytes = b"") -> None:
        write_frame(sys.stdout.buffer, kind, content)

    try:
        allow_many_files()
        graph = GraphStore.open_path(store, base=base)
        confine()
        say(Kind.READY)
        while question := read_question(sys.stdin.buffer):
            with ended_after(question.seconds):
                _answer(graph, question, say)
    except KgError as error:
        say(Kind.ERROR, pack(_error_record(error)))
    except (BrokenPipeError, KeyboardInterrupt):
        pass


def _answer(store: GraphStore, question: Question, say: Say) -> None:
    try:
        end = _evaluate(store, question, say)
    except KgError as error:
        say(Kind.ERROR, pack(_error_record(error)))
    except BrokenPipeError:
        raise
    except ENGINE_ERRORS as error:
        say(Kind.ERROR, pack(_error_record(QueryError(f"the query cannot be answered: {error}"))))
    else:
        say(Kind.END, pack(end | {"peak": peak_memory()}))


def _evaluate(store: GraphStore, question: Question, say: Say) -> dict[str, Any]:
    """Write the answer; what comes back are the fields of an ``Outcome``."""
    result = store.evaluate(question.text, parameters=question.parameters, dataset=question.dataset)
    if isinstance(result, ox.QueryTriples):
        form = _accepted(question.graph_form, GRAPH_FORMS)
        rows, truncated = _write_triples(result, GRAPH_FORMS[form], question, store, say)
        return {"kind": "graph", "form": form, "rows": rows, "truncated": truncated}
    form = _accepted(question.table_form, TABLE_FORMS)
    if isinstance(result, ox.QueryBoolean):
        say(Kind.DATA, result.serialize(format=TABLE_FORMS[form]) or b"")
        return {"kind": "boolean", "form": form, "rows": 1, "truncated": False}
    rows, truncated = _write_rows(result, TABLE_FORMS[form], question, say)
    return {"kind": "table", "form": form, "rows": rows, "truncated": truncated}


def _accepted(form: str | None, forms: Iterable[str]) -> str:
    if form is None:
        raise UnacceptableError(f"this query is answered as {', '.join(forms)}; the client accepts none of them")
    return form


def _write_rows(result: Any, form: ox.QueryResultsFormat, question: Question, say: Say) -> tuple[int, bool]:
    out = RowLimit(lambda data: say(Kind.DATA, data), form, limit=question.rows, size=question.size)
    try:
        result.serialize(out, form)
        out.finish()
    except RowLimitReachedError:
        return out.rows, True
    return out.rows, False


class _Chunks(io.BufferedIOBase):
    """A file that passes on what is written in pieces of a good size."""

    def __init__(self, say: Say) -> None:
        self.written = 0
        self._say = say
        self._held: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._held.append(data)
        self._size += len(data)
        self.written += len(data)
        if self._size >= CHUNK:
            self.pass_on()
        return len(data)

    def pass_on(self) -> None:
        self._say(Kind.DATA, b"".join(self._held))
        self._held.clear()
        self._size = 0


def _write_triples(
    result: Any, form: ox.RdfFormat, question: Question, store: GraphStore, say: Say
) -> tuple[int, bool]:
    taken = 0
    out = _Chunks(say)

    def within_bounds() -> Iterator[ox.Triple]:
        nonlocal taken
        while taken != question.rows and (question.size is None or out.written < question.size):
            triple = next(result, None)
            if triple is None:
                return
            taken += 1
            yield xml_triple(triple) if form == ox.RdfFormat.RDF_XML else triple

    ox.serialize(within_bounds(), cast(IO[bytes], out), format=form, prefixes=store.namespaces.prefixes)
    truncated = next(result, None) is not None
    if truncated and form in _NOTICES:
        out.write(_NOTICES[form].encode())
    out.pass_on()
    return taken, truncated


def _error_record(error: KgError) -> dict[str, Any]:
    place = {"line": error.line, "column": error.column} if isinstance(error, QueryError) else {}
    return {"error": type(error).__name__, "message": str(error)} | place


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
